"""Held-out perplexity per word by genre, conditioned on each passage's own vector."""

import numpy as np
import torch

from training.prose.corpus import GENRES
from training.prose.tokens import START, load
from training.storyteller.data import Stream
from training.storyteller.model import Storyteller, word_loss


@torch.no_grad()
def perplexity(model: Storyteller, held: Stream, autocast, low: torch.dtype, passages: int, rows: int = 64, steps: int = 256) -> dict[str, float]:
    """Returns exp(summed token loss / words) over at most `passages` passages of each genre.

    A genre's text is cut into `rows` equal pieces, each read with a zero initial state for at most `steps` tokens.
    """
    found = {}
    start, device = load().token_to_id(START), model.embedding.device
    for genre in GENRES:
        wanted = held.rows(genre)[:passages]
        inside = np.flatnonzero(np.isin(held.passage, wanted))
        length = min(steps, len(inside) // rows)
        pieces = inside[: rows * (len(inside) // rows)].reshape(rows, -1)[:, :length].T
        told = torch.from_numpy(held.tokens[pieces].astype(np.int64))
        heard = torch.cat([torch.full((1, rows), start), told[:-1]])
        used, which = np.unique(held.passage[pieces], return_inverse=True)
        thoughts, which = torch.from_numpy(held.vectors[used]).float(), torch.from_numpy(which.reshape(pieces.shape))
        heard, told, thoughts, which, h = (t.to(device) for t in (heard, told, thoughts, which, torch.zeros(rows, model.sizes.hidden)))
        with autocast():
            rows_told, _ = model(heard, thoughts, which, h, (heard != start).float())
        flat = told.reshape(-1)
        counted = flat != start
        loss = word_loss(model, rows_told[counted], flat[counted], low) * int(counted.sum())
        words = held.words[wanted].sum() * int(counted.sum()) / max(1, len(inside))
        found[genre] = round(float(torch.exp(loss / words)), 1)
    return found
