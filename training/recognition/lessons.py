"""Training batches of cached feature maps with the teacher's targets for the same crop of the same picture."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.common.paths import data_root
from training.recognition.maps import SIDE, decode, views_of
from training.recognition.pictures import ARCHIVES, CAPTIONED, Source, load
from training.recognition.teacher import targets

MIX = {"flickr8k": 0.1, "coco": 0.03, "captioned": 0.02, "general": 0.51, "general-more": 0.26, "birds": 0.08}
"""Share of each source in a batch. Captioned pictures are not oversampled: what is learned by heart here misleads the captioner later."""
MEASURED = ("flickr8k", "general", "general-more")
"""Sources whose features give mean and deviation: the same ones, whichever else is cached already."""
SMALLEST_CROP = 16
"""Crop size within the 20 x 20 map. Cropping the map is free and augments position and scale."""
WORDS = 1200


@dataclass
class Lesson:
    maps: torch.Tensor
    """(N,256,S,S), fp32, channels last."""
    pooled: torch.Tensor
    """(N,1280) standardised."""
    answers: torch.Tensor
    """(N,1000) logits."""
    grid: torch.Tensor
    """(N,256,P,P): the teacher's map sampled at the student's cells, in int8 codes as floats."""
    words: torch.Tensor
    """(N,WORDS) 0 or 1: words of the picture's captions."""
    has_words: torch.Tensor
    """(N,) 1 if the picture has captions."""


def sentences_by_file() -> dict[str, dict[str, list[str]]]:
    """Returns the training captions by source and file stem."""
    flickr = json.loads((data_root() / "flickr8k-captions.json").read_text())["train"]
    coco, more = (json.loads((data_root() / f"{name}.json").read_text()) for name in ("coco-captioned", "captioned-more"))
    own = {name: {Path(f).stem: e["captions"] for f, e in entries.items()} for name, entries in (("coco", coco), ("captioned", more))}
    return {"flickr8k": flickr} | own


def said_words(sentences: list[str]) -> set[str]:
    return set(re.findall(r"[a-z]+", " ".join(sentences).lower()))


def frequent_words(sentences: dict[str, dict[str, list[str]]]) -> list[str]:
    """Returns the most frequent caption words, each counted once per picture."""
    counts = Counter(word for pictures in sentences.values() for texts in pictures.values() for word in said_words(texts))
    return [word for word, _ in counts.most_common(WORDS)]


def places(boxes: torch.Tensor, cells: int) -> torch.Tensor:
    """Returns the grid_sample coordinates (N,cells,cells,2) of the cells' centres in boxes (N,4): left, top, right, bottom in 0..1.

    A box whose left exceeds its right is mirrored.
    """
    centres = (torch.arange(cells) + 0.5) / cells
    x = boxes[:, :1] + (boxes[:, 2:3] - boxes[:, :1]) * centres
    y = boxes[:, 1:2] + (boxes[:, 3:4] - boxes[:, 1:2]) * centres
    both = torch.stack([x[:, None, :].expand(-1, cells, -1), y[:, :, None].expand(-1, -1, cells)], 3)
    return both * 2 - 1


class Lessons:
    """Draws training batches from all sources whose maps and targets are cached."""

    def __init__(self, names: tuple[str, ...] = tuple(ARCHIVES)):
        self.sources: dict[str, Source] = {name: load(name) for name in names}
        self.views = {name: views_of(name) for name in names}
        self.names = [name for name in names if self.views[name]]
        self.targets = {name: targets(name) for name in self.names}
        self.rows = {name: np.flatnonzero(~self.sources[name].held_out) for name in self.names}
        share = np.array([MIX[name] for name in self.names])
        self.share = share / share.sum()
        measured = [name for name in MEASURED if name in self.targets] or self.names
        pooled = np.concatenate([self.targets[n]["pooled"][self.rows[n][::9]].astype(np.float32) for n in measured])
        self.pooled_mean, self.pooled_std = torch.tensor(pooled.mean(0)), torch.tensor(pooled.std(0)) + 0.1
        sentences = sentences_by_file()
        self.words = frequent_words(sentences)
        index = {word: i for i, word in enumerate(self.words)}
        self.said = {
            name: {stem: np.array([index[w] for w in said_words(texts) if w in index]) for stem, texts in sentences[name].items()} for name in CAPTIONED
        }

    def standardise(self, pooled: np.ndarray) -> torch.Tensor:
        return (torch.from_numpy(pooled.astype(np.float32)) - self.pooled_mean) / self.pooled_std

    def draw(self, random: np.random.Generator, count: int) -> Lesson:
        """Draws a batch of maps with the teacher's targets. All maps share a crop; each is mirrored at random."""
        side = int(random.integers(SMALLEST_CROP + 1, SIDE + 1))
        codes, boxes, flips, given = [], [], [], {"pooled": [], "answers": [], "grid": []}
        words, has_words = np.zeros((count, len(self.words)), np.float32), np.zeros(count, np.float32)
        for i, at in enumerate(random.choice(len(self.names), count, p=self.share)):
            name = self.names[at]
            row = int(self.rows[name][random.integers(len(self.rows[name]))])
            maps, shown = self.views[name][random.integers(len(self.views[name]))]
            left, top = random.integers(0, SIDE - side + 1, 2)
            codes.append(maps[row, :, top : top + side, left : left + side])
            view = shown[row]
            width, height = view[2] - view[0], view[3] - view[1]
            box = [view[0] + width * left / SIDE, view[1] + height * top / SIDE, view[0] + width * (left + side) / SIDE, view[1] + height * (top + side) / SIDE]
            flips.append(random.random() < 0.5)
            boxes.append([box[2], box[1], box[0], box[3]] if flips[-1] else box)
            for kind, rows in given.items():
                rows.append(self.targets[name][kind][row])
            said = self.said[name].get(Path(self.sources[name].keys[row]).stem) if name in CAPTIONED else None
            if said is not None:
                words[i, said], has_words[i] = 1, 1
        seen = decode(np.stack(codes))
        mirrored = torch.tensor(flips)
        seen[mirrored] = seen[mirrored].flip(3)
        cells = ((side + 1) // 2 + 1) // 2
        whole = torch.from_numpy(np.stack(given["grid"]).astype(np.float32))
        grid = F.grid_sample(whole, places(torch.tensor(np.array(boxes), dtype=torch.float32), cells), "bilinear", "border", align_corners=False)
        answers = torch.from_numpy(np.stack(given["answers"]).astype(np.float32))
        return Lesson(seen, self.standardise(np.stack(given["pooled"])), answers, grid, torch.from_numpy(words), torch.from_numpy(has_words))
