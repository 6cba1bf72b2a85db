"""The trainer through its entry point: interrupted and resumed runs, several processes, checkpoint contents."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from training.common import checkpoint as checkpoints
from training.common.arguments import training_arguments
from training.common.averaging import Averaged
from training.common.checkpoint import load_checkpoint, save_checkpoint
from training.common.runs import alone, run_folder, steps_done
from training.common.schedule import Schedule, cosine, late_fall
from training.common.trainer import train
from training.tests.tiny import TinyTask, tiny

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def runs(tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_RUNS", str(tmp_path))
    return tmp_path


def go(run: str, *more: str):
    return tiny("--name", run, "--arithmetic", "fp32", "--device", "cpu", *more)


def same(a, b) -> bool:
    """Returns whether two checkpoints' values are exactly equal."""
    if isinstance(a, torch.Tensor):
        return torch.equal(a, b)
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def test_a_resumed_run_equals_an_uninterrupted_one_exactly():
    whole = go("whole").task.seen
    first = go("halves", "--stop-at", "10").task.seen
    second = go("halves").task.seen
    assert len(first) == 10
    assert first + second == whole
    one, two = load_checkpoint("whole"), load_checkpoint("halves")
    for part in ("model", "average", "optimisers", "processes", "running", "step", "ends"):
        assert same(one[part], two[part]), part


def test_prefetched_batches_are_the_same_and_are_drawn_again_after_a_stop():
    whole = go("whole").task.seen
    first = go("ahead", "--ahead", "--stop-at", "7").task.seen
    assert first + go("ahead").task.seen == whole
    one, two = load_checkpoint("whole"), load_checkpoint("ahead")
    assert same(one["model"], two["model"])


def test_reports_and_previews_do_not_affect_the_run(runs):
    plain = go("plain").task.seen
    watched = go("watched", "--report-every", "0", "--preview-every", "0", "--save-every", "0")
    assert watched.task.seen == plain
    assert watched.task.asked > 20
    assert len((runs / "watched" / "figures.jsonl").read_text().splitlines()) == watched.task.asked
    assert (runs / "watched" / "previews" / "0000005" / "weights.txt").exists()


def test_a_run_resumes_with_its_original_arguments():
    go("kept", "--lr", "0.05", "--seed", "3", "--stop-at", "5")
    assert load_checkpoint("kept")["args"]["lr"] == 0.05
    resumed = go("kept")
    assert (resumed.args.lr, resumed.args.seed, resumed.args.stop_at) == (0.05, 3, None)
    assert go("kept", "--lr", "0.01", "--steps", "22").args.lr == 0.01


def test_a_finished_run_continues_with_a_new_learning_rate_cycle():
    go("longer", "--steps", "20")
    low = load_checkpoint("longer")["optimisers"][0]["param_groups"][0]["lr"]
    longer = go("longer", "--steps", "40", "--stop-at", "24")
    assert longer.schedule.ends == [20, 40]
    high = load_checkpoint("longer")["optimisers"][0]["param_groups"][0]["lr"]
    assert low < 1e-3 < high < 1e-2
    assert go("longer").step == 40
    assert go("longer").task.seen == []


def test_the_precision_of_a_run_is_kept_and_can_be_overridden():
    go("number", "--stop-at", "2")
    assert tiny("--name", "number", "--device", "cpu", "--stop-at", "4").place.arithmetic == "fp32"
    assert tiny("--name", "number", "--device", "cpu", "--arithmetic", "bf16").place.arithmetic == "bf16"


def test_a_non_finite_gradient_changes_nothing():
    trainer = go("poisoned", "--poison", "3", "4")
    assert all(torch.isfinite(v).all() for v in load_checkpoint("poisoned")["model"].values())
    assert torch.isfinite(trainer.running).all()
    assert trainer.task.skipped == 0
    with pytest.raises(SystemExit, match="not finite"):
        go("poison", "--steps", "40", "--poison", *map(str, range(40)))


def test_a_signal_saves_and_stops_at_the_end_of_the_step():
    class Interrupted(TinyTask):
        def losses(self, batch, step, progress):
            if step == 6:
                os.kill(os.getpid(), signal.SIGTERM)
            return super().losses(batch, step, progress)

    before = signal.getsignal(signal.SIGTERM)
    parser = training_arguments("", "signalled", steps=20, lr=1e-2)
    parser.set_defaults(poison=None, ahead=False)
    train(parser, Interrupted, ["--arithmetic", "fp32", "--device", "cpu"])
    assert steps_done("signalled") == 7
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_run_is_locked_to_one_process(runs):
    go("locked", "--stop-at", "2")
    with alone(run_folder("locked") / "lock", "taken"), pytest.raises(SystemExit, match="another process"):
        go("locked")


def test_an_interrupted_write_leaves_the_old_checkpoint(monkeypatch):
    go("written", "--stop-at", "4")

    def fail(state, handle):
        handle.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(checkpoints.torch, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        save_checkpoint("written", load_checkpoint("written"))
    assert load_checkpoint("written")["step"] == 4


def test_two_processes_hold_the_same_weights_and_resume_to_the_same_losses(runs):
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m", "training.tests.tiny"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"OMP_NUM_THREADS": "1"}, capture_output=True, text=True, timeout=150)
    assert done.returncode == 0, done.stderr[-3000:]
    ranks = [torch.load(runs / f"rank{rank}.pt", weights_only=True) for rank in range(2)]
    assert same(ranks[0]["model"], ranks[1]["model"])
    assert ranks[0]["seen"] != ranks[1]["seen"]
    assert len(ranks[0]["seen"]) == len(ranks[1]["seen"]) == 20
    one, two = load_checkpoint("whole"), load_checkpoint("halves")
    assert all(same(one[part], two[part]) for part in ("model", "average", "optimisers", "processes"))


def test_two_processes_stop_and_save_at_the_same_step(runs):
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m", "training.tests.tiny"]
    arguments = ["--name", "stopped", "--steps", "1000000", "--save-every", "0", "--arithmetic", "fp32", "--device", "cpu"]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    process = subprocess.Popen([*command, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while process.poll() is None and steps_done("stopped") < 3:
        pass
    process.terminate()
    said, _ = process.communicate(timeout=150)
    assert "stopped at step" in said, said
    saved = load_checkpoint("stopped")
    assert 3 <= saved["step"] < 1000000
    assert len(saved["processes"]) == 2


def test_a_failing_evaluation_does_not_end_the_run(capsys):
    class Clumsy(TinyTask):
        def report(self, averaged):
            raise OSError("no held-out data")

    parser = training_arguments("", "clumsy", steps=5, lr=1e-2)
    parser.set_defaults(poison=None, ahead=False)
    trainer = train(parser, Clumsy, ["--arithmetic", "fp32", "--device", "cpu", "--report-every", "0"])
    assert trainer.step == 5
    captured = capsys.readouterr()
    assert "no held-out data" in captured.err
    assert "evaluation or preview failed" in captured.out


def test_the_learning_rate_rises_falls_and_restarts():
    schedule = Schedule()
    schedule.plan(0, 1000)
    factors = [schedule.factor(step) for step in range(1000)]
    assert factors[0] == pytest.approx(0.01)
    assert max(factors) > 0.95
    assert factors[-1] == pytest.approx(0.02)
    schedule.plan(1000, 2000)
    again = [schedule.factor(step) for step in range(1000, 2000)]
    assert 0.4 < max(again) <= 0.5
    schedule.plan(1500, 3000)
    assert schedule.ends == [1000, 3000]


def test_a_shortened_run_ends_at_the_given_step():
    schedule = Schedule([1000])
    schedule.plan(400, 600)
    assert schedule.ends == [600]
    schedule.plan(500, 500)
    assert schedule.ends == [600]


def test_curves_start_at_one_and_end_at_their_floor():
    assert (cosine(0), cosine(1)) == (1, 0.02)
    assert (late_fall(0.5), late_fall(1)) == (1, 0.08)


def test_averaging_follows_floats_and_copies_integers():
    network = torch.nn.BatchNorm1d(3)
    average = Averaged(network)
    for step in range(1, 4):
        network(torch.randn(5, 3) + 10)
        average.update(network, step)
    assert average.module.num_batches_tracked == 3
    assert 0 < average.module.running_mean.mean() < network.running_mean.mean() + 1e-6
    assert not average.module.training


def test_progress_can_be_read_without_the_checkpoint(runs):
    go("short", "--stop-at", "3")
    assert json.loads((runs / "short" / "progress.json").read_text())["step"] == 3
    assert steps_done("nothing") == 0
    assert np.isfinite(load_checkpoint("short")["seconds"])
