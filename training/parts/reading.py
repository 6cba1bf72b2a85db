"""Trains the readers of parts on true and recoloured birds.

    ATELIER_DATA=... python -m training.parts.reading --kind teacher
    ATELIER_DATA=... python -m training.parts.reading --kind scorer

Needs training.parts.places, regions and table. The teacher's gradients teach the generators; the scorer, of another width and
seed, chooses the best of several pictures, and no generator is taught by it.
"""

import argparse
import sys
from argparse import Namespace
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.common.arguments import training_arguments
from training.common.batches import TensorBatch
from training.common.checkpoint import averaged_weights
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.parts.birds import Birds, Seen, as_tensor
from training.parts.reader import Reader, reading_losses
from training.parts.slots import BODY, LARGE, NAMES

RUNS, WIDTHS, SEEDS = {"teacher": "reader", "scorer": "scorer"}, {"teacher": 32, "scorer": 24}, {"teacher": 1, "scorer": 77}
HELD_OUT_EVERY = 13


@dataclass(frozen=True)
class Reading(TensorBatch):
    pictures: torch.Tensor
    regions: torch.Tensor
    shares: torch.Tensor
    changed: torch.Tensor
    """(N,slots): the recoloured slots, whose colours are certain."""


def reading_of(seen: list[Seen], cells: int) -> Reading:
    regions = torch.from_numpy(np.stack([s.regions for s in seen]))
    # The whole lies where its large parts do.
    regions = torch.cat([regions, regions[:, list(LARGE)].sum(1, keepdim=True)], 1)
    changed = torch.tensor([[slot in s.changed for slot in range(len(NAMES))] for s in seen])
    return Reading(
        as_tensor([s.view for s in seen]), F.adaptive_avg_pool2d(regions, cells).flatten(2), torch.from_numpy(np.stack([s.shares for s in seen])), changed
    )


def disturbed(pictures: torch.Tensor) -> torch.Tensor:
    """Changes light and contrast a little and adds noise or blur, as the pictures of a generator in training differ from photos."""

    def around(centre: float, reach: float) -> torch.Tensor:
        return centre + reach * (2 * torch.rand(len(pictures), 1, 1, 1) - 1)

    blurred = F.avg_pool2d(F.pad(pictures, (1, 1, 1, 1), mode="reflect"), 3, 1)
    soft = torch.rand(len(pictures), 1, 1, 1) * (torch.rand(len(pictures), 1, 1, 1) < 0.4)
    x = pictures + soft * (blurred - pictures)
    return (x * around(1, 0.12) + around(0, 0.08) + 0.06 * torch.rand(len(x), 1, 1, 1) * torch.randn_like(x)).clamp(-1, 1)


class ReadingTask(Task):
    warmup = 100
    draws_ahead = True

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.birds, self.model = Birds.load(1), Reader(WIDTHS[args.kind]).to(place.device, memory_format=torch.channels_last)
        held = np.arange(len(self.birds.pictures.classes)) % HELD_OUT_EVERY == 0
        self.rows, self.held = np.flatnonzero(~held), np.flatnonzero(held)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 0.02)]

    def draw(self, random: np.random.Generator, progress: float) -> Reading:
        return reading_of([self.birds.draw(int(row), random) for row in random.choice(self.rows, self.args.batch)], self.model.cells)

    def losses(self, batch: Reading, step: int, progress: float) -> dict[str, torch.Tensor]:
        batch = batch.to(self.place.device)
        with self.place.autocast():
            found = self.model(disturbed(batch.pictures).contiguous(memory_format=torch.channels_last))
        parts = reading_losses(found, batch.regions, batch.shares)
        return {"loss": parts["colour"] + 0.5 * parts["place"] + 0.5 * parts["visible"]} | parts

    def report(self, averaged: nn.Module) -> dict[str, float]:
        """Returns the share of right colours: of recoloured parts, and of parts of true birds whose colour is likelier than 0.8."""
        figures = {}
        for name, repaint in (("recoloured", 1.0), ("true", 0.0)):
            random = np.random.default_rng(5)
            batch = reading_of([self.birds.draw(int(row), random, repaint) for row in self.held], averaged.cells)
            logits, _, _ = averaged(batch.pictures)
            counted = batch.changed if repaint else batch.shares.amax(2) > 0.8
            counted[:, BODY] = False
            figures[name] = float((logits.argmax(2) == batch.shares.argmax(2))[counted].float().mean())
        return figures


def load_reader(kind: str = "teacher") -> Reader:
    weights, _ = averaged_weights(RUNS[kind], f"Train the reader first: python -m training.parts.reading --kind {kind}")
    reader = Reader(WIDTHS[kind])
    reader.load_state_dict(weights)
    return reader.eval().requires_grad_(False).to(memory_format=torch.channels_last)


def main(argv: list[str] | None = None) -> None:
    # The default name depends on the kind.
    kinds = argparse.ArgumentParser(add_help=False)
    kinds.add_argument("--kind", choices=tuple(RUNS), default="teacher")
    kind = kinds.parse_known_args(argv or sys.argv[1:])[0].kind
    parser = training_arguments(__doc__, RUNS[kind], steps=1500, lr=2e-3, batch=48)
    parser.set_defaults(seed=SEEDS[kind])
    parser.add_argument("--kind", choices=tuple(RUNS), default="teacher")
    train(parser, ReadingTask, argv)


if __name__ == "__main__":
    main()
