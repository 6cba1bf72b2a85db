"""Trains the perception network: features for Paint and the meaning of its pooled top, in one run.

    ATELIER_DATA=... python -m training.perception.train --minutes 120

Resumes from the run's checkpoint when there is one. Several processes: torchrun --nproc-per-node N -m training.perception.train.
`--init FILE` starts the layers that FILE holds from an earlier trial of this same student.
"""

import argparse
import os
import queue
import threading
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import nn

from training.common.arithmetic import pick_autocast
from training.common.paths import load_teachers, runs_root
from training.perception.batches import Batch, Batches
from training.perception.model import FEATURES, Heads, Meanings, Perception, Shape, start_from_trial, teach
from training.perception.revive import revive

WEIGHTS = {"features": 1.0, "pooled": 1.5, "logits": 0.4, "labels": 0.15, "words": 8.0}
TEMPERATURE = 2.0
# Early enough for the revived channels to learn; several processes would draw different weights, so only one does it.
REVIVE_AT = (300, 800, 1500)


class Averaged:
    """Exponential moving average of the weights: what is exported."""

    def __init__(self, net: nn.Module, state: dict | None = None):
        self.state = state or {k: v.detach().clone() for k, v in net.state_dict().items()}

    def update(self, net: nn.Module, step: int) -> None:
        decay = min(0.9985, (1 + step) / (10 + step))
        for key, value in net.state_dict().items():
            self.state[key].lerp_(value.detach(), 1 - decay)


def feature_scales_of(targets: dict[str, torch.Tensor]) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Mean and deviation of each teacher channel over a few crops, to weigh all channels alike."""
    return {
        k: (t.mean((0, 2, 3), keepdim=True), t.std((0, 2, 3), keepdim=True) + 1e-2 * t.std()) for k, t in targets.items()
    }


def fit_heads(net, heads, teachers, scales, rgb: torch.Tensor) -> None:
    """Starts each 1x1 head at its least-squares solution, so that the first steps teach the network and not the heads."""
    targets = teach(*teachers, rgb)
    with torch.no_grad():
        seen = net(rgb)
        for k in FEATURES:
            flat = seen[k].permute(0, 2, 3, 1).reshape(-1, seen[k].shape[1]).double()
            rows = torch.randperm(len(flat), device=flat.device)[:20000]
            wanted = ((targets[k] - scales[k][0]) / scales[k][1]).permute(0, 2, 3, 1).reshape(len(flat), -1)[rows].double()
            inputs = torch.cat([flat[rows], torch.ones_like(flat[rows, :1])], 1)
            ridge = 1e-3 * inputs.square().mean() * len(rows) * torch.eye(inputs.shape[1], dtype=torch.double, device=flat.device)
            solution = torch.linalg.solve(inputs.T @ inputs + ridge, inputs.T @ wanted).float()
            heads.features[k].weight.copy_(solution[:-1].T[:, :, None, None])
            heads.features[k].bias.copy_(solution[-1])


def losses(net, heads, teachers, scales, batch: Batch, autocast) -> dict[str, torch.Tensor]:
    with autocast():
        targets = teach(*teachers, batch.crops)
        seen = net(batch.crops)
        parts = {
            k: F.mse_loss(heads.features[k](seen[k]).float(), (targets[k] - scales[k][0]) / scales[k][1]) for k in FEATURES
        }
        top = net(batch.whole)["top"]
        said = {k: head(top).float() for k, head in heads.meaning.items()}
    parts["pooled"] = F.smooth_l1_loss(said["pooled"], batch.pooled, beta=1.0)
    soft = F.log_softmax(batch.logits / TEMPERATURE, 1)
    parts["logits"] = F.kl_div(F.log_softmax(said["logits"] / TEMPERATURE, 1), soft, log_target=True, reduction="batchmean")
    parts["labels"] = F.cross_entropy(said["labels"], batch.labels, ignore_index=-1, label_smoothing=0.1)
    per_picture = F.binary_cross_entropy_with_logits(said["words"], batch.words, reduction="none").mean(1)
    parts["words"] = (per_picture * batch.has_words).sum() / batch.has_words.sum().clamp(min=1)
    return parts


def weighted(parts: dict[str, torch.Tensor]) -> torch.Tensor:
    features = sum(parts[k] for k in FEATURES) * WEIGHTS["features"]
    return features + sum(parts[k] * w for k, w in WEIGHTS.items() if k != "features")


def prefetch(batches: Batches, sizes):
    """Makes the next batches in a thread while the step computes."""
    ready: queue.Queue = queue.Queue(maxsize=3)

    def fill():
        while True:
            ready.put(batches.next(*sizes()))

    threading.Thread(target=fill, daemon=True).start()
    return ready.get


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=120, help="planned length of the whole run; the learning rate falls to its end")
    parser.add_argument("--crops", type=int, default=10)
    parser.add_argument("--crop-size", type=int, default=96)
    parser.add_argument("--whole", type=int, default=40)
    parser.add_argument("--whole-size", type=int, default=64, help="first part of the run; the last part sees half as large again")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--init", help="weights of an earlier trial")
    parser.add_argument("--run", default="perception")
    args = parser.parse_args()

    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if world > 1:
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(args.seed)
    autocast, arithmetic = pick_autocast(device.split(":")[0])
    checkpoint = runs_root() / args.run / "checkpoint.pt"
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    saved = torch.load(checkpoint, map_location=device, weights_only=False) if checkpoint.exists() else None

    # A resumed run draws new pictures, not those of its first steps again.
    batches = Batches(args.seed + 1000 * rank + (saved["step"] if saved else 0))
    meanings = Meanings(labels=batches.label_count, words=len(batches.words))
    net = Perception(Shape()).to(device, memory_format=torch.channels_last)
    heads = Heads(Shape(), meanings).to(device)
    if args.init and not saved:
        print("layers from the trial:", start_from_trial(net, args.init), flush=True)
    module = load_teachers()
    teachers = module.Vgg19Front(device), module.Vgg19Small(device)
    parameters = [*net.parameters(), *heads.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=args.lr, weight_decay=1e-3, betas=(0.9, 0.98))
    step, spent = 0, 0.0
    if saved:
        net.load_state_dict(saved["net"])
        heads.load_state_dict(saved["heads"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent = saved["step"], saved["seconds"]
    average = Averaged(net, saved and saved["average"])
    average_heads = Averaged(heads, saved and saved["average_heads"])
    scales = saved["scales"] if saved else feature_scales_of(teach(*teachers, batches.next(32, args.crop_size, 1, 32).crops.to(device)))

    if not saved:
        print("revived:", revive(net, batches.next(24, args.crop_size, 1, 32).crops.to(device)), flush=True)
        average = Averaged(net)
        fit_heads(net, heads, teachers, scales, batches.next(40, args.crop_size, 1, 32).crops.to(device))
        average_heads = Averaged(heads)

    def progress() -> float:
        return (spent + time.time() - began) / 60 / args.minutes

    def sizes():
        late = progress() > 0.6
        return args.crops, args.crop_size, args.whole if not late else args.whole * 2 // 3, args.whole_size * 3 // 2 if late else args.whole_size

    def save() -> None:
        state = {
            "net": net.state_dict(), "heads": heads.state_dict(), "optimiser": optimiser.state_dict(), "average": average.state, "average_heads": average_heads.state,
            "scales": scales, "step": step, "seconds": spent + time.time() - began, "arithmetic": arithmetic, "args": vars(args), "meanings": meanings,
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    began, last_save, running = time.time(), time.time(), None
    next_batch = prefetch(batches, sizes)
    while progress() < 1:
        lr = args.lr * min(1, (step + 1) / 200) * max(0.02, 0.5 * (1 + np.cos(np.pi * min(1, progress()))))
        for group in optimiser.param_groups:
            group["lr"] = lr
        batch = Batch(**{k: v.to(device) for k, v in vars(next_batch()).items()})
        parts = losses(net, heads, teachers, scales, batch, autocast)
        optimiser.zero_grad(set_to_none=True)
        weighted(parts).backward()
        if world > 1:
            for parameter in parameters:
                dist.all_reduce(parameter.grad)
                parameter.grad /= world
        nn.utils.clip_grad_norm_(parameters, 5.0)
        optimiser.step()
        step += 1
        if step in REVIVE_AT and world == 1:
            print("revived:", revive(net, batch.crops), flush=True)
        average.update(net, step)
        average_heads.update(heads, step)
        now = np.array([p.item() for p in parts.values()])
        running = now if running is None else 0.98 * running + 0.02 * now
        if rank == 0 and step % 50 == 0:
            shown = " ".join(f"{k} {v:.3f}" for k, v in zip(parts, running, strict=True))
            print(f"step {step} {progress() * args.minutes:.1f} min lr {lr:.1e} | {shown}", flush=True)
        if rank == 0 and time.time() - last_save > 180:
            save()
            last_save = time.time()
    if rank == 0:
        save()
        print(f"done: {step} steps, {(spent + time.time() - began) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
