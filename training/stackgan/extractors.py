"""Frozen feature extractors of the discriminators, and a random mixture of their maps.

Projected GANs (Sauer et al. 2021): a discriminator on the features of a trained network has few features to learn itself,
and random mixing across channels and scales keeps it from relying on a few of them. An extractor maps RGB (N,3,S,S) in
0..1 to a list of maps, fine to coarse.
"""

from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import nn

from training.common.exported import Exported


class PerceptionFeatures:
    """The perception network: the last layer of each block from `first` to `last`."""

    def __init__(self, network: Exported, low: torch.dtype, first: int, last: int = 99):
        weights = {k: v.to(low, memory_format=torch.channels_last) if v.ndim == 4 else v.to(low) for k, v in network.tensors.items()}
        self.network = replace(network, tensors=weights)
        blocks = {int(name[4]): name for name in network.layers()}
        self.layers = [name for block, name in blocks.items() if first <= block <= last]

    def __call__(self, rgb: torch.Tensor) -> list[torch.Tensor]:
        found = self.network.features(rgb, self.layers)
        return [found[name] for name in self.layers]


class ColourFeatures:
    """The mean colours of a 16 x 16 grid, because sentences name colours."""

    def __call__(self, rgb: torch.Tensor) -> list[torch.Tensor]:
        return [F.interpolate(rgb, size=(16, 16), mode="area")]


class _Frozen(torch.autograd.Function):
    """A convolution with frozen weights and an optional ReLU6, whose backward pass is a convolution too.

    PyTorch's backward pass of depthwise layers takes five times as long on a CPU.
    """

    @staticmethod
    def forward(ctx, x, layer: "_Layer"):
        y = F.conv2d(x, layer.weight, layer.bias, layer.stride, layer.padding, groups=layer.groups)
        if layer.relu6:
            y = F.hardtanh_(y, 0, 6)
            ctx.save_for_backward(y)
        ctx.layer = layer
        return y

    @staticmethod
    def backward(ctx, g):
        layer = ctx.layer
        if layer.relu6:
            g = torch.ops.aten.hardtanh_backward(g.contiguous(memory_format=torch.channels_last), ctx.saved_tensors[0], 0, 6)
        if layer.stride == 2:
            n, c, h, w = g.shape
            wide = g.new_zeros((n, c, 2 * h, 2 * w)).contiguous(memory_format=torch.channels_last)
            wide[:, :, ::2, ::2] = g
            g = wide
        return F.conv2d(g, layer.backward_weight, None, 1, layer.padding, groups=layer.groups), None


class _Layer:
    def __init__(self, op: dict, weights: dict[str, torch.Tensor], low: torch.dtype):
        """op: a layer of the teacher's graph. weights: the teacher's; kernels are rotated by 180 degrees, see MobileNetFeatures."""
        weight = weights[op["w"]].flip(2, 3)
        deep = op["op"] == "DEPTHWISE_CONV_2D"
        self.groups = len(weight) if deep else 1
        back = weight.flip(2, 3) if deep else weight.flip(2, 3).transpose(0, 1)
        self.weight, self.backward_weight = (w.to(low).contiguous(memory_format=torch.channels_last) for w in (weight, back))
        self.bias, self.stride, self.relu6 = weights[op["b"]].to(low), op["s"], op["act"] == 3
        self.padding = weight.shape[-1] // 2 if op["same"] else 0


class MobileNetFeatures:
    """MobileNetV2's maps at 1/4, 1/8, 1/16 and 1/32 of the input size, rotated by 180 degrees.

    Its asymmetric padding, larger at the end, matches PyTorch's once pictures and kernels are rotated by 180 degrees. The
    clamping of quantised layers is left out, since few values reach it.
    """

    def __init__(self, teacher, size: int, low: torch.dtype):
        """size: side to which pictures are resized, a multiple of 32."""
        self.size, self.low, self.input = size, low, teacher.graph["input"]
        operations = teacher.graph["ops"]
        operations = operations[: next(i for i, op in enumerate(operations) if op["op"] == "GAP") - 1]
        # The last output of each size is two layers before the next stride, whose block begins with an expansion.
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


class MixedFeatures(nn.Module):
    """An extractor's maps with each channel standardised, mixed at random across channels and from coarse to fine.

    Needs `fit` or load_state_dict before use.
    """

    def __init__(self, extractor, like: torch.Tensor, channels: int = 64):
        """like: a picture (1,3,S,S) of the size that will be used."""
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
        """Fits means and standard deviations to real pictures (N,3,S,S) in -1..1, and draws the random mixtures."""
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
        """Maps pictures (N,3,S,S) in -1..1 to maps with `channels` channels, fine to coarse."""
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
