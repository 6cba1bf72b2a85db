"""Exports the recognition network to public/models/recognition.

    ATELIER_DATA=... python -m training.recognition.export

Batch normalisation is folded into the convolutions, whose filters are stored as matrices (outputs, inputs * kernel * kernel)
in 8 bits with one scale per output.
"""

import argparse
import json

import torch
from safetensors.torch import save_file
from torch import nn

from training.common.eightbit import packed
from training.common.exported import Exported
from training.common.index import register
from training.common.paths import models_root
from training.recognition.features import load_recognition
from training.recognition.maps import CHANNELS, INPUT_SIZE, LAYER
from training.recognition.model import Recognition, Residual


def folded(layer: nn.Sequential) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns the filters (outputs, inputs * kernel * kernel) and biases of a convolution followed by batch normalisation."""
    convolution, norm = layer
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    weight = convolution.weight * factor[:, None, None, None]
    # Filters are trained channels last in memory; their logical order is what the file has.
    return weight.contiguous().flatten(1), norm.bias - norm.running_mean * factor


def layers_of(network: Recognition) -> dict[str, nn.Sequential]:
    """Returns the convolutions by their names in the file."""
    named, body, at = {}, list(network.body), 0
    for number, block in enumerate(network.early, 1):
        named |= {f"early{number}.first": block.first, f"early{number}.second": block.second}
    for stage, count in enumerate(network.shape.blocks, 1):
        named[f"stage{stage}.down"] = body[at]
        blocks = body[at + 2 : at + 2 + count]
        for number, block in enumerate(blocks, 1):
            assert isinstance(block, Residual)
            named |= {f"stage{stage}.block{number}.first": block.first, f"stage{stage}.block{number}.second": block.second}
        at += 2 + count
    return named | {"features": body[at]}


@torch.no_grad()
def tensors_of(network: Recognition) -> dict[str, torch.Tensor]:
    """Returns the tensors of model.safetensors."""
    tensors = {}
    for name, layer in layers_of(network).items():
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = folded(layer)
    return packed(tensors)


def load_folded(network: Recognition, tensors: dict[str, torch.Tensor]) -> None:
    """Loads the file's tensors (unpacked) into a network, whose batch normalisation then does nothing. The inverse of `tensors_of`."""
    for name, (convolution, norm) in layers_of(network).items():
        convolution.weight.data = tensors[f"{name}.weight"].reshape(convolution.weight.shape)
        norm.weight.data, norm.bias.data = torch.ones_like(norm.weight), tensors[f"{name}.bias"]
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    network, _, saved = load_recognition()
    folder = models_root() / "recognition"
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors_of(network), folder / "model.safetensors")
    shape = network.shape
    config = {
        "architecture": "recognition",
        "perception": Exported.load(models_root() / "perception").sha256,
        "layer": LAYER,
        "inputs": CHANNELS,
        "early": shape.early,
        "widths": shape.widths,
        "blocks": shape.blocks,
        "features": shape.features,
        "size": INPUT_SIZE,
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    register("recognition", ["recognition/config.json", "recognition/model.safetensors"], args.version)
    print(f"after {saved['step']} steps: {(folder / 'model.safetensors').stat().st_size} bytes")


if __name__ == "__main__":
    main()
