"""Evaluates a file of stories, written by the page's command line, and prints the figures of the model card.

    ATELIER_DATA=... python -m training.decoder.evaluate stories.json

The file: [{"picture", "genre", "text"}, ...], about photos of Flickr8k's dev split.
"""

import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from training.captioner.text import FUNCTION_WORDS
from training.common import smollm2
from training.common.minilm import compute
from training.common.paths import data_root
from training.decoder.genres import Judge
from training.prose.corpus import load_books, sentences_of
from training.tales.make import read_lines

_WORDS = re.compile(r"[a-z0-9']+")
AMONG = 100
"""Pictures among which a story's own is looked for."""


def words_of(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def fours_of(text: str) -> Counter:
    words = words_of(text)
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def is_whole(text: str, least: int = 60) -> bool:
    """Returns whether a story is long enough, ends with a sentence, and has no unknown token and no 4-gram three times."""
    return len(text.split()) >= least and re.search(r"[.!?][\"')]*$", text) is not None and "\ufffd" not in text and max(fours_of(text).values(), default=0) < 3


def distinct2(texts: list[str]) -> float:
    """Returns distinct bigrams as a share of all bigrams of all texts."""
    pairs = [pair for text in texts for pair in pairwise(words_of(text))]
    return len(set(pairs)) / len(pairs)


def commonest4(texts: list[str]) -> tuple[str, float]:
    """Returns the 4-gram that most texts have, and their share."""
    found = Counter(four for text in texts for four in fours_of(text))
    four, count = found.most_common(1)[0]
    return " ".join(four), count / len(texts)


def busiest(text: str) -> float:
    """Returns the share of the commonest word of four letters or more, function words aside, in all words."""
    words = words_of(text)
    counts = Counter(word for word in words if len(word) > 3 and word not in FUNCTION_WORDS)
    return max(counts.values(), default=0) / max(1, len(words))


def told_of(text: str) -> np.ndarray:
    """Returns the mean of the sentences' vectors by MiniLM, of length 1."""
    mean = compute(sentences_of(" ".join(text.split()))).astype(np.float32).mean(0)
    return mean / np.linalg.norm(mean)


def ranks(stories: np.ndarray, captions: np.ndarray, among: int = AMONG) -> np.ndarray:
    """Returns the rank, from 0, of each story's own captions among those of `among` pictures. Both (count,width)."""
    scores, found = stories @ captions.T, []
    for at, row in enumerate(scores):
        others = [(at + i) % len(row) for i in range(min(among, len(row)))]
        found.append(int((row[others] > row[at]).sum()))
    return np.array(found)


def genre_judge() -> Judge:
    """Returns a classifier of genres, trained on novels, and on stories that the storyteller was not trained on."""
    held = [(row["text"], row["genre"]) for row in read_lines("corpus") if row["held"] and row["genre"] and row["kind"] != "novels"]
    return Judge(load_books(), held)


def figures(stories: list[dict]) -> dict:
    texts = [story["text"] for story in stories]
    dev = json.loads((data_root() / "flickr8k-captions.json").read_text())["dev"]
    human = np.stack([compute(dev[Path(story["picture"]).stem]).astype(np.float32).mean(0) for story in stories])
    own = ranks(np.stack([told_of(text) for text in texts]), human / np.linalg.norm(human, axis=1, keepdims=True))
    right = np.array([found == story["genre"] for found, story in zip(genre_judge().genre(texts), stories, strict=True)])
    genres = np.array([story["genre"] for story in stories])
    return {
        "stories": len(stories),
        "words": float(np.mean([len(text.split()) for text in texts])),
        "whole": float(np.mean([is_whole(text) for text in texts])),
        "perplexity by SmolLM2": smollm2.perplexity(texts),
        "busiest word": float(np.mean([busiest(text) for text in texts])),
        "own picture among 100, R@1": float((own == 0).mean()),
        "own picture among 100, R@10": float((own < 10).mean()),
        "genre recognised": float(right.mean()),
        "by genre": {genre: round(float(right[genres == genre].mean()), 2) for genre in np.unique(genres).tolist()},
        "distinct-2": distinct2(texts),
        "commonest 4-gram": commonest4(texts),
    }


def main() -> None:
    with open(sys.argv[1]) as handle:
        print(json.dumps(figures(json.load(handle)), indent=1))


if __name__ == "__main__":
    main()
