"""Encodes sentences about birds: new ones that are true of a picture, composed at every step, and people's."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch

from training.birds.attributes import Attributes, load_attributes, load_human_captions
from training.birds.sentences import describe
from training.birds.told import Facts, Told, chosen, confusable, known_bird, tell
from training.common.paths import models_root
from training.parts.birds import Seen
from training.skipthought.data import encode
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of

HUMAN_SHARE = 0.3
"""Probability that an unchanged picture with human captions gets one of them."""
DESCRIBED = 0.12
"""Probability of a description of size, shape, beak and patterns beside colours."""
HELD_OUT_EVERY = 5
"""Interval of pictures whose human captions are held out for evaluation."""


@lru_cache
def _encoder():
    return load_encoder()


def vectors(texts: list[str]) -> torch.Tensor:
    """Encodes texts with the sentence encoder of the models folder. Returns (count,640)."""
    return vectors_of(_encoder(), encode(texts))


def encoder_hash() -> str:
    return hashlib.sha256((models_root() / "skipthought" / "model.safetensors").read_bytes()).hexdigest()


@dataclass(frozen=True)
class Pair:
    """A sentence that is true of a picture, and one much like it that is not."""

    true: Told
    wrong: Told | None
    """None if what the true one says is not known."""


@dataclass
class Sentences:
    attributes: Attributes
    people: dict[int, list[str]]
    """Human captions, by row of the picture."""
    held_out: dict[int, list[str]]
    """Human captions that are not trained on, by row of the picture."""

    @classmethod
    def load(cls, stems: list[str]) -> "Sentences":
        place = {stem: row for row, stem in enumerate(stems)}
        captions = sorted((place[stem], lines) for stem, lines in load_human_captions().items() if stem in place)
        held = {row: lines for i, (row, lines) in enumerate(captions) if i % HELD_OUT_EVERY == 0}
        return cls(load_attributes(), {row: lines for row, lines in captions if row not in held}, held)

    def _described(self, kind: int, facts: Facts, random: np.random.Generator) -> Told:
        """Describes a bird in all respects. What this says of colours is not recorded."""
        row = self.attributes.percentages[kind]
        return Told(describe(row, self.attributes.names, random, known_bird(row, self.attributes, facts, random)), {})

    def tell(self, row: int, kind: int, seen: Seen, random: np.random.Generator) -> Pair:
        """Returns a sentence that is true of what is seen of picture `row`, of class `kind`."""
        if not seen.changed and row in self.people and random.random() < HUMAN_SHARE:
            return Pair(Told(self.people[row][random.integers(len(self.people[row]))].strip(), {}), None)
        if not seen.facts or random.random() < DESCRIBED:
            return Pair(self._described(kind, seen.facts, random), None)
        slots, seed = chosen(seen.facts, random, seen.changed), int(random.integers(2**31))

        def told(facts: Facts) -> Told:
            # The same random numbers, so that the two differ in little but their colours.
            own = np.random.default_rng(seed)
            return tell(known_bird(self.attributes.percentages[kind], self.attributes, facts, own), facts, slots, own)

        return Pair(told(seen.facts), told(confusable(seen.facts, slots, random)))
