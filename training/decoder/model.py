"""The storyteller's decoder: a GRU of two layers that is told a story's theme and how it begins, never the words to come.

What it hears at every step besides the last token: the theme, the story's mean thought brought to a few principal
directions, and the said, the thought of its first sentence or of the captions nearest to it.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.common.gru import PackedGru
from training.storyteller.model import word_loss

__all__ = ["Decoder", "Sizes", "Told", "word_loss"]


@dataclass(frozen=True)
class Sizes:
    vocabulary: int
    thought: int
    theme: int = 64
    embedding: int = 512
    hidden: int = 1024
    layers: int = 2


@dataclass(frozen=True)
class Told:
    """What each of the scenes in a batch is told."""

    theme: torch.Tensor
    """(scenes, theme)"""
    said: torch.Tensor
    """(scenes, thought)"""
    which: torch.Tensor
    """(T,B): scene of the token that is to come."""


class Decoder(nn.Module):
    """Embedding tied with the output (Press and Wolf 2017). Theme and said join the gates of each layer and the output."""

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
        # A theme's numbers have a spread of about 1; a thought's are those of a vector of length 1.
        for theme, said, spread in [*zip(self.theme, self.said, [0.02] * sizes.layers, strict=True), (self.output_theme, self.output_said, 0.01)]:
            nn.init.normal_(theme.weight, std=spread)
            nn.init.normal_(said.weight, std=spread * 5)

    def begin(self, rows: int) -> torch.Tensor:
        """States before any token: (layers, rows, hidden)."""
        return self.embedding.new_zeros((self.sizes.layers, rows, self.sizes.hidden), dtype=torch.float32)

    def forward(self, tokens: torch.Tensor, told: Told, h: torch.Tensor, keep: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """tokens (T,B) heard; h (layers,B,hidden); keep (T,B): 0 where a story begins.

        -> what embeddings are compared with (T*B,embedding), and the last states.
        """
        steps, rows = tokens.shape
        flat = told.which.reshape(-1)
        x, last = self.dropout(F.embedding(tokens.reshape(-1), self.embedding)), []
        for i, layer in enumerate(self.layers):
            about = self.theme[i](told.theme) + self.said[i](told.said)
            gates = F.linear(x, layer.weight_ih, layer.bias_ih)
            states, after = layer(gates + about[flat].to(gates.dtype), h[i], [rows] * steps, keep)
            x = self.dropout(states)
            last.append(after)
        about = self.output_theme(told.theme) + self.output_said(told.said)
        out = self.output(x)
        return out + about[flat].to(out.dtype), torch.stack(last)
