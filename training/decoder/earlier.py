"""Translates the vectors of an earlier sentence encoder to the present one's, so that styles which visitors made with it stay usable.

The earlier encoder's files lie in the runs folder, `skipthought/earlier/skipthought`.
"""

import hashlib
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.common.paths import runs_root
from training.prose.corpus import sentences_of
from training.skipthought.corpus import encode_with
from training.skipthought.data import encode
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of
from training.tales.make import read_lines

SENTENCES = 40000
RIDGE = 1e-3
"""Relative to the mean variance of the earlier vectors."""


def folder() -> Path:
    return runs_root() / "skipthought" / "earlier"


def fit(before: torch.Tensor, now: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns weight (now,before) and bias (now) of the linear map with the least squared error from `before` to `now` (N,width each)."""
    means = before.mean(0), now.mean(0)
    x, y = before - means[0], now - means[1]
    covariance = x.T @ x
    covariance += RIDGE * covariance.trace() / len(covariance) * torch.eye(len(covariance))
    weight = torch.linalg.solve(covariance, x.T @ y).T
    return weight, means[1] - weight @ means[0]


def sentences() -> list[str]:
    """Returns sentences of stories and novels."""
    found = [text for row in read_lines("corpus") for line in row["text"].split("\n") for text in sentences_of(line)]
    taken = np.random.default_rng(1).choice(len(found), min(SENTENCES, len(found)), replace=False)
    return [found[i] for i in taken]


@torch.no_grad()
def translation() -> tuple[str, dict[str, torch.Tensor]]:
    """Returns the SHA-256 of the earlier encoder's weights, and the translation from its vectors."""
    own, texts = folder() / "skipthought", sentences()
    tokenizer = Tokenizer.from_file(str(own / "tokenizer.json"))
    before = vectors_of(load_encoder(folder()), encode_with(tokenizer, texts))
    weight, bias = fit(before, vectors_of(load_encoder(), encode(texts)))
    return hashlib.sha256((own / "model.safetensors").read_bytes()).hexdigest(), {"earlier.weight": weight, "earlier.bias": bias}
