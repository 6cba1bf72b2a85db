"""The part of a captioner's training that the ceiling and the shipped network share: captions, evaluation and preview."""

from argparse import Namespace
from pathlib import Path

from torch import nn

from training.captioner.data import Flickr
from training.captioner.report import beside_people, figures
from training.captioner.text import load_captions, vocabulary_of
from training.common.task import Place, Task

REPORT_PICTURES, PREVIEW_PICTURES = 250, 40
"""Dev pictures captioned for an evaluation during training, and for a preview."""


class CaptioningTask(Task):
    """Base of the captioners' tasks. A subclass creates the model and implements `measure`."""

    warmup = 100
    draws_ahead = True

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.captions = load_captions()
        self.vocabulary = vocabulary_of(self.captions)
        self.flickr = Flickr.of(self.captions, self.vocabulary)

    def measure(self, averaged: nn.Module, pictures: int) -> dict:
        """Captions the first `pictures` dev pictures. Returns the result of report.measure."""
        raise NotImplementedError

    def report(self, averaged: nn.Module) -> dict[str, float]:
        return figures(self.measure(averaged, REPORT_PICTURES))

    def preview(self, averaged: nn.Module, folder: Path) -> None:
        """Writes captions.txt: captions next to those that people wrote."""
        (folder / "captions.txt").write_text(beside_people(self.measure(averaged, PREVIEW_PICTURES), self.flickr))
