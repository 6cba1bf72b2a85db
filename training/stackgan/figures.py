"""Evaluation metrics of generated birds: distance from real ones, colour accuracy, variety."""

import numpy as np
import torch
import torch.nn.functional as F

from training.stackgan.hues import HUES, MEASURED, hue_shares

PLAIN = ("a bird that is all {}", "a {} bird")
PARTS = (("belly", "wings"), ("head", "belly"), ("wings", "head"))
"""Pairs of body parts in the two-part sentences."""
PRESENT = 0.08
"""Least share of the bird that a colour must cover to count as present: about a head, or folded wings."""
SEEDS = 16
"""Pictures per sentence."""


def teacher_features(teacher, pictures: torch.Tensor, size: int, chunk: int = 64) -> torch.Tensor:
    """Returns MobileNetV2's pooled features (N,1280), on the CPU, of pictures (N,3,S,S) in -1..1, resized to `size`."""
    out, device = [], next(iter(teacher.w.values())).device
    with torch.no_grad():
        for part in pictures.split(chunk):
            part = part.to(device)
            seen = F.interpolate(part.float(), size=(size, size), mode="bilinear", align_corners=False) if part.shape[-1] != size else part
            out.append(teacher((seen / 2 + 0.5).clamp(0, 1).contiguous(memory_format=torch.channels_last))[0].float().cpu())
    return torch.cat(out)


def frechet(first: torch.Tensor, second: torch.Tensor) -> float:
    """Returns the Frechet distance between normal distributions fitted to two sets of features (Heusel et al. 2017)."""
    a, b = first.double(), second.double()
    cov_a, cov_b = torch.cov(a.T), torch.cov(b.T)
    values, vectors = torch.linalg.eigh(cov_a)
    root = vectors * values.clamp(min=0).sqrt() @ vectors.T
    cross = torch.linalg.eigvalsh(root @ cov_b @ root).clamp(min=0).sqrt().sum()
    return float((a.mean(0) - b.mean(0)).square().sum() + cov_a.trace() + cov_b.trace() - 2 * cross)


def plain_sentences() -> list[tuple[str, str]]:
    """Returns (colour, sentence) for every colour in every phrasing of PLAIN."""
    return [(colour, form.format(colour).replace("a orange", "an orange")) for form in PLAIN for colour in MEASURED]


def two_part_sentences(count: int = 40) -> list[tuple[tuple[str, str], str]]:
    """Returns (colours, sentence) for sentences that give two parts a colour each. The same on every call."""
    random, out = np.random.default_rng(5), []
    while len(out) < count:
        one, other = random.choice(MEASURED, 2, replace=False)
        part, second = PARTS[random.integers(len(PARTS))]
        phrase = f"a {part}" if part != "wings" else part
        rest = f"a {second}" if second != "wings" else second
        text = f"a bird with {phrase.replace(part, f'{one} {part}')} and {rest.replace(second, f'{other} {second}')}"
        out.append(((str(one), str(other)), text.replace("a orange", "an orange")))
    return out


def shows_colour(pictures: torch.Tensor, colours: list[str]) -> torch.Tensor:
    """Returns whether the colour asked for is the most frequent one of each bird, (N,) bool. pictures: (N,3,S,S) in -1..1."""
    shares = hue_shares(pictures / 2 + 0.5)
    return shares.argmax(1) == torch.tensor([HUES.index(c) for c in colours])


def shows_both_colours(pictures: torch.Tensor, pairs: list[tuple[str, str]]) -> torch.Tensor:
    """Returns whether both colours asked for are present in each bird, (N,) bool."""
    shares = hue_shares(pictures / 2 + 0.5)
    return torch.stack([shares[torch.arange(len(pairs)), torch.tensor([HUES.index(p[i]) for p in pairs])] > PRESENT for i in (0, 1)]).all(0)


def mean_distance(groups: list[torch.Tensor]) -> float:
    """Returns the mean distance between two members of a group, averaged over groups of features."""
    return float(np.mean([torch.pdist(g).mean().item() for g in groups]))


def colour_accuracy(make, vectors_of) -> dict[str, float]:
    """Returns the accuracy by colour and over all colours, with SEEDS pictures per sentence.

    make: maps sentence vectors (N,640) and seeds to pictures. vectors_of: maps texts to vectors (count,640).
    """
    asked = plain_sentences()
    colours = [c for c, _ in asked for _ in range(SEEDS)]
    text = vectors_of([s for _, s in asked]).repeat_interleave(SEEDS, 0)
    right = shows_colour(make(text, list(range(1, SEEDS + 1)) * len(asked)), colours)
    own = {c: round(float(right[torch.tensor([x == c for x in colours])].float().mean()), 3) for c in MEASURED}
    return {"all": round(float(right.float().mean()), 3)} | own


def two_part_accuracy(make, vectors_of, seeds: int = 8) -> float:
    """Returns the share of pictures of two-part sentences that show both colours."""
    asked = two_part_sentences()
    text = vectors_of([s for _, s in asked]).repeat_interleave(seeds, 0)
    pairs = [pair for pair, _ in asked for _ in range(seeds)]
    return round(float(shows_both_colours(make(text, list(range(1, seeds + 1)) * len(asked)), pairs).float().mean()), 3)
