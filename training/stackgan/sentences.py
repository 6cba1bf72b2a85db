"""Encodes sentences about birds once: generated ones for each class, human captions, and how well each suits a picture."""

import hashlib
from dataclasses import dataclass

import numpy as np
import torch

from training.birds.sentences import describe, load_attributes, load_human_captions
from training.common.paths import models_root
from training.skipthought.data import encode
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of
from training.stackgan import pairs, plain
from training.stackgan.hues import HUES, MEASURED, hue_shares
from training.stackgan.pictures import Pictures, run_folder
from training.stackgan.sentence_hues import sentence_hues

EACH = 240
"""Generated sentences per class."""
HUMAN_SHARE = 0.5
"""Probability that a picture with human captions gets one of them."""
HELD_OUT_EVERY = 5
"""Interval of pictures whose human captions are held out for evaluation."""
STRENGTH = 1.0
"""Influence of a picture's colours on the choice among its class's sentences."""


def vectors(texts: list[str]) -> torch.Tensor:
    """Encodes texts with the shipped encoder. Returns (count,640)."""
    return vectors_of(load_encoder(), encode(texts))


def sentence_probabilities(shares: torch.Tensor, named: torch.Tensor) -> torch.Tensor:
    """Returns the probability of each sentence of its class for each picture, (N,S); rows sum to 1.

    shares (N,11): shares of HUES in the pictures. named (N,S,11): weights of HUES in the sentences of their classes.
    A hue with a larger share than on average favours the sentences that name it.
    """
    log = torch.log((shares + 0.05) / (shares.mean(0) + 0.05))
    return torch.softmax(STRENGTH * torch.einsum("nh,nsh->ns", log, named), 1)


@dataclass
class Sentences:
    table: torch.Tensor
    """(200,S,640) fp16, zeros for a class without pictures."""
    chances: np.ndarray
    """(N,S): cumulative probabilities of the sentences of each picture's class."""
    people: dict[int, torch.Tensor]
    """Vectors of human captions (10,640) fp16, by row of the picture."""
    held_out: dict[int, list[str]]
    """Human captions that are not trained on, by row of the picture."""
    shares: torch.Tensor
    """(N,11): share of each of HUES in the birds."""
    plain: torch.Tensor
    """(9,S,640) fp16: sentences that only name one of MEASURED."""
    pairs: torch.Tensor
    """(choices,S,640) fp16: sentences that give two parts a colour each."""

    def draw(self, rows: np.ndarray, classes: np.ndarray, random: np.random.Generator) -> torch.Tensor:
        """Draws a sentence for each picture, (len(rows),640) fp32."""
        out = []
        for row, number in zip(rows, classes, strict=True):
            if row in self.people and random.random() < HUMAN_SHARE:
                out.append(self.people[row][random.integers(len(self.people[row]))])
            else:
                place = int(np.searchsorted(self.chances[row], random.random()))
                out.append(self.table[number, min(place, self.chances.shape[1] - 1)])
        # Converted one by one, because autocast does not support torch.stack of fp16.
        return torch.stack([vector.float() for vector in out])


def encoder_hash() -> str:
    return hashlib.sha256((models_root() / "skipthought" / "model.safetensors").read_bytes()).hexdigest()


def _make(pictures: Pictures) -> dict:
    attributes, random = load_attributes(), np.random.default_rng(7)
    classes = np.unique(pictures.classes)
    texts = [[describe(attributes.percentages[c], attributes.names, random) for _ in range(EACH)] for c in classes]
    table = torch.zeros(len(attributes.classes), EACH, 640, dtype=torch.float16)
    table[classes] = vectors([t for row in texts for t in row]).reshape(len(classes), EACH, -1).half()
    named = torch.zeros(len(attributes.classes), EACH, len(HUES))
    named[classes] = torch.stack([torch.stack([sentence_hues(t) for t in row]) for row in texts])
    shares = torch.cat([hue_shares((pictures.views(rows) + 1) / 2) for rows in np.array_split(np.arange(len(pictures.classes)), 20)])
    place = {stem: row for row, stem in enumerate(pictures.stems)}
    captions = sorted((place[stem], lines) for stem, lines in load_human_captions().items() if stem in place)
    held = {row: lines for i, (row, lines) in enumerate(captions) if i % HELD_OUT_EVERY == 0}
    given = {row: lines for row, lines in captions if row not in held}
    said = vectors([line for lines in given.values() for line in lines]).half().split([len(lines) for lines in given.values()])
    chances = sentence_probabilities(shares, named[pictures.classes]).cumsum(1).numpy()
    one = torch.stack([vectors(plain.sentences_of(colour)) for colour in MEASURED]).half()
    by_choice = pairs.sentences_by_choice()
    two = vectors([text for forms in by_choice for text in forms]).half().reshape(len(by_choice), len(pairs.FORMS), -1)
    return {
        "table": table,
        "plain": one,
        "pairs": two,
        "chances": chances,
        "people": dict(zip(given, said, strict=True)),
        "held_out": held,
        "shares": shares,
        "texts": dict(zip(classes.tolist(), texts, strict=True)),
    }


def load_sentences(pictures: Pictures) -> Sentences:
    """Loads the encoded sentences. Encodes them on the first call, and again after the encoder has changed."""
    path, encoder = run_folder() / "sentences.pt", encoder_hash()
    saved = torch.load(path, weights_only=False) if path.exists() else {}
    if saved.get("encoder") != encoder:
        saved = _make(pictures) | {"encoder": encoder}
        torch.save(saved, path)
    return Sentences(saved["table"], saved["chances"], saved["people"], saved["held_out"], saved["shares"], saved["plain"], saved["pairs"])
