"""Maintains public/models/index.json: the files of each model with size and SHA-256, for the page to verify and cache."""

import fcntl
import hashlib
import json
import os
from contextlib import contextmanager
from pathlib import Path

from .paths import models_root


@contextmanager
def _edit(root: Path):
    """Yields the table of models and writes it back atomically, under a lock."""
    root.mkdir(parents=True, exist_ok=True)
    target = root / "index.json"
    descriptor = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        models = json.loads(target.read_text())["models"] if target.exists() else {}
        yield models
        part = root / "index.json.part"
        part.write_text(json.dumps({"models": dict(sorted(models.items()))}, indent="\t") + "\n")
        part.replace(target)
    finally:
        os.close(descriptor)


def _entry(root: Path, path: Path) -> dict:
    data = path.read_bytes()
    return {"path": path.relative_to(root).as_posix(), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def register(model_name: str, files: list[str | Path], version: str, root: Path | None = None) -> None:
    """Adds a model or replaces its entry.

    `files`: all files that the page loads for it, relative to public/models or absolute inside it, config.json first.
    Raises FileNotFoundError if a file is missing, and ValueError if it is outside public/models.
    """
    root = root or models_root()
    entries = [_entry(root, root / f) for f in files]
    with _edit(root) as models:
        models[model_name] = {"version": version, "files": entries}


def unregister(prefix: str, root: Path | None = None) -> None:
    """Removes the model `prefix` and every model below it (`prefix/...`)."""
    with _edit(root or models_root()) as models:
        for name in [n for n in models if n == prefix or n.startswith(f"{prefix}/")]:
            del models[name]


def verify(root: Path | None = None) -> list[str]:
    """Returns the problems found: listed files that are missing or differ from their entries. Empty if the index is valid."""
    root = root or models_root()
    problems = []
    for name, model in json.loads((root / "index.json").read_text())["models"].items():
        for entry in model["files"]:
            path = root / entry["path"]
            if not path.exists():
                problems.append(f"{name}: {entry['path']} is missing")
            elif _entry(root, path) != entry:
                problems.append(f"{name}: {entry['path']} differs from the index")
    return problems
