"""The part locator: a small convolutional head on EfficientNet-Lite2's maps that says where each part of a bird lies."""

import torch
import torch.nn.functional as F
from torch import nn

from training.parts.data import CHANNELS

GRID = 28
"""Cells across of the maps of the parts."""


class Locator(nn.Module):
    def __init__(self, parts: int, width: int = 192):
        super().__init__()
        self.first = nn.Sequential(nn.Conv2d(CHANNELS, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.Dropout2d(0.1))
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        self.maps = nn.Conv2d(width, parts, 1)
        self.visible = nn.Linear(width, parts)

    def forward(self, features: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns logits over the cells (N,parts,28,28), and the logits of each part being visible (N,parts). features: (N,520,14,14)."""
        x = self.second(self.first(features))
        return self.maps(F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)), self.visible(x.amax((2, 3)))


def targets_of(places: torch.Tensor, spread: float = 0.03) -> torch.Tensor:
    """Returns Gaussian distributions over the cells (N,parts,28*28) around places (N,parts,2) in 0..1. Hidden parts (NaN) get zeros."""
    centres = (torch.arange(GRID) + 0.5) / GRID
    known = places.nan_to_num(-9)
    x = (-(centres - known[..., :1]).square() / (2 * spread**2)).exp()
    y = (-(centres - known[..., 1:]).square() / (2 * spread**2)).exp()
    both = (y[..., :, None] * x[..., None, :]).flatten(2)
    return both / both.sum(2, keepdim=True).clamp(min=1e-9)


def places_of(logits: torch.Tensor) -> torch.Tensor:
    """Returns the places (N,parts,2) in 0..1: the mean position near the likeliest cell."""
    n, parts = logits.shape[:2]
    best = logits.flatten(2).argmax(2)
    row, column = best // GRID, best % GRID
    index = torch.arange(GRID)
    near = ((index[None, None, :, None] - row[..., None, None]).abs() <= 1) & ((index[None, None, None, :] - column[..., None, None]).abs() <= 1)
    share = logits.masked_fill(~near, -1e9).flatten(2).softmax(2).view(n, parts, GRID, GRID)
    centres = (index + 0.5) / GRID
    return torch.stack([(share.sum(2) * centres).sum(2), (share.sum(3) * centres).sum(2)], 2)


def located_share(found: torch.Tensor, places: torch.Tensor, within: float = 0.1) -> torch.Tensor:
    """Returns for each part the share of pictures with it visible in which it was found within a tenth of the picture. (N,parts,2) each."""
    known = ~places.isnan().any(2)
    near = (found - places.nan_to_num(9)).norm(dim=2) < within
    return (near & known).sum(0) / known.sum(0).clamp(min=1)
