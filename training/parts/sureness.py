"""Measures the scorer on true held-out pictures: how often it finds a picture's own sentence, and when it is sure that a part is not seen.

ATELIER_DATA=... python -m training.parts.sureness
"""

from dataclasses import dataclass

import numpy as np
import torch

from training.birds.told import chosen, table_of
from training.parts.birds import Birds, as_tensor
from training.parts.reader import Reader
from training.parts.reading import HELD_OUT_EVERY
from training.parts.scoring import precision
from training.parts.shipped import load_shipped_scorer
from training.parts.slots import BODY, COLOURS
from training.parts.table import captioned

DOUBTED = {"one": 0.01, "most": 0.05}
"""Share of what is truly told of true pictures that may be called unseen: of one bird, and where most of a sheet's must agree."""
SENTENCES = 3
"""Drawn for each picture."""


@dataclass(frozen=True)
class Figures:
    unseen: dict[str, float]
    """A part is not seen in a colour that is less likely than this, by the keys of DOUBTED."""
    pictures: int
    told: int
    three: float
    """R-precision: of the true sentence, which tells three parts, and 99 of other classes, how often the true one fits best."""
    every: float
    """The same for sentences that tell all parts whose colour is known."""
    caught: dict[str, float]
    """Share called unseen of other colours, drawn at random."""
    captions: dict[str, float]
    """Share called unseen of the colours that most people's captions give."""
    captioned: int
    """Number of these."""


def likely(logits: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
    """Returns the probabilities of the colours said, one after another. logits: (N,slots,colours); said: (N,slots), -1 where nothing is said."""
    return logits.softmax(2).gather(2, said.clamp(min=0)[..., None])[..., 0][said >= 0]


def other_colours(said: torch.Tensor, random: np.random.Generator) -> torch.Tensor:
    """Returns other colours for what is said."""
    shift = torch.from_numpy(random.integers(1, len(COLOURS), said.shape))
    return torch.where(said < 0, said, (said + shift) % len(COLOURS))


@torch.no_grad()
def measured(scorer: Reader) -> Figures:
    birds, random = Birds.load(1), np.random.default_rng(8)
    rows = np.arange(0, len(birds.pictures.classes), HELD_OUT_EVERY)
    seen = [birds.draw(int(row), random, 0.0) for row in rows]
    logits = torch.cat([scorer(as_tensor([one.view for one in part]))[0] for part in (seen[i : i + 64] for i in range(0, len(seen), 64))])
    facts = [{slot: colour for slot, colour in one.facts.items() if slot != BODY} for one in seen]
    some = [i for i, own in enumerate(facts) if own for _ in range(SENTENCES)]
    said = torch.from_numpy(table_of([{slot: facts[i][slot] for slot in chosen(facts[i], random)} for i in some]))
    true = likely(logits[some], said)
    unseen = {name: float(f"{true.quantile(share):.2g}") for name, share in DOUBTED.items()}
    false = likely(logits[some], other_colours(said, random))
    three = [i for i, own in enumerate(facts) if len(own) >= 3]
    classes = torch.from_numpy(birds.pictures.classes[rows[three]])
    ranked = [{slot: facts[i][slot] for slot in random.permutation(list(facts[i]))[:3]} for i in three], [facts[i] for i in three]
    place = {int(row): i for i, row in enumerate(rows)}
    people = [(place[row], slot, colour) for (row, slot), colour in captioned(birds.pictures.stems).items() if row in place]
    named = torch.stack([logits[i].softmax(1)[slot, colour] for i, slot, colour in people])
    return Figures(
        unseen,
        len(rows),
        len(true),
        *(precision(logits[three], torch.from_numpy(table_of(own)), classes) for own in ranked),
        *({name: float((values < least).float().mean()) for name, least in unseen.items()} for values in (false, named)),
        len(people),
    )


if __name__ == "__main__":
    print(measured(load_shipped_scorer()))
