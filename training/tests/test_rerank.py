"""Ranking a sentence's best matches again by the captioner's likelihood."""

import torch
import torch.nn.functional as F

from training.captioner import rerank as reranking
from training.captioner.beam import beam_search
from training.captioner.captions import Beams
from training.captioner.inputs import Inputs
from training.captioner.model import AttentiveCaptioner, Sizes
from training.captioner.rerank import WEIGHT, log_likelihood, rerank


def pictures(count: int) -> tuple[AttentiveCaptioner, Inputs]:
    torch.manual_seed(0)
    model = AttentiveCaptioner(Sizes(words=12, grid=8, embedding=16, hidden=24, attention=8), dropout=0).eval()
    return model, Inputs(F.normalize(torch.randn(count, 300), dim=1), torch.randn(count, 9, 8))


def test_the_likelihood_is_that_of_beam_search_up_to_the_words_ruled_out_there():
    model, seen = pictures(3)
    with torch.no_grad():
        for token in (0, 1, 3):
            model.word_bias[token] = -1e9
    for row, found in enumerate(beam_search(Beams(model, seen.grid), seen.points, max_length=5)):
        for words, log_probability in found:
            if len(words) < 5:
                own = log_likelihood(model, words, seen.points[[row]], seen.grid[[row]])
                assert abs(own.item() - log_probability) < 1e-4


def test_the_best_are_ranked_by_cosine_and_gain_and_the_others_stay_behind(monkeypatch):
    monkeypatch.setattr(reranking, "RERANKED", 3)
    model, seen = pictures(6)
    mean, similarity, sentences = torch.randn(300), torch.rand(2, 6), [[5, 6], [7]]
    ranked = rerank(model, mean, similarity, sentences, seen)
    for row, sentence in enumerate(sentences):
        usual = log_likelihood(model, sentence, F.normalize(mean[None], dim=1))
        gains = (log_likelihood(model, sentence, seen.points, seen.grid) - usual).detach()
        best = similarity[row].topk(3).indices
        assert torch.allclose(ranked[row, best], similarity[row, best] + WEIGHT * gains[best], atol=1e-6)
        rest = [i for i in range(6) if i not in best.tolist()]
        assert torch.allclose(ranked[row, rest], similarity[row, rest] + WEIGHT * gains[best].min(), atol=1e-6)
