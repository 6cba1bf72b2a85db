"""Folders and progress of training runs. Does not import PyTorch, so that the queue starts fast."""

import fcntl
import json
from contextlib import contextmanager
from pathlib import Path

from training.common.paths import runs_root

PROGRESS = "progress.json"


def run_folder(run: str) -> Path:
    """Returns the folder of a training run, creating it if needed."""
    folder = runs_root() / run
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def steps_done(run: str) -> int:
    """Returns the number of finished steps of a run, from its progress.json."""
    path = runs_root() / run / PROGRESS
    return json.loads(path.read_text())["step"] if path.exists() else 0


@contextmanager
def alone(path: Path, message: str):
    """Holds a lock on the file `path`. Raises SystemExit with `message` if another process holds it."""
    with open(path, "a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(message) from None
        yield
