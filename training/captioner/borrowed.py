"""Borrows captions for pictures that have none: the nearest captions of other pictures that name what the teacher sees.

Only pictures whose class EfficientNet-Lite2 is sure of take part. So the decoder learns to attend to cats, cups and trains,
which few captioned pictures show.
"""

from collections import defaultdict

import numpy as np
import torch

from training.captioner.inputs import Picture
from training.captioner.text import tokenise
from training.joint.model import load_joint
from training.joint.names import classes
from training.joint.pictures import teacher_features
from training.recognition.pictures import CAPTIONED, load
from training.recognition.teacher import targets

SURE = 0.6
"""Least probability of the teacher's likeliest class."""
EACH, NEAR = 3, 0.5
"""Captions borrowed for a picture, and the least cosine of each to the picture in the joint space."""
MOST_LINES, MOST_PICTURES = 6000, 300
"""Captions that are compared for a thing, and pictures of it: Imagewoof alone has nine thousand dogs."""
COMPARED, MOST_USES = 40, 5
"""Nearest captions to choose from, and pictures that may borrow the same one: some captions are near to everything."""


def lines_by_word(lines: list[list[str]], wanted: set[str]) -> dict[str, np.ndarray]:
    """Returns, for each wanted word, the captions that have it in the singular or the plural."""
    found = defaultdict(list)
    for i, words in enumerate(lines):
        for word in {w if w in wanted else w.removesuffix("s") for w in words} & wanted:
            found[word].append(i)
    return {word: np.array(rows) for word, rows in found.items()}


def shared_out(cosines: torch.Tensor) -> list[list[int]]:
    """Returns the captions that each picture borrows, nearest first. cosines: (pictures,captions)."""
    uses, found = torch.zeros(cosines.shape[1], dtype=torch.long), []
    values, order = cosines.topk(min(COMPARED, cosines.shape[1]), 1)
    for own, places in zip(values.tolist(), order.tolist(), strict=True):
        kept = [place for value, place in zip(own, places, strict=True) if value >= NEAR and uses[place] < MOST_USES][:EACH]
        uses[kept] += 1
        found.append(kept)
    return found


@torch.no_grad()
def borrowed_captions(lines: list[list[str]], line_points: torch.Tensor) -> list[tuple[Picture, list[int]]]:
    """Returns pictures with the indices of the captions that they borrow. line_points: (lines,300), in the joint space."""
    heads = [tokenise(everyday)[-1] for _, everyday in classes()]
    by_word, random = lines_by_word(lines, set(heads)), np.random.default_rng(3)
    features, joint, found = teacher_features(), load_joint(), []
    for name in (n for n in features.pooled if n not in CAPTIONED):
        probabilities = torch.from_numpy(targets(name)["answers"].astype(np.float32)).softmax(1)
        sure, likeliest = probabilities.max(1)
        rows = np.flatnonzero((sure.numpy() >= SURE) & ~load(name).held_out)
        said = np.array([heads[c] for c in likeliest[rows].tolist()])
        for word in sorted(set(said) & set(by_word)):
            own = [(name, int(row)) for row in random.permutation(rows[said == word])[:MOST_PICTURES]]
            candidates = random.permutation(by_word[word])[:MOST_LINES]
            cosines = joint.encode_image(features.of(own)) @ line_points[candidates].float().T
            for picture, places in zip(own, shared_out(cosines), strict=True):
                if places:
                    found.append((picture, [int(candidates[place]) for place in places]))
    return found
