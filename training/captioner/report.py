"""Evaluates a captioner on the dev split: caption metrics and retrieval in both directions."""

import torch

from training.captioner.beam import beam_search
from training.captioner.data import Flickr
from training.captioner.measure import bleu, cider, retrieval
from training.captioner.model import Captioner
from training.captioner.text import Vocabulary, padded


@torch.no_grad()
def measure(model: Captioner, features: torch.Tensor, flickr: Flickr, vocabulary: Vocabulary, beam_size: int = 3) -> dict:
    """Evaluates a captioner in evaluation mode on the first N dev pictures.

    features (N,C): features of those pictures. Returns BLEU-1 to BLEU-4, CIDEr-D, recall in both directions among them,
    and the captions.
    """
    rows, device = flickr.dev[: len(features)], model.embedding.device
    vectors = torch.cat([model.encode_image(part.to(device)) for part in features.split(250)])
    said = [best[0][0] for part in vectors.split(125) for best in beam_search(model, part, beam_size)]
    words = [[vocabulary.words[i] for i in ids] for ids in said]
    references = [flickr.references[r] for r in rows]
    known = [vocabulary.known(s) or [0] for refs in references for s in refs]
    owner = torch.tensor([i for i, refs in enumerate(references) for _ in refs])
    sentences = torch.cat([model.encode_text(padded(known[i : i + 500]).to(device)) for i in range(0, len(known), 500)])
    return {
        "bleu": bleu(words, references),
        "cider": cider(words, references),
        **retrieval(vectors.float().cpu(), sentences.float().cpu(), owner),
        "captions": [" ".join(w) for w in words],
    }


def figures(found: dict) -> dict[str, float]:
    """Returns the main metrics of `measure`, by name."""
    recalls = {f"{way} {k}": round(found[way][k], 3) for way in ("text to picture", "picture to text") for k in ("R@1", "R@10")}
    return {"BLEU-4": round(found["bleu"][3], 3), "CIDEr": round(found["cider"], 3)} | recalls


def beside_people(found: dict, flickr: Flickr) -> str:
    """Formats each caption of `measure` with a reference caption, one picture per line."""
    said = [" ".join(flickr.references[row][0]) for row in flickr.dev[: len(found["captions"])]]
    return "\n".join(f"{own}    ({person})" for own, person in zip(found["captions"], said, strict=True)) + "\n"
