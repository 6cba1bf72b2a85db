"""What one network brings to the trainer: its weights, its batches, its losses and its measurements."""

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
    """Where a run computes."""

    device: str
    """'cpu' or 'cuda': this process's own GPU."""
    autocast: Callable
    """Factory of the mixed-precision context that was fastest here; the trainer enters none itself."""
    arithmetic: str
    """Its name, 'bf16' or 'fp32'."""
    rank: int = 0
    processes: int = 1

    @property
    def dtype(self) -> torch.dtype:
        return torch.bfloat16 if self.arithmetic == "bf16" else torch.float32


def descend(loss: torch.Tensor, optimiser: torch.optim.Optimizer, clip: float) -> bool:
    """Backward pass, mean over processes, clipping to the norm `clip` and a step; False, and no step, when the gradient is not finite."""
    parameters = [p for group in optimiser.param_groups for p in group["params"]]
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    average_gradients(parameters)
    if not torch.isfinite(nn.utils.clip_grad_norm_(parameters, clip)):
        return False
    optimiser.step()
    return True


class Task:
    """Base class of everything that is trained. A subclass sets the attributes in its constructor and overrides what it needs."""

    model: nn.Module
    """All weights and buffers that a checkpoint must hold, on the device."""
    optimisers: list[torch.optim.Optimizer]
    """The learning rates that they are made with are the full ones, which the schedule lowers."""
    clip = 1.0
    """Largest norm of a gradient."""
    warmup = 200
    """Steps over which the learning rate rises."""
    draws_ahead = False
    """Whether `draw` depends on nothing that a step changes: the next batch is then made while the step computes."""
    skipped = 0
    """Steps in a row whose gradient was not finite."""

    def __init__(self, args: Namespace, place: Place):
        self.args, self.place = args, place

    @property
    def averaged(self) -> nn.Module:
        """The part of `model` whose weights are averaged and then measured, previewed and exported."""
        return self.model

    def begin(self, random: np.random.Generator) -> None:
        """Prepares a fresh run, where there is no checkpoint: fits fixed buffers, starts layers from another network."""

    def curve(self, done: float) -> float:
        """The learning rate relative to its peak when `done` (0..1) of a cycle is over."""
        return cosine(done)

    def draw(self, random: np.random.Generator, progress: float) -> Any:
        """The next batch. All chance comes from `random`, so that a resumed run goes on with the batches that it would have had.

        With `draws_ahead` it runs in a thread of its own, and `progress` is that of the step before.
        """
        raise NotImplementedError

    def losses(self, batch: Any, step: int, progress: float) -> dict[str, torch.Tensor]:
        """Scalars by name, of which 'loss' is minimised. step: finished steps; progress: 0..1 of the whole run."""
        raise NotImplementedError

    def update(self, batch: Any, step: int, progress: float) -> dict[str, torch.Tensor]:
        """One step of the optimisers; returns the scalars that are shown. Overridden by networks that compete."""
        losses = self.losses(batch, step, progress)
        self.descend(losses["loss"])
        return losses

    def descend(self, loss: torch.Tensor, which: int = 0) -> None:
        """Steps optimiser `which` down the loss. Raises SystemExit after twenty gradients in a row that were not finite."""
        if descend(loss, self.optimisers[which], self.clip):
            self.skipped = 0
            return
        self.skipped += 1
        if self.skipped >= MOST_SKIPPED:
            raise SystemExit(f"{MOST_SKIPPED} gradients in a row were not finite. The last checkpoint is sound: go on from it with a lower --lr.")

    def report(self, averaged: nn.Module) -> dict[str, float]:
        """Figures on held-out data. averaged: `averaged` with its averaged weights, in evaluation mode, without gradients."""
        return {}

    def preview(self, averaged: nn.Module, folder: Path) -> None:
        """Writes samples into `folder`: sentences, captions, pictures."""

    def state(self) -> dict:
        """This process's own position in its data, beside the random state: plain containers and tensors."""
        return {}

    def restore(self, state: dict) -> None:
        """Takes up what `state` returned."""


def adamw(parameters: Iterable[nn.Parameter], lr: float, weight_decay: float, beta: float = 0.98) -> torch.optim.AdamW:
    """AdamW with a short memory of squared gradients (`beta`), as runs of hours want it."""
    return torch.optim.AdamW(parameters, lr=lr, weight_decay=weight_decay, betas=(0.9, beta), fused=True)
