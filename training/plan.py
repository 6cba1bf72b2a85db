"""The training plan: the networks, their lengths in steps, and their dependencies.

plan.toml is a table of entries by name. An entry trains a network or runs a command once:

    [skipthought]
    train = "training.skipthought.train"
    steps = 20000
    share = 2                     # of the time, relative to the others that are ready; 1 if left out
    arguments = ["--lr", "2e-3"]
    processes = 2                 # by torchrun; 1 if left out
    needs = ["tokeniser"]

    [tokeniser]
    command = ["-m", "training.prose.tokens"]     # arguments of Python
"""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

PLAN = Path(__file__).with_name("plan.toml")
FIELDS = {"train", "command", "steps", "share", "arguments", "processes", "needs"}


class PlanError(ValueError):
    """A plan that cannot be followed; the message says why."""


@dataclass(frozen=True)
class Entry:
    name: str
    train: str | None = None
    """Module that trains a network; its checkpoint lies in the runs folder `name`."""
    command: tuple[str, ...] = ()
    steps: int = 0
    share: float = 1.0
    arguments: tuple[str, ...] = ()
    processes: int = 1
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    entries: dict[str, Entry]
    slice_minutes: float = 15.0

    def signature(self, name: str) -> str:
        """Changes when the entry's command changes, or anything that it needs: then a command is run again."""
        entry = self.entries[name]
        parts = [entry.command, entry.train, entry.steps, [self.signature(need) for need in entry.needs]]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _entry(name: str, fields: dict) -> Entry:
    unknown = fields.keys() - FIELDS
    if unknown:
        raise PlanError(f"{name}: no such field: {', '.join(sorted(unknown))}")
    if ("train" in fields) == ("command" in fields):
        raise PlanError(f"{name}: give either train or command")
    if "train" in fields and fields.get("steps", 0) <= 0:
        raise PlanError(f"{name}: steps must be above 0")
    if fields.get("share", 1) <= 0:
        raise PlanError(f"{name}: share must be above 0")
    return Entry(name, **{k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()})


def parse_plan(text: str) -> Plan:
    """Raises PlanError when the text is not a plan, or when needs are missing or go in a circle."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(str(error)) from error
    minutes = table.pop("slice_minutes", 15.0)
    if stray := [name for name, fields in table.items() if not isinstance(fields, dict)]:
        raise PlanError(f"no such setting: {', '.join(stray)}")
    entries = {name: _entry(name, fields) for name, fields in table.items()}

    def follow(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise PlanError(f"needs go in a circle: {' -> '.join([*path, name])}")
        if name not in entries:
            raise PlanError(f"{path[-1]}: needs {name}, which is not in the plan")
        for need in entries[name].needs:
            follow(need, (*path, name))

    for name in entries:
        follow(name, ())
    return Plan(entries, minutes)


def load_plan(path: Path = PLAN) -> Plan:
    return parse_plan(path.read_text())
