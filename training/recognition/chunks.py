"""Writes large arrays in chunks of rows, so that an interrupted run resumes from the last saved chunk."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

Layout = dict[Path, tuple[type, tuple[int, ...]]]
"""Type and shape of each array, by file."""


class ChunkWriter:
    """Fills memory-mapped arrays of equally many rows.

    The progress file holds `done` as JSON: either the number of finished rows or a list with an entry for each of them.
    """

    def __init__(self, layout: Layout, progress: Path, done: int | list, chunk: int, save_every: int):
        """done: the progress of a new run, 0 or []. save_every: chunks between two saves."""
        self.layout, self.progress, self.chunk, self.save_every = layout, progress, chunk, save_every
        self.done = json.loads(progress.read_text()) if progress.exists() else done
        self.count = next(iter(layout.values()))[1][0]
        self.arrays: list[np.ndarray] = []

    @property
    def finished(self) -> int:
        """Number of finished rows."""
        return self.done if isinstance(self.done, int) else len(self.done)

    def chunks(self) -> Iterator[slice]:
        """Yields the rows of each unfinished chunk. The caller fills them in `arrays`, then calls `advance`."""
        if self.finished < self.count:
            mode = "r+" if self.finished else "w+"
            self.arrays = [np.lib.format.open_memmap(path, mode, kind, shape) for path, (kind, shape) in self.layout.items()]
        while self.finished < self.count:
            yield slice(self.finished, min(self.finished + self.chunk, self.count))

    def advance(self, rows: int | list, label: str) -> None:
        """Adds finished rows, or their entries, to the progress, and saves and prints it when due."""
        self.done = self.done + rows
        if self.finished % (self.chunk * self.save_every) == 0 or self.finished == self.count:
            for array in self.arrays:
                array.flush()
            self.progress.write_text(json.dumps(self.done))
            print(f"{label}: {self.finished} of {self.count}", flush=True)


def set_threads(doc: str) -> None:
    """Parses a caching script's only argument, --threads, and applies it."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=0, help="threads; 0: PyTorch's default")
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
