"""The folders of training data, training runs and exported models."""

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType


def data_root() -> Path:
    """Returns the data folder, ATELIER_DATA (layout: docs/data.md). Raises SystemExit if it is not set."""
    root = os.environ.get("ATELIER_DATA")
    if not root or not Path(root).is_dir():
        raise SystemExit("Set ATELIER_DATA to the folder of training data; docs/data.md gives its layout.")
    return Path(root)


def runs_root() -> Path:
    """Returns the folder of checkpoints, caches and logs: ATELIER_RUNS, or atelier-runs in the home folder."""
    root = Path(os.environ.get("ATELIER_RUNS", Path.home() / "atelier-runs"))
    root.mkdir(parents=True, exist_ok=True)
    return root


def models_root() -> Path:
    """Returns the folder of exported models: ATELIER_MODELS, or public/models of the checkout, which the page loads."""
    if chosen := os.environ.get("ATELIER_MODELS"):
        return Path(chosen)
    return Path(__file__).resolve().parents[2] / "public" / "models"


def staged_models() -> Path:
    """Returns a copy of public/models in the runs folder, made once. The queue exports there, so that exports are reviewed before they ship."""
    staged = runs_root() / "models"
    if not staged.exists():
        part = staged.with_name("models.part")
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(Path(__file__).resolve().parents[2] / "public" / "models", part)
        part.rename(staged)
    return staged


def load_teachers() -> ModuleType:
    """Imports the loader of the teachers (Vgg19Front, Vgg19Small, MobileNetV2) from the folder of their weights."""
    spec = importlib.util.spec_from_file_location("atelier_teachers", data_root() / "teachers" / "load.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
