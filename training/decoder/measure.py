"""Evaluates the decoder: perplexity per word on held-out scenes, with the conditions that the page can provide, and samples."""

import numpy as np
import torch

from training.common.task import Place
from training.decoder.data import Scenes
from training.decoder.model import Conditions, Decoder, word_loss
from training.prose.casing import unmark
from training.prose.tokens import START, load

SCENES = 256
"""Held-out scenes that are evaluated."""


@torch.no_grad()
def perplexity(decoder: Decoder, held: Scenes, themes: torch.Tensor, place: Place, batch: int = 32, most: int = 400) -> dict[str, float]:
    """Returns the perplexity per word, exp(summed token loss / words), of stories and of novels, over `most` tokens per scene.

    Each scene starts from a zero state. themes (genres, theme): mean theme of each genre.
    """
    start, found = load().token_to_id(START), {}
    starts = np.concatenate([[0], held.ends[:-1]])
    for name, rows in (("stories", np.flatnonzero(~held.novel)), ("novels", np.flatnonzero(held.novel))):
        rows = rows[np.unique(np.linspace(0, len(rows) - 1, SCENES).astype(int))] if len(rows) else rows
        loss = words = 0.0
        for at in range(0, len(rows), batch):
            own = rows[at : at + batch]
            texts = [held.tokens[starts[i] : held.ends[i]].astype(np.int64)[:most] for i in own]
            texts = [t[1:] if len(t) and t[0] == start else t for t in texts]
            longest = max(map(len, texts))
            wanted = np.full((longest, len(own)), -1)
            for column, text in enumerate(texts):
                wanted[: len(text), column] = text
            inputs = np.concatenate([np.full((1, len(own)), start), np.maximum(wanted[:-1], 0)])
            theme = torch.stack([themes[g] if g >= 0 else themes[0] * 0 for g in held.genre[own]])
            opening = torch.from_numpy(held.captions[own].astype(np.float32)).to(place.device)
            which = torch.arange(len(own), device=place.device).expand(longest, -1)
            with place.autocast():
                out, _ = decoder(
                    torch.from_numpy(inputs).to(place.device),
                    Conditions(theme, opening, which),
                    decoder.initial_state(len(own)),
                    torch.ones(inputs.shape, device=place.device),
                )
            flat = torch.from_numpy(wanted.reshape(-1)).to(place.device)
            counted = flat >= 0
            loss += float(word_loss(decoder, out[counted], flat[counted], place.dtype)) * int(counted.sum())
            sizes = (held.ends - starts)[own]
            words += float(sum(w * len(t) / size for w, t, size in zip(held.words[own], texts, sizes, strict=True)))
        if words:
            found[f"{name}, perplexity"] = round(float(np.exp(loss / words)), 2)
    return found


@torch.no_grad()
def sample(decoder: Decoder, conditions: Conditions, tokens: int = 120, temperature: float = 0.7) -> list[str]:
    """Samples one text for each row of conditions."""
    count, device = len(conditions.opening), conditions.opening.device
    conditions = Conditions(conditions.theme, conditions.opening, torch.arange(count, device=device)[None])
    keep, h = torch.ones(1, count, device=device), decoder.initial_state(count)
    inputs, drawn = torch.full((1, count), load().token_to_id(START), device=device), []
    for _ in range(tokens):
        out, h = decoder(inputs, conditions, h, keep)
        logits = (out.float() @ decoder.embedding.T + decoder.word_bias) / temperature
        logits[:, load().token_to_id(START)] = -1e4
        inputs = torch.multinomial(logits.softmax(1), 1).T
        drawn.append(inputs[0])
    return [unmark(load().decode(row, skip_special_tokens=False)) for row in torch.stack(drawn, 1).tolist()]
