"""Selects pictures of birds with one clear colour, and sentences that only name it.

Visitors ask for "a red bird" more often than CUB's sentences describe one. A picture is selected if the colour is the bird's
most frequent one by the measure of hues.py, and people saw it in the class. Orange and green birds are rare, so red and
yellow ones with rotated hues are added.
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
ROTATIONS = {"orange": (("red", 24.0), ("yellow", -22.0)), "green": (("yellow", 42.0),)}
"""Colours whose pictures are used as well, and the degrees of their hue rotation."""
OWN = 0.5
"""Probability of an unrotated picture, for the colours in ROTATIONS."""


def sentences_of(colour: str) -> list[str]:
    """Returns all sentences that name only this colour."""
    return [form.format(colour).replace("a orange", "an orange") for form in SENTENCES]


def rotate_hues(picture: torch.Tensor, degrees: float) -> torch.Tensor:
    """Rotates the colours of a picture (3,H,W) in -1..1 around the grey axis."""
    angle, third = np.deg2rad(degrees), 1 / 3
    cos, sin = np.cos(angle), np.sin(angle) * third**0.5
    a, b, c = cos + (1 - cos) * third, (1 - cos) * third - sin, (1 - cos) * third + sin
    matrix = torch.tensor([[a, b, c], [c, a, b], [b, c, a]], dtype=torch.float32)
    return torch.einsum("ij,jhw->ihw", matrix, picture).clamp(-1, 1)


@dataclass
class PlainBirds:
    rows: dict[str, np.ndarray]
    """Pictures of each of MEASURED."""
    vectors: torch.Tensor
    """(9,sentences,640)."""

    @classmethod
    def of(cls, shares: np.ndarray, classes: np.ndarray, attributes: Attributes, vectors: torch.Tensor) -> "PlainBirds":
        """Selects the pictures. shares: (N,11), of HUES; classes: (N,)."""
        columns, rows = dict(groups_of(attributes.names)["primary_color"]), {}
        for colour in MEASURED:
            place = HUES.index(colour)
            most = (shares.argmax(1) == place) & (shares[:, place] > ENOUGH)
            rows[colour] = np.flatnonzero(most & (attributes.percentages[classes, columns[colour]] >= SEEN))
        return cls(rows, vectors)

    def draw(self, random: np.random.Generator) -> tuple[int, int, float, torch.Tensor]:
        """Draws (index of a colour in MEASURED, picture, degrees of hue rotation, sentence vector)."""
        number, degrees = int(random.integers(len(MEASURED))), 0.0
        source = colour = MEASURED[number]
        if colour in ROTATIONS and random.random() > OWN:
            source, degrees = ROTATIONS[colour][random.integers(len(ROTATIONS[colour]))]
        rows = self.rows[source]
        return number, int(rows[random.integers(len(rows))]), degrees, self.vectors[number, random.integers(self.vectors.shape[1])].float()
