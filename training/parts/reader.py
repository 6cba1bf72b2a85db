"""Reads the colours of a bird's parts from a small picture, with gradients: a generator is taught what it was told.

It finds each part by attention over the picture, and names the colours of single pixels beside the picture's light. So a part
is only read in a colour that is there.
"""

import torch
import torch.nn.functional as F
from torch import nn

from training.parts.slots import COLOURS, NAMES

SLOPE = 0.1
"""Negative slope of leaky ReLU."""


def _block(incoming: int, outgoing: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(incoming, outgoing, 3, stride, 1, bias=False), nn.BatchNorm2d(outgoing), nn.LeakyReLU(SLOPE))


class Namer(nn.Module):
    """Names the colours of cells of a picture, from their mean colour beside the whole picture's."""

    def __init__(self, width: int = 48):
        super().__init__()
        layers = nn.Conv2d(9, width, 1), nn.LeakyReLU(SLOPE), nn.Conv2d(width, width, 1), nn.LeakyReLU(SLOPE), nn.Conv2d(width, len(COLOURS), 1)
        self.layers = nn.Sequential(*layers)

    def forward(self, pictures: torch.Tensor, cells: int) -> torch.Tensor:
        """Returns logits (N,colours,cells*cells) for pictures (N,3,S,S) in -1..1."""
        small = F.adaptive_avg_pool2d(pictures.float(), cells)
        light = torch.cat([small.mean((2, 3), keepdim=True), small.std((2, 3), keepdim=True)], 1).expand(-1, -1, cells, cells)
        return self.layers(torch.cat([small, light], 1)).flatten(2).float()


class Reader(nn.Module):
    """Small enough for the page."""

    cells = 32

    def __init__(self, width: int = 32):
        super().__init__()
        self.fine = nn.Sequential(_block(3, width, 2), _block(width, width))
        self.middle = nn.Sequential(_block(width, 2 * width, 2), _block(2 * width, 2 * width))
        self.coarse = nn.Sequential(_block(2 * width, 4 * width, 2), _block(4 * width, 4 * width), _block(4 * width, 4 * width))
        self.wide, self.narrow = nn.Conv2d(4 * width, 2 * width, 1), nn.Conv2d(2 * width, width, 1)
        self.joined = nn.Sequential(_block(2 * width, 2 * width), _block(2 * width, width))
        self.where = nn.Conv2d(width, len(NAMES), 1)
        self.visible = nn.Linear(4 * width, len(NAMES))
        self.colour = Namer()

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Reads pictures (N,3,64,64) in -1..1.

        Returns the colours' logits (N,slots,colours), the logits of where each slot is (N,slots,32*32), and of its being visible (N,slots).
        """
        fine = self.fine(pictures)
        middle = self.middle(fine)
        coarse = self.coarse(middle)
        x = middle + F.interpolate(self.wide(coarse), scale_factor=2, mode="bilinear", align_corners=False)
        x = torch.cat([fine, F.interpolate(self.narrow(x), scale_factor=2, mode="bilinear", align_corners=False)], 1)
        where = self.where(self.joined(x)).flatten(2).float()
        return attended(where, self.colour(pictures, self.cells)), where, self.visible(coarse.amax((2, 3))).float()


def attended(where: torch.Tensor, named: torch.Tensor) -> torch.Tensor:
    """Returns the colours' logits at the parts (N,slots,colours), from where they are (N,slots,cells) and the cells' logits (N,colours,cells)."""
    return torch.einsum("nsp,ncp->nsc", where.softmax(2), named)


def reading_losses(found: tuple[torch.Tensor, torch.Tensor, torch.Tensor], regions: torch.Tensor, shares: torch.Tensor) -> dict[str, torch.Tensor]:
    """Returns the cross entropies of colours, places and visibility.

    found: a reader's result. regions: (N,slots,cells*cells), shares of the pixels; shares: (N,slots,colours), zeros where unknown.
    """
    logits, where, visible = found
    there = regions.sum(2, keepdim=True)
    known, seen = shares.sum(2) > 0, there[..., 0] > 1
    colour = -(shares * F.log_softmax(logits, 2)).sum(2)
    place = -(regions / there.clamp(min=1) * F.log_softmax(where, 2)).sum(2)
    return {
        "colour": (colour * known).sum() / known.sum().clamp(min=1),
        "place": (place * seen).sum() / seen.sum().clamp(min=1),
        "visible": F.binary_cross_entropy_with_logits(visible, seen.float()),
    }
