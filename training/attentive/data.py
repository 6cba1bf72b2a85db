"""Batches of captions: of pictures that are here, of sentences without a picture, and borrowed ones for pictures without sentences."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.attentive.looks import Look, Picture, TeacherLooks
from training.attentive.text import LONGEST_LINE, load_text, without_pictures
from training.captioner.text import tokenise
from training.common.minilm import Cache
from training.joint.data import CAPTIONED_SHARE
from training.recognition.pictures import load
from training.tales.captions import tidy

SENTENCES = 2
"""Captions drawn for each picture of a batch."""
TEXT_NOISE = 0.045
"""Deviation per number of the noise on a sentence's own point where it stands in for a picture's (CapDec, Nukrai et al. 2022)."""
NO_GRID = 0.25
"""Share of the pictures that are told without their grid."""


@dataclass(frozen=True)
class Batch:
    look: Look
    sentences: list[list[int]]
    owner: torch.Tensor
    """Row of `look` that each sentence tells of."""
    there: torch.Tensor
    """(pictures,1): 0 where the grid is withheld."""
    lines: list[list[int]]
    line_points: torch.Tensor


class Captions:
    def __init__(self, looks: TeacherLooks):
        self.looks, self.text = looks, load_text()
        self.pictures: dict[str, list[tuple[Picture, list[list[int]]]]] = {}
        for name in CAPTIONED_SHARE:
            source, captions = load(name), self.text.captions[name]
            rows = [((name, i), captions.get(Path(key).stem, [])) for i, key in enumerate(source.keys) if not source.held_out[i]]
            self.pictures[name] = [(picture, sentences) for picture, sentences in rows if sentences]
        vectors = line_vectors()
        self.line_points = torch.cat([looks.text_points(part) for part in torch.from_numpy(vectors).float().split(8192)]).half()

    def draw(self, random: np.random.Generator, pictures: int, lines: int) -> Batch:
        chosen, sentences, owner = [], [], []
        for name in random.choice(list(CAPTIONED_SHARE), pictures, p=list(CAPTIONED_SHARE.values())):
            picture, said = self.pictures[name][random.integers(len(self.pictures[name]))]
            for k in random.choice(len(said), min(SENTENCES, len(said)), replace=False):
                sentences.append(said[k])
                owner.append(len(chosen))
            chosen.append(picture)
        rows = random.integers(len(self.text.lines), size=lines)
        points = self.line_points[torch.from_numpy(rows)].float()
        noise = torch.from_numpy(random.normal(0, TEXT_NOISE, points.shape).astype(np.float32))
        there = torch.from_numpy((random.random((pictures, 1)) >= NO_GRID).astype(np.float32))
        return Batch(
            self.looks.of(chosen, random),
            sentences,
            torch.tensor(owner),
            there,
            [self.text.lines[i] for i in rows],
            torch.nn.functional.normalize(points + noise, dim=1),
        )


def line_vectors() -> np.ndarray:
    """(lines,384) fp16: MiniLM's vectors of the sentences without a picture, which the corpus of stories needs as well."""
    kept = [tidy(line) for line in without_pictures() if 3 <= len(tokenise(line)) <= LONGEST_LINE]
    return Cache().vectors(kept, "captions without pictures")
