"""Runs the captioner's two trainings through the trainer on made-up pictures: first the ceiling, then the shipped captioner."""

import json

import numpy as np
import pytest

from training.captioner import ceiling, train
from training.captioner.features import INPUT_SIZE, VIEWS, maps_path
from training.common.checkpoint import load_checkpoint
from training.perception.data import cache_folder

COUNT = 16
WORDS = "a dog runs on the green grass while two people look at it".split()


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    """Creates caches of features and maps for sixteen pictures per source, with four captions for each of Flickr8k's."""
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv("ATELIER_DATA", str(data))
    monkeypatch.setenv("ATELIER_RUNS", str(tmp_path / "runs"))
    random = np.random.default_rng(1)

    def captions(rows) -> dict:
        return {f"p{i}": [" ".join(random.choice(WORDS, 7)) for _ in range(4)] for i in rows}

    (data / "flickr8k-captions.json").write_text(json.dumps({"train": captions(range(12)), "dev": captions(range(12, COUNT))}))
    (data / "coco-captions.txt").write_text("\n".join(" ".join(random.choice(WORDS, 6)) for _ in range(30)))
    for name in VIEWS:
        held_out = [i >= 12 for i in range(COUNT)]
        meta = {"keys": [f"p{i}.webp" for i in range(COUNT)], "labels": [-1] * COUNT, "held_out": held_out, "label_names": []}
        (cache_folder() / f"{name}.json").write_text(json.dumps(meta))
        np.save(cache_folder() / f"{name}.npy", np.zeros((COUNT, 4, 4, 3), np.uint8))
        for kind, width in {"pooled": 1280, "pooled.mirrored": 1280, "logits": 1001}.items():
            np.save(cache_folder() / f"{name}.{kind}.npy", random.random((COUNT, width)).astype(np.float16))
        edge = INPUT_SIZE[name] // 16
        np.save(maps_path(name, 0), random.random((COUNT, 256, edge, edge)).astype(np.float16))
    return tmp_path / "runs"


SHORT = ["--steps", "2", "--arithmetic", "fp32", "--device", "cpu", "--report-every", "0"]


def test_the_ceiling_trains_and_then_supervises_the_captioner(made_up):
    ceiling.main([*SHORT, "--pictures", "4", "--text", "3"])
    taught = ceiling.load_ceiling()
    assert not taught.training and taught.mean.std() > 0
    train.main([*SHORT, "--captioned", "4", "--others", "10"])
    assert load_checkpoint("captioner")["step"] == 2
    for run in ("ceiling", "captioner"):
        assert len((made_up / run / "previews" / "0000002" / "captions.txt").read_text().splitlines()) == 4
        assert {"BLEU-4", "CIDEr"} < set(json.loads((made_up / run / "figures.jsonl").read_text().splitlines()[-1]))
