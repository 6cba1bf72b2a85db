"""Trains the sentence encoder.

    ATELIER_DATA=... python -m training.skipthought.train --steps 20000

Needs the tokeniser, the sentences and MiniLM's vectors (python -m training.prose.tokens, training.skipthought.corpus,
training.skipthought.teach). Resumes from its checkpoint; see docs/training.md.
"""

from argparse import Namespace
from pathlib import Path

import numpy as np
import torch

from training.common.arguments import training_arguments
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.prose.tokens import VOCABULARY, learned
from training.skipthought.data import Batch, Sentences
from training.skipthought.losses import meaning_loss, neighbour_loss, word_loss, word_weights
from training.skipthought.measure import Judge, retrieval, vectors_of
from training.skipthought.model import Packed, Sizes, Trained

WEIGHTS = {"neighbour": 1.0, "before": 0.2, "own": 0.5, "after": 0.2, "turned": 2.0, "apart": 20.0, "order": 2.0}
"""Weight of each objective; before, own and after: words of the previous sentence, the sentence itself and the next one."""


def losses_of(model: Trained, batch: Batch, weights: torch.Tensor) -> dict[str, torch.Tensor]:
    vectors = model.encoder(Packed.of([s.tolist() for s in batch.sentences], weights.device))
    neighbour, hits = neighbour_loss(model.heads, vectors, batch)
    words = word_loss(model.heads, model.encoder.embedding, vectors, batch, weights)
    parts = {"neighbour": neighbour} | dict(zip(("before", "own", "after"), words, strict=True)) | meaning_loss(model.heads, vectors, batch)
    return {"loss": sum(WEIGHTS[name] * part for name, part in parts.items()), "first": hits} | parts


class SkipThoughtTask(Task):
    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.sentences, self.judge = Sentences.load(), Judge(learned())
        self.weights = word_weights(self.sentences.counts() + 1.0).to(place.device)
        self.model = Trained(Sizes(VOCABULARY)).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 1e-3)]
        known = len(self.sentences.known), len(self.sentences.beginnings)
        print(f"{len(self.sentences.store.ends)} sentences; MiniLM knows {known[0]} of stories and {known[1]} beginnings", flush=True)

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        return self.sentences.draw(random).to(self.place.device)

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        with self.place.autocast():
            return losses_of(self.model, batch, self.weights)

    def report(self, averaged: Trained) -> dict[str, float]:
        with self.place.autocast():
            return retrieval(averaged.encoder, averaged.heads, self.sentences) | self.judge.spearman(averaged.encoder)

    def preview(self, averaged: Trained, folder: Path) -> None:
        """Writes neighbours.txt: held-out sentences, each with its three nearest neighbours."""
        sentences, _ = self.sentences.held_pairs()
        texts = learned().decode_batch([s.tolist() for s in sentences])
        with self.place.autocast():
            vectors = vectors_of(averaged.encoder, sentences)
        nearest = (vectors @ vectors.T - 2 * torch.eye(len(vectors))).topk(3).indices.tolist()
        lines = [f"{texts[i]}\n" + "".join(f"    {texts[j]}\n" for j in nearest[i]) for i in range(0, len(texts), max(1, len(texts) // 20))]
        (folder / "neighbours.txt").write_text("\n".join(lines))


def main() -> None:
    train(training_arguments(__doc__, "skipthought", steps=20000, lr=2e-3), SkipThoughtTask)


if __name__ == "__main__":
    main()
