"""Colours in StackGAN's training: those of a picture, those of a sentence, and the selection of birds by colour."""

import numpy as np
import pytest
import torch

from training.birds.attributes import Attributes
from training.stackgan.figures import shows_both_colours, shows_colour
from training.stackgan.hues import HUES, MEASURED, hue_shares
from training.stackgan.namer import Namer, shortfall
from training.stackgan.pairs import FORMS, PARTS, PairBirds, choices, sentences_by_choice
from training.stackgan.plain import PlainBirds, rotate_hues, sentences_of
from training.stackgan.sentence_hues import sentence_hues
from training.stackgan.sentences import sentence_probabilities
from training.stackgan.vocabulary import words_of


def coloured(name: tuple[float, float, float], other=(0.2, 0.75, 0.2)) -> torch.Tensor:
    """Returns a disc of one colour on another, (3,64,64) in -1..1."""
    y, x = torch.meshgrid(torch.linspace(-1, 1, 64), torch.linspace(-1, 1, 64), indexing="ij")
    inside = (x.square() + y.square() < 0.3).float()
    return torch.stack([inside * a + (1 - inside) * b for a, b in zip(name, other, strict=True)]) * 2 - 1


def test_plain_birds_have_their_colour():
    names = ("has_primary_color::red", "has_primary_color::blue", *(f"has_primary_color::{c}" for c in MEASURED if c not in ("red", "blue")))
    attributes = Attributes(names, ("red ones", "none"), np.array([[80, *[0] * 8], [0] * 9], np.float32))
    shares = np.zeros((3, len(HUES)))
    shares[[0, 1], HUES.index("red")], shares[2, HUES.index("red")], shares[1, HUES.index("blue")] = 0.4, 0.6, 0.5
    birds = PlainBirds.of(shares, np.array([0, 0, 1]), attributes, torch.zeros(9, 1, 4))
    assert birds.rows["red"].tolist() == [0] and not len(birds.rows["blue"])
    assert "an orange bird" in sentences_of("orange") and "a bird that is all red" in sentences_of("red")


def test_pairs_of_colours_are_in_the_picture_and_on_the_part():
    groups = ("primary", *PARTS.values())
    names = tuple(f"has_{group}_color::{colour}" for group in groups for colour in MEASURED)
    percentages = np.zeros((1, len(names)), np.float32)
    for name in ("has_belly_color::red", "has_wing_color::black"):
        percentages[0, names.index(name)] = 60
    shares = np.zeros((2, len(HUES)))
    shares[:, HUES.index("red")], shares[0, HUES.index("black")] = 0.4, 0.3
    birds = PairBirds.of(shares, np.zeros(2, int), Attributes(names, ("red bellied ones",), percentages), torch.zeros(len(choices()), len(FORMS), 4))
    red, black, orange = (MEASURED.index(c) for c in ("red", "black", "orange"))
    assert set(birds.colours) == {(red, black), (black, red), (orange, black), (black, orange)}
    number, row, degrees, _ = birds.draw(np.random.default_rng(1))
    two = sorted((black, orange if degrees else red))
    assert row == 0 and number == len(MEASURED) * (1 + two[0]) + two[1]
    place = choices().index((red, black, "belly", "wings"))
    assert birds.shown[birds.colours.index((red, black))] == [(place, 0, 0.0)]
    assert sentences_by_choice()[place][0] == "a bird with a red belly and black wings"


def test_the_namer_agrees_with_hue_shares_and_has_a_gradient():
    namer = Namer()
    pictures = torch.stack([coloured(rgb) for rgb in ((0.85, 0.1, 0.1), (0.1, 0.3, 0.9), (0.95, 0.95, 0.93))]).requires_grad_(True)
    shares = namer.shares(pictures)
    assert torch.allclose(shares, hue_shares(pictures.detach() / 2 + 0.5), atol=0.1)
    wanted = torch.zeros(3, len(HUES))
    wanted[0, HUES.index("red")], wanted[1, HUES.index("red")] = 0.5, 0.5
    short = shortfall(shares, wanted)
    assert short.item() == pytest.approx(0.25, abs=0.05)
    short.backward()
    moved = pictures.grad.flatten(1).abs().sum(1)
    assert moved[1] > 0 and moved[2] == 0
    assert shortfall(shares, torch.zeros(3, len(HUES))) == 0


def test_hues_are_rotated():
    red = coloured((0.8, 0.1, 0.1), other=(0.5, 0.5, 0.5))
    assert torch.allclose(rotate_hues(red, 120)[:, 32, 32], torch.tensor([0.1, 0.8, 0.1]) * 2 - 1, atol=1e-5)
    assert torch.allclose(rotate_hues(red, 24)[:, 0, 0], red[:, 0, 0], atol=1e-5)
    assert shows_colour(rotate_hues(red, 24)[None], ["orange"]).all()


def test_words_are_split_as_the_page_splits_them():
    assert words_of("The bird's long-legged, RED head") == ["the", "bird's", "long", "legged", "red", "head"]


@pytest.mark.parametrize(
    ("sentence", "hues"),
    [
        ("a small red bird with black wings and eyes that are white", {"red", "black"}),
        ("this bird has wings that are grey and has a yellow bill", {"grey"}),
        ("a bird that is all reddish brown", {"brown"}),
        ("a bird with a long beak", set()),
    ],
)
def test_sentence_hues(sentence, hues):
    assert {HUES[i] for i in sentence_hues(sentence).nonzero()[:, 0].tolist()} == hues


def test_hue_shares_ignore_the_background():
    named = {"red": (0.85, 0.1, 0.1), "blue": (0.1, 0.3, 0.9), "black": (0.05, 0.05, 0.06), "white": (0.95, 0.95, 0.93), "brown": (0.45, 0.3, 0.18)}
    pictures = torch.stack([coloured(rgb) for rgb in named.values()])
    assert shows_colour(pictures, list(named)).all()
    half = coloured(named["red"])
    half[:, 32:] = coloured(named["black"])[:, 32:]
    assert shows_both_colours(half[None], [("red", "black")]).all() and not shows_both_colours(half[None], [("red", "blue")]).any()


def test_a_pictures_colours_favour_sentences_that_name_them():
    shares = hue_shares(torch.stack([coloured((0.85, 0.1, 0.1)), coloured((0.45, 0.3, 0.18))]) / 2 + 0.5)
    named = torch.stack([sentence_hues("a red bird"), sentence_hues("a brown bird")]).expand(2, -1, -1)
    chances = sentence_probabilities(shares, named)
    assert chances[0, 0] > 0.8 and chances[1, 1] > 0.8
    assert torch.allclose(chances.sum(1), torch.ones(2))
