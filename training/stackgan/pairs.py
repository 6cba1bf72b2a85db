"""Pictures of birds that plainly wear two colours, with sentences that give either to a part: "a yellow belly and black wings".

CUB's percentages are of classes, of which a picture may show a female, or a back only. Taken are pictures whose bird has
both colours by the same eye that measures (hues.py), and parts of the class on which people saw them.
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import torch

from training.birds.attributes import Attributes, groups_of
from training.stackgan.hues import HUES, MEASURED
from training.stackgan.plain import TURNED

PARTS = {"belly": "belly", "wings": "wing", "head": "crown", "breast": "breast", "back": "back", "throat": "throat"}
"""Everyday words for the parts, and CUB's."""
FORMS = ("a bird with {} and {}", "this bird has {} and {}", "a bird that has {}, and {}")
PRESENT, SEEN = 0.12, 15
"""Least share of the bird that each colour covers; least percentage of people who saw it on the part."""
MANY = 30
"""Pairs of colours with at least so many pictures are drawn equally often, rarer ones in proportion to the root of their number."""
UNTURNED = ("black", "white", "grey")
"""Colours that a rotation of hues leaves alone: a bird's other colour is only rotated beside one of these."""


def _phrase(colour: str, part: str) -> str:
    article = "" if part == "wings" else "an " if colour[0] in "aeiou" else "a "
    return f"{article}{colour} {part}"


def choices() -> list[tuple[int, int, str, str]]:
    """All (colour, other colour, part, other part); colours as indices into MEASURED."""
    return [(a, b, p, q) for a, b in permutations(range(len(MEASURED)), 2) for p, q in permutations(PARTS, 2)]


def told() -> list[list[str]]:
    """The sentences for each choice."""
    return [[form.format(_phrase(MEASURED[a], p), _phrase(MEASURED[b], q)) for form in FORMS] for a, b, p, q in choices()]


@dataclass
class PairBirds:
    shown: list[list[tuple[int, int, float]]]
    """For each pair of colours that occurs: choice, picture, degrees to rotate its hues by."""
    colours: list[tuple[int, int]]
    often: np.ndarray
    """Chance of each pair; they sum to 1."""
    vectors: torch.Tensor
    """(choices,forms,640)."""

    @classmethod
    def of(cls, shares: np.ndarray, classes: np.ndarray, attributes: Attributes, vectors: torch.Tensor) -> "PairBirds":
        """shares (N,11) of HUES, classes (N,)."""
        groups = groups_of(attributes.names)
        has = {colour: shares[:, HUES.index(colour)] > PRESENT for colour in MEASURED}
        saw = {(colour, part): attributes.percentages[classes, dict(groups[f"{PARTS[part]}_color"])[colour]] >= SEEN for colour in MEASURED for part in PARTS}
        found: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        for number, (a, b, part, other) in enumerate(choices()):
            one, two = MEASURED[a], MEASURED[b]
            sources = [(one, two, 0.0)]
            if two in UNTURNED:
                sources += [(source, two, degrees) for source, degrees in TURNED.get(one, ())]
            if one in UNTURNED:
                sources += [(one, source, degrees) for source, degrees in TURNED.get(two, ())]
            for x, y, degrees in sources:
                rows = np.flatnonzero(has[x] & has[y] & saw[x, part] & saw[y, other])
                found.setdefault((a, b), []).extend((number, int(row), degrees) for row in rows)
        shown = {pair: rows for pair, rows in found.items() if rows}
        pictures = np.array([len({row for _, row, _ in rows}) for rows in shown.values()])
        often = np.sqrt(np.minimum(pictures, MANY))
        return cls(list(shown.values()), list(shown), often / often.sum(), vectors)

    def draw(self, random: np.random.Generator) -> tuple[int, int, float, torch.Tensor]:
        """Draws (number of the pair of colours, picture, degrees to rotate its hues by, vector of a sentence)."""
        pair = random.choice(len(self.shown), p=self.often)
        choice, row, degrees = self.shown[pair][random.integers(len(self.shown[pair]))]
        a, b = self.colours[pair]
        vector = self.vectors[choice, random.integers(self.vectors.shape[1])].float()
        return len(MEASURED) * (1 + min(a, b)) + max(a, b), row, degrees, vector
