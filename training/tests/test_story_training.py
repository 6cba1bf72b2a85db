"""Training of Story's networks: a few steps on made-up sentences, without data files."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

from training.common.eightbit import packed, quantise, unpacked
from training.common.gru import PackedGru
from training.common.tied import tied_cross_entropy
from training.prose.casing import mark, unmark
from training.prose.corpus import sentences_of
from training.skipthought import measure
from training.skipthought.corpus import BEGINNING, BIRD, PICTURE, STORY, Store
from training.skipthought.data import Batch, Sentences, Shares
from training.skipthought.losses import meaning_loss, word_weights
from training.skipthought.model import Packed, Sizes, SkipThought, Trained
from training.skipthought.train import losses_of


def gru_pair():
    torch.manual_seed(1)
    own, stock = PackedGru(5, 7).double(), nn.GRU(5, 7, batch_first=True).double()
    with torch.no_grad():
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            getattr(stock, f"{name}_l0").copy_(getattr(own, name))
    return own, stock


def test_packed_gru_matches_pytorch_forwards_and_backwards():
    own, stock = gru_pair()
    given = pack_padded_sequence(torch.randn(4, 6, 5, dtype=torch.double), torch.tensor([6, 4, 4, 2]), batch_first=True)
    states, last = own(nn.functional.linear(given.data, own.weight_ih, own.bias_ih), torch.zeros(4, 7), given.batch_sizes.tolist())
    wanted, wanted_last = stock(given)
    assert torch.allclose(states, wanted.data, atol=1e-6)
    assert torch.allclose(last.double(), wanted_last[0], atol=1e-6)
    (states.square().sum() + last.sum()).backward()
    (wanted.data.square().sum() + wanted_last.sum()).backward()
    for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
        assert torch.allclose(getattr(own, name).grad, getattr(stock, f"{name}_l0").grad, atol=1e-5), name


def test_resetting_a_state_equals_starting_from_zeros():
    own, _ = gru_pair()
    gates, keep = torch.randn(6, 21, dtype=torch.double), torch.ones(3, 2)
    keep[1, 0] = 0
    states, _ = own(gates, torch.randn(2, 7), [2, 2, 2], keep)
    fresh, _ = own(gates[[2, 4]], torch.zeros(1, 7), [1, 1])
    assert torch.allclose(states[[2, 4]], fresh)


def invented(random: np.random.Generator) -> Batch:
    """Creates a batch in which neighbours share a word that other pairs do not have."""
    rows = [np.array([10 + i // 2, *random.integers(30, 40, 4)], dtype=np.int32) for i in range(20)]
    before = torch.tensor([i - 1 if i % 2 else -1 for i in range(20)])
    after = torch.tensor([-1 if i % 2 else i + 1 for i in range(20)])
    meaning = nn.functional.normalize(torch.randn(20, 384, generator=torch.Generator().manual_seed(2)), dim=1)[[i // 2 for i in range(20)]]
    return Batch(rows, before, after, torch.full((20,), -1), torch.arange(0, 20, 2), meaning[::2])


def test_the_encoder_learns_to_identify_neighbours():
    torch.manual_seed(1)
    random = np.random.default_rng(1)
    model, weights = Trained(Sizes(50, 16, 24, 24)), word_weights(np.ones(50))
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-2)
    losses = []
    for _ in range(60):
        parts = losses_of(model, invented(random), weights)
        optimiser.zero_grad()
        parts["loss"].backward()
        optimiser.step()
        losses.append({k: float(v.detach()) for k, v in parts.items()})
    assert all(np.isfinite(list(step.values())).all() for step in losses)
    assert losses[-1]["neighbour"] < losses[0]["neighbour"] - 0.5
    assert losses[-1]["first"] > 0.5
    assert losses[-1]["turned"] < losses[0]["turned"] - 0.3
    assert losses[-1]["apart"] < losses[0]["apart"] / 2


def test_the_distillation_loss_is_zero_for_the_teachers_cosines():
    batch = invented(np.random.default_rng(1))
    heads = Trained(Sizes(50, 16, 24, 384)).heads
    with torch.no_grad():
        heads.meaning.weight.copy_(torch.eye(384))
        heads.meaning.bias.zero_()
    vectors = torch.zeros(20, 384)
    vectors[batch.taught] = batch.meaning
    found = meaning_loss(heads, vectors, batch)
    assert all(float(part.detach()) < 1e-5 for part in found.values())
    vectors[batch.taught] = batch.meaning.roll(1, 0)
    assert float(meaning_loss(heads, vectors, batch)["turned"].detach()) > 0.5


def test_a_batch_has_neighbours_from_the_same_story_and_no_held_out_sentences():
    words = [np.array([i, 3], dtype=np.int16) for i in range(10, 40)]
    store = Store(
        np.concatenate(words),
        np.cumsum([2] * 30),
        np.arange(30, dtype=np.uint64),
        np.array([10, 20, 25, 28, 29, 30]),
        np.array([STORY, STORY, PICTURE, BIRD, PICTURE, BEGINNING], dtype=np.int8),
        np.array([False, True, False, False, False, False]),
        np.zeros(6, dtype=bool),
    )
    row = np.full(30, -1)
    row[[0, 12, 22, 29]] = [0, 1, 2, 3]
    meanings = np.eye(4, 384, dtype=np.float16)
    sentences = Sentences(store, row, meanings)
    batch = sentences.draw(np.random.default_rng(1), Shares(4, 2, 1, 2, 2, 2))
    said = [int(s[0]) for s in batch.sentences]
    assert not set(said) & set(range(20, 30)), "held out"
    for i, (before, after) in enumerate(zip(batch.before.tolist(), batch.after.tolist(), strict=True)):
        if said[i] < 20 and after >= 0:
            assert said[after] == said[i] + 1
        if said[i] < 20 and before >= 0:
            assert said[before] == said[i] - 1
    first = {10: 0, 32: 2, 39: 3}
    assert {said[i] for i in batch.taught.tolist()} <= set(first)
    for i, meaning in zip(batch.taught.tolist(), batch.meaning, strict=True):
        assert int(meaning.argmax()) == first[said[i]]
    assert any(len(s) == 1 for s in batch.sentences), "captions are read without their full stop at times"
    here, there = sentences.held_pairs(5)
    assert here == [] and there == [], "sentences of two tokens are no pairs"


def test_a_sentences_vector_does_not_depend_on_the_batch():
    torch.manual_seed(1)
    encoder = SkipThought(Sizes(50, 16, 24, 24)).eval()
    sentences = [[3, 4, 5], [9], [7, 7, 7, 7, 8, 9]]
    together = encoder(Packed.of(sentences))
    alone = torch.cat([encoder(Packed.of([s])) for s in sentences])
    assert torch.allclose(together, alone, atol=1e-6)
    assert torch.allclose(together.norm(dim=1), torch.ones(3))


def test_tied_cross_entropy_has_pytorchs_value_and_gradient():
    torch.manual_seed(1)
    told, embedding, bias = (torch.randn(*shape, requires_grad=True) for shape in ((700, 16), (30, 16), (30,)))
    wanted = torch.randint(30, (700,))
    own = tied_cross_entropy(told, embedding, bias, wanted, torch.float32)
    stock = nn.functional.cross_entropy(told @ embedding.T + bias, wanted)
    assert torch.allclose(own, stock, atol=1e-5)
    for a, b in zip(torch.autograd.grad(own, [told, embedding, bias]), torch.autograd.grad(stock, [told, embedding, bias]), strict=True):
        assert torch.allclose(a, b, atol=1e-6)


def test_quantisation_loses_little_and_is_reversible():
    rows = torch.randn(40, 64)
    codes, scale = quantise(rows)
    assert codes.dtype == torch.uint8
    back = unpacked(packed({"a": rows, "b": torch.ones(3)}))
    assert float((back["a"] - rows).norm() / rows.norm()) < 0.01
    assert back["b"].tolist() == [1, 1, 1]
    assert sorted(packed({"a": rows})) == ["a.codes", "a.scale"]
    assert torch.equal(packed({"a": rows})["a.scale"], scale)


@pytest.mark.parametrize("text", ["Then Mr. Darcy smiled.", '"I\'ll go," said I; "it\'s late."', "The end—of it all!", "'I think so,' he said."])
def test_capitals_survive_marking(text: str):
    assert unmark(mark(text)) == text
    assert mark(text).lower() == mark(text)


def test_closing_quotes_stay_with_their_sentence():
    assert sentences_of('He came at last. "Oh! what a day," she said. They went.') == ["He came at last.", '"Oh! what a day," she said.', "They went."]


def test_recall_among_a_thousand_candidates():
    torch.manual_seed(1)
    model = Trained(Sizes(300, 16, 24, 24)).eval()
    rows = [np.array([i, i + 100, i + 200]) for i in range(60)]
    assert measure.recall(model.encoder, model.heads, (rows, rows)) == (1.0, 1.0), "the head begins as the identity"
    first, ten = measure.recall(model.encoder, model.heads, (rows, rows[30:] + rows[:30]))
    assert first == 0 and ten < 0.5


def test_spearman_is_one_if_the_teacher_is_the_encoder(monkeypatch):
    torch.manual_seed(1)
    encoder = Trained(Sizes(300, 16, 24, 24)).eval().encoder
    groups = [[f"{i} {j}" for j in range(5)] for i in range(40)]
    tokens = {text: np.array([int(n) + 50 * k for k, n in enumerate(text.split())]) for group in groups for text in group}

    class Teacher:
        def vectors(self, texts: list[str], _name: str) -> np.ndarray:
            return measure.vectors_of(encoder, [tokens[t] for t in texts]).numpy()

    monkeypatch.setattr(measure, "dev_captions", lambda: groups)
    monkeypatch.setattr(measure, "Cache", Teacher)
    monkeypatch.setattr(measure, "encode_with", lambda _tokenizer, texts: [tokens[t] for t in texts])
    judge = measure.Judge(None)
    assert judge.spearman(encoder) == {"Spearman any": 1.0, "Spearman mixed": 1.0}
    torch.manual_seed(2)
    assert judge.spearman(Trained(Sizes(300, 16, 24, 24)).eval().encoder)["Spearman any"] < 0.95
