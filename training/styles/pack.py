"""Gram matrices in a quarter of the bytes of fp32: correlations as 8-bit integers of the upper triangle, the diagonal exact.

Activations are not negative, so that correlations lie in 0..1 and one step is 1/255: the quantisation error is below
0.002 of sqrt(G_ii G_jj), far under the loss that a painting reaches. fp16 Grams would be six times larger.
"""

import numpy as np


def quantise(gram: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(C,C), symmetric, not negative -> (uint8 of the strict upper triangle row by row, fp32 diagonal (C))."""
    diagonal = np.diag(gram).astype(np.float64)
    # A channel that is silent all over the painting has no correlation: 0 restores its exact zeros.
    scale = np.sqrt(np.outer(diagonal, diagonal))
    correlation = np.divide(gram, scale, out=np.zeros_like(scale), where=scale > 0)
    upper = correlation[np.triu_indices(len(gram), 1)]
    return np.round(np.clip(upper, 0, 1) * 255).astype(np.uint8), diagonal.astype(np.float32)


def restore(upper: np.ndarray, diagonal: np.ndarray) -> np.ndarray:
    """The page's inverse of `quantise` -> (C,C) fp32."""
    c = len(diagonal)
    correlation = np.eye(c)
    rows = np.triu_indices(c, 1)
    correlation[rows] = upper / 255
    correlation.T[rows] = upper / 255
    return (correlation * np.sqrt(np.outer(diagonal, diagonal).astype(np.float64))).astype(np.float32)


def pack(measured: dict[int, dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """{scale: {layer: (C,C)}} -> the tensors of a style file."""
    tensors = {}
    for scale, layers in measured.items():
        for layer, g in layers.items():
            upper, diagonal = quantise(g)
            tensors[f"gram.{scale}.{layer}.correlation"] = upper
            tensors[f"gram.{scale}.{layer}.diagonal"] = diagonal
    return tensors


def relative_error(measured: np.ndarray, target: np.ndarray) -> float:
    """||G - T||^2 / ||T||^2: the style loss of one layer."""
    return float(np.square(measured - target).sum() / np.square(target).sum())
