"""Distillation targets for all pictures: the ceiling's picture vectors and MobileNetV2's predictions."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.captioner.ceiling import load_ceiling
from training.captioner.data import Maps
from training.captioner.model import Captioner, Top
from training.common.batches import TensorBatch

# Shares of the pictures without captions in a step; Flickr8k's pictures are in the captioned part.
MIX = {"general": 0.62, "birds": 0.18, "tiny": 0.20}
TEMPERATURE = 2.0


@dataclass
class Lesson(TensorBatch):
    maps: torch.Tensor
    vectors: torch.Tensor
    pooled: torch.Tensor
    logits: torch.Tensor


class Teacher:
    """Computes the distillation targets of any picture of any source."""

    def __init__(self):
        ceiling = load_ceiling()
        self.model, self.mean, self.std = ceiling.captioner, ceiling.mean, ceiling.std
        self.maps = {name: Maps(name) for name in ("flickr8k", *MIX)}
        chosen = np.concatenate([m.source.pooled[m.train][::9].astype(np.float32) for m in self.maps.values()])
        self.pooled_mean, self.pooled_std = torch.tensor(chosen.mean(0)), torch.tensor(chosen.std(0)) + 1e-2

    def answer(self, name: str, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Returns picture vectors (N,300), standardised pooled features (N,1280) and logits (N,1001) for rows of a source."""
        source = self.maps[name].source
        pooled, logits = (torch.tensor(a[rows].astype(np.float32)) for a in (source.pooled, source.logits))
        with torch.no_grad():
            vectors = self.model.encode_image((pooled - self.mean) / self.std)
        return vectors, ((pooled - self.pooled_mean) / self.pooled_std).clamp(-5, 5), logits

    def lessons(self, random: np.random.Generator, count: int) -> list[Lesson]:
        """Draws pictures without captions, one batch per source because the map sizes differ."""
        found = []
        for name, share in MIX.items():
            maps = self.maps[name]
            rows = random.choice(maps.train, round(count * share), replace=False)
            found.append(Lesson(maps.take(rows, random), *self.answer(name, rows)))
        return found

    def lesson(self, rows: np.ndarray, random: np.random.Generator) -> Lesson:
        """Returns the distillation batch for rows of captioned pictures."""
        return Lesson(self.maps["flickr8k"].take(rows, random), *self.answer("flickr8k", rows))


class Heads(nn.Module):
    """Linear heads that predict MobileNetV2's features and logits. Not exported."""

    def __init__(self, width: int):
        super().__init__()
        self.pooled, self.logits = nn.Linear(width, 1280), nn.Linear(width, 1001)


def ridge(inputs: torch.Tensor, wanted: torch.Tensor, layer: nn.Linear, strength: float = 3e-2) -> None:
    """Initialises a linear layer to its ridge regression solution."""
    x = torch.cat([inputs, torch.ones(len(inputs), 1)], 1).double()
    penalty = strength * x.square().mean() * len(x) * torch.eye(x.shape[1], dtype=torch.double)
    solution = torch.linalg.solve(x.T @ x + penalty, x.T @ wanted.double()).float()
    layer.weight.data.copy_(solution[:-1].T)
    layer.bias.data.copy_(solution[-1])


def teaching_loss(heads: Heads, model: Captioner, features: torch.Tensor, lesson: Lesson) -> dict[str, torch.Tensor]:
    """Returns the distillation losses by name. features (N,C): standardised pooled features of the batch."""
    vectors = model.encode_image(features)
    soft = F.log_softmax(lesson.logits / TEMPERATURE, 1)
    said = F.log_softmax(heads.logits(features).float() / TEMPERATURE, 1)
    return {
        "vector": (1 - (vectors * lesson.vectors).sum(1)).mean(),
        "pooled": F.smooth_l1_loss(heads.pooled(features).float(), lesson.pooled),
        "logits": F.kl_div(said, soft, log_target=True, reduction="batchmean"),
    }


def top_features(top: Top, maps: Maps, rows: np.ndarray, autocast) -> torch.Tensor:
    """Computes pooled features (N,384) of unchanged pictures, on the CPU."""
    device = next(top.parameters()).device
    with torch.no_grad(), autocast():
        return torch.cat([top(maps.take(part, None).to(device)).float().cpu() for part in np.array_split(rows, max(1, len(rows) // 128))])
