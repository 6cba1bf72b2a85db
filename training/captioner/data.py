"""Captioned pictures for training, from cached features or cached feature maps."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.captioner.features import INPUT_SIZE, VIEWS, maps_path
from training.captioner.text import Captions, Vocabulary
from training.perception.data import cache_folder, load_source

SENTENCES = 2
"""Captions drawn for each picture of a batch."""


@dataclass
class Flickr:
    """Rows of the Flickr8k cache by split, with the captions of each as word ids."""

    train: np.ndarray
    dev: np.ndarray
    sentences: dict[int, list[list[int]]]
    references: dict[int, list[list[str]]]

    @classmethod
    def of(cls, captions: Captions, vocabulary: Vocabulary) -> "Flickr":
        row = {Path(key).stem: i for i, key in enumerate(load_source("flickr8k").keys)}
        both = {**captions.train, **captions.dev}
        train, dev = (np.array([row[stem] for stem in split if stem in row]) for split in (captions.train, captions.dev))
        texts = {row[stem]: t for stem, t in both.items() if stem in row}
        return cls(train, dev, {r: [vocabulary.ids(s) for s in t] for r, t in texts.items()}, texts)

    def draw(self, random: np.random.Generator, pictures: int) -> tuple[np.ndarray, list[list[int]], torch.Tensor]:
        """Draws distinct pictures. Returns their rows, SENTENCES captions of each in turn, and the picture index of each caption."""
        rows = random.choice(self.train, pictures, replace=False)
        drawn = [self.sentences[r][k] for r in rows for k in random.choice(len(self.sentences[r]), SENTENCES, replace=False)]
        return rows, drawn, torch.arange(pictures).repeat_interleave(SENTENCES)


class TeacherFeatures:
    """MobileNetV2's standardised pooled features (N,1280) of Flickr8k's pictures and their mirror images."""

    def __init__(self, train: np.ndarray):
        plain = load_source("flickr8k").pooled
        mirrored = np.load(cache_folder() / "flickr8k.pooled.mirrored.npy", mmap_mode="r")
        self.mean = torch.tensor(plain[train].astype(np.float32).mean(0))
        self.std = torch.tensor(plain[train].astype(np.float32).std(0)) + 0.1
        self.views = [self.standardise(v) for v in (plain, mirrored)]

    def standardise(self, pooled: np.ndarray) -> torch.Tensor:
        return (torch.tensor(np.asarray(pooled).astype(np.float32)) - self.mean) / self.std

    def take(self, rows: np.ndarray, random: np.random.Generator) -> torch.Tensor:
        pick = torch.tensor(random.random(len(rows)) < 0.5)[:, None]
        return torch.where(pick, self.views[0][rows], self.views[1][rows])


class Maps:
    """Cached feature maps (N,256,h,w) of a source, one file per view."""

    def __init__(self, name: str):
        self.source = load_source(name)
        paths = [maps_path(name, view) for view in range(VIEWS[name])]
        self.views = [np.load(p, mmap_mode="r") for p in paths if p.exists()]
        self.train = np.flatnonzero(~self.source.held_out)
        self.size = INPUT_SIZE[name]

    def take(self, rows: np.ndarray, random: np.random.Generator | None) -> torch.Tensor:
        """Returns a random view of each row, or the unchanged picture without `random`."""
        views = random.integers(len(self.views), size=len(rows)) if random else np.zeros(len(rows), int)
        maps = np.stack([self.views[v][r] for v, r in zip(views, rows, strict=True)])
        return torch.from_numpy(maps).float().contiguous(memory_format=torch.channels_last)
