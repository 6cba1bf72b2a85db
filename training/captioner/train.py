"""Trains the caption decoder with attention over the feature grid.

    ATELIER_DATA=... python -m training.captioner.train --steps 12000

Needs the joint space (training.joint.train) and the teacher's grids (training.recognition.teacher). The shipped captioner
continues from that run on what the recognition network sees:

    ATELIER_DATA=... python -m training.captioner.train --seen --name attentive-seen --steps 6000

which needs training.recognition.features and training.joint.seen.
"""

from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.captioner.captions import Dev, figures
from training.captioner.data import Batch, Captions
from training.captioner.inputs import SeenInputs, TeacherInputs
from training.captioner.model import AttentiveCaptioner, ProjectedGrid, Sizes
from training.captioner.text import END, PAD, START, padded
from training.common.arguments import training_arguments
from training.common.checkpoint import averaged_weights
from training.common.task import Place, Task, adamw
from training.common.trainer import train

LONGEST = 16
"""Words of a caption that are trained on: a few long ones would double the cost of every batch."""


def caption_loss(
    model: AttentiveCaptioner,
    points: torch.Tensor,
    sentences: list[list[int]],
    projected: ProjectedGrid | None,
    grid_mask: torch.Tensor | None,
    smoothing: float = 0.1,
) -> torch.Tensor:
    """Returns the cross entropy per word, including the end token. Long sentences are cut: a few would double the cost of a batch."""
    tokens = padded([[START, *s[:LONGEST]] for s in sentences]).to(points.device)
    targets = padded([[*s, END][: LONGEST + 1] for s in sentences]).to(points.device)
    logits = model.teacher_forced_logits(points, tokens, projected, grid_mask).float()
    return F.cross_entropy(logits, targets[targets != PAD], label_smoothing=smoothing)


class AttentiveTask(Task):
    clip = 2.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.captions = Captions(SeenInputs() if args.seen else TeacherInputs())
        vocabulary = self.captions.text.vocabulary
        self.model = AttentiveCaptioner(Sizes(len(vocabulary))).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 1e-3)]
        self.dev = Dev(self.captions.inputs, vocabulary)

    def begin(self, random: np.random.Generator) -> None:
        if self.args.seen:
            weights, _ = averaged_weights("attentive", "Train the captioner on the teacher's grids first: python -m training.captioner.train")
            self.model.load_state_dict(weights)

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        return self.captions.draw(random, self.args.pictures, self.args.lines)

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        device = self.place.device
        with self.place.autocast():
            owner = batch.owner.to(device)
            projected = self.model.project_grid(batch.inputs.grid.to(device)).rows(owner)
            caption = caption_loss(self.model, batch.inputs.points.to(device)[owner], batch.sentences, projected, batch.grid_mask.to(device)[owner])
            line = caption_loss(self.model, batch.line_points.to(device), batch.lines, None, None)
        return {"loss": caption + 0.3 * line, "caption": caption, "line": line}

    def report(self, averaged: nn.Module) -> dict[str, float]:
        return figures(self.dev.captions(averaged, 300))

    def preview(self, averaged: nn.Module, folder: Path) -> None:
        found = self.dev.captions(averaged, 50)
        lines = [f"{' '.join(s)}\n    ({' '.join(r[0])})" for s, r in zip(found.captions, found.references, strict=True)]
        (folder / "captions.txt").write_text("\n".join(lines) + "\n")


def arguments():
    parser = training_arguments(__doc__, "attentive", steps=12000, lr=1.2e-3)
    parser.add_argument("--seen", action="store_true", help="train on what the recognition network sees, starting from the run on the teacher's grids")
    parser.add_argument("--pictures", type=int, default=64, help="captioned pictures per step (%(default)s)")
    parser.add_argument("--lines", type=int, default=48, help="captions without a picture per step (%(default)s)")
    return parser


if __name__ == "__main__":
    train(arguments(), AttentiveTask)
