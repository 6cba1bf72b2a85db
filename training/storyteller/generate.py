"""Writes stories for many pictures in PyTorch, to tune the page's defaults and to check a network before it is exported.

ATELIER_DATA=... python -m training.storyteller.generate --pictures 200 --out stories.json
"""

import argparse
import json
import re
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from training.captioner.shipped import Shipped
from training.captioner.text import load_captions
from training.common.checkpoint import averaged_weights
from training.prose.casing import CAPITAL, PARAGRAPH, unmark
from training.prose.corpus import GENRES
from training.prose.tokens import START, load
from training.skipthought.data import encode
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of
from training.storyteller.bank import encode_captions, read_bank, sample
from training.storyteller.data import load_stream
from training.storyteller.model import Sizes, Storyteller
from training.storyteller.pictures import points
from training.storyteller.shift import Shift, measure_shift

_END = re.compile(r"[.!?][\"']*$")


@dataclass(frozen=True)
class Style:
    """Sampling options, named as in the page."""

    temperature: float = 0.95
    top_p: float = 0.95
    penalty: float = 1.8
    strength: float = 1.3
    focus: float = 0.45
    words: int = 115
    most: int = 170
    passages: int = 3


def nearest_captions(shipped: Shipped, point: torch.Tensor, bank: tuple[list[str], torch.Tensor], samples: int = 100, nearest: int = 20) -> list[str]:
    sampled = [list(s) for s in dict.fromkeys(tuple(s) for s in sample(shipped, point.expand(samples, -1), 0.9) if s)]
    own = encode_captions(shipped, sampled) @ point
    texts = [" ".join(shipped.vocabulary.words[i] for i in s) for s in sampled] + bank[0]
    order = torch.argsort(torch.cat([own, bank[1] @ point]), descending=True).tolist()
    return list(dict.fromkeys(texts[i] for i in order[: nearest * 2]))[:nearest]


def draw(logits: torch.Tensor, history: list[int], style: Style, mild: torch.Tensor, random: torch.Generator) -> int:
    seen = torch.bincount(torch.tensor(history[-60:], dtype=torch.long), minlength=len(logits))
    logits = logits - seen * mild * float(np.log(style.penalty))
    last, counts = tuple(history[-3:]), {}
    for i in range(len(history) - 3):
        if tuple(history[i : i + 3]) == last:
            counts[history[i + 3]] = counts.get(history[i + 3], 0) + 1
    for token in counts:
        logits[token] = -1e9
    p = torch.softmax(logits / style.temperature, 0)
    values, order = p.sort(descending=True)
    kept = values.cumsum(0) - values < style.top_p
    return int(order[torch.multinomial(values * kept, 1, generator=random)])


def decode(tokens: list[int], paragraph: int) -> str:
    """Decodes tokens to text, paragraph by paragraph: the byte-level decoder would read the paragraph token as a byte."""
    parts: list[list[int]] = [[]]
    for token in tokens:
        if token == paragraph:
            parts.append([])
        else:
            parts[-1].append(token)
    return "\n\n".join(unmark(load().decode(part, skip_special_tokens=False)) for part in parts if part)


@torch.no_grad()
def generate_story(model: Storyteller, thoughts: torch.Tensor, style: Style, seed: int, mild: torch.Tensor) -> str:
    """Generates a story from the thought vectors of its passages (passages,thought)."""
    random, tokenizer = torch.Generator().manual_seed(seed), load()
    start, capital, paragraph = (tokenizer.token_to_id(s) for s in (START, CAPITAL, PARAGRAPH))
    h, last, said, passage, text, cut = torch.zeros(1, model.sizes.hidden), start, [], 0, "", ""
    given, added = model.thought(thoughts), model.output_thought(thoughts)
    while True:
        gates = F.linear(model.embedding[[last]], model.decoder.weight_ih, model.decoder.bias_ih) + given[passage]
        out, h = model.decoder(gates, h, [1])
        logits = F.linear(model.output(out) + added[passage], model.embedding, model.word_bias)[0].float()
        logits[start] = -1e9
        if not said:
            logits[paragraph] = -1e9
        last = draw(logits, said, style, mild, random)
        said.append(last)
        if last in (capital, paragraph):
            continue
        text = decode(said, paragraph)
        count = len(text.split())
        if _END.search(text):
            cut = text
            if count >= style.words:
                return text
            passage = max(passage, min(len(thoughts) - 1, int(count / style.words * len(thoughts))))
        if count >= style.most:
            return cut or text


def load_trained(kind: str = "average") -> Storyteller:
    _, saved = averaged_weights("storyteller", "Train the storyteller first: python -m training.storyteller.train")
    model = Storyteller(Sizes(*saved["model"]["embedding"].shape[:1], saved["model"]["thought.weight"].shape[1]))
    model.load_state_dict(saved[kind])
    return model.eval()


def thoughts_of(shift: Shift, vectors: torch.Tensor, genre: str, style: Style, random: np.random.Generator) -> torch.Tensor:
    """Returns the passages' thought vectors: the first from the mean of the caption vectors, each later one from its mean with a single caption."""
    mean = vectors.mean(0)
    rows = [mean]
    for i in random.permutation(min(8, len(vectors)))[: style.passages - 1]:
        rows.append((mean + vectors[i]) / 2)
    return torch.stack([shift(x, genre, style.strength, style.focus) for x in rows])


def penalised_tokens() -> torch.Tensor:
    """Returns 1 for tokens subject to the repetition penalty, 0 for the 150 most frequent ones."""
    counts = np.bincount(load_stream("train").tokens, minlength=load().get_vocab_size())
    out = torch.ones(len(counts))
    out[torch.from_numpy(np.argsort(-counts)[:150].copy())] = 0.0
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=200, help="number of dev pictures (%(default)s)")
    parser.add_argument("--out", default="stories.json", help="output file (%(default)s)")
    for name, value in vars(Style()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    style = Style(**{k: getattr(args, k) for k in vars(Style())})
    torch.manual_seed(1)
    shipped, encoder, model = Shipped.load(), load_encoder(), load_trained()
    shift, stories, mild, captions = measure_shift(encoder, load_stream("train")), [], penalised_tokens(), read_bank()
    names, vectors = points(shipped, "flickr8k-192.zip")
    dev = list(load_captions().dev)
    place = {name.removesuffix(".webp"): i for i, name in enumerate(names)}
    for i, stem in enumerate(dev[:: max(1, len(dev) // args.pictures)][: args.pictures]):
        genre = GENRES[i % len(GENRES)]
        near = nearest_captions(shipped, vectors[place[stem]], captions)
        thoughts = thoughts_of(shift, vectors_of(encoder, encode(near)), genre, style, np.random.default_rng(i))
        stories.append({"picture": stem, "genre": genre, "captions": near, "text": generate_story(model, thoughts, style, i, mild)})
        if i % 20 == 0:
            print(i, genre, near[0], "|", stories[-1]["text"], flush=True)
    with open(args.out, "w") as handle:
        json.dump(stories, handle, indent=1)


if __name__ == "__main__":
    main()
