"""Lists all bird pictures: the 7,000 of birds-224.zip, then the 178 of birds-extra-square-224.zip."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.common.paths import data_root

SOURCES = (("birds.tsv", "birds-224.zip"), ("birds-extra-square.tsv", "birds-extra-square-224.zip"))


@dataclass(frozen=True)
class Entry:
    file: str
    archive: str
    kind: int
    """Class index, 0 to 199."""
    stretched: bool
    """Whether the picture is the bird's bounding box squeezed to a square, without a margin."""

    @property
    def stem(self) -> str:
        return Path(self.file).stem


def catalogue() -> list[Entry]:
    found = []
    for table, archive in SOURCES:
        with open(data_root() / table, newline="") as handle:
            found += [Entry(row["file"], archive, int(row["class_id"]) - 1, row.get("crop") == "stretched") for row in csv.DictReader(handle, delimiter="\t")]
    return found


def read(entries: Sequence[Entry]) -> Iterator[np.ndarray]:
    """Yields the pictures, (224,224,3) uint8."""
    archives = {name: zipfile.ZipFile(data_root() / name) for name in {entry.archive for entry in entries}}
    names = {name: {path.rsplit("/", 1)[-1]: path for path in archive.namelist()} for name, archive in archives.items()}
    for entry in entries:
        blob = archives[entry.archive].read(names[entry.archive][entry.file])
        yield np.asarray(Image.open(io.BytesIO(blob)).convert("RGB"))
