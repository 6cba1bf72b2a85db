"""Splits books into sentences, by genre, and holds out the last part of each book."""

import re
import zipfile
from dataclasses import dataclass

import sentencex

from training.common.paths import data_root
from training.prose.casing import straighten

GENRES = ["romance", "adventure", "mystery", "gothic_horror", "fairy_tales", "science_fiction"]
EXTRA = ["simple_stories"]
HELD_OUT = 0.03
"""Held-out share of each book, taken from its end."""

_OPENING = re.compile(r"""^[—,;:.!?)\]'"]*$""")


@dataclass(frozen=True)
class Book:
    genre: str
    name: str
    paragraphs: list[list[str]]
    """Paragraphs as lists of sentences."""

    def parts(self) -> tuple[list[list[str]], list[list[str]]]:
        """Returns the training paragraphs and the held-out paragraphs."""
        cut = int(len(self.paragraphs) * (1 - HELD_OUT))
        return self.paragraphs[:cut], self.paragraphs[cut:]


def sentences_of(paragraph: str) -> list[str]:
    """Splits a paragraph into sentences. A fragment without words or in lower case is joined to the previous sentence."""
    found: list[str] = []
    for piece in (p.strip() for p in sentencex.segment("en", straighten(paragraph))):
        if not piece:
            continue
        if found and (piece[0].islower() or piece[0] in "—,;:.-" or _OPENING.match(piece)):
            found[-1] += ("" if piece[0] in "—,;:.-" else " ") + piece
        else:
            found.append(piece)
    return found


def load_books(genres: list[str] | None = None) -> list[Book]:
    """Loads all books of prose.zip, sorted by name."""
    books = []
    with zipfile.ZipFile(data_root() / "prose.zip") as archive:
        for entry in sorted(archive.namelist()):
            genre, _, name = entry.rpartition("/")
            if not name.endswith(".txt") or genre not in (genres or GENRES + EXTRA):
                continue
            paragraphs = (sentences_of(line) for line in archive.read(entry).decode().splitlines() if line.strip())
            books.append(Book(genre, name[:-4], [p for p in paragraphs if p]))
    return books
