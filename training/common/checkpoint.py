"""Checkpoints, written atomically and read with weights_only=True."""

import json
import os
from pathlib import Path

import torch

from training.common.paths import runs_root
from training.common.runs import PROGRESS, run_folder

NAME = "checkpoint.pt"


def load_checkpoint(run: str) -> dict | None:
    """Loads the latest checkpoint of a run to the CPU. Returns None if there is none."""
    path = runs_root() / run / NAME
    return torch.load(path, map_location="cpu", weights_only=True) if path.exists() else None


def averaged_weights(run: str, advice: str) -> tuple[dict[str, torch.Tensor], dict]:
    """Loads a run. Returns its averaged weights and the whole checkpoint. Raises SystemExit with `advice` if it was never trained."""
    saved = load_checkpoint(run)
    if saved is None:
        raise SystemExit(advice)
    return saved["average"], saved


def _replace(path: Path, write) -> None:
    part = path.with_name(path.name + ".new")
    with open(part, "wb") as handle:
        write(handle)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(path)


def save_checkpoint(run: str, state: dict) -> None:
    """Replaces the run's checkpoint and progress.json atomically: an interruption leaves the old checkpoint intact.

    `state` holds tensors, numbers, strings, and lists, tuples and dicts of them.
    """
    folder = run_folder(run)
    _replace(folder / NAME, lambda handle: torch.save(state, handle))
    progress = {"step": state["step"], "steps": state["ends"][-1], "seconds": round(state["seconds"], 1)}
    _replace(folder / PROGRESS, lambda handle: handle.write(json.dumps(progress).encode()))
