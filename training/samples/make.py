"""Makes public/samples/ from five photographs of the scikit-image package that are free to use.

    python -m training.samples.make

Each photograph becomes a JPEG of at most 768 px, a sample for Paint, and a 240 px WebP for its button. The README with the
attributions is written from the same table.
"""

from pathlib import Path

import skimage
from PIL import Image

OUT = Path(__file__).parents[2] / "public" / "samples"
LONGER_SIDE = 768
THUMBNAIL_SIDE = 240

# id, file in skimage/data, title, credit, terms as scikit-image states them
SAMPLES = [
    ("chelsea", "chelsea.png", "Chelsea the cat", "Stéfan van der Walt", "CC0 by the photographer"),
    ("coffee", "coffee.png", "A cup of coffee", "Rachel Michetti", "CC0 by the photographer"),
    ("rocket", "rocket.jpg", "Falcon 9 on its way", "SpaceX", "Released into the public domain"),
    ("astronaut", "astronaut.png", "Eileen Collins", "NASA", "Public domain, no known copyright restrictions"),
    ("hubble", "hubble_deep_field.jpg", "Hubble's deep field", "NASA", "May be freely used, public domain"),
]


def fitted(picture: Image.Image, longer_side: int) -> Image.Image:
    """Shrinks a picture to a longer side of at most `longer_side` pixels."""
    scale = min(1.0, longer_side / max(picture.size))
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


def main() -> None:
    data = Path(skimage.__file__).parent / "data"
    OUT.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, file, title, credit, terms in SAMPLES:
        picture = Image.open(data / file).convert("RGB")
        photo = fitted(picture, LONGER_SIDE)
        photo.save(OUT / f"{name}.jpg", quality=90, optimize=True, progressive=True)
        fitted(picture, THUMBNAIL_SIDE).save(OUT / f"{name}.thumbnail.webp", quality=80, method=6)
        rows.append(f"| {name}.jpg | {title} | {photo.width} x {photo.height} | {credit} | {terms} |")
    (OUT / "README.md").write_text(
        "# Sample photographs\n\n"
        "The five photographs of the [scikit-image](https://scikit-image.org) package "
        "(`skimage/data`) whose terms let anyone use and pass them on, resized. "
        "Made by `python -m training.samples.make`.\n\n"
        "| file | picture | pixels | by | terms, as scikit-image states them |\n|---|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n\nThe `.thumbnail.webp` next to each is a smaller copy.\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
