"""Features of pictures by source and row, and the dev pictures that the joint space is evaluated on."""

import json
from pathlib import Path

import numpy as np
import torch

from training.common.minilm import Cache
from training.common.paths import data_root
from training.recognition.features import is_seen, seen
from training.recognition.pictures import ARCHIVES, load
from training.recognition.teacher import is_taught, targets
from training.tales.captions import tidy


class Standardised:
    """Features of pictures by source, standardised over the training pictures."""

    def __init__(self, pooled: dict[str, np.ndarray], least: float):
        """pooled: features (N,1280) by source. least: added to the standard deviations, so that rare features are not amplified."""
        self.pooled = pooled
        sample = np.concatenate([rows[~load(name).held_out][::9].astype(np.float32) for name, rows in pooled.items()])
        self.mean, self.std = torch.tensor(sample.mean(0)), torch.tensor(sample.std(0)) + least

    def of(self, pictures: list[tuple[str, int]]) -> torch.Tensor:
        """Returns the features (N,1280) of pictures given as (source, row)."""
        rows = np.stack([self.pooled[name][row] for name, row in pictures]).astype(np.float32)
        return (torch.from_numpy(rows) - self.mean) / self.std


def teacher_features() -> Standardised:
    """Returns EfficientNet-Lite2's pooled features."""
    return Standardised({name: targets(name)["pooled"] for name in ARCHIVES if is_taught(name)}, least=0.1)


def seen_features(mirrored: bool = False) -> Standardised:
    """Returns the recognition network's features of the upright or the mirrored pictures, both standardised alike."""
    found = Standardised({name: seen(name)[0][:, 0] for name in ARCHIVES if is_seen(name)}, least=0.05)
    if mirrored:
        found.pooled = {name: seen(name)[0][:, 1] for name in found.pooled}
    return found


def dev_captions() -> tuple[list[tuple[str, int]], list[str], torch.Tensor]:
    """Returns Flickr8k's dev pictures, their captions, and the picture index of each caption."""
    dev = json.loads((data_root() / "flickr8k-captions.json").read_text())["dev"]
    row = {Path(key).stem: i for i, key in enumerate(load("flickr8k").keys)}
    stems = [stem for stem in dev if stem in row]
    owner = torch.tensor([i for i, stem in enumerate(stems) for _ in dev[stem]])
    return [("flickr8k", row[stem]) for stem in stems], [text for stem in stems for text in dev[stem]], owner


def dev_sentences(cache: Cache) -> tuple[list[tuple[str, int]], torch.Tensor, torch.Tensor]:
    """Returns Flickr8k's dev pictures, the MiniLM vectors (5N,384) of their captions, and the picture index of each caption."""
    pictures, texts, owner = dev_captions()
    return pictures, torch.from_numpy(cache.vectors([tidy(text) for text in texts], "dev captions").astype(np.float32)), owner
