"""Endless training windows over stories. Each batch row reads whole stories, one after another, in random order."""

import numpy as np

from training.decoder.data import Scenes

NOVELS = 0.2
"""How often a novel's excerpt is drawn, relative to a story. Excerpts are long: drawn as often as stories, they would be
30 % of what is read, here they are 8 %."""


class Windows:
    """Reads windows of stories. A row's position is a scene and a token offset; after a story's end it moves to a random story."""

    def __init__(self, scenes: Scenes, rows: int, steps: int, random: np.random.Generator):
        self.scenes, self.steps = scenes, steps
        self.starts = np.concatenate([[0], scenes.ends[:-1]])
        self.begins = np.flatnonzero(scenes.opens)
        self.odds = np.cumsum(np.where(scenes.novel[self.begins], NOVELS, 1.0))
        self.at = np.array([[self._story(random), 0] for _ in range(rows)], dtype=np.int64).reshape(rows, 2)
        # Random offsets: otherwise the first windows would all be story openings.
        for row in self.at:
            row[1] = random.integers(max(1, int(scenes.ends[row[0]] - self.starts[row[0]] - 1)))

    def _story(self, random: np.random.Generator) -> int:
        """Returns the first scene of a random story."""
        return int(self.begins[np.searchsorted(self.odds, random.random() * self.odds[-1], side="right")])

    def _read(self, place: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Returns steps + 1 tokens and their scenes, and advances the position by `steps`."""
        scenes, tokens, owner = self.scenes, [], []
        scene, offset = int(place[0]), int(place[1])
        wanted = self.steps + 1
        while wanted > 0:
            start, end = int(self.starts[scene]) + offset, int(scenes.ends[scene])
            piece = scenes.tokens[start : min(end, start + wanted)]
            tokens.append(piece)
            owner.append(np.full(len(piece), scene))
            wanted -= len(piece)
            # The window's last token is the first input of the next one.
            place[0], place[1] = (scene, offset + len(piece) - 1) if wanted == 0 else place
            if wanted > 0:
                goes_on = scene + 1 < len(scenes.ends) and not scenes.opens[scene + 1]
                scene = scene + 1 if goes_on else self._story(random)
                offset = 0
        return np.concatenate(tokens).astype(np.int64), np.concatenate(owner)

    def next(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Returns input tokens (T,B), target tokens (T,B) and the scene of each target (T,B)."""
        found = [self._read(place, random) for place in self.at]
        tokens, owner = np.stack([t for t, _ in found], 1), np.stack([o for _, o in found], 1)
        return tokens[:-1], tokens[1:], owner[1:]
