"""The two objectives of the encoder, and the weights of words in the second."""

import numpy as np
import torch
import torch.nn.functional as F

from training.skipthought.data import Batch
from training.skipthought.model import Heads

WORD_SCALE = 8.0
"""Vectors have length 1; word heads read them this many times larger, to be sure of something."""


def word_weights(counts: np.ndarray) -> torch.Tensor:
    """Weight of each token when words are told: common ones count for little (Mikolov et al. 2013's subsampling)."""
    share = counts / counts.sum()
    return torch.tensor(np.clip(np.sqrt(2e-4 / np.maximum(share, 1e-9)), 0, 1), dtype=torch.float32)


def neighbour_loss(heads: Heads, vectors: torch.Tensor, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Cross entropy of the right neighbour among all sentences of the batch, before and after; and how often it comes first."""
    same = (batch.group[:, None] == batch.group[None]) & (batch.group[:, None] >= 0)
    same |= torch.eye(len(vectors), dtype=torch.bool, device=vectors.device)
    losses, hits = [], []
    for head, target in zip(heads.neighbour, (batch.before, batch.after), strict=True):
        rows = (target >= 0).nonzero()[:, 0]
        scores = (F.normalize(head(vectors[rows]).float(), dim=1) @ vectors.T) * torch.exp(-heads.log_temperature)
        barred = same[rows].clone()
        barred[torch.arange(len(rows), device=rows.device), target[rows]] = False
        scores = scores.masked_fill(barred, -1e4)
        losses.append(F.cross_entropy(scores, target[rows]))
        hits.append((scores.argmax(1) == target[rows]).float().mean())
    return sum(losses) / 2, sum(hits) / 2


def word_loss(heads: Heads, embedding: torch.Tensor, vectors: torch.Tensor, batch: Batch, weights: torch.Tensor) -> list[torch.Tensor]:
    """Of the sentence before, itself, and the one after: mean weighted negative log-probability of its words."""
    losses = []
    for head, target in zip(heads.words, (batch.before, torch.arange(len(vectors), device=vectors.device), batch.after), strict=True):
        rows = (target >= 0).nonzero()[:, 0]
        logp = F.log_softmax(F.linear(head(vectors[rows] * WORD_SCALE), embedding, heads.word_bias).float(), 1)
        said = [np.unique(batch.sentences[t]) for t in target[rows].tolist()]
        owner = torch.tensor(np.repeat(np.arange(len(rows)), [len(s) for s in said]), device=rows.device)
        tokens = torch.tensor(np.concatenate(said).astype(np.int64), device=rows.device)
        losses.append(-(logp[owner, tokens] * weights[tokens]).sum() / weights[tokens].sum())
    return losses
