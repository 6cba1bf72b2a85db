"""The tokeniser shared by encoder and decoder: byte-level BPE (Sennrich et al. 2016), which has no unknown tokens.

    ATELIER_DATA=... python -m training.prose.tokens

Trains the tokeniser of the next encoder on the corpus (python -m training.tales.make), captions and descriptions of birds.
All other code uses the tokeniser of the shipped encoder.
"""

from functools import cache

import numpy as np
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from training.birds.sentences import describe, load_attributes, load_human_captions
from training.captioner.text import load_captions
from training.common.paths import data_root, models_root, runs_root
from training.prose.casing import CAPITAL, PARAGRAPH, mark
from training.tales import captions
from training.tales.make import read_lines

START = "<start>"
SIGNS = [START, CAPITAL, PARAGRAPH]
VOCABULARY = 8192


def file():
    return runs_root() / "skipthought" / "tokenizer.json"


def train(lines) -> Tokenizer:
    """Trains the tokeniser. lines: texts prepared by `mark`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    signs = [AddedToken(sign, special=True, normalized=False) for sign in SIGNS]
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=signs, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(lines, trainer)
    return tokenizer


@cache
def load() -> Tokenizer:
    """Loads the shipped encoder's tokeniser. Raises SystemExit if there is none."""
    path = models_root() / "skipthought" / "tokenizer.json"
    if not path.exists():
        raise SystemExit("Train and export the encoder first: docs/training.md")
    return Tokenizer.from_file(str(path))


@cache
def learned() -> Tokenizer:
    """Loads the tokeniser for the next encoder. Raises SystemExit if it was not trained."""
    if not file().exists():
        raise SystemExit("Train the tokeniser first: python -m training.prose.tokens")
    return Tokenizer.from_file(str(file()))


def caption_lines() -> list[list[str]]:
    """Returns Flickr8k's training captions, grouped by picture."""
    captions = load_captions()
    return [[" ".join(s) for s in texts] for texts in captions.train.values()]


def coco_lines() -> list[str]:
    return [line.strip() for line in (data_root() / "coco-captions.txt").read_text().splitlines() if line.strip()]


def bird_lines(random: np.random.Generator, each: int) -> list[list[str]]:
    """Returns people's sentences and `each` generated ones per class, grouped by bird."""
    attributes = load_attributes()
    invented = [[describe(row, attributes.names, random) for _ in range(each)] for row in attributes.percentages]
    return [list(lines) for lines in load_human_captions().values()] + invented


def main() -> None:
    texts = [sentence for story in read_lines("stories") if not story["held"] for paragraph in story["sentences"] for sentence in paragraph]
    # Bird descriptions are rare next to stories, but their words should not be split into small pieces.
    birds = [line for group in bird_lines(np.random.default_rng(1), 60) for line in group] * 3
    texts += birds + captions.load_all()
    tokenizer = train(mark(text) for text in texts)
    file().parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(file()))
    print(f"{tokenizer.get_vocab_size()} entries from {len(texts)} sentences")


if __name__ == "__main__":
    main()
