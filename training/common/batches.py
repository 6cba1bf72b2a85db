"""Draws the batches of a run, prefetching one where the task allows, and tracks the random state for checkpoints."""

from concurrent.futures import Future, ThreadPoolExecutor
from copy import deepcopy
from typing import Any, Self

import numpy as np
import torch

from training.common.task import Task


class TensorBatch:
    """Moves to a device as a whole. A base of dataclasses whose fields are all tensors."""

    def to(self, device: str | torch.device) -> Self:
        return type(self)(*(value.to(device) for value in vars(self).values()))


class Drawer:
    def __init__(self, task: Task, random: np.random.Generator):
        self.task, self.random = task, random
        self.pool = ThreadPoolExecutor(1) if task.draws_ahead else None
        self.pending: Future | None = None
        self.before: dict = {}

    def _prefetch(self, progress: float) -> None:
        self.before = deepcopy(self.random.bit_generator.state)
        self.pending = self.pool.submit(self.task.draw, self.random, progress)

    def next(self, progress: float) -> Any:
        """Returns the batch of this step, and starts drawing the next one if the task allows prefetching."""
        if self.pool is None:
            return self.task.draw(self.random, progress)
        if self.pending is None:
            self._prefetch(progress)
        batch = self.pending.result()
        self._prefetch(progress)
        return batch

    def state(self) -> dict:
        """Returns the NumPy state before the next batch. A prefetched batch is drawn again after a resume."""
        return self.before if self.pending else self.random.bit_generator.state

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
