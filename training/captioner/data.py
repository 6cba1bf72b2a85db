"""Training batches for the caption decoder: captioned pictures, and captions whose pictures are not available."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.captioner.borrowed import borrowed_captions
from training.captioner.corpus import LONGEST_LINE, load_text, without_pictures
from training.captioner.inputs import Inputs, Picture, TeacherInputs
from training.captioner.text import tokenise
from training.common.minilm import Cache
from training.joint.data import CAPTIONED_SHARE
from training.recognition.pictures import load
from training.tales.captions import tidy

SENTENCES = 2
"""Captions drawn for each picture of a batch."""
TEXT_NOISE = 0.045
"""Standard deviation per dimension of the noise on a sentence vector that replaces an image vector (CapDec, Nukrai et al. 2022)."""
NO_GRID = 0.25
"""Share of the pictures that are trained without their grid."""
BORROWED = 0.15
"""Share of the pictures whose captions are borrowed."""


@dataclass(frozen=True)
class Batch:
    inputs: Inputs
    sentences: list[list[int]]
    owner: torch.Tensor
    """Row of `inputs` that each sentence describes."""
    grid_mask: torch.Tensor
    """(pictures,1): 0 where the grid is withheld."""
    lines: list[list[int]]
    line_points: torch.Tensor


class Captions:
    def __init__(self, inputs: TeacherInputs):
        self.inputs, self.text = inputs, load_text()
        self.pictures: dict[str, list[tuple[Picture, list[list[int]]]]] = {}
        for name in CAPTIONED_SHARE:
            source, captions = load(name), self.text.captions[name]
            rows = [((name, i), captions.get(Path(key).stem, [])) for i, key in enumerate(source.keys) if not source.held_out[i]]
            self.pictures[name] = [(picture, sentences) for picture, sentences in rows if sentences]
        vectors = line_vectors()
        self.line_points = torch.cat([inputs.text_points(part) for part in torch.from_numpy(vectors).float().split(8192)]).half()
        words = [[self.text.vocabulary.words[i] for i in line] for line in self.text.lines]
        self.borrowed = [(picture, [self.text.lines[i] for i in lines]) for picture, lines in borrowed_captions(words, self.line_points)]

    def draw_pictures(self, random: np.random.Generator, count: int, borrowed: float = 0.0) -> list[tuple[Picture, list[list[int]]]]:
        """Draws captioned pictures with all of their captions. borrowed: share of pictures whose captions are borrowed."""
        names = random.choice(list(CAPTIONED_SHARE), count, p=list(CAPTIONED_SHARE.values()))
        pools = [self.borrowed if random.random() < borrowed else self.pictures[name] for name in names]
        return [pool[random.integers(len(pool))] for pool in pools]

    def draw_lines(self, random: np.random.Generator, count: int) -> tuple[list[list[int]], torch.Tensor]:
        """Draws captions without a picture, and noisy joint-space vectors of theirs, (count,300)."""
        rows = random.integers(len(self.text.lines), size=count)
        points = self.line_points[torch.from_numpy(rows)].float()
        noise = torch.from_numpy(random.normal(0, TEXT_NOISE, points.shape).astype(np.float32))
        return [self.text.lines[i] for i in rows], torch.nn.functional.normalize(points + noise, dim=1)

    def draw_mask(self, random: np.random.Generator, count: int) -> torch.Tensor:
        """Draws which pictures are shown with their grid, (count,1)."""
        return torch.from_numpy((random.random((count, 1)) >= NO_GRID).astype(np.float32))

    def draw(self, random: np.random.Generator, pictures: int, lines: int) -> Batch:
        chosen, sentences, owner = [], [], []
        for picture, captions in self.draw_pictures(random, pictures, BORROWED):
            for k in random.choice(len(captions), min(SENTENCES, len(captions)), replace=False):
                sentences.append(captions[k])
                owner.append(len(chosen))
            chosen.append(picture)
        line_words, line_points = self.draw_lines(random, lines)
        grid_mask = self.draw_mask(random, pictures)
        return Batch(self.inputs.of(chosen, random), sentences, torch.tensor(owner), grid_mask, line_words, line_points)


def line_vectors() -> np.ndarray:
    """Returns the MiniLM vectors (lines,384) fp16 of captions without a picture. The story corpus uses the same ones."""
    kept = [tidy(line) for line in without_pictures() if 3 <= len(tokenise(line)) <= LONGEST_LINE]
    return Cache().vectors(kept, "captions without pictures")
