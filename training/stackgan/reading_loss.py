"""What a frozen reader of parts teaches a generator: to show the colours told, and to know where it draws which part."""

import math

import torch
import torch.nn.functional as F

from training.parts.slots import BODY

Read = tuple[torch.Tensor, torch.Tensor, torch.Tensor]
"""A reader's result."""


def faded(pictures: torch.Tensor) -> torch.Tensor:
    """Takes up to half of the colour out of pictures (N,3,S,S) in -1..1, and changes their light: what is read then is clearly so."""

    def between(least: float, most: float, channels: int = 1) -> torch.Tensor:
        return least + (most - least) * torch.rand(len(pictures), channels, 1, 1, device=pictures.device)

    grey = pictures.mean(1, keepdim=True)
    x = grey + (pictures - grey) * between(0.5, 1.1)
    return (x * between(0.85, 1.1) * between(0.94, 1.06, 3) + between(-0.15, 0.15)).clamp(-1, 1)


def told_loss(read: Read, said: torch.Tensor) -> torch.Tensor:
    """Returns the cross entropy of the colours said. said: (N,slots), -1 where nothing is said."""
    return F.cross_entropy(read[0].flatten(0, 1), said.flatten(), ignore_index=-1) if (said >= 0).any() else read[0].sum() * 0


def told_share(read: Read, said: torch.Tensor) -> float:
    """Returns the share of what is said that is read so."""
    known = said >= 0
    return float((read[0].argmax(2) == said)[known].float().mean())


def attention_loss(attention: list[torch.Tensor], read: Read) -> torch.Tensor:
    """Returns how little the pixels attend to what the reader finds there: a cross entropy for each visible part, and for the background.

    attention: maps (N,slots + none,H,W) of a generator.
    """
    where, visible = (read[1][:, :BODY].detach().softmax(2), (read[2][:, :BODY].detach() > 0).float())
    total, cells = 0.0, math.isqrt(where.shape[2])
    # How much each cell is part of anything: where a part lies with certainty, its share there is about the greatest.
    bird = (where / where.amax(2, keepdim=True) * visible[..., None]).amax(1, keepdim=True)
    for maps in attention:
        side, seen = maps.shape[-1], torch.log(maps.flatten(2) + 1e-4)
        places, empty = (
            F.interpolate(found.view(*found.shape[:2], cells, cells), size=(side, side), mode="bilinear", antialias=True).flatten(2)
            for found in (where, 1 - bird)
        )
        miss = -(places / places.sum(2, keepdim=True) * seen[:, :BODY]).sum(2)
        behind = -(empty * seen[:, -1:]).sum() / empty.sum()
        total = total + (miss * visible).sum() / visible.sum().clamp(min=1) + behind
    return total / len(attention)
