"""Fixtures: made-up pictures and a small network, so that the tests need no data, downloads or GPU."""

import json

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

# Tiny tensors: threads would only wait for one another.
torch.set_num_threads(1)

CONFIG = {
    "architecture": "perception",
    "blocks": [{"channels": c, "convolutions": n} for c, n in ((6, 2), (8, 2), (8, 1), (10, 1), (12, 2))],
    "mean": [0.45, 0.45, 0.45],
    "std": [0.25, 0.25, 0.25],
    "pooling": "average",
    "padding": "zero",
    "featureLayers": ["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"],
}


@pytest.fixture
def network_folder(tmp_path):
    """Creates public/models with a perception network of random fp16 weights. Returns the network's folder."""
    folder = tmp_path / "models" / "perception"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(CONFIG))
    generator = torch.Generator().manual_seed(1)
    tensors, inputs = {}, 3
    for b, block in enumerate(CONFIG["blocks"], 1):
        for i in range(1, block["convolutions"] + 1):
            outputs = block["channels"]
            weight = torch.randn(outputs, inputs, 3, 3, generator=generator) * (2 / (9 * inputs)) ** 0.5
            tensors[f"conv{b}_{i}.weight"] = weight.half()
            tensors[f"conv{b}_{i}.bias"] = (torch.randn(outputs, generator=generator) * 0.1).half()
            inputs = outputs
    save_file(tensors, folder / "model.safetensors")
    return folder


@pytest.fixture
def painting() -> Image.Image:
    """Returns a picture of coloured waves, 300 x 200 px."""
    y, x = np.mgrid[0:200, 0:300]
    waves = [np.sin(x / 9 + y / 23), np.sin(y / 7), np.cos((x - y) / 15)]
    return Image.fromarray(((np.stack(waves, -1) + 1) * 127.5).astype(np.uint8))
