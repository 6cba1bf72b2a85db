"""From captions to the vectors that passages are written from, as src/features/story/pipeline does."""

from dataclasses import dataclass

import numpy as np
import torch

from training.prose.corpus import GENRES
from training.prose.tokens import caption_lines, coco_lines
from training.skipthought.data import encode
from training.skipthought.measure import vectors_of
from training.storyteller.data import Stream


@dataclass(frozen=True)
class Shift:
    """t = c + focus (x - c) + strength (b - c); with both 1 it is neural-storyteller's x - c + b."""

    captions: torch.Tensor
    """c: mean vector of captions."""
    genres: dict[str, torch.Tensor]
    """b: mean vector of a genre's passages."""

    def __call__(self, x: torch.Tensor, genre: str, strength: float = 1.0, focus: float = 1.0) -> torch.Tensor:
        c = self.captions
        return c + focus * (x - c) + strength * (self.genres[genre] - c)


def measure_shift(encoder, stream: Stream, captions: int = 8000) -> Shift:
    """Means over Flickr8k's training captions and COCO's, and over all passages of each genre."""
    lines = [line for group in caption_lines() for line in group] + coco_lines()
    random = np.random.default_rng(1)
    taken = [lines[i] for i in random.choice(len(lines), captions, replace=False)]
    c = vectors_of(encoder, encode(taken)).mean(0)
    return Shift(c, {g: torch.from_numpy(stream.vectors[stream.rows(g)].astype(np.float32).mean(0)) for g in GENRES})
