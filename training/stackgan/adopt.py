"""Adapts the exported generators to another sentence encoder, until they are trained on it.

    ATELIER_DATA=... python -m training.stackgan.adopt --from FOLDER

FOLDER has the models that the generators were exported with: their encoder and stackgan. Conditioning augmentation is one
linear layer on a sentence's vector, so it is fitted anew by ridge regression: to the outputs that the former encoder's
vectors give, from the new encoder's vectors of the same sentences. Prints the explained variance on held-out sentences.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from training.birds.attributes import load_attributes
from training.birds.sentences import describe, load_human_captions
from training.common.eightbit import packed, unpacked
from training.common.index import register
from training.common.paths import models_root
from training.skipthought.corpus import encode_with
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of
from training.stackgan.listening import composed
from training.stackgan.sentences import encoder_hash

EACH = 100
"""Generated sentences per class."""
PEOPLE = 3
"""Weight of a sentence by a person: they are few, and more varied."""
RIDGE = 1e-3
HELD_OUT = 0.1
LAYERS = ("stage1.augmentation", "stage2.augmentation")


def sentences() -> tuple[list[str], np.ndarray]:
    """Returns generated sentences and people's, and their weights."""
    attributes, random = load_attributes(), np.random.default_rng(3)
    made = [describe(row, attributes.names, random) for row in attributes.percentages for _ in range(EACH)]
    made += [told.text for told in composed(len(made) // 3, 3)]
    people = [line for lines in load_human_captions().values() for line in lines]
    return made + people, np.repeat([1.0, PEOPLE], [len(made), len(people)])


@torch.no_grad()
def vectors_with(models: Path, texts: list[str]) -> np.ndarray:
    """Encodes texts with the encoder and the tokeniser in a folder of models."""
    tokenizer = Tokenizer.from_file(str(models / "skipthought/tokenizer.json"))
    return vectors_of(load_encoder(models), encode_with(tokenizer, texts)).double().numpy()


def fitted(inputs: np.ndarray, outputs: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fits outputs = inputs @ weight.T + bias by weighted ridge regression. Returns weight and bias."""
    share = weights / weights.sum()
    centre, mean = share @ inputs, share @ outputs
    scaled = (inputs - centre) * np.sqrt(weights)[:, None]
    weight = np.linalg.solve(scaled.T @ scaled + RIDGE * np.eye(inputs.shape[1]), scaled.T @ ((outputs - mean) * np.sqrt(weights)[:, None])).T
    return weight, mean - weight @ centre


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="former", type=Path, required=True, help="folder of the former models")
    parser.add_argument("--version", default="2")
    args = parser.parse_args()
    target = models_root()
    texts, weights = sentences()
    before, after = vectors_with(args.former, texts), vectors_with(target, texts)
    held = np.random.default_rng(1).random(len(texts)) < HELD_OUT
    stored = load_file(args.former / "stackgan/model.safetensors")
    tensors = unpacked(stored)
    for name in LAYERS:
        outputs = before @ tensors[f"{name}.weight"].double().numpy().T + tensors[f"{name}.bias"].double().numpy()
        weight, bias = fitted(after[~held], outputs[~held], weights[~held])
        for kind, rows in (("generated", held & (weights == 1)), ("people's", held & (weights > 1))):
            left = (after[rows] @ weight.T + bias - outputs[rows]).var(0).sum() / outputs[rows].var(0).sum()
            print(f"{name}: {1 - left:.3f} of the variance of {kind} sentences")
        stored |= packed({f"{name}.weight": torch.from_numpy(np.ascontiguousarray(weight)).float(), f"{name}.bias": torch.from_numpy(bias).float()})
    file = target / "stackgan/model.safetensors"
    save_file(stored, file)
    config_file = target / "stackgan/config.json"
    config = json.loads((args.former / "stackgan/config.json").read_text())
    config_file.write_text(json.dumps(config | {"skipthought": encoder_hash()}, indent="\t") + "\n")
    register("stackgan", [f"stackgan/{name}" for name in ("config.json", "words.json", "model.safetensors")], args.version)


if __name__ == "__main__":
    main()
