"""Training pairs for the joint space: pictures with captions, or with a vector built from class names."""

from pathlib import Path

import numpy as np
import torch

from training.common.minilm import Cache
from training.joint.names import class_vectors, label_text
from training.recognition.lessons import sentences_by_file
from training.recognition.pictures import ARCHIVES, CAPTIONED, load
from training.recognition.teacher import is_taught, targets
from training.tales.captions import tidy

CAPTIONED_SHARE = {"flickr8k": 0.8, "coco": 0.13, "captioned": 0.07}
"""Sampling share of each captioned source; small sources are oversampled."""
LIKELIEST = 8
"""Number of the teacher's most likely classes that a picture's name vector is built from."""


def named_vectors(answers: np.ndarray, names: np.ndarray, labels: np.ndarray | None = None) -> np.ndarray:
    """Returns unit vectors (N,384): class-name vectors weighted by the teacher's probabilities, combined with the label's vector if known.

    answers (N,1000) logits; names (1000,384); labels (N,384), zeros where there is no label.
    """
    logits = answers.astype(np.float32)
    top = np.argpartition(-logits, LIKELIEST, axis=1)[:, :LIKELIEST]
    best = np.take_along_axis(logits, top, 1)
    weight = np.exp(best - best.max(1, keepdims=True))
    weight /= weight.sum(1, keepdims=True)
    mixed = np.einsum("nk,nkd->nd", weight, names[top])
    if labels is not None:
        known = np.linalg.norm(labels, axis=1, keepdims=True) > 0
        mixed = np.where(known, 0.35 * mixed + 0.65 * labels, mixed)
    return mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-6)


class Pairs:
    """Pictures of all sources that have teacher targets, with MiniLM vectors of their captions or class names."""

    def __init__(self):
        cache = Cache()
        self.names = class_vectors(cache)
        sentences = sentences_by_file()
        self.captioned: dict[str, list[tuple[int, list[str]]]] = {}
        for name in CAPTIONED:
            source = load(name)
            rows = [(i, sentences[name].get(Path(key).stem, [])) for i, key in enumerate(source.keys) if not source.held_out[i]]
            self.captioned[name] = [(i, texts) for i, texts in rows if texts]
        self.texts = list(dict.fromkeys(t for rows in self.captioned.values() for _, texts in rows for t in texts))
        self.vectors = torch.from_numpy(cache.vectors([tidy(text) for text in self.texts], "captions").astype(np.float32))
        self.place = {text: i for i, text in enumerate(self.texts)}
        self.uncaptioned = {name: np.flatnonzero(~load(name).held_out) for name in ARCHIVES if name not in CAPTIONED and is_taught(name)}
        self.named = {name: self._named(cache, name) for name in self.uncaptioned}
        share = np.array([len(rows) ** 0.7 for rows in self.uncaptioned.values()])
        self.share = share / share.sum()

    def _named(self, cache: Cache, name: str) -> np.ndarray:
        texts = [label_text(name, label) for label in load(name).labels]
        known = sorted(set(texts) - {""})
        vector = dict(zip(known, cache.vectors(known, f"labels of {name}").astype(np.float32), strict=True))
        labels = np.stack([vector.get(text, np.zeros(384, np.float32)) for text in texts])
        return named_vectors(np.asarray(targets(name)["answers"]), self.names, labels).astype(np.float32)

    def draw_captioned(self, random: np.random.Generator, count: int) -> tuple[list[tuple[str, int]], torch.Tensor]:
        """Draws captioned pictures. Returns them as (source, row), and the vectors (count,384) of one caption each."""
        pictures, texts = [], []
        for name in random.choice(list(CAPTIONED_SHARE), count, p=list(CAPTIONED_SHARE.values())):
            row, said = self.captioned[name][random.integers(len(self.captioned[name]))]
            pictures.append((str(name), row))
            texts.append(self.place[said[random.integers(len(said))]])
        return pictures, self.vectors[texts]

    def draw_named(self, random: np.random.Generator, count: int) -> tuple[list[tuple[str, int]], torch.Tensor]:
        """Draws pictures without captions. Returns them as (source, row), and their class-name vectors (count,384)."""
        pictures, vectors = [], []
        for name in random.choice(list(self.uncaptioned), count, p=self.share):
            row = int(self.uncaptioned[name][random.integers(len(self.uncaptioned[name]))])
            pictures.append((str(name), row))
            vectors.append(self.named[name][row])
        return pictures, torch.from_numpy(np.stack(vectors))
