"""Learning-rate schedules, counted in steps, for runs that can be extended later."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

RESTART = 0.5
"""Peak learning rate of every cycle after the first, relative to the first (SGDR, Loshchilov and Hutter 2017)."""


def cosine(done: float, floor: float = 0.02) -> float:
    """Decays from 1 to `floor` along half a cosine. done: share of the cycle, 0..1."""
    return max(floor, 0.5 * (1 + math.cos(math.pi * done)))


def late_fall(done: float, share: float = 0.33, floor: float = 0.08) -> float:
    """Stays at 1 until the last `share` of the cycle, then decays linearly to `floor`. Used for adversarial training."""
    return min(1.0, max(floor, (1 - done) / share))


@dataclass
class Schedule:
    """Learning-rate cycles, each a warm-up followed by a decay."""

    ends: list[int] = field(default_factory=list)
    """The step at which each cycle ends, in increasing order."""

    @property
    def steps(self) -> int:
        return self.ends[-1] if self.ends else 0

    def plan(self, step: int, steps: int) -> None:
        """Sets the total length of the run to `steps`, of which `step` are finished.

        An unfinished cycle is stretched or shortened. Extending a finished run starts a new cycle.
        """
        if self.ends and step >= self.steps and steps > step:
            self.ends.append(steps)
        elif self.ends and steps > step:
            self.ends[-1] = steps
        elif not self.ends:
            self.ends.append(steps)

    def factor(self, step: int, curve: Callable[[float], float] = cosine, warmup: int = 200) -> float:
        """Returns the factor of the learning rate for the step after `step` finished ones."""
        cycle = next((i for i, end in enumerate(self.ends) if step < end), len(self.ends) - 1)
        start, end = self.ends[cycle - 1] if cycle else 0, self.ends[cycle]
        rise = min(1.0, (step - start + 1) / max(1, min(warmup, (end - start) // 10)))
        return (RESTART if cycle else 1.0) * rise * curve(min(1.0, (step - start) / max(1, end - start)))
