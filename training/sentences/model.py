"""The sentence encoder: an LSTM that maps a sentence to a point of the joint space of pictures and sentences."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.captioner.text import PAD
from training.common.recurrent import Lstm
from training.joint.model import JOINT


@dataclass(frozen=True)
class Sizes:
    words: int
    embedding: int = 300
    hidden: int = 512


class SentenceEncoder(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float = 0.1):
        super().__init__()
        self.sizes = sizes
        self.embedding = nn.Parameter(torch.randn(sizes.words, sizes.embedding) * 0.1)
        self.lstm = Lstm(sizes.embedding, sizes.hidden)
        self.output = nn.Linear(sizes.hidden, JOINT)
        self.dropout = nn.Dropout(dropout)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Encodes sentences (N,T), padded at the end with PAD, to unit vectors (N,300): the mean of the states over the words, projected."""
        mask = (tokens != PAD)[..., None]
        states = self.lstm(self.dropout(F.embedding(tokens, self.embedding)))
        mean = (states.float() * mask).sum(1) / mask.sum(1)
        return F.normalize(self.output(self.dropout(mean)).float(), dim=1)
