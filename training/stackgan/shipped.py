"""Runs the exported generators of public/models/stackgan as the page does, for evaluation and fixtures."""

import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from training.common.eightbit import unpacked
from training.common.paths import models_root
from training.stackgan.listener import Listener
from training.stackgan.model import Detail, Shape


def folder():
    return models_root() / "stackgan"


def read(prefix: str) -> dict[str, torch.Tensor]:
    """Reads the tensors of one stage and of the listener as fp32, with four-dimensional kernels."""
    shapes = json.loads((folder() / "config.json").read_text())["shapes"]
    found = {k: v for k, v in unpacked(load_file(folder() / "model.safetensors")).items() if k.startswith((prefix, "listener."))}
    return {k.removeprefix(prefix): v.reshape(shapes.get(k, v.shape)) for k, v in found.items()}


class FoldedPainting(nn.Module):
    """A layer of model.Painting as exported: what a part is told is one linear layer away from the features."""

    def __init__(self, tensors: dict[str, torch.Tensor], name: str):
        super().__init__()
        self.where, self.shift, self.told, self.offset, self.bias = (
            tensors[f"{name}.{part}"] for part in ("where.weight", "where.bias", "told.weight", "told.bias", "bias")
        )

    def forward(self, x: torch.Tensor, table: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        attention = F.conv2d(x, self.where, self.shift).softmax(1)
        paint = torch.einsum("nshw,nsc->nchw", attention[:, :-1], F.linear(table, self.told, self.offset))
        return x + paint + self.bias[:, None, None], attention


def paintings_of(tensors: dict[str, torch.Tensor]) -> nn.ModuleList:
    """Returns the exported painting layers, in their order."""
    names = sorted(k.removesuffix(".where.weight") for k in tensors if k.startswith("paint.") and k.endswith(".where.weight"))
    return nn.ModuleList(FoldedPainting(tensors, name) for name in names)


def run_sketch(
    tensors: dict[str, torch.Tensor], paint: nn.ModuleList, shape: Shape, condition: torch.Tensor, noise: torch.Tensor, table: torch.Tensor
) -> torch.Tensor:
    """Runs stage I from exported tensors with four-dimensional kernels."""
    latent, t = torch.cat([condition, noise], 1), tensors

    def modulated(name: str, x: torch.Tensor) -> torch.Tensor:
        gain, shift = F.linear(latent, t[f"{name}.weight"], t[f"{name}.bias"])[:, :, None, None].chunk(2, 1)
        return F.relu(x * gain + shift)

    def conv(name: str, x: torch.Tensor) -> torch.Tensor:
        weight = t[f"{name}.weight"]
        return F.conv2d(x, weight, t[f"{name}.bias"], padding=weight.shape[-1] // 2)

    x = F.linear(latent, t["start.weight"], t["start.bias"]).view(-1, shape.sketch[0], 4, 4)
    for i in range(len(shape.sketch) - 1):
        y = modulated(f"grow.{i}.after", conv(f"grow.{i}.first", modulated(f"grow.{i}.before", x)))
        x = conv(f"grow.{i}.second", F.interpolate(y, scale_factor=2)) + F.interpolate(conv(f"grow.{i}.skip", x), scale_factor=2)
        if i < len(paint):
            x, _ = paint[i](x, table)
    return torch.tanh(conv("output", modulated("last", x)).float())


class Conditions(nn.Module):
    """The conditioning augmentation with the whitening folded in."""

    def __init__(self, tensors: dict[str, torch.Tensor]):
        super().__init__()
        self.weight, self.bias = tensors["augmentation.weight"], tensors["augmentation.bias"]

    def forward(self, text: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns mean and log sigma, (N,128) each, for sentence vectors (N,640)."""
        mean, log_sigma = F.leaky_relu(F.linear(text, self.weight, self.bias), 0.2).chunk(2, 1)
        return mean, log_sigma.clamp(-6, 2)


def listener_of(shape: Shape, tensors: dict[str, torch.Tensor]) -> Listener:
    """Returns the exported listener, with the standardisation folded in."""
    listener = Listener(shape.text, shape.hearing)
    own = {k.removeprefix("listener."): v for k, v in tensors.items() if k.startswith("listener.")}
    listener.load_state_dict(own, strict=False)
    return listener.eval().requires_grad_(False)


class ShippedSketch(nn.Module):
    """Stage I with the interface of model.Sketch."""

    @property
    def hears(self) -> bool:
        """Whether it was exported with a listener."""
        return len(self.paint) > 0

    def __init__(self, shape: Shape, tensors: dict[str, torch.Tensor]):
        super().__init__()
        self.shape, self.tensors = shape, {k: v.contiguous(memory_format=torch.channels_last) if v.ndim == 4 else v for k, v in tensors.items()}
        self.augmentation, self.listener, self.paint = Conditions(tensors), listener_of(shape, tensors), paintings_of(self.tensors)

    def forward(self, condition: torch.Tensor, noise: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
        return run_sketch(self.tensors, self.paint, self.shape, condition, noise, table)


class ShippedDetail(Detail):
    """Stage II with exported weights."""

    @torch.no_grad()
    def __init__(self, shape: Shape, tensors: dict[str, torch.Tensor]):
        super().__init__(shape)
        self.augmentation, self.listener = Conditions(tensors), listener_of(shape, tensors)
        painted = paintings_of(tensors)
        self.hears, self.paint = len(painted) > 0, painted if len(painted) else self.paint
        for name, module in self.named_modules():
            if f"{name}.weight" in tensors and isinstance(module, nn.Conv2d | nn.Linear):
                module.weight.copy_(tensors[f"{name}.weight"])
                module.bias.copy_(tensors[f"{name}.bias"])


def load_shipped(stage: int) -> ShippedSketch | ShippedDetail:
    if stage == 1:
        return ShippedSketch(Shape(), read("stage1."))
    return ShippedDetail(Shape(), read("stage2.")).eval().to(memory_format=torch.channels_last)
