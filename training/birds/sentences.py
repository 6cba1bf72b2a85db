"""Sentences about a bird, drawn from its class's percentages of attributes in people's words (phrasings.py)."""

import re

import numpy as np

from training.birds import phrasings as say
from training.birds.attributes import Attributes, Bird, load_attributes, load_human_captions
from training.birds.speaker import Speaker, Thing, listed

__all__ = ["Attributes", "all_words", "describe", "load_attributes", "load_human_captions"]

# How often a sentence tells one, two, ... five things.
FACTS = (0.15, 0.3, 0.3, 0.15, 0.1)
# What can be told, and how often it is; the parts are in say.PARTS.
TOLD = {"colour": 7, "size": 2.5, "kind": 0.5, "bill": 4, "head": 1} | {part: often for part, (_, often) in say.PARTS.items()}


def describe(percentages: np.ndarray, names: tuple[str, ...], random: np.random.Generator) -> str:
    """One sentence about a bird drawn from its class's percentages (one for each of Attributes.names)."""
    bird = Bird(percentages, names, random)
    speaker = Speaker(bird, random)
    count = 1 + int(random.choice(len(FACTS), p=FACTS))
    # Weighted order without replacement (Efraimidis and Spirakis 2006).
    keys = random.random(len(TOLD)) ** (1 / np.array(list(TOLD.values())))
    order = [list(TOLD)[i] for i in np.argsort(-keys)]

    first = order[:count]
    size = speaker.word("size", say.SIZES) if "size" in first else ""
    kind = speaker.word("shape", say.KINDS) if "kind" in first else ""
    if "colour" in first:
        speaker.told_colours = bird.main_colours()
    adjectives = bool(size) + bool(kind) + bool(speaker.told_colours)
    things = speaker.things([k for k in order if k not in ("colour", "size", "kind")], count - adjectives)
    return with_articles(sentence(speaker, size, kind, things))


def sentence(speaker: Speaker, size: str, kind: str, things: list[Thing]) -> str:
    """Puts words into one of the templates that have a place for all of them."""
    main = speaker.colours(speaker.told_colours)
    colour = f"{speaker.amount(things)} {main}".strip()
    told = speaker.merged(things)
    slots = {"bird": " ".join(word for word in (size, colour, kind, "bird") if word), "colour": colour, "main": main}
    slots["plain"] = " ".join(word for word in (size, kind, "bird") if word)
    slots["things"] = listed([thing.phrase() for thing in told])
    if not told:
        return speaker.one_of(say.COLOUR if main else say.BIRD).format_map(slots)

    if speaker.exception(told) and speaker.chance(0.6):
        return speaker.one_of(say.EXCEPT).format_map(slots | {"but": told[0].bare()})
    templates = say.THINGS + say.COLOUR_AND_THINGS if main and speaker.chance(0.7) else say.THINGS
    slots |= told[0].predicate() | {"first": told[0].phrase(), "rest": listed([thing.phrase() for thing in told[1:]])}
    plainly = len(told[0].looks) > 0 and not told[0].after and " and " not in "".join(told[0].looks[1:])
    if plainly and speaker.chance(0.3):
        templates = say.PREDICATE_AND_REST if len(told) > 1 else say.PREDICATE
    return speaker.one_of(templates).format_map(slots)


def with_articles(text: str) -> str:
    """Makes "a" an "an" before a vowel."""
    return re.sub(r"\ba (?=[aeiou])", "an ", text)


def all_words() -> set[str]:
    """Every word that a sentence can have."""
    return {word for phrase in say.all_phrases() for word in re.findall(r"[a-z]+", re.sub(r"{\w+}", " ", phrase))}
