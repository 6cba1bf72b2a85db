"""Which pixels of a bird picture belong to which part.

    ATELIER_DATA=... python -m training.parts.regions

GrabCut (Rother et al. 2004) separates the bird from the background, starting from its points. A pixel of the bird belongs to
parts by its distance from their points and by the likeness of its colour to theirs. Caches regions.npy for the array of small
pictures (stackgan/pictures.py).
"""

import cv2
import numpy as np

from training.parts.colours import lab
from training.parts.data import folder
from training.parts.places import load_placed
from training.parts.slots import SLOTS
from training.recognition.chunks import ChunkWriter, set_threads
from training.stackgan.pictures import MARGIN, STRETCHED, load_pictures

SURE = 0.35
"""Least likelihood of a point that is used."""
LEGS, LEGS_SPREAD = ("left leg", "right leg"), 0.05
"""Legs take pixels from the other parts, but have no region of their own."""
LIKENESS = 14.0
"""Standard deviation of a part's colour, in Lab."""
AROUND = 0.11
"""Reach of the bird around its points that is possibly bird, relative to the side."""


def array_places(places: np.ndarray, stretched: np.ndarray) -> np.ndarray:
    """Converts places on pictures (N,parts,2) to places in the padded arrays, in 0..1."""
    start, side = STRETCHED
    inside = (places * side + start) / MARGIN
    return np.where(stretched[:, None, None], inside, places)


def bird_of(picture: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Returns the mask of the bird, (S,S) float in 0..1. picture: (S,S,3) uint8; points: (k,2) in 0..1, on the bird."""
    side = len(picture)
    pixels = np.round(points * side).clip(0, side - 1).astype(np.int32)
    hull = np.zeros((side, side), np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(pixels), 1)
    reach = max(3, round(AROUND * side)) | 1
    possible = cv2.dilate(hull, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)))
    labels = np.where(hull == 1, cv2.GC_PR_FGD, np.where(possible == 1, cv2.GC_PR_BGD, cv2.GC_BGD)).astype(np.uint8)
    for x, y in pixels:
        cv2.circle(labels, (int(x), int(y)), max(1, side // 36), cv2.GC_FGD, -1)
    if not (labels == cv2.GC_BGD).any():
        return hull.astype(np.float32)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(np.ascontiguousarray(picture[..., ::-1]), labels, None, *models, 3, cv2.GC_INIT_WITH_MASK)
    found = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    return cv2.GaussianBlur(found, (3, 3), 0)


def shares_of(picture: np.ndarray, bird: np.ndarray, anchors: list[tuple[np.ndarray, float]]) -> np.ndarray:
    """Returns for each part its share of every pixel, (parts,S,S) in 0..1; zeros for a part without points.

    anchors: for each part its points (k,2) in 0..1 and its spread.
    """
    side, values = len(picture), lab(picture)
    y, x = (np.mgrid[:side, :side] + 0.5) / side
    costs = np.full((len(anchors), side, side), np.inf)
    for i, (points, spread) in enumerate(anchors):
        for px, py in points:
            distance = (x - px) ** 2 + (y - py) ** 2
            disc = values[distance < max(0.6 * spread, 1.2 / side) ** 2]
            unlike = np.square((values - np.median(disc, 0)) / [1.5, 1, 1]).sum(2) if len(disc) else 0
            cost = distance / (2 * spread**2) + unlike / (2 * LIKENESS**2) + np.log(spread)
            costs[i] = np.minimum(costs[i], cost)
    if not np.isfinite(costs).any():
        return np.zeros_like(costs)
    shares = np.exp(-(costs - costs.min(0)))
    return shares / shares.sum(0) * bird


def regions_of(picture: np.ndarray, places: np.ndarray, sure: np.ndarray, parts: list[str]) -> np.ndarray:
    """Returns the shares of SLOTS in every pixel, (slots,S,S). places: (parts,2) in 0..1; sure: (parts,)."""
    known = {part: place for part, place, s in zip(parts, places, sure, strict=True) if s >= SURE and not np.isnan(place).any()}
    if len(known) < 3:
        return np.zeros((len(SLOTS), *picture.shape[:2]))
    anchors = [(np.array([known[p] for p in slot.points if p in known]).reshape(-1, 2), slot.spread) for slot in SLOTS]
    anchors.append((np.array([known[p] for p in LEGS if p in known]).reshape(-1, 2), LEGS_SPREAD))
    body = np.array([place for part, place in known.items() if part not in LEGS]).clip(0, 0.999)
    if len(body) < 3:
        return np.zeros((len(SLOTS), *picture.shape[:2]))
    return shares_of(picture, bird_of(picture, body), anchors)[: len(SLOTS)]


def load_regions() -> np.ndarray:
    """Returns the cached shares (N,slots,72,72) uint8, memory-mapped. Raises SystemExit if there are none."""
    path = folder() / "regions.npy"
    if not path.exists():
        raise SystemExit("Divide the birds into parts first: python -m training.parts.regions")
    return np.load(path, mmap_mode="r")


def main() -> None:
    set_threads(__doc__)
    cv2.setNumThreads(1)
    pictures, placed = load_pictures(1), load_placed()
    places = array_places(placed.places, pictures.stretched)
    layout = {folder() / "regions.npy": (np.uint8, (len(places), len(SLOTS), MARGIN, MARGIN))}
    writer = ChunkWriter(layout, folder() / "regions.json", 0, chunk=50, save_every=20)
    for rows in writer.chunks():
        for row in range(rows.start, rows.stop):
            writer.arrays[0][row] = np.round(255 * regions_of(pictures.pixels[row], places[row], placed.sure[row], placed.parts))
        writer.advance(rows.stop - rows.start, "regions")


if __name__ == "__main__":
    main()
