"""Loads the bird pictures, decoded once to memory-mapped arrays of 72 and 288 px, of which crops of 64 and 256 px are used.

A `square` picture has space around the bird, so it can be cropped anywhere. A `stretched` one ends at the bird: it is stored
slightly smaller, in the centre of the array, so that a crop shows nearly all of it.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.birds.catalogue import catalogue, read
from training.common.paths import runs_root

MARGIN, STRETCHED = 72, (3, 66)
"""Side of the smaller array; offset and side of a stretched picture in it."""


def run_folder() -> Path:
    folder = runs_root() / "stackgan"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Pictures:
    """Pixels (N,72s,72s,3) uint8 with s = 1 or 4, class indices from 0 to 199, whether each picture is stretched, and file stems."""

    pixels: np.ndarray
    classes: np.ndarray
    stretched: np.ndarray
    stems: list[str]

    @property
    def scale(self) -> int:
        return self.pixels.shape[1] // MARGIN

    def views(self, rows: np.ndarray, random: np.random.Generator | None = None) -> torch.Tensor:
        """Returns crops (len(rows),3,64s,64s) in -1..1: random ones, half of them mirrored, or the central ones without `random`."""
        scale, out = self.scale, []
        for row in rows:
            room = (3, 6) if self.stretched[row] else (0, 9)
            top, left = random.integers(*room, size=2) * scale if random else (4 * scale, 4 * scale)
            view = self.pixels[row, top : top + 64 * scale, left : left + 64 * scale]
            out.append(view[:, ::-1] if random and random.random() < 0.5 else view)
        batch = torch.from_numpy(np.stack(out)).permute(0, 3, 1, 2)
        return (batch.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def _placed(picture: np.ndarray, stretched: bool, scale: int) -> np.ndarray:
    start, side = STRETCHED if stretched else (0, MARGIN)
    small = np.asarray(Image.fromarray(picture).resize((side * scale, side * scale), Image.LANCZOS))
    rest = (MARGIN - start - side) * scale
    return np.pad(small, ((start * scale, rest), (start * scale, rest), (0, 0)), mode="edge")


def load_pictures(scale: int) -> Pictures:
    """Loads the pictures of the catalogue. The first call decodes them: one minute, and 1.8 GB at scale 4."""
    entries = catalogue()
    path = run_folder() / f"birds-{MARGIN * scale}.npy"
    if not path.exists():
        part = path.with_suffix(".part.npy")
        out = np.lib.format.open_memmap(part, "w+", np.uint8, (len(entries), MARGIN * scale, MARGIN * scale, 3))
        for i, picture in enumerate(read(entries)):
            out[i] = _placed(picture, entries[i].stretched, scale)
        out.flush()
        part.rename(path)
    pixels = np.load(path, mmap_mode="r" if scale > 1 else None)
    return Pictures(pixels, np.array([entry.kind for entry in entries]), np.array([entry.stretched for entry in entries]), [entry.stem for entry in entries])
