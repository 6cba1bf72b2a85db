"""One step of each stage: the discriminator's and the generator's, from one pass through the generator and the eyes."""

import torch
import torch.nn.functional as F
from torch import nn

from training.perception.train import Averaged
from training.stackgan.augment import Augmentation
from training.stackgan.data import Batch
from training.stackgan.discriminator import Discriminator, judge_loss, please_loss, scores
from training.stackgan.eyes import Mixed
from training.stackgan.model import NOISE, STAGES, Shape, Sketch, divergence, drawn
from training.stackgan.namer import Namer, missing

KL = 0.2
FIT = 2.0
"""How much it counts that the picture fits the sentence, beside that it looks true."""
SHOWN = 25.0
"""Stage I: how much it counts that colours which a sentence tells, and no more, are there."""
LIKENESS, EXACTNESS, FAITH = 2.0, 4.0, 2.0
"""Stage II: features of an enlarged true picture against the true ones; its pixels; a generated picture's pixels against its sketch's."""


class Judge(nn.Module):
    """An eye and its discriminator."""

    def __init__(self, shape: Shape, eye, side: int, device: str):
        super().__init__()
        self.mixed = Mixed(eye, torch.zeros(1, 3, side, side, device=device))
        self.heads = Discriminator(shape, self.mixed.sides)


class Trainer(nn.Module):
    """Generator, judges, their optimisers and the generator's average. Subclasses say what a step is."""

    def __init__(self, stage: int, shape: Shape, judges: dict[str, Judge], rates: tuple[float, float], autocast, device: str):
        super().__init__()
        self.autocast, self.rates = autocast, rates
        self.generator = STAGES[stage](shape).to(device, memory_format=torch.channels_last)
        self.judges = nn.ModuleDict(judges).to(device, memory_format=torch.channels_last)
        self.heads = [p for judge in self.judges.values() for p in judge.heads.parameters()]
        fused = dict(betas=(0.0, 0.99), fused=True)
        self.optimisers = [torch.optim.Adam(p, lr=r, **fused) for p, r in zip((self.generator.parameters(), self.heads), rates, strict=True)]
        self.average, self.skipped = Averaged(self.generator), 0

    def begin(self, vectors: torch.Tensor, pictures: torch.Tensor) -> None:
        """Fits what is fixed: the whitening of sentences, the mixing of features."""
        self.generator.augmentation.whitening.fit(vectors.cpu())
        for judge in self.judges.values():
            judge.heads.whitening.load_state_dict(self.generator.augmentation.whitening.state_dict())
        with self.autocast():
            self.fit(pictures)
        self.average = Averaged(self.generator)

    def state(self) -> dict:
        return {"net": self.state_dict(), "average": self.average.state, "optimisers": [o.state_dict() for o in self.optimisers]}

    def restore(self, state: dict) -> None:
        self.load_state_dict(state["net"])
        self.average = Averaged(self.generator, state["average"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)

    def speed(self, factor: float) -> None:
        for optimiser, rate in zip(self.optimisers, self.rates, strict=True):
            optimiser.param_groups[0]["lr"] = rate * factor

    def descend(self, which: int, loss: torch.Tensor) -> None:
        """A step of the generator (0) or of the judges (1); none where a number is not finite."""
        parameters = self.optimisers[which].param_groups[0]["params"]
        for p in parameters:
            p.grad = None
        loss.backward()
        norm = nn.utils.clip_grad_norm_(parameters, 20.0)
        if torch.isfinite(norm):
            self.optimisers[which].step()
            self.skipped = 0
        else:
            self.skipped += 1
            if self.skipped > 20:
                raise SystemExit("Twenty steps in a row were not finite. The last checkpoint is sound: go on from it with smaller rates.")

    def duel(self, looks: dict[str, tuple[list, list]], text: torch.Tensor, fake_text: torch.Tensor, apart: torch.Tensor) -> tuple[torch.Tensor, dict]:
        """The judges' step, then what the generator pays. looks: by judge, maps of true pictures and of generated ones, with gradient."""
        total, told, heads_in_all = 0.0, {}, sum(len(real) for real, _ in looks.values())
        with self.autocast():
            for name, (real_maps, fake_maps) in looks.items():
                heads = self.judges[name].heads
                real = heads(real_maps, text)
                fake = heads([m.detach() for m in fake_maps], fake_text)
                parts = judge_loss(real, fake, apart)
                total = total + (parts["true"] + FIT * parts["fit"]) * len(real) / heads_in_all
                told |= {f"{name} D": (parts["true"] + parts["fit"]).detach()}
                shown = torch.cat([scores(real), scores(fake)]).detach()
                told |= {f"{name} {k}": v for k, v in zip(("real", "real fit", "fake", "fake fit"), shown, strict=True)}
        self.descend(1, total)
        price = 0.0
        for p in self.heads:
            p.requires_grad_(False)
        with self.autocast():
            for name, (_, fake_maps) in looks.items():
                parts = please_loss(self.judges[name].heads(fake_maps, fake_text))
                price = price + (parts["true"] + FIT * parts["fit"]) * len(fake_maps) / heads_in_all
        for p in self.heads:
            p.requires_grad_(True)
        return price, told

    def finish(self, loss: torch.Tensor, step: int) -> None:
        self.descend(0, loss)
        self.average.update(self.generator, step)


class SketchTrainer(Trainer):
    """Stage I."""

    def __init__(self, shape: Shape, eyes: dict, autocast, device: str = "cpu", rates: tuple[float, float] = (4e-4, 4e-4)):
        with autocast():
            judges = {name: Judge(shape, eye, 64, device) for name, eye in eyes.items()}
        super().__init__(1, shape, judges, rates, autocast, device)
        self.namer = Namer(device)

    def fit(self, pictures: torch.Tensor) -> None:
        for judge in self.judges.values():
            judge.mixed.fit(pictures)

    def step(self, batch: Batch, step: int) -> dict[str, torch.Tensor]:
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
        price, told = self.duel(looks, batch.text, batch.text, batch.apart)
        kl, short = divergence(mean, log_sigma), missing(self.namer.shares(made), batch.wanted)
        self.finish(price + SHOWN * short + KL * kl, step)
        return told | {"G": price.detach(), "colour short": short.detach(), "KL": kl.detach()}


def crops(pictures: torch.Tensor, corners: torch.Tensor, side: int) -> torch.Tensor:
    return torch.stack([p[:, t : t + side, a : a + side] for p, (t, a) in zip(pictures, corners.tolist(), strict=True)])


class DetailTrainer(Trainer):
    """Stage II. It enlarges sketches of a finished stage I and true pictures made small; of the latter the right answer is known.

    Judges: "near" looks at a part in full size, "far" at the whole in half size.
    """

    def __init__(self, shape: Shape, eyes: dict, autocast, sketch: Sketch, device: str = "cpu", rates: tuple[float, float] = (3e-4, 3e-4)):
        with autocast():
            judges = {name: Judge(shape, eye, 128, device) for name, eye in eyes.items()}
        super().__init__(2, shape, judges, rates, autocast, device)
        # Not a part of this trainer's state: it is frozen, and has its own checkpoint.
        self.frozen = [sketch.eval().requires_grad_(False)]

    def fit(self, pictures: torch.Tensor) -> None:
        for name, judge in self.judges.items():
            judge.mixed.fit(F.avg_pool2d(pictures, 2) if name == "far" else pictures[:, :, 64:192, 64:192])

    def step(self, batch: Batch, step: int) -> dict[str, torch.Tensor]:
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
                # A true picture and its enlarged likeness are cut and changed alike.
                corners = torch.randint(0, 129, (2 * count, 2))
                view = (lambda p, c: F.avg_pool2d(p, 2)) if name == "far" else (lambda p, c: crops(p, c, 128))
                real = view(batch.pictures, corners[:count])
                fake, likeness = view(made[:count], corners[count:]), view(made[count:], corners[:half])
                with torch.no_grad():
                    seen = judge.mixed(real_way(real))
                looks[name] = (seen, judge.mixed(torch.cat([fake_way(fake), real_way[slice(half)](likeness)])))
        likeness = sum(
            F.l1_loss(f[count:].float(), r[:half].float()) for real, fake in looks.values() for r, f in zip(real, fake, strict=True)
        ) / sum(len(real) for real, _ in looks.values())
        price, told = self.duel(looks, batch.text, text, batch.apart)
        exactness = F.l1_loss(made[count:], batch.pictures[:half])
        faith = F.l1_loss(F.avg_pool2d(made[:count], 4), sketches)
        kl = divergence(mean, log_sigma)
        self.finish(price + LIKENESS * likeness + EXACTNESS * exactness + FAITH * faith + KL * kl, step)
        return told | {"G": price.detach(), "likeness": likeness.detach(), "exactness": exactness.detach(), "faith": faith.detach(), "KL": kl.detach()}
