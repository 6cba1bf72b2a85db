"""Decodes recognition's training pictures into memory-mapped arrays.

    ATELIER_DATA=... python -m training.recognition.pictures

A source is one archive with a fixed square size. Pictures are resized to the square, as in the page.
"""

import csv
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from training.common.paths import data_root, runs_root

HELD_OUT_EVERY = 20
"""Interval of held-out pictures in sources that have no split."""


@dataclass(frozen=True)
class Archive:
    file: str
    size: int
    """Side of the decoded square, pixels."""
    teacher_size: int
    """Input size of EfficientNet-Lite2: near the picture's own size, since enlarging costs time and adds no detail."""


ARCHIVES = {
    "flickr8k": Archive("flickr8k-192.zip", 192, 240),
    "coco": Archive("coco-captioned-192.zip", 192, 240),
    "captioned": Archive("captioned-more-192.zip", 192, 240),
    "general": Archive("general-128.zip", 128, 192),
    "general-more": Archive("general-more-128.zip", 128, 192),
    "birds": Archive("birds-224.zip", 192, 192),
}
CAPTIONED = ("flickr8k", "coco", "captioned")
"""Sources whose pictures have captions."""


@dataclass(frozen=True)
class Source:
    name: str
    pictures: np.ndarray
    """(N,S,S,3) uint8, memory-mapped."""
    keys: list[str]
    """File names inside the archive."""
    labels: list[str]
    """Class name of each picture, '' if unknown."""
    held_out: np.ndarray
    """(N,) bool: pictures not used in training."""


def folder() -> Path:
    found = runs_root() / "recognition" / "cache"
    found.mkdir(parents=True, exist_ok=True)
    return found


def _labels(name: str, files: list[str]) -> list[str]:
    if name == "general":
        return ["" if f.startswith("coco/") else "/".join(f.split("/")[:2]) for f in files]
    if name == "general-more":
        named = json.loads((data_root() / "general-more.json").read_text())
        return [named.get(f, "") if isinstance(named.get(f, ""), str) else "" for f in files]
    if name == "birds":
        with open(data_root() / "birds.tsv", newline="") as handle:
            rows = {row["file"]: row["class"] for row in csv.DictReader(handle, delimiter="\t")}
        return [rows[f] for f in files]
    return [""] * len(files)


def _held_out(name: str, files: list[str]) -> list[bool]:
    """Returns the held-out flags: all of Flickr8k's dev and CUB's test pictures, and the 140 evaluation pictures of `coco`."""
    if name == "flickr8k":
        captions = json.loads((data_root() / "flickr8k-captions.json").read_text())
        return [Path(f).stem not in captions["train"] for f in files]
    if name == "birds":
        with open(data_root() / "birds.tsv", newline="") as handle:
            test = {row["file"] for row in csv.DictReader(handle, delimiter="\t") if row["train"] == "0"}
        return [f in test for f in files]
    if name == "coco":
        return [f in coco_held_out() for f in files]
    if name == "captioned":
        return [False] * len(files)
    return [index % HELD_OUT_EVERY == 0 for index in range(len(files))]


@cache
def coco_held_out() -> frozenset[str]:
    """Returns 140 evenly spaced files of coco-captioned whose captions are unedited."""
    entries = json.loads((data_root() / "coco-captioned.json").read_text())
    own = sorted(f for f, e in entries.items() if e["source"] in ("val2017", "nsd", "coco-mini"))
    return frozenset(own[i] for i in np.linspace(0, len(own) - 1, 140).astype(int))


def decode(name: str) -> None:
    """Writes the source's array and its description, unless both exist."""
    described = folder() / f"{name}.json"
    if described.exists():
        return
    archive, size = ARCHIVES[name], ARCHIVES[name].size
    with zipfile.ZipFile(data_root() / archive.file) as opened:
        files = sorted(f for f in opened.namelist() if f.endswith(".webp"))
        out = np.lib.format.open_memmap(folder() / f"{name}.npy", "w+", np.uint8, (len(files), size, size, 3))

        def put(job: tuple[int, bytes]) -> None:
            image = Image.open(io.BytesIO(job[1])).convert("RGB")
            out[job[0]] = np.asarray(image if image.size == (size, size) else image.resize((size, size), Image.BICUBIC))

        with ThreadPoolExecutor(2) as pool:
            for _ in pool.map(put, ((i, opened.read(f)) for i, f in enumerate(files))):
                pass
        out.flush()
    described.write_text(json.dumps({"keys": files, "labels": _labels(name, files), "held_out": _held_out(name, files)}))


def load(name: str) -> Source:
    """Loads a decoded source. Raises FileNotFoundError if `decode` has not run."""
    meta = json.loads((folder() / f"{name}.json").read_text())
    pictures = np.load(folder() / f"{name}.npy", mmap_mode="r")
    return Source(name, pictures, meta["keys"], meta["labels"], np.array(meta["held_out"], dtype=bool))


def main() -> None:
    for name in ARCHIVES:
        decode(name)
        print(f"{name}: {len(load(name).pictures)} pictures", flush=True)


if __name__ == "__main__":
    main()
