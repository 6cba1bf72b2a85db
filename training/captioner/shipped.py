"""Loads the exported captioner from the files that the page downloads."""

import hashlib
import json
from dataclasses import dataclass

import torch
from safetensors.torch import load_file

from training.captioner.model import Captioner, Sizes
from training.captioner.text import Vocabulary
from training.common.paths import models_root


@dataclass
class Shipped:
    model: Captioner
    vocabulary: Vocabulary
    config: dict
    prior_mean: torch.Tensor
    prior_whitening: torch.Tensor
    sha256: str

    @classmethod
    def load(cls) -> "Shipped":
        """Loads the export. Raises FileNotFoundError if there is none."""
        folder = models_root() / "captioner"
        weights = folder / "model.safetensors"
        config, vocab = (json.loads((folder / name).read_text()) for name in ("config.json", "vocab.json"))
        t = {k: v.float() for k, v in load_file(weights).items()}
        vocabulary = Vocabulary(vocab["words"], vocab["counts"])
        model = Captioner(Sizes(len(vocabulary), t["picture.weight"].shape[1], config["decoder"]["hidden"], config["sentenceEncoder"]["hidden"]))
        state = {
            "picture.weight": t["picture.weight"],
            "picture.bias": t["picture.bias"],
            "embedding": (t["embedding.codes"] - 128) * t["embedding.scale"][:, None],
            "picture_scale": t["decoder.pictureScale"],
            "word_bias": t["decoder.wordBias"],
            "output.weight": t["decoder.output.weight"],
            "output.bias": t["decoder.output.bias"],
            "sentence.weight": t["encoder.output.weight"],
            "sentence.bias": t["encoder.output.bias"],
            "log_temperature": model.log_temperature.detach(),
        }
        for part in ("decoder", "encoder"):
            state |= {f"{part}.{k}": t[f"{part}.{k}"] for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        model.load_state_dict(state)
        return cls(model.eval(), vocabulary, config, t["prior.mean"], t["prior.whitening"], hashlib.sha256(weights.read_bytes()).hexdigest())
