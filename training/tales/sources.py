"""The stories and novels that the corpus is made of, each as a list of paragraphs."""

import hashlib
import json
import zipfile
from dataclasses import dataclass, field

from training.common.paths import data_root
from training.prose.corpus import EXTRA, GENRES

PIECE_WORDS = 3000
"""A novel is taken apart into pieces of about so many words, which are kept or held out whole."""
NOVEL_WORDS = 600_000
"""Of a genre's novels: they give the corpus its words and voices, not its way of telling."""
TAUGHT = {"romance", "mystery"}
"""Genres that the teacher's tales are taken for: the others have enough stories without them."""


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
    """Of each paragraph, once they are split."""

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.name}"


def number_of(text: str) -> int:
    """The same large number for the same text, on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")


def is_held_out(key: str) -> bool:
    """A tenth of all stories, chosen by their names."""
    return number_of(f"held {key}") % 10 == 0


def _joined(lines: list[dict]) -> list[dict]:
    """Stories that were filed in parts ("1/2", "2/2") are one story again."""
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
    """Consecutive paragraphs of about `words` words."""
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
    """Pieces of the novels, at most NOVEL_WORDS of a genre, spread over all its books."""
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
    """The teacher's tales of the genres that have too little."""
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
