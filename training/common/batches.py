"""Draws the batches of a run, if it may be one ahead of the step, without losing count of the random state."""

from concurrent.futures import Future, ThreadPoolExecutor
from copy import deepcopy
from typing import Any

import numpy as np

from training.common.task import Task


class Drawer:
    def __init__(self, task: Task, random: np.random.Generator):
        self.task, self.random = task, random
        self.pool = ThreadPoolExecutor(1) if task.draws_ahead else None
        self.pending: Future | None = None
        self.before: dict = {}

    def _ask(self, progress: float) -> None:
        self.before = deepcopy(self.random.bit_generator.state)
        self.pending = self.pool.submit(self.task.draw, self.random, progress)

    def next(self, progress: float) -> Any:
        """The batch of this step; asks for the one after it where the task allows."""
        if self.pool is None:
            return self.task.draw(self.random, progress)
        if self.pending is None:
            self._ask(progress)
        batch = self.pending.result()
        self._ask(progress)
        return batch

    def state(self) -> dict:
        """NumPy's state from which the next batch is drawn: a batch that waits is drawn again after a resume."""
        return self.before if self.pending else self.random.bit_generator.state

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
