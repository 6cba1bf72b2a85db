"""Gives single parts of a bird another colour, so that every combination of colours occurs among the pictures."""

from dataclasses import dataclass

import numpy as np

from training.parts.colours import lab, srgb
from training.parts.slots import COLOURS
from training.parts.table import Table

CERTAIN = 0.8
"""Least likelihood of a part's colour for other parts to be given it."""
EDGE = (0.2, 0.4)
"""A pixel takes the new colour from this share of the part on, and wholly this much above."""
CONTRAST, VARIETY = 0.9, 0.5
"""What is kept of a part's differences in lightness and in colour."""
DARK, LIGHT = 25.0, 80.0
"""Lightness of black and of white parts, whose differences in lightness are halved."""


@dataclass(frozen=True)
class Paints:
    """Lab colours (k,3) of true parts, by the index of their colour's name."""

    found: list[np.ndarray]

    @classmethod
    def of(cls, table: Table) -> "Paints":
        shares = table.shares[:, : table.median.shape[1]]
        certain, named = shares.max(2) >= CERTAIN, shares.argmax(2)
        return cls([table.median[certain & (named == colour)] for colour in range(len(COLOURS))])

    def draw(self, colour: int, random: np.random.Generator) -> np.ndarray:
        return self.found[colour][random.integers(len(self.found[colour]))].astype(np.float64)


def recoloured(picture: np.ndarray, parts: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Moves the pixels of parts to other colours, keeping their differences.

    picture: (S,S,3) uint8; parts: for each its share of the pixels (S,S) in 0..1, and its new colour in Lab.
    """
    values = lab(picture)
    edge, width = EDGE
    for share, paint in parts:
        amount = ((share - edge) / width).clip(0, 1)[..., None]
        inside = amount[..., 0] > 0.5
        if not inside.any():
            continue
        contrast = CONTRAST * (0.5 if paint[0] < DARK or paint[0] > LIGHT else 1)
        wanted = paint + (values - np.median(values[inside], 0)) * [contrast, VARIETY, VARIETY]
        wanted[..., 0] = wanted[..., 0].clip(3, 98)
        values = values + amount * (wanted - values)
    return srgb(values)
