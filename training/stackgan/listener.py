"""Hears which part a sentence gives which colour: from its vector to a table. Both generators contain it, frozen."""

import torch
import torch.nn.functional as F
from torch import nn

from training.parts.slots import COLOURS, NAMES

TEXT, HIDDEN = 640, 512
CHOICES = len(COLOURS) + 1
"""The colours, and unsaid, which is the last."""
UNSAID = len(COLOURS)
BEAK = NAMES.index("beak")
"""The last part before the whole."""


class Listener(nn.Module):
    def __init__(self, text: int = TEXT, hidden: int = HIDDEN):
        super().__init__()
        self.register_buffer("mean", torch.zeros(text))
        self.register_buffer("scale", torch.ones(text))
        self.first, self.second = nn.Linear(text, hidden), nn.Linear(hidden, hidden)
        self.output, self.dropout = nn.Linear(hidden, len(NAMES) * CHOICES), nn.Dropout(0.1)

    def fit(self, vectors: torch.Tensor) -> None:
        """Fits the standardisation to vectors (count,text)."""
        self.mean.copy_(vectors.mean(0))
        self.scale.copy_(1 / vectors.std(0).clamp(min=1e-4))

    def logits(self, text: torch.Tensor) -> torch.Tensor:
        """Returns logits (N,slots,choices) for sentence vectors (N,text)."""
        x = F.leaky_relu(self.first((text - self.mean) * self.scale), 0.2)
        x = F.leaky_relu(self.second(self.dropout(x)), 0.2)
        return self.output(x).float().view(len(text), len(NAMES), CHOICES)

    def forward(self, text: torch.Tensor) -> torch.Tensor:
        """Returns the table: how likely each slot is to have each colour, or any, (N,slots,choices)."""
        return with_whole(self.logits(text).softmax(2))


def with_whole(heard: torch.Tensor) -> torch.Tensor:
    """Gives parts of which nothing is said the colour of the whole bird, but for the beak. heard: (N,slots,choices)."""
    parts, beak, whole = heard.split([BEAK, 1, 1], 1)
    colours, unsaid = parts.split([UNSAID, 1], 2)
    parts = torch.cat([colours + unsaid * whole[..., :UNSAID], unsaid * whole[..., UNSAID:]], 2)
    return torch.cat([parts, beak, whole], 1)
