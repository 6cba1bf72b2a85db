"""Makes public/samples/, and the photographs of public/library/, from photographs in Python packages that are free to use.

    python -m training.samples.make

A sample becomes a JPEG of at most 768 px and a 240 px WebP for its button; a photograph of Find's library a WebP of at most
480 px. Both READMEs with the attributions are written from the same tables. The library's birds and paintings are made by the
studio: npm run library.
"""

from dataclasses import dataclass
from pathlib import Path

import skimage
import sklearn.datasets
from PIL import Image

PUBLIC = Path(__file__).parents[2] / "public"
LONGER_SIDE = 768
LIBRARY_SIDE = 480
THUMBNAIL_SIDE = 240


@dataclass(frozen=True)
class Photo:
    id: str
    package: str
    file: str
    title: str
    credit: str
    terms: str
    """As the package states them."""


SAMPLES = [
    Photo("chelsea", "skimage", "chelsea.png", "Chelsea the cat", "Stéfan van der Walt", "CC0 by the photographer"),
    Photo("coffee", "skimage", "coffee.png", "A cup of coffee", "Rachel Michetti", "CC0 by the photographer"),
    Photo("rocket", "skimage", "rocket.jpg", "Falcon 9 on its way", "SpaceX", "Released into the public domain"),
    Photo("astronaut", "skimage", "astronaut.png", "Eileen Collins", "NASA", "Public domain, no known copyright restrictions"),
    Photo("hubble", "skimage", "hubble_deep_field.jpg", "Hubble's deep field", "NASA", "May be freely used, public domain"),
]
LIBRARY = [
    Photo("temple", "sklearn", "china.jpg", "A temple", "danielbuechele on Flickr", "CC BY 2.0"),
    Photo("flower", "sklearn", "flower.jpg", "A flower", "vultilion on Flickr", "CC BY 2.0"),
    Photo("coins", "skimage", "coins.png", "Greek coins", "Brooklyn Museum", "No known copyright restrictions"),
    Photo("clock", "skimage", "clock_motion.png", "A moving clock", "Stéfan van der Walt", "Released into the public domain"),
    Photo("moon", "skimage", "moon.png", "The moon", "NASA", "Public domain"),
]


def folder_of(package: str) -> Path:
    return Path(skimage.__file__).parent / "data" if package == "skimage" else Path(sklearn.datasets.__file__).parent / "images"


def fitted(picture: Image.Image, longer_side: int) -> Image.Image:
    """Shrinks a picture to a longer side of at most `longer_side` pixels."""
    scale = min(1.0, longer_side / max(picture.size))
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


def opened(photo: Photo) -> Image.Image:
    return Image.open(folder_of(photo.package) / photo.file).convert("RGB")


def table(photos: list[Photo], ending: str) -> str:
    rows = [f"| {p.id}.{ending} | {p.title} | {p.credit} | {p.terms} |" for p in photos]
    return "| file | picture | by | terms, as the package states them |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def main() -> None:
    samples, library = PUBLIC / "samples", PUBLIC / "library"
    for folder in (samples, library):
        folder.mkdir(parents=True, exist_ok=True)
    for photo in SAMPLES:
        picture = opened(photo)
        fitted(picture, LONGER_SIDE).save(samples / f"{photo.id}.jpg", quality=90, optimize=True, progressive=True)
        fitted(picture, THUMBNAIL_SIDE).save(samples / f"{photo.id}.thumbnail.webp", quality=80, method=6)
    for photo in LIBRARY:
        fitted(opened(photo), LIBRARY_SIDE).save(library / f"{photo.id}.webp", quality=82, method=6)
    (samples / "README.md").write_text(
        "# Sample photographs\n\nFive photographs of the [scikit-image](https://scikit-image.org) package whose terms let anyone use and pass them on, "
        "resized. Made by `python -m training.samples.make`.\n\n" + table(SAMPLES, "jpg") + "\nThe `.thumbnail.webp` next to each is a smaller copy.\n",
        encoding="utf-8",
    )
    (library / "README.md").write_text(
        "# Find's sample library\n\nPictures to search in, beside the five of [../samples](../samples/README.md). The birds were drawn by Imagine and the "
        "paintings made by Paint, with the networks of this studio: `npm run library`. The photographs come from the packages "
        "[scikit-image](https://scikit-image.org) and [scikit-learn](https://scikit-learn.org), resized by `python -m training.samples.make`:\n\n"
        + table(LIBRARY, "webp"),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
