"""Trains the captioner on MobileNetV2's features: what good features would give, and where the shipped one starts.

    ATELIER_DATA=... python -m training.captioner.ceiling --minutes 15

The language half (word embeddings, decoder, sentence encoder) is learned here, with COCO's text beside Flickr8k's
captions; its picture vectors then teach the shipped network (training/captioner/train.py). The picture half is never shipped.
"""

import argparse
import time

import numpy as np
import torch
from torch import nn

from training.captioner.data import SENTENCES, Flickr, TeacherFeatures
from training.captioner.losses import caption_loss, joint_loss
from training.captioner.model import Captioner, Sizes
from training.captioner.report import report
from training.captioner.text import load_captions, padded, vocabulary_of
from training.common.arithmetic import pick_autocast
from training.common.paths import runs_root

TEXT_NOISE = 0.05
"""Deviation a number of the noise on a sentence's own vector when it stands in for a picture's (CapDec, Nukrai et al. 2022)."""


def text_vectors(model: Captioner, sentences: list[list[int]]) -> torch.Tensor:
    """A text without a picture is told from its own vector, blurred so that the decoder cannot read it back word by word."""
    with torch.no_grad():
        vectors = model.read(padded(sentences))
    return nn.functional.normalize(vectors + TEXT_NOISE * torch.randn_like(vectors), dim=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--pictures", type=int, default=96)
    parser.add_argument("--text", type=int, default=32, help="COCO sentences a step, in the first 60 %% of the run")
    parser.add_argument("--lr", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report-every", type=int, default=300)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random = np.random.default_rng(args.seed)
    captions = load_captions()
    vocabulary = vocabulary_of(captions)
    flickr = Flickr.of(captions, vocabulary)
    teacher = TeacherFeatures(flickr.train)
    text = [vocabulary.ids(s) for s in captions.text if s]
    model = Captioner(Sizes(len(vocabulary), 1280))
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=1e-4, betas=(0.9, 0.98))
    autocast, _ = pick_autocast("cpu")
    print(f"{len(vocabulary)} words, {len(flickr.train)} pictures, {len(text)} sentences without one", flush=True)

    out = runs_root() / "captioner" / "ceiling.pt"
    out.parent.mkdir(parents=True, exist_ok=True)
    checkpoint = out.with_suffix(".checkpoint.pt")
    step, spent = 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent = saved["step"], saved["seconds"]
    began, running = time.time(), None

    def progress() -> float:
        return (spent + time.time() - began) / 60 / args.minutes

    while (done := progress()) < 1:
        for group in optimiser.param_groups:
            group["lr"] = args.lr * min(1, (step + 1) / 100) * max(0.02, 0.5 * (1 + np.cos(np.pi * done)))
        rows, sentences, owner = flickr.draw(random, args.pictures)
        with autocast():
            vectors = model.look(teacher.take(rows, random))
            said = caption_loss(model, vectors[owner], sentences)
            joint = joint_loss(vectors, model.read(padded(sentences[::SENTENCES])), owner[::SENTENCES], model.log_temperature, hardest=2.0 * min(1, 2 * done))
            loss = said + 0.7 * joint
            if done < 0.6:
                coco = [text[i] for i in random.integers(len(text), size=args.text)]
                loss = loss + 0.3 * caption_loss(model, text_vectors(model, coco), coco)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        step += 1
        now = np.array([said.item(), joint.item()])
        running = now if running is None else 0.98 * running + 0.02 * now
        if step % 50 == 0:
            print(f"step {step} {done * args.minutes:.1f} min | caption {running[0]:.3f} joint {running[1]:.3f}", flush=True)
        if step % args.report_every == 0:
            print(report(model, teacher.views[0][flickr.dev], flickr, vocabulary, pictures=250), flush=True)
            torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "seconds": spent + time.time() - began}, checkpoint)
    print(report(model, teacher.views[0][flickr.dev], flickr, vocabulary), flush=True)
    torch.save({"model": model.state_dict(), "sizes": model.sizes, "mean": teacher.mean, "std": teacher.std, "steps": step, "seconds": spent + time.time() - began}, out)


if __name__ == "__main__":
    main()
