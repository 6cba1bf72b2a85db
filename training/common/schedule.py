"""The learning rate over a run that is counted in steps, and that may be given more steps later."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

RESTART = 0.5
"""Peak of the rate, relative to the full one, in every cycle after the first (SGDR, Loshchilov and Hutter 2017)."""


def cosine(done: float, floor: float = 0.02) -> float:
    """Falls from 1 to `floor` along half a cosine. done: 0..1."""
    return max(floor, 0.5 * (1 + math.cos(math.pi * done)))


def late_fall(done: float, share: float = 0.33, floor: float = 0.08) -> float:
    """1 until the last `share` of the cycle, then a straight line down to `floor`. For networks that compete."""
    return min(1.0, max(floor, (1 - done) / share))


@dataclass
class Schedule:
    """Cycles of the learning rate: each rises over its first steps, then falls until its end."""

    ends: list[int] = field(default_factory=list)
    """The step at which each cycle ends; increasing."""

    @property
    def steps(self) -> int:
        return self.ends[-1] if self.ends else 0

    def plan(self, step: int, steps: int) -> None:
        """Sets the length of the whole run to `steps`, of which `step` are done.

        An unfinished cycle is stretched or shortened. A finished run that is given more steps begins a new cycle.
        """
        if self.ends and step >= self.steps and steps > step:
            self.ends.append(steps)
        elif self.ends and steps > step:
            self.ends[-1] = steps
        elif not self.ends:
            self.ends.append(steps)

    def factor(self, step: int, curve: Callable[[float], float] = cosine, warmup: int = 200) -> float:
        """What the full learning rate is multiplied by for the step after `step` finished ones."""
        cycle = next((i for i, end in enumerate(self.ends) if step < end), len(self.ends) - 1)
        start, end = self.ends[cycle - 1] if cycle else 0, self.ends[cycle]
        rise = min(1.0, (step - start + 1) / max(1, min(warmup, (end - start) // 10)))
        return (RESTART if cycle else 1.0) * rise * curve(min(1.0, (step - start) / max(1, end - start)))
