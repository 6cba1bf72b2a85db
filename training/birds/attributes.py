"""Loads CUB's attributes and captions, and samples a bird's attributes from its class's."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from training.common.paths import data_root

# The parts that determine the colour of the whole bird.
LARGE = ("crown", "breast", "belly", "back", "wing")
# Values named by a smaller percentage of people count as mistakes.
SLIP = 5
# Largest probability of a second colour.
MANY = 0.35


@dataclass(frozen=True)
class Attributes:
    """Attribute names as in CUB ("has_crown_color::red"), and for each class the percentage of people who named each attribute."""

    names: tuple[str, ...]
    classes: tuple[str, ...]
    percentages: np.ndarray


def load_attributes() -> Attributes:
    """Loads CUB's 312 attributes of 200 classes."""
    table = json.loads((data_root() / "birds-class-attributes.json").read_text())
    return Attributes(tuple(table["attributes"]), tuple(table["classes"]), np.array(table["percent"], np.float32))


def load_human_captions() -> dict[str, list[str]]:
    """Returns ten captions for each picture, by file stem."""
    captions = json.loads((data_root() / "birds-captions.json").read_text())
    return {file.removesuffix(".webp"): [text.strip().lower() for text in texts] for file, texts in captions.items()}


@lru_cache
def groups_of(names: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """Returns the values of each group with their columns: "has_size::small_(5_-_9_in)" is the value "small" of the group "size"."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for column, name in enumerate(names):
        group, value = name.removeprefix("has_").split("::")
        groups.setdefault(group, []).append((value.split("_(")[0], column))
    return groups


def draw(weights: dict[str, float], random: np.random.Generator) -> str:
    """Samples a key with a probability proportional to its weight."""
    left = random.random() * sum(weights.values())
    for key, weight in weights.items():
        left -= weight
        if left < 0:
            return key
    return key


class Bird:
    """A bird sampled from its class. Each group of attributes is sampled once, on first use, so that the bird is consistent."""

    def __init__(self, percentages: np.ndarray, names: tuple[str, ...], random: np.random.Generator):
        self.percentages, self.groups, self.random = percentages, groups_of(names), random
        self.drawn: dict[str, tuple[str, ...]] = {}

    def seen(self, group: str) -> tuple[str, ...]:
        """Returns the values of a group: one, two if people often named several, or none if they named none."""
        if group not in self.drawn:
            self.drawn[group] = self._some(self._weights(group))
        return self.drawn[group]

    def main_colours(self) -> tuple[str, ...]:
        """Returns the primary colours, sampled from the colours of the large parts. A colour of several parts is more likely."""
        if "main" not in self.drawn:
            worn = Counter(colour for part in LARGE for colour in self.seen(f"{part}_color"))
            primary = self._weights("primary_color")
            fitting = {colour: weight * worn[colour] for colour, weight in primary.items() if worn[colour]}
            self.drawn["main"] = self._some(fitting or primary, sum(primary.values()))
        return self.drawn["main"]

    def _weights(self, group: str) -> dict[str, float]:
        weights = {value: float(self.percentages[column]) for value, column in self.groups.get(group, [])}
        return {value: weight for value, weight in weights.items() if weight >= SLIP}

    def _some(self, weights: dict[str, float], total: float | None = None) -> tuple[str, ...]:
        """Samples one or two values. The excess of the total over 100 percent, due to people who named several, is the probability of a second one."""
        if not weights:
            return ()
        first = draw(weights, self.random)
        others = {value: weight for value, weight in weights.items() if value != first}
        excess = (total or sum(weights.values())) / 100 - 1
        if not others or self.random.random() >= min(excess, MANY):
            return (first,)
        return (first, draw(others, self.random))
