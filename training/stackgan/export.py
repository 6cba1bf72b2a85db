"""Exports both generators for the page: public/models/stackgan/config.json, words.json and model.safetensors.

    ATELIER_DATA=... python -m training.stackgan.export

The whitening of sentence vectors is folded into the next layer, and batch normalisation into its gains and shifts, which
leaves convolutions, linear layers and `x * gain + shift`. Matrices and kernels are stored in 8 bits with a scale per row
(common/eightbit.py; per output channel for kernels), everything else in fp16.
"""

import argparse
import json

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

from training.common.eightbit import packed
from training.common.index import register
from training.parts.slots import COLOURS, NAMES
from training.stackgan.data import Batches
from training.stackgan.listener import Listener
from training.stackgan.model import CONDITION, EPSILON, NOISE, ConditioningAugmentation, Detail, Modulated, Painting, Shape, Sketch, drawn
from training.stackgan.sampling import Noise, details, load_stage, sketches
from training.stackgan.sentences import encoder_hash, vectors
from training.stackgan.shipped import folder, load_shipped
from training.stackgan.vocabulary import vocabulary


@torch.no_grad()
def settle(sketch: Sketch, text: torch.Tensor) -> None:
    """Recomputes the batch-normalisation statistics of averaged weights from generated pictures. text: (count,640)."""
    layers = [m.norm for m in sketch.modules() if isinstance(m, Modulated)]
    sketch.train()
    for i, part in enumerate(text.split(64)):
        for layer in layers:
            layer.momentum = 1 / (i + 1)
        sketch(drawn(*sketch.augmentation(part)), torch.randn(len(part), NOISE), sketch.listener(part))
    sketch.eval()


def folded_augmentation(layer: ConditioningAugmentation) -> dict[str, torch.Tensor]:
    """Folds the whitening into the linear layer."""
    weight = layer.linear.weight @ layer.whitening.matrix
    return {"augmentation.weight": weight, "augmentation.bias": layer.linear.bias - weight @ layer.whitening.mean}


def folded_modulation(layer: Modulated) -> dict[str, torch.Tensor]:
    """Folds the normalisation into the linear layer, whose first half of rows are gains and second half shifts."""
    gain_weight, shift_weight = layer.linear.weight.chunk(2)
    gain_bias, shift_bias = layer.linear.bias.chunk(2)
    scale, mean = (layer.norm.running_var + EPSILON).rsqrt(), layer.norm.running_mean
    gain_weight, gain_bias = gain_weight * scale[:, None], (1 + gain_bias) * scale
    weight = torch.cat([gain_weight, shift_weight - mean[:, None] * gain_weight])
    return {"weight": weight, "bias": torch.cat([gain_bias, shift_bias - mean * gain_bias])}


def folded_listener(layer: Listener) -> dict[str, torch.Tensor]:
    """Folds the standardisation into the first layer."""
    weight = layer.first.weight * layer.scale
    named = {f"listener.{k}": v for k, v in layer.named_parameters()}
    return named | {"listener.first.weight": weight, "listener.first.bias": layer.first.bias - weight @ layer.mean}


def folded_painting(layer: Painting) -> dict[str, torch.Tensor]:
    """Folds what a part is told and its way to the features into one linear layer."""
    output = layer.output.weight.flatten(1)
    told = {"told.weight": output @ layer.told.weight, "told.bias": output @ layer.told.bias}
    return told | {"where.weight": layer.where.weight, "where.bias": layer.where.bias, "bias": layer.output.bias}


@torch.no_grad()
def tensors_of(net: Sketch | Detail) -> dict[str, torch.Tensor]:
    """Returns the folded tensors of a generator by name."""
    out = folded_augmentation(net.augmentation) | folded_listener(net.listener)
    for name, module in net.named_modules():
        if name.startswith(("augmentation", "listener")):
            continue
        if isinstance(module, Painting):
            out |= {f"{name}.{k}": v for k, v in folded_painting(module).items()}
        elif name.startswith("paint."):
            continue
        elif isinstance(module, Modulated):
            out |= {f"{name}.{k}": v for k, v in folded_modulation(module).items()}
        elif isinstance(module, nn.Conv2d) or (isinstance(module, nn.Linear) and not name.endswith((".before.linear", ".after.linear", "last.linear"))):
            out |= {f"{name}.weight": module.weight, f"{name}.bias": module.bias}
    return {k: v.detach() for k, v in out.items()}


def named(stages: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Joins the tensors of the stages, which hear with the same listener."""
    return {k if k.startswith("listener.") else f"stage{i}.{k}": v for i, tensors in enumerate(stages, 1) for k, v in tensors.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="2")
    args = parser.parse_args()
    (sketch, first), (detail, second), shape = load_stage(1), load_stage(2), Shape()
    batches, random = Batches.load(1), np.random.default_rng(5)
    settle(sketch, batches.typical(3072, random))
    tensors = named([tensors_of(sketch), tensors_of(detail)])
    folder().mkdir(parents=True, exist_ok=True)
    file = folder() / "model.safetensors"
    save_file(packed({k: v.flatten(1) if v.ndim > 2 else v for k, v in tensors.items()}), file)
    file.chmod(0o644)
    config = {
        "architecture": "stackgan",
        "text": shape.text,
        "condition": CONDITION,
        "noise": NOISE,
        "skipthought": encoder_hash(),
        "logSigma": [-6, 2],
        "slope": 0.2,
        "sketch": {"channels": shape.sketch, "size": 64},
        "parts": {"slots": NAMES, "colours": COLOURS, "hearing": shape.hearing},
        "detail": {"look": shape.look, "blocks": shape.blocks, "channels": shape.detail, "size": 256},
        "shapes": {k: list(v.shape) for k, v in tensors.items() if v.ndim > 2},
    }
    (folder() / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    (folder() / "words.json").write_text(json.dumps(vocabulary(), separators=(",", ":")) + "\n")
    register("stackgan", ["stackgan/config.json", "stackgan/words.json", "stackgan/model.safetensors"], args.version)
    text, noise = vectors(["a small red bird with black wings"] * 8), Noise.of(list(range(8)))
    small = sketches(sketch, text, noise)
    pairs = [(small, sketches(load_shipped(1), text, noise)), *((details(net, small, text, noise) for net in (detail, load_shipped(2))),)]
    off = [float((a - b).abs().mean() * 127.5) for a, b in pairs]
    minutes = [round(saved["seconds"] / 60) for saved in (first, second)]
    print(f"{file.stat().st_size / 1e6:.2f} MB; minutes of training {minutes}; 8 bits move a pixel by {off[0]:.2f} and {off[1]:.2f} of 255")


if __name__ == "__main__":
    main()
