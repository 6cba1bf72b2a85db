"""StackGAN's training code on twenty made-up pictures, with made-up sentences and a small feature extractor."""

import zlib
from contextlib import nullcontext

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image

from training.birds.attributes import Attributes
from training.common.arguments import training_arguments
from training.common.averaging import Averaged
from training.common.checkpoint import load_checkpoint
from training.common.exported import Exported
from training.common.task import Task, descend
from training.common.trainer import train
from training.parts.birds import Birds
from training.parts.reader import Reader
from training.parts.recolour import Paints
from training.parts.slots import COLOURS, NAMES, SLOTS
from training.parts.table import Table
from training.stackgan.augment import Augmentation
from training.stackgan.data import Batches, sampling_weights, unlike
from training.stackgan.discriminator import Discriminator, discriminator_loss, generator_loss
from training.stackgan.extractors import ColourFeatures, MobileNetFeatures, PerceptionFeatures
from training.stackgan.figures import frechet, mean_distance, plain_sentences, two_part_sentences
from training.stackgan.listener import CHOICES
from training.stackgan.model import CONDITION, NOISE, Detail, Shape, Sketch, Whitening, count, divergence, drawn
from training.stackgan.pictures import Pictures
from training.stackgan.sampling import Noise, details, grid, sketches
from training.stackgan.sentences import Sentences
from training.stackgan.train import StackGanTask
from training.stackgan.trainers import DetailStage, SketchStage
from training.tests.tiny_generators import SMALL

CLASSES, PICTURES = 4, 20
COLOURS_OF_CLASS = ("red", "blue", "white", "black")


def encoded(texts: list[str]) -> torch.Tensor:
    """Returns a vector for each text: the counts of its words, hashed."""
    out = torch.zeros(len(texts), SMALL.text)
    for row, text in zip(out, texts, strict=True):
        for word in text.split():
            row[zlib.crc32(word.encode()) % SMALL.text] += 1
    return F.normalize(out, dim=1)


def made_up(scale: int) -> Batches:
    random = np.random.default_rng(1)
    pixels = np.repeat(np.repeat(random.integers(0, 256, (PICTURES, 9, 9, 3), dtype=np.uint8), 8 * scale, 1), 8 * scale, 2)
    classes = np.arange(PICTURES) % CLASSES
    pictures = Pictures(pixels, classes, classes > 1, [f"{i:05d}" for i in range(PICTURES)])
    regions = np.zeros((PICTURES, len(SLOTS), 72, 72), np.uint8)
    shares = np.zeros((PICTURES, len(NAMES), len(COLOURS)), np.float32)
    for slot in range(len(SLOTS)):
        regions[:, slot, 8 + 6 * slot : 14 + 6 * slot, 16:56] = 255
        shares[np.arange(PICTURES), slot, [COLOURS.index(COLOURS_OF_CLASS[kind]) for kind in classes]] = 1
    median = random.uniform(20, 80, (PICTURES, len(SLOTS), 3)).astype(np.float32)
    birds = Birds(pictures, regions, Table(shares, median))
    # Every colour has a part that is certainly of it, to paint with.
    birds.paints = Paints([np.array([[50.0, colour, 0.0]]) for colour in range(len(COLOURS))])
    names = tuple(f"has_{group}_color::{colour}" for group in ("primary", "belly") for colour in COLOURS)
    attributes = Attributes(names, COLOURS_OF_CLASS, np.full((CLASSES, len(names)), 20, np.float32))
    sentences = Sentences(attributes, {0: ["a small red bird"]}, {})
    return Batches(birds, sentences, ~np.eye(CLASSES, dtype=bool), encoded)


READER = Reader(4).eval().requires_grad_(False)


@pytest.fixture
def extractor(network_folder):
    return PerceptionFeatures(Exported.load(network_folder), torch.float32, 2, 4)


def moved(before: dict, after: dict) -> bool:
    trained = [k for k in before if not k.startswith(("augmentation.whitening", "listener")) and "norm" not in k]
    return all(torch.isfinite(after[k]).all() for k in after) and sum(not torch.equal(before[k], after[k]) for k in trained) > 0.9 * len(trained)


def copied(module) -> dict:
    return {k: v.clone() for k, v in module.state_dict().items()}


def descend_of(stage):
    """Returns a simple equivalent of Task.descend."""

    def step(loss: torch.Tensor, which: int) -> None:
        assert descend(loss, stage.optimisers[which], 20.0)

    return step


def test_stage_one_trains(extractor):
    torch.manual_seed(0)
    batches, random = made_up(1), np.random.default_rng(3)
    stage = SketchStage(SMALL, {"own": extractor, "colour": ColourFeatures()}, READER, nullcontext)
    stage.begin(batches.typical(20, random), batches.next(20, random).pictures)
    before, heads = copied(stage.generator), copied(stage.judges["own"].heads)
    average = Averaged(stage.generator)
    for step in range(3):
        logged = stage.step(batches.next(8, random), descend_of(stage))
        average.update(stage.generator, step)
        assert all(np.isfinite(float(v)) for v in logged.values())
    assert moved(before, stage.generator.state_dict()) and moved(before, average.module.state_dict())
    assert any(not torch.equal(v, heads[k]) for k, v in stage.judges["own"].heads.state_dict().items())
    assert {"own D", "own real fit", "colour fake", "G", "told", "placed", "KL"} <= set(logged)
    before = copied(stage.generator)
    logged = stage.step(batches.next(8, random), descend_of(stage), lead=True)
    assert "G" not in logged and all(torch.equal(v, before[k]) for k, v in stage.generator.state_dict().items() if "norm" not in k)


def test_stage_two_trains(extractor):
    torch.manual_seed(0)
    batches, random = made_up(4), np.random.default_rng(3)
    stage = DetailStage(SMALL, {"near": extractor, "far": extractor}, READER, nullcontext, Sketch(SMALL))
    stage.begin(batches.typical(20, random), batches.next(4, random).pictures)
    before, frozen = copied(stage.generator), copied(stage.frozen[0])
    for _ in range(2):
        logged = stage.step(batches.next(4, random), descend_of(stage))
        assert all(np.isfinite(float(v)) for v in logged.values())
    assert moved(before, stage.generator.state_dict())
    assert all(torch.equal(v, frozen[k]) for k, v in stage.frozen[0].state_dict().items())


class MadeUpTask(StackGanTask):
    """Stage I on made-up pictures, run by the trainer."""

    def __init__(self, args, place):
        Task.__init__(self, args, place)
        self.data, self.model = made_up(1), SketchStage(SMALL, {"colour": ColourFeatures()}, READER, place.autocast, place.device, args.lr)
        self.optimisers, self.prompts = self.model.optimisers, torch.randn(8, SMALL.text)

    def begin(self, random):
        pictures = self.data.next(6, random).pictures
        self.model.begin(self.data.typical(20, random), pictures)

    def report(self, averaged):
        return {}


def test_a_stage_resumes_from_its_checkpoint(tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_RUNS", str(tmp_path))

    def go(name: str, *more: str) -> dict:
        parser = training_arguments("", name, steps=4, lr=4e-4)
        parser.set_defaults(stage=1, batch=6, warm=False)
        train(parser, MadeUpTask, ["--arithmetic", "fp32", "--device", "cpu", *more])
        return load_checkpoint(name)

    whole = go("whole")
    go("halves", "--stop-at", "2")
    halves = go("halves")
    assert all(torch.equal(v, halves["model"][k]) for k, v in whole["model"].items())
    assert all(torch.equal(v, halves["average"][k]) for k, v in whole["average"].items())
    assert Image.open(tmp_path / "halves" / "previews" / "0000004" / "birds.png").size == (12 * 64, 8 * 64)


def test_a_step_with_a_non_finite_loss_is_skipped(extractor):
    stage = SketchStage(SMALL, {"own": extractor}, READER, nullcontext)
    before = copied(stage.generator)
    assert not descend(stage.generator.output.weight.sum() * torch.nan, stage.optimisers[0], 20.0)
    assert all(torch.equal(v, before[k]) for k, v in stage.generator.state_dict().items())


def test_divergence_matches_pytorch():
    mean, log_sigma = torch.randn(3, 5), torch.randn(3, 5) * 0.3
    own = torch.distributions.Normal(mean, log_sigma.exp())
    assert divergence(mean, log_sigma).item() == pytest.approx(torch.distributions.kl_divergence(own, torch.distributions.Normal(0, 1)).mean().item(), abs=1e-5)
    assert divergence(torch.zeros(2, 2), torch.zeros(2, 2)) == 0


def test_output_shapes_and_parameter_counts():
    sketch, detail = Sketch(Shape()), Detail(Shape())
    assert count(sketch) + count(detail) < 7e6
    with torch.no_grad():
        text = torch.randn(2, 640)
        mean, log_sigma = sketch.augmentation(text)
        table = sketch.listener(text)
        small, attention = sketch.drawing(drawn(mean, log_sigma), torch.randn(2, NOISE), table)
        assert mean.shape == (2, CONDITION) and small.shape == (2, 3, 64, 64) and small.abs().max() <= 1
        assert [maps.shape for maps in attention] == [(2, len(NAMES) + 1, side, side) for side in (8, 16, 32)]
        assert torch.allclose(attention[0].sum(1), torch.ones(2, 8, 8), atol=1e-5)
        assert detail(small, mean, table).shape == (2, 3, 256, 256)


def test_whitening_spreads_vectors():
    vectors = torch.randn(500, 16) * torch.linspace(0.01, 0.2, 16) + 0.3
    whitening = Whitening(SMALL)
    whitening.fit(vectors)
    white = whitening(vectors)
    assert white.mean(0).abs().max() < 1e-3
    assert white.std(0).max() < 1.05 and white.std(0).min() > 0.5


def test_the_teachers_extractor_matches_the_teacher():
    random = torch.Generator().manual_seed(1)
    names = [("CONV_2D", 3, 4, 2), ("DEPTHWISE_CONV_2D", 4, 4, 1), ("CONV_2D", 4, 6, 1), ("DEPTHWISE_CONV_2D", 6, 6, 2), ("CONV_2D", 6, 8, 1)]
    names += [("DEPTHWISE_CONV_2D", 8, 8, 2), ("CONV_2D", 8, 5, 1), ("CONV_2D", 5, 9, 1)]
    ops, weights = [], {}
    for i, (kind, incoming, outgoing, stride) in enumerate(names):
        size, deep = 3 if stride == 2 or kind[0] == "D" else 1, kind[0] == "D"
        weights[f"w{i}"] = torch.randn(outgoing, 1 if deep else incoming, size, size, generator=random) * 0.5
        weights[f"b{i}"] = torch.randn(outgoing, generator=random) * 0.1
        ops.append({"op": kind, "i": [f"x{i}"], "o": f"x{i + 1}", "w": f"w{i}", "b": f"b{i}", "s": stride, "same": True, "act": 3 if i % 2 == 0 else 0})
    teacher = type("Teacher", (), {"w": weights, "graph": {"input": "x0", "ops": [*ops, {"op": "GAP", "i": ["x8"], "o": "x9"}]}})
    rgb = torch.rand(2, 3, 32, 32, generator=random).requires_grad_(True)
    seen = MobileNetFeatures(teacher, 32, torch.float32)(rgb)
    x, wanted = rgb * 2 - 1, {}
    for i, op in enumerate(ops):
        w = weights[op["w"]]
        if w.shape[-1] == 3:
            x = F.pad(x, (0, 1, 0, 1) if op["s"] == 2 else (1, 1, 1, 1))
        x = F.conv2d(x, w, weights[op["b"]], op["s"], groups=len(w) if op["op"][0] == "D" else 1)
        x = wanted[i + 1] = F.relu6(x) if op["act"] == 3 else x
    for own, theirs in zip(seen, (wanted[4], wanted[7]), strict=True):
        assert torch.allclose(own.flip(2, 3), theirs, atol=1e-5)
    gradients = [torch.autograd.grad(sum(m.square().sum() for m in maps), rgb, retain_graph=True)[0] for maps in (seen, (wanted[4], wanted[7]))]
    assert torch.allclose(*gradients, atol=1e-3)


def test_discriminator_loss_is_lower_for_correct_scores():
    fit = torch.full((3, 3, 1), -2.0)
    fit[range(3), range(3)] = 2.0
    apart, false = 1 - torch.eye(3), (-torch.ones(3, 1) * 2, -torch.full((3, 3, 1), 2.0))
    good = discriminator_loss([(torch.full((3, 1), 2.0), fit)], [false], apart)
    bad = discriminator_loss([false], [(torch.full((3, 1), 2.0), fit)], apart)
    assert good["true"] == 0 and good["fit"] == 0 and bad["true"] == 6 and bad["fit"] == 4.5
    assert generator_loss([(torch.full((3, 1), 2.0), fit)]) == {"true": -2, "fit": -2}


def test_heads_reduce_maps_to_at_most_4_by_4():
    judge = Discriminator(SMALL, [24, 8, 3], channels=5)
    out = judge([torch.randn(2, 5, s, s) for s in (24, 8, 3)], torch.randn(4, SMALL.text), torch.rand(4, len(NAMES), CHOICES))
    assert [(t.shape, f.shape) for t, f in out] == [((2, p), (2, 4, p)) for p in (9, 16, 9)]


def test_an_augmentation_is_the_same_for_every_picture_it_is_applied_to():
    torch.manual_seed(1)
    x = torch.rand(4, 3, 32, 32) * 2 - 1
    way = Augmentation.draw(4)
    assert torch.equal(way(x)[1:3], way[slice(1, 3)](x[1:3]))
    assert not torch.equal(way(x), Augmentation.draw(4)(x))
    assert way(x).shape == x.shape


def test_sentences_that_contradict_a_picture_are_negatives():
    batches, random = made_up(1), np.random.default_rng(3)
    batch = batches.next(16, random)
    assert batch.pictures.shape == (16, 3, 64, 64) and batch.pictures.abs().max() <= 1
    assert batch.text.shape == (32, SMALL.text) and batch.text.dtype == torch.float32
    own, wrong = batch.apart[:, :16].diagonal(), batch.apart[:, 16:].diagonal()
    # A picture's own sentence is true of it; the altered one is not, if anything was told of colours.
    told = (batch.said >= 0).any(1)
    assert not own.any() and told.sum() > 8 and torch.equal(wrong.bool(), told)
    assert made_up(4).next(2, random).pictures.shape == (2, 3, 256, 256)


def test_rare_colours_are_oversampled_and_classes_balanced():
    classes, shares = np.array([0, 0, 0, 0, 1, 1]), np.zeros((6, len(NAMES), len(COLOURS)))
    shares[np.arange(6), 0, [0, 1, 1, 1, 1, 1]] = 1
    chances = sampling_weights(classes, shares)
    assert chances.sum() == pytest.approx(1) and chances[0] > 2 * chances[1] and chances[4] == pytest.approx(2 * chances[1])


def test_unlike_classes():
    rows = np.array([[100, 0, 0], [95, 5, 0], [0, 100, 0], [0, 0, 100]], np.float32)
    apart = unlike(rows)
    assert not apart[0, 1] and apart[0, 3] and not apart.diagonal().any()


def test_frechet_and_mean_distances():
    torch.manual_seed(1)
    a = torch.randn(4000, 6)
    assert frechet(a, a) == pytest.approx(0, abs=1e-6)
    assert frechet(a, torch.randn(4000, 6) + 2) == pytest.approx(24, rel=0.1)
    assert mean_distance([torch.tensor([[0.0, 0], [3, 4]])]) == 5
    assert len(plain_sentences()) == 18 and ("orange", "an orange bird") in plain_sentences()
    assert len(set(two_part_sentences())) > 30


def test_the_same_seed_gives_the_same_picture():
    torch.manual_seed(1)
    sketch, detail, text = Sketch(SMALL).eval(), Detail(SMALL).eval(), torch.randn(3, SMALL.text)
    small = sketches(sketch, text, Noise.of([1, 2, 3]), chunk=2)
    assert torch.allclose(small[2:], sketches(sketch, text[2:], Noise.of([3])), atol=1e-5)
    assert details(detail, small, text, Noise.of([1, 2, 3])).shape == (3, 3, 256, 256)
    assert grid(small[[0, 1, 2, 0]], 2).size == (128, 128)
