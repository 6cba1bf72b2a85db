"""Trains the captioner on MobileNetV2's features: what good features would give, and where the shipped one starts.

    ATELIER_DATA=... python -m training.captioner.ceiling --steps 3000

The language half (word embeddings, decoder, sentence encoder) is learned here, with COCO's text beside Flickr8k's
captions; its picture vectors then teach the shipped network (training/captioner/train.py). The picture half is never shipped.
"""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.captioner.data import SENTENCES, Flickr, TeacherFeatures
from training.captioner.losses import caption_loss, joint_loss
from training.captioner.model import Captioner, Sizes
from training.captioner.report import beside_people, figures, measure
from training.captioner.text import load_captions, padded, vocabulary_of
from training.common.arguments import training_arguments
from training.common.checkpoint import averaged_weights
from training.common.task import Place, Task, adamw
from training.common.trainer import train

RUN, FEATURES = "ceiling", 1280
TEXT_NOISE = 0.05
"""Deviation a number of the noise on a sentence's own vector when it stands in for a picture's (CapDec, Nukrai et al. 2022)."""
TEXT_UNTIL = 0.6
"""Share of the run in which sentences without a picture are told as well."""
QUICK = 250
"""Dev pictures that are reported on while training."""


class Ceiling(nn.Module):
    """A captioner, and the mean and deviation that MobileNetV2's features are standardised with."""

    def __init__(self, words: int):
        super().__init__()
        self.captioner = Captioner(Sizes(words, FEATURES))
        self.register_buffer("mean", torch.zeros(FEATURES))
        self.register_buffer("std", torch.ones(FEATURES))


def load_ceiling() -> Ceiling:
    """The trained ceiling, in evaluation mode. Raises SystemExit with advice when there is none."""
    weights, _ = averaged_weights(RUN, "Train the ceiling first: python -m training.captioner.ceiling")
    ceiling = Ceiling(len(weights["captioner.embedding"]))
    ceiling.load_state_dict(weights)
    return ceiling.eval().requires_grad_(False)


def text_vectors(model: Captioner, sentences: list[list[int]]) -> torch.Tensor:
    """Vectors of texts without a picture, (N,300): their own, blurred so that the decoder cannot read them back word by word."""
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


class CeilingTask(Task):
    clip = 2.0
    warmup = 100
    draws_ahead = True

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        captions = load_captions()
        self.vocabulary = vocabulary_of(captions)
        self.flickr = Flickr.of(captions, self.vocabulary)
        self.teacher = TeacherFeatures(self.flickr.train)
        self.text = [self.vocabulary.ids(s) for s in captions.text if s]
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

    def _measure(self, averaged: Ceiling, pictures: int) -> dict:
        with self.place.autocast():
            return measure(averaged.captioner, self.teacher.views[0][self.flickr.dev[:pictures]], self.flickr, self.vocabulary)

    def report(self, averaged: Ceiling) -> dict[str, float]:
        return figures(self._measure(averaged, QUICK))

    def preview(self, averaged: Ceiling, folder: Path) -> None:
        (folder / "captions.txt").write_text(beside_people(self._measure(averaged, 40), self.flickr))


def main(argv: list[str] | None = None) -> None:
    parser = training_arguments(__doc__, RUN, steps=3000, lr=1.5e-3)
    parser.add_argument("--pictures", type=int, default=96, help="captioned pictures a step (%(default)s)")
    parser.add_argument("--text", type=int, default=32, help="COCO sentences a step, in the first part of the run (%(default)s)")
    train(parser, CeilingTask, argv)


if __name__ == "__main__":
    main()
