"""The part locator and the judge of part colours."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from training.parts.colours import describe, judge, lab, ranked
from training.parts.data import CHANNELS, Annotated
from training.parts.judge import TOLD, sentences
from training.parts.model import Locator, located_share, places_of, targets_of
from training.parts.train import part_losses
from training.stackgan.hues import MEASURED


def test_places_are_read_from_the_maps_they_were_written_to():
    places = torch.tensor([[[0.31, 0.72], [0.9, 0.05]]])
    found = places_of((targets_of(places) + 1e-9).log().view(1, 2, 28, 28))
    assert (found - places).abs().max() < 0.02


def test_hidden_parts_have_no_target_and_do_not_count():
    places = torch.tensor([[[0.5, 0.5], [float("nan")] * 2]])
    assert targets_of(places)[0, 1].sum() == 0
    share = located_share(torch.tensor([[[0.55, 0.5], [0.1, 0.1]]]), places)
    assert share.tolist() == [1, 0]
    assert located_share(torch.tensor([[[0.65, 0.5], [0.1, 0.1]]]), places)[0] == 0


def test_left_and_right_change_places_in_a_mirror():
    parts = ["beak", "left eye", "left wing", "right eye", "right wing"]
    annotated = Annotated([], parts, np.zeros((0, 5, 2)), np.zeros(0), np.zeros(0, bool))
    assert [parts[i] for i in annotated.mirrored] == ["beak", "right eye", "right wing", "left eye", "left wing"]


def test_the_locator_learns_where_a_feature_lies():
    torch.manual_seed(0)
    network = Locator(1, width=16)
    places = torch.rand(24, 1, 2)
    maps = F.interpolate(targets_of(places).view(24, 1, 28, 28), size=(14, 14), mode="area") * 40
    maps = torch.cat([maps, torch.zeros(24, CHANNELS - 1, 14, 14)], 1)
    optimiser = torch.optim.Adam(network.parameters(), 0.01)
    for _ in range(60):
        loss = sum(part_losses(network, maps, places).values())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    network.eval()
    assert located_share(places_of(network(maps)[0]), places)[0] > 0.9


@pytest.mark.parametrize(
    ("rgb", "wanted"), [((255, 255, 255), (100, 0, 0)), ((0, 0, 0), (0, 0, 0)), ((255, 0, 0), (53.2, 80.1, 67.2)), ((0, 0, 255), (32.3, 79.2, -107.9))]
)
def test_lab_of_known_colours(rgb, wanted):
    assert np.allclose(lab(np.array(rgb, np.uint8)), wanted, atol=0.6)


def test_the_judge_tells_a_white_part_in_the_shade_from_a_grey_one():
    random = np.random.default_rng(0)

    def picture(brightness: float, part: float) -> np.ndarray:
        """A grey scene between black and `brightness`, with a part in its middle."""
        out = np.clip(random.normal(np.linspace(0, brightness, 64)[None, :, None], 4, (64, 64, 3)), 0, 255)
        out[26:38, 26:38] = random.normal(part, 3, (12, 12, 3)).clip(0, 255)
        return out.astype(np.uint8)

    scenes = [(b, share) for b in random.uniform(90, 250, 60) for share in (1.0, 0.55)]
    described = np.concatenate([describe(picture(b, b * share), np.array([[0.5, 0.5]])) for b, share in scenes])
    colours = np.array([MEASURED.index("white" if share == 1 else "grey") for _, share in scenes])
    model = judge().fit(described[:80], colours[:80])
    assert (ranked(model, described[80:])[:, 0] == colours[80:]).mean() > 0.9


def test_no_places_have_no_descriptions_but_their_width():
    picture = np.zeros((8, 8, 3), np.uint8)
    assert describe(picture, np.zeros((0, 2))).shape == (0, 14)
    assert describe(picture, np.full((1, 2), 0.5)).shape == (1, 14)


def test_sentences_give_one_to_three_parts_a_colour_and_are_the_same_every_time():
    told = sentences(9)
    assert told == sentences(9)
    assert [len(t.colours) for t in told] == [1, 2, 3] * 3
    for one in told:
        assert set(one.colours) <= set(TOLD)
        assert all(f"{colour} {part}" in one.text for part, colour in one.colours.items())
        assert "a orange" not in one.text
