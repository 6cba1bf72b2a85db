"""Training batches of related sentences: runs of story sentences, captions of one picture, descriptions of one bird."""

from dataclasses import dataclass, replace

import numpy as np
import torch

from training.common.minilm import Cache
from training.prose.tokens import VOCABULARY, load
from training.skipthought.corpus import BEGINNING, BIRD, PICTURE, STORY, Store, encode_with, load_store

RUN = 8
"""Consecutive sentences per run."""
PLAIN = 0.6
"""Share of captions without a full stop, as the page's captioner writes them."""


def encode(texts: list[str]) -> list[np.ndarray]:
    """Tokenises texts for the shipped encoder."""
    return encode_with(load(), texts)


@dataclass(frozen=True)
class Batch:
    sentences: list[np.ndarray]
    before: torch.Tensor
    """Index of the previous sentence in the batch, -1 if there is none; `after`: of the next one."""
    after: torch.Tensor
    group: torch.Tensor
    """Group id of sentences about one picture or bird, which are not negatives for each other; -1: none."""
    taught: torch.Tensor
    """Indices of the sentences whose MiniLM vector is known."""
    meaning: torch.Tensor
    """(taught,384) MiniLM unit vectors of those sentences."""

    def to(self, device: str | torch.device) -> "Batch":
        names = ("before", "after", "group", "taught", "meaning")
        return replace(self, **{name: getattr(self, name).to(device) for name in names})


@dataclass(frozen=True)
class Shares:
    """The composition of a batch."""

    stories: int = 26
    """Runs of RUN sentences."""
    pictures: int = 16
    """Groups of captions."""
    birds: int = 8
    beginnings: int = 48
    """Openings of passages, for the MiniLM objective only."""
    sentences: int = 64
    """Single story sentences, for the MiniLM objective only."""
    single: int = 48
    """Captions of pictures that have fewer than three."""


class Sentences:
    """Draws batches from `store`. row (sentences): row of each sentence in `meanings` (count,384), or -1."""

    def __init__(self, store: Store, row: np.ndarray, meanings: np.ndarray):
        self.store, self.row, self.meanings = store, row, meanings
        size = np.diff(store.groups, prepend=0)
        free = ~store.held
        self.stories = np.flatnonzero((store.kinds == STORY) & free)
        self.places = np.concatenate([[0], np.cumsum(size[self.stories])])
        self.pictures = np.flatnonzero((store.kinds == PICTURE) & (size >= 3))
        self.single = np.flatnonzero((store.kinds == PICTURE) & (size < 3))
        self.birds = np.flatnonzero((store.kinds == BIRD) & (size >= 2))
        kind = np.repeat(store.kinds, size)
        known = (row >= 0) & ~np.repeat(store.held, size)
        self.beginnings = np.flatnonzero(known & (kind == BEGINNING))
        self.known = np.flatnonzero(known & (kind == STORY))
        self.stop = int(encode_stop(store))

    @classmethod
    def load(cls) -> "Sentences":
        store, cache = load_store(), Cache()
        row = np.array([cache.place.get(int(key), -1) for key in store.keys], dtype=np.int64)
        return cls(store, row, cache.table())

    def counts(self) -> np.ndarray:
        """Returns the frequency of each token."""
        return np.bincount(self.store.tokens, minlength=VOCABULARY)

    def _caption(self, i: int, random: np.random.Generator) -> np.ndarray:
        tokens = self.store.sentence(i)
        return tokens[:-1] if len(tokens) > 1 and tokens[-1] == self.stop and random.random() < PLAIN else tokens

    def draw(self, random: np.random.Generator, shares: Shares | None = None) -> Batch:
        shares, store = shares or Shares(), self.store
        found, which, before, after, group = [], [], [], [], []

        def add(members: list[int], ring: bool, number: int, caption: bool = False) -> None:
            first, count = len(found), len(members)
            found.extend(self._caption(i, random) if caption else store.sentence(i) for i in members)
            which.extend(members)
            for i in range(count):
                before.append(first + (i - 1) % count if ring or i else -1)
                after.append(first + (i + 1) % count if ring or i + 1 < count else -1)
                group.append(number)

        # A story's probability is proportional to its length.
        for place in random.integers(self.places[-1], size=shares.stories):
            members = store.members(self.stories[np.searchsorted(self.places, place, "right") - 1])
            start = int(random.integers(max(1, len(members) - RUN + 1)))
            add(list(members[start : start + RUN]), False, -1)
        number = 0
        for pool, count in ((self.pictures, shares.pictures), (self.birds, shares.birds)):
            for chosen in random.integers(len(pool), size=count if len(pool) else 0):
                members = store.members(pool[chosen])
                add([members[i] for i in random.permutation(len(members))[:5]], True, number, True)
                number += 1
        for chosen in random.integers(len(self.single), size=shares.single if len(self.single) else 0):
            add([store.members(self.single[chosen])[0]], False, -1, True)
        for pool, count in ((self.beginnings, shares.beginnings), (self.known, shares.sentences)):
            for chosen in random.integers(len(pool), size=count) if len(pool) else ():
                add([int(pool[chosen])], False, -1)
        row = self.row[np.array(which)]
        taught = np.flatnonzero(row >= 0)
        meaning = torch.from_numpy(self.meanings[row[taught]].astype(np.float32))
        return Batch(found, torch.tensor(before), torch.tensor(after), torch.tensor(group), torch.from_numpy(taught), meaning)

    def held_pairs(self, count: int = 1000, novels: bool | None = None) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Returns evenly spaced held-out sentences of five tokens or more, and the sentences that follow them.

        novels: True for novels only, False for other sources, None for all.
        """
        store, pairs = self.store, []
        for g in np.flatnonzero((store.kinds == STORY) & store.held):
            if novels is None or bool(store.novel[g]) == novels:
                members = store.members(g)
                length = store.ends[members] - store.starts[members]
                pairs += [i for i, a, b in zip(members, length, length[1:], strict=False) if a > 4 and b > 4]
        taken = [pairs[i] for i in np.linspace(0, len(pairs) - 1, min(count, len(pairs))).astype(int)]
        return [store.sentence(i) for i in taken], [store.sentence(i + 1) for i in taken]


def encode_stop(store: Store) -> int:
    """Returns the token of a full stop: the most frequent last token."""
    return int(np.bincount(store.tokens[store.ends - 1]).argmax())
