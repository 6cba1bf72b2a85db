"""Data-parallel training: the processes that torchrun starts, and what they must agree on.

Each process draws its own batches; gradients are averaged, so that all of them hold the same weights after every step.
On a CPU two processes with one thread each beat one process with two threads: threads wait for one another after every
operation, processes once a step.
"""

import os
from collections.abc import Iterable
from contextlib import contextmanager
from typing import TypeVar

import torch
import torch.distributed as dist
from torch import nn

T = TypeVar("T")


def join() -> tuple[int, int]:
    """Joins the group that torchrun describes. Returns (rank, number of processes); (0, 1) without torchrun."""
    if "RANK" not in os.environ:
        return 0, 1
    if not dist.is_initialized():
        # Tensors on a GPU go through NCCL; flags and random states stay on the CPU.
        dist.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo")
    return dist.get_rank(), dist.get_world_size()


@contextmanager
def joined():
    """As `join`, and leaves the group in the end, unless the caller was in it before."""
    own = not dist.is_initialized()
    try:
        yield join()
    finally:
        if own and dist.is_initialized():
            dist.destroy_process_group()


def several() -> bool:
    return dist.is_initialized() and dist.get_world_size() > 1


def average_gradients(parameters: Iterable[nn.Parameter]) -> None:
    """Replaces every gradient by its mean over all processes. Does nothing in a single process.

    A parameter that this process's batch did not reach counts as a gradient of zero: another batch may have reached it.
    """
    if not several():
        return
    trained = [p for p in parameters if p.requires_grad]
    for p in trained:
        if p.grad is None:
            p.grad = torch.zeros_like(p)
    flat = torch.cat([p.grad.reshape(-1) for p in trained])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    for p, part in zip(trained, flat.split([p.numel() for p in trained]), strict=True):
        p.grad.copy_(part.view_as(p))


def share_from_first(tensors: Iterable[torch.Tensor]) -> None:
    """Overwrites the tensors in place with those of the first process. Does nothing in a single process."""
    if not several():
        return
    by_kind: dict[tuple, list[torch.Tensor]] = {}
    for tensor in tensors:
        by_kind.setdefault((tensor.dtype, tensor.device), []).append(tensor)
    for group in by_kind.values():
        flat = torch.cat([t.detach().reshape(-1) for t in group])
        dist.broadcast(flat, 0)
        with torch.no_grad():
            for tensor, part in zip(group, flat.split([t.numel() for t in group]), strict=True):
                tensor.copy_(part.view_as(tensor))


def agree(wishes: list[bool]) -> list[bool]:
    """True where any process wishes it: clocks and signals differ, and all must stop at the same step."""
    if not several():
        return wishes
    flags = torch.tensor(wishes, dtype=torch.uint8)
    dist.all_reduce(flags, dist.ReduceOp.MAX)
    return flags.bool().tolist()


def from_first(value: T) -> T:
    """The first process's value, in all processes."""
    if not several():
        return value
    held = [value]
    dist.broadcast_object_list(held, 0)
    return held[0]


def gather(value: T) -> list[T]:
    """The values of all processes by rank; complete in every process."""
    if not several():
        return [value]
    found: list = [None] * dist.get_world_size()
    dist.all_gather_object(found, value)
    return found
