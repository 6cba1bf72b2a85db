"""Sentences with their points in the joint space: captions, phrases cut from them, class names and single words."""

import re
from dataclasses import dataclass

import numpy as np
import torch

from training.captioner.corpus import LONGEST_LINE, Text, load_text, without_pictures
from training.captioner.text import SPECIAL, Vocabulary, tokenise
from training.common.minilm import Cache
from training.joint.data import Pairs
from training.joint.model import load_joint
from training.joint.names import article, classes, phrasings
from training.tales.captions import tidy

PHRASES = 40_000
"""Phrases cut from captions: people search with fewer words than they describe with."""
PHRASE_WORDS = (2, 6)
BEGINNING = re.compile(r"\b(?:a|an|the|two|three|some|in|on|at|with|near|under)\b")


def phrases(captions: list[str], count: int, random: np.random.Generator) -> list[str]:
    """Cuts phrases of two to six words from captions, each beginning with an article, a number or a preposition."""
    found = []
    while len(found) < count:
        words = captions[random.integers(len(captions))].lower().rstrip(" .").split()
        starts = [i for i, word in enumerate(words) if BEGINNING.fullmatch(word)]
        length = int(random.integers(PHRASE_WORDS[0], PHRASE_WORDS[1] + 1))
        if starts and len(words) > length:
            first = starts[random.integers(len(starts))]
            found.append(" ".join(words[first : first + length]))
    return found


def word_texts(vocabulary: Vocabulary) -> list[str]:
    """Returns every word of the vocabulary alone, and with an article."""
    words = vocabulary.words[len(SPECIAL) :]
    return [*words, *(article(word) for word in words)]


@dataclass(frozen=True)
class Sentences:
    text: Text
    ids: list[list[int]]
    points: torch.Tensor
    """(sentences,300) fp16 unit vectors."""

    def draw(self, random: np.random.Generator, count: int) -> tuple[list[list[int]], torch.Tensor]:
        """Draws sentences of about equal length, so that little is padded."""
        rows = random.integers(len(self.ids), size=4 * count)
        rows = rows[np.argsort([len(self.ids[i]) for i in rows], kind="stable")]
        first = random.integers(4) * count
        chosen = rows[first : first + count]
        return [self.ids[i] for i in chosen], self.points[torch.from_numpy(chosen)].float()


@torch.no_grad()
def load_sentences() -> Sentences:
    """Encodes all texts with the teacher: MiniLM and the joint space's projection."""
    text, cache, joint = load_text(), Cache(), load_joint()
    captions = [*Pairs().texts, *(line for line in without_pictures() if 3 <= len(tokenise(line)) <= LONGEST_LINE)]
    named = [t for pair in classes() for t in phrasings(*pair)]
    texts = [*(tidy(t) for t in captions), *named, *word_texts(text.vocabulary), *phrases(captions, PHRASES, np.random.default_rng(7))]
    vectors = cache.vectors(texts, "sentences")
    points = torch.cat([joint.encode_text(part.float()).half() for part in torch.from_numpy(vectors).split(8192)])
    ids = [text.vocabulary.known(tokenise(t)) for t in texts]
    kept = [i for i, row in enumerate(ids) if row]
    return Sentences(text, [ids[i] for i in kept], points[kept])
