"""Several processes of one run, as torchrun starts them: each sees batches of its own, gradients are averaged.

On a CPU two processes of one thread each pass two threads of one process: threads wait for one another after every
operation, processes once a step.
"""

import os

import torch
import torch.distributed as dist
from torch import nn


def join() -> tuple[int, int]:
    """(rank, processes) of this run; (0, 1) without torchrun."""
    if "RANK" not in os.environ:
        return 0, 1
    dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    return dist.get_rank(), dist.get_world_size()


def average_gradients(model: nn.Module) -> None:
    """Leaves in every process the mean of all processes' gradients. Does nothing in a run of one."""
    if not dist.is_initialized():
        return
    gradients = [p.grad for p in model.parameters() if p.grad is not None]
    flat = torch.cat([g.reshape(-1) for g in gradients])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    for gradient, part in zip(gradients, flat.split([g.numel() for g in gradients]), strict=True):
        gradient.copy_(part.view_as(gradient))


def agree(value: float) -> float:
    """The first process's number in all of them: clocks differ, and all must stop at the same step."""
    if not dist.is_initialized():
        return value
    shared = torch.tensor([value], dtype=torch.double)
    dist.broadcast(shared, 0)
    return float(shared)
