"""Trains what ships: perception's layers above relu5_1, the picture vector, the decoder and the sentence encoder, together.

    ATELIER_DATA=... python -m training.captioner.train --minutes 40

Needs training/captioner/features.py's maps and ceiling.py's network, from which the language half starts. A step sees
captioned pictures (caption and contrastive loss) and pictures without captions; all of them are taught by the ceiling's
picture vectors and MobileNetV2's answers. Resumes from its checkpoint. Layers up to relu5_1 are not touched.
"""

import argparse
import time

import numpy as np
import torch
from torch import nn

from training.captioner.data import SENTENCES, Flickr
from training.captioner.losses import caption_loss, joint_loss
from training.captioner.model import Captioner, Sizes, Top
from training.captioner.report import report
from training.captioner.teaching import Heads, Teacher, ridge, teaching_loss, top_features
from training.captioner.text import load_captions, padded, vocabulary_of
from training.common.arithmetic import pick_autocast
from training.common.exported import Exported
from training.common.paths import models_root, runs_root
from training.perception.train import Averaged

WEIGHTS = {"vector": 2.0, "pooled": 1.0, "logits": 0.25}


class Student(nn.Module):
    """Everything that is trained; `mean` and `std` of the top are fixed, and folded into `picture` at export."""

    def __init__(self, words: int):
        super().__init__()
        self.top = Top(Exported.load(models_root() / "perception"))
        self.captioner = Captioner(Sizes(words, self.top.width))
        self.heads = Heads(self.top.width)
        self.register_buffer("mean", torch.zeros(self.top.width))
        self.register_buffer("std", torch.ones(self.top.width))

    def features(self, maps: torch.Tensor) -> torch.Tensor:
        return (self.top(maps).float() - self.mean) / self.std

    def begin(self, teacher: Teacher, autocast) -> None:
        """Language from the ceiling; linear layers at their least-squares solution."""
        own = self.captioner.state_dict()
        own.update({k: v for k, v in teacher.model.state_dict().items() if not k.startswith("picture.")})
        self.captioner.load_state_dict(own)
        seen, wanted = [], []
        for name in ("flickr8k", "general"):
            rows = teacher.maps[name].train[:6000]
            seen.append(top_features(self.top, teacher.maps[name], rows, autocast))
            wanted.append(teacher.answer(name, rows))
        tops = torch.cat(seen)
        self.mean.copy_(tops.mean(0))
        self.std.copy_(tops.std(0) + 0.05 * tops.std())
        vectors, pooled, logits = (torch.cat(parts) for parts in zip(*wanted, strict=True))
        inputs = (tops - self.mean) / self.std
        ridge(inputs, vectors, self.captioner.picture)
        ridge(inputs, pooled, self.heads.pooled)
        ridge(inputs, logits, self.heads.logits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=40, help="planned length of the whole run; the learning rate falls to its end")
    parser.add_argument("--captioned", type=int, default=64)
    parser.add_argument("--others", type=int, default=128)
    parser.add_argument("--lr", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report-every", type=int, default=250)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    captions = load_captions()
    vocabulary = vocabulary_of(captions)
    flickr, teacher, (autocast, arithmetic) = Flickr.of(captions, vocabulary), Teacher(), pick_autocast("cpu")
    student = Student(len(vocabulary))
    checkpoint = runs_root() / "captioner" / "checkpoint.pt"
    optimiser = torch.optim.AdamW(student.parameters(), lr=args.lr, weight_decay=2e-3, betas=(0.9, 0.98))
    step, spent = 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        student.load_state_dict(saved["student"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent = saved["step"], saved["seconds"]
        average = Averaged(student, saved["average"])
    else:
        student.begin(teacher, autocast)
        average = Averaged(student)
    random = np.random.default_rng(args.seed + step)
    shown = Student(len(vocabulary))

    def tell(pictures: int) -> str:
        shown.load_state_dict(average.state)
        tops = top_features(shown.top, teacher.maps["flickr8k"], flickr.dev[:pictures], autocast)
        return report(shown.captioner, (tops - shown.mean) / shown.std, flickr, vocabulary, pictures)

    def save() -> None:
        state = {"student": student.state_dict(), "average": average.state, "optimiser": optimiser.state_dict(), "step": step, "seconds": spent + time.time() - began, "arithmetic": arithmetic}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    if step == 0:
        print(tell(1000), flush=True)
    began, running = time.time(), None
    while (done := (spent + time.time() - began) / 60 / args.minutes) < 1:
        for group in optimiser.param_groups:
            group["lr"] = args.lr * min(1, (step + 1) / 100) * max(0.02, 0.5 * (1 + np.cos(np.pi * done)))
        rows, sentences, owner = flickr.draw(random, args.captioned)
        lessons = [teacher.lesson(rows, random), *teacher.lessons(random, args.others)]
        with autocast():
            seen = [student.features(lesson.maps) for lesson in lessons]
            vectors = student.captioner.look(seen[0])
            parts = {
                "caption": caption_loss(student.captioner, vectors[owner], sentences),
                "joint": joint_loss(vectors, student.captioner.read(padded(sentences[::SENTENCES])), owner[::SENTENCES], student.captioner.log_temperature, hardest=1.0),
            }
            taught = [teaching_loss(student.heads, student.captioner, f, lesson) for f, lesson in zip(seen, lessons, strict=True)]
        total = sum(len(f) for f in seen)
        parts |= {k: sum(t[k] * len(f) / total for t, f in zip(taught, seen, strict=True)) for k in WEIGHTS}
        loss = parts["caption"] + 0.7 * parts["joint"] + sum(w * parts[k] for k, w in WEIGHTS.items())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 3.0)
        optimiser.step()
        step += 1
        average.update(student, step)
        now = np.array([p.item() for p in parts.values()])
        running = now if running is None else 0.98 * running + 0.02 * now
        if step % 25 == 0:
            print(f"step {step} {done * args.minutes:.1f} min | " + " ".join(f"{k} {v:.3f}" for k, v in zip(parts, running, strict=True)), flush=True)
        if step % args.report_every == 0:
            print(tell(250), flush=True)
            save()
    save()
    print(f"done: {step} steps\n{tell(1000)}", flush=True)


if __name__ == "__main__":
    main()
