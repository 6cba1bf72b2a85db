"""The caption loss and the contrastive loss of the joint space."""

import torch
import torch.nn.functional as F

from training.captioner.text import END, PAD, START, padded

MARGIN = 0.2
LONGEST = 16


def caption_loss(model, vectors: torch.Tensor, sentences: list[list[int]], smoothing: float = 0.1) -> torch.Tensor:
    """Returns the cross entropy per word of sentences given their picture vectors (N,300), including the end token.

    Words beyond LONGEST are ignored: a few long sentences would double the cost of every batch.
    """
    said = padded([[START, *s[:LONGEST]] for s in sentences]).to(vectors.device)
    wanted = padded([[*s, END][: LONGEST + 1] for s in sentences]).to(vectors.device)
    return F.cross_entropy(model.teacher_forced_logits(vectors, said).float(), wanted[wanted != PAD], label_smoothing=smoothing)


def joint_loss(pictures: torch.Tensor, sentences: torch.Tensor, owner: torch.Tensor, log_temperature: torch.Tensor, hardest: float) -> torch.Tensor:
    """Returns InfoNCE in both directions plus `hardest` times the hinge loss of the hardest negative (VSE++, Faghri et al. 2018).

    pictures (N,300), sentences (M,300), owner (M): picture index of each sentence.
    """
    similarity = sentences @ pictures.T
    mine = owner[:, None] == torch.arange(len(pictures), device=owner.device)[None]
    scaled = similarity / log_temperature.clamp(-4, -1).exp()
    to_picture = F.cross_entropy(scaled, owner)
    # A picture has several sentences: the others are not negatives for each of them.
    others = scaled.masked_fill(mine, -1e9).logsumexp(0)
    own = scaled.gather(1, owner[:, None])[:, 0]
    to_sentence = F.softplus(others[owner] - own).mean()
    positive, negative = similarity.gather(1, owner[:, None])[:, 0], similarity.masked_fill(mine, -1)
    hinge = F.relu(MARGIN + negative.max(1).values - positive).mean() + F.relu(MARGIN + negative.max(0).values[owner] - positive).mean()
    return (to_picture + to_sentence) / 2 + hardest * hinge
