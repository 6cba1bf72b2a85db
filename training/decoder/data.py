"""Splits the corpus into scenes: a few consecutive passages of a story, as tokens, with the vectors that condition the decoder.

    ATELIER_DATA=... python -m training.decoder.data

Writes the scenes in parts, for training. Needs the corpus (python -m training.tales.make) and the exported encoder.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import torch

from training.common.arithmetic import pick_autocast
from training.common.paths import runs_root
from training.prose.casing import PARAGRAPH, mark
from training.prose.corpus import GENRES, sentences_of
from training.prose.tokens import START, load
from training.skipthought.data import encode
from training.skipthought.export import load_encoder
from training.skipthought.measure import vectors_of
from training.tales.cast import Contexts, cast
from training.tales.make import read_lines

SCENE_WORDS = 400
"""A scene ends with the passage that reaches this many words. The mean vector of a longer text describes it poorly."""
STORIES = 2000
"""Stories per file, so that little is lost when a run is stopped."""
DIRECTIONS = 64
NEAR = 0.35
"""Least cosine between a scene's beginning and a caption that describes it."""


@dataclass(frozen=True)
class Scenes:
    tokens: np.ndarray
    """int16, tokens of all scenes. START precedes a story's first scene, PARAGRAPH each paragraph but the first."""
    ends: np.ndarray
    """(scenes) end of each scene in `tokens`."""
    mean: np.ndarray
    """(scenes, thought) fp16: mean of the sentence vectors."""
    first: np.ndarray
    """(scenes, thought) fp16: vector of the first sentence."""
    captions: np.ndarray
    """(scenes, thought) fp16: mean vector of the captions near its beginning; zeros if there are none."""
    opens: np.ndarray
    """(scenes) bool: whether the scene opens a story."""
    genre: np.ndarray
    """(scenes) index into GENRES, -1 if unknown."""
    novel: np.ndarray
    held: np.ndarray
    words: np.ndarray

    def select(self, rows: np.ndarray) -> "Scenes":
        """Returns the scenes `rows`, in that order."""
        starts = np.concatenate([[0], self.ends[:-1]])
        pieces = [self.tokens[starts[i] : self.ends[i]] for i in rows]
        rest = {name: getattr(self, name)[rows] for name in Scenes.__dataclass_fields__ if name not in ("tokens", "ends")}
        return Scenes(np.concatenate(pieces), np.cumsum([len(p) for p in pieces]), **rest)


def folder() -> Path:
    return runs_root() / "decoder" / "scenes"


def scenes_of(passages: list[dict]) -> list[list[dict]]:
    """Groups consecutive passages of a story into scenes of about SCENE_WORDS words."""
    found: list[list[dict]] = []
    for passage in passages:
        if found and sum(p["words"] for p in found[-1]) < SCENE_WORDS:
            found[-1].append(passage)
        else:
            found.append([passage])
    return found


def recast(scenes: list[list[dict]], contexts: Contexts) -> list[list[dict]]:
    """Returns a story's scenes with its people and places renamed (training.tales.cast)."""
    told = cast(["\f".join(passage["text"] for passage in scene) for scene in scenes], contexts)
    return [[passage | {"text": text} for passage, text in zip(scene, new.split("\f"), strict=True)] for scene, new in zip(scenes, told, strict=True)]


def texts_of(scene: list[dict]) -> tuple[list[str], list[bool]]:
    """Returns a scene's sentences, and which of them open a paragraph."""
    texts, opens = [], []
    for passage in scene:
        for i, paragraph in enumerate(passage["text"].split("\n")):
            sentences = sentences_of(paragraph)
            texts += sentences
            opens += [j == 0 and not (i == 0 and passage["opens"] == "") for j in range(len(sentences))]
    return texts, opens


def build(stories: list[list[dict]], contexts: Contexts, encoder, caption_vector) -> Scenes:
    """Builds the scenes of stories. contexts: of the names in all stories. caption_vector: returns the vector of a caption."""
    tokenizer = load()
    start, paragraph = tokenizer.token_to_id(START), tokenizer.token_to_id(PARAGRAPH)
    scenes = [(scene, i == 0) for story in stories for i, scene in enumerate(recast(scenes_of(story), contexts))]
    marked_texts = [texts_of(scene) for scene, _ in scenes]
    texts = [t for own, _ in marked_texts for t in own]
    vectors = vectors_of(encoder, encode(texts)).numpy()
    ids = [e.ids for e in tokenizer.encode_batch([mark(t) for t in texts])]
    rows = {name: [] for name in Scenes.__dataclass_fields__}
    at = 0
    for (scene, begins), (own, opens) in zip(scenes, marked_texts, strict=True):
        here = slice(at, at + len(own))
        at += len(own)
        marked = [[paragraph, *row] if opening and (j or not begins) else row for j, (row, opening) in enumerate(zip(ids[here], opens, strict=True))]
        rows["tokens"].append(np.concatenate([[start] if begins else [], *marked]).astype(np.int16))
        near = [caption_vector(c["caption"]) for c in scene[0]["captions"] if c["cosine"] >= NEAR]
        rows["mean"].append(vectors[here].mean(0))
        rows["first"].append(vectors[at - len(own)])
        rows["captions"].append(np.mean(near, 0) if near else np.zeros(vectors.shape[1]))
        rows["opens"].append(begins)
        rows["genre"].append(GENRES.index(scene[0]["genre"]) if scene[0]["genre"] else -1)
        rows["novel"].append(scene[0]["kind"] == "novels")
        rows["held"].append(scene[0]["held"])
        rows["words"].append(sum(p["words"] for p in scene))
    ends = np.cumsum([len(t) for t in rows["tokens"]])
    half = {name: np.array(rows[name], dtype=np.float16) for name in ("mean", "first", "captions")}
    flags = {name: np.array(rows[name]) for name in ("opens", "genre", "novel", "held", "words")}
    return Scenes(np.concatenate(rows["tokens"]), ends, **half, **flags)


def in_parts(rows: Iterator[dict], size: int = STORIES) -> Iterator[list[list[dict]]]:
    """Groups the corpus's passages into stories and yields `size` stories at a time."""
    part: list[list[dict]] = []
    for _, passages in groupby(rows, key=lambda row: row["story"]):
        part.append(list(passages))
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def kinds_of_scenes() -> np.ndarray:
    """Returns the source of each of `load_scenes`'s scenes, such as "novels"."""
    return np.array([scene[0]["kind"] for part in in_parts(read_lines("corpus")) for story in part for scene in scenes_of(story)])


def load_scenes() -> Scenes:
    """Loads all scenes. Raises SystemExit if there are none."""
    files = sorted(folder().glob("*.npz"))
    if not files:
        raise SystemExit("Make the scenes first: python -m training.decoder.data")
    parts = []
    for file in files:
        with np.load(file) as found:
            parts.append(Scenes(**{name: found[name] for name in found.files}))
    first = np.cumsum([0, *(len(p.tokens) for p in parts[:-1])])
    rest = {name: np.concatenate([getattr(p, name) for p in parts]) for name in Scenes.__dataclass_fields__ if name != "ends"}
    return Scenes(ends=np.concatenate([p.ends + f for p, f in zip(parts, first, strict=True)]), **rest)


def principal(means: np.ndarray, directions: int = DIRECTIONS) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Fits the theme projection to mean vectors (N,thought). Returns centre, principal directions (directions,thought) and scale.

    A theme is ((mean - centre) @ directions.T) / scale.
    """
    rows = torch.from_numpy(means.astype(np.float32))
    centre = rows.mean(0)
    basis = torch.linalg.svd((rows - centre)[:: max(1, len(rows) // 20000)], full_matrices=False).Vh[:directions]
    spread = ((rows - centre) @ basis.T).std(0).clamp(min=1e-6)
    # A single scale for all directions preserves the angles between themes.
    return centre, basis, spread.square().mean().sqrt().expand(len(basis)).clone()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    autocast, _ = pick_autocast("cpu")
    encoder = load_encoder()
    folder().mkdir(parents=True, exist_ok=True)
    contexts = Contexts.of([" ".join(row["text"] for row in story) for part in in_parts(read_lines("corpus")) for story in part])
    with torch.no_grad(), autocast():
        for number, part in enumerate(in_parts(read_lines("corpus"))):
            file = folder() / f"{number:04d}.npz"
            if file.exists():
                continue
            lines = sorted({c["caption"] for story in part for row in story for c in row["captions"] if c["cosine"] >= NEAR})
            known = dict(zip(lines, vectors_of(encoder, encode([line.rstrip(".") for line in lines])).numpy(), strict=True))
            scenes = build(part, contexts, encoder, known.__getitem__)
            with open(file.with_suffix(".new"), "wb") as handle:
                np.savez(handle, **scenes.__dict__)
            file.with_suffix(".new").replace(file)
            print(f"{file.name}: {len(scenes.ends)} scenes, {len(scenes.tokens)} tokens", flush=True)


if __name__ == "__main__":
    main()
