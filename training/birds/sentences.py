"""Generates sentences about birds from the attribute percentages of their class, in people's words (phrasings.py)."""

import re

import numpy as np

from training.birds import phrasings as say
from training.birds.attributes import Attributes, Bird, load_attributes, load_human_captions
from training.birds.speaker import Speaker, Thing, listed

__all__ = ["Attributes", "all_words", "describe", "load_attributes", "load_human_captions"]

# Probability that a sentence states one, two, ... five facts.
FACTS = (0.15, 0.3, 0.3, 0.15, 0.1)
# Weight of each fact; those of the parts are in say.PARTS.
FACT_WEIGHTS = {"colour": 7, "size": 2.5, "kind": 0.5, "bill": 4, "head": 1} | {part: often for part, (_, often) in say.PARTS.items()}


def describe(percentages: np.ndarray, names: tuple[str, ...], random: np.random.Generator, known: Bird | None = None) -> str:
    """Returns a sentence about a bird sampled from its class, or about a known one. percentages: one for each of Attributes.names."""
    bird = known or Bird(percentages, names, random)
    speaker = Speaker(bird, random)
    count = 1 + int(random.choice(len(FACTS), p=FACTS))
    # Weighted order without replacement (Efraimidis and Spirakis 2006).
    keys = random.random(len(FACT_WEIGHTS)) ** (1 / np.array(list(FACT_WEIGHTS.values())))
    order = [list(FACT_WEIGHTS)[i] for i in np.argsort(-keys)]

    first = order[:count]
    size = speaker.word("size", say.SIZES) if "size" in first else ""
    kind = speaker.word("shape", say.KINDS) if "kind" in first else ""
    if "colour" in first:
        speaker.stated_colours = bird.main_colours()
    adjectives = bool(size) + bool(kind) + bool(speaker.stated_colours)
    things = speaker.things([k for k in order if k not in ("colour", "size", "kind")], count - adjectives)
    return with_articles(sentence(speaker, size, kind, things))


def sentence(speaker: Speaker, size: str, kind: str, things: list[Thing]) -> str:
    """Fills a template that has slots for all of the words."""
    main = speaker.colours(speaker.stated_colours)
    colour = f"{speaker.amount(things)} {main}".strip()
    merged = speaker.merged(things)
    slots = {"bird": " ".join(word for word in (size, colour, kind, "bird") if word), "colour": colour, "main": main}
    slots["plain"] = " ".join(word for word in (size, kind, "bird") if word)
    slots["things"] = listed([thing.phrase() for thing in merged])
    if not merged:
        return speaker.one_of(say.COLOUR if main else say.BIRD).format_map(slots)

    if speaker.exception(merged) and speaker.chance(0.6):
        return speaker.one_of(say.EXCEPT).format_map(slots | {"but": merged[0].bare()})
    templates = say.THINGS + say.COLOUR_AND_THINGS if main and speaker.chance(0.7) else say.THINGS
    slots |= merged[0].predicate() | {"first": merged[0].phrase(), "rest": listed([thing.phrase() for thing in merged[1:]])}
    plainly = len(merged[0].looks) > 0 and not merged[0].after and " and " not in "".join(merged[0].looks[1:])
    if plainly and speaker.chance(0.3):
        templates = say.PREDICATE_AND_REST if len(merged) > 1 else say.PREDICATE
    return speaker.one_of(templates).format_map(slots)


def with_articles(text: str) -> str:
    """Replaces "a" by "an" before a vowel."""
    return re.sub(r"\ba (?=[aeiou])", "an ", text)


def all_words() -> set[str]:
    """Returns every word that can occur in a sentence."""
    return {word for phrase in say.all_phrases() for word in re.findall(r"[a-z]+", re.sub(r"{\w+}", " ", phrase))}
