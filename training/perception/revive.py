"""Reinitialises dead channels: a ReLU that never activates has no gradient and cannot recover."""

import torch
import torch.nn.functional as F

from training.perception.model import MEAN, STD, Perception

FIRES = 1e-3
QUIET_START = 0.1


@torch.no_grad()
def revive(net: Perception, rgb: torch.Tensor) -> dict[str, int]:
    """Reinitialises the dead channels of each layer so that they are active on about half of the positions of `rgb`.

    The next layer's weights for them start small. Returns the number of reinitialised channels by layer.
    """
    x, block, heard, revived = (rgb - MEAN) / STD, "1", None, {}
    for name, conv in net.convs.items():
        if name[0] != block:
            x, block = F.avg_pool2d(x, 2), name[0]
        if heard is not None and heard.any():
            fresh = torch.randn_like(conv.weight[:, heard]) * (2 / (9 * conv.in_channels)) ** 0.5
            conv.weight[:, heard] = QUIET_START * fresh
        before = conv(x)
        silent = (before > 0).float().mean((0, 2, 3)) < FIRES
        if silent.any():
            spread = before[:, ~silent].std((0, 2, 3)).median() if (~silent).any() else before.new_tensor(1.0)
            conv.weight[silent] = torch.randn_like(conv.weight[silent])
            conv.bias[silent] = 0
            drawn = conv(x)[:, silent]
            scale = spread / drawn.std((0, 2, 3)).clamp(min=1e-6)
            conv.weight[silent] *= scale[:, None, None, None]
            conv.bias[silent] = -drawn.mean((0, 2, 3)) * scale
            revived[f"relu{name}"] = int(silent.sum())
            before = conv(x)
        heard, x = silent, F.relu(before)
    return revived
