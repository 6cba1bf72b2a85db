"""Runs the exported scorer of public/models/scorer as the page does."""

import torch
from safetensors.torch import load_file
from torch import nn

from training.common.eightbit import unpacked
from training.common.paths import models_root
from training.parts.reader import Reader
from training.parts.reading import WIDTHS

BLOCKS = ("fine", "middle", "coarse", "joined")
PLAIN = ("wide", "narrow", "where", "colour.layers.0", "colour.layers.2", "colour.layers.4")


def folder():
    return models_root() / "scorer"


def blocks_of(reader: Reader) -> dict[str, nn.Sequential]:
    """Returns the convolutions with batch normalisation by their names in the file."""
    return {f"{name}.{number}": block for name in BLOCKS for number, block in enumerate(getattr(reader, name))}


@torch.no_grad()
def load_folded(reader: Reader, tensors: dict[str, torch.Tensor]) -> Reader:
    """Loads the file's tensors (unpacked) into a reader, whose batch normalisation then does nothing. The inverse of `tensors_of`."""
    for name, (convolution, norm, _) in blocks_of(reader).items():
        convolution.weight.data = tensors[f"{name}.weight"].reshape(convolution.weight.shape)
        norm.weight.data, norm.bias.data = torch.ones_like(norm.weight), tensors[f"{name}.bias"]
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
    for name in PLAIN:
        layer = reader.get_submodule(name)
        layer.weight.data, layer.bias.data = tensors[f"{name}.weight"].reshape(layer.weight.shape), tensors[f"{name}.bias"]
    return reader.eval().requires_grad_(False)


def load_shipped_scorer() -> Reader:
    """Returns the exported scorer, which computes what the page computes."""
    return load_folded(Reader(WIDTHS["scorer"]), unpacked(load_file(folder() / "model.safetensors")))
