"""Trains the sentence encoder.

    ATELIER_DATA=... python -m training.skipthought.train --minutes 20

Needs the tokeniser (python -m training.prose.tokens). Resumes from its checkpoint; more minutes stretch the plan.
"""

import argparse
import time

import numpy as np
import torch
from torch import nn

from training.common.arithmetic import pick_autocast
from training.common.paths import runs_root
from training.perception.train import Averaged
from training.prose.tokens import VOCABULARY
from training.skipthought.data import Sentences
from training.skipthought.losses import neighbour_loss, word_loss, word_weights
from training.skipthought.measure import paraphrases, retrieval
from training.skipthought.model import Heads, Packed, Sizes, SkipThought

WORD_WEIGHTS = (0.3, 1.0, 0.3)
"""Of the loss over the words of the sentence before, of itself, of the one after."""


class Trained(nn.Module):
    def __init__(self, sizes: Sizes):
        super().__init__()
        self.encoder = SkipThought(sizes)
        self.heads = Heads(sizes)


def losses_of(model: Trained, batch, weights: torch.Tensor) -> dict[str, torch.Tensor]:
    vectors = model.encoder(Packed.of([s.tolist() for s in batch.sentences]))
    neighbour, hits = neighbour_loss(model.heads, vectors, batch)
    before, own, after = word_loss(model.heads, model.encoder.embedding, vectors, batch, weights)
    loss = neighbour + sum(w * part for w, part in zip(WORD_WEIGHTS, (before, own, after), strict=True))
    return {"loss": loss, "neighbour": neighbour, "first": hits, "before": before, "own": own, "after": after}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20, help="planned length of the whole run; the learning rate falls to its end")
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report-every", type=int, default=500)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    sentences, (autocast, arithmetic) = Sentences(args.seed), pick_autocast("cpu")
    print(f"{sentences.count()} sentences of prose", flush=True)
    counts = np.bincount(np.concatenate([s for run in sentences.runs for s in run]), minlength=VOCABULARY)
    weights = word_weights(counts + 1.0)
    model = Trained(Sizes(VOCABULARY))
    checkpoint = runs_root() / "skipthought" / "checkpoint.pt"
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=1e-3, betas=(0.9, 0.98), fused=True)
    step, spent, saved = 0, 0.0, None
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent = saved["step"], saved["seconds"]
    average = Averaged(model, saved and saved["average"])
    random, shown = np.random.default_rng(args.seed + step), Trained(Sizes(VOCABULARY))

    def tell() -> str:
        shown.load_state_dict(average.state)
        shown.eval()
        with torch.no_grad(), autocast():
            return f"  held out: {retrieval(shown.encoder, shown.heads, sentences.held)} {paraphrases(shown.encoder)}"

    def save() -> None:
        state = {"model": model.state_dict(), "average": average.state, "optimiser": optimiser.state_dict(), "step": step, "seconds": spent + time.time() - began, "arithmetic": arithmetic}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    began, running = time.time(), None
    while (done := (spent + time.time() - began) / 60 / args.minutes) < 1:
        for group in optimiser.param_groups:
            group["lr"] = args.lr * min(1, (step + 1) / 200) * max(0.02, 0.5 * (1 + np.cos(np.pi * done)))
        with autocast():
            parts = losses_of(model, sentences.draw(random), weights)
        optimiser.zero_grad(set_to_none=True)
        parts["loss"].backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        average.update(model, step)
        now = np.array([p.item() for p in parts.values()])
        running = now if running is None else 0.98 * running + 0.02 * now
        if step % 50 == 0:
            print(f"step {step} {done * args.minutes:.1f} min | " + " ".join(f"{k} {v:.3f}" for k, v in zip(parts, running, strict=True)), flush=True)
        if step % args.report_every == 0:
            print(tell(), flush=True)
            save()
    save()
    print(f"done: {step} steps\n{tell()}", flush=True)


if __name__ == "__main__":
    main()
