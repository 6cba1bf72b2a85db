"""Measures the shipped generators for the model card, and makes an unselected grid of samples.

    ATELIER_DATA=... python -m training.stackgan.measure --samples 5000

Distances are reported next to those between two halves of the real pictures. MobileNetV2 is also a feature extractor of
the discriminator, so its distance is optimistic. The perception network, which does not train stage I, gives a second one.
"""

import argparse
import json

import numpy as np
import torch
import torch.nn.functional as F

from training.birds.told import Facts, known_bird, table_of, tell
from training.common.arithmetic import pick_autocast
from training.common.exported import Exported
from training.common.paths import load_teachers, models_root
from training.parts.birds import facts_of
from training.parts.judge import BEST_OF, SEEDS
from training.parts.reading import load_reader
from training.parts.scoring import best_of, precision
from training.parts.slots import BODY, COLOURS
from training.stackgan.data import Batches
from training.stackgan.figures import colour_accuracy, frechet, mean_distance, plain_sentences, shows_colour, teacher_features, two_part_accuracy
from training.stackgan.pictures import run_folder
from training.stackgan.sampling import PROMPTS, Noise, details, grid, sketches
from training.stackgan.sentences import vectors
from training.stackgan.shipped import load_shipped

INPUT_SIZE = {1: 96, 2: 224}
"""MobileNetV2's input size for the pictures of each stage, pixels."""
GROUP = 16
"""Pictures of one sentence, or of one class, that are compared."""


def halves(features: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Splits features at random into two halves."""
    order = torch.randperm(len(features), generator=torch.Generator().manual_seed(3))
    return features[order[::2]], features[order[1::2]]


def perception_features(network: Exported, pictures: torch.Tensor, size: int, chunk: int = 64) -> torch.Tensor:
    out = []
    with torch.no_grad():
        for part in pictures.split(chunk):
            seen = F.interpolate(part.float(), size=(size, size), mode="bilinear", align_corners=False) if part.shape[-1] != size else part
            out.append(network.pooled(seen / 2 + 0.5).float())
    return torch.cat(out)


RANKED = 500
"""Sentences among which each finds its picture."""


class Measuring:
    def __init__(self, stages: int, truncation: float):
        self.truncation = truncation
        self.stages, self.sketch = stages, load_shipped(1)
        self.detail = load_shipped(2) if stages == 2 else None
        self.teacher, self.network = load_teachers().MobileNetV2(), Exported.load(models_root() / "perception")
        self.batches = Batches.load(stages)

    def make(self, text: torch.Tensor, seeds: list[int]) -> torch.Tensor:
        noise = Noise.of(seeds, self.truncation)
        small = sketches(self.sketch, text, noise)
        return small if self.detail is None else details(self.detail, small, text, noise)

    def features(self, pictures: torch.Tensor) -> dict[str, torch.Tensor]:
        return {
            "MobileNetV2": teacher_features(self.teacher, pictures, INPUT_SIZE[self.stages]),
            "perception": perception_features(self.network, pictures, 64 if self.stages == 1 else 128),
        }

    def many(self, parts) -> dict[str, torch.Tensor]:
        """Returns the features of pictures given in parts."""
        found = [self.features(part) for part in parts]
        return {name: torch.cat([f[name] for f in found]) for name in found[0]}

    def distances(self, samples: int) -> dict[str, dict[str, float]]:
        pictures, random = self.batches.pictures, np.random.default_rng(2)
        true = self.many(pictures.views(rows) for rows in np.array_split(np.arange(len(pictures.classes)), 40))
        rows = random.permutation(len(pictures.classes))[:samples]
        text = self.batches.texts(rows, random)
        parts = torch.arange(len(rows)).split(128)
        made = self.many(self.make(text[p], (p + 10000).tolist()) for p in parts)
        return {name: {"generated": round(frechet(made[name], true[name]), 2), "halves of the true": round(frechet(*halves(true[name])), 2)} for name in true}

    def variety(self) -> dict[str, float]:
        """Returns the mean distances between pictures of one sentence and between real pictures of one class, and their ratio."""
        pictures, random = self.batches.pictures, np.random.default_rng(4)
        classes = random.permutation(np.unique(pictures.classes))[:40]
        true, made = [], []
        for c in classes:
            rows = random.permutation(np.flatnonzero(pictures.classes == c))[:GROUP]
            true.append(self.features(pictures.views(rows))["MobileNetV2"])
            text = self.batches.texts(rows[:1], random).expand(GROUP, -1)
            made.append(self.features(self.make(text, list(range(1, GROUP + 1))))["MobileNetV2"])
        own, theirs = mean_distance(made), mean_distance(true)
        return {"one sentence": round(own, 3), "one class": round(theirs, 3), "ratio": round(own / theirs, 3)}

    def shown_colour(self) -> float:
        """Returns the colour accuracy of what the page shows: of three times as many sketches, those that the scorer finds best, finished."""
        scorer, right = load_reader("scorer"), []
        for colour, sentence in plain_sentences():
            seeds = torch.arange(1, SEEDS * BEST_OF + 1)
            said = torch.from_numpy(table_of([{BODY: COLOURS.index(colour)}])).expand(len(seeds), -1)
            text, noise = vectors([sentence]).expand(len(seeds), -1), Noise.of(seeds.tolist(), self.truncation)
            small = sketches(self.sketch, text, noise)
            best = best_of(scorer, small, said, 1, SEEDS)
            made = small[best] if self.detail is None else details(self.detail, small[best], text[best], noise[best])
            right.append(shows_colour(made, [colour] * SEEDS))
        return round(float(torch.cat(right).float().mean()), 3)

    def people(self) -> float:
        """Returns how often a picture of a held-out human caption is closest to the mean features of the right class."""
        pictures, held = self.batches.pictures, self.batches.sentences.held_out
        means = {
            c: self.features(pictures.views(np.flatnonzero(pictures.classes == c)))["MobileNetV2"].mean(0) for c in np.unique(pictures.classes[list(held)])
        }
        table, right = torch.stack(list(means.values())), []
        for row, lines in held.items():
            made = self.features(self.make(vectors(lines[:4]), [1, 2, 3, 4][: len(lines)]))["MobileNetV2"]
            nearest = torch.cdist(made, table).argmin(1)
            right += [list(means)[i] == pictures.classes[row] for i in nearest.tolist()]
        return round(float(np.mean(right)), 3)

    def precision(self) -> dict[str, float]:
        """Returns the R-precision of generated and of true pictures by the scorer, which taught no generator: with sentences that tell three parts."""
        random, birds, scorer = np.random.default_rng(6), self.batches.birds, load_reader("scorer")
        rows = [row for row in random.permutation(len(birds.table.shares)) if len(three_of(facts_of(birds.table.shares[row]))) == 3][:RANKED]
        facts = [three_of(facts_of(birds.table.shares[row])) for row in rows]
        attributes, classes = self.batches.sentences.attributes, torch.from_numpy(self.batches.pictures.classes[rows])
        told = [
            tell(known_bird(attributes.percentages[kind], attributes, own, random), own, list(own), random) for kind, own in zip(classes, facts, strict=True)
        ]
        made = self.make(vectors([one.text for one in told]), list(range(5000, 5000 + len(told))))
        said = torch.from_numpy(table_of([one.said for one in told]))
        shown = {"generated": made, "true": self.batches.pictures.views(np.array(rows))}
        return {
            name: round(precision(torch.cat([scorer(F.interpolate(part, size=(64, 64), mode="area"))[0] for part in pictures.split(64)]), said, classes), 3)
            for name, pictures in shown.items()
        }


def three_of(facts: Facts) -> Facts:
    """Returns the first three facts about parts."""
    return dict([(slot, colour) for slot, colour in facts.items() if slot != BODY][:3])


def ceiling(batches: Batches) -> float:
    """Returns the colour accuracy of real pictures, of classes that people mostly gave one colour."""
    from training.birds.attributes import groups_of, load_attributes

    attributes, right = load_attributes(), []
    columns = dict(groups_of(attributes.names)["primary_color"])
    for colour in sorted({c for c, _ in plain_sentences()}):
        rows = np.flatnonzero(attributes.percentages[batches.pictures.classes, columns[colour]] >= 70)
        if len(rows):
            right.append(float(shows_colour(batches.pictures.views(rows), [colour] * len(rows)).float().mean()))
    return round(float(np.mean(right)), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stages", type=int, choices=(1, 2), default=2, help="1: the sketches; 2: their 256 px versions")
    parser.add_argument("--truncation", type=float, default=0.8, help="of the noise; 0.8 is what the page draws with")
    parser.add_argument("--samples", type=int, default=5000)
    args = parser.parse_args()
    stages = args.stages
    measuring, (autocast, _) = Measuring(stages, args.truncation), pick_autocast("cpu")
    with autocast():
        results = {
            "colour": colour_accuracy(measuring.make, vectors),
            "colour, as shown": measuring.shown_colour(),
            "colour, true pictures": ceiling(measuring.batches),
            "two parts": two_part_accuracy(measuring.make, vectors),
            "variety": measuring.variety(),
            "R-precision": measuring.precision(),
            "people's sentences": measuring.people(),
            "distances": measuring.distances(args.samples),
        }
        text = vectors(list(PROMPTS)).repeat_interleave(32, 0)
        shown = measuring.make(text, list(range(1, 33)) * len(PROMPTS))
    for name, value in results.items():
        print(f"{name}: {json.dumps(value)}", flush=True)
    grid(shown if stages == 1 else F.avg_pool2d(shown, 2), 32).save(run_folder() / f"grid{stages}.webp", quality=80)
    (run_folder() / f"measured{stages}.json").write_text(json.dumps(results, indent="\t") + "\n")


if __name__ == "__main__":
    main()
