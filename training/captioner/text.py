"""The tokeniser and the vocabulary, with the same rules as src/features/find/shared/tokenise.ts."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch

from training.common.paths import data_root

SPECIAL = ["<pad>", "<start>", "<end>", "<unk>"]
PAD, START, END, UNKNOWN = range(4)
MAX_WORDS = 24
FUNCTION_WORDS = frozenset(json.loads((Path(__file__).parents[2] / "src/networks/shared/functionWords.json").read_text()))
"""English words without a meaning of their own, as the page knows them."""


def tokenise(text: str) -> list[str]:
    """Splits a sentence into lower-case words without accents or punctuation. Hyphens and slashes separate words; apostrophes are dropped."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9 ]", "", re.sub(r"[-/\s]", " ", plain)).split()


@dataclass(frozen=True)
class Vocabulary:
    """Words by id; the first four are special tokens. `counts` holds each word's frequency in the training captions."""

    words: list[str]
    counts: list[int]

    def __post_init__(self):
        object.__setattr__(self, "index", {word: i for i, word in enumerate(self.words)})

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def content(self) -> frozenset[int]:
        """Ids of the words with a meaning of their own, which the page lets a caption say once."""
        return frozenset(i for i, word in enumerate(self.words) if i >= len(SPECIAL) and word not in FUNCTION_WORDS)

    def ids(self, words: list[str]) -> list[int]:
        return [self.index.get(word, UNKNOWN) for word in words[:MAX_WORDS]]

    def known(self, words: list[str]) -> list[int]:
        """Returns the ids of the words in the vocabulary, leaving out unknown ones, as search does."""
        return [self.index[word] for word in words if word in self.index][:MAX_WORDS]


@dataclass(frozen=True)
class Captions:
    """Tokenised captions by picture (file stem), and COCO's sentences, whose pictures are not available."""

    train: dict[str, list[list[str]]]
    dev: dict[str, list[list[str]]]
    text: list[list[str]]


def load_captions() -> Captions:
    """Loads the captions of Flickr8k's train and dev splits, and COCO's sentences."""
    splits = json.loads((data_root() / "flickr8k-captions.json").read_text())
    parts = {split: {stem: [tokenise(t) for t in texts] for stem, texts in pictures.items()} for split, pictures in splits.items()}
    coco = [tokenise(line) for line in (data_root() / "coco-captions.txt").read_text().splitlines() if line.strip()]
    return Captions(parts["train"], parts["dev"], coco)


def padded(rows: list[list[int]]) -> torch.Tensor:
    """Returns the sentences as (N,longest) int64, padded at the end with PAD."""
    out = torch.full((len(rows), max(1, max(map(len, rows)))), PAD)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out
