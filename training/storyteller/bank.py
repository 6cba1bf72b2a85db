"""Builds the caption bank: 20,000 distinct captions of training pictures, written by our captioner, with their vectors.

    ATELIER_DATA=... python -m training.storyteller.bank

Several captions are sampled per picture, and those nearest to it in the joint space are kept, so that they describe it.
None is copied from a person, unless the captioner produced the same sentence.
"""

import argparse
import hashlib
import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from training.captioner.shipped import Shipped
from training.captioner.text import END, PAD, START, load_captions
from training.common.eightbit import dequantise, quantise, unpacked
from training.common.index import register
from training.common.paths import models_root
from training.storyteller.pictures import points

SOURCES = {"flickr8k-192.zip": 1, "general-128.zip": 5, "birds-224.zip": 20}
"""Archives, and the sampling interval of their pictures."""
LONGEST = 18
DIRECTIONS = 64
"""Principal directions that vectors are stored in."""


@torch.no_grad()
def sample(shipped: Shipped, vectors: torch.Tensor, temperature: float) -> list[list[int]]:
    """Samples one caption for each vector. Returns word ids without special tokens; empty if it did not end in time."""
    model = shipped.model
    h, ids = model.initial_state(vectors), torch.full((len(vectors),), START)
    words, done = [], torch.zeros(len(vectors), dtype=torch.bool)
    for _ in range(LONGEST + 1):
        logp, h = model.step(ids, h)
        ids = torch.multinomial(torch.softmax(logp / temperature, 1), 1)[:, 0]
        ids[done] = PAD
        words.append(ids)
        done |= ids == END
    rows = torch.stack(words, 1).tolist()
    return [row[: row.index(END)] if END in row else [] for row in rows]


@torch.no_grad()
def encode_captions(shipped: Shipped, sentences: list[list[int]]) -> torch.Tensor:
    """Encodes captions to unit vectors (N,300), batching those of equal length."""
    out = torch.empty(len(sentences), 300)
    for length in {len(s) for s in sentences}:
        rows = [i for i, s in enumerate(sentences) if len(s) == length]
        for at in range(0, len(rows), 1024):
            part = rows[at : at + 1024]
            out[part] = shipped.model.encode_text(torch.tensor([sentences[i] for i in part]))
    return out


def gather(shipped: Shipped, rounds: int) -> dict[tuple[int, ...], float]:
    """Returns distinct captions with the highest cosine to a picture that each was sampled for."""
    training = set(load_captions().train)
    nearest: dict[tuple[int, ...], float] = {}
    for archive, every in SOURCES.items():
        names, vectors = points(shipped, archive, every)
        if archive.startswith("flickr"):
            vectors = vectors[[i for i, name in enumerate(names) if name.removesuffix(".webp") in training]]
        for _ in range(rounds):
            sampled = sample(shipped, vectors, 0.8)
            rows = [i for i, s in enumerate(sampled) if len(s) > 4]
            similarity = (encode_captions(shipped, [sampled[i] for i in rows]) * vectors[rows]).sum(1)
            for i, value in zip(rows, similarity.tolist(), strict=True):
                key = tuple(sampled[i])
                nearest[key] = max(value, nearest.get(key, -1.0))
        print(f"{archive}: {len(nearest)} distinct sentences", flush=True)
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
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    shipped = Shipped.load()
    nearest = gather(shipped, args.rounds)
    kept = sorted(sorted(nearest, key=lambda s: -nearest[s])[: args.count])
    vectors = encode_captions(shipped, [list(s) for s in kept])
    write([" ".join(shipped.vocabulary.words[i] for i in sentence) for sentence in kept], vectors, args.version)


if __name__ == "__main__":
    main()
