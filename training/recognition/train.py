"""Trains the recognition network above relu4_1 by distillation from EfficientNet-Lite2.

    ATELIER_DATA=... python -m training.recognition.train --steps 30000

Needs the caches of training.recognition.teacher and training.recognition.maps. The targets are the teacher's pooled features
(squared error, cosine, and contrastive within the batch), its logits over a thousand classes, its map before pooling, and
caption words for pictures that have captions.
"""

from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.common.arguments import training_arguments
from training.common.checkpoint import averaged_weights
from training.common.task import Place, Task
from training.common.trainer import train
from training.recognition.lessons import Lesson, Lessons
from training.recognition.losses import WEIGHTS, lesson_losses
from training.recognition.measure import nearest_of
from training.recognition.model import Heads, Recognition, Shape
from training.recognition.preview import write_preview


class RecognitionTask(Task):
    clip = 2.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.lessons = Lessons()
        network = Recognition(Shape(early=tuple(args.early)))
        heads = Heads(network.shape, len(self.lessons.words))
        self.model = nn.ModuleDict({"network": network, "heads": heads}).to(place.device, memory_format=torch.channels_last)
        decayed = [p for p in self.model.parameters() if p.ndim > 1]
        others = [p for p in self.model.parameters() if p.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": 0.03}, {"params": others, "weight_decay": 0.0}]
        self.optimisers = [torch.optim.AdamW(groups, lr=args.lr, betas=(0.9, 0.98), fused=True)]

    def begin(self, random: np.random.Generator) -> None:
        if self.args.start:
            weights, _ = averaged_weights(self.args.start, f"There is no run {self.args.start} to start from.")
            missing, unexpected = self.model.load_state_dict(weights, strict=False)
            if unexpected or any(not name.startswith("network.early.") for name in missing):
                raise SystemExit(f"The run {self.args.start} has another network.")

    def draw(self, random: np.random.Generator, progress: float) -> Lesson:
        return self.lessons.draw(random, self.args.batch)

    def losses(self, batch: Lesson, step: int, progress: float) -> dict[str, torch.Tensor]:
        batch = Lesson(**{k: v.to(self.place.device) for k, v in vars(batch).items()})
        with self.place.autocast():
            parts = lesson_losses(self.model["heads"], self.model["network"](batch.maps), batch)
        return {"loss": sum(weight * parts[name] for name, weight in WEIGHTS.items())} | parts

    def report(self, averaged: nn.ModuleDict) -> dict[str, float]:
        return {
            "nearest": nearest_of(averaged["network"], self.place.autocast),
            "nearest by pooled": nearest_of(averaged["network"], self.place.autocast, averaged["heads"].pooled),
        }

    def preview(self, averaged: nn.ModuleDict, folder: Path) -> None:
        """Writes the most likely caption words of held-out pictures."""
        write_preview(averaged["network"], averaged["heads"], self.lessons.words, folder, self.place.autocast)


def arguments():
    parser = training_arguments(__doc__, "recognition", steps=30000, lr=2e-3, batch=64)
    parser.add_argument("--early", type=int, nargs="*", default=[], help="inner channels of residual blocks before the first stage")
    parser.add_argument("--start", default="", help="run whose weights a new run starts from; blocks that it lacks start as the identity")
    return parser


if __name__ == "__main__":
    train(arguments(), RecognitionTask)
