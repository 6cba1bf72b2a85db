"""The colour of every part of every bird picture, from its pixels and from what people saw in its class.

    ATELIER_DATA=... python -m training.parts.table

Each picture's part has some colour of its class; which one is a hidden variable. A regression from the part's pixels and the
class's percentages are fitted to each other by expectation-maximisation. The judge (colours.py) is another model, fitted to
other descriptions. Caches table.npz, and prints the agreement with classes that were left out and with people's captions.
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.preprocessing import PolynomialFeatures

from training.birds.attributes import Attributes, groups_of, load_attributes, load_human_captions
from training.birds.phrasings import PARTS as WORDS
from training.parts.colours import lab
from training.parts.data import folder
from training.parts.places import load_placed
from training.parts.regions import load_regions
from training.parts.slots import BODY, COLOURS, LARGE, NAMES, SHOWN, SLOTS
from training.recognition.chunks import set_threads
from training.stackgan.hues import HUES
from training.stackgan.pictures import load_pictures

FEATURES = 14
VISIBLE, AREA = 0.5, 6.0
"""A part is seen if it is at least this likely visible, and covers this many of 72 x 72 pixels."""
ROUNDS, STEPS = 4, 150
PRIOR, BEAK_PRIOR, FLOOR = 0.7, 2.0, 0.03
"""Weight of the class's percentages beside the pixels, greater for beaks, which are small; share added to every colour of a class."""
LEFT_OUT_EVERY = 6
AGREED = 0.6


def quantiles(values: np.ndarray, weights: np.ndarray, at: tuple[float, ...]) -> np.ndarray:
    """Returns weighted quantiles of values (n,) by their weights (n,)."""
    order = np.argsort(values)
    share = np.cumsum(weights[order])
    return values[order][np.searchsorted(share, np.array(at) * share[-1]).clip(0, len(values) - 1)]


def described(picture: np.ndarray, regions: np.ndarray) -> np.ndarray:
    """Describes the colours of each part of a picture (S,S,3) uint8 by its regions (slots,S,S): (slots,14).

    Quartiles of L, a and b, the median chroma, and the lightness relative to the picture and to the whole bird.
    """
    values = lab(picture)
    light = np.percentile(values[..., 0], [5, 50, 95])
    bird = regions.sum(0) > 0.5
    own = np.median(values[bird], 0) if bird.any() else np.median(values.reshape(-1, 3), 0)
    rows = np.zeros((len(regions), FEATURES))
    for row, region in zip(rows, regions, strict=True):
        inside = region > 0.25
        if not inside.any():
            continue
        pixels, weights = values[inside], region[inside]
        three = np.array([quantiles(channel, weights, (0.25, 0.5, 0.75)) for channel in pixels.T])
        middle = three[:, 1]
        row[:] = [*three.ravel(), np.hypot(*middle[1:]), middle[0] - light[0], light[2] - middle[0], middle[0] - own[0], light[2] - light[0]]
    return rows


def class_shares(attributes: Attributes) -> np.ndarray:
    """Returns the share of people who saw each colour on each slot in each class, (200,slots,colours); rows sum to 1."""
    groups, found = groups_of(attributes.names), np.zeros((len(attributes.classes), len(NAMES), len(COLOURS)))
    for slot, group in enumerate([*(slot.group for slot in SLOTS), "primary_color"]):
        for value, column in groups[group]:
            for hue, share in SHOWN.get(value, {value: 1.0}).items():
                if HUES.index(hue) < len(COLOURS):
                    found[:, slot, HUES.index(hue)] += share * attributes.percentages[:, column]
    found += 1e-6
    return found / found.sum(2, keepdims=True)


class Regression:
    """Multinomial logistic regression on squared features, taught by soft targets."""

    def fit(self, features: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> "Regression":
        self.centre, self.scale = features.mean(0), features.std(0) + 1e-6
        x, y, w = self._expanded(features), torch.from_numpy(targets).float(), torch.from_numpy(weights).float()
        self.weight = torch.zeros(targets.shape[1], x.shape[1], requires_grad=True)
        optimiser = torch.optim.Adam([self.weight], 0.05)
        for _ in range(STEPS):
            loss = -(w * (y * F.log_softmax(x @ self.weight.T, 1)).sum(1)).sum() / w.sum() + 1e-3 * self.weight.square().sum() / len(self.weight)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        return self

    def _expanded(self, features: np.ndarray) -> torch.Tensor:
        scaled = ((features - self.centre) / self.scale).clip(-3, 3)
        return torch.from_numpy(PolynomialFeatures(2).fit_transform(scaled)).float()

    @torch.no_grad()
    def probabilities(self, features: np.ndarray) -> np.ndarray:
        return (self._expanded(features) @ self.weight.T).softmax(1).numpy()


def posterior(seen: np.ndarray, prior: np.ndarray, usual: np.ndarray, strength: float | np.ndarray) -> np.ndarray:
    """Combines what is seen (N,colours) with the class's shares (N,colours). usual: the mean share of each colour."""
    log = np.log(seen + 1e-6) + strength * np.log((prior + FLOOR) / (usual + FLOOR))
    found = np.exp(log - log.max(1, keepdims=True))
    return found / found.sum(1, keepdims=True)


def fitted(features: np.ndarray, prior: np.ndarray) -> Regression:
    """Fits the regression by expectation-maximisation. prior: the class's shares of each row."""
    usual, targets = prior.mean(0), prior
    for _ in range(ROUNDS):
        # Rare colours count more, but not as much as if they were as frequent.
        frequent = targets.mean(0)
        model = Regression().fit(features, targets, (targets / np.sqrt(frequent)).sum(1))
        targets = posterior(model.probabilities(features), prior, usual, 1.0)
    return model


@dataclass(frozen=True)
class Table:
    shares: np.ndarray
    """(pictures,slots,colours): how likely each slot has each colour; zeros where it is not seen."""
    median: np.ndarray
    """(pictures,slots of SLOTS,3): median Lab of each part."""


def body_of(shares: np.ndarray, area: np.ndarray) -> np.ndarray:
    """Returns the colours of the whole birds (N,colours) from those of their large parts (N,slots,colours) and their areas (N,slots)."""
    weights = np.sqrt(area[:, list(LARGE)]) * (shares[:, list(LARGE)].sum(2) > 0)
    whole = (shares[:, list(LARGE)] * weights[..., None]).sum(1) / weights.sum(1, keepdims=True).clip(1e-6)
    return whole * ((weights > 0).sum(1) >= 3)[:, None]


def load_table() -> Table:
    path = folder() / "table.npz"
    if not path.exists():
        raise SystemExit("Name the colours of the parts first: python -m training.parts.table")
    with np.load(path) as saved:
        return Table(saved["shares"].astype(np.float32), saved["median"].astype(np.float32))


def captioned(stems: list[str]) -> dict[tuple[int, int], int]:
    """Returns the colour that most of a picture's captions give a part, by (picture, slot), if two or more do and none contradicts much."""
    nouns = {
        noun: slot
        for slot, name in enumerate(NAMES[:BODY])
        for noun in WORDS.get({"head": "crown", "wings": "wing", "tail": "upper_tail"}.get(name, name), ((),))[0]
    }
    nouns |= {"beak": NAMES.index("beak"), "bill": NAMES.index("beak")}
    words = {"gray": "grey"} | {colour: colour for colour in COLOURS}
    place, found = {stem: row for row, stem in enumerate(stems)}, {}
    for stem, lines in load_human_captions().items():
        votes: dict[int, Counter] = {}
        for line in lines if stem in place else ():
            for colour, noun in re.findall(r"([a-z]+) ([a-z]+)", line) + re.findall(r"(?<= )([a-z]+) ([a-z]+)", " ".join(line.split()[1:])):
                if colour in words and noun in nouns:
                    votes.setdefault(nouns[noun], Counter())[words[colour]] += 1
        for slot, count in votes.items():
            colour, often = count.most_common(1)[0]
            if often >= 2 and often >= 0.7 * count.total():
                found[place[stem], slot] = COLOURS.index(colour)
    return found


def main() -> None:
    set_threads(__doc__)
    pictures, placed, regions, attributes = load_pictures(1), load_placed(), load_regions(), load_attributes()
    points = [[placed.parts.index(point) for point in slot.points] for slot in SLOTS]
    visible = np.stack([placed.sure[:, own].max(1) for own in points], 1)
    features, area, median = (np.zeros((len(regions), len(SLOTS), *more), np.float32) for more in ((FEATURES,), (), (3,)))
    for row in range(len(regions)):
        shares = regions[row].astype(np.float32) / 255
        features[row], area[row] = described(pictures.pixels[row], shares), shares.sum((1, 2))
    median[:] = features[..., [1, 4, 7]]
    seen = (visible >= VISIBLE) & (area >= np.where(np.array(NAMES[:BODY]) == "beak", AREA / 2, AREA))
    rows, slots = np.nonzero(seen)
    prior = class_shares(attributes)[pictures.classes]
    every, own = features[rows, slots], prior[rows, slots]
    left_out = pictures.classes[rows] % LEFT_OUT_EVERY == 0
    trial = fitted(every[~left_out], own[~left_out])
    agreed = left_out & (own.max(1) >= AGREED)
    order = np.argsort(-trial.probabilities(every[agreed]), 1)
    right = order == own[agreed].argmax(1)[:, None]
    print(f"classes left out, {agreed.sum()} parts: first {right[:, 0].mean():.3f}, first two {right[:, :2].any(1).mean():.3f}", flush=True)
    model = fitted(every, own)
    shares = np.zeros((len(regions), len(NAMES), len(COLOURS)), np.float32)
    shares[rows, slots] = posterior(model.probabilities(every), own, own.mean(0), np.where(slots == NAMES.index("beak"), BEAK_PRIOR, PRIOR)[:, None])
    shares[:, BODY] = body_of(shares, area)
    told = {key: colour for key, colour in captioned(pictures.stems).items() if shares[key].any()}
    for least in (0.0, 0.5, 0.65, 0.8):
        sure = {key: colour for key, colour in told.items() if shares[key].max() >= least}
        print(f"captions, likelier than {least}: {np.mean([shares[key].argmax() == colour for key, colour in sure.items()]):.3f} of {len(sure)} parts right")
    np.savez(folder() / "table.npz", shares=shares.astype(np.float16), median=median.astype(np.float16))
    for slot, name in enumerate(NAMES):
        likely = shares[:, slot].max(1) > 0.6
        print(name, f"{likely.mean():.2f} sure:", dict(zip(COLOURS, np.bincount(shares[likely, slot].argmax(1), minlength=9).tolist(), strict=True)))


if __name__ == "__main__":
    main()
