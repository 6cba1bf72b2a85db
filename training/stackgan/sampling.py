"""Generates pictures from sentences and seeds, with generators that are finished or still in training."""

from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image

from training.common.checkpoint import averaged_weights
from training.stackgan.model import CONDITION, NOISE, STAGES, Detail, Shape, Sketch

PROMPTS = (
    *("a small bird with a red head, white belly and black wings", "a bird that is all blue", "a yellow bird with black wings"),
    *("this bird is completely black with a long orange beak", "a white bird with grey wings and a long beak"),
    *("a brown bird with a speckled breast and a short beak", "a green bird with a red throat", "this bird has a yellow belly and a grey head"),
)
"""Sentences of every preview and of the model card's grid."""


@dataclass(frozen=True)
class Noise:
    """Normal noise drawn from seeds: (N,100) for stage I, and (N,128) for the conditions of each stage."""

    noise: torch.Tensor
    first: torch.Tensor
    second: torch.Tensor

    @classmethod
    def of(cls, seeds: list[int], truncation: float = 1.0) -> "Noise":
        """Draws a row for each seed. truncation: factor on all of the noise, as in the page."""
        rows = [torch.randn(NOISE + 2 * CONDITION, generator=torch.Generator().manual_seed(seed)) for seed in seeds]
        return cls(*(torch.stack(rows) * truncation).split([NOISE, CONDITION, CONDITION], 1))

    def __getitem__(self, rows: torch.Tensor) -> "Noise":
        return Noise(self.noise[rows], self.first[rows], self.second[rows])


def _device(net) -> torch.device:
    return next((p.device for p in net.parameters()), torch.device("cpu"))


def _condition(stage, text: torch.Tensor, normal: torch.Tensor) -> torch.Tensor:
    mean, log_sigma = stage.augmentation(text)
    return mean + torch.exp(log_sigma) * normal


@torch.no_grad()
def sketches(sketch: Sketch, text: torch.Tensor, noise: Noise, chunk: int = 64) -> torch.Tensor:
    """Generates sketches from sentences (N,640). Returns (N,3,64,64) in -1..1, on the CPU."""
    device = _device(sketch)
    conditions, tables = _condition(sketch, text.to(device), noise.first.to(device)), sketch.listener(text.to(device))
    parts = [sketch(c, n.to(device), t) for c, n, t in zip(conditions.split(chunk), noise.noise.split(chunk), tables.split(chunk), strict=True)]
    return torch.cat(parts).float().cpu()


@torch.no_grad()
def details(detail: Detail, small: torch.Tensor, text: torch.Tensor, noise: Noise, chunk: int = 16) -> torch.Tensor:
    """Enlarges sketches (N,3,64,64) by their sentences (N,640). Returns (N,3,256,256) in -1..1, on the CPU."""
    device = _device(detail)
    conditions, tables = _condition(detail, text.to(device), noise.second.to(device)), detail.listener(text.to(device))
    given = small.to(device).contiguous(memory_format=torch.channels_last)
    parts = [detail(s, c, t).float().clamp(-1, 1).cpu() for s, c, t in zip(given.split(chunk), conditions.split(chunk), tables.split(chunk), strict=True)]
    return torch.cat(parts)


def run_of(stage: int) -> str:
    """Name of the run that trains a stage."""
    return f"stackgan{stage}"


def load_stage(stage: int) -> tuple[Sketch | Detail, dict]:
    """Loads a stage with averaged weights. Returns it and its checkpoint. Raises SystemExit if the stage has not been trained."""
    weights, saved = averaged_weights(run_of(stage), f"Train stage {stage} first: python -m training.stackgan.train --stage {stage}")
    net = STAGES[stage](Shape())
    net.load_state_dict(weights)
    return net.eval().to(memory_format=torch.channels_last), saved


def grid(pictures: torch.Tensor, columns: int) -> Image.Image:
    """Arranges pictures (N,3,S,S) in -1..1 in rows of `columns`."""
    pixels = ((pictures.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    rows = [np.concatenate(list(pixels[i : i + columns]), 1) for i in range(0, len(pixels), columns)]
    return Image.fromarray(np.concatenate(rows))
