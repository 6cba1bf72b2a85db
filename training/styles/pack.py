"""Quantises Gram matrices: the correlations of the upper triangle as 8-bit integers, the diagonal in fp32.

Activations are non-negative, so that correlations are in 0..1, in steps of 1/255. The quantisation error is below
0.002 sqrt(G_ii G_jj), far below the final style loss. A file takes about an eighth of the bytes of fp32 matrices.
"""

import numpy as np


def quantise(gram: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Quantises a symmetric, non-negative matrix (C,C). Returns the strict upper triangle, row-major, as uint8, and the fp32 diagonal (C)."""
    diagonal = np.diag(gram).astype(np.float64)
    # A channel without activation has no correlation; 0 restores its zeros exactly.
    scale = np.sqrt(np.outer(diagonal, diagonal))
    correlation = np.divide(gram, scale, out=np.zeros_like(scale), where=scale > 0)
    upper = correlation[np.triu_indices(len(gram), 1)]
    return np.round(np.clip(upper, 0, 1) * 255).astype(np.uint8), diagonal.astype(np.float32)


def restore(upper: np.ndarray, diagonal: np.ndarray) -> np.ndarray:
    """Inverts `quantise`, as the page does. Returns (C,C) fp32."""
    c = len(diagonal)
    correlation = np.eye(c)
    rows = np.triu_indices(c, 1)
    correlation[rows] = upper / 255
    correlation.T[rows] = upper / 255
    return (correlation * np.sqrt(np.outer(diagonal, diagonal).astype(np.float64))).astype(np.float32)


def pack(measured: dict[int, dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Returns the tensors of a style file. measured: Gram matrices (C,C) by scale and layer."""
    tensors = {}
    for scale, layers in measured.items():
        for layer, g in layers.items():
            upper, diagonal = quantise(g)
            tensors[f"gram.{scale}.{layer}.correlation"] = upper
            tensors[f"gram.{scale}.{layer}.diagonal"] = diagonal
    return tensors


def relative_error(measured: np.ndarray, target: np.ndarray) -> float:
    """Returns ||G - T||^2 / ||T||^2, the style loss of one layer."""
    return float(np.square(measured - target).sum() / np.square(target).sum())
