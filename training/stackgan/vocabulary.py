"""Builds the vocabulary of bird sentences for the page: known words, the topic of each, and the words that often follow it."""

import re
from collections import Counter

import numpy as np

from training.birds import phrasings as say
from training.birds.sentences import describe, load_attributes, load_human_captions
from training.stackgan.plain import SENTENCES, sentences_of

GENERATED = 60
"""Generated sentences per class that are counted."""
KNOWN = 4
"""Least occurrences of a word in human and generated sentences."""
FOLLOWING = 16
"""Most following words per word."""


def words_of(sentence: str) -> list[str]:
    """Splits a sentence into words as the page does: letters, with apostrophes inside words ("bird's")."""
    return re.findall(r"[a-z]+(?:'[a-z]+)*", sentence.lower())


def _words(phrases) -> set[str]:
    return {word for phrase in phrases for word in words_of(phrase)}


def kinds() -> dict[str, set[str]]:
    """Returns the words of each topic: "bill" includes beak shapes, "kind" the names of birds ("gull"), "pattern" markings of the head."""
    beaks = _words(p for table in (say.BILL_SHAPES, say.BILL_LENGTHS) for phrases in table.values() for p in phrases)
    patterns = _words(p for table in (say.PATTERNS, say.MARKS, say.SHAPES, say.HEADS) for phrases in table.values() for p in phrases)
    return {
        "colour": _words(p for phrases in say.COLOURS.values() for p in phrases) - {"dark", "bright", "jet", "light"},
        "part": _words(noun for nouns, _ in say.PARTS.values() for noun in nouns) | {"body", "feathers"},
        "size": {"tiny", "small", "little", "medium", "large", "big", "huge"},
        "bill": {*say.BILLS, "beaks", "bills"} | beaks - {"medium", "length", "sized", "very", "small", "slightly", "like", "than"},
        "kind": {"bird", "birds"} | _words(p for phrases in say.KINDS.values() for p in phrases if p.endswith(" like")) - {"like"},
        "pattern": patterns - {"head", "crown", "its", "on", "eye", "above", "around", "through", "distinct", "long", "face"},
    }


def vocabulary() -> dict:
    """Returns {words: [{word, kind, count}], next: {word: [words that often follow]}}. next[""]: words that often begin a sentence."""
    attributes, random = load_attributes(), np.random.default_rng(9)
    sentences = [text for texts in load_human_captions().values() for text in texts] * 3
    sentences += [describe(row, attributes.names, random) for row in attributes.percentages for _ in range(GENERATED)]
    sentences += [text for colour in say.COLOURS if colour in say.COLOURS[colour] for text in sentences_of(colour)] * len(SENTENCES)
    counts, pairs = Counter(), Counter()
    for sentence in sentences:
        words = words_of(sentence)
        counts.update(words)
        pairs.update(zip(["", *words], words, strict=False))
    known = {word for word, count in counts.items() if count >= KNOWN}
    kind_of = {word: kind for kind, words in kinds().items() for word in words}
    following: dict[str, list[str]] = {}
    for (word, after), count in pairs.most_common():
        if count >= KNOWN and after in known and (word in known or not word) and len(following.setdefault(word, [])) < FOLLOWING:
            following[word].append(after)
    listed = [{"word": w, "kind": kind_of.get(w, "other"), "count": c} for w, c in counts.most_common() if w in known]
    return {"words": listed, "next": following}
