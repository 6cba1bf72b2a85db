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


def precision(logits: torch.Tensor, said: torch.Tensor, classes: torch.Tensor, others: int = 99) -> float:
    """Returns how often a picture's own sentence fits it better than each of `others` about other classes do (R-precision).

    logits: (N,slots,colours); said: (N,slots), with something said in every row; classes: (N,).
    """
    random, first = torch.Generator().manual_seed(3), []
    for row in range(len(said)):
        apart = torch.nonzero(classes != classes[row])[:, 0]
        rivals = apart[torch.randperm(len(apart), generator=random)[:others]]
        candidates = said[torch.cat([torch.tensor([row]), rivals])]
        fits = fit_of(logits[row].expand(len(candidates), -1, -1), candidates)
        first.append(bool((fits[0] > fits[1:]).all()))
    return sum(first) / len(first)
