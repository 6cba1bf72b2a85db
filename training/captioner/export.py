"""Exports the captioner: image head, caption decoder with attention and sentence encoder, to public/models/captioner.

    ATELIER_DATA=... python -m training.captioner.export

Needs the runs joint-seen, attentive-cider and sentence-encoder, their calibration (training.captioner.calibrate) and the exported
recognition network. Matrices are stored in 8 bits.
"""

import argparse
import hashlib
import json

import torch
from safetensors.torch import save_file

from training.captioner.corpus import load_text
from training.captioner.inputs import SeenInputs
from training.captioner.model import AttentiveCaptioner, Sizes
from training.captioner.rerank import WEIGHT
from training.captioner.text import END, MAX_WORDS, PAD, SPECIAL, START, UNKNOWN, Vocabulary
from training.captioner.word_map import map_of
from training.common.checkpoint import averaged_weights
from training.common.eightbit import packed
from training.common.index import register
from training.common.paths import models_root
from training.common.runs import run_folder
from training.joint.model import JOINT, ImageHead
from training.joint.pictures import Standardised
from training.recognition.export import INPUT_SIZE
from training.recognition.features import load_recognition
from training.recognition.model import Heads
from training.recognition.pictures import load
from training.sentences.model import SentenceEncoder
from training.sentences.model import Sizes as SentenceSizes

BEFORE, RUN = "attentive-seen", "attentive-cider"
REWARDED = 0.6
"""Share of the self-critical run's weights in the exported ones; the rest are those that it started from."""


def load_calibration() -> dict:
    """Returns the confidence's weights and bias, and the cut-off of a search. Raises SystemExit if they have not been measured."""
    path = run_folder(RUN) / "calibration.json"
    if not path.exists():
        raise SystemExit("Calibrate the captioner first: python -m training.captioner.calibrate")
    return json.loads(path.read_text())


def load_captioner(words: int) -> tuple[AttentiveCaptioner, dict]:
    """Loads the captioner, in evaluation mode, and the checkpoint. Raises SystemExit if it has not been trained.

    Its weights lie between those before and after self-critical training (Wortsman et al. 2022): the captions have a higher
    CIDEr-D than those of either, and the search through the decoder, which the reward knows nothing of, loses less.
    """
    before, _ = averaged_weights(BEFORE, "Train the captioner first: python -m training.captioner.train --seen --name attentive-seen")
    after, saved = averaged_weights(RUN, "Train the captioner first: python -m training.captioner.selfcritical")
    model = AttentiveCaptioner(Sizes(words))
    model.load_state_dict({name: torch.lerp(before[name], value, REWARDED) for name, value in after.items()})
    return model.eval(), saved


def load_encoder(words: int) -> SentenceEncoder:
    weights, _ = averaged_weights("sentence-encoder", "Train the sentence encoder first: python -m training.sentences.train")
    model = SentenceEncoder(SentenceSizes(words))
    model.load_state_dict(weights)
    return model.eval()


def prior_of(vectors: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns the mean (300) and whitening matrix (300,300) of picture vectors. The covariance is shrunk by a tenth towards a sphere."""
    mean = vectors.mean(0)
    covariance = torch.cov((vectors - mean).T.double())
    covariance = 0.9 * covariance + 0.1 * covariance.trace() / JOINT * torch.eye(JOINT, dtype=torch.double)
    return mean, torch.linalg.inv(torch.linalg.cholesky(covariance)).float()


def image_tensors(head: ImageHead, features: Standardised) -> dict[str, torch.Tensor]:
    """Returns the image head's tensors with the standardisation of the features folded in."""
    tensors = {}
    for name, layer in (("image.linear", head.linear), ("image.first", head.deep[1])):
        weight = layer.weight / features.std
        tensors |= {f"{name}.weight": weight, f"{name}.bias": layer.bias - weight @ features.mean}
    return tensors | {"image.second.weight": head.deep[4].weight, "image.second.bias": head.deep[4].bias}


def grid_tensors(heads: Heads) -> dict[str, torch.Tensor]:
    return {"grid.weight": heads.grid.weight.flatten(1), "grid.bias": heads.grid.bias}


def decoder_tensors(model: AttentiveCaptioner) -> dict[str, torch.Tensor]:
    tensors = {
        "embedding": model.embedding,
        "decoder.point.weight": model.point.weight * JOINT**0.5 * 0.5,
        "decoder.point.bias": model.point.bias,
        "decoder.output.weight": model.output.weight,
        "decoder.output.bias": model.output.bias,
        "decoder.wordBias": model.word_bias,
        "attention.gate.bias": model.gate.bias,
    }
    tensors |= {f"decoder.{name}": value for name, value in model.decoder.named_parameters()}
    for name in ("key", "value"):
        layer = getattr(model, name)
        tensors |= {f"attention.{name}.weight": layer.weight, f"attention.{name}.bias": layer.bias}
    return tensors | {f"attention.{name}.weight": getattr(model, name).weight for name in ("query", "score", "gate")}


def encoder_tensors(encoder: SentenceEncoder) -> dict[str, torch.Tensor]:
    tensors = {"encoder.embedding": encoder.embedding, "encoder.output.weight": encoder.output.weight, "encoder.output.bias": encoder.output.bias}
    return tensors | {f"encoder.{name}": value for name, value in encoder.lstm.named_parameters()}


def vocabulary_file(vocabulary: Vocabulary, embedding: torch.Tensor) -> dict:
    """Returns vocab.json: the words with their counts, map and clusters."""
    special = len(SPECIAL)
    places, clusters = map_of(embedding.numpy()[special:], [max(1, n) for n in vocabulary.counts[special:]])
    return {
        "words": vocabulary.words,
        "counts": vocabulary.counts,
        "map": [[0, 0]] * special + [[round(float(v), 4) for v in place] for place in places],
        "clusters": [0] * special + [int(c) for c in clusters],
    }


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="2")
    args = parser.parse_args()
    vocabulary = load_text().vocabulary
    model, saved = load_captioner(len(vocabulary))
    encoder, inputs = load_encoder(len(vocabulary)), SeenInputs()
    _, heads, _ = load_recognition()
    source = load("flickr8k")
    points = inputs.of([("flickr8k", i) for i in range(len(source.keys)) if not source.held_out[i]]).points
    mean, whitening = prior_of(points)
    named = image_tensors(inputs.head, inputs.views[0]) | grid_tensors(heads) | decoder_tensors(model) | encoder_tensors(encoder)
    folder = models_root() / "captioner"
    folder.mkdir(parents=True, exist_ok=True)
    tensors = packed({name: value.detach() for name, value in named.items()})
    save_file(tensors | {"prior.mean": mean, "prior.whitening": whitening.contiguous()}, folder / "model.safetensors")
    sizes, root = model.sizes, models_root()
    config = {
        "architecture": "captioner",
        "version": 2,
        "perception": hashlib.sha256((root / "perception/model.safetensors").read_bytes()).hexdigest(),
        "recognition": hashlib.sha256((root / "recognition/model.safetensors").read_bytes()).hexdigest(),
        "size": INPUT_SIZE,
        "pictureVector": JOINT,
        "embedding": sizes.embedding,
        "decoder": {"kind": "gru", "hidden": sizes.hidden},
        "attention": {"grid": sizes.grid, "hidden": sizes.attention},
        "imageHead": {"hidden": inputs.head.deep[1].out_features},
        "sentenceEncoder": {"kind": "lstm", "hidden": encoder.sizes.hidden, "pooling": "mean"},
        "special": {"pad": PAD, "start": START, "end": END, "unknown": UNKNOWN},
        "maxWords": MAX_WORDS,
        **load_calibration(),
        "rerankWeight": WEIGHT,
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    (folder / "vocab.json").write_text(json.dumps(vocabulary_file(vocabulary, encoder.embedding), separators=(",", ":")) + "\n")
    files = [f"captioner/{name}" for name in ("config.json", "vocab.json", "model.safetensors")]
    register("captioner", files, args.version)
    print({file: (root / file).stat().st_size for file in files}, f"after {saved['step']} steps")


if __name__ == "__main__":
    main()
