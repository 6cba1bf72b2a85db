"""What the decoder is worth: perplexity a word on held-out scenes, told only what the page can tell it; and what it writes."""

import numpy as np
import torch

from training.common.task import Place
from training.decoder.data import Scenes
from training.decoder.model import Decoder, Told, word_loss
from training.prose.casing import unmark
from training.prose.tokens import START, load

SCENES = 256
"""So many of the held-out scenes are measured with."""


@torch.no_grad()
def perplexity(decoder: Decoder, held: Scenes, themes: torch.Tensor, place: Place, batch: int = 32, most: int = 400) -> dict[str, float]:
    """exp(summed loss of all tokens / words) of stories and of novels, each scene from an empty state, `most` tokens of it.

    themes: mean theme of each genre (genres, theme).
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
            heard = np.concatenate([np.full((1, len(own)), start), np.maximum(wanted[:-1], 0)])
            theme = torch.stack([themes[g] if g >= 0 else themes[0] * 0 for g in held.genre[own]])
            said = torch.from_numpy(held.captions[own].astype(np.float32)).to(place.device)
            which = torch.arange(len(own), device=place.device).expand(longest, -1)
            with place.autocast():
                out, _ = decoder(
                    torch.from_numpy(heard).to(place.device), Told(theme, said, which), decoder.begin(len(own)), torch.ones(heard.shape, device=place.device)
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
def written(decoder: Decoder, told: Told, tokens: int = 120, temperature: float = 0.7) -> list[str]:
    """One text for each row that is told something, drawn freely. told.which (1,B) indexes its themes and saids."""
    count = len(told.said)
    told = Told(told.theme, told.said, torch.arange(count, device=told.said.device)[None])
    keep, h = torch.ones(1, count, device=told.said.device), decoder.begin(count)
    heard, drawn = torch.full((1, count), load().token_to_id(START), device=told.said.device), []
    for _ in range(tokens):
        out, h = decoder(heard, told, h, keep)
        logits = (out.float() @ decoder.embedding.T + decoder.word_bias) / temperature
        logits[:, load().token_to_id(START)] = -1e4
        heard = torch.multinomial(logits.softmax(1), 1).T
        drawn.append(heard[0])
    return [unmark(load().decode(row, skip_special_tokens=False)) for row in torch.stack(drawn, 1).tolist()]
