"""Scores how well pictures of birds show what their sentences tell, to show the best first. No generator is taught by it."""

import torch
import torch.nn.functional as F

from training.parts.reader import Reader


def fit_of(logits: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
    """Returns the mean log-likelihood of the colours said, (N,); 0 where nothing is said.

    logits: (N,slots,colours) of a reader; said: (N,slots), -1 where nothing is said.
    """
    known = said >= 0
    likely = F.log_softmax(logits, 2).gather(2, said.clamp(min=0)[..., None])[..., 0]
    return (likely * known).sum(1) / known.sum(1).clamp(min=1)


@torch.no_grad()
def best_of(scorer: Reader, pictures: torch.Tensor, said: torch.Tensor, groups: int, keep: int) -> torch.Tensor:
    """Returns the rows of the best pictures of each group, best first, (groups * keep,).

    pictures: (N,3,64,64) in -1..1, group after group; said: (N,slots).
    """
    fits = torch.cat([fit_of(scorer(part)[0], own) for part, own in zip(pictures.split(64), said.split(64), strict=True)]).view(groups, -1)
    order = fits.argsort(1, descending=True)[:, :keep]
    return (order + torch.arange(groups)[:, None] * fits.shape[1]).flatten()
