"""Builds the caption bank: 20,000 distinct captions of training pictures, written by our captioner, with their vectors.

    ATELIER_DATA=... python -m training.captioner.bank

Several captions are sampled per picture, and of those that do not repeat themselves the nearest to it in the joint space are kept.
None is copied from a person, unless the captioner produced the same sentence. Needs the exported captioner and its runs.
"""

import argparse
import hashlib
import json

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from training.captioner.corpus import load_text
from training.captioner.export import load_captioner, load_encoder
from training.captioner.inputs import SeenInputs
from training.captioner.model import AttentiveCaptioner
from training.captioner.nouns import repeats_itself
from training.captioner.selfcritical import sample
from training.captioner.text import padded
from training.common.eightbit import dequantise, quantise, unpacked
from training.common.index import register
from training.common.paths import models_root
from training.recognition.pictures import load
from training.sentences.model import SentenceEncoder

SOURCES = {"flickr8k": 1, "coco": 1, "captioned": 1, "general": 5, "general-more": 3, "birds": 20}
"""Sources, and the sampling interval of their training pictures."""
TEMPERATURE = 0.6
SHORTEST = 5
DIRECTIONS = 64
"""Principal directions that vectors are stored in."""
BATCH = 256


@torch.no_grad()
def encode_captions(encoder: SentenceEncoder, sentences: list[list[int]]) -> torch.Tensor:
    """Encodes captions to unit vectors (N,300)."""
    return torch.cat([encoder(padded(sentences[at : at + BATCH])) for at in range(0, len(sentences), BATCH)])


def gather(model: AttentiveCaptioner, encoder: SentenceEncoder, vocabulary: list[str], rounds: int) -> dict[tuple[int, ...], float]:
    """Returns distinct captions with the highest cosine to a picture that each was sampled for."""
    inputs, nearest = SeenInputs(), {}
    for source, every in SOURCES.items():
        rows = np.flatnonzero(~load(source).held_out)[::every]
        for part in np.array_split(rows, max(1, len(rows) // BATCH)):
            seen = inputs.of([(source, int(row)) for row in part])
            with torch.no_grad():
                projected = model.project_grid(seen.grid)
            for _ in range(rounds):
                sampled = sample(model, seen.points, projected, torch.ones(len(part), 1), TEMPERATURE)
                kept = [i for i, words in enumerate(sampled) if len(words) >= SHORTEST and not repeats_itself([vocabulary[w] for w in words])]
                cosines = (encode_captions(encoder, [sampled[i] for i in kept]) * seen.points[kept]).sum(1)
                for i, value in zip(kept, cosines.tolist(), strict=True):
                    key = tuple(sampled[i])
                    nearest[key] = max(value, nearest.get(key, -1.0))
        print(f"{source}: {len(nearest)} distinct sentences", flush=True)
    return nearest


def write(sentences: list[str], vectors: torch.Tensor, version: str) -> None:
    """Writes the bank. Vectors are stored as v = mean + basis^T z, with z (count,DIRECTIONS) in 8 bits."""
    mean = vectors.mean(0)
    basis = torch.linalg.svd((vectors - mean)[::4], full_matrices=False).Vh[:DIRECTIONS]
    codes, scale = quantise((vectors - mean) @ basis.T)
    lost = 1 - F.cosine_similarity(mean + dequantise(codes, scale) @ basis, vectors)
    folder = models_root() / "bank"
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {"vectors.codes": codes, "vectors.scale": scale, "basis": basis.half().contiguous(), "mean": mean.half()}
    save_file(tensors, folder / "model.safetensors")
    (folder / "bank.json").write_text(json.dumps({"sentences": sentences}, separators=(",", ":")) + "\n")
    captioner = hashlib.sha256((models_root() / "captioner" / "model.safetensors").read_bytes()).hexdigest()
    config = {"architecture": "bank", "captioner": captioner, "count": len(sentences), "width": vectors.shape[1], "directions": DIRECTIONS}
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    files = ["bank/config.json", "bank/bank.json", "bank/model.safetensors"]
    register("bank", files, version)
    print({f: (models_root() / f).stat().st_size for f in files}, f"cosine lost: {lost.mean():.5f} on average, {lost.max():.5f} at most")


def read_bank() -> tuple[list[str], torch.Tensor]:
    """Loads the captions of public/models/bank and their vectors (count,300)."""
    folder = models_root() / "bank"
    t = unpacked(load_file(folder / "model.safetensors"))
    return json.loads((folder / "bank.json").read_text())["sentences"], t["mean"] + t["vectors"] @ t["basis"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--version", default="2")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    words = load_text().vocabulary.words
    (model, _), encoder = load_captioner(len(words)), load_encoder(len(words))
    nearest = gather(model, encoder, words, args.rounds)
    kept = sorted(sorted(nearest, key=lambda s: -nearest[s])[: args.count])
    write([" ".join(words[i] for i in sentence) for sentence in kept], encode_captions(encoder, [list(s) for s in kept]), args.version)


if __name__ == "__main__":
    main()
