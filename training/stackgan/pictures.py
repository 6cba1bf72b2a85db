"""The bird pictures, decoded once into memory-mapped arrays of 72 and 288 px, of which windows of 64 and 256 are seen.

A `square` picture has room around the bird: its window may lie anywhere. A `stretched` one is cut at the bird itself: it
is kept a little smaller, in the middle, so that its window shows nearly all of it.
"""

import csv
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.common.paths import data_root, runs_root

MARGIN, STRETCHED = 72, (3, 66)
"""Side of the smaller array; where a stretched picture starts in it, and its side there."""


def run_folder() -> Path:
    folder = runs_root() / "stackgan"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Pictures:
    """(N,72s,72s,3) uint8, s = 1 or 4; class of each, counted from 0 among CUB's 200; which are stretched; file stems."""

    pixels: np.ndarray
    classes: np.ndarray
    stretched: np.ndarray
    stems: list[str]

    @property
    def scale(self) -> int:
        return self.pixels.shape[1] // MARGIN

    def views(self, rows: np.ndarray, random: np.random.Generator | None = None) -> torch.Tensor:
        """(len(rows),3,64s,64s) in -1..1: a random window, mirrored or not; without `random` the middle one."""
        scale, out = self.scale, []
        for row in rows:
            room = (3, 6) if self.stretched[row] else (0, 9)
            top, left = random.integers(*room, size=2) * scale if random else (4 * scale, 4 * scale)
            view = self.pixels[row, top : top + 64 * scale, left : left + 64 * scale]
            out.append(view[:, ::-1] if random and random.random() < 0.5 else view)
        batch = torch.from_numpy(np.stack(out)).permute(0, 3, 1, 2)
        return (batch.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def _placed(blob: bytes, stretched: bool, scale: int) -> np.ndarray:
    image = Image.open(io.BytesIO(blob)).convert("RGB")
    start, side = STRETCHED if stretched else (0, MARGIN)
    small = np.asarray(image.resize((side * scale, side * scale), Image.LANCZOS))
    rest = (MARGIN - start - side) * scale
    return np.pad(small, ((start * scale, rest), (start * scale, rest), (0, 0)), mode="edge")


def load_pictures(scale: int) -> Pictures:
    """Decodes them the first time (a minute; 1.7 GB at scale 4)."""
    with open(data_root() / "birds.tsv", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    stretched = np.array([row["crop"] == "stretched" for row in rows])
    path = run_folder() / f"birds-{MARGIN * scale}.npy"
    if not path.exists():
        part = path.with_suffix(".part.npy")
        with zipfile.ZipFile(data_root() / "birds-224.zip") as archive:
            out = np.lib.format.open_memmap(part, "w+", np.uint8, (len(rows), MARGIN * scale, MARGIN * scale, 3))

            def put(job) -> None:
                i, blob = job
                out[i] = _placed(blob, stretched[i], scale)

            with ThreadPoolExecutor(2) as pool:
                for _ in pool.map(put, enumerate(archive.read(row["file"]) for row in rows)):
                    pass
            out.flush()
        part.rename(path)
    pixels = np.load(path, mmap_mode="r" if scale > 1 else None)
    return Pictures(pixels, np.array([int(row["class_id"]) - 1 for row in rows]), stretched, [Path(row["file"]).stem for row in rows])
