"""Selects pictures of birds with two clear colours, and sentences that give each colour to a part: "a yellow belly and black wings".

CUB's percentages describe classes; a single picture may show a female, or only the back. A picture is selected if its bird
has both colours by the measure of hues.py, and people saw each colour on the part in the class.
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import torch

from training.birds.attributes import Attributes, groups_of
from training.stackgan.hues import HUES, MEASURED
from training.stackgan.plain import ROTATIONS

PARTS = {"belly": "belly", "wings": "wing", "head": "crown", "breast": "breast", "back": "back", "throat": "throat"}
"""Common names of the parts, and CUB's."""
FORMS = ("a bird with {} and {}", "this bird has {} and {}", "a bird that has {}, and {}")
PRESENT, SEEN = 0.12, 15
"""Least share of the bird that each colour covers; least percentage of people who saw it on the part."""
MANY = 30
"""Pairs of colours with at least this many pictures are drawn equally often, rarer ones in proportion to the square root of their number."""
INVARIANT = ("black", "white", "grey")
"""Colours that a rotation of hues does not change. A bird's hues are only rotated if its other colour is one of these."""


def _phrase(colour: str, part: str) -> str:
    article = "" if part == "wings" else "an " if colour[0] in "aeiou" else "a "
    return f"{article}{colour} {part}"


def choices() -> list[tuple[int, int, str, str]]:
    """Returns all (colour, other colour, part, other part), with colours as indices into MEASURED."""
    return [(a, b, p, q) for a, b in permutations(range(len(MEASURED)), 2) for p, q in permutations(PARTS, 2)]


def sentences_by_choice() -> list[list[str]]:
    """Returns the sentences of each choice."""
    return [[form.format(_phrase(MEASURED[a], p), _phrase(MEASURED[b], q)) for form in FORMS] for a, b, p, q in choices()]


@dataclass
class PairBirds:
    shown: list[list[tuple[int, int, float]]]
    """For each pair of colours that occurs: choice, picture, degrees of hue rotation."""
    colours: list[tuple[int, int]]
    often: np.ndarray
    """Probability of each pair."""
    vectors: torch.Tensor
    """(choices,forms,640)."""

    @classmethod
    def of(cls, shares: np.ndarray, classes: np.ndarray, attributes: Attributes, vectors: torch.Tensor) -> "PairBirds":
        """Selects the pictures. shares: (N,11), of HUES; classes: (N,)."""
        groups = groups_of(attributes.names)
        has = {colour: shares[:, HUES.index(colour)] > PRESENT for colour in MEASURED}
        saw = {(colour, part): attributes.percentages[classes, dict(groups[f"{PARTS[part]}_color"])[colour]] >= SEEN for colour in MEASURED for part in PARTS}
        found: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        for number, (a, b, part, other) in enumerate(choices()):
            one, two = MEASURED[a], MEASURED[b]
            sources = [(one, two, 0.0)]
            if two in INVARIANT:
                sources += [(source, two, degrees) for source, degrees in ROTATIONS.get(one, ())]
            if one in INVARIANT:
                sources += [(one, source, degrees) for source, degrees in ROTATIONS.get(two, ())]
            for x, y, degrees in sources:
                rows = np.flatnonzero(has[x] & has[y] & saw[x, part] & saw[y, other])
                found.setdefault((a, b), []).extend((number, int(row), degrees) for row in rows)
        shown = {pair: rows for pair, rows in found.items() if rows}
        pictures = np.array([len({row for _, row, _ in rows}) for rows in shown.values()])
        often = np.sqrt(np.minimum(pictures, MANY))
        return cls(list(shown.values()), list(shown), often / often.sum(), vectors)

    def draw(self, random: np.random.Generator) -> tuple[int, int, float, torch.Tensor]:
        """Draws (number of the pair of colours, picture, degrees of hue rotation, sentence vector)."""
        pair = random.choice(len(self.shown), p=self.often)
        choice, row, degrees = self.shown[pair][random.integers(len(self.shown[pair]))]
        a, b = self.colours[pair]
        vector = self.vectors[choice, random.integers(self.vectors.shape[1])].float()
        return len(MEASURED) * (1 + min(a, b)) + max(a, b), row, degrees, vector
