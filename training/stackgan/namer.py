"""Measures the colours of generated birds differentiably, with a small network that imitates the classification of hues.py."""

import torch
import torch.nn.functional as F
from torch import nn

from training.stackgan.hues import HUES, bird_mask, name_pixels

SIDE = 32
"""Side to which pictures are reduced, as in hues.py."""


class Namer:
    """A differentiable colour classifier. The constructor trains it in seconds, always to the same weights, so no checkpoint contains it."""

    def __init__(self, device: str = "cpu", steps: int = 600):
        with torch.random.fork_rng():
            torch.manual_seed(4)
            self.net = nn.Sequential(nn.Linear(3, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, len(HUES)))
            optimiser = torch.optim.Adam(self.net.parameters(), 5e-3)
            for _ in range(steps):
                grey = torch.rand(4096, 1)
                # Half of the colours are near grey, like most feathers.
                colours = torch.cat([torch.rand(4096, 3), (grey + 0.15 * torch.randn(4096, 3)).clamp(0, 1)])
                names = name_pixels(colours[:, :, None, None])[:, 0, 0]
                optimiser.zero_grad()
                F.cross_entropy(self.net(colours), names).backward()
                optimiser.step()
        self.net.requires_grad_(False).to(device)

    def shares(self, pictures: torch.Tensor) -> torch.Tensor:
        """Returns the share of each of HUES in the bird, (N,11). pictures: (N,3,S,S) in -1..1."""
        small = F.interpolate(pictures.float() / 2 + 0.5, size=(SIDE, SIDE), mode="area")
        bird = bird_mask(small.detach()).float()
        named = torch.softmax(self.net(small.permute(0, 2, 3, 1)), 3)
        return (named * bird[..., None]).sum((1, 2)) / bird.sum((1, 2))[:, None].clamp(min=1)


def shortfall(shares: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Returns how far shares (N,11) fall short of the wanted ones (N,11), averaged over the pictures with wanted colours."""
    counted = (wanted > 0).any(1)
    return F.relu(wanted - shares).sum(1)[counted].sum() / counted.sum().clamp(min=1)
