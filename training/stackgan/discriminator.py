"""Discriminator heads at several scales: is the picture real, and does it match the sentence?"""

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.parametrizations import spectral_norm

from training.parts.slots import NAMES
from training.stackgan.listener import CHOICES
from training.stackgan.model import Shape, Whitening

JOINT = 96


def _conv(incoming: int, outgoing: int, size: int, stride: int = 1, padding: int = 0) -> nn.Module:
    return spectral_norm(nn.Conv2d(incoming, outgoing, size, stride, padding))


class Head(nn.Module):
    """Reduces the map of one scale to at most 4 x 4 cells, each scored for realness and for matching a sentence."""

    def __init__(self, channels: int, side: int, text: int):
        super().__init__()
        layers, width = [], channels
        while side > 4:
            wider = 128 if side <= 8 else 64
            layers += [_conv(width, wider, 4, 2, 1), nn.LeakyReLU(0.2)]
            side, width = side // 2, wider
        self.look = nn.Sequential(*layers, _conv(width, 128, 3, 1, 1), nn.LeakyReLU(0.2))
        self.true = _conv(128, 1, 1)
        self.fitting = _conv(128, JOINT, 1)
        self.text = spectral_norm(nn.Linear(text, JOINT))

    def forward(self, maps: torch.Tensor, texts: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores maps of N pictures against M sentences, whitened and heard. Returns realness (N,cells) and match (N,M,cells)."""
        seen = self.look(maps)
        joint = self.fitting(seen).flatten(2).float()
        sentences = self.text(texts).float()
        return self.true(seen).flatten(1).float(), torch.einsum("njp,mj->nmp", joint, sentences) / JOINT**0.5


class Discriminator(nn.Module):
    """One head for each map of MixedFeatures."""

    def __init__(self, shape: Shape, sides: list[int], channels: int = 64):
        super().__init__()
        self.whitening = Whitening(shape)
        self.heads = nn.ModuleList(Head(channels, side, shape.whitened + len(NAMES) * CHOICES) for side in sides)

    def forward(self, maps: list[torch.Tensor], text: torch.Tensor, table: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
        """Scores maps of N pictures against M sentences (M,text) and what the listener hears in them (M,slots,choices)."""
        texts = torch.cat([self.whitening(text), table.flatten(1)], 1)
        return [head(m, texts) for head, m in zip(self.heads, maps, strict=True)]


def _own(fit: torch.Tensor) -> torch.Tensor:
    """Returns the match of each picture with its own sentence, (N,cells). Sentences after the N-th are no picture's own."""
    return fit.diagonal(dim1=0, dim2=1).T


def _wrong(fit: torch.Tensor, apart: torch.Tensor) -> torch.Tensor:
    return (F.relu(1 + fit).mean(2) * apart).sum() / apart.sum().clamp(min=1)


def discriminator_loss(real: list, fake: list, apart: torch.Tensor) -> dict[str, torch.Tensor]:
    """Returns the discriminator's hinge losses over all heads.

    "true": real against generated pictures. "fit": real pictures with their own sentences against generated pictures with
    theirs, and against real pictures with the batch's wrong sentences.
    real, fake: results of Discriminator. apart (N,M): 1 where a sentence is wrong for a picture.
    """
    true = sum(F.relu(1 - r).mean() + F.relu(1 + f).mean() for (r, _), (f, _) in zip(real, fake, strict=True))
    fit = sum(F.relu(1 - _own(r)).mean() + 0.5 * F.relu(1 + _own(f)).mean() + 0.5 * _wrong(r, apart) for (_, r), (_, f) in zip(real, fake, strict=True))
    return {"true": true / len(real), "fit": fit / len(real)}


def generator_loss(fake: list) -> dict[str, torch.Tensor]:
    """Returns the generator's adversarial losses for these scores."""
    return {"true": -sum(f.mean() for f, _ in fake) / len(fake), "fit": -sum(_own(f).mean() for _, f in fake) / len(fake)}


def scores(judged: list) -> torch.Tensor:
    """Returns mean realness and mean match with the own sentence, (2,), for the log."""
    return torch.stack([torch.stack([t.mean(), _own(f).mean()]) for t, f in judged]).mean(0)
