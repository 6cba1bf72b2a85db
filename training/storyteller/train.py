"""Trains the storyteller.

    ATELIER_DATA=... python -m training.storyteller.train --steps 12000

Needs the streams (python -m training.storyteller.data). Resumes from its checkpoint; see docs/training.md.
"""

from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.common.arguments import training_arguments
from training.common.task import Place, adamw
from training.common.trainer import train
from training.common.truncated import TruncatedTask, window_arguments
from training.prose.casing import unmark
from training.prose.corpus import GENRES
from training.prose.tokens import START, VOCABULARY, load
from training.storyteller.data import Windows, load_stream
from training.storyteller.measure import perplexity
from training.storyteller.model import Sizes, Storyteller, word_loss

NOISE = 0.25
"""Norm of the noise on passage vectors, relative to theirs: the page's vectors, made from captions, differ from passage vectors."""
REPORT_PASSAGES = 400


def noisy(vectors: torch.Tensor) -> torch.Tensor:
    noise = torch.randn_like(vectors) / vectors.shape[1] ** 0.5
    return vectors + noise * vectors.norm(dim=1, keepdim=True) * NOISE


@torch.no_grad()
def continuations(model: Storyteller, thoughts: torch.Tensor, tokens: int = 90, temperature: float = 0.8) -> list[str]:
    """Samples a text of `tokens` tokens for each thought vector (N,thought)."""
    count, device = len(thoughts), thoughts.device
    which, keep = torch.arange(count, device=device)[None], torch.ones(1, count, device=device)
    inputs, h, drawn = torch.full((1, count), load().token_to_id(START), device=device), torch.zeros(count, model.sizes.hidden, device=device), []
    for _ in range(tokens):
        outputs, h = model(inputs, thoughts, which, h, keep)
        logits = (outputs.float() @ model.embedding.T + model.word_bias) / temperature
        inputs = torch.multinomial(logits.softmax(1), 1).T
        drawn.append(inputs[0])
    return [unmark(load().decode(row, skip_special_tokens=False)) for row in torch.stack(drawn, 1).tolist()]


class StorytellerTask(TruncatedTask):
    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.stream, self.held = load_stream("train"), load_stream("held")
        self.vectors = torch.from_numpy(self.stream.vectors).to(place.device)
        self.model = Storyteller(Sizes(VOCABULARY, self.vectors.shape[1]))
        nn.init.normal_(self.model.thought.weight, std=0.1)
        nn.init.normal_(self.model.output_thought.weight, std=0.05)
        self.model.to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 1e-2, beta=0.99)]
        self.h = torch.zeros(self.rows, self.model.sizes.hidden, device=place.device)

    def open_windows(self, random: np.random.Generator) -> Windows:
        return Windows(self.stream, self.rows, self.args.window, random)

    def draw(self, random: np.random.Generator, progress: float) -> tuple[torch.Tensor, ...]:
        return tuple(t.to(self.place.device) for t in self.next_window(random))

    def losses(self, batch: tuple[torch.Tensor, ...], step: int, progress: float) -> dict[str, torch.Tensor]:
        inputs, targets, passages, which, keep = batch
        with self.place.autocast():
            outputs, h = self.model(inputs, noisy(self.vectors[passages].float()), which, self.h, keep)
        self.h = h.detach()
        return {"loss": word_loss(self.model, outputs, targets.reshape(-1), self.place.dtype)}

    def report(self, averaged: Storyteller) -> dict[str, float]:
        """Returns the perplexity per word of held-out passages, by genre."""
        return perplexity(averaged, self.held, self.place.autocast, self.place.dtype, REPORT_PASSAGES)

    def preview(self, averaged: Storyteller, folder: Path) -> None:
        """Writes passages.txt: for each genre, a text sampled from a held-out passage's vector."""
        rows = {genre: self.held.rows(genre) for genre in GENRES}
        chosen = {genre: found[len(found) // 2] for genre, found in rows.items() if len(found)}
        thoughts = torch.from_numpy(self.held.vectors[list(chosen.values())]).float().to(self.place.device)
        with self.place.autocast():
            texts = continuations(averaged, thoughts)
        (folder / "passages.txt").write_text("\n\n".join(f"{genre}\n{text}" for genre, text in zip(chosen, texts, strict=True)) + "\n")


def main() -> None:
    parser = window_arguments(training_arguments(__doc__, "storyteller", steps=12000, lr=2e-3), rows=96, window=64)
    train(parser, StorytellerTask)


if __name__ == "__main__":
    main()
