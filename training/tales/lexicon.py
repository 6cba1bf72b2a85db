"""Finds the words that are typical of each genre, by which drafts of a sentence are chosen."""

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

WORDS = 150
"""Words of each genre."""
LEAST = 40
"""Stories that a word stands in at least: in fewer it belongs to a story, not to a genre."""
PRIOR = 500.0
"""Weight of the usual frequencies, in words."""
_WORDS = re.compile(r"(?<![\w'])[a-z]{4,}(?![\w'])")


def lexicon(stories: Iterable[tuple[str, str]], without: frozenset[str] = frozenset(), count: int = WORDS) -> dict[str, list[str]]:
    """Returns each genre's most typical words, the most typical first. stories: texts with their genre; without: words that are left out.

    Log-odds ratios with an informative Dirichlet prior, divided by their standard deviation (Monroe, Colaresi and Quinn 2008),
    of the number of stories that a word stands in. Capitalised words do not count, so that names stay out.
    """
    found: dict[str, Counter] = {}
    for text, genre in stories:
        found.setdefault(genre, Counter()).update(set(_WORDS.findall(text)))
    every = sum(found.values(), Counter())
    words = sorted(word for word, times in every.items() if times >= LEAST and word not in without)
    usual = np.array([every[word] for word in words], float)
    prior = PRIOR * usual / usual.sum()
    typical = {}
    for genre, counts in found.items():
        own = np.array([counts[word] for word in words], float)
        rest = usual - own
        odds = [np.log((part + prior) / (part.sum() + PRIOR - part - prior)) for part in (own, rest)]
        scores = (odds[0] - odds[1]) / np.sqrt(1 / (own + prior) + 1 / (rest + prior))
        typical[genre] = [words[at] for at in np.argsort(-scores, kind="stable")[:count]]
    return typical
