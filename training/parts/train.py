"""Trains the part locator.

    ATELIER_DATA=... python -m training.parts.train

Needs the maps (python -m training.parts.data). It tells sentences about birds that are true of each picture, and judges
generated birds.
"""

from argparse import Namespace

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.common.arguments import training_arguments
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.parts.data import decode, load_annotated, load_maps
from training.parts.model import Locator, located_share, places_of, targets_of


def part_losses(network: Locator, maps: torch.Tensor, places: torch.Tensor) -> dict[str, torch.Tensor]:
    """Returns the cross entropy of the visible parts' places, and of all parts being visible."""
    logits, visible = network(maps)
    known = ~places.isnan().any(2)
    place = -(targets_of(places) * F.log_softmax(logits.float().flatten(2), 2)).sum(2)
    return {
        "place": (place * known).sum() / known.sum().clamp(min=1),
        "visible": F.binary_cross_entropy_with_logits(visible.float(), known.float()),
    }


class PartsTask(Task):
    warmup = 50

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.annotated, self.maps = load_annotated(), load_maps()
        self.mirrored = self.annotated.mirrored
        self.rows = np.flatnonzero(~self.annotated.held_out)
        self.model = Locator(len(self.annotated.parts)).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 0.05)]

    def draw(self, random: np.random.Generator, progress: float) -> tuple[torch.Tensor, torch.Tensor]:
        rows = np.sort(random.choice(self.rows, self.args.batch, replace=False))
        maps, places = decode(self.maps[rows]), torch.from_numpy(self.annotated.places[rows])
        turned = torch.from_numpy(random.random(len(rows)) < 0.5)
        maps = torch.where(turned[:, None, None, None], maps.flip(3), maps)
        flipped = places[:, self.mirrored] * torch.tensor([-1.0, 1.0]) + torch.tensor([1.0, 0.0])
        return maps, torch.where(turned[:, None, None], flipped, places)

    def losses(self, batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        maps, places = (t.to(self.place.device) for t in batch)
        with self.place.autocast():
            parts = part_losses(self.model, maps, places)
        return {"loss": parts["place"] + parts["visible"]} | parts

    def report(self, averaged: nn.Module) -> dict[str, float]:
        rows = np.flatnonzero(self.annotated.held_out)
        logits, visible = averaged(decode(self.maps[rows]).to(self.place.device))
        places = torch.from_numpy(self.annotated.places[rows])
        known = ~places.isnan().any(2)
        shares = located_share(places_of(logits.float().cpu()), places)
        found = (shares * known.sum(0)).sum() / known.sum()
        told = ((visible.cpu() > 0) == known).float().mean()
        return {"located": float(found), "visibility": float(told)} | {p: round(float(s), 3) for p, s in zip(self.annotated.parts, shares, strict=True)}


def arguments():
    return training_arguments(__doc__, "parts", steps=900, lr=2e-3, batch=48)


if __name__ == "__main__":
    train(arguments(), PartsTask)
