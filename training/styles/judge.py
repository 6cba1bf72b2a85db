"""Evaluates how much of a painting's style a result has, with the original VGG-19, which Paint does not use.

    python -m training.styles.judge FOLDER
    python -m training.styles.judge --painted painted.png --photo photo.jpg --painting painting.jpg

FOLDER contains files PHOTO--STYLE.png. PHOTO is the name of a file in ATELIER_DATA/photos without its extension, and STYLE
the id of a built-in style.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.common.exported import gram
from training.common.paths import data_root, load_teachers

from .catalogue import STYLES
from .measure import at_scale, open_painting

STYLE_LAYERS = ["relu1_1", "relu2_1", "relu3_1"]
CONTENT_LAYER = "relu3_4"


def _stretched(path: Path, size: tuple[int, int]) -> torch.Tensor:
    picture = Image.open(path).convert("RGB").resize(size, Image.Resampling.LANCZOS)
    return torch.from_numpy(np.asarray(picture, dtype=np.float32) / 255).permute(2, 0, 1)[None].contiguous()


@torch.no_grad()
def judge(vgg, painted: Path, photo: Path, painting: Image.Image) -> dict[str, float]:
    """Compares a result with its photo and its painting.

    Returns `captured`: 1 - (mean relative Gram error of the result / that of the photo), 1 for a perfect match;
    `content`: mean((F - Fphoto)^2) / mean(Fphoto^2) at relu3_4, 0 for the photo itself; and both Gram errors.
    The photo is resized to the result's size, and the painting to the same longer side.
    """
    size = Image.open(painted).size
    got, was = vgg(_stretched(painted, size)), vgg(_stretched(photo, size))
    wanted = vgg(at_scale(painting, max(size)))

    def error(features) -> float:
        pairs = [(gram(features[k]), gram(wanted[k])) for k in STYLE_LAYERS]
        return float(np.mean([((g - t).square().sum() / t.square().sum()).item() for g, t in pairs]))

    change = (got[CONTENT_LAYER] - was[CONTENT_LAYER]).square().mean() / was[CONTENT_LAYER].square().mean()
    return {"captured": 1 - error(got) / error(was), "content": change.item(), "error": error(got), "photo": error(was)}


def find_photo(stem: str) -> Path:
    """Returns the photo named `stem` in ATELIER_DATA/photos. Raises SystemExit if there is none."""
    found = sorted((data_root() / "photos").glob(f"{stem}.*"))
    if not found:
        raise SystemExit(f"No photo {stem} in {data_root() / 'photos'}.")
    return found[0]


def _folder(folder: Path) -> list[tuple[Path, Path, Image.Image]]:
    styles = {s.id: s for s in STYLES}
    jobs = []
    for painted in sorted(folder.glob("*--*.png")):
        photo, style = painted.stem.split("--")
        if style not in styles:
            raise SystemExit(f"{painted.name}: no style {style}; the ids are {', '.join(styles)}.")
        painting = open_painting(data_root() / "paintings" / styles[style].file, styles[style].trim)
        jobs.append((painted, find_photo(photo), painting))
    if not jobs:
        raise SystemExit(f"No file PHOTO--STYLE.png in {folder}.")
    return jobs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    for name in ("painted", "photo", "painting"):
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    if given.folder:
        jobs = _folder(given.folder)
    elif given.painted and given.photo and given.painting:
        jobs = [(given.painted, given.photo, open_painting(given.painting))]
    else:
        parser.error("give a folder, or --painted, --photo and --painting")
    vgg = load_teachers().Vgg19Front()
    print("| result | style captured | change at relu3_4 | Gram error | photo's Gram error |\n|---|---|---|---|---|")
    rows = []
    for painted, photo, painting in jobs:
        row = judge(vgg, painted, photo, painting)
        rows.append(row)
        print(f"| {painted.stem} | {row['captured']:.1%} | {row['content']:.3f} | {row['error']:.4f} | {row['photo']:.3f} |", flush=True)
    mean = {k: np.mean([r[k] for r in rows]) for k in rows[0]}
    print(f"| mean of {len(rows)} | {mean['captured']:.1%} | {mean['content']:.3f} | {mean['error']:.4f} | {mean['photo']:.3f} |")


if __name__ == "__main__":
    main()
