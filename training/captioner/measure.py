"""Metrics for captions and retrieval: BLEU (Papineni et al. 2002), CIDEr-D (Vedantam et al. 2015), recall at k."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch

Words = list[str]


def _grams(words: Sequence, n: int) -> Counter:
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def bleu(said: list[Words], references: list[list[Words]]) -> list[float]:
    """Returns corpus BLEU-1 to BLEU-4. The brevity penalty uses the closest reference length."""
    match, total, length, closest = [0] * 4, [0] * 4, 0, 0
    for words, refs in zip(said, references, strict=True):
        length += len(words)
        closest += min((abs(len(r) - len(words)), len(r)) for r in refs)[1]
        for n in range(4):
            own, best = _grams(words, n + 1), Counter()
            for r in refs:
                best |= _grams(r, n + 1)
            match[n] += sum((own & best).values())
            total[n] += max(0, len(words) - n)
    brevity = min(1.0, math.exp(1 - closest / max(1, length)))
    logs = [math.log(max(m, 1e-9) / max(1, t)) for m, t in zip(match, total, strict=True)]
    return [brevity * math.exp(sum(logs[: n + 1]) / (n + 1)) for n in range(4)]


@dataclass(frozen=True)
class Weighed:
    """A sentence's n-grams for n of 1 to 4, weighted by their inverse document frequency."""

    length: int
    grams: list[tuple[dict[tuple, float], float]]
    """Weights and their norm for each n."""


class Cider:
    """CIDEr-D (Vedantam et al. 2015) with document frequencies from a set of pictures. Words are strings or ids."""

    def __init__(self, references: Iterable[list[Sequence]], sigma: float = 6.0):
        """references: the sentences of each picture. sigma: width of the length penalty, in words."""
        found, pictures = Counter(), 0
        for sentences in references:
            pictures += 1
            found.update({gram for words in sentences for n in range(1, 5) for gram in _grams(words, n)})
        self.sigma, self.unseen = sigma, math.log(max(1, pictures))
        self.idf = {gram: self.unseen - math.log(count) for gram, count in found.items()}

    def weigh(self, words: Sequence) -> Weighed:
        grams = []
        for n in range(1, 5):
            weights = {gram: count * self.idf.get(gram, self.unseen) for gram, count in _grams(words, n).items()}
            grams.append((weights, math.sqrt(sum(w * w for w in weights.values())) or 1.0))
        return Weighed(len(words), grams)

    def score(self, words: Sequence, references: list[Weighed]) -> float:
        """Returns the score of a sentence, on a scale where 1.0 is 100 per cent."""
        own, total = self.weigh(words), 0.0
        for reference in references:
            penalty = math.exp(-((own.length - reference.length) ** 2) / (2 * self.sigma**2))
            for (mine, norm), (theirs, other) in zip(own.grams, reference.grams, strict=True):
                dot = sum(min(w, theirs[gram]) * theirs[gram] for gram, w in mine.items() if gram in theirs)
                total += penalty * dot / (norm * other)
        return 10 * total / 4 / len(references)


def cider(said: list[Words], references: list[list[Words]]) -> float:
    """Returns the mean CIDEr-D. Document frequencies come from the references."""
    metric = Cider(references)
    return sum(metric.score(words, [metric.weigh(r) for r in refs]) for words, refs in zip(said, references, strict=True)) / len(said)


def ranks(similarity: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Returns the rank, from 1, of the best relevant column of each row. similarity (N,M); wanted (N,M) bool: relevant columns."""
    best = similarity.masked_fill(~wanted, -2).max(1, keepdim=True).values
    return (similarity.masked_fill(wanted, -2) > best).sum(1) + 1


def recall(found: torch.Tensor) -> dict[str, float]:
    """Returns R@1, R@5, R@10 (0..1) and the median rank."""
    return {**{f"R@{k}": (found <= k).float().mean().item() for k in (1, 5, 10)}, "median": found.float().median().item()}


def retrieval(pictures: torch.Tensor, sentences: torch.Tensor, owner: torch.Tensor) -> dict[str, dict[str, float]]:
    """Measures retrieval by cosine in both directions. pictures (N,300), sentences (M,300), owner (M): picture index of each sentence."""
    similarity = sentences @ pictures.T
    wanted = owner[:, None] == torch.arange(len(pictures))[None]
    return {"text to picture": recall(ranks(similarity, wanted)), "picture to text": recall(ranks(similarity.T, wanted.T))}
