"""Trains the joint space on EfficientNet-Lite2's features and MiniLM's vectors. It supervises the captioner.

    ATELIER_DATA=... python -m training.joint.train

Captioned pictures have a contrastive loss; pictures without captions are pulled towards their class-name vectors. A step takes a
tenth of a second. The space overfits after a few hundred steps, so the length of the run is chosen by the metrics on dev.
"""

from argparse import Namespace

import numpy as np
import torch
from torch import nn

from training.captioner.measure import retrieval
from training.common.arguments import training_arguments
from training.common.minilm import Cache
from training.common.task import Place, Task
from training.common.trainer import train
from training.joint.data import Pairs
from training.joint.model import JointSpace, contrastive_loss
from training.joint.pictures import dev_sentences, teacher_features
from training.recognition.teacher import POOLED

ALIKE = 0.8
"""Cosine of MiniLM vectors above which two sentences are not negatives for each other."""


def recalls(pictures: torch.Tensor, sentences: torch.Tensor, owner: torch.Tensor) -> dict[str, float]:
    """Returns the recalls of retrieval in both directions as a flat table."""
    found = retrieval(pictures, sentences, owner)
    to, back = found["text to picture"], found["picture to text"]
    return {"R@1": to["R@1"], "R@5": to["R@5"], "R@10": to["R@10"], "median": to["median"], "back R@1": back["R@1"], "back R@10": back["R@10"]}


class JointTask(Task):
    clip = 5.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.pairs, self.features = Pairs(), teacher_features()
        self.model = JointSpace(POOLED).to(place.device)
        self.optimisers = [torch.optim.AdamW(self.model.parameters(), lr=args.lr, weight_decay=0.05, betas=(0.9, 0.98))]
        self.dev = dev_sentences(Cache())

    def draw(self, random: np.random.Generator, progress: float):
        said, sentences = self.pairs.draw_captioned(random, self.args.captioned)
        named, names = self.pairs.draw_named(random, self.args.named)
        return self.features.of(said), sentences, self.features.of(named), names

    def losses(self, batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        pictures, sentences, others, names = (t.to(self.place.device) for t in batch)
        said, told = self.model.encode_image(pictures), self.model.encode_text(sentences)
        seen, named = self.model.encode_image(others), self.model.encode_text(names)
        both = torch.cat([sentences, names])
        alike = both @ both.T > ALIKE
        contrast = contrastive_loss(torch.cat([said, seen]), torch.cat([told, named]), self.model.log_temperature, alike)
        direction = (1 - (seen * named).sum(1)).mean()
        # Preserves MiniLM's geometry, which covers words that these captions lack.
        wanted = both @ both.T
        own = torch.cat([told, named])
        relation = (own @ own.T - wanted).square().mean()
        return {"loss": contrast + direction + 20 * relation, "contrast": contrast, "direction": direction, "relation": relation}

    def report(self, averaged: nn.Module) -> dict[str, float]:
        rows, vectors, owner = self.dev
        return recalls(averaged.encode_image(self.features.of(rows)), averaged.encode_text(vectors), owner)


def joint_arguments(about: str, name: str, *, steps: int, named: int):
    parser = training_arguments(about, name, steps=steps, lr=1e-3)
    parser.add_argument("--captioned", type=int, default=512, help="captioned pictures per step (%(default)s)")
    parser.add_argument("--named", type=int, default=named, help="pictures without captions per step (%(default)s)")
    return parser


def arguments():
    return joint_arguments(__doc__, "joint", steps=500, named=256)


if __name__ == "__main__":
    train(arguments(), JointTask)
