"""Chooses the words for a sampled bird: noun phrases and predicates for its parts, and the extent of its main colour."""

from dataclasses import dataclass

import numpy as np

from training.birds import phrasings as say
from training.birds.attributes import LARGE, Bird


@dataclass(frozen=True)
class Thing:
    """A part of a bird: adjectives ("short", "red"), nouns ("belly", "breast") and what follows them ("with brown spots")."""

    part: str
    looks: tuple[str, ...]
    nouns: tuple[str, ...]
    after: str = ""

    def bare(self) -> str:
        """Returns the noun phrase without an article."""
        return " ".join([*self.looks, listed(self.nouns), *([self.after] if self.after else [])])

    def phrase(self) -> str:
        return self.bare() if self.nouns[0] in say.PLURAL else f"a {self.bare()}"

    def predicate(self) -> dict[str, str]:
        """Returns the slots of a template with the adjectives as the predicate."""
        noun = listed(self.nouns)
        plural = len(self.nouns) > 1 or noun in say.PLURAL
        a_noun = noun if self.nouns[0] in say.PLURAL else f"a {noun}"
        return {"noun": noun, "a_noun": a_noun, "is": "are" if plural else "is", "looks": listed(self.looks)}


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Joins words as "a", "a and b" or "a, b and c", with a comma before the last "and" if an earlier item contains one."""
    if len(words) < 2:
        return "".join(words)
    comma = "," if any(" and " in word for word in words[:-1]) else ""
    return f"{', '.join(words[:-1])}{comma} and {words[-1]}"


class Speaker:
    """Chooses the words of a sentence about a bird. Each colour has the same word throughout."""

    def __init__(self, bird: Bird, random: np.random.Generator):
        self.bird, self.random = bird, random
        self.colour_words = {colour: self.one_of(words) for colour, words in say.COLOURS.items()}
        self.stated_colours: tuple[str, ...] = ()

    def one_of(self, options: tuple[str, ...]) -> str:
        return options[int(self.random.random() * len(options))]

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def word(self, group: str, words: dict[str, tuple[str, ...]]) -> str:
        """Returns a word for the bird's value of a group, or an empty string."""
        seen = self.bird.seen(group)
        return self.one_of(words[seen[0]]) if seen else ""

    def colours(self, colours: tuple[str, ...]) -> str:
        return " and ".join(self.colour_words[colour] for colour in colours)

    def thing(self, kind: str) -> Thing | None:
        """Returns the bird's part of a kind, or None if nothing is known of it beyond the stated colour."""
        if kind == "bill":
            return self.bill()
        return self.head() if kind == "head" else self.part(kind)

    def bill(self) -> Thing | None:
        looks = [self.word("bill_length", say.BILL_LENGTHS), self.word("bill_shape", say.BILL_SHAPES)]
        looks.append(self.colours(self.bird.seen("bill_color")))
        kept = [look for look in looks if look and self.chance(0.6)] or [look for look in looks if look][:1]
        return Thing("bill", tuple(kept), (self.one_of(say.BILLS),)) if kept else None

    def head(self) -> Thing | None:
        noun = self.word("head_pattern", say.HEADS)
        if noun != "cap":
            return Thing("head", (), (noun,)) if noun else None
        colours = self.colours(self.bird.seen("crown_color"))
        return Thing("crown", (colours,), (noun,)) if colours else None

    def part(self, part: str) -> Thing | None:
        colours = self.bird.seen(f"{part}_color")
        noun = self.one_of(say.PARTS[part][0])
        looks, after = [], ""
        if part in ("wing", "upper_tail") and noun in ("wings", "tail") and self.chance(0.25):
            looks.append(self.word(f"{part.removeprefix('upper_')}_shape", say.SHAPES))
        if part in say.PATTERN_OF and self.chance(0.25):
            look, after = self.patterned(part, colours)
            looks.append(look)
        elif colours and (part == "eye" or set(colours) != set(self.stated_colours)):
            looks.append(self.colours(colours))
        looks = [look for look in looks if look]
        return Thing(part, tuple(looks), (noun,), after) if looks else None

    def patterned(self, part: str, colours: tuple[str, ...]) -> tuple[str, str]:
        """Returns the adjectives for a part's pattern and colours, and what follows the noun."""
        pattern = (self.bird.seen(f"{say.PATTERN_OF[part]}_pattern") or ("",))[0]
        if pattern in say.MARKS and len(colours) == 2 and self.chance(0.6):
            return self.colours(colours[:1]), f"with {self.colours(colours[1:])} {self.one_of(say.MARKS[pattern])}"
        many = pattern == "multi-colored"
        known = "" if set(colours) == set(self.stated_colours) or (many and len(colours) < 2) else self.colours(colours)
        word = self.one_of(say.PATTERNS[pattern]) if pattern and (pattern != "solid" or (known and len(colours) == 1)) else ""
        return f"{word} {known}".strip(), ""

    def things(self, kinds: list[str], count: int) -> list[Thing]:
        """Returns up to `count` parts of these kinds, in order, without overlapping parts and repeated nouns."""
        chosen: list[Thing] = []
        for kind in kinds:
            if len(chosen) == count:
                break
            thing = self.thing(kind)
            if thing and not any(self.same(thing, other) for other in chosen):
                chosen.append(thing)
        return chosen

    def same(self, thing: Thing, other: Thing) -> bool:
        """Returns whether two parts overlap or have the same noun."""
        apart = frozenset((thing.part, other.part)) not in say.OVERLAPS and thing.part != other.part
        return not apart or thing.nouns[0].split()[-1] == other.nouns[0].split()[-1]

    def merged(self, things: list[Thing]) -> list[Thing]:
        """Merges parts with the same adjectives: "a white belly and breast"."""
        out: list[Thing] = []
        for thing in things:
            twin = next((i for i, o in enumerate(out) if thing.looks and not thing.after and (o.looks, o.after) == (thing.looks, "")), None)
            if twin is None or not self.chance(0.8):
                out.append(thing)
            else:
                out[twin] = Thing(out[twin].part, thing.looks, (*out[twin].nouns, *thing.nouns))
        return out

    def wholly(self, things: list[Thing]) -> bool:
        """Returns whether the bird has one colour except for these parts."""
        mentioned = {thing.part for thing in things}
        rest = (self.bird.seen(f"{part}_color") for part in LARGE if part not in mentioned)
        return len(self.stated_colours) == 1 and all(colours == self.stated_colours for colours in rest)

    def amount(self, things: list[Thing]) -> str:
        """Returns "all", "mostly" or the like for the main colour, or an empty string."""
        if len(self.stated_colours) != 1 or not self.chance(0.35):
            return ""
        return self.one_of(say.WHOLLY if self.wholly(things) else say.MOSTLY)

    def exception(self, things: list[Thing]) -> bool:
        """Returns whether these are a single large part of another colour on a bird of otherwise one colour."""
        if len(things) != 1 or things[0].part not in LARGE or not self.wholly(things):
            return False
        return things[0].looks == (self.colours(self.bird.seen(f"{things[0].part}_color")),)
