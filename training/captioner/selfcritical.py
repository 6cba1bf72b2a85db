"""Trains the caption decoder on CIDEr-D itself: self-critical sequence training (Rennie et al. 2017).

    ATELIER_DATA=... python -m training.captioner.selfcritical --steps 2000

Continues from attentive-seen. Several captions are sampled for each picture, and each is compared with the mean reward of
the picture's other samples (Luo 2020). The end token counts as a word, or captions would learn to end in the middle.
"""

from argparse import Namespace
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from training.captioner.captions import Dev
from training.captioner.data import Captions
from training.captioner.inputs import Inputs, Picture, SeenInputs
from training.captioner.measure import Cider, Weighed
from training.captioner.model import AttentiveCaptioner, ProjectedGrid, Sizes
from training.captioner.text import END, PAD, START, UNKNOWN, padded
from training.captioner.train import AttentiveTask, caption_loss
from training.common.arguments import training_arguments
from training.common.checkpoint import averaged_weights
from training.common.task import Place, Task, adamw
from training.common.trainer import train

LONGEST = 18
LINES = 0.1
"""Weight of the cross entropy of captions without a picture, which keeps words that no training picture shows."""


@dataclass(frozen=True)
class Batch:
    inputs: Inputs
    pictures: list[Picture]
    grid_mask: torch.Tensor
    lines: list[list[int]]
    line_points: torch.Tensor


@torch.no_grad()
def sample(model: AttentiveCaptioner, points: torch.Tensor, projected: ProjectedGrid, grid_mask: torch.Tensor, temperature: float = 1.0) -> list[list[int]]:
    """Samples a caption for each row. Returns the word ids without the end token."""
    h, ids = model.initial_state(points), torch.full((len(points),), START, device=points.device)
    drawn, going = [], torch.ones_like(ids, dtype=torch.bool)
    for _ in range(LONGEST):
        outputs, h, _ = model.step(ids, h, projected, grid_mask)
        logits = model.logits(outputs).float()
        logits[:, [PAD, START, UNKNOWN]] = -1e9
        ids = torch.multinomial((logits / temperature).softmax(1), 1)[:, 0]
        going &= ids != END
        if not going.any():
            break
        drawn.append(torch.where(going, ids, PAD))
    table = torch.stack(drawn, 1) if drawn else ids.new_zeros(len(points), 0)
    return [[word for word in row if word != PAD] for row in table.tolist()]


def advantages(rewards: torch.Tensor) -> torch.Tensor:
    """Returns rewards (pictures,samples) less the mean of the same picture's other samples."""
    others = (rewards.sum(1, keepdim=True) - rewards) / (rewards.shape[1] - 1)
    return rewards - others


def sentence_log_probabilities(
    model: AttentiveCaptioner, points: torch.Tensor, sentences: list[list[int]], projected: ProjectedGrid, grid_mask: torch.Tensor
) -> torch.Tensor:
    """Returns the sum of the log-probabilities of each sentence's words and end token, (N). Sentences cut at LONGEST have no end token."""
    tokens, targets = (padded([s[:LONGEST] for s in rows]).to(points.device) for rows in ([[START, *s] for s in sentences], [[*s, END] for s in sentences]))
    logits = model.teacher_forced_logits(points, tokens, projected, grid_mask).float()
    words = F.log_softmax(logits, 1).gather(1, targets[targets != PAD][:, None])[:, 0]
    rows = torch.arange(len(tokens), device=tokens.device)[:, None].expand_as(tokens)[targets != PAD]
    return words.new_zeros(len(tokens)).index_add(0, rows, words)


class Rewards:
    """CIDEr-D against the training captions, end tokens included."""

    def __init__(self, captions: Captions):
        self.references = {picture: [[*s, END] for s in sentences] for rows in captions.pictures.values() for picture, sentences in rows}
        self.metric = Cider(self.references.values())
        self.weighed: dict[Picture, list[Weighed]] = {}

    def of(self, picture: Picture, sentence: list[int]) -> float:
        if picture not in self.weighed:
            self.weighed[picture] = [self.metric.weigh(s) for s in self.references[picture]]
        return self.metric.score([*sentence, END][:LONGEST], self.weighed[picture])


class SelfCriticalTask(AttentiveTask):
    def __init__(self, args: Namespace, place: Place):
        Task.__init__(self, args, place)
        self.captions = Captions(SeenInputs())
        vocabulary = self.captions.text.vocabulary
        self.model = AttentiveCaptioner(Sizes(len(vocabulary)), dropout=0.1).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 0.0)]
        self.dev, self.rewards = Dev(self.captions.inputs, vocabulary), Rewards(self.captions)

    def begin(self, random: np.random.Generator) -> None:
        weights, _ = averaged_weights("attentive-seen", "Train the captioner first: python -m training.captioner.train --seen --name attentive-seen")
        self.model.load_state_dict(weights)

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        pictures = [picture for picture, _ in self.captions.draw_pictures(random, self.args.pictures)]
        mask = self.captions.draw_mask(random, len(pictures))
        return Batch(self.captions.inputs.of(pictures, random), pictures, mask, *self.captions.draw_lines(random, self.args.lines))

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        device = self.place.device
        owner = torch.arange(len(batch.pictures)).repeat_interleave(self.args.samples)
        points, grid, mask = batch.inputs.points[owner].to(device), batch.inputs.grid.to(device), batch.grid_mask[owner].to(device)
        with self.place.autocast():
            self.model.eval()
            with torch.no_grad():
                sampled = sample(self.model, points, self.model.project_grid(grid).rows(owner), mask)
            self.model.train()
            spoken = sentence_log_probabilities(self.model, points, sampled, self.model.project_grid(grid).rows(owner), mask)
            line = caption_loss(self.model, batch.line_points.to(device), batch.lines, None, None)
        rewards = torch.tensor([self.rewards.of(batch.pictures[i], s) for i, s in zip(owner.tolist(), sampled, strict=True)])
        rewards = rewards.view(-1, self.args.samples).to(device)
        policy = -(advantages(rewards).flatten() * spoken).mean()
        return {"loss": policy + LINES * line, "reward": rewards.mean(), "line": line}


def arguments():
    parser = training_arguments(__doc__, "attentive-cider", steps=2000, lr=5e-5)
    parser.add_argument("--pictures", type=int, default=40, help="pictures per step (%(default)s)")
    parser.add_argument("--samples", type=int, default=5, help="captions sampled for each picture (%(default)s)")
    parser.add_argument("--lines", type=int, default=24, help="captions without a picture per step (%(default)s)")
    return parser


if __name__ == "__main__":
    train(arguments(), SelfCriticalTask)
