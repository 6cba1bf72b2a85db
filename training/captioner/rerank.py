"""Ranks a sentence's best matches again by how much likelier each picture makes it, as src/features/find/reranking.ts does."""

from contextlib import nullcontext

import torch

from training.captioner.inputs import Inputs
from training.captioner.model import AttentiveCaptioner
from training.captioner.text import END, START

RERANKED = 50
"""Matches of each sentence that are ranked again."""
WEIGHT = 0.03
"""What a nat of log-likelihood adds to the cosine; between 0.02 and 0.05 the recall on Flickr8k's dev split hardly changes."""


@torch.no_grad()
def log_likelihood(model: AttentiveCaptioner, sentence: list[int], points: torch.Tensor, grid: torch.Tensor | None = None) -> torch.Tensor:
    """Returns the log-probability (N,) of a sentence's words and end for pictures with vectors (N,300) and grids (N,cells,channels)."""
    projected, h, total = None if grid is None else model.project_grid(grid), model.initial_state(points), 0.0
    for before, word in zip([START, *sentence], [*sentence, END], strict=True):
        outputs, h, _ = model.step(torch.full((len(points),), before), h, projected)
        total = total + torch.log_softmax(model.logits(outputs).float(), 1)[:, word]
    return total


@torch.no_grad()
def rerank(
    model: AttentiveCaptioner, mean: torch.Tensor, similarity: torch.Tensor, sentences: list[list[int]], inputs: Inputs, autocast=nullcontext
) -> torch.Tensor:
    """Returns similarity (sentences, pictures) with WEIGHT times the gain over the mean picture (300) added to the best RERANKED.

    The others are given the least of these, so that they stay behind in their order. autocast: context of the likelihoods.
    """
    ranked, usual = similarity.clone(), torch.nn.functional.normalize(mean[None], dim=1)
    for row, sentence in enumerate(sentences):
        best = similarity[row].topk(min(RERANKED, similarity.shape[1])).indices
        with autocast():
            gains = log_likelihood(model, sentence, inputs.points[best], inputs.grid[best]) - log_likelihood(model, sentence, usual)
        added = torch.full_like(ranked[row], float(gains.min()))
        added[best] = gains
        ranked[row] += WEIGHT * added
    return ranked
