"""The words that sentences about birds are made of: which the page knows, what each is about, and what often follows it."""

import re
from collections import Counter

import numpy as np

from training.birds import phrasings as say
from training.birds.sentences import describe, load_attributes, load_human_captions
from training.stackgan.plain import SENTENCES, told

INVENTED = 60
"""Sentences of each class that are counted."""
KNOWN = 4
"""How often a word must stand in people's sentences or invented ones."""
FOLLOWING = 16


def words_of(sentence: str) -> list[str]:
    """As the page splits a sentence: letters, with what is within a word ("bird's")."""
    return re.findall(r"[a-z]+(?:'[a-z]+)*", sentence.lower())


def _words(phrases) -> set[str]:
    return {word for phrase in phrases for word in words_of(phrase)}


def kinds() -> dict[str, set[str]]:
    """What a word is about. "bill" are beaks and their shapes, "kind" are birds by name ("gull"), "pattern" also marks of the head."""
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
    """{words: [{word, kind, count}], next: {word: [words that often follow]}}; under "" stands what begins a sentence."""
    attributes, random = load_attributes(), np.random.default_rng(9)
    sentences = [text for texts in load_human_captions().values() for text in texts] * 3
    sentences += [describe(row, attributes.names, random) for row in attributes.percentages for _ in range(INVENTED)]
    sentences += [text for colour in say.COLOURS if colour in say.COLOURS[colour] for text in told(colour)] * len(SENTENCES)
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
