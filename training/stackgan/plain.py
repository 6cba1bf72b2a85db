"""Pictures of birds that are clearly one colour, with sentences that say just that.

People ask for "a red bird" oftener than CUB's sentences tell of one. Taken are pictures most of whose bird has the colour
by the same eye that measures (hues.py), of classes in which people saw it; orange and green birds are so few that red and
yellow ones, turned by some degrees of hue, stand beside them.
"""

from dataclasses import dataclass

import numpy as np
import torch

from training.birds.attributes import Attributes, groups_of
from training.stackgan.hues import HUES, MEASURED

SENTENCES = (
    *("a {} bird", "a bird that is all {}", "this bird is {}", "this bird is all {}", "a small {} bird", "a large {} bird", "this is a {} bird"),
    *("a completely {} bird", "this bird is completely {}", "a bird that is {}", "a bird with {} feathers", "this bird has {} feathers"),
    *("a bird with a {} body", "a mostly {} bird", "the bird is {}", "a bird covered in {} feathers", "an all {} bird"),
)
ENOUGH, SEEN = 0.3, 20
"""Least share of the bird that the colour covers; least percentage of people who saw it in the class."""
TURNED = {"orange": (("red", 24.0), ("yellow", -22.0)), "green": (("yellow", 42.0),)}
"""Other colours whose pictures can stand in, and by how many degrees their hues are rotated."""
OWN = 0.5
"""How often a picture of the colour itself is taken where others could stand in."""


def told(colour: str) -> list[str]:
    return [form.format(colour).replace("a orange", "an orange") for form in SENTENCES]


def turned(picture: torch.Tensor, degrees: float) -> torch.Tensor:
    """Rotates the hues of a picture (3,H,W) about the grey axis."""
    angle, third = np.deg2rad(degrees), 1 / 3
    cos, sin = np.cos(angle), np.sin(angle) * third**0.5
    a, b, c = cos + (1 - cos) * third, (1 - cos) * third - sin, (1 - cos) * third + sin
    matrix = torch.tensor([[a, b, c], [c, a, b], [b, c, a]], dtype=torch.float32)
    return torch.einsum("ij,jhw->ihw", matrix, picture).clamp(-1, 1)


@dataclass
class PlainBirds:
    rows: dict[str, np.ndarray]
    """Pictures for each of MEASURED."""
    vectors: torch.Tensor
    """(9,sentences,640)."""

    @classmethod
    def of(cls, shares: np.ndarray, classes: np.ndarray, attributes: Attributes, vectors: torch.Tensor) -> "PlainBirds":
        """shares (N,11) of HUES, classes (N,)."""
        columns, rows = dict(groups_of(attributes.names)["primary_color"]), {}
        for colour in MEASURED:
            place = HUES.index(colour)
            most = (shares.argmax(1) == place) & (shares[:, place] > ENOUGH)
            rows[colour] = np.flatnonzero(most & (attributes.percentages[classes, columns[colour]] >= SEEN))
        return cls(rows, vectors)

    def draw(self, random: np.random.Generator) -> tuple[int, int, float, torch.Tensor]:
        """Draws (index of a colour in MEASURED, picture, degrees to rotate its hues by, vector of a sentence)."""
        number, degrees = int(random.integers(len(MEASURED))), 0.0
        source = colour = MEASURED[number]
        if colour in TURNED and random.random() > OWN:
            source, degrees = TURNED[colour][random.integers(len(TURNED[colour]))]
        rows = self.rows[source]
        return number, int(rows[random.integers(len(rows))]), degrees, self.vectors[number, random.integers(self.vectors.shape[1])].float()
