"""Evaluates sentence vectors: retrieval of the next sentence among a thousand, and rank correlation with MiniLM's similarities.

    ATELIER_DATA=... python -m training.skipthought.measure

Evaluates the averaged weights of the latest checkpoint.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F
from scipy.stats import spearmanr
from tokenizers import Tokenizer

from training.common.checkpoint import averaged_weights
from training.common.minilm import Cache
from training.common.paths import data_root
from training.prose.tokens import learned
from training.skipthought.corpus import encode_with
from training.skipthought.data import Sentences
from training.skipthought.model import Heads, Packed, SkipThought, trained_of
from training.tales.captions import tidy

PAIRS = 5000


@torch.no_grad()
def vectors_of(encoder: SkipThought, sentences: list[np.ndarray], batch: int = 512) -> torch.Tensor:
    """Encodes sentences to (count,vector) fp32, batching those of similar length."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    out = torch.empty(len(sentences), encoder.sizes.vector)
    for at in range(0, len(order), batch):
        rows = order[at : at + batch]
        out[torch.tensor(rows)] = encoder(Packed.of([sentences[i].tolist() for i in rows], encoder.embedding.device)).float().cpu()
    return out


def recall(encoder: SkipThought, heads: Heads, pairs: tuple[list[np.ndarray], list[np.ndarray]]) -> tuple[float, float]:
    """Returns recall at 1 and at 10 of the next sentence among all next sentences."""
    here, there = (vectors_of(encoder, side) for side in pairs)
    scores = F.normalize(heads.neighbour[1](here.to(heads.word_bias.device)).float(), dim=1).cpu() @ there.T
    rank = (scores > scores.diagonal()[:, None]).sum(1)
    return float((rank < 1).float().mean()), float((rank < 10).float().mean())


def retrieval(encoder: SkipThought, heads: Heads, sentences: Sentences) -> dict[str, float]:
    """Measures next-sentence retrieval among 1,000 held-out sentences, for the whole corpus and for novels. Chance: 0.001 and 0.01."""
    found = {}
    for name, novels in (("next", None), ("novels' next", True)):
        found[f"{name} R@1"], found[f"{name} R@10"] = (round(r, 4) for r in recall(encoder, heads, sentences.held_pairs(novels=novels)))
    return found


def dev_captions() -> list[list[str]]:
    """Returns five captions for each dev picture."""
    pictures = json.loads((data_root() / "flickr8k-captions.json").read_text())["dev"]
    return [[tidy(t) for t in texts if t.strip(" .")] for texts in pictures.values()]


class Judge:
    """Compares cosines with MiniLM's over PAIRS pairs of dev captions: random pairs, and pairs of which half share a picture."""

    def __init__(self, tokenizer: Tokenizer):
        groups = dev_captions()
        texts, owner = [t for g in groups for t in g], np.repeat(np.arange(len(groups)), [len(g) for g in groups])
        random = np.random.default_rng(1)
        self.any = random.integers(len(texts), size=(PAIRS, 2))
        self.any = self.any[self.any[:, 0] != self.any[:, 1]]
        mates = [random.choice(np.flatnonzero(owner == owner[i])) for i in self.any[: PAIRS // 2, 0]]
        self.mixed = self.any.copy()
        self.mixed[: PAIRS // 2, 1] = mates
        self.mixed = self.mixed[self.mixed[:, 0] != self.mixed[:, 1]]
        self.tokens = encode_with(tokenizer, texts)
        meaning = Cache().vectors(texts, "dev captions").astype(np.float32)
        self.wanted = {name: (meaning[p[:, 0]] * meaning[p[:, 1]]).sum(1) for name, p in (("any", self.any), ("mixed", self.mixed))}

    def spearman(self, encoder: SkipThought) -> dict[str, float]:
        """Returns the Spearman correlation with MiniLM's cosines over the random pairs and over the mixed pairs."""
        vectors = vectors_of(encoder, self.tokens).numpy()
        found = {}
        for name, pairs in (("any", self.any), ("mixed", self.mixed)):
            own = (vectors[pairs[:, 0]] * vectors[pairs[:, 1]]).sum(1)
            found[f"Spearman {name}"] = round(float(spearmanr(own, self.wanted[name]).statistic), 4)
        return found


def main() -> None:
    weights, saved = averaged_weights("skipthought", "Train the encoder first: python -m training.skipthought.train")
    model = trained_of(weights)
    with torch.no_grad():
        print(
            json.dumps({"step": saved["step"]} | retrieval(model.encoder, model.heads, Sentences.load()) | Judge(learned()).spearman(model.encoder), indent=1)
        )


if __name__ == "__main__":
    main()
