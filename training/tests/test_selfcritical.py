"""Self-critical training: rewards, sampled sentences and their log-probabilities."""

import pytest
import torch

from training.captioner import selfcritical
from training.captioner.measure import Cider
from training.captioner.selfcritical import advantages, sample, sentence_log_probabilities
from training.captioner.text import END, PAD, START, UNKNOWN
from training.tests.test_attention import captioner, points


def test_an_advantage_is_measured_against_the_other_samples():
    found = advantages(torch.tensor([[1.0, 0.0, 0.5], [2.0, 2.0, 2.0]]))
    assert found[0].tolist() == pytest.approx([0.75, -0.75, 0.0])
    assert found[1].tolist() == [0, 0, 0]


def test_sampled_sentences_have_no_special_words_and_a_longest_length(monkeypatch):
    monkeypatch.setattr(selfcritical, "LONGEST", 4)
    model, grid = captioner().eval(), torch.randn(40, 9, 8)
    sentences = sample(model, points(40), model.project_grid(grid), torch.ones(40, 1))
    assert max(map(len, sentences)) <= 4
    assert len({tuple(s) for s in sentences}) > 10
    assert not {PAD, START, END, UNKNOWN} & {word for s in sentences for word in s}


def test_a_sentence_s_log_probability_counts_its_end():
    model, grid, words = captioner().eval(), torch.randn(1, 9, 8), [5, 7]
    projected = model.project_grid(grid)
    log = model.teacher_forced_logits(points(1), torch.tensor([[START, *words]]), projected).log_softmax(1)
    expected = log[0, 5] + log[1, 7] + log[2, END]
    both = sentence_log_probabilities(model, points(1).expand(2, -1), [words, [5]], projected.rows(torch.tensor([0, 0])), torch.ones(2, 1))
    assert both[0].item() == pytest.approx(expected.item(), abs=1e-5)
    assert both[1].item() == pytest.approx((log[0, 5] + log[1, END]).item(), abs=1e-5)


def test_the_policy_gradient_raises_the_rewarded_word():
    model, grid = captioner(), torch.randn(1, 9, 8)
    metric = Cider([[[6, END]], [[8, END]], [[9, END]]])
    wanted, owner = [metric.weigh([6, END])], torch.zeros(16, dtype=torch.long)
    optimiser = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(80):
        projected, mask = model.project_grid(grid).rows(owner), torch.ones(16, 1)
        sampled = sample(model, points(1).expand(16, -1), projected, mask)
        rewards = torch.tensor([[metric.score([*s, END], wanted) for s in sampled]])
        spoken = sentence_log_probabilities(model, points(1).expand(16, -1), sampled, projected, mask)
        loss = -(advantages(rewards).flatten() * spoken).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert rewards.mean() > 1.5
