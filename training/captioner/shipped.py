"""Loads the exported eyes from the files that the page downloads: perception, recognition and the captioner."""

import hashlib
import json
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from training.captioner import model as decoding
from training.captioner.inputs import Inputs
from training.captioner.model import AttentiveCaptioner, Sizes
from training.captioner.text import Vocabulary
from training.common.eightbit import unpacked
from training.common.exported import Exported
from training.common.paths import models_root
from training.recognition.export import load_folded
from training.recognition.model import Recognition, Shape
from training.sentences.model import SentenceEncoder
from training.sentences.model import Sizes as SentenceSizes

DECODER = {
    "embedding": "embedding",
    "point": "decoder.point",
    "decoder": "decoder",
    "key": "attention.key",
    "value": "attention.value",
    "query": "attention.query",
    "score": "attention.score",
    "gate": "attention.gate",
    "output": "decoder.output",
    "word_bias": "decoder.wordBias",
}
"""Names in the exported file, by the module's."""


def decoder_of(tensors: dict[str, torch.Tensor], sizes: Sizes) -> AttentiveCaptioner:
    """Makes the module that was trained from the file's unpacked tensors."""
    network = AttentiveCaptioner(sizes)
    for name, value in network.named_parameters():
        part, _, rest = name.partition(".")
        value.data = tensors[f"{DECODER[part]}.{rest}".rstrip(".")].clone()
    # The file has the factor of the vector folded in.
    network.point.weight.data /= decoding.JOINT**0.5 * 0.5
    return network.eval()


def encoder_of(tensors: dict[str, torch.Tensor], sizes: SentenceSizes) -> SentenceEncoder:
    encoder = SentenceEncoder(sizes)
    names = {name: f"encoder.{name.removeprefix('lstm.')}" for name, _ in encoder.named_parameters()}
    encoder.load_state_dict({name: tensors[stored] for name, stored in names.items()})
    return encoder.eval()


def encode_image(tensors: dict[str, torch.Tensor], pooled: torch.Tensor) -> torch.Tensor:
    """Maps pooled features (N,C) to unit vectors of the joint space."""

    def linear(x: torch.Tensor, name: str) -> torch.Tensor:
        return F.linear(x, tensors[f"image.{name}.weight"], tensors[f"image.{name}.bias"])

    return F.normalize(linear(pooled, "linear") + linear(F.gelu(linear(pooled, "first")), "second"), dim=1)


def as_kept(grid: torch.Tensor) -> torch.Tensor:
    """Rounds grids (N,cells,channels) to 8 bits with one scale per picture, as the page keeps them."""
    scale = grid.abs().amax((1, 2), keepdim=True).clamp(min=1e-12) / 127
    return (grid / scale).round() * scale


@dataclass
class Shipped:
    perception: Exported
    recognition: Recognition
    tensors: dict[str, torch.Tensor]
    model: AttentiveCaptioner
    encoder: SentenceEncoder
    vocabulary: Vocabulary
    config: dict
    layer: str
    sha256: str
    """Of the captioner's weights."""

    @classmethod
    def load(cls) -> "Shipped":
        """Loads the exports. Raises FileNotFoundError if one is missing and SystemExit if they do not belong together."""
        root = models_root()
        config, vocab, seen = (json.loads((root / f).read_text()) for f in ("captioner/config.json", "captioner/vocab.json", "recognition/config.json"))
        perception, weights = Exported.load(root / "perception"), root / "captioner/model.safetensors"
        recognised = (root / "recognition/model.safetensors").read_bytes()
        if (config["perception"], config["recognition"]) != (perception.sha256, hashlib.sha256(recognised).hexdigest()):
            raise SystemExit("The captioner was trained with other networks. Export recognition, then the captioner.")
        shape = Shape(**{name: tuple(seen[name]) for name in ("early", "widths", "blocks")}, features=seen["features"])
        recognition = Recognition(shape).eval()
        load_folded(recognition, unpacked(load_file(root / "recognition/model.safetensors")))
        tensors, vocabulary = unpacked(load_file(weights)), Vocabulary(vocab["words"], vocab["counts"])
        count, attention = len(vocabulary), config["attention"]
        sizes = Sizes(count, attention["grid"], config["embedding"], config["decoder"]["hidden"], attention["hidden"])
        encoder = encoder_of(tensors, SentenceSizes(count, config["embedding"], config["sentenceEncoder"]["hidden"]))
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()
        return cls(perception, recognition, tensors, decoder_of(tensors, sizes), encoder, vocabulary, config, seen["layer"], digest)

    @property
    def prior_mean(self) -> torch.Tensor:
        return self.tensors["prior.mean"]

    @property
    def prior_whitening(self) -> torch.Tensor:
        return self.tensors["prior.whitening"]

    @torch.no_grad()
    def see(self, rgb: torch.Tensor) -> Inputs:
        """Returns vectors and grids of pictures (N,3,size,size) in 0..1."""
        cells = self.recognition(self.perception.features(rgb, [self.layer])[self.layer]).flatten(2).transpose(1, 2)
        grid = F.linear(cells, self.tensors["grid.weight"], self.tensors["grid.bias"])
        return Inputs(encode_image(self.tensors, cells.mean(1)), as_kept(grid))

    @torch.no_grad()
    def encode_text(self, words: list[int]) -> torch.Tensor:
        """Encodes one sentence to a unit vector (300)."""
        return self.encoder(torch.tensor([words]))[0]
