"""The captioner's parts, on made-up sentences and features."""

import itertools
from dataclasses import dataclass

import pytest
import torch
from torch import nn

from training.captioner.beam import beam_search, repeats_trigram
from training.captioner.export import prior_of
from training.captioner.measure import bleu, cider, ranks, recall
from training.captioner.model import AttentiveCaptioner, Sizes
from training.captioner.text import END, SPECIAL, START, UNKNOWN, Vocabulary, padded, tokenise
from training.captioner.train import caption_loss
from training.common.recurrent import Gru, Lstm
from training.sentences.model import SentenceEncoder
from training.sentences.model import Sizes as SentenceSizes


@pytest.fixture
def model():
    torch.manual_seed(3)
    model = AttentiveCaptioner(Sizes(words=9, grid=6, embedding=16, hidden=12, attention=8), dropout=0.0)
    with torch.no_grad():
        model.embedding.mul_(12)
    return model.eval()


@dataclass(frozen=True)
class Blind:
    """Adapts a captioner without a picture's grid to beam_search."""

    model: AttentiveCaptioner

    def initial_state(self, vectors):
        return self.model.initial_state(vectors)

    def step(self, ids, h):
        return self.model.log_probabilities(ids, h, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A man's T-shirt, and/or hat!", ["a", "mans", "t", "shirt", "and", "or", "hat"]),
        ("Café\tnaïve  2 dogs.", ["cafe", "naive", "2", "dogs"]),
        ("犬が走る", []),
        ("", []),
    ],
)
def test_tokenise(text, words):
    assert tokenise(text) == words


def test_unknown_words_are_marked_or_left_out():
    vocabulary = Vocabulary([*SPECIAL, "a", "dog"], [0] * 4 + [5, 3])
    assert vocabulary.ids(["a", "cat"]) == [4, UNKNOWN]
    assert vocabulary.known(["a", "cat"]) == [4]


@pytest.mark.parametrize(("own", "reference"), [(Gru, nn.GRU), (Lstm, nn.LSTM)])
def test_recurrent_layers_match_pytorch(own, reference):
    torch.manual_seed(1)
    layer, theirs = own(5, 7), reference(5, 7, batch_first=True)
    theirs.load_state_dict({f"{k}_l0": v for k, v in layer.state_dict().items()})
    x = torch.randn(3, 4, 5)
    assert torch.allclose(layer(x), theirs(x)[0], atol=1e-6)


def test_padding_has_no_effect(model):
    words = [[4, 5, 6], [7]]
    encoder = SentenceEncoder(SentenceSizes(9, embedding=8, hidden=10)).eval()
    for row, sentence in zip(encoder(padded(words)), words, strict=True):
        assert torch.allclose(row, encoder(torch.tensor([sentence]))[0], atol=1e-6)
    vectors = nn.functional.normalize(torch.randn(2, 300), dim=1)
    together = caption_loss(model, vectors, words, None, None, smoothing=0)
    # A mean over words: 4 of the first with its end sign, 2 of the second.
    apart = [caption_loss(model, vectors[i : i + 1], [s], None, None, smoothing=0) for i, s in enumerate(words)]
    assert torch.allclose(together, (4 * apart[0] + 2 * apart[1]) / 6, atol=1e-6)


def likelihood(model, vector, words) -> float:
    said, wanted = [START, *words], [*words, END]
    h, total = model.initial_state(vector), 0.0
    for word, after in zip(said, wanted, strict=True):
        log, h = model.log_probabilities(torch.tensor([word]), h, None)
        total += log[0, after].item()
    return total


def test_a_wide_beam_finds_the_best_of_all_captions(model):
    vectors = nn.functional.normalize(torch.randn(2, 300, generator=torch.Generator().manual_seed(2)), dim=1)
    found = beam_search(Blind(model), vectors, beam_size=125, length_normalisation=0.0, max_length=3)
    for vector, captions in zip(vectors, found, strict=True):
        every = [list(w) for n in range(4) for w in itertools.product(range(4, 9), repeat=n)]
        best = max(every, key=lambda words: likelihood(model, vector[None], words))
        assert captions[0][0] == best
        for words, score in captions[:5]:
            assert score == pytest.approx(likelihood(model, vector[None], words), abs=1e-4)


def test_captions_do_not_depend_on_the_batch(model):
    vectors = nn.functional.normalize(torch.randn(4, 300), dim=1)
    together = beam_search(Blind(model), vectors, beam_size=3, max_length=6)
    for vector, captions in zip(vectors, together, strict=True):
        alone = beam_search(Blind(model), vector[None], beam_size=3, max_length=6)[0]
        assert [w for w, _ in alone] == [w for w, _ in captions]
        assert not any(repeats_trigram(words[: i + 1]) for words, _ in captions for i in range(len(words)))


def test_repeats_trigram():
    assert repeats_trigram([1, 2, 3, 1, 2, 3]) and not repeats_trigram([1, 2, 3, 1, 2]) and not repeats_trigram([1, 1, 1])


def test_bleu_and_cider():
    said, references = ["the cat sat on the mat".split()], [["the cat sat on the mat".split(), "a cat".split()]]
    assert bleu(said, references) == pytest.approx([1, 1, 1, 1])
    # Papineni et al. 2002, example 2: "the" counts as often as a reference has it.
    assert bleu(["the the the the the the the".split()], [["the cat is on the mat".split(), "there is a cat on the mat".split()]])[0] == pytest.approx(2 / 7)
    pair = [["a dog runs".split()], ["two birds fly".split()]]
    assert cider([p[0] for p in pair], pair) > cider([pair[1][0], pair[0][0]], pair) == 0


def test_ranks_and_recall():
    similarity = torch.tensor([[0.9, 0.5, 0.1], [0.2, 0.3, 0.4]])
    found = ranks(similarity, torch.tensor([[True, False, False], [True, True, False]]))
    assert found.tolist() == [1, 2]
    assert recall(found)["R@1"] == 0.5 and recall(found)["R@5"] == 1


def test_the_prior_whitens_vectors():
    torch.manual_seed(1)
    vectors = torch.randn(4000, 300) * torch.linspace(0.5, 2, 300)
    mean, whitening = prior_of(vectors)
    white = (vectors - mean) @ whitening.T
    assert white.square().sum(1).mean().item() == pytest.approx(300, rel=0.15)
