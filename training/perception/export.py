"""Exports the trained network in fp16 to public/models/perception.

    ATELIER_DATA=... python -m training.perception.export

Each channel is divided by its mean activation over pictures and the next layer's weights multiplied by it, which ReLU and
average pooling allow. Mean activations are then near 1, as Gatys et al. 2015 normalised VGG. Rarely active channels are
scaled up less (SHRINKAGE): otherwise their outliers dominate the Gram matrices, and L-BFGS captures less of a style in 200
evaluations than it otherwise does in 100 (docs/figures.md).
"""

import argparse
import json

import numpy as np
import torch
from safetensors.torch import save_file

from training.common.checkpoint import averaged_weights
from training.common.index import register
from training.common.paths import models_root
from training.perception.batches import as_rgb
from training.perception.data import load_source
from training.perception.model import FEATURES, MEAN, STD, Perception, Trained

SHRINKAGE = 1.0


def load_averaged(run: str) -> tuple[Trained, dict]:
    """Loads a run. Returns the network with averaged weights in evaluation mode, and the checkpoint. Raises SystemExit if it was not trained."""
    weights, saved = averaged_weights(run, "Train the network first: python -m training.perception.train")
    return Trained.of(weights), saved


def sample_pictures(count: int = 128, seed: int = 5) -> torch.Tensor:
    """Returns training pictures of several sources, (count,3,160,160), near the input sizes of Paint and Find."""
    random, chosen = np.random.default_rng(seed), []
    for name in ("flickr8k", "birds", "general"):
        source = load_source(name)
        rows = np.sort(random.choice(np.flatnonzero(~source.held_out), min(count // 3 + 1, len(source.pictures)), replace=False))
        rgb = as_rgb(source.pictures[rows])
        chosen.append(torch.nn.functional.interpolate(rgb, size=(160, 160), mode="bilinear", antialias=True))
    return torch.cat(chosen)[:count]


def normalise(net: Perception, pictures: torch.Tensor) -> dict[str, float]:
    """Rescales the weights in place so that each layer's mean activation over `pictures` is 1 and its channels' means are near 1.

    A channel of mean m in a layer of mean M is divided by sqrt(m^2 + (SHRINKAGE M)^2), up to one factor per layer.
    Returns each layer's share of channels whose mean stays below 0.1.
    """
    with torch.no_grad():
        sums = {}
        for part in pictures.split(16):
            for name, value in net(part).items():
                if name != "top":
                    sums[name] = sums.get(name, 0) + value.double().mean((0, 2, 3)) * len(part) / len(pictures)
        before, silent = None, {}
        for name, conv in net.convs.items():
            mean = sums[f"relu{name}"]
            scale = torch.sqrt(mean.square() + (SHRINKAGE * mean.mean()).square())
            scale = (scale * (mean / scale).mean()).float()
            if before is not None:
                conv.weight.mul_(before[None, :, None, None])
            conv.weight.div_(scale[:, None, None, None])
            conv.bias.div_(scale)
            before, silent[f"relu{name}"] = scale, (mean / scale < 0.1).float().mean().item()
    return silent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", default="perception")
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    trained, saved = load_averaged(args.run)
    net = trained.net
    silent = normalise(net, sample_pictures())
    folder = models_root() / "perception"
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {}
    for name, conv in net.convs.items():
        for kind in ("weight", "bias"):
            value = getattr(conv, kind).detach().half().contiguous()
            if not torch.isfinite(value).all():
                raise SystemExit(f"conv{name}.{kind} exceeds the range of fp16: check the normalisation.")
            tensors[f"conv{name}.{kind}"] = value
    save_file(tensors, folder / "model.safetensors")
    config = {
        "architecture": "perception",
        "blocks": [{"channels": c, "convolutions": n} for c, n in zip(net.shape.channels, net.shape.convolutions, strict=True)],
        "mean": [MEAN] * 3,
        "std": [STD] * 3,
        "pooling": "average",
        "padding": "zero",
        "featureLayers": list(FEATURES),
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    register("perception", ["perception/config.json", "perception/model.safetensors"], args.version)
    megabytes = (folder / "model.safetensors").stat().st_size / 1e6
    print(f"{megabytes:.2f} MB after {saved['step']} steps; quiet channels: { {k: round(v, 3) for k, v in silent.items() if v} }")


if __name__ == "__main__":
    main()
