"""Exports the decoder, its theme projection and the style shift's vectors to public/models/storyteller.

ATELIER_DATA=... python -m training.decoder.export
"""

import argparse
import hashlib
import json

import numpy as np
import torch

from training.captioner.text import FUNCTION_WORDS
from training.common.checkpoint import averaged_weights
from training.common.eightbit import packed
from training.common.index import register
from training.common.paths import models_root
from training.common.shards import save_shards
from training.decoder.data import Scenes, kinds_of_scenes, load_scenes
from training.decoder.earlier import translation
from training.decoder.endings import ending_of, whole_stories
from training.decoder.model import Decoder, Sizes
from training.decoder.narrow import narrow
from training.prose.corpus import GENRES
from training.prose.tokens import VOCABULARY
from training.skipthought.data import encode
from training.skipthought.export import SPECIAL_TOKENS, load_encoder
from training.skipthought.measure import vectors_of
from training.tales.captions import load_all
from training.tales.cast import CAST
from training.tales.lexicon import lexicon
from training.tales.make import read_lines
from training.tales.stock import stock_phrases

CAPTIONS = 8000
"""Captions whose mean is the c of the style shift."""
UNLIKE = {"novels", "rocstories", "storycloze", "tinystories", "tales"}
"""Sources whose stories are not averaged to a genre's vector: novels are told otherwise, the others are a few sentences long.

Half of what the classifier calls romance or science fiction are five sentences about a date or a telephone.
"""
CONTRAST = 1.7
"""How far a genre's vector lies from the middle of all genres, relative to the mean of its stories: means of stories are alike."""
SHOWN = 60
"""Scenes of each genre that the page plots."""


def decoder_of(weights: dict[str, torch.Tensor]) -> Decoder:
    """Builds the decoder from a checkpoint's weights, which determine its sizes."""
    theme, thought = weights["basis"].shape
    hidden = weights["decoder.layers.0.weight_hh"].shape[1]
    layers = sum(name.endswith("weight_hh") for name in weights)
    decoder = Decoder(Sizes(VOCABULARY, thought, theme, weights["decoder.embedding"].shape[1], hidden, layers))
    decoder.load_state_dict({k.removeprefix("decoder."): v for k, v in weights.items() if k.startswith("decoder.")})
    return decoder.eval()


def names_of(decoder: Decoder, said: list[torch.Tensor]) -> dict[str, torch.Tensor]:
    """Returns the parameters by their names in the file. said: the weights on the opening's directions, of each layer and of the output.

    Theme and opening are one input there, in this order.
    """
    named = {
        "embedding": decoder.embedding,
        "wordBias": decoder.word_bias,
        "output.weight": decoder.output.weight,
        "output.bias": decoder.output.bias,
        "output.condition.weight": torch.cat([decoder.output_theme.weight, said[-1]], 1),
    }
    for i, layer in enumerate(decoder.layers):
        prefix = "decoder." if i == 0 else f"decoder.{i}."
        named |= {f"{prefix}{k}": v for k, v in layer.named_parameters()}
        named[f"{prefix}condition.weight"] = torch.cat([decoder.theme[i].weight, said[i]], 1)
    return named


def openings_of(scenes: Scenes) -> torch.Tensor:
    """Returns the vectors that stories were told to open with: first sentences and near captions (N,thought)."""
    return torch.from_numpy(np.concatenate([scenes.first[scenes.opens], scenes.captions[scenes.opens]]).astype(np.float32))


def rows_of_genres(scenes: Scenes, kinds: np.ndarray) -> dict[str, np.ndarray]:
    """Returns the scenes that stand for each genre. kinds: the source of each scene."""
    usable = ~scenes.held & ~np.isin(kinds, list(UNLIKE))
    return {genre: np.flatnonzero((scenes.genre == g) & usable) for g, genre in enumerate(GENRES)}


def style_space(scenes: Scenes, rows: dict[str, np.ndarray], captions: torch.Tensor) -> dict[str, torch.Tensor]:
    """Returns the mean vectors of captions and genres, and the 2-D plane of the map with some scenes of each genre."""
    means = torch.from_numpy(scenes.mean.astype(np.float32))
    plain = {genre: means[own].mean(0) for genre, own in rows.items()}
    middle = torch.stack(list(plain.values())).mean(0)
    genres = {genre: middle + CONTRAST * (mean - middle) for genre, mean in plain.items()}
    centre = torch.stack([*genres.values(), captions]).mean(0)
    axes = torch.linalg.svd(torch.stack([*genres.values(), captions]) - centre, full_matrices=False).Vh[:2]
    random = np.random.default_rng(1)
    tensors = {"plane.mean": centre, "plane.axes": axes, "captions.mean": captions}
    for genre, own in rows.items():
        taken = random.choice(own, min(SHOWN, len(own)), replace=False)
        tensors |= {f"genre.{genre}.places": (means[taken] - centre) @ axes.T, f"genre.{genre}.mean": genres[genre]}
    return tensors


def typical_words(corpus: list[dict]) -> dict[str, list[str]]:
    """Returns the lexicon of each genre, from all stories that the decoder was trained on but novels."""
    told = ((row["text"], row["genre"]) for row in corpus if row["genre"] and row["kind"] != "novels" and not row["held"])
    return lexicon(told, frozenset(FUNCTION_WORDS))


@torch.no_grad()
def caption_mean() -> torch.Tensor:
    lines = load_all()
    taken = np.random.default_rng(1).choice(len(lines), min(CAPTIONS, len(lines)), replace=False)
    return vectors_of(load_encoder(), encode([lines[i].rstrip(".") for i in taken])).mean(0)


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="2")
    args = parser.parse_args()
    weights, saved = averaged_weights("decoder", "Train the decoder first: python -m training.decoder.train")
    decoder, scenes = decoder_of(weights), load_scenes()
    folder = models_root() / "storyteller"
    folder.mkdir(parents=True, exist_ok=True)
    theme = {"theme.centre": weights["centre"], "theme.basis": weights["basis"], "theme.scale": weights["spread"]}
    rows = rows_of_genres(scenes, kinds_of_scenes())
    basis, said = narrow(decoder, openings_of(scenes))
    earlier, translated = translation()
    corpus = list(read_lines("corpus"))
    stories = whole_stories(corpus, UNLIKE)
    tensors = packed(names_of(decoder, said) | theme | {"opening.basis": basis} | translated) | style_space(scenes, rows, caption_mean())
    tensors |= {"ending": ending_of(load_encoder(), stories)}
    weights_files = save_shards(tensors, folder)
    sizes = decoder.sizes
    config = {
        "architecture": "storyteller",
        "skipthought": hashlib.sha256((models_root() / "skipthought" / "model.safetensors").read_bytes()).hexdigest(),
        **({"earlier": earlier} if earlier else {}),
        "vocabulary": sizes.vocabulary,
        "embedding": sizes.embedding,
        "decoder": {"kind": "gru", "hidden": sizes.hidden, "layers": sizes.layers},
        "thought": sizes.thought,
        "theme": sizes.theme,
        "opening": len(basis),
        "genres": [{"id": genre, "passages": len(own)} for genre, own in rows.items()],
        "specialTokens": SPECIAL_TOKENS,
        "cast": CAST,
        "stock": stock_phrases(" ".join(parts) for parts in stories),
        "lexicon": typical_words(corpus),
    }
    (folder / "config.json").write_text(json.dumps(config, indent="\t") + "\n")
    files = [f"storyteller/{name}" for name in ("config.json", *weights_files)]
    register("storyteller", files, args.version)
    print({f: (models_root() / f).stat().st_size for f in files}, f"after {saved['step']} steps, {saved['seconds'] / 60:.0f} minutes")


if __name__ == "__main__":
    main()
