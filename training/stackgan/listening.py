"""Trains the listener on sentences composed of random colours.

    ATELIER_DATA=... python -m training.stackgan.listening

Needs the sentence encoder in the models folder. Reports on held-out sentences: how many slots, and how many whole sentences, are heard right.
"""

from argparse import Namespace
from functools import lru_cache

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.birds.attributes import load_attributes
from training.birds.told import Facts, Told, chosen, known_bird, table_of, tell
from training.common.arguments import training_arguments
from training.common.checkpoint import averaged_weights
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.parts.slots import BODY, COLOURS, NAMES
from training.stackgan.listener import UNSAID, Listener
from training.stackgan.pictures import run_folder
from training.stackgan.plain import sentences_of
from training.stackgan.sentences import encoder_hash, vectors

RUN = "listener"
COUNT, HELD = 300_000, 2_000
ALIKE = 0.3
"""Probability that a part has the colour of the one before it, as in true birds."""


def random_facts(random: np.random.Generator) -> Facts:
    colours = random.integers(len(COLOURS), size=len(NAMES))
    for slot in range(1, len(NAMES)):
        if random.random() < ALIKE:
            colours[slot] = colours[slot - 1]
    return dict(enumerate(colours.tolist()))


def composed(count: int, seed: int) -> list[Told]:
    attributes, random, found = load_attributes(), np.random.default_rng(seed), []
    for _ in range(count):
        facts = random_facts(random)
        bird = known_bird(attributes.percentages[random.integers(len(attributes.classes))], attributes, facts, random)
        found.append(tell(bird, facts, chosen(facts, random), random))
    plain = [Told(text, {BODY: number}) for number, colour in enumerate(COLOURS) for text in sentences_of(colour)]
    return found + plain


def bank() -> dict[str, torch.Tensor]:
    """Returns vectors (count,640) fp16 and tables (count,slots) of composed sentences, encoded once for an encoder."""
    path, encoder = run_folder() / "composed.pt", encoder_hash()
    saved = torch.load(path) if path.exists() else {}
    if saved.get("encoder") != encoder:
        told = composed(COUNT, 21)
        saved = {"encoder": encoder, "vectors": vectors([t.text for t in told]).half(), "tables": torch.from_numpy(table_of([t.said for t in told]))}
        torch.save(saved, path)
    return saved


class ListenerTask(Task):
    warmup = 100

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.bank, self.model = bank(), Listener().to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 0.01)]

    def begin(self, random: np.random.Generator) -> None:
        self.model.fit(self.bank["vectors"].float())

    def draw(self, random: np.random.Generator, progress: float) -> tuple[torch.Tensor, torch.Tensor]:
        rows = torch.from_numpy(random.integers(HELD, len(self.bank["tables"]), self.args.batch))
        noise = torch.from_numpy(random.normal(size=(len(rows), 1)).astype(np.float32))
        # Vectors are stored in fp16 and quantised networks run in the page: a little noise makes no difference to what is heard.
        return self.bank["vectors"][rows].float() * (1 + 0.01 * noise), self.bank["tables"][rows]

    def losses(self, batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        text, tables = (t.to(self.place.device) for t in batch)
        wanted = torch.where(tables < 0, UNSAID, tables)
        return {"loss": F.cross_entropy(self.model.logits(text).flatten(0, 1), wanted.flatten())}

    def report(self, averaged: nn.Module) -> dict[str, float]:
        found = averaged.logits(self.bank["vectors"][:HELD].float()).argmax(2)
        tables = self.bank["tables"][:HELD]
        right, said = found == torch.where(tables < 0, UNSAID, tables), tables >= 0
        return {"slots": float(right.float().mean()), "told": float(right[said].float().mean()), "sentences": float(right.all(1).float().mean())}


@lru_cache
def load_listener() -> Listener:
    weights, _ = averaged_weights(RUN, "Train the listener first: python -m training.stackgan.listening")
    listener = Listener()
    listener.load_state_dict(weights)
    return listener.eval().requires_grad_(False)


def arguments():
    parser = training_arguments(__doc__, RUN, steps=6000, lr=1e-3)
    parser.add_argument("--batch", type=int, default=512)
    return parser


if __name__ == "__main__":
    train(arguments(), ListenerTask)
