"""Where the parts lie on all bird pictures: as annotated, or else found by the locator.

    ATELIER_DATA=... python -m training.parts.places

Caches places.npz. Needs the trained locator.
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.birds.catalogue import Entry, catalogue, read
from training.common.arithmetic import pick_autocast
from training.common.checkpoint import averaged_weights
from training.parts.data import SIDE, Backbone, folder, load_annotated
from training.parts.model import GRID, Locator, places_of
from training.recognition.chunks import set_threads

BATCH = 32
BORDER = 28
"""Pixels of edge padding around a stretched picture, which ends at the bird: the locator knows pictures with a margin."""


@dataclass(frozen=True)
class Placed:
    parts: list[str]
    places: np.ndarray
    """(pictures, parts, 2) x and y in 0..1 of the catalogue's pictures."""
    sure: np.ndarray
    """(pictures, parts) how likely the part is visible and there, 0..1; 1 or 0 where annotated."""


def load_locator() -> Locator:
    weights, _ = averaged_weights("parts", "Train the part locator first: python -m training.parts.train")
    locator = Locator(len(weights["visible.bias"]))
    locator.load_state_dict(weights)
    return locator.eval()


def with_border(entry: Entry, picture: np.ndarray) -> np.ndarray:
    """Pads a stretched picture, and reduces it to its former size. Returns (224,224,3)."""
    if not entry.stretched:
        return picture
    padded = np.pad(picture, ((BORDER, BORDER), (BORDER, BORDER), (0, 0)), mode="edge")
    return np.asarray(Image.fromarray(padded).resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def without_border(places: np.ndarray) -> np.ndarray:
    """Converts places on a padded picture to places on the picture itself, (...,2)."""
    return (places * (SIDE + 2 * BORDER) - BORDER) / SIDE


def locate(entries: list[Entry]) -> tuple[np.ndarray, np.ndarray]:
    """Returns places (N,parts,2) and their likelihood (N,parts)."""
    locator, backbone, places, sure = load_locator(), Backbone(pick_autocast("cpu")[0]), [], []
    for at in range(0, len(entries), BATCH):
        part = entries[at : at + BATCH]
        pictures = np.stack([with_border(entry, picture) for entry, picture in zip(part, read(part), strict=True)])
        with torch.no_grad():
            logits, visible = locator(backbone.maps(pictures))
        found = places_of(logits)
        share = logits.float().flatten(2).softmax(2).view_as(logits)
        centre = (found * GRID).long().clamp(0, GRID - 1)
        near = F.avg_pool2d(share, 5, 1, 2, count_include_pad=True) * 25
        peak = near[torch.arange(len(found))[:, None], torch.arange(found.shape[1]), centre[..., 1], centre[..., 0]]
        places.append(found.numpy())
        sure.append((visible.sigmoid() * peak.clamp(max=1)).numpy())
        if at // BATCH % 10 == 0:
            print(f"located: {at + len(part)} of {len(entries)}", flush=True)
    found = np.concatenate(places)
    stretched = np.array([entry.stretched for entry in entries])
    found[stretched] = without_border(found[stretched])
    return found, np.concatenate(sure)


def load_placed() -> Placed:
    """Loads the cached places. Raises SystemExit if there are none."""
    path = folder() / "places.npz"
    if not path.exists():
        raise SystemExit("Place the parts first: python -m training.parts.places")
    with np.load(path) as saved:
        return Placed(load_annotated().parts, saved["places"], saved["sure"])


def main() -> None:
    set_threads(__doc__)
    entries, annotated = catalogue(), load_annotated()
    known = dict(zip(annotated.files, annotated.places, strict=True))
    places = np.full((len(entries), len(annotated.parts), 2), np.nan, np.float32)
    sure = np.zeros(places.shape[:2], np.float32)
    for i, entry in enumerate(entries):
        if entry.file in known:
            places[i] = known[entry.file]
            sure[i] = ~np.isnan(places[i]).any(1)
    rest = np.array([i for i, entry in enumerate(entries) if entry.file not in known])
    places[rest], sure[rest] = locate([entries[i] for i in rest])
    np.savez(folder() / "places.npz", places=places, sure=sure)
    print(
        f"{len(rest)} pictures located; sure of {float((sure[rest] > 0.5).mean()):.3f} of their parts, annotated visible {float(sure[sure == 1].sum() / sure[np.setdiff1d(np.arange(len(entries)), rest)].size):.3f}"
    )


if __name__ == "__main__":
    main()
