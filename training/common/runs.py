"""Folders of training runs, without PyTorch: what the queue must know of a run."""

import fcntl
import json
from contextlib import contextmanager
from pathlib import Path

from training.common.paths import runs_root

PROGRESS = "progress.json"


def run_folder(run: str) -> Path:
    """The folder of one training run, made if need be."""
    folder = runs_root() / run
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def steps_done(run: str) -> int:
    """Steps in the run's checkpoint, without reading the checkpoint itself."""
    path = runs_root() / run / PROGRESS
    return json.loads(path.read_text())["step"] if path.exists() else 0


@contextmanager
def alone(path: Path, message: str):
    """Holds a lock on the file `path`. Raises SystemExit with `message` when another process holds it."""
    with open(path, "a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(message) from None
        yield
