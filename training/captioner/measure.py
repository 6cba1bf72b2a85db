"""Metrics for captions and retrieval: BLEU (Papineni et al. 2002), CIDEr-D (Vedantam et al. 2015), recall at k."""

import math
from collections import Counter

import torch

Words = list[str]


def _grams(words: Words, n: int) -> Counter:
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


def cider(said: list[Words], references: list[list[Words]], sigma: float = 6.0) -> float:
    """Returns CIDEr-D on a scale where 1.0 is 100 per cent. Document frequencies come from the references."""
    scores = [0.0] * len(said)
    for n in range(1, 5):
        counts = [[_grams(r, n) for r in refs] for refs in references]
        seen = Counter(g for refs in counts for g in set().union(*refs))
        idf = {g: math.log(len(references)) - math.log(k) for g, k in seen.items()}
        unseen = math.log(len(references))

        def weigh(c: Counter, idf: dict = idf, unseen: float = unseen) -> tuple[dict, float]:
            vector = {g: k * idf.get(g, unseen) for g, k in c.items()}
            return vector, math.sqrt(sum(v * v for v in vector.values())) or 1.0

        for i, words in enumerate(said):
            own, norm = weigh(_grams(words, n))
            for ref_words, c in zip(references[i], counts[i], strict=True):
                ref, ref_norm = weigh(c)
                dot = sum(min(v, ref.get(g, 0.0)) * ref.get(g, 0.0) for g, v in own.items())
                penalty = math.exp(-((len(words) - len(ref_words)) ** 2) / (2 * sigma**2))
                scores[i] += 10 * penalty * dot / (norm * ref_norm) / len(counts[i]) / 4
    return sum(scores) / len(scores)


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
