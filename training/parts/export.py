"""Exports the scorer for the page: public/models/scorer/config.json and model.safetensors.

    ATELIER_DATA=... python -m training.parts.export

Batch normalisation is folded into the convolutions, whose filters are stored as matrices (outputs, inputs * kernel * kernel)
in 8 bits with one scale per output. Whether a part is visible is not exported: the page asks for colours only.
"""

import argparse
import json

import torch
from safetensors.torch import save_file

from training.birds.phrasings import COLOURS as COLOUR_PHRASES
from training.birds.told import CUB_PART, NOUNS
from training.common.eightbit import packed
from training.common.index import register
from training.parts.reader import SLOPE, Reader
from training.parts.reading import load_reader
from training.parts.shipped import PLAIN, blocks_of, folder, load_shipped_scorer
from training.parts.slots import BODY, COLOURS, NAMES
from training.parts.sureness import measured
from training.recognition.export import folded


@torch.no_grad()
def tensors_of(reader: Reader) -> dict[str, torch.Tensor]:
    """Returns the tensors of model.safetensors."""
    tensors = {}
    for name, block in blocks_of(reader).items():
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = folded(block[:2])
    for name in PLAIN:
        layer = reader.get_submodule(name)
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = layer.weight.contiguous().flatten(1), layer.bias
    return packed(tensors)


def nouns() -> dict[str, str]:
    """Returns the slot that each noun of a sentence names."""
    found = {word: name for name, part in CUB_PART.items() for noun in NOUNS[part] for word in [noun.removesuffix(" feathers")]}
    return found | {"beaks": "beak", "bills": "beak", "feathers": NAMES[BODY], "plumage": NAMES[BODY], NAMES[BODY]: NAMES[BODY]}


def words() -> dict[str, str]:
    """Returns the colour that each word names."""
    return {phrase.split()[-1]: colour for colour in COLOURS for phrase in COLOUR_PHRASES[colour]}


def config_of(reader: Reader) -> dict:
    """Returns the sizes in config.json, and the names of what is read."""
    width = reader.where.in_channels
    return {"size": 2 * reader.cells, "width": width, "namer": reader.colour.layers[0].out_channels, "slope": SLOPE, "slots": NAMES, "colours": COLOURS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    reader = load_reader("scorer")
    folder().mkdir(parents=True, exist_ok=True)
    file = folder() / "model.safetensors"
    save_file(tensors_of(reader), file)
    file.chmod(0o644)
    figures = measured(load_shipped_scorer())
    config = {"architecture": "scorer", **config_of(reader), "unseen": figures.unseen, "nouns": nouns(), "words": words()}
    (folder() / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    register("scorer", ["scorer/config.json", "scorer/model.safetensors"], args.version)
    print(f"{file.stat().st_size / 1e6:.2f} MB\n{figures}")


if __name__ == "__main__":
    main()
