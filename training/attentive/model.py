"""A caption decoder that is told a picture's point in the joint space first, and looks at the picture's grid at each word.

Soft additive attention with a gate, as in Show, Attend and Tell (Xu et al. 2015), over a GRU. The decoder also works
without a grid: the search through the decoder, and sentences whose pictures are not here, have only the point.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.captioner.model import Gru
from training.captioner.text import PAD, START
from training.joint.model import JOINT


@dataclass(frozen=True)
class Sizes:
    words: int
    grid: int = 256
    """Numbers of each cell of the grid."""
    embedding: int = 300
    hidden: int = 640
    attention: int = 256


@dataclass(frozen=True)
class Seen:
    """What the decoder may look at."""

    keys: torch.Tensor
    """(N,cells,attention)"""
    values: torch.Tensor
    """(N,cells,embedding)"""

    def rows(self, index) -> "Seen":
        return Seen(self.keys[index], self.values[index])


class AttentiveCaptioner(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float = 0.4):
        super().__init__()
        self.sizes = sizes
        self.embedding = nn.Parameter(torch.randn(sizes.words, sizes.embedding) * 0.1)
        self.point = nn.Linear(JOINT, sizes.embedding)
        self.decoder = Gru(2 * sizes.embedding, sizes.hidden)
        self.key = nn.Linear(sizes.grid, sizes.attention)
        self.value = nn.Linear(sizes.grid, sizes.embedding)
        self.query = nn.Linear(sizes.hidden, sizes.attention, bias=False)
        self.score = nn.Linear(sizes.attention, 1, bias=False)
        self.gate = nn.Linear(sizes.hidden, 1)
        self.output = nn.Linear(sizes.hidden + sizes.embedding, sizes.embedding)
        self.word_bias = nn.Parameter(torch.zeros(sizes.words))
        self.dropout = nn.Dropout(dropout)

    def look_at(self, grid: torch.Tensor) -> Seen:
        """grid (N,cells,256): what attention compares and collects."""
        return Seen(self.key(grid), self.value(grid))

    def initial_state(self, points: torch.Tensor) -> torch.Tensor:
        """Points of the joint space (N,300) -> the state (N,hidden) after the picture and before the start token."""
        # Of length 1, a point would be too faint beside word embeddings.
        told = self.point(points * JOINT**0.5 * 0.5)
        inputs = torch.cat([told, torch.zeros_like(told)], 1)
        return self.decoder.step(F.linear(inputs, self.decoder.weight_ih, self.decoder.bias_ih), points.new_zeros(len(points), self.sizes.hidden))

    def attend(self, h: torch.Tensor, seen: Seen, there: torch.Tensor | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        """h (N,hidden) -> what is seen (N,embedding), and how much each cell is looked at (N,cells).

        there (N,1): 0 for rows that have no grid.
        """
        weight = self.score(torch.tanh(seen.keys + self.query(h)[:, None])).squeeze(2).softmax(1)
        found = (weight[:, None] @ seen.values).squeeze(1) * torch.sigmoid(self.gate(h))
        return (found if there is None else found * there), weight

    def step(
        self, ids: torch.Tensor, h: torch.Tensor, seen: Seen | None, there: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor | None]:
        """ids (N) just said -> what embeddings are compared with (N,embedding), the next state, and the attention."""
        words = self.dropout(self.embedding[ids])
        found, weight = (torch.zeros_like(words), None) if seen is None else self.attend(h, seen, there)
        inputs = torch.cat([words, found.to(words.dtype)], 1)
        h = self.decoder.step(F.linear(inputs, self.decoder.weight_ih, self.decoder.bias_ih), h)
        return self.output(self.dropout(torch.cat([h, found.to(h.dtype)], 1))), h, weight

    def logits(self, compared: torch.Tensor) -> torch.Tensor:
        return F.linear(compared, self.embedding, self.word_bias)

    def tell(self, points: torch.Tensor, said: torch.Tensor, seen: Seen | None, there: torch.Tensor | None = None) -> torch.Tensor:
        """said (N,T) ids beginning with START, padded -> logits (K,words) of what comes after each that is no padding."""
        h, compared = self.initial_state(points), []
        for t in range(said.shape[1]):
            out, h, _ = self.step(said[:, t], h, seen, there)
            compared.append(out)
        return self.logits(torch.stack(compared, 1)[said != PAD])

    def next(self, ids: torch.Tensor, h: torch.Tensor, seen: Seen | None) -> tuple[torch.Tensor, torch.Tensor]:
        """ids (N), states (N,hidden) -> log-probabilities (N,words) and the next states. Padding, start and unknown are never said."""
        compared, h, _ = self.step(ids, h, seen)
        logits = self.logits(compared).float()
        logits[:, : START + 1] = -1e9
        logits[:, START + 2] = -1e9
        return F.log_softmax(logits, 1), h
