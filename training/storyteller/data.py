"""Builds token streams of books, divided into passages. A passage's thought vector is the mean of its sentence vectors.

    ATELIER_DATA=... python -m training.storyteller.data

Writes the streams once, for training.
"""

from dataclasses import dataclass

import numpy as np
import torch

from training.common.arithmetic import pick_autocast
from training.common.paths import runs_root
from training.prose.casing import PARAGRAPH, mark
from training.prose.corpus import Book, load_books
from training.prose.filter import is_clean
from training.prose.tokens import START, load
from training.skipthought.data import encode
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of

PASSAGE_TOKENS = 60
"""A passage ends with the sentence that reaches this many words."""


@dataclass(frozen=True)
class Stream:
    """Concatenated tokens of all books, with passages and their vectors."""

    tokens: np.ndarray
    passage: np.ndarray
    """Passage index of each token."""
    vectors: np.ndarray
    """(passages, vector) fp16."""
    book: np.ndarray
    """(passages) index into `names`."""
    names: list[str]
    """genre/author-title."""
    words: np.ndarray
    """(passages) number of whitespace-separated words."""

    def rows(self, genre: str) -> np.ndarray:
        """Returns the passage indices of a genre."""
        return np.isin(self.book, [i for i, name in enumerate(self.names) if name.split("/")[0] == genre]).nonzero()[0]


def file(part: str):
    return runs_root() / "storyteller" / f"{part}.npz"


def passages_of(sizes: list[int]) -> np.ndarray:
    """Returns the passage index of each sentence, given the token counts of consecutive sentences."""
    out, index, filled = np.zeros(len(sizes), dtype=np.int64), 0, 0
    for i, size in enumerate(sizes):
        out[i] = index
        filled += size
        if filled >= PASSAGE_TOKENS:
            index, filled = index + 1, 0
    return out


def build(books: list[Book], part: int, encoder) -> Stream:
    """Builds the stream of one part of the books. part: 0 for training, 1 for held out."""
    paragraph, start = load().token_to_id(PARAGRAPH), load().token_to_id(START)
    tokens, passage, vectors, owner, words, first = [], [], [], [], [], 0
    for number, book in enumerate(books):
        paragraphs = [p for p in book.parts()[part] if all(is_clean(s) for s in p)]
        sentences = [s for p in paragraphs for s in p]
        opens = [i == 0 for p in paragraphs for i in range(len(p))]
        ids = [e.ids for e in load().encode_batch([mark(s) for s in sentences])]
        ids = [[paragraph, *row] if opening else row for row, opening in zip(ids, opens, strict=True)]
        if not ids:
            continue
        index = passages_of([len(row) for row in ids])
        vector = vectors_of(encoder, encode(sentences)).numpy()
        count = index[-1] + 1
        mean = np.zeros((count, vector.shape[1]), dtype=np.float32)
        np.add.at(mean, index, vector)
        mean /= np.bincount(index)[:, None]
        length = np.bincount(index, weights=[len(s.split()) for s in sentences])
        tokens.append(np.concatenate([[start], *ids]).astype(np.int16))
        spread = np.repeat(index, [len(row) for row in ids]) + first
        passage.append(np.concatenate([[first], spread]).astype(np.int32))
        vectors.append(mean.astype(np.float16))
        owner.append(np.full(count, number))
        words.append(length)
        first += count
        print(f"{book.genre}/{book.name}: {count} passages", flush=True)
    names = [f"{book.genre}/{book.name}" for book in books]
    return Stream(*(np.concatenate(x) for x in (tokens, passage, vectors, owner)), names, np.concatenate(words))


def save(stream: Stream, part: str) -> None:
    file(part).parent.mkdir(parents=True, exist_ok=True)
    np.savez(file(part), **stream.__dict__)


def load_stream(part: str) -> Stream:
    """Loads a stream. part: 'train' or 'held'. Raises SystemExit if it was not made."""
    if not file(part).exists():
        raise SystemExit("Make the streams first: python -m training.storyteller.data")
    with np.load(file(part)) as found:
        values = {key: found[key] for key in found.files}
    return Stream(**values | {"names": values["names"].tolist()})


class Windows:
    """Endless training windows. Each of `rows` batch rows reads the stream from its own position, across books."""

    def __init__(self, stream: Stream, rows: int, steps: int, random: np.random.Generator, restart: float = 0.25):
        self.stream, self.steps = stream, steps
        size = len(stream.tokens)
        self.at = (np.arange(rows) * (size // rows) + random.integers(size)) % size
        begins = np.flatnonzero(np.diff(stream.passage)) + 1
        self.begins = np.zeros(size, dtype=bool)
        self.begins[begins] = True
        self.restart, self.start = restart, load().token_to_id(START)

    def next(self, random: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Returns input tokens (T,B), target tokens (T,B), passage indices (P) with rows (T,B) into them, and keep (T,B).

        At a share `restart` of passage boundaries the state is reset: the input token there is START.
        """
        size = len(self.stream.tokens)
        place = (self.at + np.arange(self.steps)[:, None]) % size
        after = (place + 1) % size
        heard, told = self.stream.tokens[place].astype(np.int64), self.stream.tokens[after].astype(np.int64)
        anew = self.begins[after] & (random.random(place.shape) < self.restart)
        heard[anew] = self.start
        passages, which = np.unique(self.stream.passage[after], return_inverse=True)
        self.at = (self.at + self.steps) % size
        keep = torch.from_numpy((heard != self.start).astype(np.float32))
        return torch.from_numpy(heard), torch.from_numpy(told), torch.from_numpy(passages), torch.from_numpy(which.reshape(place.shape)), keep


def main() -> None:
    autocast, _ = pick_autocast("cpu")
    encoder, books = load_encoder(), load_books()
    with torch.no_grad(), autocast():
        for part, name in enumerate(("train", "held")):
            stream = build(books, part, encoder)
            save(stream, name)
            print(f"{name}: {len(stream.tokens)} tokens, {len(stream.vectors)} passages")


if __name__ == "__main__":
    main()
