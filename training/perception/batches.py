"""Training batches: crops for the feature losses, whole pictures for the semantic losses."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.common.batches import TensorBatch
from training.common.paths import data_root
from training.perception.data import SIZES, Source, load_paintings, load_source

# Shares of a semantic batch: more varied sources are oversampled.
MIX = {"flickr8k": 0.25, "birds": 0.15, "general": 0.42, "tiny": 0.18}
PAINTING_SHARE = 0.15
WORDS = 1000


@dataclass
class Batch(TensorBatch):
    crops: torch.Tensor
    whole: torch.Tensor
    pooled: torch.Tensor
    logits: torch.Tensor
    labels: torch.Tensor
    words: torch.Tensor
    has_words: torch.Tensor


def caption_words(captions: dict[str, dict[str, list[str]]]) -> list[str]:
    """Returns the most frequent words of the training captions, each counted once per picture."""
    counts = Counter(w for texts in captions["train"].values() for w in set(re.findall(r"[a-z]+", " ".join(texts).lower())))
    return [word for word, _ in counts.most_common(WORDS)]


class Batches:
    """Draws training batches, without held-out pictures."""

    def __init__(self):
        self.sources: dict[str, Source] = {name: load_source(name) for name in SIZES}
        self.paintings = load_paintings()
        self.train = {name: np.flatnonzero(~s.held_out) for name, s in self.sources.items()}
        offset, self.label_offset = 0, {}
        for name, source in self.sources.items():
            self.label_offset[name] = offset
            offset += len(source.label_names)
        self.label_count = offset
        captions = json.loads((data_root() / "flickr8k-captions.json").read_text())
        self.words = caption_words(captions)
        index = {word: i for i, word in enumerate(self.words)}
        self.picture_words = {}
        for stem, texts in captions["train"].items():
            found = [index[w] for w in set(re.findall(r"[a-z]+", " ".join(texts).lower())) if w in index]
            self.picture_words[stem] = np.array(found)
        pooled = np.concatenate([s.pooled[self.train[n]][::7].astype(np.float32) for n, s in self.sources.items()])
        self.pooled_mean = torch.tensor(pooled.mean(0))
        self.pooled_std = torch.tensor(pooled.std(0)) + 1e-2

    def _crop(self, picture: np.ndarray, size: int, box, random: np.random.Generator) -> np.ndarray:
        image = Image.fromarray(picture).resize((size, size), Image.BILINEAR, box=box)
        out = np.asarray(image)
        return out[:, ::-1] if random.random() < 0.5 else out

    def crop(self, size: int, random: np.random.Generator) -> np.ndarray:
        """Returns a square crop, taken at up to twice its size (paintings: six times) and scaled down, to match the scales in Paint."""
        if random.random() < PAINTING_SHARE:
            picture, most = self.paintings[random.integers(len(self.paintings))], 6
        else:
            name = random.choice(["flickr8k", "birds", "general"], p=[0.55, 0.2, 0.25])
            picture, most = self.sources[name].pictures[random.choice(self.train[name])], 2
        height, width = picture.shape[:2]
        side = int(random.integers(size, max(size + 1, min(width, height, most * size))))
        left, top = int(random.integers(0, width - side + 1)), int(random.integers(0, height - side + 1))
        return self._crop(picture, size, (left, top, left + side, top + side), random)

    def _view(self, picture: np.ndarray, size: int, random: np.random.Generator) -> np.ndarray:
        """Returns a mild random crop with a slightly varied aspect ratio, for which the teacher's prediction still holds."""
        side = picture.shape[0]
        w, h = (side * np.sqrt(random.uniform(0.6, 1)) * b for b in np.exp(np.array([1, -1]) * random.uniform(-0.12, 0.12)))
        w, h = min(w, side), min(h, side)
        left, top = random.uniform(0, side - w), random.uniform(0, side - h)
        return self._crop(picture, size, (left, top, left + w, top + h), random)

    def next(self, crops: int, crop_size: int, whole: int, whole_size: int, random: np.random.Generator) -> Batch:
        crop = np.stack([self.crop(crop_size, random) for _ in range(crops)])
        names = random.choice(list(MIX), size=whole, p=list(MIX.values()))
        views, pooled, logits, labels = [], [], [], []
        words, has_words = np.zeros((whole, len(self.words)), np.float32), np.zeros(whole, np.float32)
        for row, name in enumerate(names):
            source, index = self.sources[name], random.choice(self.train[name])
            views.append(self._view(source.pictures[index], whole_size, random))
            pooled.append(source.pooled[index])
            logits.append(source.logits[index])
            label = source.labels[index]
            labels.append(label + self.label_offset[name] if label >= 0 else -1)
            if name == "flickr8k":
                words[row, self.picture_words[Path(source.keys[index]).stem]] = 1
                has_words[row] = 1
        target = (torch.tensor(np.stack(pooled).astype(np.float32)) - self.pooled_mean) / self.pooled_std
        return Batch(
            as_rgb(crop),
            as_rgb(np.stack(views)),
            target.clamp(-5, 5),
            torch.tensor(np.stack(logits).astype(np.float32)),
            torch.tensor(labels),
            torch.from_numpy(words),
            torch.from_numpy(has_words),
        )


def as_rgb(pictures: np.ndarray) -> torch.Tensor:
    """Converts (N,S,S,3) uint8 to (N,3,S,S) float in 0..1, channels last in memory."""
    return (torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2).float() / 255).contiguous(memory_format=torch.channels_last)
