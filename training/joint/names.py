"""Names of ImageNet's thousand classes, as ImageNet and as people call them, and the sentences built from labels.

`classes.tsv` has one line per class, in ImageNet's order: its name, and the everyday name that a caption would use.
"""

import csv
import json
import re
from functools import cache
from pathlib import Path

import numpy as np

from training.common.minilm import Cache
from training.common.paths import data_root

SYNSETS = {
    "imagenette/n01440764": "fish",
    "imagenette/n02102040": "dog, English springer spaniel",
    "imagenette/n02979186": "cassette player",
    "imagenette/n03000684": "chainsaw",
    "imagenette/n03028079": "church",
    "imagenette/n03394916": "French horn",
    "imagenette/n03417042": "garbage truck",
    "imagenette/n03425413": "gas pump",
    "imagenette/n03445777": "golf ball",
    "imagenette/n03888257": "parachute",
}


def article(noun: str) -> str:
    """Adds an indefinite article to a noun phrase, except to plurals and phrases that have an article."""
    if re.match(r"(a|an|the) ", noun) or (noun.endswith("s") and not noun.endswith("ss")):
        return noun
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


@cache
def classes() -> list[tuple[str, str]]:
    """Returns (ImageNet's name, everyday name) of each class, in ImageNet's order."""
    with open(Path(__file__).with_name("classes.tsv"), newline="") as handle:
        return [(row["specific"], row["everyday"]) for row in csv.DictReader(handle, delimiter="\t")]


def phrasings(specific: str, everyday: str) -> list[str]:
    """Returns captions for a picture of the class."""
    own = specific if everyday.split()[-1] in specific else f"{specific} {everyday}"
    return [f"{article(everyday)}.".capitalize(), f"A photo of {article(everyday)}.", f"A close-up of {article(own)}."]


def class_vectors(cache_of_vectors: Cache) -> np.ndarray:
    """Returns the normalised mean MiniLM vector of each class's phrasings, (1000,384)."""
    texts = [t for pair in classes() for t in phrasings(*pair)]
    vectors = cache_of_vectors.vectors(texts, "class names").astype(np.float32).reshape(len(classes()), -1, 384).mean(1)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _plain(label: str) -> str:
    return label.replace("_", " ").replace("-", " ").lower().strip()


def label_text(source: str, label: str) -> str:
    """Returns a caption for a picture's label, '' if the label does not describe the picture."""
    if source == "general":
        if label in SYNSETS:
            return f"A photo of {article(SYNSETS[label])}."
        kind, _, name = label.partition("/")
        if kind == "caltech101" and "background" not in name.lower():
            return f"A photo of {article(_plain(name))}."
        return "A dog." if kind == "imagewoof" else ""
    if source == "general-more" and label:
        return f"A photo of {label.split(',')[0] if label.endswith(('fruit', 'vegetables', 'packages')) else label}."
    return ""


def general_more_labels() -> dict[str, str]:
    """Returns the label of each file of general-more."""
    return {f: v if isinstance(v, str) else ", ".join(v) for f, v in json.loads((data_root() / "general-more.json").read_text()).items()}
