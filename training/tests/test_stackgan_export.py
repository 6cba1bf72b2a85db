"""Generators as exported, and started from exported ones."""

import numpy as np
import pytest
import torch

from training.common.eightbit import packed, unpacked
from training.stackgan import warm
from training.stackgan.adopt import fitted
from training.stackgan.export import settle, tensors_of
from training.stackgan.model import NOISE, Detail, Sketch
from training.stackgan.shipped import ShippedDetail, ShippedSketch
from training.tests.tiny_generators import SMALL


def mix(net) -> None:
    """Lets the parts bring something: new layers add nothing."""
    for painting in net.paint:
        torch.nn.init.normal_(painting.output.weight)
        torch.nn.init.normal_(painting.output.bias)


def test_exported_tensors_give_the_same_pictures():
    torch.manual_seed(1)
    sketch, text = Sketch(SMALL), torch.randn(6, SMALL.text)
    mix(sketch)
    settle(sketch, torch.randn(128, SMALL.text))
    tensors = tensors_of(sketch)
    shipped = ShippedSketch(SMALL, tensors)
    mean, log_sigma = shipped.augmentation(text)
    assert torch.allclose(log_sigma, sketch.augmentation(text)[1], atol=1e-5)
    assert torch.allclose(mean, sketch.augmentation(text)[0], atol=1e-5)
    noise = torch.randn(6, NOISE)
    table = sketch.listener(text)
    assert torch.allclose(shipped.listener(text), table, atol=1e-5)
    wanted = sketch(mean, noise, table)
    assert torch.allclose(shipped(mean, noise, table), wanted, atol=1e-4)
    eight = unpacked(packed({k: v.flatten(1) if v.ndim > 2 else v for k, v in tensors.items()}))
    again = ShippedSketch(SMALL, {k: v.reshape(tensors[k].shape) for k, v in eight.items()})(mean, noise, table)
    assert (again - wanted).abs().mean() < 0.02
    assert not any("whitening" in k or "norm" in k or "linear" in k for k in tensors)


def test_a_generator_starts_where_the_exported_one_ended(monkeypatch):
    torch.manual_seed(1)
    trained, text = Sketch(SMALL), torch.randn(64, SMALL.text)
    mix(trained)
    trained.augmentation.whitening.fit(text)
    settle(trained, text)
    tensors = tensors_of(trained)
    monkeypatch.setattr(warm, "read", lambda prefix: tensors)
    started = Sketch(SMALL)
    started.augmentation.whitening.fit(text)
    started.listener.load_state_dict(trained.listener.state_dict())
    warm.start_from_exported(started, text)
    mean, _ = trained.augmentation(text)
    assert torch.allclose(started.augmentation(text)[0], mean, atol=1e-3)
    noise, table = torch.randn(64, NOISE), trained.listener(text)
    assert (started.eval()(mean, noise, table) - trained.eval()(mean, noise, table)).abs().mean() < 0.03


def test_stage_two_survives_its_export():
    torch.manual_seed(1)
    detail, text, small = Detail(SMALL), torch.randn(2, SMALL.text), torch.rand(2, 3, 64, 64)
    mix(detail)
    shipped = ShippedDetail(SMALL, tensors_of(detail))
    mean, _ = shipped.augmentation(text)
    assert torch.allclose(mean, detail.augmentation(text)[0], atol=1e-5)
    table = detail.listener(text)
    assert torch.allclose(shipped(small, mean, table), detail(small, mean, table), atol=1e-5)


def test_a_layer_is_fitted_to_another_encoder():
    random = np.random.default_rng(1)
    inputs, weights = random.normal(size=(400, 6)), random.uniform(0.5, 2, 400)
    matrix, offset = random.normal(size=(3, 6)), random.normal(size=3)
    weight, bias = fitted(inputs, inputs @ matrix.T + offset, weights)
    assert np.allclose(weight, matrix, atol=1e-3)
    assert np.allclose(bias, offset, atol=1e-3)
    # Heavier sentences count more where no layer fits all.
    split = np.where(np.arange(400) < 200, 1.0, -1.0)[:, None]
    heavy = np.where(np.arange(400) < 200, 9.0, 1.0)
    assert fitted(inputs * 0, split, heavy)[1] == pytest.approx([0.8])
