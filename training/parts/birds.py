"""Draws crops of birds whose parts' colours are known: as they are, or with some parts recoloured."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch

from training.birds.told import Facts
from training.parts.recolour import Paints, recoloured
from training.parts.regions import load_regions
from training.parts.slots import BODY, COLOURS, LARGE, NAMES, SLOTS
from training.parts.table import Table, load_table
from training.stackgan.pictures import MARGIN, Pictures, load_pictures

SURE = 0.6
"""Least likelihood of a colour that is told of a picture."""
RECOLOURED, WHOLLY = 0.5, 0.2
"""Share of birds with recoloured parts, and among these of birds that get a single colour."""
AREA = 8.0
"""Least pixels (of 72 x 72) of a part that is recoloured."""
ASKED = tuple(NAMES.index(name) for name in ("head", "breast", "belly", "back", "wings", "throat"))
"""The parts that people ask for most: recoloured thrice as often as the others."""


@dataclass(frozen=True)
class Seen:
    """A crop of a bird, and what is known of its colours."""

    view: np.ndarray
    """(64s,64s,3) uint8."""
    regions: np.ndarray
    """(slots of SLOTS,64,64) in 0..1."""
    shares: np.ndarray
    """(slots,colours): how likely each slot has each colour; zeros where unknown."""
    facts: Facts
    changed: list[int]
    """The recoloured slots."""


def facts_of(shares: np.ndarray) -> Facts:
    return {slot: int(row.argmax()) for slot, row in enumerate(shares) if row.max() >= SURE}


def whole_of(facts: Facts) -> int | None:
    """Returns the colour that all but one of the known large parts have, if at least three are known."""
    worn = [facts[slot] for slot in LARGE if slot in facts]
    main = max(set(worn), key=worn.count) if len(worn) >= 3 else None
    return main if main is not None and worn.count(main) >= len(worn) - 1 else None


class Birds:
    def __init__(self, pictures: Pictures, regions: np.ndarray, table: Table):
        self.pictures, self.regions, self.table, self.paints = pictures, regions, table, Paints.of(table)

    @classmethod
    def load(cls, scale: int) -> "Birds":
        return cls(load_pictures(scale), load_regions(), load_table())

    def _crop(self, row: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        scale = self.pictures.scale
        room = (3, 6) if self.pictures.stretched[row] else (0, 9)
        top, left = random.integers(*room, size=2)
        side = MARGIN - 8
        view = self.pictures.pixels[row, top * scale : (top + side) * scale, left * scale : (left + side) * scale]
        regions = self.regions[row, :, top : top + side, left : left + side].astype(np.float32) / 255
        return (view[:, ::-1], regions[:, :, ::-1]) if random.random() < 0.5 else (view, regions)

    def _repainted(self, view: np.ndarray, regions: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, Facts]:
        """Recolours one to three parts, or all. Returns the view and the colours of these."""
        there = [slot for slot in range(len(SLOTS)) if regions[slot].sum() >= AREA and NAMES[slot] != "beak"]
        if not there:
            return view, {}
        if random.random() < WHOLLY:
            colour = int(random.integers(len(COLOURS)))
            changes = dict.fromkeys(there, colour)
        else:
            often = np.array([3.0 if slot in ASKED else 1.0 for slot in there])
            count = min(int(random.integers(1, 4)), len(there))
            picked = random.choice(there, count, replace=False, p=often / often.sum())
            changes = {int(slot): int(random.integers(len(COLOURS))) for slot in picked}
        side = len(view)
        shares = {slot: cv2.resize(np.ascontiguousarray(regions[slot]), (side, side), interpolation=cv2.INTER_LINEAR) for slot in changes}
        return recoloured(view, [(shares[slot], self.paints.draw(colour, random)) for slot, colour in changes.items()]), changes

    def draw(self, row: int, random: np.random.Generator, repaint: float = RECOLOURED) -> Seen:
        view, regions = self._crop(row, random)
        shares = self.table.shares[row].copy()
        facts, changes = facts_of(shares), {}
        if random.random() < repaint:
            view, changes = self._repainted(view, regions, random)
        for slot, colour in changes.items():
            shares[slot], facts[slot] = np.eye(len(COLOURS))[colour], colour
        facts.pop(BODY, None)
        whole = whole_of(facts)
        shares[BODY] = 0 if whole is None else np.eye(len(COLOURS))[whole]
        if whole is not None:
            facts[BODY] = whole
        return Seen(np.ascontiguousarray(view), regions, shares, facts, list(changes))


def as_tensor(views: list[np.ndarray]) -> torch.Tensor:
    """Returns pictures (N,3,S,S) in -1..1."""
    return (torch.from_numpy(np.stack(views)).permute(0, 3, 1, 2).float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)
