"""The perception network: 3x3 convolutions, ReLU and average pooling in the layout of VGG (Simonyan and Zisserman 2014;
average pooling after Gatys et al. 2015), small enough for a web page, with the heads used only in training."""

from dataclasses import asdict, dataclass, field

import torch
import torch.nn.functional as F
from torch import nn

MEAN, STD = 0.45, 0.25


@dataclass(frozen=True)
class Shape:
    channels: tuple[int, ...] = (32, 64, 128, 256, 256, 384)
    convolutions: tuple[int, ...] = (2, 2, 3, 3, 2, 2)

    def layers(self) -> list[tuple[str, int, int]]:
        """Lists the layers in order as (name such as '3_1', input channels, output channels)."""
        found, incoming = [], 3
        for block, (width, count) in enumerate(zip(self.channels, self.convolutions, strict=True), 1):
            for index in range(1, count + 1):
                found.append((f"{block}_{index}", incoming, width))
                incoming = width
        return found

    def asdict(self) -> dict:
        return asdict(self)


class Perception(nn.Module):
    """Maps images (N,3,H,W) in 0..1 to {'relu1_1': (N,32,H,W), ..., 'top': (N,384)}."""

    def __init__(self, shape: Shape | None = None):
        super().__init__()
        self.shape = shape or Shape()
        self.convs = nn.ModuleDict()
        for name, incoming, width in self.shape.layers():
            conv = nn.Conv2d(incoming, width, 3, padding=1)
            nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
            nn.init.zeros_(conv.bias)
            self.convs[name] = conv

    def forward(self, rgb: torch.Tensor) -> dict[str, torch.Tensor]:
        x, out, block = (rgb - MEAN) / STD, {}, "1"
        for name, conv in self.convs.items():
            if name[0] != block:
                x, block = F.avg_pool2d(x, 2), name[0]
            x = out[f"relu{name}"] = F.relu(conv(x))
        out["top"] = x.mean((2, 3))
        return out


# Student layer -> teacher layer (Vgg19Front for the first four, Vgg19Small's predictions for the deep two), teacher's width.
FEATURES = {
    "relu1_1": ("relu1_1", 64),
    "relu2_1": ("relu2_1", 128),
    "relu3_1": ("relu3_1", 256),
    "relu3_3": ("relu3_4", 256),
    "relu4_1": ("relu4_1", 512),
    "relu5_1": ("relu5_1", 512),
}


@dataclass(frozen=True)
class Meanings:
    """Output sizes of the semantic heads on the pooled features."""

    pooled: int = 1280
    logits: int = 1001
    labels: int = 1
    words: int = 1
    ranges: dict[str, int] = field(default_factory=dict)


class Heads(nn.Module):
    """Training heads that are not exported: 1x1 convolutions to the teachers' features, linear heads on the pooled features."""

    def __init__(self, shape: Shape, meanings: Meanings):
        super().__init__()
        width = {f"relu{name}": out for name, _, out in shape.layers()}
        self.features = nn.ModuleDict({student: nn.Conv2d(width[student], size, 1) for student, (_, size) in FEATURES.items()})
        top = shape.channels[-1]
        self.meaning = nn.ModuleDict({k: nn.Linear(top, getattr(meanings, k)) for k in ("pooled", "logits", "labels", "words")})


class Scales(nn.Module):
    """Mean and standard deviation of each teacher channel, (1,C,1,1) each, by layer. They weigh all channels equally. Fixed by `fit`."""

    def __init__(self):
        super().__init__()
        for layer, (_, width) in FEATURES.items():
            self.register_buffer(f"{layer}_mean", torch.zeros(1, width, 1, 1))
            self.register_buffer(f"{layer}_std", torch.ones(1, width, 1, 1))

    def __getitem__(self, layer: str) -> tuple[torch.Tensor, torch.Tensor]:
        return getattr(self, f"{layer}_mean"), getattr(self, f"{layer}_std")

    def fit(self, targets: dict[str, torch.Tensor]) -> None:
        """Fits the statistics. targets: the teachers' features of a few crops, by the student's layer."""
        for layer, t in targets.items():
            mean, std = self[layer]
            mean.copy_(t.mean((0, 2, 3), keepdim=True))
            std.copy_(t.std((0, 2, 3), keepdim=True) + 1e-2 * t.std())


class Trained(nn.Module):
    """The network with its training heads and statistics, as saved in checkpoints."""

    def __init__(self, shape: Shape, meanings: Meanings):
        super().__init__()
        self.net, self.heads, self.scales = Perception(shape), Heads(shape, meanings), Scales()

    @classmethod
    def of(cls, weights: dict[str, torch.Tensor]) -> "Trained":
        """Builds the network from a checkpoint's weights, which determine its sizes."""
        labels, words = (len(weights[f"heads.meaning.{kind}.bias"]) for kind in ("labels", "words"))
        found = cls(Shape(), Meanings(labels=labels, words=words))
        found.load_state_dict(weights)
        return found.eval()


def teach(front, small, rgb: torch.Tensor) -> dict[str, torch.Tensor]:
    """Computes the teachers' features for FEATURES, by the student's layer."""
    with torch.no_grad():
        deep, shallow = small(rgb), front(rgb)
        return {student: (shallow if teacher in shallow else deep)[teacher].float() for student, (teacher, _) in FEATURES.items()}
