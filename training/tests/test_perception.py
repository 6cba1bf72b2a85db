"""The perception network's training code on made-up pictures and made-up teachers."""

from contextlib import nullcontext

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from training.perception.batches import Batch, as_rgb, caption_words
from training.perception.evaluate import nearest_accuracy
from training.perception.export import normalise
from training.perception.model import FEATURES, Heads, Meanings, Perception, Scales, Shape, Trained, teach
from training.perception.revive import revive
from training.perception.train import fit_heads, losses, weighted

SMALL = Shape(channels=(4, 6, 8, 8, 8, 10))
MEANINGS = Meanings(pooled=5, logits=7, labels=3, words=4)


def pictures(count: int, size: int = 32) -> torch.Tensor:
    random = np.random.default_rng(4)
    coarse = torch.from_numpy(random.random((count, 3, 6, 6), dtype=np.float32))
    return F.interpolate(coarse, size=(size, size), mode="bilinear")


class MadeUpTeacher:
    """A teacher with fixed random features of the right widths and sizes."""

    def __init__(self, layers):
        generator = torch.Generator().manual_seed(8)
        self.weights = {name: (torch.randn(width, 3, 3, 3, generator=generator) * 0.3, 2 ** (int(name[4]) - 1)) for name, width in layers}

    def __call__(self, rgb):
        return {k: F.relu(F.conv2d(F.avg_pool2d(rgb, d), w, padding=1)) for k, (w, d) in self.weights.items()}


@pytest.fixture
def teachers():
    wanted = list(dict(FEATURES.values()).items())
    return MadeUpTeacher(wanted[:4]), MadeUpTeacher(wanted[4:])


@pytest.fixture
def batch():
    count = 6
    return Batch(
        pictures(count),
        pictures(count),
        torch.randn(count, 5),
        torch.randn(count, 7),
        torch.tensor([0, 1, 2, -1, 1, 0]),
        (torch.rand(count, 4) > 0.5).float(),
        torch.tensor([1.0, 0, 1, 0, 0, 1]),
    )


def scales_of(targets) -> Scales:
    scales = Scales()
    scales.fit(targets)
    return scales


def test_sizes_are_restored_from_a_checkpoint():
    trained = Trained(Shape(), Meanings(labels=7, words=9))
    again = Trained.of(trained.state_dict())
    assert torch.equal(again.heads.meaning["words"].weight, trained.heads.meaning["words"].weight)
    assert len(again.heads.meaning["labels"].bias) == 7 and not again.training


def test_layer_shapes_follow_the_blocks():
    out = Perception()(pictures(1, 64))
    assert out["relu1_1"].shape == (1, 32, 64, 64)
    assert out["relu3_3"].shape == (1, 128, 16, 16)
    assert out["relu5_1"].shape == (1, 256, 4, 4)
    assert out["top"].shape == (1, 384)


def test_a_few_steps_lower_the_loss(teachers, batch):
    torch.manual_seed(0)
    net, heads = Perception(SMALL), Heads(SMALL, MEANINGS)
    scales = scales_of(teach(*teachers, batch.crops))
    optimiser = torch.optim.AdamW([*net.parameters(), *heads.parameters()], lr=1e-2)
    seen = []
    for _ in range(40):
        parts = losses(net, heads, teachers, scales, batch, nullcontext)
        assert set(parts) == {*FEATURES, "pooled", "logits", "labels", "words"}
        optimiser.zero_grad()
        weighted(parts).backward()
        optimiser.step()
        seen.append(weighted(parts).item())
    assert seen[-1] < 0.9 * seen[0]


def test_fitted_heads_predict_better_than_the_mean(teachers):
    torch.manual_seed(0)
    net, heads, rgb = Perception(SMALL), Heads(SMALL, MEANINGS), pictures(8)
    targets = teach(*teachers, rgb)
    scales = scales_of(targets)
    fit_heads(net, heads, teachers, scales, rgb)
    wanted = (targets["relu1_1"] - scales["relu1_1"][0]) / scales["relu1_1"][1]
    left = F.mse_loss(heads.features["relu1_1"](net(rgb)["relu1_1"]), wanted) / wanted.var()
    assert left.item() < 0.8


def test_normalising_gives_layers_a_mean_of_one_and_only_scales_channels():
    torch.manual_seed(1)
    net, rgb = Perception(SMALL), pictures(20, 64)
    before = net(rgb)
    normalise(net, rgb)
    after = net(rgb)
    for name, value in after.items():
        if name == "top":
            continue
        mean = value.mean((0, 2, 3))
        speaking = before[name].mean((0, 2, 3)) > 1e-3 * before[name].mean()
        assert mean.mean().item() == pytest.approx(1, abs=1e-3), name
        assert mean.max() < 4, name
        ratio = before[name].flatten(2)[:, speaking] / before[name].mean((0, 2, 3))[speaking, None]
        assert torch.allclose(ratio, value.flatten(2)[:, speaking] / mean[speaking, None], atol=1e-2, rtol=1e-2), name


def test_silent_channels_are_revived():
    torch.manual_seed(2)
    net, rgb = Perception(SMALL), pictures(8, 64)
    with torch.no_grad():
        net.convs["4_2"].bias[:5] = -1e3
    assert (net(rgb)["relu4_2"][:, :5] == 0).all()
    revived = revive(net, rgb)
    assert revived["relu4_2"] >= 5
    assert ((net(rgb)["relu4_2"] > 0).float().mean((0, 2, 3)) > 0.05).all()
    assert revive(net, rgb) == {}


def test_nearest_neighbours_find_their_class_better_than_chance():
    random = np.random.default_rng(0)
    labels, held_out = np.repeat(np.arange(4), 25), np.tile(np.arange(25) % 5 == 0, 4)
    apart = torch.tensor(np.eye(4)[labels] * 5 + random.normal(size=(100, 4)) * 0.1, dtype=torch.float32)
    assert nearest_accuracy(apart, labels, held_out) == 1
    assert nearest_accuracy(torch.randn(100, 4), labels, held_out) < 0.7


def test_words_are_counted_once_per_picture():
    captions = {"train": {"a": ["dog dog dog"], "b": ["cat"], "c": ["A cat."]}}
    assert caption_words(captions)[0] == "cat"


def test_pictures_are_converted_to_channels_first_in_0_to_1():
    rgb = as_rgb(np.full((1, 2, 2, 3), 255, np.uint8))
    assert rgb.shape == (1, 3, 2, 2)
    assert rgb.max() == 1
