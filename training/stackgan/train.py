"""Trains one stage of StackGAN.

    ATELIER_DATA=... python -m training.stackgan.train --stage 1 --minutes 45
    ATELIER_DATA=... python -m training.stackgan.train --stage 2 --minutes 45

Needs public/models/perception and skipthought; stage II needs stage I. Resumes from its checkpoint; more minutes than it
has had stretch the plan. Every few minutes: the checkpoint, a grid of previews in the runs folder, and quick figures.
"""

import argparse
import queue
import threading
import time
from contextlib import nullcontext
from functools import partial

import numpy as np
import torch

from training.common.arithmetic import pick_autocast
from training.common.exported import Exported
from training.common.paths import load_teachers, models_root
from training.stackgan.data import Batches
from training.stackgan.eyes import ColourEye, MobileEye, PerceptionEye
from training.stackgan.figures import colour_accuracy, frechet, teacher_features
from training.stackgan.model import STAGES, Shape, count
from training.stackgan.pictures import run_folder
from training.stackgan.sampling import PROMPTS, Noise, checkpoint_of, details, grid, load_stage, sketches
from training.stackgan.sentences import vectors
from training.stackgan.trainers import DetailTrainer, SketchTrainer, Trainer

BATCH = {1: 48, 2: 12}
QUICK = {1: 1024, 2: 128}
"""Pictures of the quick distance from true ones, which is told while training; fewer than the card's, so it is larger."""
QUICK_SIZE = 96


def rate_at(done: float, step: int) -> float:
    """Of the full rates, when `done` of the time is over: a short rise, and a fall over the last third."""
    return min(1.0, (step + 1) / 100) * float(np.clip((1 - done) / 0.33, 0.08, 1.0))


def arithmetic_of(asked: str, device: str):
    """(context factory, name). Timing is fair on an idle machine only: a run keeps what it began with, or what it is told."""
    if asked == "auto":
        return pick_autocast(device)
    return (partial(torch.autocast, device, dtype=torch.bfloat16) if asked == "bf16" else nullcontext), asked


def prefetch(batches: Batches, size: int):
    """Makes the next batches in a thread while the step computes."""
    ready: queue.Queue = queue.Queue(maxsize=2)

    def fill() -> None:
        while True:
            ready.put(batches.next(size))

    threading.Thread(target=fill, daemon=True).start()
    return ready.get


def make_trainer(stage: int, autocast, arithmetic: str, device: str) -> Trainer:
    low = torch.bfloat16 if arithmetic == "bf16" else torch.float32
    teacher = load_teachers().MobileNetV2(device)
    if stage == 1:
        return SketchTrainer(Shape(), {"teacher": MobileEye(teacher, 96, low), "colour": ColourEye()}, autocast, device)
    eyes = {"near": PerceptionEye(Exported.load(models_root() / "perception", device), low, 2, 4), "far": MobileEye(teacher, 128, low)}
    return DetailTrainer(Shape(), eyes, autocast, load_stage(1)[0].to(device), device)


class Watch:
    """Previews and quick figures of the averaged weights."""

    def __init__(self, stage: int, batches: Batches, device: str):
        self.stage, self.teacher = stage, load_teachers().MobileNetV2(device)
        self.net, self.sketch = STAGES[stage](Shape()).eval().to(device), load_stage(1)[0].to(device) if stage == 2 else None
        self.prompts = vectors(list(PROMPTS))
        random = np.random.default_rng(11)
        rows = random.permutation(len(batches.pictures.classes))[: QUICK[stage]]
        self.text = batches.sentences.draw(rows, batches.pictures.classes[rows], random)
        self.real = self.features(torch.cat([batches.pictures.views(part) for part in np.array_split(rows, 8)]))

    def features(self, pictures: torch.Tensor) -> torch.Tensor:
        return teacher_features(self.teacher, pictures, QUICK_SIZE if self.stage == 1 else 192)

    def make(self, text: torch.Tensor, seeds: list[int]) -> torch.Tensor:
        noise = Noise.of(seeds)
        if self.stage == 1:
            return sketches(self.net, text, noise)
        return details(self.net, sketches(self.sketch, text, noise), text, noise)

    def look(self, state: dict, autocast) -> tuple:
        """(grid of the eight sentences, figures)."""
        self.net.load_state_dict(state)
        columns = 12 if self.stage == 1 else 4
        with autocast():
            shown = grid(self.make(self.prompts.repeat_interleave(columns, 0), list(range(1, columns + 1)) * len(PROMPTS)), columns)
            figures = {"distance": round(frechet(self.features(self.make(self.text, list(range(1000, 1000 + len(self.text))))), self.real), 1)}
            if self.stage == 1:
                figures |= {"colours": colour_accuracy(self.make, vectors)["all"]}
        return shown, figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", type=int, choices=(1, 2), required=True)
    parser.add_argument("--minutes", type=float, default=45, help="planned length of the whole run; the learning rates fall to its end")
    parser.add_argument("--batch", type=int, help="pictures a step (48; stage II 12)")
    parser.add_argument("--save-every", type=float, default=3, help="minutes between checkpoints and previews")
    parser.add_argument("--arithmetic", choices=("bf16", "fp32"), help="otherwise the faster of the two, timed at the first start")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    size, checkpoint = args.batch or BATCH[args.stage], checkpoint_of(args.stage)
    saved = torch.load(checkpoint, map_location=device, weights_only=False) if checkpoint.exists() else None
    autocast, arithmetic = arithmetic_of(args.arithmetic or (saved["arithmetic"] if saved else "auto"), device)
    step, spent = (saved["step"], saved["seconds"]) if saved else (0, 0.0)
    # A resumed run draws new pictures and noise, not those of its first steps again.
    torch.manual_seed(args.seed + step)
    batches = Batches.load(args.stage, args.seed + step)
    trainer = make_trainer(args.stage, autocast, arithmetic, device)
    if saved:
        trainer.restore(saved)
    else:
        trainer.begin(batches.vectors(), torch.cat([batches.next(48).pictures for _ in range(5 if args.stage == 1 else 2)]).to(device))
    watch = Watch(args.stage, batches, device)
    print(f"stage {args.stage}: generator {count(trainer.generator)} weights, heads {sum(p.numel() for p in trainer.heads)}; {step} steps so far", flush=True)

    def save() -> None:
        seconds = spent + time.time() - began
        torch.save(trainer.state() | {"step": step, "seconds": seconds, "arithmetic": arithmetic, "args": vars(args)}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        shown, figures = watch.look(trainer.average.state, autocast)
        folder = run_folder() / f"previews{args.stage}"
        folder.mkdir(exist_ok=True)
        shown.save(folder / f"{step:07d}.png")
        print(f"  {seconds / 60:.1f} min: {figures}", flush=True)

    began = last_save = last_line = time.time()
    running, next_batch = None, prefetch(batches, size)
    while (done := (spent + time.time() - began) / 60 / args.minutes) < 1:
        trainer.speed(rate_at(done, step))
        told = trainer.step(next_batch().to(device), step)
        step += 1
        now = np.array([float(v) for v in told.values()])
        if np.isfinite(now).all():
            running = now if running is None else 0.95 * running + 0.05 * now
        if step % 50 == 0:
            pace = 50 * size / (time.time() - last_line)
            last_line = time.time()
            shown = " ".join(f"{k} {v:.2f}" for k, v in zip(told, running, strict=True)) if running is not None else "nothing finite"
            print(f"step {step} {done * args.minutes:.1f} min {pace:.0f}/s epoch {step * size / len(batches.pictures.classes):.1f} | {shown}", flush=True)
        if time.time() - last_save > args.save_every * 60:
            save()
            last_save = last_line = time.time()
    save()
    print(f"done: {step} steps, {(spent + time.time() - began) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
