"""Trains the sentence encoder.

    ATELIER_DATA=... python -m training.skipthought.train --steps 20000

Needs the tokeniser (python -m training.prose.tokens). Goes on from its checkpoint; docs/training.md has more.
"""

from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.common.arguments import training_arguments
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.prose.tokens import VOCABULARY, load
from training.skipthought.data import Batch, Sentences, held_pairs
from training.skipthought.losses import neighbour_loss, word_loss, word_weights
from training.skipthought.measure import paraphrases, retrieval, vectors_of
from training.skipthought.model import Heads, Packed, Sizes, SkipThought

WORD_WEIGHTS = (0.3, 1.0, 0.3)
"""Weights of the loss over the words of the sentence before, of the sentence itself, and of the one after."""


class Trained(nn.Module):
    def __init__(self, sizes: Sizes):
        super().__init__()
        self.encoder = SkipThought(sizes)
        self.heads = Heads(sizes)


def losses_of(model: Trained, batch: Batch, weights: torch.Tensor) -> dict[str, torch.Tensor]:
    vectors = model.encoder(Packed.of([s.tolist() for s in batch.sentences], weights.device))
    neighbour, hits = neighbour_loss(model.heads, vectors, batch)
    before, own, after = word_loss(model.heads, model.encoder.embedding, vectors, batch, weights)
    loss = neighbour + sum(w * part for w, part in zip(WORD_WEIGHTS, (before, own, after), strict=True))
    return {"loss": loss, "neighbour": neighbour, "first": hits, "before": before, "own": own, "after": after}


class SkipThoughtTask(Task):
    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.sentences = Sentences(args.seed)
        counts = np.bincount(np.concatenate([s for run in self.sentences.runs for s in run]), minlength=VOCABULARY)
        self.weights = word_weights(counts + 1.0).to(place.device)
        self.model = Trained(Sizes(VOCABULARY)).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 1e-3)]

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        return self.sentences.draw(random).to(self.place.device)

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        with self.place.autocast():
            return losses_of(self.model, batch, self.weights)

    def report(self, averaged: Trained) -> dict[str, float]:
        with self.place.autocast():
            return retrieval(averaged.encoder, averaged.heads, self.sentences.held) | paraphrases(averaged.encoder)

    def preview(self, averaged: Trained, folder: Path) -> None:
        """neighbours.txt: held-out sentences, each with the three nearest of the others."""
        sentences, _ = held_pairs(self.sentences.held)
        texts = load().decode_batch([s.tolist() for s in sentences])
        with self.place.autocast():
            vectors = vectors_of(averaged.encoder, sentences)
        nearest = (vectors @ vectors.T - 2 * torch.eye(len(vectors))).topk(3).indices.tolist()
        lines = [f"{texts[i]}\n" + "".join(f"    {texts[j]}\n" for j in nearest[i]) for i in range(0, len(texts), max(1, len(texts) // 20))]
        (folder / "neighbours.txt").write_text("\n".join(lines))


def main() -> None:
    train(training_arguments(__doc__, "skipthought", steps=20000, lr=2e-3), SkipThoughtTask)


if __name__ == "__main__":
    main()
