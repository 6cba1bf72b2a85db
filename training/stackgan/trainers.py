"""The training steps of both stages: discriminators and generator share one pass through the generator and the feature extractors."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import nn

from training.parts.reader import Reader
from training.parts.reading import disturbed
from training.stackgan.augment import Augmentation
from training.stackgan.data import Batch
from training.stackgan.discriminator import Discriminator, discriminator_loss, generator_loss, scores
from training.stackgan.extractors import MixedFeatures
from training.stackgan.model import NOISE, STAGES, Shape, Sketch, divergence, drawn
from training.stackgan.reading_loss import attention_loss, faded, told_loss

KL = 0.2
FIT = 2.0
"""Weight of matching the sentence, relative to looking real."""
TOLD, PLACED = 2.0, 0.3
"""Weights of the parts being read in the colours that they are told, and, in stage I, of the pixels attending to the parts that they show."""
LIKENESS, EXACTNESS, FAITH = 2.0, 4.0, 2.0
"""Stage II: weights of the feature loss and the pixel loss of reconstructed pictures, and of the pixel loss of generated pictures against their sketch."""


GENERATOR, JUDGES = 0, 1
"""Indices of the optimisers."""
Descend = Callable[[torch.Tensor, int], None]
"""Takes an optimiser step on a loss: Task.descend, with the optimiser's index."""


class Judge(nn.Module):
    """A feature extractor with its discriminator."""

    def __init__(self, shape: Shape, extractor, side: int, device: str):
        super().__init__()
        self.mixed = MixedFeatures(extractor, torch.zeros(1, 3, side, side, device=device))
        self.heads = Discriminator(shape, self.mixed.sides)


class Stage(nn.Module):
    """Generator and discriminators with their optimisers. Subclasses define a step."""

    def __init__(self, stage: int, shape: Shape, judges: dict[str, Judge], lr: float, autocast, device: str):
        super().__init__()
        self.autocast = autocast
        self.generator = STAGES[stage](shape).to(device, memory_format=torch.channels_last)
        self.judges = nn.ModuleDict(judges).to(device, memory_format=torch.channels_last)
        self.heads = [p for judge in self.judges.values() for p in judge.heads.parameters()]
        trained = [p for p in self.generator.parameters() if p.requires_grad]
        self.optimisers = [torch.optim.Adam(p, lr=lr, betas=(0.0, 0.99), fused=True) for p in (trained, self.heads)]

    def begin(self, vectors: torch.Tensor, pictures: torch.Tensor) -> None:
        """Fits the parts that are not trained: the whitening of sentence vectors and the mixing of features."""
        self.generator.augmentation.whitening.fit(vectors.cpu())
        for judge in self.judges.values():
            judge.heads.whitening.load_state_dict(self.generator.augmentation.whitening.state_dict())
        with self.autocast():
            self.fit(pictures)

    def fit(self, pictures: torch.Tensor) -> None:
        """Fits the feature extractors to real pictures (N,3,S,S)."""
        raise NotImplementedError

    def step(self, batch: Batch, descend: Descend, lead: bool = False) -> dict[str, torch.Tensor]:
        """Takes one step of the discriminators and of the generator. Returns the scalars to log.

        lead: of the discriminators only, so that they do not spoil a trained generator before they have learned anything.
        """
        raise NotImplementedError

    def duel(
        self, looks: dict[str, tuple[list, list]], text: torch.Tensor, table: torch.Tensor, own: torch.Tensor, apart: torch.Tensor, descend: Descend, lead: bool
    ) -> tuple[torch.Tensor | None, dict]:
        """Takes a step of the discriminators. Returns the generator's adversarial loss, None if they lead, and the scalars to log.

        looks: for each judge, its maps of real and of generated pictures, the latter with gradients. text: (M,640) with its
        table (M,slots,choices); own: the rows of the generated pictures' sentences.
        """
        total, logged, heads_in_all = 0.0, {}, sum(len(real) for real, _ in looks.values())
        with self.autocast():
            for name, (real_maps, fake_maps) in looks.items():
                heads = self.judges[name].heads
                real = heads(real_maps, text, table)
                fake = heads([m.detach() for m in fake_maps], text[own], table[own])
                parts = discriminator_loss(real, fake, apart)
                total = total + (parts["true"] + FIT * parts["fit"]) * len(real) / heads_in_all
                logged |= {f"{name} D": (parts["true"] + parts["fit"]).detach()}
                shown = torch.cat([scores(real), scores(fake)]).detach()
                logged |= {f"{name} {k}": v for k, v in zip(("real", "real fit", "fake", "fake fit"), shown, strict=True)}
        descend(total, JUDGES)
        if lead:
            return None, logged
        price = 0.0
        for p in self.heads:
            p.requires_grad_(False)
        with self.autocast():
            for name, (_, fake_maps) in looks.items():
                parts = generator_loss(self.judges[name].heads(fake_maps, text[own], table[own]))
                price = price + (parts["true"] + FIT * parts["fit"]) * len(fake_maps) / heads_in_all
        for p in self.heads:
            p.requires_grad_(True)
        return price, logged


class SketchStage(Stage):
    """Training of stage I."""

    def __init__(self, shape: Shape, extractors: dict, reader: Reader, autocast, device: str = "cpu", lr: float = 4e-4):
        with autocast():
            judges = {name: Judge(shape, extractor, 64, device) for name, extractor in extractors.items()}
        super().__init__(1, shape, judges, lr, autocast, device)
        # In a list, so that it is not part of the state dict: it is frozen and has its own checkpoint.
        self.reader = [reader]

    def fit(self, pictures: torch.Tensor) -> None:
        for judge in self.judges.values():
            judge.mixed.fit(pictures)

    def step(self, batch: Batch, descend: Descend, lead: bool = False) -> dict[str, torch.Tensor]:
        count, device = len(batch.pictures), batch.text.device
        text = batch.text[:count]
        with self.autocast():
            table = self.generator.listener(batch.text)
            with torch.set_grad_enabled(not lead):
                mean, log_sigma = self.generator.augmentation(text)
                made, attention = self.generator.drawing(drawn(mean, log_sigma), torch.randn(count, NOISE, device=device), table[:count])
                real, fake = (Augmentation.draw(count, device)(pictures) for pictures in (batch.pictures, made))
                looks = {}
                for name, judge in self.judges.items():
                    with torch.no_grad():
                        seen = judge.mixed(real)
                    looks[name] = (seen, judge.mixed(fake))
        price, logged = self.duel(looks, batch.text, table, torch.arange(count), batch.apart, descend, lead)
        if lead:
            return logged
        with self.autocast():
            read = self.reader[0](faded(disturbed(made)))
        told, placed = told_loss(read, batch.said), attention_loss(attention, read)
        kl = divergence(mean, log_sigma)
        descend(price + TOLD * told + PLACED * placed + KL * kl, GENERATOR)
        return logged | {"G": price.detach(), "told": told.detach(), "placed": placed.detach(), "KL": kl.detach()}


def crops(pictures: torch.Tensor, corners: torch.Tensor, side: int) -> torch.Tensor:
    return torch.stack([p[:, t : t + side, a : a + side] for p, (t, a) in zip(pictures, corners.tolist(), strict=True)])


class DetailStage(Stage):
    """Training of stage II on sketches by the trained stage I, and on reduced real pictures, for which the original is the target.

    The judge "near" sees a crop in full size, "far" the whole picture in half size.
    """

    def __init__(self, shape: Shape, extractors: dict, reader: Reader, autocast, sketch: Sketch, device: str = "cpu", lr: float = 3e-4):
        with autocast():
            judges = {name: Judge(shape, extractor, 128, device) for name, extractor in extractors.items()}
        super().__init__(2, shape, judges, lr, autocast, device)
        # In a list, so that it is not part of the state dict: it is frozen and has its own checkpoint.
        self.frozen, self.reader = [sketch.eval().requires_grad_(False)], [reader]

    def fit(self, pictures: torch.Tensor) -> None:
        for name, judge in self.judges.items():
            judge.mixed.fit(F.avg_pool2d(pictures, 2) if name == "far" else pictures[:, :, 64:192, 64:192])

    def step(self, batch: Batch, descend: Descend, lead: bool = False) -> dict[str, torch.Tensor]:
        count, device = len(batch.pictures), batch.text.device
        half, small = count // 2, F.avg_pool2d(batch.pictures, 4)
        own = torch.cat([torch.arange(count), torch.arange(half)])
        text = batch.text[own]
        with self.autocast(), torch.set_grad_enabled(not lead):
            with torch.no_grad():
                sketch, table = self.frozen[0], self.generator.listener(batch.text)
                sketches = sketch(drawn(*sketch.augmentation(text[:count])), torch.randn(count, NOISE, device=device), table[:count])
                given = torch.cat([sketches, small[:half]]).contiguous(memory_format=torch.channels_last)
            mean, log_sigma = self.generator.augmentation(text)
            made = self.generator(given, drawn(mean, log_sigma), table[own])
            looks = {}
            real_way, fake_way = (Augmentation.draw(count, device) for _ in range(2))
            for name, judge in self.judges.items():
                # A real picture and its reconstruction get the same crop and augmentation.
                corners = torch.randint(0, 129, (2 * count, 2))
                view = (lambda p, c: F.avg_pool2d(p, 2)) if name == "far" else (lambda p, c: crops(p, c, 128))
                real = view(batch.pictures, corners[:count])
                fake, likeness = view(made[:count], corners[count:]), view(made[count:], corners[:half])
                with torch.no_grad():
                    seen = judge.mixed(real_way(real))
                looks[name] = (seen, judge.mixed(torch.cat([fake_way(fake), real_way[slice(half)](likeness)])))
        likeness = sum(F.l1_loss(f[count:].float(), r[:half].float()) for real, fake in looks.values() for r, f in zip(real, fake, strict=True)) / sum(
            len(real) for real, _ in looks.values()
        )
        price, logged = self.duel(looks, batch.text, table, own, batch.apart, descend, lead)
        if lead:
            return logged
        with self.autocast():
            told = told_loss(self.reader[0](faded(disturbed(F.avg_pool2d(made[:count], 4)))), batch.said)
        exactness = F.l1_loss(made[count:], batch.pictures[:half])
        faith = F.l1_loss(F.avg_pool2d(made[:count], 4), sketches)
        kl = divergence(mean, log_sigma)
        descend(price + TOLD * told + LIKENESS * likeness + EXACTNESS * exactness + FAITH * faith + KL * kl, GENERATOR)
        shown = {"G": price, "told": told, "likeness": likeness, "exactness": exactness, "faith": faith, "KL": kl}
        return logged | {name: value.detach() for name, value in shown.items()}
