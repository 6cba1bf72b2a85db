"""Captions of held-out pictures by beam search, and their figures."""

from dataclasses import dataclass
from pathlib import Path

import torch

from training.captioner.beam import beam_search
from training.captioner.corpus import held_out_captions
from training.captioner.inputs import TeacherInputs
from training.captioner.measure import bleu, cider
from training.captioner.model import AttentiveCaptioner
from training.captioner.text import Vocabulary, tokenise
from training.recognition.pictures import load


class Beams:
    """Adapts a captioner and a batch of pictures to beam_search. The last column of each state holds the row of its picture."""

    def __init__(self, model: AttentiveCaptioner, grid: torch.Tensor):
        self.model, self.projected = model, model.project_grid(grid)

    def initial_state(self, points: torch.Tensor) -> torch.Tensor:
        return torch.cat([self.model.initial_state(points).float(), torch.arange(len(points))[:, None]], 1)

    def step(self, ids: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        own = h[:, -1:]
        log, after = self.model.log_probabilities(ids, h[:, :-1], self.projected.rows(own[:, 0].long()))
        return log, torch.cat([after.float(), own], 1)


@dataclass(frozen=True)
class Captions:
    captions: list[list[str]]
    references: list[list[list[str]]]


class Dev:
    """The evaluation pictures: Flickr8k's dev split, or the held-out pictures of `coco`."""

    def __init__(self, inputs: TeacherInputs, vocabulary: Vocabulary, source: str = "flickr8k"):
        self.inputs, self.vocabulary = inputs, vocabulary
        row = {Path(key).stem: i for i, key in enumerate(load(source).keys)}
        captions = {stem: texts for stem, texts in held_out_captions()[source].items() if stem in row}
        self.pictures = [(source, row[stem]) for stem in captions]
        self.references = [[tokenise(t) for t in texts] for texts in captions.values()]

    @torch.no_grad()
    def captions(self, model: AttentiveCaptioner, count: int, beam_size: int = 3, batch: int = 100) -> Captions:
        ids = []
        for at in range(0, min(count, len(self.pictures)), batch):
            inputs = self.inputs.of(self.pictures[at : min(at + batch, count)])
            ids += [best[0][0] for best in beam_search(Beams(model, inputs.grid), inputs.points, beam_size, say_once=self.vocabulary.content)]
        return Captions([[self.vocabulary.words[i] for i in caption] for caption in ids], self.references[: len(ids)])


def figures(found: Captions) -> dict[str, float]:
    scores = bleu(found.captions, found.references)
    shirts = sum("shirt" in words or "shirts" in words for words in found.captions) / len(found.captions)
    return {"BLEU-1": scores[0], "BLEU-4": scores[3], "CIDEr-D": cider(found.captions, found.references), "shirt": shirts}
