"""Runs an exported VGG-shaped network (config.json + model.safetensors) exactly as the page does."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file


@dataclass(frozen=True)
class Exported:
    """A network of 3x3 convolutions, ReLU and 2x2 pooling, loaded from the file that the page downloads.

    Weights are converted to fp32, so that results differ from the page's by rounding only.
    """

    config: dict
    tensors: dict[str, torch.Tensor]
    sha256: str
    """SHA-256 of the weight file in hex: the network hash in recipes and style packs."""

    @classmethod
    def load(cls, folder: str | Path, device: str = "cpu") -> "Exported":
        """Reads `config.json` and `model.safetensors` from `folder`. Raises FileNotFoundError or KeyError if anything is missing."""
        folder = Path(folder)
        weights = folder / "model.safetensors"
        tensors = {k: v.float() for k, v in load_file(weights, device=device).items()}
        config = json.loads((folder / "config.json").read_text())
        return cls(config, tensors, hashlib.sha256(weights.read_bytes()).hexdigest())

    def layers(self) -> list[str]:
        """Lists all activation names, from shallow to deep: relu{block}_{index}."""
        return [f"relu{b}_{i}" for b, block in enumerate(self.config["blocks"], 1) for i in range(1, block["convolutions"] + 1)]

    def features(self, rgb: torch.Tensor, wanted: list[str], pooling: str | None = None) -> dict[str, torch.Tensor]:
        """Computes activations of images (N,3,H,W) in 0..1, up to the deepest wanted layer. Returns {layer: (N,C,h,w)}.

        `pooling` ('average' or 'max') overrides the config's, as Paint's option does.
        Raises KeyError for an unknown layer.
        """
        unknown = set(wanted) - set(self.layers())
        if unknown:
            raise KeyError(f"no such layer: {', '.join(sorted(unknown))}")
        pool = F.avg_pool2d if (pooling or self.config["pooling"]) == "average" else F.max_pool2d
        mean, std = (torch.tensor(self.config[k], device=rgb.device).view(1, 3, 1, 1) for k in ("mean", "std"))
        x, found = (rgb - mean) / std, {}
        for b, block in enumerate(self.config["blocks"], 1):
            if b > 1:
                x = pool(x, 2)
            for i in range(1, block["convolutions"] + 1):
                x = F.relu(F.conv2d(x, self.tensors[f"conv{b}_{i}.weight"], self.tensors[f"conv{b}_{i}.bias"], padding=1))
                if f"relu{b}_{i}" in wanted:
                    found[f"relu{b}_{i}"] = x
                if len(found) == len(set(wanted)):
                    return found
        return found

    def pooled(self, rgb: torch.Tensor) -> torch.Tensor:
        """Returns the deepest activation of images (N,3,H,W) in 0..1, averaged over space to (N,C)."""
        top = self.layers()[-1]
        return self.features(rgb, [top])[top].mean((2, 3))


def gram(features: torch.Tensor) -> torch.Tensor:
    """Computes the Gram matrix (C,C) of features (1,C,H,W) or (C,H,W): F^T F / (H*W) (Gatys et al. 2016)."""
    flat = features.flatten(-2).squeeze(0)
    return flat @ flat.T / flat.shape[1]
