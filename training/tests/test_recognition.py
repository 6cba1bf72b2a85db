"""Recognition's caches, batches and losses on made-up pictures."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from training.recognition import lessons, maps, pictures
from training.recognition.chunks import ChunkWriter
from training.recognition.lessons import Lesson, Lessons, frequent_words, places
from training.recognition.losses import WEIGHTS, lesson_losses
from training.recognition.maps import CHANNELS
from training.recognition.measure import nearest_share
from training.recognition.model import Heads, Recognition, Residual, Shape

SMALL = Shape(widths=(8, 16), blocks=(1, 1), features=32)


def test_maps_survive_encoding_as_bytes():
    activations = torch.rand(2, 3, 4, 4) * 8
    again = maps.decode(maps.encode(activations))
    assert torch.allclose(again, activations, atol=0.08)
    assert again.min() >= 0


def test_a_views_box_is_the_part_that_it_shows():
    picture = np.zeros((192, 192, 3), np.uint8)
    picture[:, 96:] = 255
    plain, box = maps.view_of(picture, 0, np.random.default_rng(1))
    assert box == maps.WHOLE
    assert plain.shape == (maps.INPUT_SIZE, maps.INPUT_SIZE, 3)
    seen, (left, top, right, bottom) = maps.view_of(picture, 1, np.random.default_rng(1))
    assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1
    # The picture's right half is white: as much of the view is.
    assert (seen > 127).mean() == pytest.approx((right - 0.5) / (right - left), abs=0.03)


def test_sampling_the_whole_picture_returns_the_map_itself():
    grid = torch.arange(36.0).view(1, 1, 6, 6)
    same = F.grid_sample(grid, places(torch.tensor([[0.0, 0.0, 1.0, 1.0]]), 6), "bilinear", "border", align_corners=False)
    mirrored = F.grid_sample(grid, places(torch.tensor([[1.0, 0.0, 0.0, 1.0]]), 6), "bilinear", "border", align_corners=False)
    assert torch.allclose(same, grid, atol=1e-4)
    assert torch.allclose(mirrored, grid.flip(3), atol=1e-4)


def test_a_residual_block_is_initialised_as_the_identity():
    x = torch.rand(2, 8, 5, 5)
    assert torch.allclose(Residual(8).eval()(x), x)


def test_the_network_reduces_the_map_to_a_quarter():
    assert Recognition(SMALL)(torch.rand(2, 256, 20, 20)).shape == (2, 32, 5, 5)


def lesson(count: int, words: int = 6) -> Lesson:
    torch.manual_seed(0)
    return Lesson(
        torch.rand(count, 256, 20, 20),
        torch.randn(count, 1280),
        torch.randn(count, 1000),
        torch.randn(count, 256, 5, 5) * 20,
        (torch.rand(count, words) > 0.7).float(),
        torch.tensor([1.0] * (count - 1) + [0.0]),
    )


def test_every_loss_falls_when_overfitting_a_batch():
    torch.manual_seed(1)
    network, batch = Recognition(SMALL), lesson(4)
    heads = Heads(SMALL, 6, dropout=0)
    optimiser = torch.optim.Adam([*network.parameters(), *heads.parameters()], 0.01)
    history = []
    for _ in range(40):
        parts = lesson_losses(heads, network(batch.maps), batch)
        loss = sum(weight * parts[name] for name, weight in WEIGHTS.items())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        history.append({k: v.item() for k, v in parts.items()})
    assert set(history[0]) == set(WEIGHTS)
    for name in WEIGHTS:
        assert history[-1][name] < 0.9 * history[0][name], name


def test_a_picture_without_sentences_has_no_word_loss():
    torch.manual_seed(1)
    batch, heads, seen = lesson(2), Heads(SMALL, 6, dropout=0), torch.rand(2, 32, 5, 5)
    first = lesson_losses(heads, seen, batch)["words"]
    batch.words[1] = 1 - batch.words[1]
    assert lesson_losses(heads, seen, batch)["words"] == first


def test_nearest_share():
    asked, gallery = torch.tensor([[1.0, 0.1], [0.1, 1.0]]), torch.tensor([[2.0, 0.0], [0.0, 3.0]])
    assert nearest_share(asked, ["cat", "dog"], gallery, ["cat", "owl"]) == 0.5


def test_words_are_counted_once_a_picture():
    sentences = {"flickr8k": {"a": ["dog dog dog", "dog"], "b": ["cat"], "c": ["cat"]}}
    assert frequent_words(sentences)[:2] == ["cat", "dog"]


@pytest.mark.parametrize(("begin", "entries"), [(0, lambda rows: rows.stop - rows.start), ([], lambda rows: list(range(rows.start, rows.stop)))])
def test_an_interrupted_writer_resumes_after_the_last_saved_chunk(tmp_path, begin, entries):
    def writer():
        return ChunkWriter({tmp_path / "a.npy": (np.int16, (7, 2))}, tmp_path / "a.json", begin, chunk=2, save_every=2)

    first = writer()
    for rows in first.chunks():
        if rows.start == 6:
            break
        first.arrays[0][rows] = 1
        first.advance(entries(rows), "a")
    second, written = writer(), []
    assert second.finished == 4
    for rows in second.chunks():
        second.arrays[0][rows] = 2
        written.append((rows.start, rows.stop))
        second.advance(entries(rows), "a")
    assert written == [(4, 6), (6, 7)]
    assert np.load(tmp_path / "a.npy")[:, 0].tolist() == [1, 1, 1, 1, 2, 2, 2]
    assert json.loads((tmp_path / "a.json").read_text()) == (7 if begin == 0 else list(range(7)))
    assert list(writer().chunks()) == []


@pytest.fixture
def cached(tmp_path, monkeypatch):
    """Creates the caches of two sources with eight made-up pictures each: pictures, maps and targets."""
    monkeypatch.setenv("ATELIER_RUNS", str(tmp_path))
    random = np.random.default_rng(0)
    for name, size in (("flickr8k", 192), ("general", 128)):
        np.save(pictures.folder() / f"{name}.npy", random.integers(0, 255, (8, size, size, 3), dtype=np.uint8))
        described = {"keys": [f"{i}.webp" for i in range(8)], "labels": [""] * 8, "held_out": [i == 0 for i in range(8)]}
        (pictures.folder() / f"{name}.json").write_text(json.dumps(described))
        np.save(pictures.folder() / f"{name}.view0.npy", random.integers(0, 255, (8, 256, maps.SIDE, maps.SIDE), dtype=np.uint8))
        (pictures.folder() / f"{name}.view0.json").write_text(json.dumps([maps.WHOLE] * 8))
        for kind, shape in (("pooled", (8, 1280)), ("answers", (8, 1000)), ("grid", (8, 256, 6, 6))):
            np.save(pictures.folder() / f"{name}.{kind}.npy", random.normal(0, 20, shape).astype(np.int8 if kind == "grid" else np.float16))
    sentences = {"flickr8k": {str(i): ["a dog runs"] for i in range(8)}, "coco": {}, "captioned": {}}
    monkeypatch.setattr(lessons, "sentences_by_file", lambda: sentences)


def test_the_parts_of_a_lesson_have_matching_shapes(cached):
    drawn = Lessons(("flickr8k", "general")).draw(np.random.default_rng(3), 12)
    side = drawn.maps.shape[-1]
    assert drawn.maps.shape[:2] == (12, 256) and lessons.SMALLEST_CROP < side <= maps.SIDE
    assert drawn.grid.shape == (12, 256, 5, 5)
    assert Recognition(SMALL)(drawn.maps).shape[-1] == drawn.grid.shape[-1]
    assert set(drawn.has_words.tolist()) == {0.0, 1.0}
    assert (drawn.words.sum(1) == 3 * drawn.has_words).all()


def test_held_out_pictures_are_never_drawn(cached):
    source = Lessons(("flickr8k", "general"))
    assert all(0 not in rows for rows in source.rows.values())


def test_an_early_block_starts_as_the_identity():
    torch.manual_seed(0)
    plain, extended = Recognition(SMALL).eval(), Recognition(replace(SMALL, early=(6,))).eval()
    missing, unexpected = extended.load_state_dict(plain.state_dict(), strict=False)
    assert not unexpected and all(name.startswith("early.") for name in missing)
    maps = torch.rand(1, CHANNELS, 8, 8)
    assert torch.allclose(plain(maps), extended(maps), atol=1e-5)
