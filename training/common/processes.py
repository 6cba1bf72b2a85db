"""Data-parallel training in the processes that torchrun starts.

Each process draws its own batches. Gradients are averaged, so that all processes have the same weights after every step.
On a CPU, two processes of one thread are faster than one process of two threads: threads synchronise after every operation,
processes once per step.
"""

import atexit
import os
import sys
from collections.abc import Iterable
from contextlib import contextmanager
from typing import TypeVar

import torch
import torch.distributed as dist
from torch import nn

T = TypeVar("T")


def join() -> tuple[int, int]:
    """Joins torchrun's process group. Returns (rank, number of processes); (0, 1) without torchrun."""
    if "RANK" not in os.environ:
        return 0, 1
    if not dist.is_initialized():
        # GPU tensors use NCCL; flags and random states stay on the CPU and use gloo.
        dist.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo")
    return dist.get_rank(), dist.get_world_size()


def _exit_at_once() -> None:
    """Ends the process without the interpreter's own shutdown, in which gloo's threads sometimes abort (PyTorch 2.13).

    Without it one run in ten ends with SIGABRT after everything is saved. An uncaught exception keeps its exit status.
    """
    if not hasattr(sys, "last_value"):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


@contextmanager
def joined():
    """Joins the process group and leaves it at the end, unless the caller had joined it before."""
    own = not dist.is_initialized()
    try:
        yield join()
        if own and several():
            atexit.register(_exit_at_once)
    finally:
        if own and dist.is_initialized():
            dist.destroy_process_group()


def several() -> bool:
    return dist.is_initialized() and dist.get_world_size() > 1


def average_gradients(parameters: Iterable[nn.Parameter]) -> None:
    """Averages every gradient over all processes. Does nothing in a single process.

    A parameter without a gradient in this process counts as zero: another process may have one.
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
    """Broadcasts the tensors of the first process, in place. Does nothing in a single process."""
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
    """Returns whether the flag is true in any process, so that all stop at the same step although clocks and signals differ."""
    if not several():
        return wishes
    flags = torch.tensor(wishes, dtype=torch.uint8)
    dist.all_reduce(flags, dist.ReduceOp.MAX)
    return flags.bool().tolist()


def from_first(value: T) -> T:
    """Broadcasts the value of the first process."""
    if not several():
        return value
    held = [value]
    dist.broadcast_object_list(held, 0)
    return held[0]


def gather(value: T) -> list[T]:
    """Gathers the values of all processes, ordered by rank, in every process."""
    if not several():
        return [value]
    found: list = [None] * dist.get_world_size()
    dist.all_gather_object(found, value)
    return found
