"""Exports the storyteller, and the vectors of the style shift, to public/models.

ATELIER_DATA=... python -m training.storyteller.export
"""

import argparse
import hashlib
import json

import numpy as np
import torch
from safetensors.torch import save_file

from training.common.checkpoint import averaged_weights
from training.common.eightbit import packed
from training.common.index import register
from training.common.paths import models_root
from training.prose.corpus import GENRES
from training.skipthought.export import SPECIAL_TOKENS, load_encoder
from training.storyteller.data import Stream, load_stream
from training.storyteller.model import Sizes, Storyteller
from training.storyteller.shift import Shift, measure_shift

SHOWN = 60
"""Passages of each genre that the page plots."""


def names_of(model: Storyteller) -> dict[str, torch.Tensor]:
    """Returns the parameters by their names in the file."""
    named = {
        "embedding": model.embedding,
        "wordBias": model.word_bias,
        "decoder.thought.weight": model.thought.weight,
        "output.weight": model.output.weight,
        "output.bias": model.output.bias,
        "output.thought.weight": model.output_thought.weight,
    }
    return named | {f"decoder.{k}": v for k, v in model.decoder.named_parameters()}


def plane_of(stream: Stream, shift: Shift) -> dict[str, torch.Tensor]:
    """Projects genres, captions and some passages to 2-D, along the principal axes of the genres' and captions' means."""
    means = torch.stack([*shift.genres.values(), shift.captions])
    centre = means.mean(0)
    axes = torch.linalg.svd(means - centre, full_matrices=False).Vh[:2]
    random, tensors = np.random.default_rng(1), {"plane.mean": centre, "plane.axes": axes}
    for genre in GENRES:
        taken = random.choice(stream.rows(genre), SHOWN, replace=False)
        tensors[f"genre.{genre}.places"] = (torch.from_numpy(stream.vectors[taken].astype(np.float32)) - centre) @ axes.T
    return tensors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    weights, saved = averaged_weights("storyteller", "Train the storyteller first: python -m training.storyteller.train")
    model, stream = Storyteller(Sizes(len(weights["embedding"]), weights["thought.weight"].shape[1])), load_stream("train")
    model.load_state_dict(weights)
    model.eval()
    shift = measure_shift(load_encoder(), stream)
    folder = models_root() / "storyteller"
    folder.mkdir(parents=True, exist_ok=True)
    tensors = packed(names_of(model)) | plane_of(stream, shift) | {"captions.mean": shift.captions}
    tensors |= {f"genre.{genre}.mean": mean for genre, mean in shift.genres.items()}
    save_file({k: v.contiguous() for k, v in tensors.items()}, folder / "model.safetensors")
    encoder = hashlib.sha256((models_root() / "skipthought" / "model.safetensors").read_bytes()).hexdigest()
    config = {
        "architecture": "storyteller",
        "skipthought": encoder,
        "vocabulary": model.sizes.vocabulary,
        "embedding": model.sizes.embedding,
        "decoder": {"kind": "gru", "hidden": model.sizes.hidden},
        "thought": model.sizes.thought,
        "genres": [{"id": genre, "passages": len(stream.rows(genre))} for genre in GENRES],
        "specialTokens": SPECIAL_TOKENS,
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    files = ["storyteller/config.json", "storyteller/model.safetensors"]
    register("storyteller", files, args.version)
    print({f: (models_root() / f).stat().st_size for f in files}, f"after {saved['step']} steps, {saved['seconds'] / 60:.0f} minutes")


if __name__ == "__main__":
    main()
