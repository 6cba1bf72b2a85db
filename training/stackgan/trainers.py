"""The training steps of both stages: discriminators and generator share one pass through the generator and the feature extractors."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import nn

from training.stackgan.augment import Augmentation
from training.stackgan.data import Batch
from training.stackgan.discriminator import Discriminator, discriminator_loss, generator_loss, scores
from training.stackgan.extractors import MixedFeatures
from training.stackgan.model import NOISE, STAGES, Shape, Sketch, divergence, drawn
from training.stackgan.namer import Namer, shortfall

KL = 0.2
FIT = 2.0
"""Weight of matching the sentence, relative to looking real."""
SHOWN = 25.0
"""Stage I: weight of the colour loss, for sentences that name only one or two colours."""
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
        self.optimisers = [torch.optim.Adam(p, lr=lr, betas=(0.0, 0.99), fused=True) for p in (self.generator.parameters(), self.heads)]

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

    def step(self, batch: Batch, descend: Descend) -> dict[str, torch.Tensor]:
        """Takes one step of the discriminators and of the generator. Returns the scalars to log."""
        raise NotImplementedError

    def duel(
        self, looks: dict[str, tuple[list, list]], text: torch.Tensor, fake_text: torch.Tensor, apart: torch.Tensor, descend: Descend
    ) -> tuple[torch.Tensor, dict]:
        """Takes a step of the discriminators. Returns the generator's adversarial loss and the scalars to log.

        looks: for each judge, its maps of real and of generated pictures, the latter with gradients.
        """
        total, logged, heads_in_all = 0.0, {}, sum(len(real) for real, _ in looks.values())
        with self.autocast():
            for name, (real_maps, fake_maps) in looks.items():
                heads = self.judges[name].heads
                real = heads(real_maps, text)
                fake = heads([m.detach() for m in fake_maps], fake_text)
                parts = discriminator_loss(real, fake, apart)
                total = total + (parts["true"] + FIT * parts["fit"]) * len(real) / heads_in_all
                logged |= {f"{name} D": (parts["true"] + parts["fit"]).detach()}
                shown = torch.cat([scores(real), scores(fake)]).detach()
                logged |= {f"{name} {k}": v for k, v in zip(("real", "real fit", "fake", "fake fit"), shown, strict=True)}
        descend(total, JUDGES)
        price = 0.0
        for p in self.heads:
            p.requires_grad_(False)
        with self.autocast():
            for name, (_, fake_maps) in looks.items():
                parts = generator_loss(self.judges[name].heads(fake_maps, fake_text))
                price = price + (parts["true"] + FIT * parts["fit"]) * len(fake_maps) / heads_in_all
        for p in self.heads:
            p.requires_grad_(True)
        return price, logged


class SketchStage(Stage):
    """Training of stage I."""

    def __init__(self, shape: Shape, extractors: dict, namer: Namer, autocast, device: str = "cpu", lr: float = 4e-4):
        with autocast():
            judges = {name: Judge(shape, extractor, 64, device) for name, extractor in extractors.items()}
        super().__init__(1, shape, judges, lr, autocast, device)
        self.namer = namer

    def fit(self, pictures: torch.Tensor) -> None:
        for judge in self.judges.values():
            judge.mixed.fit(pictures)

    def step(self, batch: Batch, descend: Descend) -> dict[str, torch.Tensor]:
        count, device = len(batch.text), batch.text.device
        with self.autocast():
            mean, log_sigma = self.generator.augmentation(batch.text)
            made = self.generator(drawn(mean, log_sigma), torch.randn(count, NOISE, device=device))
            real, fake = (Augmentation.draw(count, device)(pictures) for pictures in (batch.pictures, made))
            looks = {}
            for name, judge in self.judges.items():
                with torch.no_grad():
                    seen = judge.mixed(real)
                looks[name] = (seen, judge.mixed(fake))
        price, logged = self.duel(looks, batch.text, batch.text, batch.apart, descend)
        kl, short = divergence(mean, log_sigma), shortfall(self.namer.shares(made), batch.wanted)
        descend(price + SHOWN * short + KL * kl, GENERATOR)
        return logged | {"G": price.detach(), "colour short": short.detach(), "KL": kl.detach()}


def crops(pictures: torch.Tensor, corners: torch.Tensor, side: int) -> torch.Tensor:
    return torch.stack([p[:, t : t + side, a : a + side] for p, (t, a) in zip(pictures, corners.tolist(), strict=True)])


class DetailStage(Stage):
    """Training of stage II on sketches by the trained stage I, and on reduced real pictures, for which the original is the target.

    The judge "near" sees a crop in full size, "far" the whole picture in half size.
    """

    def __init__(self, shape: Shape, extractors: dict, autocast, sketch: Sketch, device: str = "cpu", lr: float = 3e-4):
        with autocast():
            judges = {name: Judge(shape, extractor, 128, device) for name, extractor in extractors.items()}
        super().__init__(2, shape, judges, lr, autocast, device)
        # In a list, so that it is not part of the state dict: it is frozen and has its own checkpoint.
        self.frozen = [sketch.eval().requires_grad_(False)]

    def fit(self, pictures: torch.Tensor) -> None:
        for name, judge in self.judges.items():
            judge.mixed.fit(F.avg_pool2d(pictures, 2) if name == "far" else pictures[:, :, 64:192, 64:192])

    def step(self, batch: Batch, descend: Descend) -> dict[str, torch.Tensor]:
        count, device = len(batch.text), batch.text.device
        half, small = count // 2, F.avg_pool2d(batch.pictures, 4)
        text = torch.cat([batch.text, batch.text[:half]])
        with self.autocast():
            with torch.no_grad():
                sketch = self.frozen[0]
                sketches = sketch(drawn(*sketch.augmentation(batch.text)), torch.randn(count, NOISE, device=device))
                given = torch.cat([sketches, small[:half]]).contiguous(memory_format=torch.channels_last)
            mean, log_sigma = self.generator.augmentation(text)
            made = self.generator(given, drawn(mean, log_sigma))
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
        price, logged = self.duel(looks, batch.text, text, batch.apart, descend)
        exactness = F.l1_loss(made[count:], batch.pictures[:half])
        faith = F.l1_loss(F.avg_pool2d(made[:count], 4), sketches)
        kl = divergence(mean, log_sigma)
        descend(price + LIKENESS * likeness + EXACTNESS * exactness + FAITH * faith + KL * kl, GENERATOR)
        return logged | {"G": price.detach(), "likeness": likeness.detach(), "exactness": exactness.detach(), "faith": faith.detach(), "KL": kl.detach()}
