"""The tokeniser that encoder and decoder share: byte-level BPE (Sennrich et al. 2016), so that nothing is unknown.

    ATELIER_DATA=... python -m training.prose.tokens

learns it from prose, captions and sentences about birds, and keeps it with the runs. Where none was learned, the one that
the shipped encoder reads with is taken.
"""

from functools import cache

import numpy as np
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from training.birds.sentences import describe, load_attributes, load_human_captions
from training.captioner.text import load_captions
from training.common.paths import data_root, models_root, runs_root
from training.prose.casing import CAPITAL, PARAGRAPH, mark
from training.prose.corpus import load_books

START = "<start>"
SIGNS = [START, CAPITAL, PARAGRAPH]
VOCABULARY = 8192


def file():
    return runs_root() / "prose" / "tokenizer.json"


def train(lines) -> Tokenizer:
    """lines: texts that `mark` has made."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    signs = [AddedToken(sign, special=True, normalized=False) for sign in SIGNS]
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=signs, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(lines, trainer)
    return tokenizer


@cache
def load() -> Tokenizer:
    """Raises SystemExit with advice when none was learned yet and none is shipped."""
    found = next((path for path in (file(), models_root() / "skipthought" / "tokenizer.json") if path.exists()), None)
    if not found:
        raise SystemExit("Learn the tokeniser first: python -m training.prose.tokens")
    return Tokenizer.from_file(str(found))


def caption_lines() -> list[list[str]]:
    """Flickr8k's training captions, five that tell of one picture together."""
    captions = load_captions()
    return [[" ".join(s) for s in texts] for texts in captions.train.values()]


def coco_lines() -> list[str]:
    return [line.strip() for line in (data_root() / "coco-captions.txt").read_text().splitlines() if line.strip()]


def bird_lines(random: np.random.Generator, each: int) -> list[list[str]]:
    """People's sentences, and `each` invented ones of every class, those of one bird together."""
    attributes = load_attributes()
    invented = [[describe(row, attributes.names, random) for _ in range(each)] for row in attributes.percentages]
    return [list(lines) for lines in load_human_captions().values()] + invented


def main() -> None:
    texts = [s for book in load_books() for paragraph in book.parts()[0] for s in paragraph]
    groups = caption_lines() + bird_lines(np.random.default_rng(1), 60)
    texts += [line for group in groups for line in group] * 2 + coco_lines()
    tokenizer = train(mark(text) for text in texts)
    file().parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(file()))
    print(f"{tokenizer.get_vocab_size()} entries from {len(texts)} sentences")


if __name__ == "__main__":
    main()
