"""The random state of one process: seeding, saving in checkpoints, and isolation from evaluation."""

import random as python_random
from contextlib import contextmanager

import numpy as np
import torch


def seed_everything(seed: int, *more: int) -> np.random.Generator:
    """Seeds PyTorch and Python. Returns the NumPy generator that batches are drawn from."""
    first, second = np.random.SeedSequence([seed, *more]).generate_state(2)
    torch.manual_seed(int(first))
    python_random.seed(int(second))
    return np.random.default_rng([seed, *more])


def state() -> dict:
    """Returns the random states of PyTorch and Python as plain containers and tensors."""
    found = {"torch": torch.get_rng_state(), "python": python_random.getstate()}
    if torch.cuda.is_available():
        found["cuda"] = torch.cuda.get_rng_state()
    return found


def restore(saved: dict, random: np.random.Generator | None = None) -> None:
    """Restores the states returned by `state`, and `random` from `saved["numpy"]`. A GPU that is new to the run keeps its seed."""
    torch.set_rng_state(saved["torch"])
    version, words, normal = saved["python"]
    python_random.setstate((version, tuple(words), normal))
    if "cuda" in saved and torch.cuda.is_available():
        torch.cuda.set_rng_state(saved["cuda"])
    if random is not None:
        random.bit_generator.state = saved["numpy"]


@contextmanager
def undisturbed():
    """Restores the random state on exit."""
    before = state()
    try:
        yield
    finally:
        restore(before)
