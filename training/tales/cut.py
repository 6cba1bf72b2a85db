"""Cuts a story's sentences into passages that begin where the story, or a paragraph of it, begins."""

from dataclasses import dataclass

LEAST, MOST = 60, 200
"""Words of a passage. A whole story may be shorter."""
ENOUGH = 110
"""A passage ends with the paragraph that brings it to so many words."""
SHORTEST = 25
"""Words of the shortest whole story."""


@dataclass(frozen=True)
class Passage:
    paragraphs: list[list[str]]
    """Sentences of each paragraph."""
    opens: str
    """What begins here: "story", "paragraph", or "" where a long paragraph goes on."""

    @property
    def text(self) -> str:
        return "\n".join(" ".join(sentences) for sentences in self.paragraphs)


def count(sentences: list[str]) -> int:
    return sum(len(s.split()) for s in sentences)


def _parts(paragraph: list[str]) -> list[list[str]]:
    """A paragraph of more than MOST words at its sentences, into parts of about the same length."""
    total = count(paragraph)
    if total <= MOST:
        return [paragraph]
    size = total / -(-total // ENOUGH)
    parts: list[list[str]] = [[]]
    for sentence in paragraph:
        if parts[-1] and count(parts[-1]) + len(sentence.split()) / 2 > size:
            parts.append([])
        parts[-1].append(sentence)
    return parts


def passages(paragraphs: list[list[str]]) -> list[Passage]:
    """Passages of LEAST to MOST words in their order; what is left over at the end, and too short, is dropped."""
    found: list[Passage] = []
    taken: list[list[str]] = []
    opens, words, first = "story", 0, True

    def end(least: int = LEAST) -> None:
        nonlocal taken, words, first
        if least <= words <= MOST:
            found.append(Passage(taken, opens))
        taken, words, first = [], 0, False

    for paragraph in paragraphs:
        for i, part in enumerate(_parts(paragraph)):
            size = count(part)
            if taken and (words >= ENOUGH or words + size > MOST or i > 0):
                end()
            if not taken:
                opens = "story" if first else "" if i else "paragraph"
            taken = [*taken, part]
            words += size
    # Only a whole story may be short.
    end(SHORTEST if first else LEAST)
    return found
