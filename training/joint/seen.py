"""Trains the image head on the recognition network's features: the page's way into the joint space.

    ATELIER_DATA=... python -m training.joint.seen

The sentences stay where the joint space (training.joint.train) has put them, so only the pictures learn: towards their captions,
towards the points that the teacher's features give, and towards their class names. Needs training.recognition.features.
"""

from argparse import Namespace

import numpy as np
import torch
from torch import nn

from training.common.minilm import Cache
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.joint.data import Pairs
from training.joint.model import ImageHead, contrastive_loss, load_joint
from training.joint.pictures import dev_sentences, seen_features, teacher_features
from training.joint.train import ALIKE, joint_arguments, recalls
from training.recognition.teacher import POOLED


class SeenHead(ImageHead):
    def __init__(self):
        super().__init__(POOLED)
        self.log_temperature = nn.Parameter(torch.tensor(-2.8))


class SeenTask(Task):
    clip = 5.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.pairs, self.joint = Pairs(), load_joint()
        self.views, self.teacher = [seen_features(mirrored) for mirrored in (False, True)], teacher_features()
        self.model = SeenHead().to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 0.05)]
        self.dev = dev_sentences(Cache())

    @torch.no_grad()
    def draw(self, random: np.random.Generator, progress: float):
        captioned, sentences = self.pairs.draw_captioned(random, self.args.captioned)
        named, names = self.pairs.draw_named(random, self.args.named)
        both, vectors = [*captioned, *named], torch.cat([sentences, names])
        features = self.views[int(random.integers(2))].of(both)
        return features, self.joint.encode_image(self.teacher.of(both)), vectors, self.joint.encode_text(vectors)

    def losses(self, batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        features, wanted, vectors, sentences = (t.to(self.place.device) for t in batch)
        pictures = self.model.encode_image(features)
        contrast = contrastive_loss(pictures, sentences, self.model.log_temperature, vectors @ vectors.T > ALIKE)
        direction = (1 - (pictures * wanted).sum(1)).mean()
        names = (1 - (pictures * sentences)[self.args.captioned :].sum(1)).mean()
        return {"loss": contrast + 3 * direction + names, "contrast": contrast, "direction": direction, "names": names}

    def report(self, averaged: nn.Module) -> dict[str, float]:
        rows, vectors, owner = self.dev
        return recalls(averaged.encode_image(self.views[0].of(rows)), self.joint.encode_text(vectors), owner)


def arguments():
    return joint_arguments(__doc__, "joint-seen", steps=1500, named=512)


if __name__ == "__main__":
    train(arguments(), SeenTask)
