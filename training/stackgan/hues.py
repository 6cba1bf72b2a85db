"""Classifies pixels by colour name, and measures the share of each colour in a picture's bird."""

import torch
import torch.nn.functional as F

HUES = ("red", "orange", "yellow", "green", "blue", "brown", "black", "white", "grey", "purple", "pink")
MEASURED = HUES[:9]
"""Colours whose accuracy is reported: all but the last two, which sentences rarely name."""


def name_pixels(rgb: torch.Tensor) -> torch.Tensor:
    """Returns the index into HUES of each pixel, (N,H,W). rgb: (N,3,H,W) in 0..1."""
    red, green, blue = rgb.unbind(1)
    value, low = rgb.amax(1), rgb.amin(1)
    chroma = value - low
    safe = chroma.clamp(min=1e-6)
    hue = torch.where(value == red, (green - blue) / safe % 6, torch.where(value == green, (blue - red) / safe + 2, (red - green) / safe + 4)) * 60
    saturation = chroma / value.clamp(min=1e-6)
    brown = HUES.index("brown")
    named = torch.full_like(hue, brown, dtype=torch.long)
    vivid = (saturation > 0.5) & (value > 0.5)
    for name, where in {
        "red": ((hue < 14) | (hue >= 345)) & (saturation > 0.5) & (value > 0.35),
        "pink": (hue >= 290) & (hue < 345) | ((hue < 14) | (hue >= 345)) & (saturation <= 0.5) & (value > 0.65),
        "orange": (hue >= 14) & (hue < 41) & (saturation > 0.6) & (value > 0.6),
        "yellow": (hue >= 41) & (hue < 68) & (vivid | (saturation > 0.35) & (value > 0.6)),
        "green": (hue >= 68) & (hue < 165) | (hue >= 58) & (hue < 68) & (value <= 0.5),
        "blue": (hue >= 165) & (hue < 258),
        "purple": (hue >= 258) & (hue < 290),
    }.items():
        named[where] = HUES.index(name)
    pale = (chroma < 0.09) | (saturation < 0.17)
    named[pale] = HUES.index("grey")
    named[(value > 0.7) & (pale | (saturation < 0.22))] = HUES.index("white")
    named[(value < 0.24) | (pale & (value < 0.28))] = HUES.index("black")
    return named


def bird_mask(rgb: torch.Tensor) -> torch.Tensor:
    """Returns a mask of the bird, (N,H,W) bool: a central ellipse without the colours of the picture's corners. rgb: (N,3,H,W).

    If less than a quarter of the ellipse is left, bird and background have the same colour, and the mask is the whole ellipse.
    """
    n, _, height, width = rgb.shape
    y, x = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    ellipse = ((x / 0.75).square() + (y / 0.75).square() < 1).expand(n, -1, -1)
    edge, off = height // 7, torch.zeros(n, height, width, dtype=torch.bool)
    for top in (slice(None, edge), slice(-edge, None)):
        for left in (slice(None, edge), slice(-edge, None)):
            corner = rgb[:, :, top, left].flatten(2)
            near = (0.06 + corner.std(2).mean(1)).clamp(max=0.16)
            off |= (rgb - corner.mean(2)[:, :, None, None]).square().mean(1).sqrt() < near[:, None, None]
    bird = ellipse & ~off
    enough = bird.sum((1, 2)) >= 0.25 * ellipse.sum((1, 2))
    return torch.where(enough[:, None, None], bird, ellipse)


def hue_shares(rgb: torch.Tensor) -> torch.Tensor:
    """Returns the share of each of HUES in the bird, (N,11), measured at 32 px, where feathers blend. rgb: (N,3,H,W) in 0..1."""
    small = F.interpolate(rgb.float().clamp(0, 1), size=(32, 32), mode="area")
    names, bird = name_pixels(small), bird_mask(small)
    counts = F.one_hot(names, len(HUES)) * bird[..., None]
    return counts.sum((1, 2)) / bird.sum((1, 2))[:, None]
