"""Lists the built-in styles: painting, painter, source of the scan, and terms.

All painters died in 1944 or earlier, so that the works are in the public domain even where the term is life + 80 years.
All works were made before 1930, so that they are in the public domain in the United States too. A faithful photograph of a public-domain
painting carries no copyright of its own in the US (Bridgeman v. Corel) and the EU (directive 2019/790, art. 14).
Two of the data's forty painters are left out for these reasons: Picabia (died 1953) and Matisse (died 1954).
"""

from dataclasses import dataclass

TERMS = "Painting in the public domain; only statistics measured on it are stored."
_EDGE = 0.01
"""Share cut off at each side of every scan, because photographs show the edge of the canvas."""


@dataclass(frozen=True)
class Style:
    id: str
    title: str
    painter: str
    year: str
    file: str
    """File name in ATELIER_DATA/paintings."""
    source: str
    """Source of the scan: repository and path."""
    trim: tuple[float, float, float, float] = (_EDGE, _EDGE, _EDGE, _EDGE)
    """Shares cut off at left, top, right and bottom, to remove frames and paper edges."""


_NEURAL_STYLE = "github.com/jcjohnson/neural-style, examples/inputs/"
_FAST_NEURAL_STYLE = "github.com/jcjohnson/fast-neural-style, images/styles/"
_VAN_GOGH = "github.com/mvartuc/van-gogh-website, images/"
_ARTUZZLE = "github.com/saberzou/artuzzle, images/"
_PUZZLE = "github.com/coolcatch/Coolcatch-slide-puzzle, images/"
_GORDIC = "github.com/gordicaleksa/pytorch-neural-style-transfer, data/style-images/"
_TITU = "github.com/titu1994/Neural-Style-Transfer, images/inputs/style/"
_GOGH, _MONET = "Vincent van Gogh", "Claude Monet"

STYLES = [
    Style("starry-night", "The Starry Night", _GOGH, "1889", "starry_night.jpg", _NEURAL_STYLE + "starry_night_google.jpg"),
    Style("great-wave", "The Great Wave off Kanagawa", "Katsushika Hokusai", "c. 1831", "great_wave.jpg", _PUZZLE + "great-wave.jpg"),
    Style("the-scream", "The Scream", "Edvard Munch", "1893", "the_scream.jpg", _NEURAL_STYLE + "the_scream.jpg"),
    Style("composition-vii", "Composition VII", "Wassily Kandinsky", "1913", "composition_vii.jpg", _FAST_NEURAL_STYLE + "composition_vii.jpg"),
    Style("impression-sunrise", "Impression, Sunrise", _MONET, "1872", "impression_sunrise.jpg", _ARTUZZLE + "impression-sunrise.jpg"),
    Style("water-lilies", "Water Lilies", _MONET, "1906", "water_lilies_1906.jpg", _ARTUZZLE + "water-lilies.jpg"),
    Style("the-kiss", "The Kiss", "Gustav Klimt", "1907-08", "the_kiss.jpg", _PUZZLE + "the-kiss.jpg"),
    Style("shipwreck", "The Shipwreck of the Minotaur", "J. M. W. Turner", "c. 1810", "shipwreck_of_the_minotaur.jpg", _NEURAL_STYLE + "shipwreck.jpg"),
    Style("la-grande-jatte", "A Sunday on La Grande Jatte", "Georges Seurat", "1884-86", "grande_jatte.jpg", _PUZZLE + "sunday-on-la-grande-jatte.jpg"),
    Style("sunflowers", "Sunflowers", _GOGH, "1888-89", "sunflowers.jpg", _VAN_GOGH + "sunflowers.jpg"),
    Style("cafe-terrace", "Café Terrace at Night", _GOGH, "1888", "cafe_terrace_at_night.jpg", _PUZZLE + "cafe-terrace-at-night.jpg"),
    Style("wheatfield-with-crows", "Wheatfield with Crows", _GOGH, "1890", "wheatfield_with_crows.jpg", _VAN_GOGH + "wheatfield-with-crows.jpg"),
    Style("rouen-cathedral", "Rouen Cathedral", _MONET, "1894", "rouen_cathedral.jpg", _ARTUZZLE + "monet-rouen.jpg", (0.025, 0.02, 0.025, 0.02)),
    Style(
        "starry-night-over-the-rhone",
        "Starry Night over the Rhône",
        _GOGH,
        "1888",
        "starry_night_over_the_rhone.jpg",
        _VAN_GOGH + "starry-night-over-the-rhône.jpg",
    ),
    Style("wheat-field-with-cypresses", "Wheat Field with Cypresses", _GOGH, "1889", "wheat_field_with_cypresses.jpg", _GORDIC + "vg_wheat_field.jpg"),
    Style(
        "olive-trees",
        "Olive Trees with Yellow Sky and Sun",
        _GOGH,
        "1889",
        "olive_trees_yellow_sky.jpg",
        _VAN_GOGH + "olive-trees-with-yellow-sky-and-sun.jpg",
        (0.015, 0.015, 0.015, 0.03),
    ),
    Style(
        "self-portrait-grey-felt-hat", "Self-Portrait with Grey Felt Hat", _GOGH, "1887", "self_portrait_grey_felt_hat.jpg", _VAN_GOGH + "self-portrait-1.webp"
    ),
    Style("almond-blossom", "Almond Blossom", _GOGH, "1890", "almond_blossom.jpg", _VAN_GOGH + "almond-blossoms.jpg"),
    Style("water-lilies-late", "Water Lilies (late)", _MONET, "1916-19", "water_lilies_1919.jpg", _TITU + "water-lilies-1919-2.jpg"),
    Style("poppy-field", "Poppy Field (Giverny)", _MONET, "1890-91", "poppy_field.jpg", _ARTUZZLE + "monet-poppies.jpg"),
    Style("moulin-de-la-galette", "Bal du moulin de la Galette", "Pierre-Auguste Renoir", "1876", "moulin_de_la_galette.jpg", _ARTUZZLE + "moulin-galette.jpg"),
    Style("apples-and-oranges", "Apples and Oranges", "Paul Cézanne", "c. 1899", "apples_and_oranges.jpg", _PUZZLE + "apples-and-oranges.jpg"),
    Style("the-west-wind", "The West Wind", "Tom Thomson", "1917", "the_west_wind.jpg", _PUZZLE + "the-west-wind.jpg"),
]
