"""Language models trained by truncated backpropagation: batch rows read endless windows of text and keep their state between them."""

import argparse
from argparse import Namespace
from typing import Protocol

import numpy as np
import torch

from training.common.schedule import cosine
from training.common.task import Place, Task


class Windows(Protocol):
    at: np.ndarray
    """Reading position of each batch row."""

    def next(self, random: np.random.Generator) -> tuple: ...


class TruncatedTask(Task):
    """Base of the tasks that read windows. A subclass sets `h` to zero states and implements `open_windows`."""

    h: torch.Tensor
    """Recurrent state of each batch row after the last window."""

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.rows = args.rows // place.processes
        self.windows: Windows | None = None

    def open_windows(self, random: np.random.Generator) -> Windows:
        """Returns windows for `self.rows` rows at random positions."""
        raise NotImplementedError

    def next_window(self, random: np.random.Generator) -> tuple:
        if self.windows is None:
            self.windows = self.open_windows(random)
        return self.windows.next(random)

    def curve(self, done: float) -> float:
        return cosine(done, floor=0.01)

    def state(self) -> dict:
        return {"h": self.h.cpu(), "at": torch.from_numpy(self.windows.at.copy())} if self.windows else {}

    def restore(self, state: dict) -> None:
        """Restores the reading positions. A run resumed with a different number of rows starts from new ones."""
        if state and len(state["at"]) == self.rows:
            self.windows = self.open_windows(np.random.default_rng(0))
            self.windows.at, self.h = state["at"].numpy(), state["h"].to(self.place.device)


def window_arguments(parser: argparse.ArgumentParser, rows: int, window: int) -> argparse.ArgumentParser:
    """Adds --rows and --window with these defaults."""
    parser.add_argument("--rows", type=int, default=rows, help="batch rows over all processes (%(default)s)")
    parser.add_argument("--window", type=int, default=window, help="tokens per window of truncated backpropagation (%(default)s)")
    return parser
