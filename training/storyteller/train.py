"""Trains the storyteller.

    ATELIER_DATA=... python -m training.storyteller.train --minutes 60

Needs the streams (python -m training.storyteller.data). Resumes from its checkpoint; more minutes stretch the plan.
On two cores `OMP_NUM_THREADS=1 torchrun --nproc-per-node 2 -m training.storyteller.train` is faster.
"""

import argparse
import time

import numpy as np
import torch
from torch import nn

from training.common.arithmetic import pick_autocast
from training.common.paths import runs_root
from training.common.processes import agree, average_gradients, join
from training.perception.train import Averaged
from training.storyteller.data import Windows, read
from training.storyteller.measure import perplexity
from training.storyteller.model import Sizes, Storyteller, word_loss

NOISE = 0.25
"""Of a passage's vector, relative to its length: what the page makes of captions never lies quite where passages do."""


def noisy(vectors: torch.Tensor) -> torch.Tensor:
    noise = torch.randn_like(vectors) / vectors.shape[1] ** 0.5
    return vectors + noise * vectors.norm(dim=1, keepdim=True) * NOISE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, help="planned length of the whole run; the learning rate falls to its end")
    parser.add_argument("--rows", type=int, default=96, help="readers of the stream, over all processes")
    parser.add_argument("--steps", type=int, default=64, help="tokens that the gradient goes back through")
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report-every", type=int, default=400)
    args = parser.parse_args()
    rank, processes = join()
    rows = args.rows // processes
    torch.manual_seed(args.seed)
    stream, held, (autocast, arithmetic) = read("train"), read("held"), pick_autocast("cpu")
    low = torch.bfloat16 if arithmetic == "bf16" else torch.float32
    vectors = torch.from_numpy(stream.vectors)
    sizes = Sizes(8192, vectors.shape[1])
    model = Storyteller(sizes)
    nn.init.normal_(model.thought.weight, std=0.1)
    nn.init.normal_(model.output_thought.weight, std=0.05)
    checkpoint = runs_root() / "storyteller" / "checkpoint.pt"
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=1e-2, betas=(0.9, 0.99), fused=True)
    step, spent, saved = 0, 0.0, None
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent = saved["step"], saved["seconds"]
    average = Averaged(model, saved and saved["average"])
    windows = Windows(stream, rows, args.steps, np.random.default_rng([args.seed, step, rank]))
    shown, h = Storyteller(sizes), torch.zeros(rows, sizes.hidden)
    torch.manual_seed(args.seed + rank)

    def tell(passages: int) -> str:
        shown.load_state_dict(average.state)
        shown.eval()
        return f"  held out, perplexity a word: {perplexity(shown, held, autocast, low, passages)}"

    def save() -> None:
        state = {"model": model.state_dict(), "average": average.state, "optimiser": optimiser.state_dict(), "step": step, "seconds": spent + time.time() - began, "arithmetic": arithmetic}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    began, running = time.time(), None
    while (done := agree((spent + time.time() - began) / 60 / args.minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = args.lr * min(1, (step + 1) / 200) * max(0.01, 0.5 * (1 + np.cos(np.pi * done)))
        heard, wanted, passages, which, keep = windows.next()
        with autocast():
            told, h = model(heard, noisy(vectors[passages].float()), which, h.detach(), keep)
        loss = word_loss(model, told, wanted.reshape(-1), low)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        average_gradients(model)
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if rank > 0:
            continue
        average.update(model, step)
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"step {step} {done * args.minutes:.1f} min | loss {running:.3f} a token", flush=True)
        if step % args.report_every == 0:
            print(tell(400), flush=True)
            save()
    if rank > 0:
        return
    save()
    print(f"done: {step} steps\n{tell(10**6)}", flush=True)


if __name__ == "__main__":
    main()
