"""Translates the vectors of an earlier sentence encoder to the present one's, so that styles which visitors made with it stay usable.

The earlier encoder's files lie in the runs folder, `skipthought/earlier/skipthought`: what public/models/skipthought had at 96546f0.
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

PASSAGES = 5000
"""Passages of stories and novels whose sentences both encoders read, some 40,000."""
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
    """Returns the sentences of random passages."""
    passages = [row["text"] for row in read_lines("corpus")]
    taken = np.random.default_rng(1).choice(len(passages), min(PASSAGES, len(passages)), replace=False)
    return [text for i in taken for line in passages[i].split("\n") for text in sentences_of(line)]


@torch.no_grad()
def translation() -> tuple[str | None, dict[str, torch.Tensor]]:
    """Returns the SHA-256 of the earlier encoder's weights, and the translation from its vectors; nothing where its files are missing."""
    own = folder() / "skipthought"
    if not own.exists():
        print(f"There is no {own}: styles that visitors made with the earlier encoder will not be understood.")
        return None, {}
    texts = sentences()
    tokenizer = Tokenizer.from_file(str(own / "tokenizer.json"))
    before = vectors_of(load_encoder(folder()), encode_with(tokenizer, texts))
    weight, bias = fit(before, vectors_of(load_encoder(), encode(texts)))
    return hashlib.sha256((own / "model.safetensors").read_bytes()).hexdigest(), {"earlier.weight": weight, "earlier.bias": bias}
