"""Evaluates a file of stories, written by the page's command line.

    ATELIER_DATA=... python -m training.storyteller.evaluate stories.json

The file: [{"picture", "genre", "captions": [...], "text"}, ...].
"""

import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.captioner.text import load_captions
from training.prose.corpus import load_books, sentences_of
from training.skipthought.data import encode
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of
from training.storyteller.genres import Judge

_WORDS = re.compile(r"[a-z0-9']+")


def is_whole(text: str, least: int = 60) -> bool:
    """Returns whether a story is long enough, ends with a sentence, and has no unknown token and no 4-gram three times."""
    words = _WORDS.findall(text.lower())
    fours = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return len(text.split()) >= least and re.search(r"[.!?][\"')]*$", text) is not None and "\ufffd" not in text and max(fours.values(), default=0) < 3


def distinct2(texts: list[str]) -> tuple[float, float]:
    """Returns distinct bigrams as a share of all bigrams: over all texts together, and averaged over texts."""
    pairs = [list(pairwise(w)) for w in (_WORDS.findall(t.lower()) for t in texts)]
    together = [p for own in pairs for p in own]
    return len(set(together)) / len(together), float(np.mean([len(set(p)) / len(p) for p in pairs]))


@torch.no_grad()
def recognised(encoder, stories: list[dict], captions: list[list[str]]) -> float:
    """Returns how often a story's vector is nearer, by cosine, to its own captions than to another picture's, over all pairs.

    A story's vector is the mean of its sentence vectors.
    """
    told = torch.stack([vectors_of(encoder, encode(sentences_of(s["text"]))).mean(0) for s in stories])
    shown = torch.stack([vectors_of(encoder, encode(c)).mean(0) for c in captions])
    scores = F.normalize(told, dim=1) @ F.normalize(shown, dim=1).T
    nearer = (scores.diagonal()[:, None] > scores).float()
    return float(nearer.sum() / (len(stories) * (len(stories) - 1)))


def main() -> None:
    with open(sys.argv[1]) as handle:
        stories = json.load(handle)
    texts, books, encoder = [s["text"] for s in stories], load_books(), load_encoder()
    genre = Judge(books).genre(texts)
    dev = load_captions().dev
    human = [[" ".join(c) for c in dev[Path(s["picture"]).stem]] for s in stories]
    together, alone = distinct2(texts)
    right = [g == s["genre"] for g, s in zip(genre, stories, strict=True)]
    print(
        json.dumps(
            {
                "stories": len(stories),
                "words": float(np.mean([len(t.split()) for t in texts])),
                "whole": float(np.mean([is_whole(t) for t in texts])),
                "genre recognised": float(np.mean(right)),
                "by genre": {
                    g: round(float(np.mean([r for r, s in zip(right, stories, strict=True) if s["genre"] == g])), 2)
                    for g in sorted({s["genre"] for s in stories})
                },
                "picture recognised": recognised(encoder, stories, [s["captions"] for s in stories]),
                "by people's captions": recognised(encoder, stories, human),
                "distinct-2, all together": together,
                "distinct-2, each story": alone,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
