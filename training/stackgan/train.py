"""Trains one stage of StackGAN.

    ATELIER_DATA=... python -m training.stackgan.train --stage 1 --steps 12000
    ATELIER_DATA=... python -m training.stackgan.train --stage 2 --steps 6000

Needs public/models/perception and skipthought, the listener and both readers of parts; stage II needs stage I. With --warm a new
run starts from the exported generators. Resumes from its checkpoint; see
docs/training.md.
"""

import argparse
import sys
from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.common.arguments import training_arguments
from training.common.exported import Exported
from training.common.paths import load_teachers, models_root
from training.common.schedule import late_fall
from training.common.task import Place, Task
from training.common.trainer import train
from training.parts.judge import said_of, sentences
from training.parts.reading import load_reader
from training.stackgan.data import Batch, Batches
from training.stackgan.extractors import ColourFeatures, MobileNetFeatures, PerceptionFeatures
from training.stackgan.figures import colour_accuracy, frechet, teacher_features
from training.stackgan.model import Shape, Sketch
from training.stackgan.reading_loss import told_share
from training.stackgan.sampling import PROMPTS, Noise, details, grid, load_stage, run_of, sketches
from training.stackgan.sentences import vectors
from training.stackgan.trainers import DetailStage, SketchStage, Stage
from training.stackgan.warm import give_listener, start_from_exported

STEPS, BATCH, RATE = {1: 12000, 2: 6000}, {1: 48, 2: 12}, {1: 4e-4, 2: 3e-4}
QUICK = {1: 1024, 2: 128}
"""Pictures for the Frechet distance reported during training. Fewer than for the model card, so the distance is larger."""
QUICK_SIZE = {1: 96, 2: 192}
FITTED = {1: 240, 2: 96}
"""Real pictures to which the feature extractors are fitted."""
TYPICAL = 4096
"""Sentences to which the whitening is fitted."""
SEEN = 4
"""Pictures of each sentence in which the colours told are read."""
LEAD = 150
"""Steps of the discriminators alone, if the generator starts from an exported one."""


def make_stage(stage: int, teacher, sketch: Sketch | None, place: Place, lr: float) -> Stage:
    """Creates a stage. teacher: MobileNetV2. sketch: the trained stage I, for stage II."""
    reader = load_reader().to(place.device)
    if stage == 1:
        extractors = {"teacher": MobileNetFeatures(teacher, 96, place.dtype), "colour": ColourFeatures()}
        return SketchStage(Shape(), extractors, reader, place.autocast, place.device, lr)
    network = Exported.load(models_root() / "perception", place.device)
    extractors = {"near": PerceptionFeatures(network, place.dtype, 2, 4), "far": MobileNetFeatures(teacher, 128, place.dtype)}
    return DetailStage(Shape(), extractors, reader, place.autocast, sketch, place.device, lr)


class StackGanTask(Task):
    clip = 20.0
    warmup = 100
    draws_ahead = True

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.data, self.teacher = Batches.load(args.stage), load_teachers().MobileNetV2(place.device)
        self.sketch = load_stage(1)[0].to(place.device) if args.stage == 2 else None
        self.model = make_stage(args.stage, self.teacher, self.sketch, place, args.lr)
        self.optimisers = self.model.optimisers
        self.prompts, self.scorer = vectors(list(PROMPTS)), load_reader("scorer")
        self.real: torch.Tensor | None = None

    @property
    def averaged(self) -> torch.nn.Module:
        return self.model.generator

    def curve(self, done: float) -> float:
        return late_fall(done)

    def begin(self, random: np.random.Generator) -> None:
        batches = -(-FITTED[self.args.stage] // self.args.batch)
        pictures = [self.data.next(self.args.batch, random).pictures for _ in range(batches)]
        text = self.data.typical(TYPICAL, random)
        self.model.begin(text, torch.cat(pictures).to(self.place.device))
        give_listener(self.model.generator)
        if self.args.warm:
            start_from_exported(self.model.generator, text[:512].to(self.place.device))

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        return self.data.next(self.args.batch, random).to(self.place.device)

    def update(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        return self.model.step(batch, self.descend, lead=bool(self.args.warm) and step < LEAD)

    def _make(self, generator: torch.nn.Module, text: torch.Tensor, seeds: list[int]) -> torch.Tensor:
        """Generates pictures from sentence vectors (N,640) and seeds (N)."""
        noise = Noise.of(seeds)
        if self.args.stage == 1:
            return sketches(generator, text, noise)
        return details(generator, sketches(self.sketch, text, noise), text, noise)

    def report(self, averaged: torch.nn.Module) -> dict[str, float]:
        """Returns the Frechet distance from real pictures, the share of parts shown as told by a reader and, for stage I, the colour accuracy."""
        stage, random = self.args.stage, np.random.default_rng(11)
        rows = random.permutation(len(self.data.pictures.classes))[: QUICK[stage]]
        text = self.data.texts(rows, random)
        with self.place.autocast():
            if self.real is None:
                true = torch.cat([self.data.pictures.views(part) for part in np.array_split(rows, 8)])
                self.real = teacher_features(self.teacher, true, QUICK_SIZE[stage])
            made = self._make(averaged, text, list(range(1000, 1000 + len(text))))
            figures = {"distance": round(frechet(teacher_features(self.teacher, made, QUICK_SIZE[stage]), self.real), 1)}
            figures |= self._told(averaged)
            if stage == 1:
                figures["colours"] = colour_accuracy(lambda text, seeds: self._make(averaged, text, seeds), vectors)["all"]
        return figures

    def _told(self, averaged: torch.nn.Module) -> dict[str, float]:
        """Returns how much of the judge's sentences the scorer, which teaches no generator, reads in the pictures."""
        told = sentences()
        made = self._make(averaged, vectors([one.text for one in told]).repeat_interleave(SEEN, 0), list(range(1, SEEN + 1)) * len(told))
        small = F.interpolate(made, size=(64, 64), mode="area")
        return {"told": round(told_share(self.scorer(small), said_of(told).repeat_interleave(SEEN, 0)), 4)}

    def preview(self, averaged: torch.nn.Module, folder: Path) -> None:
        """Writes birds.png: a row of birds for each of PROMPTS."""
        columns = 12 if self.args.stage == 1 else 4
        with self.place.autocast():
            made = self._make(averaged, self.prompts.repeat_interleave(columns, 0), list(range(1, columns + 1)) * len(PROMPTS))
        grid(made, columns).save(folder / "birds.png")


def main(argv: list[str] | None = None) -> None:
    # The defaults of the shared arguments depend on the stage.
    stages = argparse.ArgumentParser(add_help=False)
    stages.add_argument("--stage", type=int, choices=(1, 2), default=1)
    stage = stages.parse_known_args(argv or sys.argv[1:])[0].stage
    parser = training_arguments(__doc__, run_of(stage), steps=STEPS[stage], lr=RATE[stage])
    parser.add_argument("--stage", type=int, choices=(1, 2), required=True)
    parser.add_argument("--batch", type=int, default=BATCH[stage], help="pictures per step (%(default)s)")
    parser.add_argument("--warm", action="store_true", help="start a new run from the exported generators of the models folder")
    train(parser, StackGanTask, argv)


if __name__ == "__main__":
    main()
