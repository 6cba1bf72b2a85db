"""Caches relu4_1 maps of the frozen perception network for every picture, at 160 px, in one byte per number.

    ATELIER_DATA=... python -m training.recognition.maps

The layers up to relu5_1 are frozen because Paint uses them. Recognition builds on relu4_1, so training on cached maps costs a
fraction of training on pixels. View 0 is the unchanged picture; other views are random crops with varied aspect ratio,
brightness and saturation, saved with their boxes. About 100 KB per picture and view.
"""

import json

import numpy as np
import torch
from PIL import Image, ImageEnhance

from training.common.arithmetic import pick_autocast
from training.common.exported import Exported
from training.common.paths import models_root
from training.perception.batches import as_rgb
from training.recognition.chunks import ChunkWriter, set_threads
from training.recognition.pictures import ARCHIVES, folder, load

LAYER, CHANNELS, STRIDE = "relu4_1", 256, 8
INPUT_SIZE = 160
"""Input size in pixels."""
SIDE = INPUT_SIZE // STRIDE
VIEWS = {"flickr8k": 3, "coco": 3, "captioned": 3, "general": 2, "general-more": 2, "birds": 1}
CHUNK = 32
CODE = 40.0
"""A byte is CODE times the square root of the activation."""

WHOLE = (0.0, 0.0, 1.0, 1.0)


def encode(maps: torch.Tensor) -> np.ndarray:
    """Encodes non-negative activations as bytes. The square root gives small, frequent values more codes."""
    return (maps.float().clamp(min=0).sqrt() * CODE).round().clamp(0, 255).byte().numpy()


def decode(codes: np.ndarray) -> torch.Tensor:
    """Decodes bytes to fp32 activations, channels last."""
    return (torch.from_numpy(codes).float() / CODE).square().contiguous(memory_format=torch.channels_last)


def view_of(picture: np.ndarray, view: int, random: np.random.Generator) -> tuple[np.ndarray, tuple[float, float, float, float]]:
    """Returns a view of a square picture, (160,160,3) uint8, and its box: left, top, right, bottom in 0..1."""
    image, side, box = Image.fromarray(picture), picture.shape[0], WHOLE
    if view > 0:
        w, h = (min(1.0, np.sqrt(random.uniform(0.45, 1)) * bent) for bent in np.exp(np.array([1, -1]) * random.uniform(-0.15, 0.15)))
        left, top = random.uniform(0, 1 - w), random.uniform(0, 1 - h)
        box = (left, top, left + w, top + h)
        image = ImageEnhance.Brightness(image).enhance(random.uniform(0.75, 1.25))
        image = ImageEnhance.Color(image).enhance(random.uniform(0.6, 1.4))
        image = ImageEnhance.Contrast(image).enhance(random.uniform(0.8, 1.2))
    image = image.resize((INPUT_SIZE, INPUT_SIZE), Image.BILINEAR, box=tuple(side * edge for edge in box))
    return np.asarray(image), box


def write(name: str, view: int, network: Exported, autocast) -> None:
    """Writes one view of a source, resuming where an earlier run ended."""
    source, stem = load(name), folder() / f"{name}.view{view}"
    layout = {stem.with_name(stem.name + ".npy"): (np.uint8, (len(source.pictures), CHANNELS, SIDE, SIDE))}
    writer = ChunkWriter(layout, stem.with_name(stem.name + ".json"), [], CHUNK, save_every=40)
    for rows in writer.chunks():
        random = np.random.default_rng([view, rows.start])
        seen = [view_of(p, view, random) for p in source.pictures[rows]]
        with torch.no_grad(), autocast():
            writer.arrays[0][rows] = encode(network.features(as_rgb(np.stack([s for s, _ in seen])), [LAYER])[LAYER])
        writer.advance([[round(float(edge), 4) for edge in box] for _, box in seen], f"{name} view {view}")


def views_of(name: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """Returns the finished views of a source as memory-mapped codes (N,256,20,20) and boxes (N,4)."""
    found = []
    for view in range(VIEWS[name]):
        stem = folder() / f"{name}.view{view}"
        described = stem.with_name(stem.name + ".json")
        boxes = json.loads(described.read_text()) if described.exists() else []
        if len(boxes) == len(load(name).keys):
            found.append((np.load(stem.with_name(stem.name + ".npy"), mmap_mode="r"), np.array(boxes, dtype=np.float32)))
    return found


def main() -> None:
    set_threads(__doc__)
    network, (autocast, _) = Exported.load(models_root() / "perception"), pick_autocast("cpu")
    for view in range(max(VIEWS.values())):
        for name in ARCHIVES:
            if view < VIEWS[name]:
                write(name, view, network, autocast)


if __name__ == "__main__":
    main()
