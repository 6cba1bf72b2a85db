"""Captions of held-out pictures by beam search, and their figures."""

from dataclasses import dataclass
from pathlib import Path

import torch

from training.attentive.looks import TeacherLooks
from training.attentive.model import AttentiveCaptioner
from training.attentive.text import held_out_captions
from training.captioner.beam import beam_search
from training.captioner.measure import bleu, cider
from training.captioner.text import Vocabulary, tokenise
from training.recognition.pictures import load


class Beams:
    """A captioner and a batch of pictures as beam_search takes them: each state remembers, in a last column, whose it is."""

    def __init__(self, model: AttentiveCaptioner, grid: torch.Tensor):
        self.model, self.seen = model, model.look_at(grid)

    def start(self, points: torch.Tensor) -> torch.Tensor:
        return torch.cat([self.model.initial_state(points).float(), torch.arange(len(points))[:, None]], 1)

    def next(self, ids: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        own = h[:, -1:]
        log, after = self.model.next(ids, h[:, :-1], self.seen.rows(own[:, 0].long()))
        return log, torch.cat([after.float(), own], 1)


@dataclass(frozen=True)
class Said:
    captions: list[list[str]]
    references: list[list[list[str]]]


class Dev:
    """Flickr8k's dev pictures, or the held-out ones of `coco`."""

    def __init__(self, looks: TeacherLooks, vocabulary: Vocabulary, source: str = "flickr8k"):
        self.looks, self.vocabulary = looks, vocabulary
        row = {Path(key).stem: i for i, key in enumerate(load(source).keys)}
        captions = {stem: texts for stem, texts in held_out_captions()[source].items() if stem in row}
        self.pictures = [(source, row[stem]) for stem in captions]
        self.references = [[tokenise(t) for t in texts] for texts in captions.values()]

    @torch.no_grad()
    def captions(self, model: AttentiveCaptioner, count: int, beam_size: int = 3, batch: int = 100) -> Said:
        said = []
        for at in range(0, min(count, len(self.pictures)), batch):
            look = self.looks.of(self.pictures[at : min(at + batch, count)])
            said += [best[0][0] for best in beam_search(Beams(model, look.grid), look.points, beam_size)]
        return Said([[self.vocabulary.words[i] for i in ids] for ids in said], self.references[: len(said)])


def figures(said: Said) -> dict[str, float]:
    scores = bleu(said.captions, said.references)
    shirts = sum("shirt" in words or "shirts" in words for words in said.captions) / len(said.captions)
    return {"BLEU-1": scores[0], "BLEU-4": scores[3], "CIDEr-D": cider(said.captions, said.references), "shirt": shirts}
