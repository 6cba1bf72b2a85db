"""The picture cache: all pictures decoded into memory-mapped arrays, with labels and splits.

`python -m training.perception.data` writes the cache and MobileNetV2's targets under the runs folder (about 4 GB).
A source is a name, a fixed square size, and arrays: pictures (N,S,S,3) uint8, labels (N,) int64 (-1: none),
held_out (N,) bool: pictures not used in training.
"""

import csv
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.common.arithmetic import pick_autocast
from training.common.paths import data_root, load_teachers, runs_root

SIZES = {"flickr8k": 192, "birds": 224, "general": 128, "tiny": 64}
ZIPS = {"flickr8k": "flickr8k-192.zip", "birds": "birds-224.zip", "general": "general-128.zip", "tiny": "tiny-imagenet-64.zip"}
# MobileNetV2's input is near the picture's own size: enlarging costs time and adds no detail.
TEACHER_SIZES = {"flickr8k": 192, "birds": 192, "general": 160, "tiny": 96}
HELD_OUT_EVERY = 20


@dataclass
class Source:
    name: str
    pictures: np.ndarray
    labels: np.ndarray
    held_out: np.ndarray
    keys: list[str]
    label_names: list[str]
    pooled: np.ndarray | None = None
    logits: np.ndarray | None = None


def cache_folder() -> Path:
    folder = runs_root() / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _describe(name: str, files: list[str]) -> tuple[list[str], list[bool]]:
    """Returns the label ('' for none) and the held-out flag of each file. All of Flickr8k's dev and CUB's test pictures are held out."""
    if name == "flickr8k":
        captions = json.loads((data_root() / "flickr8k-captions.json").read_text())
        return [""] * len(files), [Path(f).stem not in captions["train"] for f in files]
    if name == "birds":
        with open(data_root() / "birds.tsv", newline="") as handle:
            rows = {row["file"]: row for row in csv.DictReader(handle, delimiter="\t")}
        return [rows[f]["class"] for f in files], [rows[f]["train"] == "0" for f in files]
    labels = ["" if f.startswith("coco/") else "/".join(f.split("/")[:2]) for f in files]
    return labels, [index % HELD_OUT_EVERY == 0 for index in range(len(files))]


def _decode(name: str, limit: int | None) -> None:
    with zipfile.ZipFile(data_root() / ZIPS[name]) as archive:
        files = sorted(f for f in archive.namelist() if f.endswith(".webp"))[:limit]
        size = SIZES[name]
        out = np.lib.format.open_memmap(cache_folder() / f"{name}.npy", "w+", np.uint8, (len(files), size, size, 3))
        blobs = (archive.read(f) for f in files)

        def put(job):
            index, blob = job
            image = Image.open(io.BytesIO(blob)).convert("RGB")
            out[index] = np.asarray(image if image.size == (size, size) else image.resize((size, size), Image.BICUBIC))

        with ThreadPoolExecutor(2) as pool:
            for _ in pool.map(put, enumerate(blobs)):
                pass
        out.flush()
    labels, held_out = _describe(name, files)
    names = sorted({label for label in labels if label})
    index = {label: i for i, label in enumerate(names)}
    meta = {"keys": files, "labels": [index.get(label, -1) for label in labels], "held_out": [bool(h) for h in held_out], "label_names": names}
    (cache_folder() / f"{name}.json").write_text(json.dumps(meta))


def _teach(name: str, autocast) -> None:
    """Computes MobileNetV2's pooled features and logits of each picture, in fp16."""
    pictures = np.load(cache_folder() / f"{name}.npy", mmap_mode="r")
    teacher, size = load_teachers().MobileNetV2(), TEACHER_SIZES[name]
    pooled = np.zeros((len(pictures), 1280), np.float16)
    logits = np.zeros((len(pictures), 1001), np.float16)
    for start in range(0, len(pictures), 64):
        batch = torch.from_numpy(pictures[start : start + 64]).permute(0, 3, 1, 2).float() / 255
        if batch.shape[-1] != size:
            batch = F.interpolate(batch, size=(size, size), mode="bilinear", align_corners=False)
        with torch.no_grad(), autocast():
            features, scores = teacher(batch.contiguous(memory_format=torch.channels_last))
        pooled[start : start + 64], logits[start : start + 64] = features.float().numpy(), scores.float().numpy()
    np.save(cache_folder() / f"{name}.pooled.npy", pooled)
    np.save(cache_folder() / f"{name}.logits.npy", logits)


def load_source(name: str) -> Source:
    """Loads a source. `pooled` and `logits` are None until `prepare` has written them."""
    folder = cache_folder()
    meta = json.loads((folder / f"{name}.json").read_text())
    optional = [folder / f"{name}.{kind}.npy" for kind in ("pooled", "logits")]
    pooled, logits = (np.load(p, mmap_mode="r") if p.exists() else None for p in optional)
    return Source(
        name,
        np.load(folder / f"{name}.npy", mmap_mode="r"),
        np.array(meta["labels"]),
        np.array(meta["held_out"]),
        meta["keys"],
        meta["label_names"],
        pooled,
        logits,
    )


def load_paintings() -> list[np.ndarray]:
    return [np.asarray(Image.open(p).convert("RGB")) for p in sorted((data_root() / "paintings").glob("*.jpg"))]


def prepare(limit: int | None = None) -> None:
    """Decodes every source, then computes MobileNetV2's targets. Skips what exists."""
    for name in SIZES:
        if not (cache_folder() / f"{name}.json").exists():
            _decode(name, limit)
            print("decoded", name, flush=True)
    autocast = None
    for name in SIZES:
        if not (cache_folder() / f"{name}.logits.npy").exists():
            autocast = autocast or pick_autocast("cpu")[0]
            _teach(name, autocast)
            print("taught", name, flush=True)


if __name__ == "__main__":
    prepare()
