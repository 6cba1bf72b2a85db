"""Joint-space vectors of pictures, by the exported networks, with the page's preprocessing."""

import io
import zipfile

import numpy as np
import torch
from PIL import Image

from training.captioner.shipped import Shipped
from training.common.arithmetic import pick_autocast
from training.common.exported import Exported
from training.common.paths import data_root, models_root, runs_root
from training.perception.batches import as_rgb


def names_in(archive: str, every: int = 1) -> list[str]:
    with zipfile.ZipFile(data_root() / archive) as zipped:
        return sorted(f for f in zipped.namelist() if f.endswith(".webp"))[::every]


def points(shipped: Shipped, archive: str, every: int = 1) -> tuple[list[str], torch.Tensor]:
    """Encodes every `every`th picture of a zip, resized to the captioner's square. Returns names and (N,300). Cached in the runs folder."""
    kept = runs_root() / "storyteller" / f"{archive}.{every}.{shipped.sha256[:8]}.npy"
    kept.parent.mkdir(parents=True, exist_ok=True)
    names, size = names_in(archive, every), shipped.config["size"]
    if not kept.exists():
        network, (autocast, _), pooled = Exported.load(models_root() / "perception"), pick_autocast("cpu"), []
        with zipfile.ZipFile(data_root() / archive) as zipped, torch.no_grad(), autocast():
            for at in range(0, len(names), 32):
                pictures = [Image.open(io.BytesIO(zipped.read(n))).convert("RGB").resize((size, size), Image.BILINEAR) for n in names[at : at + 32]]
                pooled.append(network.pooled(as_rgb(np.stack([np.asarray(p) for p in pictures]))).float().numpy())
                if at % 1024 == 0:
                    print(archive, at, "of", len(names), flush=True)
        np.save(kept, np.concatenate(pooled))
    with torch.no_grad():
        return names, shipped.model.encode_image(torch.from_numpy(np.load(kept)))
