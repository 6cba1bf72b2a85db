"""Finds the corpus's stock phrases: runs of four words that stand in so many of its stories that the decoder learns to write them everywhere."""

import re
from collections import Counter
from collections.abc import Iterable

SHARE = 0.003
"""Least share of the stories that a stock phrase stands in."""
MOST = 800
_WORDS = re.compile(r"[a-z'-]+")


def fours_in(text: str) -> set[str]:
    words = _WORDS.findall(text.lower())
    return {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}


def stock_phrases(stories: Iterable[str], most: int = MOST) -> list[str]:
    """Returns the commonest runs of four words, the commonest first and equal ones in alphabetical order. Each counts once in a story."""
    counts, told = Counter(), 0
    for story in stories:
        counts.update(fours_in(story))
        told += 1
    common = sorted(((-times, phrase) for phrase, times in counts.items() if times >= max(2, SHARE * told)))
    return [phrase for _, phrase in common[:most]]
