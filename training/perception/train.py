"""Trains the perception network: the features that Paint uses and the semantics of the pooled features, in one run.

    ATELIER_DATA=... python -m training.perception.train --steps 30000

Needs the decoded pictures (python -m training.perception.data). Resumes from its checkpoint; see docs/training.md.
"""

from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.common.arguments import training_arguments
from training.common.paths import load_teachers
from training.common.processes import share_from_first
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.perception.batches import Batch, Batches, as_rgb
from training.perception.evaluate import explained
from training.perception.model import FEATURES, Meanings, Shape, Trained, teach
from training.perception.revive import revive

WEIGHTS = {"features": 1.0, "pooled": 1.5, "logits": 0.4, "labels": 0.15, "words": 8.0}
TEMPERATURE = 2.0
REVIVE_AT = (300, 800, 1500)
"""Steps at which dead channels are reinitialised: early enough for them to learn."""
LATE = 0.6
"""Share of the run after which whole pictures are 1.5 times as large, and fewer per step."""
SHOWN = 20


def fit_heads(net, heads, teachers, scales, rgb: torch.Tensor) -> None:
    """Initialises each 1x1 head to its least-squares solution, so that the first steps train the network rather than the heads."""
    targets = teach(*teachers, rgb)
    with torch.no_grad():
        seen = net(rgb)
        for k in FEATURES:
            flat = seen[k].permute(0, 2, 3, 1).reshape(-1, seen[k].shape[1]).double()
            rows = torch.randperm(len(flat), device=flat.device)[:20000]
            wanted = ((targets[k] - scales[k][0]) / scales[k][1]).permute(0, 2, 3, 1).reshape(len(flat), -1)[rows].double()
            inputs = torch.cat([flat[rows], torch.ones_like(flat[rows, :1])], 1)
            ridge = 1e-3 * inputs.square().mean() * len(rows) * torch.eye(inputs.shape[1], dtype=torch.double, device=flat.device)
            solution = torch.linalg.solve(inputs.T @ inputs + ridge, inputs.T @ wanted).float()
            heads.features[k].weight.copy_(solution[:-1].T[:, :, None, None])
            heads.features[k].bias.copy_(solution[-1])


def losses(net, heads, teachers, scales, batch: Batch, autocast) -> dict[str, torch.Tensor]:
    """Returns the feature losses by layer and the losses of the semantic heads. scales[layer]: mean and standard deviation, (1,C,1,1)."""
    with autocast():
        targets = teach(*teachers, batch.crops)
        seen = net(batch.crops)
        parts = {k: F.mse_loss(heads.features[k](seen[k]).float(), (targets[k] - scales[k][0]) / scales[k][1]) for k in FEATURES}
        top = net(batch.whole)["top"]
        said = {k: head(top).float() for k, head in heads.meaning.items()}
    parts["pooled"] = F.smooth_l1_loss(said["pooled"], batch.pooled, beta=1.0)
    soft = F.log_softmax(batch.logits / TEMPERATURE, 1)
    parts["logits"] = F.kl_div(F.log_softmax(said["logits"] / TEMPERATURE, 1), soft, log_target=True, reduction="batchmean")
    parts["labels"] = F.cross_entropy(said["labels"], batch.labels, ignore_index=-1, label_smoothing=0.1)
    per_picture = F.binary_cross_entropy_with_logits(said["words"], batch.words, reduction="none").mean(1)
    parts["words"] = (per_picture * batch.has_words).sum() / batch.has_words.sum().clamp(min=1)
    return parts


def weighted(parts: dict[str, torch.Tensor]) -> torch.Tensor:
    features = sum(parts[k] for k in FEATURES) * WEIGHTS["features"]
    return features + sum(parts[k] * w for k, w in WEIGHTS.items() if k != "features")


class PerceptionTask(Task):
    clip = 5.0
    draws_ahead = True

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.batches, module = Batches(), load_teachers()
        self.teachers = module.Vgg19Front(place.device), module.Vgg19Small(place.device)
        meanings = Meanings(labels=self.batches.label_count, words=len(self.batches.words))
        self.model = Trained(Shape(), meanings).to(place.device, memory_format=torch.channels_last)
        self.optimisers = [adamw([*self.model.net.parameters(), *self.model.heads.parameters()], args.lr, 1e-3)]

    def _crops(self, count: int, random: np.random.Generator) -> torch.Tensor:
        return self.batches.next(count, self.args.crop_size, 1, 32, random).crops.to(self.place.device)

    def begin(self, random: np.random.Generator) -> None:
        model = self.model
        model.scales.fit(teach(*self.teachers, self._crops(32, random)))
        print("revived:", revive(model.net, self._crops(24, random)), flush=True)
        fit_heads(model.net, model.heads, self.teachers, model.scales, self._crops(40, random))

    def draw(self, random: np.random.Generator, progress: float) -> Batch:
        args, late = self.args, progress > LATE
        whole, size = (args.whole * 2 // 3, args.whole_size * 3 // 2) if late else (args.whole, args.whole_size)
        return self.batches.next(args.crops, args.crop_size, whole, size, random).to(self.place.device)

    def losses(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        parts = losses(self.model.net, self.model.heads, self.teachers, self.model.scales, batch, self.place.autocast)
        return {"loss": weighted(parts)} | parts

    def update(self, batch: Batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        shown = super().update(batch, step, progress)
        if step + 1 in REVIVE_AT:
            revived = revive(self.model.net, batch.crops)
            # Each process draws different weights, so they are broadcast.
            share_from_first(self.model.state_dict().values())
            if self.place.rank == 0:
                print("revived:", revived, flush=True)
        return shown

    def report(self, averaged: Trained) -> dict[str, float]:
        """Returns the explained variance of each teacher layer on held-out crops."""
        return explained(averaged, self.teachers, 48)

    def preview(self, averaged: Trained, folder: Path) -> None:
        """Writes words.txt: the most likely words of held-out pictures, by file name."""
        source = self.batches.sources["flickr8k"]
        rows = np.flatnonzero(source.held_out)[:SHOWN]
        rgb = as_rgb(source.pictures[rows]).to(self.place.device)
        found = averaged.heads.meaning["words"](averaged.net(rgb)["top"]).topk(8).indices.tolist()
        lines = [f"{source.keys[row]}: {' '.join(self.batches.words[i] for i in ids)}" for row, ids in zip(rows, found, strict=True)]
        (folder / "words.txt").write_text("\n".join(lines) + "\n")


def main(argv: list[str] | None = None) -> None:
    parser = training_arguments(__doc__, "perception", steps=30000, lr=1e-3)
    parser.add_argument("--crops", type=int, default=10, help="crops per step, for the feature losses (%(default)s)")
    parser.add_argument("--crop-size", type=int, default=96)
    parser.add_argument("--whole", type=int, default=40, help="whole pictures per step, for the semantic losses (%(default)s)")
    parser.add_argument("--whole-size", type=int, default=64, help="size of whole pictures; 1.5 times as large in the last part of the run (%(default)s)")
    train(parser, PerceptionTask, argv)


if __name__ == "__main__":
    main()
