"""The style shift, from caption vectors to passage vectors, as in src/features/story/pipeline."""

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
    """Computes t = c + focus (x - c) + strength (b - c); with both factors 1, this is neural-storyteller's x - c + b."""

    captions: torch.Tensor
    """c: mean caption vector."""
    genres: dict[str, torch.Tensor]
    """b: mean passage vector of each genre."""

    def __call__(self, x: torch.Tensor, genre: str, strength: float = 1.0, focus: float = 1.0) -> torch.Tensor:
        c = self.captions
        return c + focus * (x - c) + strength * (self.genres[genre] - c)


def measure_shift(encoder, stream: Stream, captions: int = 8000) -> Shift:
    """Computes the means over the captions of Flickr8k's training split and COCO, and over the passages of each genre."""
    lines = [line for group in caption_lines() for line in group] + coco_lines()
    random = np.random.default_rng(1)
    taken = [lines[i] for i in random.choice(len(lines), captions, replace=False)]
    c = vectors_of(encoder, encode(taken)).mean(0)
    return Shift(c, {g: torch.from_numpy(stream.vectors[stream.rows(g)].astype(np.float32).mean(0)) for g in GENRES})
