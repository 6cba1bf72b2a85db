"""Trains the storyteller's decoder.

    ATELIER_DATA=... python -m training.decoder.train --steps 9000

Needs the scenes (python -m training.decoder.data). Resumes from its checkpoint; see docs/training.md.
"""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.common.arguments import training_arguments
from training.common.task import Place, adamw
from training.common.trainer import train
from training.common.truncated import TruncatedTask, window_arguments
from training.decoder.data import DIRECTIONS, load_scenes, principal
from training.decoder.measure import perplexity, sample
from training.decoder.model import Conditions, Decoder, Sizes, word_loss
from training.decoder.windows import Windows
from training.prose.corpus import GENRES
from training.prose.tokens import START, VOCABULARY, load

NOISE = 0.25
"""Norm of the noise on conditioning vectors, relative to theirs: the page's vectors differ from the corpus's."""
DROP = 0.2
"""Probability of dropping a scene's theme, and of dropping its opening."""
BY_CAPTIONS = 0.5
"""Probability that a scene with near captions is conditioned on these instead of its first sentence."""


class Narrator(nn.Module):
    """The decoder with the fixed projection from mean vectors to themes."""

    def __init__(self, sizes: Sizes, dropout: float = 0.2):
        super().__init__()
        self.decoder = Decoder(sizes, dropout)
        self.register_buffer("centre", torch.zeros(sizes.thought))
        self.register_buffer("basis", torch.zeros(sizes.theme, sizes.thought))
        self.register_buffer("spread", torch.ones(sizes.theme))

    def theme(self, means: torch.Tensor) -> torch.Tensor:
        """Projects mean vectors (N,thought) to themes (N,theme)."""
        return (means - self.centre) @ self.basis.T / self.spread


@dataclass(frozen=True)
class Batch:
    inputs: torch.Tensor
    targets: torch.Tensor
    keep: torch.Tensor
    which: torch.Tensor
    mean: torch.Tensor
    opening: torch.Tensor
    noise: tuple[torch.Tensor, torch.Tensor]
    kept: tuple[torch.Tensor, torch.Tensor]
    """(scenes,1) each: 0 where the theme or the opening is dropped."""


def with_noise(vectors: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
    return vectors + F.normalize(noise, dim=1) * vectors.norm(dim=1, keepdim=True) * NOISE


class DecoderTask(TruncatedTask):
    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        scenes = load_scenes()
        self.scenes, self.held = scenes.select(np.flatnonzero(~scenes.held)), scenes.select(np.flatnonzero(scenes.held))
        self.start = load().token_to_id(START)
        sizes = Sizes(VOCABULARY, scenes.mean.shape[1], DIRECTIONS, hidden=args.hidden)
        self.model = Narrator(sizes, args.dropout).to(place.device)
        self.optimisers = [adamw(self.model.decoder.parameters(), args.lr, 1e-2, beta=0.99)]
        self.h = self.model.decoder.initial_state(self.rows)

    def begin(self, random: np.random.Generator) -> None:
        for name, value in zip(("centre", "basis", "spread"), principal(self.scenes.mean), strict=True):
            getattr(self.model, name).copy_(value)

    def open_windows(self, random: np.random.Generator) -> Windows:
        return Windows(self.scenes, self.rows, self.args.window, random)

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        inputs, targets, owner = self.next_window(random)
        rows, which = np.unique(owner, return_inverse=True)
        captions = self.scenes.captions[rows].astype(np.float32)
        by_captions = (random.random(len(rows)) < BY_CAPTIONS) & (np.abs(captions).sum(1) > 0)
        opening = np.where(by_captions[:, None], captions, self.scenes.first[rows].astype(np.float32))
        kept = [torch.from_numpy((random.random((len(rows), 1)) >= DROP).astype(np.float32)) for _ in range(2)]
        noise = [torch.from_numpy(random.normal(size=(len(rows), n)).astype(np.float32)) for n in (DIRECTIONS, opening.shape[1])]
        keep = (inputs != self.start).astype(np.float32)
        to = lambda value: torch.as_tensor(value).to(self.place.device)  # noqa: E731
        mean = self.scenes.mean[rows].astype(np.float32)
        return Batch(to(inputs), to(targets), to(keep), to(which.reshape(owner.shape)), to(mean), to(opening), tuple(map(to, noise)), tuple(map(to, kept)))

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        theme = with_noise(self.model.theme(batch.mean), batch.noise[0]) * batch.kept[0]
        opening = with_noise(batch.opening, batch.noise[1]) * batch.kept[1]
        with self.place.autocast():
            out, h = self.model.decoder(batch.inputs, Conditions(theme, opening, batch.which), self.h, batch.keep)
        self.h = h.detach()
        flat = batch.targets.reshape(-1)
        # The next story cannot be predicted, so START is not a target.
        counted = flat != self.start
        return {"loss": word_loss(self.model.decoder, out[counted], flat[counted], self.place.dtype)}

    def genre_themes(self, narrator: Narrator) -> torch.Tensor:
        """Returns the mean theme of each genre (genres, theme); zeros for a genre without scenes."""
        themes = narrator.theme(torch.from_numpy(self.scenes.mean.astype(np.float32)).to(self.place.device))
        genre = torch.from_numpy(self.scenes.genre).to(self.place.device)
        return torch.stack([themes[genre == g].mean(0) if bool((genre == g).any()) else themes[0] * 0 for g in range(len(GENRES))])

    def report(self, averaged: Narrator) -> dict[str, float]:
        """Returns the perplexity per word of held-out scenes, conditioned as in the page: on their genre and near captions."""
        return perplexity(averaged.decoder, self.held, self.genre_themes(averaged), self.place)

    def preview(self, averaged: Narrator, folder: Path) -> None:
        """Writes stories.txt: samples for held-out captions in each genre."""
        near = np.flatnonzero(np.abs(self.held.captions.astype(np.float32)).sum(1) > 0)[: 3 * len(GENRES)]
        if len(near) == 0:
            return
        opening = torch.from_numpy(self.held.captions[near].astype(np.float32)).to(self.place.device)
        genres = torch.arange(len(near), device=self.place.device) % len(GENRES)
        with self.place.autocast():
            texts = sample(averaged.decoder, Conditions(self.genre_themes(averaged)[genres], opening, genres[None]))
        (folder / "stories.txt").write_text("\n\n".join(f"{GENRES[g]}\n{text}" for g, text in zip(genres.tolist(), texts, strict=True)) + "\n")


def main() -> None:
    parser = window_arguments(training_arguments(__doc__, "decoder", steps=9000, lr=1.2e-3), rows=32, window=160)
    parser.add_argument("--dropout", type=float, default=0.05, help="raise it when the corpus has been seen several times (%(default)s)")
    parser.add_argument("--hidden", type=int, default=1024, help="units per layer (%(default)s)")
    train(parser, DecoderTask)


if __name__ == "__main__":
    main()
