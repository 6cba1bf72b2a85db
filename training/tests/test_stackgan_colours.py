"""The measures of StackGAN's colours, and its sentences of one colour."""

import torch

from training.stackgan.figures import shows_both_colours, shows_colour
from training.stackgan.plain import sentences_of
from training.stackgan.vocabulary import words_of


def coloured(name: tuple[float, float, float], other=(0.2, 0.75, 0.2)) -> torch.Tensor:
    """Returns a disc of one colour on another, (3,64,64) in -1..1."""
    y, x = torch.meshgrid(torch.linspace(-1, 1, 64), torch.linspace(-1, 1, 64), indexing="ij")
    inside = (x.square() + y.square() < 0.3).float()
    return torch.stack([inside * a + (1 - inside) * b for a, b in zip(name, other, strict=True)]) * 2 - 1


def test_plain_sentences_name_one_colour():
    assert "an orange bird" in sentences_of("orange") and "a bird that is all red" in sentences_of("red")


def test_words_are_split_as_the_page_splits_them():
    assert words_of("The bird's long-legged, RED head") == ["the", "bird's", "long", "legged", "red", "head"]


def test_hue_shares_ignore_the_background():
    named = {"red": (0.85, 0.1, 0.1), "blue": (0.1, 0.3, 0.9), "black": (0.05, 0.05, 0.06), "white": (0.95, 0.95, 0.93), "brown": (0.45, 0.3, 0.18)}
    pictures = torch.stack([coloured(rgb) for rgb in named.values()])
    assert shows_colour(pictures, list(named)).all()
    half = coloured(named["red"])
    half[:, 32:] = coloured(named["black"])[:, 32:]
    assert shows_both_colours(half[None], [("red", "black")]).all() and not shows_both_colours(half[None], [("red", "blue")]).any()
