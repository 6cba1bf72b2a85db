"""The exponential moving average of a network's weights, which is evaluated, previewed and exported."""

from copy import deepcopy

import torch
from torch import nn

DECAY = 0.9985


class Averaged:
    """Keeps averaged weights and buffers in `module`, a copy of the network in evaluation mode."""

    def __init__(self, network: nn.Module):
        self.module = deepcopy(network).eval().requires_grad_(False)

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Updates the average with the weights after `step` steps. The decay rises with `step`, so that the initial weights soon fade."""
        decay = min(DECAY, (1 + step) / (10 + step))
        for held, value in zip(self.module.state_dict().values(), network.state_dict().values(), strict=True):
            if held.is_floating_point():
                held.lerp_(value, 1 - decay)
            else:
                held.copy_(value)
