"""Where training data is read and where runs are written. Nothing here lies inside the checkout."""

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType


def data_root() -> Path:
    """The folder named by ATELIER_DATA (layout: docs/data.md). Raises SystemExit with advice when it is not set."""
    root = os.environ.get("ATELIER_DATA")
    if not root or not Path(root).is_dir():
        raise SystemExit("Set ATELIER_DATA to the folder of training data; docs/data.md gives its layout.")
    return Path(root)


def runs_root() -> Path:
    """Checkpoints, caches and logs: ATELIER_RUNS, or atelier-runs in the home folder."""
    root = Path(os.environ.get("ATELIER_RUNS", Path.home() / "atelier-runs"))
    root.mkdir(parents=True, exist_ok=True)
    return root


def models_root() -> Path:
    """Where exports are written and read: ATELIER_MODELS, or public/models of the checkout, which the page loads."""
    if chosen := os.environ.get("ATELIER_MODELS"):
        return Path(chosen)
    return Path(__file__).resolve().parents[2] / "public" / "models"


def staged_models() -> Path:
    """A copy of public/models in the runs folder, made once: where the queue exports, so that nothing ships unseen."""
    staged = runs_root() / "models"
    if not staged.exists():
        part = staged.with_name("models.part")
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(Path(__file__).resolve().parents[2] / "public" / "models", part)
        part.rename(staged)
    return staged


def load_teachers() -> ModuleType:
    """The teachers' own loader (Vgg19Front, Vgg19Small, MobileNetV2), which lies beside their weights."""
    spec = importlib.util.spec_from_file_location("atelier_teachers", data_root() / "teachers" / "load.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
