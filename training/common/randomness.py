"""The random state of one process: saved in checkpoints, and kept out of reach of reports and previews."""

import random as python_random
from contextlib import contextmanager

import numpy as np
import torch


def seed_everything(seed: int, *more: int) -> np.random.Generator:
    """Seeds PyTorch and Python from the numbers given, and returns the NumPy generator that batches are drawn from."""
    first, second = np.random.SeedSequence([seed, *more]).generate_state(2)
    torch.manual_seed(int(first))
    python_random.seed(int(second))
    return np.random.default_rng([seed, *more])


def state() -> dict:
    """PyTorch's and Python's random state in this process, as plain containers and tensors."""
    found = {"torch": torch.get_rng_state(), "python": python_random.getstate()}
    if torch.cuda.is_available():
        found["cuda"] = torch.cuda.get_rng_state()
    return found


def restore(saved: dict, random: np.random.Generator | None = None) -> None:
    """Sets the random state to what `state` returned, and `random` to `saved["numpy"]`. A GPU that the run did not have before keeps its seed."""
    torch.set_rng_state(saved["torch"])
    version, words, normal = saved["python"]
    python_random.setstate((version, tuple(words), normal))
    if "cuda" in saved and torch.cuda.is_available():
        torch.cuda.set_rng_state(saved["cuda"])
    if random is not None:
        random.bit_generator.state = saved["numpy"]


@contextmanager
def undisturbed():
    """Whatever is drawn inside leaves the random state as it was."""
    before = state()
    try:
        yield
    finally:
        restore(before)
