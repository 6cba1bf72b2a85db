"""Fits the judge of part colours, and measures it and the generators.

    ATELIER_DATA=... python -m training.parts.judge [--generated] [--trained] [--stages 1]

Without arguments: how often the judge names the colour that people give to a part of a true, held-out picture. With --generated:
the share of the parts told that the shipped generators show in that colour, over 60 sentences of one to three parts; with
--trained, the generators of the latest checkpoints, with averaged weights.
"""

import argparse
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from training.birds.told import table_of
from training.common.arithmetic import pick_autocast
from training.parts.colours import GROUPS, class_colours, describe, judge, ranked
from training.parts.data import Backbone, load_annotated, load_pictures
from training.parts.model import places_of
from training.parts.places import load_locator
from training.parts.reading import load_reader
from training.parts.scoring import best_of
from training.parts.slots import COLOURS, NAMES
from training.stackgan.hues import MEASURED
from training.stackgan.sampling import Noise, details, load_stage, sketches
from training.stackgan.sentences import vectors
from training.stackgan.shipped import load_shipped

TOLD = {
    "belly": ("belly",),
    "breast": ("breast",),
    "head": ("crown", "forehead"),
    "wings": ("left wing", "right wing"),
    "back": ("back",),
    "throat": ("throat",),
}
"""The parts that sentences name, and those of CUB where their colour is looked for; any of them counts."""
SEEDS = 8
SENTENCES = 60
BEST_OF = 3
"""Sketches drawn for each that is shown, where the best are shown."""
TRUNCATION = 0.8


@dataclass(frozen=True)
class Told:
    text: str
    colours: dict[str, str]


def sentences(count: int = SENTENCES) -> list[Told]:
    """Returns sentences that give one, two or three parts a colour each, in turn. The same on every call."""
    random, found = np.random.default_rng(11), []
    while len(found) < count:
        parts = random.choice(list(TOLD), len(found) % 3 + 1, replace=False)
        colours = {str(part): str(random.choice(MEASURED)) for part in parts}
        phrases = [f"{colour} wings" if part == "wings" else f"{'an' if colour == 'orange' else 'a'} {colour} {part}" for part, colour in colours.items()]
        joined = phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
        found.append(Told(f"a bird with {joined}", colours))
    return found


def taught(pictures: np.ndarray, places: np.ndarray, classes: np.ndarray, parts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Returns descriptions and colours of all visible parts on whose colour people agree."""
    agreed, described, colours = class_colours(), [], []
    own = [parts.index(part) for part in GROUPS]
    for picture, place, kind in zip(pictures, places, classes, strict=True):
        wanted = np.array([agreed[part][kind] for part in GROUPS])
        known = (wanted >= 0) & ~np.isnan(place[own]).any(1)
        described.append(describe(picture, place[own][known]))
        colours.append(wanted[known])
    return np.concatenate(described), np.concatenate(colours)


class Judge:
    """Locates parts and names their colours."""

    def __init__(self):
        annotated = load_annotated()
        self.parts = annotated.parts
        self.locator = load_locator()
        pictures, held = load_pictures(annotated.files), annotated.held_out
        self.model = judge().fit(*taught(pictures[~held], annotated.places[~held], annotated.classes[~held], self.parts))
        self.held = taught(pictures[held], annotated.places[held], annotated.classes[held], self.parts)

    def on_true(self) -> dict[str, float]:
        """Returns how often the judge's first, and one of its first two colours, is the one people give to the part."""
        order = ranked(self.model, self.held[0])
        return {"first": float((order[:, 0] == self.held[1]).mean()), "first two": float((order[:, :2] == self.held[1][:, None]).any(1).mean())}

    @torch.no_grad()
    def places(self, backbone: Backbone, pictures: np.ndarray, batch: int = 32) -> np.ndarray:
        """Returns where the parts lie in pictures (N,S,S,3) uint8, (N,parts,2)."""
        found = [places_of(self.locator(backbone.maps(pictures[i : i + batch]))[0].float()) for i in range(0, len(pictures), batch)]
        return torch.cat(found).numpy()

    def shown(self, told: Told, picture: np.ndarray, places: np.ndarray) -> dict[str, bool]:
        """Returns for each part told whether it is shown in its colour, by the judge's first opinion."""
        found = {}
        for part, colour in told.colours.items():
            own = [self.parts.index(name) for name in TOLD[part]]
            order = ranked(self.model, describe(picture, places[own]))
            found[part] = bool((order[:, 0] == MEASURED.index(colour)).any())
        return found


def said_of(told: list[Told]) -> torch.Tensor:
    """Returns the colour that each sentence gives each slot, (sentences,slots); -1 where none."""
    return torch.from_numpy(table_of([{NAMES.index(part): COLOURS.index(colour) for part, colour in one.colours.items()} for one in told]))


def generate(told: list[Told], stages: int = 2, trained: bool = False, drawn_each: int = SEEDS) -> np.ndarray:
    """Draws birds from each sentence with the shipped generators, or with trained ones, and keeps the SEEDS best by the scorer if they are more.

    Returns (sentences * SEEDS,224,224,3) uint8.
    """
    load = (lambda stage: load_stage(stage)[0]) if trained else load_shipped
    text = vectors([t.text for t in told]).repeat_interleave(drawn_each, 0)
    noise = Noise.of(list(range(1, drawn_each + 1)) * len(told), TRUNCATION)
    drawn = sketches(load(1), text, noise)
    if drawn_each > SEEDS:
        rows = best_of(load_reader("scorer"), drawn, said_of(told).repeat_interleave(drawn_each, 0), len(told), SEEDS)
        drawn, text, noise = drawn[rows], text[rows], noise[rows]
    if stages == 2:
        drawn = details(load(2), drawn, text, noise)
    sized = F.interpolate(drawn, size=(224, 224), mode="area" if drawn.shape[-1] > 224 else "bicubic")
    return ((sized.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()


def measured(own: Judge, told: list[Told], pictures: np.ndarray, autocast) -> dict[str, float]:
    """Judges SEEDS pictures (N,224,224,3) of each sentence.

    The last figure leaves out colours that the judge was not taught, because people agree on no class: it can never see them.
    """
    places = own.places(Backbone(autocast), pictures)
    rows = [own.shown(told[i // SEEDS], pictures[i], places[i]) for i in range(len(pictures))]
    every = [(MEASURED.index(told[i // SEEDS].colours[part]), right) for i, row in enumerate(rows) for part, right in row.items()]
    three = [all(row.values()) for row in rows if len(row) == 3]
    return {
        "part told = part shown": float(np.mean([right for _, right in every])),
        "all three right": float(np.mean(three)),
        "of colours that the judge knows": float(np.mean([right for colour, right in every if colour in own.model.classes_])),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", action="store_true", help="also measure the shipped generators")
    parser.add_argument("--trained", action="store_true", help="also measure the generators of the latest checkpoints")
    parser.add_argument("--stages", type=int, choices=(1, 2), default=2, help="1: the sketches, enlarged; 2: the pictures of 256 px")
    parser.add_argument("--best", action="store_true", help=f"also measure the best of {BEST_OF} times as many sketches, by the scorer")
    parser.add_argument("--threads", type=int, default=0)
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    own = Judge()
    print("true held-out pictures:", own.on_true(), flush=True)
    told, autocast = sentences(), pick_autocast("cpu")[0]
    for name, trained in (("shipped", False), ("trained", True)):
        for each in (SEEDS, SEEDS * BEST_OF) if args.best else (SEEDS,):
            if args.trained if trained else args.generated:
                print(f"{name}, {SEEDS} of {each}:", measured(own, told, generate(told, args.stages, trained, each), autocast), flush=True)


if __name__ == "__main__":
    main()
