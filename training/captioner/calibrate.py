"""Calibrates what the page says of its own answers: the confidence of a caption and the cut-off of a search.

    ATELIER_DATA=... python -m training.captioner.calibrate

Writes calibration.json to the captioner's run, from where the export takes it into config.json. The confidence is a logistic
regression on held-out pictures (Flickr8k's dev split and COCO's 140): the share of captions whose main noun a human caption
has. The cut-off is the cosine at which a search of LIBRARY pictures errs as often one way as the other.
"""

import json
from dataclasses import dataclass

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from training.captioner.beam import beam_search
from training.captioner.captions import Beams, Dev
from training.captioner.corpus import load_text
from training.captioner.export import RUN, load_captioner, load_encoder
from training.captioner.inputs import SeenInputs
from training.captioner.model import AttentiveCaptioner
from training.captioner.nouns import STOP_WORDS, is_named, main_noun
from training.captioner.text import END, START, Vocabulary, padded
from training.common.runs import run_folder
from training.sentences.model import SentenceEncoder

BATCH = 50
LIBRARY, SEARCHES = 62, 600
"""Pictures searched, as many as the sample library has, and sentences asked."""


@dataclass(frozen=True)
class Signs:
    """What speaks for a caption, by picture."""

    features: np.ndarray
    """(N,3): mean log-probability per word and end token, cosine of picture and caption, entropy of the attention in nats."""
    captions: list[list[str]]


@torch.no_grad()
def signs_of(model: AttentiveCaptioner, encoder: SentenceEncoder, dev: Dev, vocabulary: Vocabulary, count: int) -> Signs:
    features, captions = [], []
    for at in range(0, min(count, len(dev.pictures)), BATCH):
        inputs = dev.inputs.of(dev.pictures[at : min(at + BATCH, count)])
        ids = [best[0][0] for best in beam_search(Beams(model, inputs.grid), inputs.points, say_once=vocabulary.content)]
        captions += [[vocabulary.words[i] for i in caption] for caption in ids]
        texts = encoder(padded([caption or [END] for caption in ids]))
        cosines = (inputs.points * texts).sum(1)
        for row, caption in enumerate(ids):
            beams, h = Beams(model, inputs.grid[row : row + 1]), model.initial_state(inputs.points[row : row + 1])
            logs, entropies, before = [], [], START
            for word in [*caption, END]:
                if word != END:
                    weight = model.attend(h, beams.projected)[1]
                    entropies.append(float(-(weight * weight.clamp(min=1e-12).log()).sum()))
                log, h = model.log_probabilities(torch.tensor([before]), h, beams.projected)
                logs.append(float(log[0, word]))
                before = word
            features.append([np.mean(logs), float(cosines[row]), np.mean(entropies) if entropies else 0.0])
    return Signs(np.array(features), captions)


def fit_confidence(features: np.ndarray, right: np.ndarray) -> tuple[dict, np.ndarray]:
    """Returns weights and bias of the regression on the raw signs, and each row's probability as predicted by the other folds."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    model = LogisticRegression(C=1.0)
    predicted = cross_val_predict(model, (features - mean) / spread, right, cv=5, method="predict_proba")[:, 1]
    model.fit((features - mean) / spread, right)
    weights = model.coef_[0] / spread
    return {"weights": [round(float(w), 4) for w in weights], "bias": round(float(model.intercept_[0] - weights @ mean), 4)}, predicted


def reliability(predicted: np.ndarray, right: np.ndarray) -> list[tuple[float, float, int]]:
    """Returns (mean probability, share right, captions) by fifths of the probability."""
    parts = np.array_split(np.argsort(predicted), 5)
    return [(round(float(predicted[part].mean()), 3), round(float(right[part].mean()), 3), len(part)) for part in parts]


def equal_errors(positive: np.ndarray, negative: np.ndarray) -> tuple[float, float]:
    """Returns the cut-off at which as large a share of `positive` lies below as of `negative` above, and that share."""
    cuts = np.sort(np.concatenate([positive, negative]))
    below, above = (positive[:, None] < cuts).mean(0), (negative[:, None] >= cuts).mean(0)
    at = int(np.abs(below - above).argmin())
    return float(cuts[at]), float((below[at] + above[at]) / 2)


@torch.no_grad()
def cut_off(encoder: SentenceEncoder, dev: Dev, vocabulary: Vocabulary, count: int) -> tuple[float, float]:
    """Returns the best cosine's cut-off for searches of LIBRARY pictures, with and without the sentence's own picture, and its error."""
    random, points = np.random.default_rng(5), dev.inputs.of(dev.pictures[:count]).points
    content = [{w for sentence in refs for w in sentence if w not in STOP_WORDS} for refs in dev.references[:count]]
    found: tuple[list[float], list[float]] = ([], [])
    while len(found[0]) < SEARCHES:
        own = int(random.integers(count))
        sentence = dev.references[own][random.integers(len(dev.references[own]))]
        said = {w for w in sentence if w not in STOP_WORDS}
        others = [i for i in random.permutation(count) if not said & content[i]][:LIBRARY]
        ids = vocabulary.known(sentence)
        if len(others) < LIBRARY or not ids:
            continue
        scores = (points[[own, *others]] @ encoder(padded([ids]))[0]).numpy()
        found[0].append(float(scores[:-1].max()))
        found[1].append(float(scores[1:].max()))
    return equal_errors(np.array(found[0]), np.array(found[1]))


def main() -> None:
    vocabulary, inputs = load_text().vocabulary, SeenInputs()
    (model, _), encoder = load_captioner(len(vocabulary)), load_encoder(len(vocabulary))
    features, right = [], []
    for source, count in (("flickr8k", 1000), ("coco", 140)):
        dev = Dev(inputs, vocabulary, source)
        signs = signs_of(model, encoder, dev, vocabulary, count)
        features.append(signs.features)
        right += [is_named(main_noun(words), refs) for words, refs in zip(signs.captions, dev.references, strict=False)]
    confidence, predicted = fit_confidence(np.concatenate(features), np.array(right))
    cut, error = cut_off(encoder, Dev(inputs, vocabulary), vocabulary, 1000)
    found = {"confidence": confidence, "searchCutOff": round(cut, 3)}
    (run_folder(RUN) / "calibration.json").write_text(json.dumps(found, indent="\t") + "\n")
    print(found, f"main noun right {np.mean(right):.3f}; cut-off errs in {error:.3f}")
    print("probability, share right, captions:", reliability(predicted, np.array(right)))


if __name__ == "__main__":
    main()
