"""The interface between a network and the trainer: weights, batches, losses, evaluation and previews."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from training.common.processes import average_gradients
from training.common.schedule import cosine

MOST_SKIPPED = 20


@dataclass(frozen=True)
class Place:
    """The device, precision and processes of a run."""

    device: str
    """'cpu', or 'cuda' for this process's GPU."""
    autocast: Callable
    """Factory of the autocast context. The task enters it; the trainer does not."""
    arithmetic: str
    """Precision of the autocast context, 'bf16' or 'fp32'."""
    rank: int = 0
    processes: int = 1

    @property
    def dtype(self) -> torch.dtype:
        return torch.bfloat16 if self.arithmetic == "bf16" else torch.float32


def descend(loss: torch.Tensor, optimiser: torch.optim.Optimizer, clip: float) -> bool:
    """Runs the backward pass, averages gradients over processes, clips their norm to `clip` and steps the optimiser.

    Returns False, without a step, if the gradient is not finite.
    """
    parameters = [p for group in optimiser.param_groups for p in group["params"]]
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    average_gradients(parameters)
    if not torch.isfinite(nn.utils.clip_grad_norm_(parameters, clip)):
        return False
    optimiser.step()
    return True


class Task:
    """Base class of training tasks. A subclass sets the attributes in its constructor and overrides the methods it needs."""

    model: nn.Module
    """All weights and buffers saved in checkpoints, on the device."""
    optimisers: list[torch.optim.Optimizer]
    """Optimisers, created with the peak learning rate, which the schedule scales."""
    clip = 1.0
    """Gradient clipping norm."""
    warmup = 200
    """Warm-up steps of the learning rate."""
    draws_ahead = False
    """Whether `draw` is independent of the training step, so that the next batch can be prefetched."""
    skipped = 0
    """Consecutive steps with a non-finite gradient."""

    def __init__(self, args: Namespace, place: Place):
        self.args, self.place = args, place

    @property
    def averaged(self) -> nn.Module:
        """The part of `model` whose weights are averaged, evaluated, previewed and exported."""
        return self.model

    def begin(self, random: np.random.Generator) -> None:
        """Initialises a run that has no checkpoint: fits fixed buffers, copies layers from another network."""

    def curve(self, done: float) -> float:
        """Returns the learning rate relative to its peak. done: share of the cycle, 0..1."""
        return cosine(done)

    def draw(self, random: np.random.Generator, progress: float) -> Any:
        """Draws the next batch. All randomness comes from `random`, so that a resumed run draws the same batches.

        With `draws_ahead` it runs in a separate thread, and `progress` is that of the previous step.
        """
        raise NotImplementedError

    def losses(self, batch: Any, step: int, progress: float) -> dict[str, torch.Tensor]:
        """Returns scalars by name, of which 'loss' is minimised. step: finished steps; progress: share of the run, 0..1."""
        raise NotImplementedError

    def update(self, batch: Any, step: int, progress: float) -> dict[str, torch.Tensor]:
        """Runs one optimiser step. Returns the scalars to log. Overridden for adversarial training."""
        losses = self.losses(batch, step, progress)
        self.descend(losses["loss"])
        return losses

    def descend(self, loss: torch.Tensor, which: int = 0) -> None:
        """Steps optimiser `which` to reduce the loss. Raises SystemExit after twenty consecutive non-finite gradients."""
        if descend(loss, self.optimisers[which], self.clip):
            self.skipped = 0
            return
        self.skipped += 1
        if self.skipped >= MOST_SKIPPED:
            raise SystemExit(f"{MOST_SKIPPED} consecutive gradients were not finite. The last checkpoint is intact: resume with a lower --lr.")

    def report(self, averaged: nn.Module) -> dict[str, float]:
        """Evaluates on held-out data. Returns metrics by name. averaged: the network with averaged weights, in evaluation mode."""
        return {}

    def preview(self, averaged: nn.Module, folder: Path) -> None:
        """Writes samples to `folder`: sentences, captions or pictures."""

    def state(self) -> dict:
        """Returns this process's position in its data, as plain containers and tensors."""
        return {}

    def restore(self, state: dict) -> None:
        """Restores the position returned by `state`."""


def adamw(parameters: Iterable[nn.Parameter], lr: float, weight_decay: float, beta: float = 0.98) -> torch.optim.AdamW:
    """Returns AdamW with `beta` as its second-moment decay, lower than the default because runs last only hours."""
    return torch.optim.AdamW(parameters, lr=lr, weight_decay=weight_decay, betas=(0.9, beta), fused=True)
