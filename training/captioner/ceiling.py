"""Trains the captioner on MobileNetV2's features: an upper bound, and the initialisation of the shipped captioner.

    ATELIER_DATA=... python -m training.captioner.ceiling --steps 3000

The language half (word embeddings, decoder, sentence encoder) is trained here, on Flickr8k's captions and COCO's
sentences. Its picture vectors then supervise the shipped network (training/captioner/train.py). The picture half is not
shipped.
"""

from argparse import Namespace
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from training.captioner.data import SENTENCES, TeacherFeatures
from training.captioner.losses import caption_loss, joint_loss
from training.captioner.model import Captioner, Sizes
from training.captioner.report import measure
from training.captioner.task import CaptioningTask
from training.captioner.text import padded
from training.common.arguments import training_arguments
from training.common.checkpoint import averaged_weights
from training.common.task import Place, adamw
from training.common.trainer import train

RUN, FEATURES = "ceiling", 1280
TEXT_NOISE = 0.05
"""Standard deviation per dimension of the noise on a sentence vector that replaces an image vector (CapDec, Nukrai et al. 2022)."""
TEXT_UNTIL = 0.6
"""First share of the run in which sentences without a picture are trained as well."""


class Ceiling(nn.Module):
    """A captioner with the mean and standard deviation that standardise MobileNetV2's features."""

    def __init__(self, words: int):
        super().__init__()
        self.captioner = Captioner(Sizes(words, FEATURES))
        self.register_buffer("mean", torch.zeros(FEATURES))
        self.register_buffer("std", torch.ones(FEATURES))


def load_ceiling() -> Ceiling:
    """Loads the trained ceiling in evaluation mode. Raises SystemExit if it has not been trained."""
    weights, _ = averaged_weights(RUN, "Train the ceiling first: python -m training.captioner.ceiling")
    ceiling = Ceiling(len(weights["captioner.embedding"]))
    ceiling.load_state_dict(weights)
    return ceiling.eval().requires_grad_(False)


def text_vectors(model: Captioner, sentences: list[list[int]]) -> torch.Tensor:
    """Encodes sentences to (N,300) with added noise, to replace the vectors of pictures that are not available."""
    with torch.no_grad():
        vectors = model.encode_text(padded(sentences).to(model.embedding.device))
    return nn.functional.normalize(vectors + TEXT_NOISE * torch.randn_like(vectors), dim=1)


@dataclass(frozen=True)
class Batch:
    features: torch.Tensor
    sentences: list[list[int]]
    owner: torch.Tensor
    """Picture of each sentence."""
    text: list[list[int]]
    """Sentences without a picture."""


class CeilingTask(CaptioningTask):
    clip = 2.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.teacher = TeacherFeatures(self.flickr.train)
        self.text = [self.vocabulary.ids(s) for s in self.captions.text if s]
        self.model = Ceiling(len(self.vocabulary)).to(place.device)
        self.model.mean.copy_(self.teacher.mean)
        self.model.std.copy_(self.teacher.std)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 1e-4)]

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        rows, sentences, owner = self.flickr.draw(random, self.args.pictures)
        features = self.teacher.take(rows, random)
        text = [self.text[i] for i in random.integers(len(self.text), size=self.args.text)] if progress < TEXT_UNTIL else []
        return Batch(features.to(self.place.device), sentences, owner.to(self.place.device), text)

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        model = self.model.captioner
        with self.place.autocast():
            vectors = model.encode_image(batch.features)
            caption = caption_loss(model, vectors[batch.owner], batch.sentences)
            read = model.encode_text(padded(batch.sentences[::SENTENCES]).to(self.place.device))
            joint = joint_loss(vectors, read, batch.owner[::SENTENCES], model.log_temperature, hardest=2.0 * min(1, 2 * progress))
            loss = caption + 0.7 * joint
            if batch.text:
                loss = loss + 0.3 * caption_loss(model, text_vectors(model, batch.text), batch.text)
        return {"loss": loss, "caption": caption, "joint": joint}

    def measure(self, averaged: Ceiling, pictures: int) -> dict:
        with self.place.autocast():
            return measure(averaged.captioner, self.teacher.views[0][self.flickr.dev[:pictures]], self.flickr, self.vocabulary)


def main(argv: list[str] | None = None) -> None:
    parser = training_arguments(__doc__, RUN, steps=3000, lr=1.5e-3)
    parser.add_argument("--pictures", type=int, default=96, help="captioned pictures per step (%(default)s)")
    parser.add_argument("--text", type=int, default=32, help="COCO sentences per step, in the first part of the run (%(default)s)")
    train(parser, CeilingTask, argv)


if __name__ == "__main__":
    main()
