"""Trains all networks of the plan, in turns, for as long as it runs.

    ATELIER_DATA=... python -m training.queue

Commands of training/plan.toml run once. Networks are trained in slices of a quarter of an hour, each resuming from its
checkpoint. The plan is read again before every slice, so it can be edited meanwhile. An entry that fails is retried later
and blocks only the entries that need it. Exports go to `models` in the runs folder unless ATELIER_MODELS says otherwise: what
is better than the shipped network is copied to public/models by hand. SIGTERM or Ctrl-C stops it within a step; the next start goes on. It logs a line a
minute to queue.log in the runs folder; each network's own output is beside its checkpoint, in output.log.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from training.common.paths import runs_root, staged_models
from training.common.runs import alone, run_folder, steps_done
from training.plan import PLAN, Entry, Plan, PlanError, load_plan

RETRY_SECONDS, RETRY_MOST = 300, 3600
LINE_SECONDS = 60
GRACE_SECONDS = 120
"""Time for a network to save its checkpoint before it is killed."""


@dataclass
class State:
    """The queue's state, kept in queue.json between sessions."""

    done: dict[str, str] = field(default_factory=dict)
    """Commands that have run, with the plan's signature of each at that time."""
    used: dict[str, float] = field(default_factory=dict)
    """Seconds of training divided by share. The network with the least is next."""
    failures: dict[str, int] = field(default_factory=dict)
    """Consecutive failures."""
    retry: dict[str, float] = field(default_factory=dict)
    """Clock time before which an entry that failed is not tried again."""

    @classmethod
    def load(cls, path: Path) -> "State":
        return cls(**json.loads(path.read_text())) if path.exists() else cls()

    def save(self, path: Path) -> None:
        part = path.with_suffix(".new")
        part.write_text(json.dumps(asdict(self), indent="\t") + "\n")
        part.replace(path)


def finished(plan: Plan, state: State, entry: Entry) -> bool:
    if entry.train:
        return steps_done(entry.name) >= entry.steps
    return state.done.get(entry.name) == plan.signature(entry.name)


def ready(plan: Plan, state: State) -> list[Entry]:
    """Unfinished entries whose needs are all finished."""
    done = {name for name, entry in plan.entries.items() if finished(plan, state, entry)}
    return [e for e in plan.entries.values() if e.name not in done and done.issuperset(e.needs)]


def choose(entries: list[Entry], state: State, now: float) -> Entry | None:
    """Returns the next entry: a command, or the network furthest behind its share. None if all are waiting for a retry.

    A network that becomes ready late starts level with the others: it does not get the time that it has missed.
    """
    networks = [e for e in entries if e.train]
    known = [state.used[e.name] for e in networks if e.name in state.used]
    for entry in networks:
        state.used[entry.name] = max(state.used.get(entry.name, 0.0), min(known, default=0.0))
    open_now = [e for e in entries if state.retry.get(e.name, 0.0) <= now]
    return min(open_now, key=lambda e: (e.train is not None, state.used.get(e.name, 0.0)), default=None)


def command_of(entry: Entry, minutes: float) -> list[str]:
    """Returns the command line of an entry's slice."""
    if not entry.train:
        return [sys.executable, *entry.command]
    launcher = (
        ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(entry.processes), "--shutdown-timeout", str(GRACE_SECONDS - 10)]
        if entry.processes > 1
        else []
    )
    arguments = ["--name", entry.name, "--steps", str(entry.steps), "--minutes", f"{minutes:g}", *entry.arguments]
    return [sys.executable, *launcher, "-m", entry.train, *arguments]


class Queue:
    def __init__(self, plan_path: Path = PLAN):
        self.plan_path, self.state_path = plan_path, runs_root() / "queue.json"
        self.state = State.load(self.state_path)
        self.stopping, self.child, self.last_complaint = False, None, ""

    def log(self, text: str) -> None:
        line = f"{time.strftime('%Y-%m-%d %H:%M')} {text}"
        print(line, flush=True)
        with open(runs_root() / "queue.log", "a") as handle:
            handle.write(line + "\n")

    def complain(self, text: str) -> None:
        """Logs why the queue is waiting, once."""
        if text != self.last_complaint:
            self.log(text)
        self.last_complaint = text

    def stop(self, *_) -> None:
        self.stopping = True
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()

    def _watch(self, entry: Entry, output: Path, start: int) -> int:
        """Waits for the running child; logs its latest line every minute. Returns its exit status."""
        told, asked = time.monotonic(), None
        while True:
            try:
                return self.child.wait(timeout=1)
            except subprocess.TimeoutExpired:
                now = time.monotonic()
            if now - told >= LINE_SECONDS:
                told = now
                self.log(f"{entry.name}: {last_line(output, start)}")
            if self.stopping:
                asked = asked or now
                if now - asked > GRACE_SECONDS:
                    os.killpg(self.child.pid, signal.SIGKILL)

    def run_one(self, entry: Entry, plan: Plan) -> None:
        """Runs a command to its end, or one slice of a network's training."""
        output = run_folder(entry.name) / "output.log"
        signature, before = plan.signature(entry.name), time.monotonic()
        self.log(f"{entry.name}: starts" + (f" at step {steps_done(entry.name)} of {entry.steps}" if entry.train else ""))
        with open(output, "ab") as handle:
            start = handle.tell()
            # In a session of its own: Ctrl-C reaches the queue only, which then asks the child to save itself.
            self.child = subprocess.Popen(command_of(entry, plan.slice_minutes), stdout=handle, stderr=subprocess.STDOUT, start_new_session=True)
            if self.stopping:
                self.stop()
            status = self._watch(entry, output, start)
        seconds = time.monotonic() - before
        if entry.train:
            self.state.used[entry.name] = self.state.used.get(entry.name, 0.0) + seconds / entry.share
        if status == 0:
            self.state.failures.pop(entry.name, None)
            self.state.retry.pop(entry.name, None)
            if not entry.train:
                self.state.done[entry.name] = signature
            self.log(f"{entry.name}: {last_line(output, start)} ({seconds / 60:.1f} min)")
        elif not self.stopping:
            count = self.state.failures[entry.name] = self.state.failures.get(entry.name, 0) + 1
            wait = min(RETRY_MOST, RETRY_SECONDS * 2 ** (count - 1))
            self.state.retry[entry.name] = time.time() + wait
            self.log(f"{entry.name}: failed with status {status}, is tried again in {wait // 60} min: {last_line(output, start)} ({output})")
        self.state.save(self.state_path)

    def turn(self) -> str:
        """Runs one part of the plan. Returns 'ran', 'waiting' when everything open has failed lately, or 'finished'."""
        try:
            plan = load_plan(self.plan_path)
        except (OSError, PlanError) as error:
            self.complain(f"the plan cannot be followed: {error}")
            return "waiting"
        entries = ready(plan, self.state)
        if not entries:
            self.complain("everything in the plan is finished")
            return "finished"
        entry = choose(entries, self.state, time.time())
        if entry is None:
            self.complain("all that is left has failed and is tried again later")
            return "waiting"
        self.last_complaint = ""
        self.run_one(entry, plan)
        return "ran"

    def run(self, until_done: bool) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            outcome = self.turn()
            if outcome == "finished" and until_done:
                break
            wait_until = time.monotonic() + (0 if outcome == "ran" else 20)
            while not self.stopping and time.monotonic() < wait_until:
                time.sleep(0.5)
        self.log("stopped")


def last_line(output: Path, start: int) -> str:
    """The last line written to `output` after the byte `start`."""
    with open(output, "rb") as handle:
        handle.seek(max(start, output.stat().st_size - 4096))
        lines = handle.read().decode(errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else "no output"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plan", type=Path, default=PLAN)
    parser.add_argument("--until-done", action="store_true", help="end when the plan is finished, instead of waiting for it to be edited")
    args = parser.parse_args()
    with alone(runs_root() / "queue.lock", "A queue is already running."):
        os.environ.setdefault("ATELIER_MODELS", str(staged_models()))
        Queue(args.plan).run(args.until_done)


if __name__ == "__main__":
    main()
