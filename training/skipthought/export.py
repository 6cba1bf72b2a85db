"""Exports the sentence encoder to public/models/skipthought, and loads it from there.

ATELIER_DATA=... python -m training.skipthought.export
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from training.common.checkpoint import averaged_weights
from training.common.eightbit import packed, unpacked
from training.common.index import register
from training.common.paths import models_root
from training.prose import tokens
from training.skipthought.model import MAX_TOKENS, Sizes, SkipThought, trained_of

SPECIAL_TOKENS = {"start": 0, "capital": 1, "paragraph": 2}


NEXT = "next.weight"
"""Maps a sentence's vector towards that of the sentence that follows; the page judges drafts by it."""


def names_of(encoder: SkipThought) -> dict[str, torch.Tensor]:
    """Returns the encoder's parameters by their names in the file."""
    named = {"embedding": encoder.embedding, "output.weight": encoder.output.weight, "output.bias": encoder.output.bias}
    return named | {f"encoder.{k}": v for k, v in encoder.encoder.named_parameters()}


def load_encoder(models: Path | None = None) -> SkipThought:
    """Loads the exported network. All later vectors are computed with its 8-bit weights. models: default public/models."""
    folder = (models or models_root()) / "skipthought"
    config = json.loads((folder / "config.json").read_text())
    encoder = SkipThought(Sizes(config["vocabulary"], config["embedding"], config["encoder"]["hidden"], config["vector"]))
    tensors = unpacked(load_file(folder / "model.safetensors"))
    encoder.load_state_dict({k: v for k, v in tensors.items() if k != NEXT})
    return encoder.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="2")
    args = parser.parse_args()
    weights, saved = averaged_weights("skipthought", "Train the encoder first: python -m training.skipthought.train")
    model = trained_of(weights)
    folder, sizes = models_root() / "skipthought", model.encoder.sizes
    folder.mkdir(parents=True, exist_ok=True)
    save_file(packed(names_of(model.encoder) | {NEXT: model.heads.neighbour[1].weight}), folder / "model.safetensors")
    config = {
        "architecture": "skipthought",
        "vocabulary": sizes.vocabulary,
        "embedding": sizes.embedding,
        "encoder": {"kind": "gru", "hidden": sizes.hidden, "pooling": "mean"},
        "vector": sizes.vector,
        "maxTokens": MAX_TOKENS,
        "specialTokens": SPECIAL_TOKENS,
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    shutil.copyfile(tokens.file(), folder / "tokenizer.json")
    files = ["skipthought/config.json", "skipthought/tokenizer.json", "skipthought/model.safetensors"]
    register("skipthought", files, args.version)
    print({f: (models_root() / f).stat().st_size for f in files}, f"after {saved['step']} steps, {saved['seconds'] / 60:.0f} minutes")


if __name__ == "__main__":
    main()
