"""The encoder's training sentences as tokens: stories in order, captions grouped by picture, and descriptions of birds.

    ATELIER_DATA=... python -m training.skipthought.corpus

Writes them once, for training. Needs the corpus and the tokeniser.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from tokenizers import Tokenizer

from training.common.minilm import Cache, key_of
from training.common.paths import runs_root
from training.prose.casing import CAPITAL, mark
from training.prose.tokens import bird_lines, learned
from training.tales import captions
from training.tales.make import read_lines

STORY, PICTURE, BIRD, BEGINNING = range(4)
"""Kinds of groups: consecutive sentences of a story, sentences about one picture or one bird, and single opening sentences."""
BIRDS = 60
"""Generated sentences per class; five of them describe one bird."""


def encode_with(tokenizer: Tokenizer, texts: list[str]) -> list[np.ndarray]:
    """Returns the encoder's token ids: without the special tokens for capitals."""
    capital = tokenizer.token_to_id(CAPITAL)
    found = tokenizer.encode_batch([mark(text) for text in texts])
    return [np.array([i for i in e.ids if i != capital], dtype=np.int16) for e in found]


@dataclass(frozen=True)
class Store:
    """Tokenised sentences in groups, stored in flat arrays."""

    tokens: np.ndarray
    """int16, tokens of all sentences."""
    ends: np.ndarray
    """(sentences) end of each sentence in `tokens`."""
    keys: np.ndarray
    """(sentences) uint64: key of the text in MiniLM's cache."""
    groups: np.ndarray
    """(groups) end of each group, as a sentence index."""
    kinds: np.ndarray
    """(groups)"""
    held: np.ndarray
    """(groups) bool: held out from training."""
    novel: np.ndarray
    """(groups) bool: whether the group is from a novel."""

    @cached_property
    def starts(self) -> np.ndarray:
        return np.concatenate([[0], self.ends[:-1]])

    @cached_property
    def group_starts(self) -> np.ndarray:
        return np.concatenate([[0], self.groups[:-1]])

    def sentence(self, i: int) -> np.ndarray:
        return self.tokens[self.starts[i] : self.ends[i]]

    def members(self, group: int) -> range:
        return range(int(self.group_starts[group]), int(self.groups[group]))


class Writer:
    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer, self.tokens, self.sizes, self.keys, self.groups = tokenizer, [], [], [], []
        self.kinds, self.held, self.novel = [], [], []

    def add(self, groups: list[list[str]], kind: int, held: list[bool] | None = None, novel: list[bool] | None = None) -> None:
        texts = [text for group in groups for text in group]
        rows = encode_with(self.tokenizer, texts)
        self.tokens += [np.concatenate(rows)] if rows else []
        self.sizes += [len(row) for row in rows]
        self.keys += [key_of(text) for text in texts]
        self.groups += [len(group) for group in groups]
        self.kinds += [kind] * len(groups)
        self.held += held or [False] * len(groups)
        self.novel += novel or [False] * len(groups)

    def store(self) -> Store:
        return Store(
            np.concatenate(self.tokens),
            np.cumsum(self.sizes),
            np.array(self.keys, dtype=np.uint64),
            np.cumsum(self.groups),
            np.array(self.kinds, dtype=np.int8),
            np.array(self.held),
            np.array(self.novel),
        )


def file():
    return runs_root() / "skipthought" / "sentences.npz"


def load_store() -> Store:
    """Loads the sentences. Raises SystemExit if they were not made."""
    if not file().exists():
        raise SystemExit("Make the sentences first: python -m training.skipthought.corpus")
    with np.load(file()) as found:
        return Store(**{name: found[name] for name in found.files})


def fives(lines: list[str]) -> list[list[str]]:
    return [lines[i : i + 5] for i in range(0, len(lines), 5)]


def bird_groups(random: np.random.Generator) -> list[list[str]]:
    return [five for group in bird_lines(random, BIRDS) for five in fives(group)]


def main() -> None:
    writer = Writer(learned())
    stories = list(read_lines("stories"))
    for at in range(0, len(stories), 2000):
        part = stories[at : at + 2000]
        writer.add([[s for p in story["sentences"] for s in p] for story in part], STORY, [s["held"] for s in part], [s["kind"] == "novels" for s in part])
    writer.add(captions.load_groups(Cache()), PICTURE)
    writer.add(bird_groups(np.random.default_rng(1)), BIRD)
    held = {s["key"] for s in stories if s["held"]}
    writer.add([[row["begins"]] for row in read_lines("passages") if row["story"] not in held], BEGINNING)
    store = writer.store()
    file().parent.mkdir(parents=True, exist_ok=True)
    np.savez(file(), **{name: getattr(store, name) for name in Store.__dataclass_fields__})
    print(f"{len(store.ends)} sentences, {len(store.tokens)} tokens, {len(store.groups)} groups")


if __name__ == "__main__":
    main()
