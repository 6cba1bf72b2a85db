"""Shortens the vector of the opening: the decoder's weights for it have few directions, and the rest would only be stored."""

import torch

from training.decoder.model import Decoder
from training.decoder.train import NOISE

OPENING = 96
"""Directions that are kept; held-out perplexity does not change (docs/decisions/0041)."""


def narrow(decoder: Decoder, openings: torch.Tensor, directions: int = OPENING) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Factors the decoder's weights for the opening, with the least squared error over `openings` (N,thought) and their noise.

    Returns the directions (directions,thought), in which openings have unit variance, and the weights on them: of each
    layer (3*hidden,directions), and of the output (embedding,directions).
    """
    width = openings.shape[1]
    covariance = openings.T @ openings / len(openings) + NOISE**2 / width * torch.eye(width)
    root = torch.linalg.cholesky(covariance)
    whole = torch.cat([*(said.weight for said in decoder.said), decoder.output_said.weight])
    left, spread, _ = torch.linalg.svd(whole @ root, full_matrices=False)
    left, spread = left[:, :directions], spread[:directions]
    basis = (left.T @ whole) / spread[:, None]
    return basis, list((left * spread).split([said.weight.shape[0] for said in decoder.said] + [decoder.output_said.weight.shape[0]]))
