"""All available captions as word ids: those of our pictures, and hundreds of thousands whose pictures are not available."""

import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from training.captioner.text import SPECIAL, Vocabulary, tokenise
from training.common.paths import data_root
from training.joint.names import classes
from training.recognition.lessons import sentences_by_file
from training.recognition.pictures import coco_held_out

SEEN_AT_LEAST = 5
LONGEST_LINE = 20
"""Longest caption that is used, in words."""


def without_pictures() -> list[str]:
    """Returns the captions of COCO and Flickr30k whose pictures are not available."""
    lines = (data_root() / "coco-captions.txt").read_text().splitlines()
    for name in ("coco-more-captions", "flickr30k-captions"):
        with zipfile.ZipFile(data_root() / f"{name}.zip") as archive:
            lines += archive.read(f"{name}.txt").decode().splitlines()
    return [line.strip() for line in lines if line.strip()]


def held_out_captions() -> dict[str, dict[str, list[str]]]:
    """Returns the captions of the evaluation pictures, by source and file stem."""
    flickr = json.loads((data_root() / "flickr8k-captions.json").read_text())["dev"]
    coco = json.loads((data_root() / "coco-captioned.json").read_text())
    return {"flickr8k": flickr, "coco": {Path(f).stem: coco[f]["captions"] for f in coco_held_out()}}


@dataclass(frozen=True)
class Text:
    vocabulary: Vocabulary
    captions: dict[str, dict[str, list[list[int]]]]
    """Captions as word ids by source and file stem; training pictures only."""
    lines: list[list[int]]
    """Captions without a picture."""


def load_text() -> Text:
    """Reads all captions and builds the vocabulary: words that occur five times or more, and every word of the classes' everyday names."""
    held = {source: set(pictures) for source, pictures in held_out_captions().items()}
    pictures = {
        source: {stem: [tokenise(t) for t in texts] for stem, texts in rows.items() if stem not in held.get(source, ())}
        for source, rows in sentences_by_file().items()
    }
    lines = [words for words in (tokenise(line) for line in without_pictures()) if 3 <= len(words) <= LONGEST_LINE]
    counts = Counter(word for rows in pictures.values() for texts in rows.values() for words in texts for word in words)
    counts.update(word for words in lines for word in words)
    named = {word for _, everyday in classes() for word in tokenise(everyday)}
    kept = sorted((w for w in {*counts, *named} if counts[w] >= SEEN_AT_LEAST or w in named), key=lambda w: (-counts[w], w))
    vocabulary = Vocabulary([*SPECIAL, *kept], [0] * len(SPECIAL) + [counts[w] for w in kept])
    captions = {source: {stem: [vocabulary.ids(t) for t in texts] for stem, texts in rows.items()} for source, rows in pictures.items()}
    return Text(vocabulary, captions, [vocabulary.ids(words) for words in lines])
