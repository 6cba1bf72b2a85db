"""Caches the relu5_1 feature maps of the frozen part of perception, in several views of each picture.

    ATELIER_DATA=... python -m training.captioner.features

The layers up to relu5_1 are used by Paint, whose style packs are their statistics, so they are frozen. Training the layers
above on cached maps costs a tenth of a step of the whole network. Views: unchanged, mirrored, then random crops with
varied aspect ratio, brightness and saturation. About 5 GB in the runs folder.
"""

import numpy as np
import torch
from PIL import Image, ImageEnhance

from training.common.arithmetic import pick_autocast
from training.common.exported import Exported
from training.common.paths import load_teachers, models_root, runs_root
from training.perception.batches import as_rgb
from training.perception.data import cache_folder, load_source

FROZEN = "relu5_1"
INPUT_SIZE = {"flickr8k": 192, "general": 128, "birds": 160, "tiny": 64}
"""Input size per source, in pixels. The page uses 192."""
VIEWS = {"flickr8k": 4, "general": 2, "birds": 1, "tiny": 1}
CHUNK = 48


def maps_path(name: str, view: int):
    folder = runs_root() / "captioner" / "maps"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.{view}.npy"


def view_of(picture: np.ndarray, size: int, view: int, random: np.random.Generator) -> np.ndarray:
    """Returns one view of a square picture, (size,size,3) uint8."""
    image, side = Image.fromarray(picture), picture.shape[0]
    if view >= 2:
        w, h = (min(side, side * np.sqrt(random.uniform(0.5, 1)) * b) for b in np.exp(np.array([1, -1]) * random.uniform(-0.15, 0.15)))
        left, top = random.uniform(0, side - w), random.uniform(0, side - h)
        image = image.resize((size, size), Image.BILINEAR, box=(left, top, left + w, top + h))
        image = ImageEnhance.Brightness(image).enhance(random.uniform(0.8, 1.2))
        image = ImageEnhance.Color(image).enhance(random.uniform(0.7, 1.3))
    elif side != size:
        image = image.resize((size, size), Image.BILINEAR)
    out = np.asarray(image)
    return out[:, ::-1] if view == 1 or (view >= 2 and random.random() < 0.5) else out


def write_maps(name: str, view: int, network: Exported, autocast) -> None:
    source, size = load_source(name), INPUT_SIZE[name]
    random = np.random.default_rng([view, len(name)])
    part = maps_path(name, view).with_suffix(".part.npy")
    edge = size // 16
    out = np.lib.format.open_memmap(part, "w+", np.float16, (len(source.pictures), 256, edge, edge))
    for start in range(0, len(out), CHUNK):
        rgb = as_rgb(np.stack([view_of(p, size, view, random) for p in source.pictures[start : start + CHUNK]]))
        with torch.no_grad(), autocast():
            out[start : start + CHUNK] = network.features(rgb, [FROZEN])[FROZEN].float().numpy()
    out.flush()
    part.rename(maps_path(name, view))


def write_mirrored_teacher(autocast) -> None:
    """Caches MobileNetV2's features of the mirrored Flickr8k pictures, the ceiling's only augmentation."""
    source, teacher = load_source("flickr8k"), load_teachers().MobileNetV2()
    pooled = np.zeros((len(source.pictures), 1280), np.float16)
    for start in range(0, len(pooled), 64):
        rgb = as_rgb(source.pictures[start : start + 64][:, :, ::-1])
        with torch.no_grad(), autocast():
            pooled[start : start + 64] = teacher(rgb)[0].float().numpy()
    np.save(cache_folder() / "flickr8k.pooled.mirrored.npy", pooled)


def main() -> None:
    network, (autocast, _) = Exported.load(models_root() / "perception"), pick_autocast("cpu")
    for view in range(max(VIEWS.values())):
        for name in VIEWS:
            if view < VIEWS[name] and not maps_path(name, view).exists():
                write_maps(name, view, network, autocast)
                print(name, "view", view, flush=True)
        if not (cache_folder() / "flickr8k.pooled.mirrored.npy").exists():
            write_mirrored_teacher(autocast)
            print("cached MobileNetV2's features of mirrored pictures", flush=True)


if __name__ == "__main__":
    main()
