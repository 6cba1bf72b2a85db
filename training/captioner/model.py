"""A caption decoder: a GRU that starts from the image's joint-space vector and attends to the image's feature grid at each word.

Gated additive attention as in Show, Attend and Tell (Xu et al. 2015). The decoder also runs without a grid: search by
inversion, and training sentences that have no picture, supply the vector only.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.captioner.text import PAD, START
from training.common.recurrent import Gru
from training.joint.model import JOINT


@dataclass(frozen=True)
class Sizes:
    words: int
    grid: int = 256
    """Channels per grid cell."""
    embedding: int = 300
    hidden: int = 640
    attention: int = 256


@dataclass(frozen=True)
class ProjectedGrid:
    """A feature grid projected to attention keys and values."""

    keys: torch.Tensor
    """(N,cells,attention)"""
    values: torch.Tensor
    """(N,cells,embedding)"""

    def rows(self, index) -> "ProjectedGrid":
        return ProjectedGrid(self.keys[index], self.values[index])


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

    def project_grid(self, grid: torch.Tensor) -> ProjectedGrid:
        """Projects a grid (N,cells,256) to the keys and values of attention."""
        return ProjectedGrid(self.key(grid), self.value(grid))

    def initial_state(self, points: torch.Tensor) -> torch.Tensor:
        """Returns the decoder state (N,hidden) before the start token, from joint-space vectors (N,300)."""
        # Scaled up: a vector of length 1 would be small next to word embeddings.
        embedded = self.point(points * JOINT**0.5 * 0.5)
        inputs = torch.cat([embedded, torch.zeros_like(embedded)], 1)
        return self.decoder.step(F.linear(inputs, self.decoder.weight_ih, self.decoder.bias_ih), points.new_zeros(len(points), self.sizes.hidden))

    def attend(self, h: torch.Tensor, projected: ProjectedGrid, grid_mask: torch.Tensor | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the gated context vector (N,embedding) and the attention weights (N,cells) for states h (N,hidden).

        grid_mask (N,1): 0 for rows without a grid.
        """
        weight = self.score(torch.tanh(projected.keys + self.query(h)[:, None])).squeeze(2).softmax(1)
        context = (weight[:, None] @ projected.values).squeeze(1) * torch.sigmoid(self.gate(h))
        return (context if grid_mask is None else context * grid_mask), weight

    def step(
        self, ids: torch.Tensor, h: torch.Tensor, projected: ProjectedGrid | None, grid_mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor | None]:
        """Feeds the previous tokens ids (N). Returns the output vectors (N,embedding), the next states and the attention weights."""
        words = self.dropout(self.embedding[ids])
        context, weight = (torch.zeros_like(words), None) if projected is None else self.attend(h, projected, grid_mask)
        inputs = torch.cat([words, context.to(words.dtype)], 1)
        h = self.decoder.step(F.linear(inputs, self.decoder.weight_ih, self.decoder.bias_ih), h)
        return self.output(self.dropout(torch.cat([h, context.to(h.dtype)], 1))), h, weight

    def logits(self, outputs: torch.Tensor) -> torch.Tensor:
        """Returns the logits (...,words) of output vectors (...,embedding)."""
        return F.linear(outputs, self.embedding, self.word_bias)

    def teacher_forced_logits(
        self, points: torch.Tensor, tokens: torch.Tensor, projected: ProjectedGrid | None = None, grid_mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Returns the next-token logits (K,words) at the K unpadded positions of tokens (N,T), which begin with START."""
        h, outputs = self.initial_state(points), []
        for t in range(tokens.shape[1]):
            out, h, _ = self.step(tokens[:, t], h, projected, grid_mask)
            outputs.append(out)
        return self.logits(torch.stack(outputs, 1)[tokens != PAD])

    def log_probabilities(self, ids: torch.Tensor, h: torch.Tensor, projected: ProjectedGrid | None) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the log-probabilities (N,words) of the next word and the next states. Padding, start and unknown tokens are ruled out."""
        outputs, h, _ = self.step(ids, h, projected)
        logits = self.logits(outputs).float()
        logits[:, : START + 1] = -1e9
        logits[:, START + 2] = -1e9
        return F.log_softmax(logits, 1), h
