"""Makes public/samples/, and the photographs of public/library/, from photographs in Python packages that are free to use.

    python -m training.samples.make [--debian FOLDER]

A sample becomes a JPEG of at most 768 px and a 240 px WebP for its button; a photograph of Find's library a WebP of at most
320 px. Both READMEs with the attributions are written from the same tables. Debian's packages are read where they are
installed, or below the folder that they were unpacked to (dpkg-deb -x); pictures of missing packages stay as they are. The
library's birds and paintings are made by the studio: npm run library.
"""

import argparse
import io
from dataclasses import dataclass
from pathlib import Path

import skimage
import sklearn.datasets
from PIL import Image

from training.samples.qtresources import read_resource

PUBLIC = Path(__file__).parents[2] / "public"
LONGER_SIDE = 768
LIBRARY_SIDE = 320
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
    Photo("photographer", "skimage", "camera.png", "A photographer", "Lav Varshney", "CC0 by the photographer"),
    Photo("dog", "gcompris", "explore_farm_animals/resource/animals/dog.webp", "A German shepherd", "Hans Kemperman", "Public domain"),
    Photo("cow", "gcompris", "explore_farm_animals/resource/animals/cow.webp", "A cow", "Dohduhdah", "Public domain"),
    Photo("horses", "gcompris", "explore_farm_animals/resource/animals/horse.webp", "Nokota horses", "Seth Zeigler", "Public domain"),
    Photo("sheep", "gcompris", "explore_farm_animals/resource/animals/sheep.webp", "A sheep", "Rob Mitchell", "Public domain"),
    Photo("duck", "gcompris", "explore_farm_animals/resource/animals/duck.webp", "An Aylesbury duck", "Bernard Spragg", "Public domain"),
    Photo("owl", "gcompris", "explore_farm_animals/resource/animals/owl.webp", "An owl", "Lepale", "Public domain"),
    Photo("kitten", "gcompris", "explore_farm_animals/resource/animals/cat.webp", "A kitten at play", "Loliloli", "Public domain"),
    Photo("polar-bear", "gcompris", "explore_world_animals/resource/animals/polar_bear.webp", "A polar bear", "Anonymous", "Public domain"),
    Photo("macaw", "gcompris", "explore_world_animals/resource/animals/scarlet_macaw.webp", "A scarlet macaw", "Dcoetzee", "Public domain"),
    Photo("giraffe", "gcompris", "erase/resource/giraffe.webp", "A giraffe", "Sergio Cambelo", "Public domain"),
    Photo("giraffes", "gcompris", "explore_world_animals/resource/animals/giraffe.webp", "Two giraffes", "Mike and Lara Wolfe", "Public domain"),
    Photo("kingfisher", "gcompris", "erase/resource/kingfisher.webp", "A kingfisher", "Frank-2.0", "CC0"),
    Photo("toucan", "gcompris", "erase/resource/toucan.webp", "A collared aracari", "LG Nyqvist", "CC BY-SA 4.0"),
    Photo("spoonbills", "gcompris", "erase/resource/spoonbills.webp", "Spoonbills", "Ryzhkov Sergey", "CC BY-SA 4.0"),
    Photo("horse", "gcompris", "erase/resource/horse.webp", "A Zaniskari horse", "Eatcha", "CC BY-SA 4.0"),
    Photo("capitol", "gcompris", "categorization/resource/images/monuments/usCapitol.webp", "The United States Capitol", "Thomson200", "Public domain"),
    Photo("louvre", "gcompris", "categorization/resource/images/monuments/leMusee.webp", "The Louvre", "Wichien W", "Public domain"),
    Photo("empire-state", "gcompris", "categorization/resource/images/monuments/empireState.webp", "The Empire State Building", "Alex Liivet", "Public domain"),
    Photo("pisa", "gcompris", "categorization/resource/images/monuments/leaningTowerOfPisa.webp", "The tower of Pisa", "Andrux", "Public domain"),
    Photo("reims", "gcompris", "explore_monuments/resource/france/reimsCathedral.webp", "The cathedral of Reims", "Mattana", "Public domain"),
    Photo("mont-saint-michel", "gcompris", "explore_monuments/resource/france/montStMichel.webp", "Mont-Saint-Michel", "Ali Sabbagh", "Public domain"),
    Photo("tortoiseshell", "taquin", "1-Tortoiseshell.jpg", "A tortoiseshell cat", "Toyah on Wikimedia Commons", "Public domain"),
    Photo("grey-cat", "taquin", "1-Jasmina.jpg", "A grey cat", "Ruskis on Wikimedia Commons", "CC BY-SA 3.0"),
    Photo("maine-coon", "taquin", "1-maine.jpg", "A Maine Coon", "Mueller-rech.muenchen on Wikimedia Commons", "CC BY-SA 3.0"),
    Photo("tabby", "taquin", "1-march.jpg", "A tabby cat", "Alvesgaspar on Wikimedia Commons", "CC BY-SA 3.0"),
    Photo("dogs", "lomiri", "friends_by_Aitzol_Berasategi.jpg", "Two dogs at a window", "Aitzol Berasategi", "CC BY 4.0"),
    Photo("dandelions", "lomiri", "seeding_by_Clements_Engelhardt.jpg", "Dandelions", "Clemens Engelhardt", "CC0"),
    Photo("clock", "lomiri", "greentock_by_Peter_Nerlich.jpg", "A clock", "Peter Nerlich", "CC BY-SA 4.0"),
    Photo("flower-bed", "scratch", "Nature/flower-bed.jpg", "A flower bed", "Massachusetts Institute of Technology", "CC BY-SA 3.0"),
    Photo("kitchen", "scratch", "Indoors/kitchen.jpg", "A kitchen", "Massachusetts Institute of Technology", "CC BY-SA 3.0"),
]

PYTHON = {"skimage": Path(skimage.__file__).parent / "data", "sklearn": Path(sklearn.datasets.__file__).parent / "images"}
DEBIAN = {
    "gcompris": "gcompris-qt/rcc",
    "taquin": "gnome-taquin/themes/cats",
    "lomiri": "backgrounds",
    "scratch": "scratch/Media/Backgrounds",
}
"""Where Debian's packages keep their pictures below /usr/share."""
NAMES = {
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "gcompris": "GCompris 3.1",
    "taquin": "GNOME Taquin 3.38",
    "lomiri": "Lomiri Wallpapers 16.04",
    "scratch": "Scratch 1.4",
}


def fitted(picture: Image.Image, longer_side: int) -> Image.Image:
    """Shrinks a picture to a longer side of at most `longer_side` pixels."""
    scale = min(1.0, longer_side / max(picture.size))
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


def opened(photo: Photo, debian: Path) -> Image.Image:
    """Opens a photograph in its package. Raises FileNotFoundError if the package is missing."""
    if photo.package in PYTHON:
        return Image.open(PYTHON[photo.package] / photo.file).convert("RGB")
    folder = debian / "usr/share" / DEBIAN[photo.package]
    if photo.package != "gcompris":
        return Image.open(folder / photo.file).convert("RGB")
    activity = photo.file.split("/", maxsplit=1)[0]
    resource = read_resource(folder / f"{activity}.rcc", f"gcompris/src/activities/{photo.file}")
    return Image.open(io.BytesIO(resource)).convert("RGB")


def table(photos: list[Photo], ending: str) -> str:
    rows = [f"| {p.id}.{ending} | {p.title} | {p.credit} | {p.terms} | {NAMES[p.package]} |" for p in photos]
    return "| file | picture | by | terms, as the package states them | package |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--debian", type=Path, default=Path("/"))
    debian = parser.parse_args().debian
    samples, library = PUBLIC / "samples", PUBLIC / "library"
    for folder in (samples, library):
        folder.mkdir(parents=True, exist_ok=True)
    for photo in SAMPLES:
        picture = opened(photo, debian)
        fitted(picture, LONGER_SIDE).save(samples / f"{photo.id}.jpg", quality=90, optimize=True, progressive=True)
        fitted(picture, THUMBNAIL_SIDE).save(samples / f"{photo.id}.thumbnail.webp", quality=80, method=6)
    for photo in LIBRARY:
        try:
            picture = opened(photo, debian)
        except FileNotFoundError:
            print(f"{photo.id}: {NAMES[photo.package]} is not installed")
            continue
        fitted(picture, LIBRARY_SIDE).save(library / f"{photo.id}.webp", quality=80, method=6)
    (samples / "README.md").write_text(
        "# Sample photographs\n\nFive photographs of the [scikit-image](https://scikit-image.org) package whose terms let anyone use and pass them on, "
        "resized. Made by `python -m training.samples.make`.\n\n" + table(SAMPLES, "jpg") + "\nThe `.thumbnail.webp` next to each is a smaller copy.\n",
        encoding="utf-8",
    )
    (library / "README.md").write_text(
        "# Find's sample library\n\nPictures to search in, beside the five of [../samples](../samples/README.md). The birds were drawn by Imagine and the "
        "paintings made by Paint, with the networks of this studio: `npm run library`. The photographs, out of the packages named, may be used and passed on by anyone "
        "by their terms; they are made smaller by `python -m training.samples.make`; those under CC BY-SA may be changed and passed on under the same terms.\n\n"
        + table(LIBRARY, "webp"),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
