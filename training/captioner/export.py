"""Exports the trained captioner and perception's retrained upper layers to public/models.

    ATELIER_DATA=... python -m training.captioner.export

Perception's layers up to relu5_1 stay byte-identical. The new layers are scaled to a mean activation near 1, as in
training/perception/export.py, and the captioner's first matrix by the inverse. Word embeddings are stored in 8 bits with
one scale per word, everything else in fp16. Run training.refresh --keep-network afterwards.
"""

import argparse
import json

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sklearn.cluster import KMeans
from sklearn.manifold import TSNE

from training.captioner.data import Flickr
from training.captioner.model import TOP, VECTOR
from training.captioner.teaching import Teacher, top_features
from training.captioner.text import END, MAX_WORDS, PAD, SPECIAL, START, UNKNOWN, Vocabulary, load_captions, vocabulary_of
from training.captioner.train import Student
from training.common.checkpoint import averaged_weights
from training.common.exported import Exported
from training.common.index import register
from training.common.paths import models_root
from training.perception.export import SHRINKAGE

SIZE = 192
CLUSTERS = 24


def load_student(words: int) -> tuple[Student, dict]:
    """Loads the averaged weights of the run. Returns the network and the checkpoint."""
    weights, saved = averaged_weights("captioner", "Train the captioner first: python -m training.captioner.train")
    student = Student(words)
    student.load_state_dict(weights)
    return student.eval(), saved


@torch.no_grad()
def normalise(student: Student, maps: torch.Tensor) -> None:
    """Scales the channels of TOP in place, and `mean` and `std` of its pooled output accordingly."""
    before = None
    for name in TOP:
        conv = student.top.convs[name]
        if before is not None:
            conv.weight.mul_(before[None, :, None, None])
        if name[0] != TOP[0][0] and name.endswith("_1"):
            maps = torch.nn.functional.avg_pool2d(maps, 2)
        out = torch.relu(conv(maps))
        mean = out.double().mean((0, 2, 3))
        scale = torch.sqrt(mean.square() + (SHRINKAGE * mean.mean()).square())
        scale = (scale * (mean / scale).mean()).float()
        conv.weight.div_(scale[:, None, None, None])
        conv.bias.div_(scale)
        maps, before = out / scale[None, :, None, None], scale
    student.mean.div_(before)
    student.std.div_(before)


def write_perception(student: Student) -> str:
    """Writes the perception network. Returns the SHA-256 of its weights."""
    folder = models_root() / "perception"
    tensors = load_file(folder / "model.safetensors")
    for name in TOP:
        for kind in ("weight", "bias"):
            tensors[f"conv{name}.{kind}"] = getattr(student.top.convs[name], kind).detach().half().contiguous()
    save_file(tensors, folder / "model.safetensors")
    version = json.loads((models_root() / "index.json").read_text())["models"]["perception"]["version"]
    register("perception", ["perception/config.json", "perception/model.safetensors"], version)
    return Exported.load(folder).sha256


def prior_of(vectors: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns the mean (300) and whitening matrix (300,300) of picture vectors. The covariance is shrunk by a tenth towards a sphere."""
    mean = vectors.mean(0)
    covariance = torch.cov((vectors - mean).T.double())
    covariance = 0.9 * covariance + 0.1 * covariance.trace() / VECTOR * torch.eye(VECTOR, dtype=torch.double)
    return mean, torch.linalg.inv(torch.linalg.cholesky(covariance)).float()


def eight_bits(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Quantises (V,300) to uint8 codes with one scale per row: row = (codes - 128) * scale."""
    scale = (rows.abs().max(1).values / 127).clamp(min=1e-6)
    return (torch.round(rows / scale[:, None]) + 128).to(torch.uint8), scale


def tensors_of(student: Student, pictures: torch.Tensor) -> dict[str, torch.Tensor]:
    model = student.captioner
    weight = model.picture.weight / student.std
    codes, scale = eight_bits(model.embedding)
    named = {
        "picture.weight": weight,
        "picture.bias": model.picture.bias - weight @ student.mean,
        "decoder.pictureScale": model.picture_scale,
        "decoder.wordBias": model.word_bias,
        "decoder.output.weight": model.output.weight,
        "decoder.output.bias": model.output.bias,
        "encoder.output.weight": model.sentence.weight,
        "encoder.output.bias": model.sentence.bias,
    }
    for part in ("decoder", "encoder"):
        named |= {f"{part}.{k}": v for k, v in getattr(model, part).named_parameters()}
    tensors = {k: v.detach().half().contiguous() for k, v in named.items()}
    mean, whitening = prior_of(pictures)
    return tensors | {"embedding.codes": codes, "embedding.scale": scale.detach(), "prior.mean": mean, "prior.whitening": whitening.contiguous()}


def map_of(embedding: np.ndarray, counts: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Maps the words to 2-D coordinates in -1..1 by t-SNE (van der Maaten and Hinton 2008) and clusters them by k-means, largest first."""
    unit = embedding / np.linalg.norm(embedding, axis=1, keepdims=True)
    places = TSNE(2, perplexity=30, metric="cosine", init="pca", random_state=1, n_jobs=2).fit_transform(unit)
    places = (places - places.mean(0)) / np.abs(places - places.mean(0)).max()
    found = KMeans(CLUSTERS, n_init=4, random_state=1).fit_predict(places, sample_weight=np.sqrt(counts))
    order = np.argsort(-np.bincount(found, minlength=CLUSTERS))
    return places, np.argsort(order)[found]


def write_captioner(student: Student, vocabulary: Vocabulary, pictures: torch.Tensor, perception: str, version: str, draw_map: bool) -> None:
    folder = models_root() / "captioner"
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors_of(student, pictures), folder / "model.safetensors")
    sizes = student.captioner.sizes
    config = {
        "architecture": "captioner",
        "perception": perception,
        "size": SIZE,
        "pictureVector": VECTOR,
        "decoder": {"kind": "gru", "hidden": sizes.hidden},
        "sentenceEncoder": {"kind": "lstm", "hidden": sizes.sentence_hidden, "pooling": "mean"},
        "special": {"pad": PAD, "start": START, "end": END, "unknown": UNKNOWN},
        "maxWords": MAX_WORDS,
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    special, old = len(SPECIAL), folder / "vocab.json"
    if draw_map:
        places, clusters = map_of(student.captioner.embedding.detach().numpy()[special:], vocabulary.counts[special:])
        words_map = [[0, 0]] * special + [[round(float(v), 4) for v in p] for p in places]
        found = [0] * special + [int(c) for c in clusters]
    else:
        known = json.loads(old.read_text())
        words_map, found = known["map"], known["clusters"]
    old.write_text(json.dumps({"words": vocabulary.words, "counts": vocabulary.counts, "map": words_map, "clusters": found}, separators=(",", ":")) + "\n")
    files = ["captioner/config.json", "captioner/vocab.json", "captioner/model.safetensors"]
    register("captioner", files, version)
    print({f: (models_root() / f).stat().st_size for f in files})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="1")
    parser.add_argument("--keep-map", action="store_true", help="keep the existing word map: t-SNE takes minutes")
    args = parser.parse_args()
    captions = load_captions()
    vocabulary = vocabulary_of(captions)
    student, saved = load_student(len(vocabulary))
    flickr, maps = Flickr.of(captions, vocabulary), Teacher().maps["flickr8k"]
    normalise(student, maps.take(flickr.train[:400], None))
    perception = write_perception(student)
    tops = top_features(student.top, maps, flickr.train, torch.no_grad)
    with torch.no_grad():
        pictures = student.captioner.encode_image((tops - student.mean) / student.std)
    write_captioner(student, vocabulary, pictures, perception, args.version, not args.keep_map)
    print(f"after {saved['step']} steps, {saved['seconds'] / 60:.0f} minutes; perception {perception[:12]}")


if __name__ == "__main__":
    main()
