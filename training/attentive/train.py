"""Trains the caption decoder that looks at the grid.

    ATELIER_DATA=... python -m training.attentive.train --steps 12000

Needs the joint space (training.joint.train) and the teacher's grids (training.recognition.teacher).
"""

from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.attentive.data import Batch, Captions
from training.attentive.looks import TeacherLooks
from training.attentive.measure import Dev, figures
from training.attentive.model import AttentiveCaptioner, Seen, Sizes
from training.captioner.losses import LONGEST
from training.captioner.text import END, PAD, START, padded
from training.common.arguments import training_arguments
from training.common.task import Place, Task, adamw
from training.common.trainer import train


def told_loss(
    model: AttentiveCaptioner, points: torch.Tensor, sentences: list[list[int]], seen: Seen | None, there: torch.Tensor | None, smoothing: float = 0.1
) -> torch.Tensor:
    """Cross entropy a word, the end included. Longer sentences are cut: a few of them would double the cost of every batch."""
    said = padded([[START, *s[:LONGEST]] for s in sentences]).to(points.device)
    wanted = padded([[*s, END][: LONGEST + 1] for s in sentences]).to(points.device)
    logits = model.tell(points, said, seen, there).float()
    return F.cross_entropy(logits, wanted[wanted != PAD], label_smoothing=smoothing)


class AttentiveTask(Task):
    clip = 2.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.captions = Captions(TeacherLooks())
        vocabulary = self.captions.text.vocabulary
        self.model = AttentiveCaptioner(Sizes(len(vocabulary))).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 1e-3)]
        self.dev = Dev(self.captions.looks, vocabulary)

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        return self.captions.draw(random, self.args.pictures, self.args.lines)

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        device = self.place.device
        with self.place.autocast():
            owner = batch.owner.to(device)
            seen = self.model.look_at(batch.look.grid.to(device)).rows(owner)
            caption = told_loss(self.model, batch.look.points.to(device)[owner], batch.sentences, seen, batch.there.to(device)[owner])
            line = told_loss(self.model, batch.line_points.to(device), batch.lines, None, None)
        return {"loss": caption + 0.3 * line, "caption": caption, "line": line}

    def report(self, averaged: nn.Module) -> dict[str, float]:
        return figures(self.dev.captions(averaged, 300))

    def preview(self, averaged: nn.Module, folder: Path) -> None:
        said = self.dev.captions(averaged, 50)
        lines = [f"{' '.join(s)}\n    ({' '.join(r[0])})" for s, r in zip(said.captions, said.references, strict=True)]
        (folder / "captions.txt").write_text("\n".join(lines) + "\n")


def arguments():
    parser = training_arguments(__doc__, "attentive", steps=12000, lr=1.2e-3)
    parser.add_argument("--pictures", type=int, default=64)
    parser.add_argument("--lines", type=int, default=48)
    return parser


if __name__ == "__main__":
    train(arguments(), AttentiveTask)
