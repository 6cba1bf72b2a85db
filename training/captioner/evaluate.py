"""Measures the exported eyes as the page uses them: captions, search, and words that no training caption has.

    ATELIER_DATA=... python -m training.captioner.evaluate [--write]

Evaluated on Flickr8k's 1,000 dev pictures, COCO's 140 held-out ones and labelled pictures, none of which was trained on.
`--write` updates the tables in public/models/captioner/README.md. Takes about fifteen minutes on two cores.
"""

import argparse
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.captioner.beam import beam_search
from training.captioner.captions import Beams, Captions, figures
from training.captioner.corpus import held_out_captions
from training.captioner.inputs import Inputs
from training.captioner.invert import invert
from training.captioner.measure import bleu, ranks, recall, retrieval
from training.captioner.rerank import rerank
from training.captioner.shipped import Shipped
from training.captioner.text import SPECIAL, UNKNOWN, tokenise
from training.common.arithmetic import pick_autocast
from training.common.cards import write_figures
from training.joint.names import label_text
from training.recognition.lessons import said_words, sentences_by_file
from training.recognition.pictures import load

NAMES, LEAST_PICTURES = 30, 3
"""Class names asked for, and the held-out pictures that each must have."""
BATCH = 50
NEIGHBOURS = ("boy", "chasing", "kitten", "automobile", "espresso")
ANALOGIES = (("man", "woman", "boy"), ("dog", "dogs", "cat"), ("run", "running", "jump"), ("snow", "skiing", "ocean"))


def see(shipped: Shipped, source: str, rows: list[int]) -> Inputs:
    """Returns what the networks see of a source's pictures, resized to the square as in the page."""
    pictures, size, found = load(source).pictures, shipped.config["size"], []
    for at in range(0, len(rows), BATCH):
        square = [np.asarray(Image.fromarray(pictures[row]).resize((size, size), Image.BILINEAR)) for row in rows[at : at + BATCH]]
        found.append(shipped.see(torch.from_numpy(np.stack(square)).permute(0, 3, 1, 2).float() / 255))
    return Inputs(torch.cat([i.points for i in found]), torch.cat([i.grid for i in found]))


@dataclass(frozen=True)
class Pictures:
    inputs: Inputs
    references: list[list[list[str]]]


def held_out(shipped: Shipped, source: str) -> Pictures:
    row = {key.rsplit("/", 1)[-1].rsplit(".", 1)[0]: i for i, key in enumerate(load(source).keys)}
    captions = {stem: texts for stem, texts in held_out_captions()[source].items() if stem in row}
    return Pictures(see(shipped, source, [row[stem] for stem in captions]), [[tokenise(t) for t in texts] for texts in captions.values()])


@torch.no_grad()
def captions_of(shipped: Shipped, pictures: Pictures, beam_size: int = 3) -> Captions:
    ids = []
    for at in range(0, len(pictures.references), BATCH):
        part = slice(at, at + BATCH)
        seen = Beams(shipped.model, pictures.inputs.grid[part]), pictures.inputs.points[part]
        ids += [best[0][0] for best in beam_search(*seen, beam_size, say_once=shipped.vocabulary.content)]
    return Captions([[shipped.vocabulary.words[i] for i in caption] for caption in ids], pictures.references)


def search(shipped: Shipped, pictures: Pictures, autocast) -> dict[str, dict[str, float]]:
    """Returns the recall of both directions over all captions; text to picture by the joint space alone, and ranked again as in the page.

    autocast: context of the likelihoods.
    """
    known = [(shipped.vocabulary.known(words) or [UNKNOWN], i) for i, refs in enumerate(pictures.references) for words in refs]
    sentences = torch.stack([shipped.encode_text(ids) for ids, _ in known])
    owner = torch.tensor([owner for _, owner in known])
    found = retrieval(pictures.inputs.points, sentences, owner)
    similarity = rerank(shipped.model, shipped.prior_mean, sentences @ pictures.inputs.points.T, [ids for ids, _ in known], pictures.inputs, autocast)
    return found | {"text to picture, ranked again": recall(ranks(similarity, owner[:, None] == torch.arange(len(pictures.references))[None]))}


def decoder_search(shipped: Shipped, pictures: Pictures, count: int) -> tuple[dict[str, float], dict[str, float]]:
    """Returns the recall of a search through the decoder for the first sentence of `count` pictures, and of the joint space's, both ranked again."""
    sentences = [shipped.vocabulary.known(refs[0]) for refs in pictures.references[:count]]
    wanted = torch.arange(len(sentences))[:, None] == torch.arange(len(pictures.references))[None]
    found = torch.cat([invert(shipped, sentences[i : i + BATCH]) for i in range(0, len(sentences), BATCH)])
    joint = torch.stack([shipped.encode_text(ids) for ids in sentences])
    similarities = (vectors @ pictures.inputs.points.T for vectors in (found, joint))
    again = (rerank(shipped.model, shipped.prior_mean, similarity, sentences, pictures.inputs) for similarity in similarities)
    return tuple(recall(ranks(similarity, wanted)) for similarity in again)


def new_names() -> dict[str, list[int]]:
    """Returns the held-out rows of `general` by class name, of NAMES names with a word that no training caption of a picture has."""
    said = {word for pictures in sentences_by_file().values() for texts in pictures.values() for word in said_words(texts)}
    source, rows = load("general"), {}
    for row, (label, held) in enumerate(zip(source.labels, source.held_out, strict=True)):
        text = label_text("general", label)
        if held and text and not said_words([text]) <= said:
            rows.setdefault(text, []).append(row)
    often = sorted((text for text, found in rows.items() if len(found) >= LEAST_PICTURES), key=lambda text: (-len(rows[text]), text))
    return {text: rows[text][:10] for text in often[:NAMES]}


def named(shipped: Shipped) -> tuple[float, int, int]:
    """Returns the share of names with a picture of theirs among the first ten, and the numbers of names and of pictures."""
    rows = new_names()
    pictures = see(shipped, "general", [row for found in rows.values() for row in found])
    owner = torch.tensor([i for i, found in enumerate(rows.values()) for _ in found])
    sentences = torch.stack([shipped.encode_text(shipped.vocabulary.known(tokenise(text)) or [UNKNOWN]) for text in rows])
    wanted = torch.arange(len(rows))[:, None] == owner[None]
    return recall(ranks(sentences @ pictures.points.T, wanted))["R@10"], len(rows), len(owner)


def words(shipped: Shipped) -> list[str]:
    """Returns lines with the nearest words to some words, and to the sums of some analogies, by the sentence encoder's embeddings."""
    vocabulary, rows = shipped.vocabulary, F.normalize(shipped.encoder.embedding.detach(), dim=1)

    def nearest(plus: tuple[str, ...], minus: tuple[str, ...] = ()) -> str:
        given = [vocabulary.index[word] for word in (*plus, *minus)]
        total = rows[given[: len(plus)]].sum(0) - rows[given[len(plus) :]].sum(0)
        order = (rows @ total).argsort(descending=True).tolist()
        return ", ".join(vocabulary.words[i] for i in order if i not in given and i >= len(SPECIAL))[:120].rsplit(", ", 1)[0]

    lines = [f"- {word}: {nearest((word,))}" for word in NEIGHBOURS if word in vocabulary.index]
    return lines + [f"- {a} is to {b} as {c} to: {nearest((b, c), (a,)).split(', ')[0]}" for a, b, c in ANALOGIES]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sentences", type=int, default=300, help="sentences searched through the decoder (%(default)s)")
    args = parser.parse_args()
    shipped = Shipped.load()
    autocast, _ = pick_autocast("cpu")
    dev, coco = held_out(shipped, "flickr8k"), held_out(shipped, "coco")
    lines = ["| pictures | search | BLEU-1 | BLEU-2 | BLEU-3 | BLEU-4 | CIDEr-D | with a shirt |", "|---|---|---|---|---|---|---|---|"]
    spoken: list[list[str]] = []
    for name, pictures, beam_size in (("Flickr8k dev", dev, 1), ("Flickr8k dev", dev, 3), ("COCO, 140", coco, 3)):
        found = captions_of(shipped, pictures, beam_size)
        scores, measured = bleu(found.captions, found.references), figures(found)
        cells = [*(f"{b:.3f}" for b in scores), f"{measured['CIDEr-D']:.3f}", f"{100 * measured['shirt']:.0f} %"]
        lines.append(f"| {name} | {'greedy' if beam_size == 1 else f'beam {beam_size}'} | {' | '.join(cells)} |")
        spoken = found.captions if name == "Flickr8k dev" else spoken
    recalls = ["| asked | R@1 | R@5 | R@10 | median rank |", "|---|---|---|---|---|"]
    ways = search(shipped, dev, autocast)
    through, joint = decoder_search(shipped, dev, args.sentences)
    ways |= {f"text to picture, through the decoder ({args.sentences} sentences)": through, f"text to picture, the same {args.sentences}": joint}
    recalls += [f"| {way} | {f['R@1']:.3f} | {f['R@5']:.3f} | {f['R@10']:.3f} | {f['median']:.0f} |" for way, f in ways.items()]
    share, names, count = named(shipped)
    unseen = f"{names} class names that no training caption has, among {count} held-out pictures of theirs: R@10 {share:.2f}."
    heard = ["The first ten of dev, unpicked, beam 3; beside each what a person said:", ""]
    heard += [f"{i + 1}. {' '.join(said)} (_{' '.join(refs[0])}_)" for i, (said, refs) in enumerate(zip(spoken[:10], dev.references, strict=False))]
    near = ["The nearest words, by the embeddings of the sentence encoder:", "", *words(shipped)]
    table = "\n".join([*lines, "", *recalls, "", unseen, "", *near, "", *heard])
    print(table)
    if args.write:
        write_figures("captioner", table)


if __name__ == "__main__":
    main()
