"""Batched beam search, the reference for src/nets/beamSearch.ts."""

from collections.abc import Set
from typing import Protocol

import torch

from training.captioner.text import END, START


class Stepping(Protocol):
    """A decoder that is fed word by word."""

    def initial_state(self, vectors: torch.Tensor) -> torch.Tensor:
        """Returns the states (N,H) before the start token, from picture vectors."""

    def step(self, ids: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Feeds tokens ids (N). Returns the log-probabilities (N,words) of the next word, and the next states (N,H)."""


def repeats_trigram(words: list[int]) -> bool:
    """Returns whether the last three words occur earlier in the sequence."""
    last = words[-3:]
    return len(last) == 3 and any(words[i : i + 3] == last for i in range(len(words) - 3))


@torch.no_grad()
def beam_search(
    model: Stepping,
    vectors: torch.Tensor,
    beam_size: int = 3,
    length_normalisation: float = 1.0,
    max_length: int = 20,
    say_once: Set[int] = frozenset(),
) -> list[list[tuple[list[int], float]]]:
    """Returns, for each picture vector (N,300), its captions as (word ids, log-probability), best first.

    The score is log-probability / (words + 1)^length_normalisation. A picture's search ends once beam_size hypotheses are
    finished. No caption says a word of `say_once` twice. Hypotheses still unfinished after max_length words are returned only if none finished.
    """
    h = model.initial_state(vectors)
    live: list[list[tuple[list[int], float]]] = [[([], 0.0)] for _ in vectors]
    done: list[list[tuple[list[int], float]]] = [[] for _ in vectors]
    for length in range(max_length + 1):
        rows = [(p, *hypothesis) for p, hypotheses in enumerate(live) for hypothesis in hypotheses]
        if not rows:
            break
        log, h = model.step(torch.tensor([words[-1] if words else START for _, words, _ in rows], device=h.device), h)
        values, ids = (t.tolist() for t in log.topk(min(beam_size * 2 + max_length, log.shape[1])))
        candidates: list[list[tuple[float, list[int], int]]] = [[] for _ in vectors]
        for row, (p, words, score) in enumerate(rows):
            for value, word in zip(values[row], ids[row], strict=True):
                if word == END or not (repeats_trigram([*words, word]) or (word in say_once and word in words)):
                    candidates[p].append((score + value, [*words, word], row))
        parents: list[int] = []
        for p, found in enumerate(candidates):
            best = sorted(found, key=lambda c: -c[0])[:beam_size]
            done[p] += [(words[:-1], score) for score, words, _ in best if words[-1] == END]
            if length == max_length:
                continue
            goes_on = [c for c in best if c[1][-1] != END] if len(done[p]) < beam_size else []
            live[p] = [(words, score) for score, words, _ in goes_on]
            parents += [row for _, _, row in goes_on]
        h = h[parents]
    return [sorted(d or l, key=lambda c: -c[1] / (len(c[0]) + 1) ** length_normalisation)[:beam_size] for d, l in zip(done, live, strict=True)]
