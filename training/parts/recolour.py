"""Gives single parts of a bird another colour, so that every combination of colours occurs among the pictures."""

from dataclasses import dataclass

import numpy as np

from training.parts.colours import lab, srgb
from training.parts.slots import COLOURS
from training.parts.table import Table

CERTAIN = 0.7
"""Least likelihood of a part's colour for other parts to be given it."""
TYPICAL = {
    "red": ((0, 100), (35, 200), (15, 50)),
    "orange": ((0, 100), (35, 200), (50, 73)),
    "yellow": ((0, 100), (35, 200), (75, 108)),
    "green": ((0, 100), (14, 200), (108, 200)),
    "blue": ((0, 100), (14, 200), (225, 300)),
    "brown": ((20, 58), (10, 40), (40, 85)),
    "black": ((0, 24), (0, 12), (0, 360)),
    "white": ((76, 100), (0, 12), (0, 360)),
    "grey": ((34, 72), (0, 10), (0, 360)),
}
"""Bounds of the lightness, the chroma and the hue in degrees of a colour that is given to parts: a pink may pass for red, but teaches it badly."""
EDGE = (0.2, 0.4)
"""A pixel takes the new colour from this share of the part on, and wholly this much above."""
CONTRAST, VARIETY = 0.9, 0.5
"""What is kept of a part's differences in lightness and in colour."""
DARK, FLATTER = 25.0, 0.5
"""Lightness of black parts, and what they keep of their contrast beside others: light feathers are not painted as wholly black."""


def typical(values: np.ndarray, colour: str) -> np.ndarray:
    """Returns whether Lab values (...,3) are what everyone would call this colour, (...) bool."""
    light, a, b = np.moveaxis(values.astype(np.float64), -1, 0)
    found = np.ones(light.shape, bool)
    for value, (least, most) in zip((light, np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360), TYPICAL[colour], strict=True):
        found &= (value >= least) & (value <= most)
    return found


@dataclass(frozen=True)
class Paints:
    """Lab colours (k,3) of true parts, by the index of their colour's name."""

    found: list[np.ndarray]

    @classmethod
    def of(cls, table: Table) -> "Paints":
        shares, median = table.shares[:, : table.median.shape[1]], table.median
        certain, named = shares.max(2) >= CERTAIN, shares.argmax(2)
        return cls([median[certain & (named == number) & typical(median, colour)] for number, colour in enumerate(COLOURS)])

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
        contrast = CONTRAST * (FLATTER if paint[0] < DARK else 1)
        wanted = paint + (values - np.median(values[inside], 0)) * [contrast, VARIETY, VARIETY]
        wanted[..., 0] = wanted[..., 0].clip(3, 98)
        values = values + amount * (wanted - values)
    return srgb(values)
