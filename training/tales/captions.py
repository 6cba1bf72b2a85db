"""Loads the captions of four data sets as sentences, grouped by picture where the picture is known.

    ATELIER_DATA=... python -m training.tales.captions

computes the MiniLM vector of each caption, for the corpus and the sentence encoder.
"""

import json
import re
import zipfile

import numpy as np
import torch

from training.common.minilm import Cache
from training.common.paths import data_root
from training.prose.casing import straighten

SAME_PICTURE = 0.3
"""In an ordered list, least cosine to the mean of the preceding captions for a caption to belong to the same picture."""
OF_ONE_PICTURE = 5
"""Most captions of one picture."""


def tidy(line: str) -> str:
    """Turns a caption into a sentence: no space before punctuation, no stray quotes, one full stop at the end."""
    line = straighten(line.replace("`", "'").replace("''", '"'))
    line = re.sub(r"\s+([.,;:!?])", r"\1", line)
    line = line.strip(" .'\"-,")
    return line[:1].upper() + line[1:] + ("" if line[-1] in "!?" else ".") if line else ""


def _lines(text: str) -> list[str]:
    return [t for t in (tidy(line) for line in text.splitlines()) if 3 <= len(t.split()) <= 40]


def flickr8k() -> list[list[str]]:
    """Returns the captions of each training picture. The other pictures are kept for evaluation."""
    pictures = json.loads((data_root() / "flickr8k-captions.json").read_text())["train"]
    return [[tidy(t) for t in texts if t.strip(" .")] for texts in pictures.values()]


def ordered() -> dict[str, list[str]]:
    """Returns the lists, by data set, in which captions of the same picture are mostly adjacent."""
    found = {}
    for name in ("flickr30k-captions", "coco-more-captions"):
        with zipfile.ZipFile(data_root() / f"{name}.zip") as archive:
            found[name] = _lines(archive.read(f"{name}.txt").decode())
    return found


def coco() -> list[str]:
    return _lines((data_root() / "coco-captions.txt").read_text())


def load_all() -> list[str]:
    """Returns all captions without repetitions."""
    texts = [t for group in flickr8k() for t in group] + [t for lines in ordered().values() for t in lines] + coco()
    return list(dict.fromkeys(texts))


def grouped(lines: list[str], vectors: np.ndarray) -> list[list[str]]:
    """Splits an ordered list into pictures, where a caption is far from the mean of the preceding ones. vectors: unit vectors (count,384)."""
    groups: list[list[str]] = []
    total = np.zeros(vectors.shape[1], dtype=np.float32)
    for line, vector in zip(lines, vectors.astype(np.float32), strict=True):
        length = np.linalg.norm(total)
        if groups and len(groups[-1]) < OF_ONE_PICTURE and float(total @ vector) >= SAME_PICTURE * length:
            groups[-1].append(line)
            total = total + vector
        else:
            groups.append([line])
            total = vector
    return groups


def load_groups(cache: Cache) -> list[list[str]]:
    """Returns captions grouped by picture. A caption of an unknown picture is a group of its own."""
    groups = flickr8k() + [[line] for line in coco()]
    for name, lines in ordered().items():
        groups += grouped(lines, cache.vectors(lines, name))
    return groups


def main() -> None:
    torch.set_num_threads(1)
    texts = load_all()
    # Shuffled, so that the vectors of an interrupted run are a sample of all.
    np.random.default_rng(1).shuffle(texts)
    Cache().add(texts, "captions")


if __name__ == "__main__":
    main()
