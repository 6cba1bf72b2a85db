"""The training loop shared by all networks.

A run's length is in steps. It can be stopped at any time and resumed from its checkpoint with identical losses, bit for bit
in a single process, and it can be extended when finished. `torchrun --nproc-per-node N -m ...` trains in N processes, on
CPUs or GPUs, with the same weights after every step.
"""

import argparse
import json
import os
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext

import torch

from training.common import processes, randomness
from training.common.arguments import kept, parse
from training.common.arithmetic import autocast_of, pick_autocast, processor
from training.common.averaging import Averaged
from training.common.batches import Drawer
from training.common.checkpoint import load_checkpoint, save_checkpoint
from training.common.runs import alone, run_folder
from training.common.schedule import Schedule
from training.common.task import Place, Task

SMOOTH = 0.98
"""Smoothing factor of the logged losses."""
LINE_SECONDS = 15


class Trainer:
    """Trains one task in this process."""

    def __init__(self, task: Task, args: argparse.Namespace, saved: dict | None):
        self.task, self.args, self.place = task, args, task.place
        self.random = randomness.seed_everything(args.seed)
        self.schedule = Schedule()
        self.step, self.spent = 0, 0.0
        self.clock = {"saved": 0.0, "reported": 0.0, "previewed": 0.0, "shown": 0.0}
        self.running: torch.Tensor | None = None
        self.names: list[str] = []
        self.asked_to_stop = False
        for optimiser in task.optimisers:
            for group in optimiser.param_groups:
                group["initial_lr"] = group["lr"]
        if saved:
            self._restore(saved)
        else:
            task.begin(self.random)
        processes.share_from_first(task.model.state_dict().values())
        self.average = Averaged(task.averaged)
        if saved:
            self.average.module.load_state_dict(saved["average"])
        self._restore_random(saved)
        self.batches = Drawer(task, self.random)
        self.schedule.plan(self.step, args.steps)
        self.began = time.monotonic() - self.spent

    def _restore(self, saved: dict) -> None:
        self.task.model.load_state_dict(saved["model"])
        for optimiser, state in zip(self.task.optimisers, saved["optimisers"], strict=True):
            rates = [group["initial_lr"] for group in optimiser.param_groups]
            optimiser.load_state_dict(state)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["initial_lr"] = rate
        self.schedule = Schedule(list(saved["ends"]))
        self.step, self.spent, self.clock = saved["step"], saved["seconds"], dict(saved["clock"]) | {"shown": saved["seconds"]}
        self.names, self.running = saved["losses"], saved["running"] if saved["running"] is None else saved["running"].to(self.place.device)

    def _restore_random(self, saved: dict | None) -> None:
        """Restores the random state of each process; a process that is new to the run gets a fresh one."""
        own = saved["processes"][self.place.rank] if saved and self.place.rank < len(saved["processes"]) else None
        if own:
            randomness.restore(own["random"], self.random)
            self.task.restore(own["task"])
        else:
            self.random = randomness.seed_everything(self.args.seed, self.step, self.place.rank)

    def seconds(self) -> float:
        return time.monotonic() - self.began

    def _save(self) -> None:
        own = processes.gather({"random": randomness.state() | {"numpy": self.batches.state()}, "task": self.task.state()})
        self.clock["saved"] = self.seconds()
        if self.place.rank > 0:
            return
        save_checkpoint(
            self.args.name,
            {
                "model": self.task.model.state_dict(),
                "average": self.average.module.state_dict(),
                "optimisers": [o.state_dict() for o in self.task.optimisers],
                "processes": own,
                "step": self.step,
                "seconds": self.seconds(),
                "ends": self.schedule.ends,
                "clock": self.clock,
                "losses": self.names,
                "running": self.running,
                "args": kept(self.args),
                "arithmetic": self.place.arithmetic,
                "processor": processor(self.place.device),
            },
        )

    def _measure(self, reports: bool, previews: bool) -> None:
        """Evaluates and previews the averaged weights in the first process, without changing the run's random state.

        A failure is printed and training continues.
        """
        if self.place.rank > 0:
            return
        for wanted, make in ((reports, self._report), (previews, self._preview)):
            if wanted:
                try:
                    with randomness.undisturbed(), torch.no_grad():
                        make()
                except Exception:
                    traceback.print_exc()
                    print("  evaluation or preview failed: see above", flush=True)

    def _report(self) -> None:
        if figures := self.task.report(self.average.module):
            print("  held out: " + " ".join(f"{k} {v:.4g}" for k, v in figures.items()), flush=True)
            with open(run_folder(self.args.name) / "figures.jsonl", "a") as handle:
                handle.write(json.dumps({"step": self.step, "seconds": round(self.seconds())} | figures) + "\n")

    def _preview(self) -> None:
        folder = run_folder(self.args.name) / "previews" / f"{self.step:07d}"
        folder.mkdir(parents=True, exist_ok=True)
        self.task.preview(self.average.module, folder)

    def _show(self, shown: dict[str, torch.Tensor]) -> None:
        """Smooths the losses on the device and prints them every few seconds."""
        now = torch.stack([v.detach().float().reshape(()) for v in shown.values()])
        if self.running is None or self.names != list(shown):
            self.names, self.running = list(shown), torch.nan_to_num(now)
        # A single non-finite loss would stay in the average for ever.
        self.running = torch.where(torch.isfinite(now), SMOOTH * self.running + (1 - SMOOTH) * now, self.running)
        if self.place.rank > 0 or self.seconds() - self.clock["shown"] < LINE_SECONDS:
            return
        self.clock["shown"] = self.seconds()
        losses = " ".join(f"{k} {v:.3f}" for k, v in zip(self.names, self.running.tolist(), strict=True))
        print(f"step {self.step} of {self.schedule.steps}, {self.seconds() / 60:.1f} min | {losses}", flush=True)

    def _due(self, what: str, minutes: float) -> bool:
        return self.place.rank == 0 and self.seconds() - self.clock[what] >= minutes * 60

    def _advance(self) -> None:
        factor = self.schedule.factor(self.step, self.task.curve, self.task.warmup)
        for optimiser in self.task.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group["initial_lr"] * factor
        progress = self.step / self.schedule.steps
        shown = self.task.update(self.batches.next(progress), self.step, progress)
        self.step += 1
        # Batch normalisation's running statistics differ between processes.
        processes.share_from_first(self.task.model.buffers())
        if self.place.rank == 0:
            self.average.update(self.task.averaged, self.step)
        self._show(shown)

    def run(self) -> None:
        """Trains until the run is finished, its time is up or a stop is requested, then saves."""
        started, first, args = self.seconds(), self.step, self.args
        until = self.schedule.steps if args.stop_at is None else min(args.stop_at, self.schedule.steps)
        self.task.model.train()
        while self.step < until:
            self._advance()
            over = args.minutes is not None and self.seconds() - started >= args.minutes * 60
            stop, save, reports, previews = processes.agree(
                [
                    self.asked_to_stop or over,
                    self._due("saved", args.save_every),
                    self._due("reported", args.report_every),
                    self._due("previewed", args.preview_every),
                ]
            )
            if stop:
                break
            for name, due in (("reported", reports), ("previewed", previews)):
                if due:
                    self.clock[name] = self.seconds()
            if save or reports or previews:
                # Saved before evaluation, which may outlast the grace period of a stop.
                self._save()
            self._measure(reports, previews)
        self.batches.close()
        finished = self.step >= self.schedule.steps
        self._save()
        if finished and self.step > first:
            self._measure(True, True)
        if self.place.rank == 0:
            print(f"{'finished' if finished else 'stopped'} at step {self.step} of {self.schedule.steps}, {self.seconds() / 60:.1f} min", flush=True)
        # No process exits before the checkpoint is complete.
        processes.from_first(None)


def _place(args: argparse.Namespace, saved: dict | None, rank: int, count: int) -> Place:
    """Chooses device, threads and precision."""
    device = args.device or ("cuda" if torch.cuda.is_available() else "cpu")
    if device == "cuda":
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", 0)))
        # TF32 where fp32 is asked for.
        torch.set_float32_matmul_precision("high")
    if args.threads:
        torch.set_num_threads(args.threads)
    name = args.arithmetic
    if name is None and saved and saved["processor"] == processor(device):
        # Timings are reliable only on an idle machine, so a run keeps its first choice.
        name = saved["arithmetic"]
    name = processes.from_first(name or (pick_autocast(device)[1] if rank == 0 else None))
    return Place(device, autocast_of(name, device), name, rank, count)


def train(parser: argparse.ArgumentParser, make: Callable[[argparse.Namespace, Place], Task], argv: list[str] | None = None) -> Trainer:
    """Trains the task that `make` builds, resuming from its checkpoint if there is one. SIGTERM and SIGINT save and stop it.

    parser: from `training_arguments`. Returns the trainer, for tests. Raises SystemExit if another process trains the same run.
    """
    trainer = None
    stops: list[int] = []

    def ask_to_stop(number: int, _frame) -> None:
        stops.append(number)
        if trainer is not None:
            trainer.asked_to_stop = True
        if len(stops) > 1 and number == signal.SIGINT:
            raise KeyboardInterrupt

    before = {number: signal.signal(number, ask_to_stop) for number in (signal.SIGTERM, signal.SIGINT)}
    run = parser.parse_args(argv).name
    first = int(os.environ.get("RANK", 0)) == 0
    try:
        with alone(run_folder(run) / "lock", f"{run} is being trained by another process.") if first else nullcontext(), processes.joined() as (rank, count):
            args, saved = parse(parser, argv, load_checkpoint)
            place = _place(args, saved, rank, count)
            randomness.seed_everything(args.seed)
            trainer = Trainer(make(args, place), args, saved)
            trainer.asked_to_stop = bool(stops)
            trainer.run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return trainer
