"""Gives the people and places of every story the same few names, so that the decoder need not learn hundreds to keep one apart from another.

The first woman is always Lucy, the second Mary, the first man Tom. The page puts other names in their place when a story is told.
The export writes CAST into the storyteller's config.json, from where src/features/story/pipeline/writing/cast.ts has it.
"""

from collections import Counter
from dataclasses import dataclass

from training.tales.names import FEMALE, LEFT, MALE, NAME, TITLES, Seen, count, gender_in, kind_of

CAST = {
    "female": ("Lucy", "Mary", "Alice", "Kate", "Jane", "Ruth"),
    "male": ("Tom", "Peter", "Henry", "Jim", "Paul", "Ned"),
    "surname": ("Carter", "Collins", "Hopkins", "Perry"),
    "place": ("Clayton", "Linton", "Aston", "Wickham"),
}
"""Names of one token each, by kind, in the order in which they are given away."""
KNOWN = 5
"""A word of fewer stories is judged by its contexts in its own story."""
PEOPLE = {*FEMALE, *MALE}


@dataclass(frozen=True)
class Contexts:
    """In what contexts the corpus has each capitalised word, and how often each word in lower case."""

    seen: dict[str, Seen]
    low: Counter

    @classmethod
    def of(cls, texts: list[str]) -> "Contexts":
        return cls(*count(texts))


def kinds_in(text: str, contexts: Contexts) -> dict[str, str]:
    """Returns the kind, a key of CAST, of every name in a story."""
    own, _ = count([text])
    kinds = {}
    for name, here in own.items():
        everywhere = contexts.seen.get(name, here)
        also_a_word = contexts.low[name.lower()] > everywhere.times / 2
        is_known = everywhere.stories >= KNOWN and not also_a_word
        if name in LEFT or name in TITLES or (also_a_word and name not in PEOPLE) or not (is_known or here.inside):
            continue
        kind = kind_of(name, everywhere if is_known else here)
        if kind == "either":
            kind = gender_in(text, name)
        if kind:
            kinds[name] = kind
    return kinds


def cast(scenes: list[str], contexts: Contexts) -> list[str]:
    """Renames the people and places of a story's scenes.

    A name keeps its new one from scene to scene. Where a long story has more names than CAST, the one that has not been heard
    for longest gives up its place; where all are heard in one scene, the rest keep their own.
    """
    kinds, renamed, told = kinds_in("\n".join(scenes), contexts), {}, []
    heard: dict[str, int] = {}
    for at, scene in enumerate(scenes):
        here = [name for name in dict.fromkeys(m[0] for m in NAME.finditer(scene)) if name in kinds]
        for name in here:
            heard[name] = at
        for name in here:
            if name in renamed:
                continue
            holders = {renamed[n]: n for n in renamed if kinds[n] == kinds[name]}
            free = next((n for n in CAST[kinds[name]] if n not in holders), None)
            if free is None:
                oldest = min(holders, key=lambda new: heard[holders[new]])
                if heard[holders[oldest]] == at:
                    continue
                del renamed[holders[oldest]]
                free = oldest
            renamed[name] = free
        told.append(NAME.sub(lambda m: renamed.get(m[0], m[0]), scene))
    return told
