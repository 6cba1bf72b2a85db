"""Loads the stories, novels and tales of the corpus as lists of paragraphs."""

import hashlib
import json
import zipfile
from dataclasses import dataclass, field

from training.common.paths import data_root
from training.prose.corpus import EXTRA, GENRES

PIECE_WORDS = 3000
"""Approximate words of a piece of a novel. A piece is kept, or held out, as a whole."""
NOVEL_WORDS = 600_000
"""Most words of a genre's novels. They add vocabulary and style, but should not dominate the corpus."""
TAUGHT = {"romance", "mystery"}
"""Genres whose generated tales are used; the others have enough stories."""


@dataclass
class Story:
    kind: str
    """Name of the source: a file of stories.zip, "novels" or "tales"."""
    name: str
    paragraphs: list[str]
    genre: str | None = None
    certain: bool = False
    """Whether the source itself names the genre."""
    sentences: list[list[str]] = field(default_factory=list)
    """Sentences of each paragraph, once split."""

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.name}"


def number_of(text: str) -> int:
    """Hashes a text to a large number, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")


def is_held_out(key: str) -> bool:
    """Returns whether a story is held out. A tenth are, chosen by the hash of their key."""
    return number_of(f"held {key}") % 10 == 0


def _joined(lines: list[dict]) -> list[dict]:
    """Joins stories that are stored in parts ("1/2", "2/2")."""
    found: list[dict] = []
    for line in lines:
        first, _, _ = line.get("part", "1").partition("/")
        if first != "1" and found and found[-1].get("prompt") == line.get("prompt"):
            found[-1]["text"] += "\n" + line["text"]
        else:
            found.append(dict(line))
    return found


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def stories() -> list[Story]:
    found = []
    with zipfile.ZipFile(data_root() / "stories.zip") as archive:
        for entry in sorted(archive.namelist()):
            kind = entry.removesuffix(".jsonl")
            lines = [json.loads(line) for line in archive.read(entry).decode().splitlines() if line.strip()]
            for i, line in enumerate(_joined(lines)):
                found.append(Story(kind, str(i), _paragraphs(line["text"]), line.get("genre"), line.get("genreBy") == "source"))
    return found


def pieces(paragraphs: list[str], words: int = PIECE_WORDS) -> list[list[str]]:
    """Divides paragraphs into consecutive pieces of about `words` words."""
    found: list[list[str]] = [[]]
    filled = 0
    for paragraph in paragraphs:
        if filled >= words:
            found.append([])
            filled = 0
        found[-1].append(paragraph)
        filled += len(paragraph.split())
    return [piece for piece in found if piece]


def novels() -> list[Story]:
    """Returns pieces of the novels: at most NOVEL_WORDS per genre, spread over all its books."""
    by_genre: dict[str, list[Story]] = {}
    for archive_name in ("prose.zip", "prose-more.zip"):
        with zipfile.ZipFile(data_root() / archive_name) as archive:
            for entry in sorted(archive.namelist()):
                genre, _, book = entry.rpartition("/")
                if not book.endswith(".txt") or genre not in GENRES + EXTRA:
                    continue
                certain = genre in GENRES
                for i, piece in enumerate(pieces(_paragraphs(archive.read(entry).decode()))):
                    by_genre.setdefault(genre, []).append(Story("novels", f"{book[:-4]}/{i}", piece, genre if certain else None, certain))
    kept = []
    for found in by_genre.values():
        filled = 0
        for story in sorted(found, key=lambda s: number_of(s.key)):
            size = sum(len(p.split()) for p in story.paragraphs)
            if filled + size <= NOVEL_WORDS:
                kept.append(story)
                filled += size
    return sorted(kept, key=lambda s: s.key)


def tales() -> list[Story]:
    """Returns the tales that a language model wrote, for the genres in TAUGHT."""
    found = []
    for file in sorted(data_root().glob("tales-*.jsonl.zip")):
        with zipfile.ZipFile(file) as archive:
            for entry in sorted(archive.namelist()):
                lines = [json.loads(line) for line in archive.read(entry).decode().splitlines() if line.strip()]
                found += [
                    Story("tales", f"{entry.removesuffix('.jsonl')}/{i}", _paragraphs(line["text"]), line["genre"])
                    for i, line in enumerate(lines)
                    if line["genre"] in TAUGHT
                ]
    return found
