"""What sentence vectors are worth: the next sentence found among a thousand, paraphrases nearer than strangers."""

import numpy as np
import torch
import torch.nn.functional as F

from training.captioner.text import load_captions
from training.skipthought.data import encode, held_pairs
from training.skipthought.model import Heads, Packed, SkipThought


@torch.no_grad()
def vectors_of(encoder: SkipThought, sentences: list[np.ndarray], batch: int = 512) -> torch.Tensor:
    """(count, vector), fp32. Sentences of like length go together."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    out = torch.empty(len(sentences), encoder.sizes.vector)
    for at in range(0, len(order), batch):
        rows = order[at : at + batch]
        out[torch.tensor(rows)] = encoder(Packed.of([sentences[i].tolist() for i in rows], encoder.embedding.device)).float().cpu()
    return out


def retrieval(encoder: SkipThought, heads: Heads, held: list[list[np.ndarray]]) -> dict[str, float]:
    """Recall of the sentence that follows, among 1,000 held-out ones; chance is 0.001 and 0.01."""
    here, there = (vectors_of(encoder, side) for side in held_pairs(held))
    scores = F.normalize(heads.neighbour[1](here.to(heads.word_bias.device)).float(), dim=1).cpu() @ there.T
    rank = (scores > scores.diagonal()[:, None]).sum(1)
    return {"next R@1": round(float((rank < 1).float().mean()), 3), "next R@10": round(float((rank < 10).float().mean()), 3)}


def paraphrases(encoder: SkipThought) -> dict[str, float]:
    """Dev pictures: how often a caption is nearer to another of the same picture than to one of another picture."""
    texts = [[" ".join(s) for s in captions] for captions in load_captions().dev.values()]
    first, second = (vectors_of(encoder, encode([t[i] for t in texts])) for i in (0, 1))
    own, other = (first * second).sum(1), (first * second.roll(1, 0)).sum(1)
    return {"paraphrase nearer": round(float((own > other).float().mean()), 3)}
