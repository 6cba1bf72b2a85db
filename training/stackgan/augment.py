"""Differentiable augmentation (Zhao et al. 2020), applied to the real and generated pictures that the discriminator sees.

Colour changes are mild, because sentences name colours.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F


@dataclass(frozen=True)
class Augmentation:
    """Random changes for each picture of a batch. Drawn once, so that a picture and its reconstruction get the same ones."""

    light: torch.Tensor
    saturation: torch.Tensor
    contrast: torch.Tensor
    shift: torch.Tensor
    """(N,2): vertical and horizontal shift, as a fraction of the side."""
    hole: torch.Tensor
    """(N,4): centre, half height and half width of the cut-out, as fractions of the side."""

    @classmethod
    def draw(cls, count: int, device: torch.device | str = "cpu") -> "Augmentation":
        def around(centre: float, reach: float) -> torch.Tensor:
            return centre + reach * (2 * torch.rand(count, 1, 1, 1) - 1)

        size = torch.rand(count, 2) * 0.2 * (torch.rand(count, 1) < 0.6)
        hole, shift = torch.cat([torch.rand(count, 2), size], 1), torch.rand(count, 2) * 0.25 - 0.125
        return cls(*(value.to(device) for value in (around(0, 0.2), around(1, 0.3), around(1, 0.25), shift, hole)))

    def __getitem__(self, rows) -> "Augmentation":
        return Augmentation(*(value[rows] for value in vars(self).values()))

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """Applies the changes to pictures (N,3,S,S) in -1..1. Cut-outs and borders are grey."""
        grey = x.mean(1, keepdim=True)
        x = grey + (x - grey) * self.saturation
        level = x.mean((1, 2, 3), keepdim=True)
        x = (level + self.light) + (x - level) * self.contrast
        side = x.shape[-1]
        reach = side // 8
        top, left = (self.shift * side).round().long().clamp(-reach, reach).add(reach).T.tolist()
        padded = F.pad(x, (reach,) * 4)
        x = torch.stack([padded[i, :, t : t + side, a : a + side] for i, (t, a) in enumerate(zip(top, left, strict=True))])
        at = (torch.arange(side, device=x.device) + 0.5) / side
        inside = ((at - self.hole[:, i, None]).abs() < self.hole[:, i + 2, None] for i in (0, 1))
        down, right = inside
        seen = ~(down[:, :, None] & right[:, None, :])
        return (x * seen[:, None]).contiguous(memory_format=torch.channels_last)
