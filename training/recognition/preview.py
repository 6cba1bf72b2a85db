"""Previews a training run: held-out pictures with the words that the network predicts."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from training.recognition.maps import decode, views_of
from training.recognition.model import Heads, Recognition
from training.recognition.pictures import load

COLUMNS, ROWS, SIDE, LINE = 6, 4, 160, 44
SHOWN = 6


@torch.no_grad()
def write_preview(network: Recognition, heads: Heads, words: list[str], folder: Path, autocast) -> None:
    """Writes words.png: 24 pictures from Flickr8k's dev split and the held-out part of `general`, with predicted words."""
    sheet = Image.new("RGB", (COLUMNS * SIDE, ROWS * (SIDE + LINE)), "white")
    pen, at = ImageDraw.Draw(sheet), 0
    for name in ("flickr8k", "general"):
        source = load(name)
        held = np.flatnonzero(source.held_out)
        rows = held[np.linspace(0, len(held) - 1, COLUMNS * ROWS // 2).astype(int)]
        with autocast():
            likely = heads(network(decode(views_of(name)[0][0][rows])))["words"].float().topk(SHOWN, 1).indices
        for row, best in zip(rows, likely.tolist(), strict=True):
            left, top = at % COLUMNS * SIDE, at // COLUMNS * (SIDE + LINE)
            sheet.paste(Image.fromarray(source.pictures[row]).resize((SIDE, SIDE)), (left, top))
            said = [words[i] for i in best]
            pen.text((left + 2, top + SIDE + 2), " ".join(said[:3]) + "\n" + " ".join(said[3:]), fill="black")
            at += 1
    sheet.save(folder / "words.png")
