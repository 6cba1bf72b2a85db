"""Decoder inversion: finds the picture vectors for which the decoder assigns a sentence a high probability.

The reference for src/features/find/pipeline/invert.
"""

import torch
import torch.nn.functional as F

from training.captioner.shipped import Shipped
from training.captioner.text import END, PAD, START, padded


def invert(
    shipped: Shipped, sentences: list[list[int]], restarts: int = 4, steps: int = 60, rate: float = 0.03, prior_weight: float = 0.002, seed: int = 1
) -> torch.Tensor:
    """Inverts the decoder for N sentences of word ids. Returns unit vectors (N,300).

    Each restart begins at a sample from a Gaussian fitted to picture vectors. Adam minimises the sentence's negative
    log-likelihood per word plus prior_weight times the prior's. The result averages the restarts, weighted by the softmax
    of their negative losses.
    """
    model, count = shipped.model, len(sentences)
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    random = torch.Generator().manual_seed(seed)
    noise = torch.randn(count * restarts, len(shipped.prior_mean), generator=random)
    x = shipped.prior_mean + torch.linalg.solve(shipped.prior_whitening, noise.T).T
    x.requires_grad_(True)
    rows = [s for s in sentences for _ in range(restarts)]
    said, wanted = padded([[START, *s] for s in rows]), padded([[*s, END] for s in rows])
    there = wanted != PAD
    row = there.nonzero()[:, 0]
    optimiser = torch.optim.Adam([x], lr=rate)

    def losses() -> torch.Tensor:
        v = F.normalize(x, dim=1)
        each = F.cross_entropy(model.teacher_forced_logits(v, said), wanted[there], reduction="none")
        likelihood = torch.zeros(len(rows)).index_add(0, row, each) / there.sum(1)
        prior = ((v - shipped.prior_mean) @ shipped.prior_whitening.T).square().sum(1) / 2
        return likelihood + prior_weight * prior

    for _ in range(steps):
        optimiser.zero_grad()
        losses().sum().backward()
        optimiser.step()
    with torch.no_grad():
        weight = F.softmax(-4 * losses().view(count, restarts), dim=1)
        return F.normalize((F.normalize(x, dim=1).view(count, restarts, -1) * weight[..., None]).sum(1), dim=1)
