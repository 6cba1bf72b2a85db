"""Writes both generators as the page loads them: public/models/stackgan/config.json and model.safetensors.

    ATELIER_DATA=... python -m training.stackgan.export

The whitening of sentences is one with the layer after it, and batch normalisation with its gains and shifts, so that what
is left are convolutions, linear layers, and `x * gain + shift`. All matrices and kernels are in 8 bits a number with a
scale a row (common/eightbit.py; a kernel's row is one of its output channels), everything else in fp16.
"""

import argparse
import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn

from training.common.eightbit import packed, unpacked
from training.common.index import register
from training.common.paths import models_root
from training.stackgan.data import Batches
from training.stackgan.model import CONDITION, EPSILON, NOISE, ConditioningAugmentation, Detail, Modulated, Shape, Sketch, drawn
from training.stackgan.sampling import Noise, details, load_stage, sketches
from training.stackgan.sentences import vectors


@torch.no_grad()
def settle(sketch: Sketch, text: torch.Tensor) -> None:
    """Gives averaged weights the statistics that are theirs, from many generated pictures. text (many,640)."""
    layers = [m.norm for m in sketch.modules() if isinstance(m, Modulated)]
    sketch.train()
    for i, part in enumerate(text.split(64)):
        for layer in layers:
            layer.momentum = 1 / (i + 1)
        sketch(drawn(*sketch.augmentation(part)), torch.randn(len(part), NOISE))
    sketch.eval()


def folded_augmentation(layer: ConditioningAugmentation) -> dict[str, torch.Tensor]:
    weight = layer.linear.weight @ layer.whitening.matrix
    return {"augmentation.weight": weight, "augmentation.bias": layer.linear.bias - weight @ layer.whitening.mean}


def folded_modulation(layer: Modulated) -> dict[str, torch.Tensor]:
    """Gains are the first half of the rows, shifts the second, of what `linear` gives."""
    gain_weight, shift_weight = layer.linear.weight.chunk(2)
    gain_bias, shift_bias = layer.linear.bias.chunk(2)
    scale, mean = (layer.norm.running_var + EPSILON).rsqrt(), layer.norm.running_mean
    gain_weight, gain_bias = gain_weight * scale[:, None], (1 + gain_bias) * scale
    weight = torch.cat([gain_weight, shift_weight - mean[:, None] * gain_weight])
    return {"weight": weight, "bias": torch.cat([gain_bias, shift_bias - mean * gain_bias])}


@torch.no_grad()
def tensors_of(net: Sketch | Detail) -> dict[str, torch.Tensor]:
    """Everything under its name, folded."""
    out = folded_augmentation(net.augmentation)
    for name, module in net.named_modules():
        if name.startswith("augmentation"):
            continue
        if isinstance(module, Modulated):
            out |= {f"{name}.{k}": v for k, v in folded_modulation(module).items()}
        elif isinstance(module, nn.Conv2d) or (isinstance(module, nn.Linear) and not name.endswith((".before.linear", ".after.linear", "last.linear"))):
            out |= {f"{name}.weight": module.weight, f"{name}.bias": module.bias}
    return {k: v.detach() for k, v in out.items()}


def run_sketch(tensors: dict[str, torch.Tensor], shape: Shape, condition: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
    """Stage I from exported tensors alone, as the page runs it; kernels in their four dimensions."""
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
    return torch.tanh(conv("output", modulated("last", x)))


def read(net_shapes: dict[str, torch.Size], file, prefix: str) -> dict[str, torch.Tensor]:
    """Tensors of one stage from the file, in fp32 and in their own dimensions."""
    found = {k.removeprefix(prefix): v for k, v in unpacked(load_file(file)).items() if k.startswith(prefix)}
    return {k: v.reshape(net_shapes[k]) for k, v in found.items()}


@torch.no_grad()
def load_back(net: Sketch | Detail, tensors: dict[str, torch.Tensor]) -> None:
    """Stage II's weights as the file has them, for measuring what 8 bits cost."""
    for name, module in net.named_modules():
        if f"{name}.weight" in tensors and isinstance(module, nn.Conv2d | nn.Linear):
            module.weight.copy_(tensors[f"{name}.weight"])
            module.bias.copy_(tensors[f"{name}.bias"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    (sketch, first), (detail, second), shape = load_stage(1), load_stage(2), Shape()
    batches = Batches.load(1, 5)
    settle(sketch, torch.cat([batches.next(127).text for _ in range(24)]))
    tensors = {f"stage{i}.{k}": v for i, net in ((1, sketch), (2, detail)) for k, v in tensors_of(net).items()}
    folder = models_root() / "stackgan"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "model.safetensors"
    save_file(packed({k: v.flatten(1) if v.ndim > 2 else v for k, v in tensors.items()}), file)
    config = {
        "architecture": "stackgan", "text": shape.text, "condition": CONDITION, "noise": NOISE, "encoder": "skipthought",
        "logSigma": [-6, 2], "slope": 0.2, "sketch": {"channels": shape.sketch, "size": 64},
        "detail": {"look": shape.look, "blocks": shape.blocks, "channels": shape.detail, "size": 256},
        "shapes": {k: list(v.shape) for k, v in tensors.items() if v.ndim > 2},
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    register("stackgan", ["stackgan/config.json", "stackgan/model.safetensors"], args.version)
    text, noise = vectors(["a small red bird with black wings"] * 8), Noise.of(list(range(8)))
    plain = sketches(sketch, text, noise)
    own = read({k: v.shape for k, v in tensors_of(sketch).items()}, file, "stage1.")
    mean, log_sigma = F.leaky_relu(F.linear(text, own["augmentation.weight"], own["augmentation.bias"]), 0.2).chunk(2, 1)
    again = run_sketch(own, shape, mean + torch.exp(log_sigma.clamp(-6, 2)) * noise.first, noise.noise)
    large = details(detail, plain, text, noise)
    load_back(detail, read({k: v.shape for k, v in tensors_of(detail).items()}, file, "stage2."))
    off = [float((a - b).abs().mean() * 127.5) for a, b in ((again, plain), (details(detail, plain, text, noise), large))]
    minutes = [round(saved["seconds"] / 60) for saved in (first, second)]
    print(f"{file.stat().st_size / 1e6:.2f} MB; minutes of training {minutes}; 8 bits move a pixel by {off[0]:.2f} and {off[1]:.2f} of 255")


if __name__ == "__main__":
    main()
