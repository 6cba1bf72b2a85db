"""Measures a painting's style: Gram matrices of the perception network's layers at several sizes, and colours."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scipy.cluster.vq import kmeans2
from skimage.color import lab2rgb, rgb2lab

from training.common.exported import Exported, gram

LAYERS = ["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"]
SCALES = [256, 512, 896]
"""Lengths of the painting's longer side, pixels."""


def open_painting(path: Path, trim: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Image.Image:
    """Opens a painting as RGB. trim: shares cut off at left, top, right and bottom."""
    picture = Image.open(path).convert("RGB")
    w, h = picture.size
    left, top, right, bottom = trim
    return picture.crop((round(w * left), round(h * top), round(w * (1 - right)), round(h * (1 - bottom))))


def at_scale(picture: Image.Image, longer_side: int) -> torch.Tensor:
    """Resizes a picture to a longer side of `longer_side` pixels. Returns (1,3,H,W) in 0..1."""
    k = longer_side / max(picture.size)
    size = (max(1, round(picture.width * k)), max(1, round(picture.height * k)))
    pixels = np.asarray(picture.resize(size, Image.Resampling.LANCZOS), dtype=np.float32) / 255
    return torch.from_numpy(pixels).permute(2, 0, 1)[None].contiguous()


@torch.no_grad()
def grams(network: Exported, rgb: torch.Tensor, layers: list[str] = LAYERS) -> dict[str, np.ndarray]:
    """Returns the Gram matrices (C,C) by layer, the targets of the style loss (Gatys et al. 2016). rgb: (1,3,H,W) in 0..1."""
    return {layer: gram(f).numpy() for layer, f in network.features(rgb, layers).items()}


def colour_statistics(picture: Image.Image) -> tuple[list[float], list[float]]:
    """Returns mean (3) and covariance (9, row-major) of the pixels' RGB in 0..1."""
    pixels = np.asarray(picture, dtype=np.float64).reshape(-1, 3) / 255
    return [round(v, 6) for v in pixels.mean(0)], [round(v, 6) for v in np.cov(pixels.T).flatten()]


def swatches(picture: Image.Image, count: int = 5) -> list[str]:
    """Returns the `count` main colours as #rrggbb, the most common first, by k-means in CIELAB."""
    small = picture.resize((64, 64), Image.Resampling.BOX)
    lab = rgb2lab(np.asarray(small) / 255).reshape(-1, 3)
    centres, label = kmeans2(lab, count, iter=30, minit="++", seed=1)
    order = np.argsort(-np.bincount(label, minlength=count), kind="stable")
    rgb = np.clip(np.round(lab2rgb(centres[order][None])[0] * 255), 0, 255).astype(int)
    return ["#{:02x}{:02x}{:02x}".format(*c) for c in rgb]
