"""Training batches of both stages: classes balanced, rare colours oversampled, a new sentence for each picture every time.

    ATELIER_DATA=... python -m training.stackgan.data

decodes the pictures and encodes the sentences before the first training.
"""

from dataclasses import dataclass

import numpy as np
import torch

from training.birds.attributes import load_attributes
from training.common.batches import TensorBatch
from training.stackgan.hues import HUES, MEASURED
from training.stackgan.pairs import PairBirds
from training.stackgan.pictures import Pictures, load_pictures
from training.stackgan.plain import PlainBirds, rotate_hues
from training.stackgan.sentences import Sentences, load_sentences

RARE = 0.5
"""Exponent of the oversampling of rare main colours. Most birds are brown or black, but people ask for red ones as often."""
ALIKE = 0.3
"""Share of all pairs of classes that are too similar for their sentences to count as wrong for each other."""
PLAIN, PAIRS = 0.15, 0.35
"""Shares of a batch that show birds of one colour, and of two colours. Each colour and each pair is equally frequent."""
WANTED = {1: 0.5, 2: 0.18}
"""Share of the bird that each colour of one or two should have."""


@dataclass(frozen=True)
class Batch(TensorBatch):
    pictures: torch.Tensor
    """(N,3,S,S) in -1..1."""
    text: torch.Tensor
    """(N,640)."""
    apart: torch.Tensor
    """(N,N): 1 where a sentence is about a class that is clearly unlike the picture's."""
    wanted: torch.Tensor
    """(N,11): the least share of the bird that each of HUES should cover; zeros unless the sentence names just one or two colours."""


def unlike(percentages: np.ndarray) -> np.ndarray:
    """Returns which pairs of classes people described differently, (classes,classes) bool. percentages: (classes,attributes)."""
    rows = percentages - percentages.mean(0)
    rows = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)
    likeness = rows @ rows.T
    others = likeness[~np.eye(len(rows), dtype=bool)]
    return likeness < np.quantile(others, 1 - ALIKE)


def sampling_weights(classes: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Returns the probability of drawing each picture, (N,). classes: (N,); shares: (N,11), of HUES."""
    main = shares.argmax(1)
    common = np.bincount(main, minlength=shares.shape[1])[main] / len(main)
    weights = np.clip(common, 0.01, 1) ** -RARE
    # Balanced by class, so that a class's weight does not depend on its size.
    weights /= np.bincount(classes)[classes]
    return weights / weights.sum()


class Batches:
    def __init__(self, pictures: Pictures, sentences: Sentences, coloured: tuple[PlainBirds, PairBirds], apart: np.ndarray):
        self.pictures, self.sentences, self.coloured, self.apart = pictures, sentences, coloured, torch.from_numpy(apart).float()
        self.chances = sampling_weights(pictures.classes, sentences.shares.numpy())

    @classmethod
    def load(cls, stage: int) -> "Batches":
        pictures, sketches = load_pictures(1 if stage == 1 else 4), load_pictures(1)
        sentences, attributes = load_sentences(sketches), load_attributes()
        about = (sentences.shares.numpy(), pictures.classes, attributes)
        coloured = PlainBirds.of(*about, sentences.plain), PairBirds.of(*about, sentences.pairs)
        return cls(pictures, sentences, coloured, unlike(attributes.percentages))

    def next(self, count: int, random: np.random.Generator) -> Batch:
        rows = random.choice(len(self.chances), count, replace=False, p=self.chances)
        coloured = [birds.draw(random) for birds, share in zip(self.coloured, (PLAIN, PAIRS), strict=True) for _ in range(round(share * count))]
        rows[: len(coloured)] = [row for _, row, _, _ in coloured]
        classes = self.pictures.classes[rows]
        text, pictures = self.sentences.draw(rows, classes, random), self.pictures.views(rows, random)
        apart = self.apart[classes][:, classes]
        wanted = torch.zeros(count, len(HUES))
        for i, (number, _, degrees, vector) in enumerate(coloured):
            text[i] = vector
            colours = {number} if number < len(MEASURED) else {number // len(MEASURED) - 1, number % len(MEASURED)}
            # MEASURED are the first of HUES.
            wanted[i, list(colours)] = WANTED[len(colours)]
            if degrees:
                pictures[i] = rotate_hues(pictures[i], degrees)
        colours = torch.tensor([number for number, _, _, _ in coloured])
        apart[: len(coloured), : len(coloured)] = (colours[:, None] != colours).float()
        return Batch(pictures, text, apart, wanted)

    def vectors(self) -> torch.Tensor:
        """Returns the vectors of all sentences of classes that have pictures, (count,640)."""
        return self.sentences.table[np.unique(self.pictures.classes)].float().flatten(0, 1)


if __name__ == "__main__":
    for stage in (1, 2):
        Batches.load(stage)
