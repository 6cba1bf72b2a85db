"""Divides a story into passages, most of which begin at the start of a paragraph."""

from dataclasses import dataclass

LEAST, MOST = 60, 200
"""Least and most words of a passage. A whole story may be shorter."""
ENOUGH = 110
"""A passage ends with the paragraph that reaches this many words."""
SHORTEST = 25
"""Least words of a whole story."""


@dataclass(frozen=True)
class Passage:
    paragraphs: list[list[str]]
    """Sentences of each paragraph."""
    opens: str
    """What begins here: "story", "paragraph", or "" if the passage continues a long paragraph."""

    @property
    def text(self) -> str:
        return "\n".join(" ".join(sentences) for sentences in self.paragraphs)


def count(sentences: list[str]) -> int:
    """Returns the number of words."""
    return sum(len(s.split()) for s in sentences)


def _parts(paragraph: list[str]) -> list[list[str]]:
    """Splits a paragraph of more than MOST words between sentences, into parts of about equal length."""
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
    """Returns passages of LEAST to MOST words, in order. A remainder that is too short is dropped."""
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
