"""Prints the model card's tables: the exported captioner compared with the ceiling, and ten captions that were not selected.

    ATELIER_DATA=... python -m training.captioner.evaluate [--write]

Evaluated on Flickr8k's 1,000 dev pictures, which no network was trained on, with five references each, lower case and
without punctuation. `--write` updates the tables in public/models/captioner/README.md. Takes about ten minutes on two cores.
"""

import argparse

import torch

from training.captioner.ceiling import load_ceiling
from training.captioner.data import Flickr, TeacherFeatures
from training.captioner.invert import invert
from training.captioner.measure import ranks, recall
from training.captioner.report import measure
from training.captioner.shipped import Shipped
from training.captioner.text import load_captions
from training.common.cards import write_figures
from training.common.exported import Exported
from training.common.paths import models_root
from training.perception.batches import as_rgb
from training.perception.data import load_source


@torch.no_grad()
def dev_tops(flickr: Flickr) -> torch.Tensor:
    """Returns the pooled features (N,384) of the dev pictures, by the exported perception network at 192 px, as in the page."""
    network, pictures = Exported.load(models_root() / "perception"), load_source("flickr8k").pictures
    return torch.cat([network.pooled(as_rgb(pictures[flickr.dev[i : i + 50]])) for i in range(0, len(flickr.dev), 50)])


def decoder_search(shipped: Shipped, pictures: torch.Tensor, flickr: Flickr, each: int) -> tuple[dict, dict]:
    """Measures recall for one sentence of each of the first `each` pictures, searched among all dev pictures.

    Returns the recall of search by decoder inversion, and of the joint space for the same sentences.
    """
    sentences = [shipped.vocabulary.known(flickr.references[r][0]) for r in flickr.dev[:each]]
    wanted = torch.arange(len(sentences))[:, None] == torch.arange(len(pictures))[None]
    found = torch.cat([invert(shipped, sentences[i : i + 50]) for i in range(0, len(sentences), 50)])
    with torch.no_grad():
        read = torch.cat([shipped.model.encode_text(torch.tensor([s])) for s in sentences])
    return recall(ranks(found @ pictures.T, wanted)), recall(ranks(read @ pictures.T, wanted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sentences", type=int, default=1000, help="sentences searched by decoder inversion (%(default)s)")
    args = parser.parse_args()
    captions = load_captions()
    shipped = Shipped.load()
    flickr = Flickr.of(captions, shipped.vocabulary)
    ceiling = load_ceiling().captioner
    tops = dev_tops(flickr)
    # The ceiling's input is MobileNetV2's features of the same pictures at 192 px.
    seen = {"shipped": (shipped.model, tops), "MobileNetV2 (ceiling)": (ceiling, TeacherFeatures(flickr.train).views[0][flickr.dev])}
    lines = ["| picture features | search | BLEU-1 | BLEU-2 | BLEU-3 | BLEU-4 | CIDEr-D |", "|---|---|---|---|---|---|---|"]
    recalls = ["| picture features | asked | R@1 | R@5 | R@10 | median rank |", "|---|---|---|---|---|---|"]
    spoken: list[str] = []

    def row(name: str, way: str, found: dict) -> str:
        return f"| {name} | {way} | {found['R@1']:.3f} | {found['R@5']:.3f} | {found['R@10']:.3f} | {found['median']:.0f} |"

    for name, (model, features) in seen.items():
        for beam_size in (1, 3):
            found = measure(model, features, flickr, shipped.vocabulary, beam_size)
            scores = " | ".join(f"{b:.3f}" for b in found["bleu"])
            lines.append(f"| {name} | {'greedy' if beam_size == 1 else 'beam 3'} | {scores} | {found['cider']:.3f} |")
        spoken = spoken or found["captions"]
        recalls += [row(name, way, found[way]) for way in ("text to picture", "picture to text")]
    shipped.model.eval()
    with torch.no_grad():
        pictures = shipped.model.encode_image(tops)
    through, joint = decoder_search(shipped, pictures, flickr, args.sentences)
    recalls.append(row("shipped", f"text to picture, through the decoder ({args.sentences} sentences)", through))
    recalls.append(row("shipped", f"text to picture, joint space, the same {args.sentences}", joint))
    heard = ["The first ten of dev, unpicked, beam 3; beside each what a person said:", ""]
    heard += [f"{i + 1}. {said} (_{' '.join(flickr.references[flickr.dev[i]][0])}_)" for i, said in enumerate(spoken[:10])]
    table = "\n".join([*lines, "", *recalls, "", *heard])
    print(table)
    if args.write:
        write_figures("captioner", table)


if __name__ == "__main__":
    main()
