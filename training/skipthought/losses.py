"""The encoder's objectives: neighbour classification, bag-of-words prediction, and distillation from MiniLM."""

import numpy as np
import torch
import torch.nn.functional as F

from training.skipthought.data import Batch
from training.skipthought.model import Heads

WORD_SCALE = 8.0
"""Factor on the unit vectors before the word heads, so that their predictions can be confident."""


def word_weights(counts: np.ndarray) -> torch.Tensor:
    """Returns each token's weight in the word loss: frequent tokens weigh less (subsampling, Mikolov et al. 2013)."""
    share = counts / counts.sum()
    return torch.tensor(np.clip(np.sqrt(2e-4 / np.maximum(share, 1e-9)), 0, 1), dtype=torch.float32)


def neighbour_loss(heads: Heads, vectors: torch.Tensor, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns the cross entropy of the previous and next sentence among all sentences of the batch, and the accuracy."""
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
    """Returns the weighted cross entropy of the words of the previous sentence, the sentence itself and the next one."""
    losses = []
    for head, target in zip(heads.words, (batch.before, torch.arange(len(vectors), device=vectors.device), batch.after), strict=True):
        rows = (target >= 0).nonzero()[:, 0]
        logp = F.log_softmax(F.linear(head(vectors[rows] * WORD_SCALE), embedding, heads.word_bias).float(), 1)
        said = [np.unique(batch.sentences[t]) for t in target[rows].tolist()]
        owner = torch.tensor(np.repeat(np.arange(len(rows)), [len(s) for s in said]), device=rows.device)
        tokens = torch.tensor(np.concatenate(said).astype(np.int64), device=rows.device)
        losses.append(-(logp[owner, tokens] * weights[tokens]).sum() / weights[tokens].sum())
    return losses


TEACHER_TEMPERATURE = 0.1
"""Temperature of the similarity distributions that are compared with MiniLM's."""


def meaning_loss(heads: Heads, vectors: torch.Tensor, batch: Batch) -> dict[str, torch.Tensor]:
    """Returns the distillation losses against MiniLM, for the sentences whose MiniLM vector is known.

    turned: 1 - cosine after a linear map, which is not exported. apart: mean squared difference of pairwise cosines.
    order: KL divergence of the similarity distributions within the batch (SEED, Fang et al. 2021).
    """
    own, wanted = vectors[batch.taught], batch.meaning
    if len(own) < 2:
        nothing = vectors.sum() * 0
        return {"turned": nothing, "apart": nothing, "order": nothing}
    turned = 1 - F.cosine_similarity(heads.meaning(own).float(), wanted, dim=1).mean()
    with torch.autocast(vectors.device.type, enabled=False):
        mine, theirs = own @ own.T, wanted @ wanted.T
        others = ~torch.eye(len(own), dtype=torch.bool, device=own.device)
        mine, theirs = mine[others].view(len(own), -1), theirs[others].view(len(own), -1)
        apart = (mine - theirs).square().mean()
        target = F.log_softmax(theirs / TEACHER_TEMPERATURE, 1)
        order = F.kl_div(F.log_softmax(mine / TEACHER_TEMPERATURE, 1), target, reduction="batchmean", log_target=True)
    return {"turned": turned, "apart": apart, "order": order}
