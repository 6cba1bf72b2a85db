"""Frozen feature extractors of the discriminators: their maps, fine to coarse, and a random mixture of all of them.

Projected GANs (Sauer et al. 2021): a discriminator that starts from what a trained network sees has no features to learn,
and random mixing across channels and scales keeps it from looking at the few that tell it most.
"""

from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import nn

from training.common.exported import Exported


class PerceptionFeatures:
    """The studio's own network: the last layer of each of its blocks from first to last (the first at full size)."""

    def __init__(self, network: Exported, low: torch.dtype, first: int, last: int = 99):
        weights = {k: v.to(low, memory_format=torch.channels_last) if v.ndim == 4 else v.to(low) for k, v in network.tensors.items()}
        self.network = replace(network, tensors=weights)
        blocks = {int(name[4]): name for name in network.layers()}
        self.layers = [name for block, name in blocks.items() if first <= block <= last]

    def __call__(self, rgb: torch.Tensor) -> list[torch.Tensor]:
        found = self.network.features(rgb, self.layers)
        return [found[name] for name in self.layers]


class ColourFeatures:
    """The plain colours of a 16 x 16 grid, without a network, because sentences name colours."""

    def __call__(self, rgb: torch.Tensor) -> list[torch.Tensor]:
        return [F.interpolate(rgb, size=(16, 16), mode="area")]


class _Frozen(torch.autograd.Function):
    """A convolution and its ReLU6 (or none) whose weights are not trained; its backward pass is a convolution as well.

    PyTorch's own for depthwise layers takes five times as long on a CPU.
    """

    @staticmethod
    def forward(ctx, x, layer: "_Layer"):
        y = F.conv2d(x, layer.weight, layer.bias, layer.stride, layer.padding, groups=layer.groups)
        if layer.bent:
            y = F.hardtanh_(y, 0, 6)
            ctx.save_for_backward(y)
        ctx.layer = layer
        return y

    @staticmethod
    def backward(ctx, g):
        layer = ctx.layer
        if layer.bent:
            g = torch.ops.aten.hardtanh_backward(g.contiguous(memory_format=torch.channels_last), ctx.saved_tensors[0], 0, 6)
        if layer.stride == 2:
            n, c, h, w = g.shape
            wide = g.new_zeros((n, c, 2 * h, 2 * w)).contiguous(memory_format=torch.channels_last)
            wide[:, :, ::2, ::2] = g
            g = wide
        return F.conv2d(g, layer.backward_weight, None, 1, layer.padding, groups=layer.groups), None


class _Layer:
    def __init__(self, op: dict, weights: dict[str, torch.Tensor], low: torch.dtype):
        """weights: the teacher's, rotated by 180 degrees (see MobileNetFeatures)."""
        weight = weights[op["w"]].flip(2, 3)
        deep = op["op"] == "DEPTHWISE_CONV_2D"
        self.groups = len(weight) if deep else 1
        back = weight.flip(2, 3) if deep else weight.flip(2, 3).transpose(0, 1)
        self.weight, self.backward_weight = (w.to(low).contiguous(memory_format=torch.channels_last) for w in (weight, back))
        self.bias, self.stride, self.bent = weights[op["b"]].to(low), op["s"], op["act"] == 3
        self.padding = weight.shape[-1] // 2 if op["same"] else 0


class MobileNetFeatures:
    """MobileNetV2 as a teacher: its maps at 1/4, 1/8, 1/16 and 1/32.

    The limits of its quantised layers, which few values reach, are left out. Pictures and kernels are turned by half a
    circle: its padding, which is more at the end, is then that of PyTorch. Its maps come out turned, which nobody minds.
    """

    def __init__(self, teacher, size: int, low: torch.dtype):
        """size: what pictures are enlarged to, a multiple of 32."""
        self.size, self.low, self.input = size, low, teacher.graph["input"]
        operations = teacher.graph["ops"]
        operations = operations[: next(i for i, op in enumerate(operations) if op["op"] == "GAP") - 1]
        # What the last layer of a size made: two before the next halving, whose first layer only widens it.
        halvings = [i for i, op in enumerate(operations) if op.get("s", 1) == 2]
        self.seen = [operations[i - 2]["o"] for i in halvings[2:]] + [operations[-1]["o"]]
        self.operations = [(op["i"], op["o"], None if op["op"] == "ADD" else _Layer(op, teacher.w, low)) for op in operations]

    def __call__(self, rgb: torch.Tensor) -> list[torch.Tensor]:
        with torch.autocast(rgb.device.type, enabled=False):
            if rgb.shape[-1] != self.size:
                rgb = F.interpolate(rgb, size=(self.size, self.size), mode="bilinear", align_corners=False)
            values = {self.input: (rgb.flip(2, 3) * 2 - 1).to(self.low).contiguous(memory_format=torch.channels_last)}
            for inputs, output, layer in self.operations:
                x = values[inputs[0]]
                values[output] = x + values[inputs[1]] if layer is None else _Frozen.apply(x, layer)
        return [values[name] for name in self.seen]


class Mixed(nn.Module):
    """An extractor's maps, each channel brought to mean 0 and deviation 1, mixed at random across channels and from coarse to fine.

    `fit` must be called once, or a state be loaded.
    """

    def __init__(self, extractor, like: torch.Tensor, channels: int = 64):
        """like: a picture of the size that will be seen, (1,3,S,S)."""
        super().__init__()
        self.extractor, self.channels = extractor, channels
        with torch.no_grad():
            maps = extractor(like / 2 + 0.5)
        self.sides = [m.shape[-1] for m in maps]
        for i, m in enumerate(maps):
            self.register_buffer(f"weight{i}", torch.zeros(channels, m.shape[1], 1, 1))
            self.register_buffer(f"bias{i}", torch.zeros(channels))
            self.register_buffer(f"across{i}", torch.zeros(channels, channels, 1, 1))

    @torch.no_grad()
    def fit(self, pictures: torch.Tensor) -> None:
        """pictures (many,3,S,S) in -1..1: true ones, from which means and deviations are taken."""
        parts = [self.extractor(p / 2 + 0.5) for p in pictures.split(32)]
        for i in range(len(self.sides)):
            maps = torch.cat([p[i].float() for p in parts])
            mean, deviation = maps.mean((0, 2, 3)), maps.std((0, 2, 3))
            deviation = deviation + 0.1 * deviation.mean()
            weight = torch.randn(self.channels, maps.shape[1], device=maps.device) / maps.shape[1] ** 0.5 / deviation
            getattr(self, f"weight{i}").copy_(weight[:, :, None, None])
            getattr(self, f"bias{i}").copy_(-weight @ mean)
            across = nn.init.orthogonal_(torch.empty(self.channels, self.channels))
            getattr(self, f"across{i}").copy_(across[:, :, None, None])

    def forward(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        """(N,3,S,S) in -1..1 -> maps of `channels`, fine to coarse."""
        out, coarser = [], None
        maps = self.extractor(pictures / 2 + 0.5)
        for i in range(len(maps) - 1, -1, -1):
            weight, bias = getattr(self, f"weight{i}"), getattr(self, f"bias{i}")
            own = F.conv2d(maps[i].to(weight.dtype), weight, bias)
            if coarser is not None:
                carried = F.conv2d(coarser, getattr(self, f"across{i}"))
                own = (own + F.interpolate(carried, size=own.shape[2:], mode="nearest")) * 0.5**0.5
            out.append(own)
            coarser = own
        return out[::-1]
