"""Vectors of sentences about birds, encoded once: many for each class by the grammar, people's own where there are any, and which suit which picture."""

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
"""Sentences for each class."""
PEOPLES = 0.5
"""How often a picture that people described gets one of their sentences."""
HELD_OUT_EVERY = 5
"""Every so many of the pictures that people described, their sentences are held out for measuring."""
STRENGTH = 1.0
"""How much a picture's own colours decide which of its class's sentences it gets."""


def vectors(texts: list[str]) -> torch.Tensor:
    """Any texts -> (count,640), by the shipped encoder."""
    return vectors_of(load_encoder(), encode(texts))


def fits(shares: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
    """The chance of each sentence of a class to go with a picture.

    shares (N,11): of hues in the pictures; told (N,S,11): hues in the sentences of their classes. Returns (N,S); rows sum to 1.

    A hue that the picture has more of than pictures do on average speaks for the sentences that tell it.
    """
    log = torch.log((shares + 0.05) / (shares.mean(0) + 0.05))
    return torch.softmax(STRENGTH * torch.einsum("nh,nsh->ns", log, told), 1)


@dataclass
class Sentences:
    table: torch.Tensor
    """(200,S,640) fp16: zeros for a class without pictures."""
    chances: np.ndarray
    """(N,S): chance of each sentence of its class for each picture, cumulated along S."""
    people: dict[int, torch.Tensor]
    """(10,640) fp16 by row of a picture."""
    held_out: dict[int, list[str]]
    """People's texts that are never trained on, by row."""
    shares: torch.Tensor
    """(N,11): share of each picture's bird that each of HUES covers."""
    plain: torch.Tensor
    """(9,S,640) fp16: sentences that name one of MEASURED and nothing else."""
    pairs: torch.Tensor
    """(choices,S,640) fp16: sentences that give two of them to two parts."""

    def draw(self, rows: np.ndarray, classes: np.ndarray, random: np.random.Generator) -> torch.Tensor:
        """Draws a sentence for each picture, (len(rows),640) fp32."""
        out = []
        for row, number in zip(rows, classes, strict=True):
            if row in self.people and random.random() < PEOPLES:
                out.append(self.people[row][random.integers(len(self.people[row]))])
            else:
                place = int(np.searchsorted(self.chances[row], random.random()))
                out.append(self.table[number, min(place, self.chances.shape[1] - 1)])
        # Each by itself: a stack of fp16 is what autocast does not take.
        return torch.stack([vector.float() for vector in out])


def encoder_hash() -> str:
    return hashlib.sha256((models_root() / "skipthought" / "model.safetensors").read_bytes()).hexdigest()


def _make(pictures: Pictures) -> dict:
    attributes, random = load_attributes(), np.random.default_rng(7)
    classes = np.unique(pictures.classes)
    texts = [[describe(attributes.percentages[c], attributes.names, random) for _ in range(EACH)] for c in classes]
    table = torch.zeros(len(attributes.classes), EACH, 640, dtype=torch.float16)
    table[classes] = vectors([t for row in texts for t in row]).reshape(len(classes), EACH, -1).half()
    told = torch.zeros(len(attributes.classes), EACH, len(HUES))
    told[classes] = torch.stack([torch.stack([sentence_hues(t) for t in row]) for row in texts])
    shares = torch.cat([hue_shares((pictures.views(rows) + 1) / 2) for rows in np.array_split(np.arange(len(pictures.classes)), 20)])
    place = {stem: row for row, stem in enumerate(pictures.stems)}
    captions = sorted((place[stem], lines) for stem, lines in load_human_captions().items() if stem in place)
    held = {row: lines for i, (row, lines) in enumerate(captions) if i % HELD_OUT_EVERY == 0}
    given = {row: lines for row, lines in captions if row not in held}
    said = vectors([line for lines in given.values() for line in lines]).half().split([len(lines) for lines in given.values()])
    chances = fits(shares, told[pictures.classes]).cumsum(1).numpy()
    one = torch.stack([vectors(plain.told(colour)) for colour in MEASURED]).half()
    told_pairs = pairs.told()
    two = vectors([text for forms in told_pairs for text in forms]).half().reshape(len(told_pairs), len(pairs.FORMS), -1)
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
    """Encodes the sentences on the first call, and again when the encoder has changed."""
    path, encoder = run_folder() / "sentences.pt", encoder_hash()
    saved = torch.load(path, weights_only=False) if path.exists() else {}
    if saved.get("encoder") != encoder:
        saved = _make(pictures) | {"encoder": encoder}
        torch.save(saved, path)
    return Sentences(saved["table"], saved["chances"], saved["people"], saved["held_out"], saved["shares"], saved["plain"], saved["pairs"])
