"""Computes the MiniLM vectors that the encoder is distilled from: captions, bird descriptions, passage openings and other sentences.

    ATELIER_DATA=... python -m training.skipthought.teach --sentences 150000

They are cached, so that it can be interrupted and resumed.
"""

import argparse

import numpy as np
import torch

from training.common.minilm import Cache
from training.skipthought.corpus import bird_groups
from training.tales import captions
from training.tales.make import read_lines


def texts(sentences: int) -> list[str]:
    """Returns captions, then bird descriptions, openings, and single story sentences, each in random order."""
    random = np.random.default_rng(1)
    held, singles = set(), []
    for story in read_lines("stories"):
        if story["held"]:
            held.add(story["key"])
        else:
            singles += [s for p in story["sentences"] for s in p if len(s.split()) > 2]
    birds = [line for group in bird_groups(np.random.default_rng(1)) for line in group]
    begins = [row["begins"] for row in read_lines("passages") if row["story"] not in held]
    chosen = [singles[i] for i in random.permutation(len(singles))[:sentences]]
    lines = captions.load_all()
    random.shuffle(begins)
    return [*lines, *birds, *begins, *chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=150_000)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    Cache().add(texts(args.sentences), "teacher")


if __name__ == "__main__":
    main()
