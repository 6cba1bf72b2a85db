"""Bird pictures with the positions of their parts, as EfficientNet-Lite2's maps.

    ATELIER_DATA=... python -m training.parts.data

Caches the maps of strides 8, 16 and 32 of every annotated picture, brought to 14 x 14 cells.
"""

import csv
import io
import json
import zipfile
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.common.arithmetic import pick_autocast
from training.common.paths import data_root, runs_root
from training.recognition.chunks import ChunkWriter, set_threads
from training.recognition.teacher import as_teacher_input, load_teacher

SIDE = 224
CELLS = 14
ENDS = (6, 14, 20)
"""The last block of strides 8, 16 and 32."""
CHANNELS = 48 + 120 + 352
SCALE = 20.0
"""int8 codes per unit of activation, clipped."""
HELD_OUT_EVERY = 13


def folder():
    found = runs_root() / "parts"
    found.mkdir(parents=True, exist_ok=True)
    return found


@dataclass(frozen=True)
class Annotated:
    files: list[str]
    parts: list[str]
    places: np.ndarray
    """(pictures, parts, 2) x and y in 0..1; NaN where a part is hidden."""
    classes: np.ndarray
    """(pictures) class index from 0."""
    held_out: np.ndarray

    @property
    def mirrored(self) -> list[int]:
        """The part that each part becomes in a mirrored picture."""
        swapped = {"left": "right", "right": "left"}
        return [self.parts.index(" ".join(swapped.get(word, word) for word in part.split())) for part in self.parts]


def load_annotated() -> Annotated:
    table = json.loads((data_root() / "birds-parts.json").read_text())
    with open(data_root() / "birds.tsv", newline="") as handle:
        classes = {row["file"]: int(row["class_id"]) - 1 for row in csv.DictReader(handle, delimiter="\t")}
    files = sorted(table["files"])
    nowhere = [float("nan")] * 2
    places = np.array([[place or nowhere for place in table["files"][file]] for file in files], dtype=np.float32)
    held = np.arange(len(files)) % HELD_OUT_EVERY == 0
    return Annotated(files, table["parts"], places, np.array([classes[file] for file in files]), held)


def load_pictures(files: list[str]) -> np.ndarray:
    """Returns the pictures (N,224,224,3) uint8."""
    with zipfile.ZipFile(data_root() / "birds-224.zip") as archive:
        names = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
        read = [np.asarray(Image.open(io.BytesIO(archive.read(names[file]))).convert("RGB")) for file in files]
    return np.stack(read)


class Backbone:
    """EfficientNet-Lite2 up to stride 32."""

    def __init__(self, autocast):
        self.network, self.autocast = load_teacher(), autocast
        self.found: dict[int, torch.Tensor] = {}
        for end in ENDS:
            self.network._blocks[end].register_forward_hook(lambda _, __, out, end=end: self.found.__setitem__(end, out))

    @torch.no_grad()
    def maps(self, pictures: np.ndarray) -> torch.Tensor:
        """Returns (N,520,14,14) fp32 of pictures (N,S,S,3) uint8, enlarged or shrunk to 224 px."""
        with self.autocast():
            self.network.extract_features(as_teacher_input(pictures, SIDE))
        low, middle, high = (self.found[end].float() for end in ENDS)
        return torch.cat([F.avg_pool2d(low, 2), middle, F.interpolate(high, scale_factor=2, mode="bilinear", align_corners=False)], 1)


def load_maps() -> np.ndarray:
    """Returns the cached maps (N,520,14,14) int8. Raises SystemExit if they are not complete."""
    path = folder() / "maps.npy"
    done = folder() / "maps.json"
    if not path.exists() or json.loads(done.read_text()) < len(np.load(path, mmap_mode="r")):
        raise SystemExit("Cache the maps first: python -m training.parts.data")
    return np.load(path, mmap_mode="r")


def decode(codes: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.asarray(codes).astype(np.float32)) / SCALE


def main() -> None:
    set_threads(__doc__)
    annotated, (autocast, _) = load_annotated(), pick_autocast("cpu")
    backbone, pictures = Backbone(autocast), load_pictures(annotated.files)
    layout = {folder() / "maps.npy": (np.int8, (len(pictures), CHANNELS, CELLS, CELLS))}
    writer = ChunkWriter(layout, folder() / "maps.json", 0, chunk=32, save_every=10)
    for rows in writer.chunks():
        coded = (backbone.maps(pictures[rows]) * SCALE).round().clamp(-127, 127)
        writer.arrays[0][rows] = coded.to(torch.int8).numpy()
        writer.advance(rows.stop - rows.start, "maps")


if __name__ == "__main__":
    main()
