"""The queue: choice of the next entry, failures and stops, and starting a real training."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from training.common.paths import staged_models
from training.common.runs import run_folder, steps_done
from training.plan import PlanError, load_plan, parse_plan
from training.queue import RETRY_SECONDS, Queue, State, choose, command_of, ready

ROOT = Path(__file__).resolve().parents[2]
STUB = "training.tests.stub_training"


@pytest.fixture(autouse=True)
def runs(tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_RUNS", str(tmp_path))
    monkeypatch.chdir(ROOT)
    return tmp_path


def queue_of(runs: Path, plan: str) -> Queue:
    (runs / "plan.toml").write_text(plan)
    return Queue(runs / "plan.toml")


def progress(name: str, step: int) -> None:
    (run_folder(name) / "progress.json").write_text(json.dumps({"step": step}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a]\ntrain = 'm'\nsteps = 5\nneeds = ['b']", "a: needs b"),
        ("[a]\ncommand = ['x']\nneeds = ['b']\n[b]\ncommand = ['x']\nneeds = ['a']", "circle: a -> b -> a"),
        ("[a]\nsteps = 5", "either train or command"),
        ("[a]\ntrain = 'm'", "steps must be above 0"),
        ("[a]\ntrain = 'm'\nsteps = 5\nstep = 6", "no such field: step"),
        ("[a]\ntrain = 'm'\nsteps = 5\nshare = 0", "share"),
        ("hours = 3", "no such setting: hours"),
        ("[a", "end of document"),
    ],
)
def test_an_invalid_plan_is_rejected_with_the_reason(text, message):
    with pytest.raises(PlanError, match=message):
        parse_plan(text)


@pytest.mark.parametrize("file", ["plan.toml", "perception.toml"])
def test_the_projects_plans_are_valid_and_name_existing_modules(file):
    plan = load_plan(ROOT / "training" / file)
    modules = [e.train or e.command[1] for e in plan.entries.values()]
    missing = [m for m in modules if not (ROOT / (m.replace(".", "/") + ".py")).exists()]
    assert missing == []


def test_exports_are_staged_in_a_copy_made_once(runs, monkeypatch):
    monkeypatch.delenv("ATELIER_MODELS", raising=False)
    staged = staged_models()
    assert staged == runs / "models"
    assert (staged / "index.json").read_bytes() == (ROOT / "public" / "models" / "index.json").read_bytes()
    (staged / "index.json").write_text("{}")
    assert staged_models() == staged
    assert (staged / "index.json").read_text() == "{}"


def test_networks_get_time_by_their_shares_and_late_ones_do_not_catch_up():
    plan = parse_plan("[a]\ntrain = 'm'\nsteps = 9\nshare = 3\n[b]\ntrain = 'm'\nsteps = 9")
    state, turns = State(), []
    for _ in range(40):
        entry = choose(list(plan.entries.values()), state, 0)
        turns.append(entry.name)
        state.used[entry.name] += 900 / entry.share
    assert turns.count("a") == 30
    late = parse_plan("[c]\ntrain = 'm'\nsteps = 9").entries["c"]
    turns = []
    for _ in range(10):
        entry = choose([*plan.entries.values(), late], state, 0)
        turns.append(entry.name)
        state.used[entry.name] += 900 / entry.share
    assert turns.count("c") in (2, 3)


def test_dependencies_run_first_and_commands_before_training():
    plan = parse_plan(
        "[net]\ntrain = 'm'\nsteps = 10\n[out]\ncommand = ['x']\nneeds = ['net']\n[next]\ntrain = 'm'\nsteps = 5\nneeds = ['out']\n[data]\ncommand = ['y']"
    )
    state = State()
    assert [e.name for e in ready(plan, state)] == ["net", "data"]
    assert choose(ready(plan, state), state, 0).name == "data"
    progress("net", 10)
    assert [e.name for e in ready(plan, state)] == ["out", "data"]
    state.done["out"] = plan.signature("out")
    assert [e.name for e in ready(plan, state)] == ["next", "data"]


def test_a_command_runs_again_after_its_dependency_was_trained_further():
    text = "[net]\ntrain = 'm'\nsteps = 10\n[out]\ncommand = ['x']\nneeds = ['net']"
    plan, longer = parse_plan(text), parse_plan(text.replace("10", "20"))
    progress("net", 20)
    state = State(done={"out": plan.signature("out")})
    assert ready(plan, state) == []
    assert [e.name for e in ready(longer, state)] == ["out"]


def test_the_command_line_of_a_training():
    plan = parse_plan("[a]\ntrain = 'm'\nsteps = 9\nprocesses = 2\narguments = ['--lr', '1']\n[b]\ncommand = ['-m', 'x']")
    assert command_of(plan.entries["b"], 15)[1:] == ["-m", "x"]
    found = command_of(plan.entries["a"], 15)[1:]
    assert found == [
        "-m",
        "torch.distributed.run",
        "--standalone",
        "--nproc-per-node",
        "2",
        "--shutdown-timeout",
        "110",
        "-m",
        "m",
        "--name",
        "a",
        "--steps",
        "9",
        "--minutes",
        "15",
        "--lr",
        "1",
    ]


def test_a_failure_stops_only_its_dependents(runs):
    queue = queue_of(
        runs,
        f"[data]\ncommand = ['-c', 'print(1)']\n[a]\ntrain = '{STUB}'\nsteps = 20\nneeds = ['data']\n"
        f"[bad]\ntrain = '{STUB}'\nsteps = 10\narguments = ['--fail']\n[after]\ntrain = '{STUB}'\nsteps = 10\nneeds = ['bad']",
    )
    outcomes = [queue.turn() for _ in range(5)]
    assert outcomes == ["ran"] * 4 + ["waiting"]
    assert (steps_done("a"), steps_done("bad"), steps_done("after")) == (20, 0, 0)
    assert queue.state.retry["bad"] > time.time() + RETRY_SECONDS / 2
    log = (runs / "queue.log").read_text()
    assert "bad: failed with status 1, is tried again in 5 min: no such data" in log
    assert "a: stopped at step 20" in log

    # The plan is edited while the queue runs; a new queue knows what was done.
    again = queue_of(runs, (runs / "plan.toml").read_text().replace("arguments = ['--fail']", ""))
    again.state.retry.clear()
    assert [again.turn() for _ in range(3)] == ["ran", "ran", "finished"]
    assert steps_done("after") == 10


def test_the_queue_waits_while_the_plan_is_invalid(runs):
    queue = queue_of(runs, "[a")
    assert [queue.turn(), queue.turn()] == ["waiting", "waiting"]
    assert (runs / "queue.log").read_text().count("cannot be followed") == 1


def test_a_stop_reaches_the_training_which_saves_a_checkpoint(runs):
    (runs / "plan.toml").write_text(f"[a]\ntrain = '{STUB}'\nsteps = 20\narguments = ['--until-told']")
    process = subprocess.Popen(
        [sys.executable, "-m", "training.queue", "--plan", str(runs / "plan.toml")],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"ATELIER_RUNS": str(runs)},
    )
    output = runs / "a" / "output.log"
    while process.poll() is None and not (output.exists() and "waiting" in output.read_text()):
        pass
    second = subprocess.run([sys.executable, "-m", "training.queue"], capture_output=True, text=True)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert steps_done("a") == 10
    assert said.splitlines()[-1].endswith("stopped")
    assert "already running" in second.stderr


def test_the_queue_trains_a_real_task_in_slices(runs):
    queue = queue_of(runs, "slice_minutes = 0\n[tiny]\ntrain = 'training.tests.tiny'\nsteps = 2\narguments = ['--arithmetic', 'fp32', '--threads', '1']")
    assert [queue.turn() for _ in range(3)] == ["ran", "ran", "finished"]
    assert steps_done("tiny") == 2
    assert "finished at step 2 of 2" in (runs / "queue.log").read_text()
