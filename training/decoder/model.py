"""The storyteller's decoder: a two-layer GRU conditioned on a story's theme and its opening.

At every step it takes the previous token, the theme (the story's mean sentence vector projected to a few principal
directions) and the opening (the vector of its first sentence, or of the captions nearest to it).
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.common.gru import PackedGru
from training.common.tied import tied_cross_entropy


@dataclass(frozen=True)
class Sizes:
    vocabulary: int
    thought: int
    theme: int = 64
    embedding: int = 512
    hidden: int = 1024
    layers: int = 2


@dataclass(frozen=True)
class Conditions:
    """The conditioning vectors of the scenes in a batch."""

    theme: torch.Tensor
    """(scenes, theme)"""
    opening: torch.Tensor
    """(scenes, thought)"""
    which: torch.Tensor
    """(T,B): scene of the token to predict."""


class Decoder(nn.Module):
    """A GRU language model whose input and output embeddings are tied (Press and Wolf 2017).

    Theme and opening are added to the gates of each layer and to the output vector.
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.2):
        super().__init__()
        self.sizes = sizes
        self.embedding = nn.Parameter(torch.randn(sizes.vocabulary, sizes.embedding) * 0.05)
        self.layers = nn.ModuleList(PackedGru(sizes.embedding if i == 0 else sizes.hidden, sizes.hidden) for i in range(sizes.layers))
        self.theme = nn.ModuleList(nn.Linear(sizes.theme, 3 * sizes.hidden, bias=False) for _ in range(sizes.layers))
        self.said = nn.ModuleList(nn.Linear(sizes.thought, 3 * sizes.hidden, bias=False) for _ in range(sizes.layers))
        self.output = nn.Linear(sizes.hidden, sizes.embedding)
        self.output_theme = nn.Linear(sizes.theme, sizes.embedding, bias=False)
        self.output_said = nn.Linear(sizes.thought, sizes.embedding, bias=False)
        self.word_bias = nn.Parameter(torch.zeros(sizes.vocabulary))
        self.dropout = nn.Dropout(dropout)
        # Themes have about unit variance per dimension; sentence vectors have length 1.
        for theme, said, spread in [*zip(self.theme, self.said, [0.02] * sizes.layers, strict=True), (self.output_theme, self.output_said, 0.01)]:
            nn.init.normal_(theme.weight, std=spread)
            nn.init.normal_(said.weight, std=spread * 5)

    def initial_state(self, rows: int) -> torch.Tensor:
        """Returns zero states (layers, rows, hidden)."""
        return self.embedding.new_zeros((self.sizes.layers, rows, self.sizes.hidden), dtype=torch.float32)

    def forward(self, tokens: torch.Tensor, conditions: Conditions, h: torch.Tensor, keep: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Runs the decoder on input tokens (T,B) from states h (layers,B,hidden). keep (T,B): 0 where a story begins.

        Returns the output vectors (T*B,embedding) and the last states.
        """
        steps, rows = tokens.shape
        flat = conditions.which.reshape(-1)
        x, last = self.dropout(F.embedding(tokens.reshape(-1), self.embedding)), []
        for i, layer in enumerate(self.layers):
            about = self.theme[i](conditions.theme) + self.said[i](conditions.opening)
            gates = F.linear(x, layer.weight_ih, layer.bias_ih)
            states, after = layer(gates + about[flat].to(gates.dtype), h[i], [rows] * steps, keep)
            x = self.dropout(states)
            last.append(after)
        about = self.output_theme(conditions.theme) + self.output_said(conditions.opening)
        out = self.output(x)
        return out + about[flat].to(out.dtype), torch.stack(last)


def word_loss(decoder: Decoder, outputs: torch.Tensor, targets: torch.Tensor, low: torch.dtype) -> torch.Tensor:
    """Returns the mean cross entropy of targets (N) given output vectors (N,embedding). low: data type of the matrix products."""
    return tied_cross_entropy(outputs, decoder.embedding, decoder.word_bias, targets, low)
