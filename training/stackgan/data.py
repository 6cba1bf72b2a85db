"""Training batches of both stages: classes balanced, rare colours oversampled, half of the birds with recoloured parts.

    ATELIER_DATA=... python -m training.stackgan.data

decodes the pictures before the first training. Needs the regions and the colours of the parts (training/parts).
"""

from dataclasses import dataclass

import numpy as np
import torch

from training.birds.attributes import load_attributes
from training.birds.told import Facts, table_of
from training.common.batches import TensorBatch
from training.parts.birds import RECOLOURED, Birds, as_tensor, facts_of
from training.parts.slots import COLOURS
from training.stackgan.pictures import load_pictures
from training.stackgan.sentences import Sentences, vectors

RARE = 0.5
"""Exponent of the oversampling of rare colours. Most birds are brown or black, but people ask for red ones as often."""
ALIKE = 0.3
"""Share of all pairs of classes that are too similar for their sentences to count as wrong for each other."""


@dataclass(frozen=True)
class Batch(TensorBatch):
    pictures: torch.Tensor
    """(N,3,S,S) in -1..1."""
    text: torch.Tensor
    """(2N,640): the pictures' sentences, and one much like each that is wrong."""
    apart: torch.Tensor
    """(N,2N): 1 where a sentence is wrong for a picture."""
    said: torch.Tensor
    """(N,slots) the colour that the sentence gives each slot, -1 where none."""


def unlike(percentages: np.ndarray) -> np.ndarray:
    """Returns which pairs of classes people described differently, (classes,classes) bool. percentages: (classes,attributes)."""
    rows = percentages - percentages.mean(0)
    rows = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)
    likeness = rows @ rows.T
    others = likeness[~np.eye(len(rows), dtype=bool)]
    return likeness < np.quantile(others, 1 - ALIKE)


def sampling_weights(classes: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Returns the probability of drawing each picture, (N,). classes: (N,); shares: (N,slots,colours) of its parts."""
    worn = np.zeros((len(classes), len(COLOURS)), bool)
    for row, own in zip(worn, shares, strict=True):
        row[list(facts_of(own).values())] = True
    common = worn.mean(0).clip(0.01, 1)
    # By the rarest colour that a bird wears.
    weights = np.where(worn, common**-RARE, 1).max(1)
    # Balanced by class, so that a class's weight does not depend on its size.
    weights /= np.bincount(classes)[classes]
    return weights / weights.sum()


def contradicts(said: Facts, facts: Facts) -> bool:
    """Returns whether a sentence gives a slot another colour than a picture shows there."""
    return any(facts.get(slot, colour) != colour for slot, colour in said.items())


class Batches:
    def __init__(self, birds: Birds, sentences: Sentences, apart: np.ndarray, encode=vectors):
        self.birds, self.sentences, self.apart, self.encode = birds, sentences, apart, encode
        self.pictures = birds.pictures
        self.chances = sampling_weights(self.pictures.classes, birds.table.shares)

    @classmethod
    def load(cls, stage: int) -> "Batches":
        birds = Birds.load(1 if stage == 1 else 4)
        return cls(birds, Sentences.load(birds.pictures.stems), unlike(load_attributes().percentages))

    def next(self, count: int, random: np.random.Generator) -> Batch:
        rows = random.choice(len(self.chances), count, replace=False, p=self.chances)
        classes = self.pictures.classes[rows]
        seen = [self.birds.draw(int(row), random) for row in rows]
        pairs = [self.sentences.tell(int(row), int(kind), one, random) for row, kind, one in zip(rows, classes, seen, strict=True)]
        wrong = [pair.wrong or pair.true for pair in pairs]
        apart = np.zeros((count, 2 * count), bool)
        for i, one in enumerate(seen):
            for j, told in enumerate([*(pair.true for pair in pairs), *wrong]):
                # Without known colours the classes decide.
                plain = not one.changed and not seen[j % count].changed
                apart[i, j] = contradicts(told.said, one.facts) or (plain and bool(self.apart[classes[i], classes[j % count]]))
        text = self.encode([pair.true.text for pair in pairs] + [told.text for told in wrong])
        said = torch.from_numpy(table_of([pair.true.said for pair in pairs]))
        return Batch(as_tensor([one.view for one in seen]), text, torch.from_numpy(apart).float(), said)

    def texts(self, rows: np.ndarray, random: np.random.Generator) -> torch.Tensor:
        """Returns the vectors of a new sentence for each picture as it is, (len(rows),640)."""
        seen = [self.birds.draw(int(row), random, 0.0) for row in rows]
        told = [self.sentences.tell(int(row), int(self.pictures.classes[row]), one, random).true for row, one in zip(rows, seen, strict=True)]
        return self.encode([one.text for one in told])

    def typical(self, count: int, random: np.random.Generator) -> torch.Tensor:
        """Returns the vectors of sentences as in training, (about count,640)."""
        rows = random.choice(len(self.chances), count, p=self.chances)
        told = []
        for row in rows:
            one = self.birds.draw(int(row), random, RECOLOURED)
            told.append(self.sentences.tell(int(row), int(self.pictures.classes[row]), one, random).true.text)
        return self.encode(told)


if __name__ == "__main__":
    for scale in (1, 4):
        load_pictures(scale)
