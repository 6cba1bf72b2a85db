"""The smallest task that uses everything a run must restore: dropout, batch normalisation, random numbers, a position in its data.

`python -m training.tests.tiny --name NAME ...` trains it, so that tests can start it as users start trainings.
"""

import os
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.common import processes
from training.common.arguments import training_arguments
from training.common.paths import runs_root
from training.common.task import Task
from training.common.trainer import Trainer, train


class TinyTask(Task):
    def __init__(self, args, place):
        super().__init__(args, place)
        self.model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Dropout(0.3), nn.ReLU(), nn.Linear(8, 2)).to(place.device)
        self.optimisers = [torch.optim.AdamW(self.model.parameters(), lr=args.lr, fused=True)]
        self.position, self.seen, self.asked = 0, [], 0
        self.draws_ahead = args.ahead

    def begin(self, random):
        with torch.no_grad():
            self.model[0].bias.copy_(torch.from_numpy(random.normal(size=8).astype(np.float32)))

    def draw(self, random, progress):
        inputs = torch.from_numpy(random.normal(size=(6, 4)).astype(np.float32))
        return inputs.to(self.place.device), torch.from_numpy(random.integers(2, size=6)).to(self.place.device)

    def losses(self, batch, step, progress):
        inputs, labels = batch
        self.position += 1
        loss = F.cross_entropy(self.model(inputs + self.position), labels)
        if self.args.poison and step in self.args.poison:
            loss = loss * float("nan")
        self.seen.append(loss.item())
        return {"loss": loss, "chance": torch.rand(())}

    def report(self, averaged):
        self.asked += 1
        return {"drawn": float(torch.rand(()))}

    def preview(self, averaged, folder: Path):
        (folder / "weights.txt").write_text(str(averaged[0].bias.tolist()))

    def state(self):
        return {"position": self.position}

    def restore(self, state):
        self.position = state["position"]


def tiny(*argv: str) -> Trainer:
    parser = training_arguments(__doc__, "tiny", steps=20, lr=1e-2)
    parser.add_argument("--poison", type=int, nargs="*", help="steps whose loss is not a number")
    parser.add_argument("--ahead", action="store_true")
    return train(parser, TinyTask, list(argv) if argv else None)


def several() -> None:
    """Trains one uninterrupted run and one in two halves, in each process of the two-process test. Writes weights and losses next to the runs."""
    shared = ["--arithmetic", "fp32", "--device", "cpu", "--threads", "1"]
    with processes.joined():
        whole = tiny("--name", "whole", *shared)
        torch.save({"model": whole.task.model.state_dict(), "seen": whole.task.seen}, runs_root() / f"rank{whole.place.rank}.pt")
        tiny("--name", "halves", "--stop-at", "10", *shared)
        tiny("--name", "halves", *shared)


if __name__ == "__main__":
    several() if "RANK" in os.environ and len(sys.argv) == 1 else tiny()
