"""One line on how a captioner does on dev."""

import torch

from training.captioner.beam import beam_search
from training.captioner.data import Flickr
from training.captioner.measure import bleu, cider, retrieval
from training.captioner.model import Captioner
from training.captioner.text import Vocabulary, padded


@torch.no_grad()
def measure(model: Captioner, features: torch.Tensor, flickr: Flickr, vocabulary: Vocabulary, beam_size: int = 3) -> dict:
    """features (N,C): of the first N dev pictures. BLEU-1 to 4, CIDEr-D, recall both ways among these N, and the captions."""
    model.eval()
    rows = flickr.dev[: len(features)]
    vectors = torch.cat([model.look(part) for part in features.split(250)])
    said = [best[0][0] for part in vectors.split(125) for best in beam_search(model, part, beam_size)]
    words = [[vocabulary.words[i] for i in ids] for ids in said]
    references = [flickr.references[r] for r in rows]
    known = [vocabulary.known(s) or [0] for refs in references for s in refs]
    owner = torch.tensor([i for i, refs in enumerate(references) for _ in refs])
    sentences = torch.cat([model.read(padded(known[i : i + 500])) for i in range(0, len(known), 500)])
    model.train()
    return {
        "bleu": bleu(words, references),
        "cider": cider(words, references),
        **retrieval(vectors, sentences, owner),
        "captions": [" ".join(w) for w in words],
    }


def report(model: Captioner, features: torch.Tensor, flickr: Flickr, vocabulary: Vocabulary, pictures: int = 1000) -> str:
    found = measure(model, features[:pictures], flickr, vocabulary)
    scores = " / ".join(f"{100 * b:.1f}" for b in found["bleu"])
    recalls = " | ".join(f"{way}: " + ", ".join(f"{k} {v:.3g}" for k, v in found[way].items()) for way in ("text to picture", "picture to text"))
    return f"  dev {len(found['captions'])}: BLEU {scores}, CIDEr {found['cider']:.3f} | {recalls}\n  " + "\n  ".join(found["captions"][:5])
