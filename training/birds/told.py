"""Sentences that are true of one picture, with a table of what they say: which part has which colour.

A picture's own colours take the place of its class's percentages; sizes, shapes and patterns are still sampled from the class.
"""

from dataclasses import dataclass

import numpy as np

from training.birds import phrasings as say
from training.birds.attributes import Attributes, Bird
from training.birds.sentences import sentence, with_articles
from training.birds.speaker import Speaker, Thing
from training.parts.slots import BODY, COLOURS, NAMES

CUB_PART = {"head": "crown", "wings": "wing", "tail": "upper_tail", "beak": "bill"} | {name: name for name in ("nape", "throat", "breast", "belly", "back")}
"""The grammar's name of each slot."""
NOUNS = {part: nouns for part, (nouns, _) in say.PARTS.items()} | {"crown": ("head", "head", "head", "crown", "crown", "face"), "bill": say.BILLS}
SIZED, KINDED = 0.2, 0.05
"""Probabilities of a size and of a kind of bird."""

Facts = dict[int, int]
"""The colour of each known slot, by indices into NAMES and COLOURS."""


@dataclass(frozen=True)
class Told:
    text: str
    said: Facts


def known_bird(percentages: np.ndarray, attributes: Attributes, facts: Facts, random: np.random.Generator) -> Bird:
    """Returns a bird with these colours; the colours of other slots are unknown."""
    bird = Bird(percentages, attributes.names, random)
    for slot, name in enumerate(NAMES):
        colours = (COLOURS[facts[slot]],) if slot in facts else ()
        bird.drawn["main" if slot == BODY else f"{CUB_PART[name]}_color"] = colours
    return bird


def tell(bird: Bird, facts: Facts, slots: list[int], random: np.random.Generator) -> Told:
    """Returns a sentence that gives these slots their colours. Parts of the whole's colour are left out if the whole is told."""
    speaker = Speaker(bird, random)
    body = facts.get(BODY) if BODY in slots else None
    size = speaker.word("size", say.SIZES) if speaker.chance(SIZED) else ""
    kind = speaker.word("shape", say.KINDS) if speaker.chance(KINDED) else ""
    if body is not None:
        speaker.stated_colours = (COLOURS[body],)
    things, said = [], {} if body is None else {BODY: body}
    for slot in slots:
        if slot == BODY or facts[slot] == body:
            continue
        part = CUB_PART[NAMES[slot]]
        thing = Thing(part, (speaker.colour_words[COLOURS[facts[slot]]],), (speaker.one_of(NOUNS[part]),))
        if not any(speaker.same(thing, other) for other in things):
            things.append(thing)
            said[slot] = facts[slot]
    return Told(with_articles(sentence(speaker, size, kind, things)), said)


def confusable(facts: Facts, slots: list[int], random: np.random.Generator) -> Facts:
    """Returns facts that differ in what is told: the colours of two slots swapped, or one of them changed."""
    told = [slot for slot in slots if slot in facts]
    pairs = [(a, b) for a in told for b in told if a < b and facts[a] != facts[b]]
    if pairs and random.random() < 0.5:
        a, b = pairs[random.integers(len(pairs))]
        return facts | {a: facts[b], b: facts[a]}
    slot = told[random.integers(len(told))]
    others = [colour for colour in range(len(COLOURS)) if colour != facts[slot]]
    return facts | {slot: others[random.integers(len(others))]}


def table_of(said: list[Facts]) -> np.ndarray:
    """Returns the colour of each slot, (N,slots) int64; -1 where nothing is said."""
    out = np.full((len(said), len(NAMES)), -1, np.int64)
    for row, facts in zip(out, said, strict=True):
        for slot, colour in facts.items():
            row[slot] = colour
    return out


SOME = ((1, 0.3), (2, 0.3), (3, 0.3), (4, 0.1))
"""How often a sentence gives one, two, three or four parts a colour."""
WHOLE = 0.35
"""Probability that it gives the whole bird one, if the bird has one."""
OFTEN = {"nape": 0.5, "tail": 0.7, "beak": 0.6, "throat": 0.8}
"""How often a slot is chosen; 1 unless given."""


def chosen(facts: Facts, random: np.random.Generator, first: list[int] = ()) -> list[int]:
    """Draws the slots that a sentence tells, among the known ones. first: slots that come before others."""
    parts = [slot for slot in facts if slot != BODY]
    counts, chances = zip(*SOME, strict=True)
    count = int(random.choice(counts, p=chances))
    body = [BODY] if BODY in facts and (not parts or random.random() < WHOLE) else []
    if body and random.random() < 0.5:
        return body
    # Weighted order without replacement (Efraimidis and Spirakis 2006).
    keys = {slot: random.random() ** (1 / OFTEN.get(NAMES[slot], 1)) + 2 * (slot in first) for slot in parts}
    picked = sorted(parts, key=lambda slot: -keys[slot])[:count]
    random.shuffle(picked)
    return body + picked
