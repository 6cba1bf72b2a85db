"""Batches of sentences that stand beside each other: runs of prose, captions of one picture, tellings of one bird."""

from dataclasses import dataclass

import numpy as np
import torch

from training.prose.casing import CAPITAL, mark
from training.prose.corpus import load_books
from training.prose.tokens import bird_lines, caption_lines, coco_lines, load

RUN = 8
"""Consecutive sentences that a batch takes from a book at a time."""
BIRDS = 40
"""Invented sentences of each class."""


def encode(texts: list[str]) -> list[np.ndarray]:
    """Token ids as the encoder reads them: without signs of capitals."""
    capital = load().token_to_id(CAPITAL)
    found = load().encode_batch([mark(text) for text in texts])
    return [np.array([i for i in e.ids if i != capital], dtype=np.int32) for e in found]


@dataclass(frozen=True)
class Batch:
    sentences: list[np.ndarray]
    before: torch.Tensor
    """Index of each sentence's neighbour, -1 where there is none in the batch."""
    after: torch.Tensor
    group: torch.Tensor
    """Sentences of one picture or bird share a number and are no wrong answers for each other; -1: none."""

    def to(self, device: str) -> "Batch":
        return Batch(self.sentences, *(t.to(device) for t in (self.before, self.after, self.group)))


class Sentences:
    def __init__(self, seed: int):
        books = load_books()
        self.runs = [encode([s for p in book.parts()[0] for s in p]) for book in books]
        self.held = [encode([s for p in book.parts()[1] for s in p]) for book in books]
        self.pictures = [encode(lines) for lines in caption_lines()]
        self.birds = [encode(lines) for lines in bird_lines(np.random.default_rng(seed), BIRDS)]
        self.single = encode(coco_lines())
        sizes = np.array([len(run) for run in self.runs], dtype=float)
        self.share = sizes / sizes.sum()

    def count(self) -> int:
        return sum(map(len, self.runs))

    def draw(self, random: np.random.Generator, prose: int = 40, pictures: int = 14, birds: int = 6, single: int = 40) -> Batch:
        found, before, after, group = [], [], [], []

        def add(rows: list[np.ndarray], ring: bool, number: int) -> None:
            first = len(found)
            found.extend(rows)
            for i in range(len(rows)):
                before.append(first + (i - 1) % len(rows) if ring or i else -1)
                after.append(first + (i + 1) % len(rows) if ring or i + 1 < len(rows) else -1)
                group.append(number)

        for book in random.choice(len(self.runs), prose, p=self.share):
            start = random.integers(max(1, len(self.runs[book]) - RUN))
            add(self.runs[book][start : start + RUN], False, -1)
        for number, i in enumerate(random.integers(len(self.pictures), size=pictures)):
            add([self.pictures[i][j] for j in random.permutation(len(self.pictures[i]))], True, number)
        for number, i in enumerate(random.integers(len(self.birds), size=birds)):
            add([self.birds[i][j] for j in random.permutation(len(self.birds[i]))[:5]], True, pictures + number)
        for i in random.integers(len(self.single), size=single):
            add([self.single[i]], False, -1)
        return Batch(found, torch.tensor(before), torch.tensor(after), torch.tensor(group))


def held_pairs(held: list[list[np.ndarray]], count: int = 1000) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Held-out sentences of five tokens or more and those that follow them, spread evenly over the books."""
    pairs = [(a, b) for book in held for a, b in zip(book, book[1:]) if len(a) > 4 and len(b) > 4]
    taken = [pairs[i] for i in np.linspace(0, len(pairs) - 1, count).astype(int)]
    return [a for a, _ in taken], [b for _, b in taken]


