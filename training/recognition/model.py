"""The recognition network: residual layers above perception's relu4_1, with the heads used only in training."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.recognition.maps import CHANNELS
from training.recognition.teacher import CLASSES, DIRECTIONS, POOLED


@dataclass(frozen=True)
class Shape:
    early: tuple[int, ...] = ()
    """Inner channels of residual blocks on the input itself, before the first stage."""
    widths: tuple[int, ...] = (192, 320)
    """Channels of each stage. A stage halves the map and applies residual blocks."""
    blocks: tuple[int, ...] = (3, 3)
    features: int = 1280
    """Channels of the last map, which is pooled to the picture's features."""


def convolution(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    """Returns a convolution with batch normalisation, which is folded into it at export."""
    layer = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    return nn.Sequential(layer, nn.BatchNorm2d(outputs))


class Residual(nn.Module):
    """A residual block of two 3x3 convolutions (He et al. 2016), initialised to the identity. inner: channels between them."""

    def __init__(self, width: int, inner: int | None = None):
        super().__init__()
        self.first, self.second = convolution(width, inner or width), convolution(inner or width, width)
        nn.init.zeros_(self.second[1].weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(x + self.second(F.relu(self.first(x))))


class Recognition(nn.Module):
    """Maps relu4_1 (N,256,H,W) to the last map (N,1280,H/4,W/4), whose spatial mean is the picture's features."""

    def __init__(self, shape: Shape | None = None):
        super().__init__()
        self.shape = shape or Shape()
        self.early = nn.Sequential(*(Residual(CHANNELS, inner) for inner in self.shape.early))
        layers: list[nn.Module] = []
        width = CHANNELS
        for wider, count in zip(self.shape.widths, self.shape.blocks, strict=True):
            layers += [convolution(width, wider, stride=2), nn.ReLU(), *(Residual(wider) for _ in range(count))]
            width = wider
        layers += [convolution(width, self.shape.features, kernel=1), nn.ReLU()]
        self.body = nn.Sequential(*layers)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        return self.body(self.early(maps))


class Heads(nn.Module):
    """Training heads that predict the teacher's pooled features, logits and map, and caption words."""

    def __init__(self, shape: Shape, words: int, dropout: float = 0.1):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.pooled = nn.Linear(shape.features, POOLED)
        self.answers = nn.Linear(shape.features, CLASSES)
        self.grid = nn.Conv2d(shape.features, DIRECTIONS, 1)
        self.words = nn.Linear(shape.features, words)
        self.log_temperature = nn.Parameter(torch.tensor(-3.0))

    def forward(self, maps: torch.Tensor) -> dict[str, torch.Tensor]:
        features = self.dropout(maps.mean((2, 3)))
        return {"pooled": self.pooled(features), "answers": self.answers(features), "words": self.words(features), "grid": self.grid(maps)}
