"""Trains the shipped captioner: perception's layers above relu5_1, image encoder, decoder and sentence encoder, jointly.

    ATELIER_DATA=... python -m training.captioner.train --steps 2000

Needs the maps of training/captioner/features.py and the network of ceiling.py, which initialises the language half.
Captioned pictures have a caption and a contrastive loss; all pictures have distillation losses against the ceiling's
picture vectors and MobileNetV2's predictions. Resumes from its checkpoint. Layers up to relu5_1 are not trained.
"""

from argparse import Namespace
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from training.captioner.data import SENTENCES
from training.captioner.losses import caption_loss, joint_loss
from training.captioner.model import Captioner, Sizes, Top
from training.captioner.report import measure
from training.captioner.task import CaptioningTask
from training.captioner.teaching import Heads, Lesson, Teacher, ridge, teaching_loss, top_features
from training.captioner.text import padded
from training.common.arguments import training_arguments
from training.common.exported import Exported
from training.common.paths import models_root
from training.common.task import Place, adamw
from training.common.trainer import train

WEIGHTS = {"vector": 2.0, "pooled": 1.0, "logits": 0.25}


class Student(nn.Module):
    """All trained parts. `mean` and `std` of the pooled features are fixed, and folded into `picture` at export."""

    def __init__(self, words: int):
        super().__init__()
        self.top = Top(Exported.load(models_root() / "perception"))
        self.captioner = Captioner(Sizes(words, self.top.width))
        self.heads = Heads(self.top.width)
        self.register_buffer("mean", torch.zeros(self.top.width))
        self.register_buffer("std", torch.ones(self.top.width))

    def features(self, maps: torch.Tensor) -> torch.Tensor:
        return (self.top(maps).float() - self.mean) / self.std

    def begin(self, teacher: Teacher, autocast) -> None:
        """Copies the language half from the ceiling and initialises the linear layers by ridge regression."""
        own = self.captioner.state_dict()
        own.update({k: v for k, v in teacher.model.state_dict().items() if not k.startswith("picture.")})
        self.captioner.load_state_dict(own)
        seen, wanted = [], []
        for name in ("flickr8k", "general"):
            rows = teacher.maps[name].train[:6000]
            seen.append(top_features(self.top, teacher.maps[name], rows, autocast))
            wanted.append(teacher.answer(name, rows))
        tops = torch.cat(seen)
        self.mean.copy_(tops.mean(0))
        self.std.copy_(tops.std(0) + 0.05 * tops.std())
        vectors, pooled, logits = (torch.cat(parts) for parts in zip(*wanted, strict=True))
        inputs = (tops - self.mean.cpu()) / self.std.cpu()
        ridge(inputs, vectors, self.captioner.picture)
        ridge(inputs, pooled, self.heads.pooled)
        ridge(inputs, logits, self.heads.logits)


@dataclass(frozen=True)
class Batch:
    sentences: list[list[int]]
    owner: torch.Tensor
    """Picture index of each sentence within the first distillation batch."""
    lessons: list[Lesson]


class CaptionerTask(CaptioningTask):
    clip = 3.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.teacher = Teacher()
        self.model = Student(len(self.vocabulary)).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 2e-3)]

    def begin(self, random: np.random.Generator) -> None:
        self.model.begin(self.teacher, self.place.autocast)

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        rows, sentences, owner = self.flickr.draw(random, self.args.captioned)
        lessons = [self.teacher.lesson(rows, random), *self.teacher.lessons(random, self.args.others)]
        return Batch(sentences, owner.to(self.place.device), [lesson.to(self.place.device) for lesson in lessons])

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        student, captioner = self.model, self.model.captioner
        with self.place.autocast():
            seen = [student.features(lesson.maps) for lesson in batch.lessons]
            vectors = captioner.encode_image(seen[0])
            read = captioner.encode_text(padded(batch.sentences[::SENTENCES]).to(self.place.device))
            parts = {
                "caption": caption_loss(captioner, vectors[batch.owner], batch.sentences),
                "joint": joint_loss(vectors, read, batch.owner[::SENTENCES], captioner.log_temperature, hardest=1.0),
            }
            taught = [teaching_loss(student.heads, captioner, f, lesson) for f, lesson in zip(seen, batch.lessons, strict=True)]
        total = sum(len(f) for f in seen)
        parts |= {k: sum(t[k] * len(f) / total for t, f in zip(taught, seen, strict=True)) for k in WEIGHTS}
        return {"loss": parts["caption"] + 0.7 * parts["joint"] + sum(w * parts[k] for k, w in WEIGHTS.items())} | parts

    def measure(self, averaged: Student, pictures: int) -> dict:
        tops = top_features(averaged.top, self.teacher.maps["flickr8k"], self.flickr.dev[:pictures], self.place.autocast)
        features = (tops - averaged.mean.cpu()) / averaged.std.cpu()
        with self.place.autocast():
            return measure(averaged.captioner, features, self.flickr, self.vocabulary)


def main(argv: list[str] | None = None) -> None:
    parser = training_arguments(__doc__, "captioner", steps=2000, lr=6e-4)
    parser.add_argument("--captioned", type=int, default=64, help="captioned pictures per step (%(default)s)")
    parser.add_argument("--others", type=int, default=128, help="pictures without captions per step (%(default)s)")
    train(parser, CaptionerTask, argv)


if __name__ == "__main__":
    main()
