"""Scores how well pictures of birds show what their sentences tell, to show the best first. No generator is taught by it.

src/features/imagine/pipeline/scoring.ts does the same.
"""

import torch
import torch.nn.functional as F

from training.parts.reader import Reader
from training.parts.slots import NAMES

HEAD = [NAMES.index(name) for name in ("head", "throat", "beak")]
"""The parts that lie close together in a well-drawn bird, and apart in one with two heads."""
SPREAD = 2.0
"""How much the spread of the head counts beside the mean log-likelihood of the colours."""


def fit_of(logits: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
    """Returns the mean log-likelihood of the colours said, (N,); 0 where nothing is said.

    logits: (N,slots,colours) of a reader; said: (N,slots), -1 where nothing is said.
    """
    known = said >= 0
    likely = F.log_softmax(logits, 2).gather(2, said.clamp(min=0)[..., None])[..., 0]
    return (likely * known).sum(1) / known.sum(1).clamp(min=1)


def spread_of(where: torch.Tensor) -> torch.Tensor:
    """Returns the standard deviation of each slot's place, relative to the picture's side, (N,slots). where: logits (N,slots,cells*cells)."""
    share = where.softmax(2)
    side = round(share.shape[2] ** 0.5)
    centres = (torch.arange(side) + 0.5) / side
    y, x = (axis.flatten() for axis in torch.meshgrid(centres, centres, indexing="ij"))
    moments = share @ torch.stack([x, y, x.square() + y.square()], 1)
    return (moments[..., 2] - moments[..., :2].square().sum(2)).clamp(min=0).sqrt()


def score_of(read: tuple[torch.Tensor, torch.Tensor, torch.Tensor], said: torch.Tensor) -> torch.Tensor:
    """Returns how good pictures are for what is said, (N,): how well they fit, less the spread of the head. read: a reader's result."""
    return fit_of(read[0], said) - SPREAD * spread_of(read[1])[:, HEAD].mean(1)


@torch.no_grad()
def best_of(scorer: Reader, pictures: torch.Tensor, said: torch.Tensor, groups: int, keep: int) -> torch.Tensor:
    """Returns the rows of the best pictures of each group, best first, (groups * keep,).

    pictures: (N,3,64,64) in -1..1, group after group; said: (N,slots).
    """
    fits = torch.cat([score_of(scorer(part), own) for part, own in zip(pictures.split(64), said.split(64), strict=True)]).view(groups, -1)
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
