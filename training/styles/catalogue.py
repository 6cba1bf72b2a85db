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
    place: str
    """Where the painting is; for a print, a series or several versions, that it is in several places."""
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
    Style("starry-night", "The Starry Night", _GOGH, "1889", "Museum of Modern Art, New York", "starry_night.jpg", _NEURAL_STYLE + "starry_night_google.jpg"),
    Style(
        "great-wave",
        "The Great Wave off Kanagawa",
        "Katsushika Hokusai",
        "c. 1831",
        "Woodblock print, in many museums",
        "great_wave.jpg",
        _PUZZLE + "great-wave.jpg",
    ),
    Style("the-scream", "The Scream", "Edvard Munch", "1893", "National Museum, Oslo", "the_scream.jpg", _NEURAL_STYLE + "the_scream.jpg"),
    Style(
        "composition-vii",
        "Composition VII",
        "Wassily Kandinsky",
        "1913",
        "Tretyakov Gallery, Moscow",
        "composition_vii.jpg",
        _FAST_NEURAL_STYLE + "composition_vii.jpg",
    ),
    Style(
        "impression-sunrise",
        "Impression, Sunrise",
        _MONET,
        "1872",
        "Musée Marmottan Monet, Paris",
        "impression_sunrise.jpg",
        _ARTUZZLE + "impression-sunrise.jpg",
    ),
    Style("water-lilies", "Water Lilies", _MONET, "1906", "Art Institute of Chicago", "water_lilies_1906.jpg", _ARTUZZLE + "water-lilies.jpg"),
    Style("the-kiss", "The Kiss", "Gustav Klimt", "1907-08", "Belvedere, Vienna", "the_kiss.jpg", _PUZZLE + "the-kiss.jpg"),
    Style(
        "shipwreck",
        "The Shipwreck of the Minotaur",
        "J. M. W. Turner",
        "c. 1810",
        "Calouste Gulbenkian Museum, Lisbon",
        "shipwreck_of_the_minotaur.jpg",
        _NEURAL_STYLE + "shipwreck.jpg",
    ),
    Style(
        "la-grande-jatte",
        "A Sunday on La Grande Jatte",
        "Georges Seurat",
        "1884-86",
        "Art Institute of Chicago",
        "grande_jatte.jpg",
        _PUZZLE + "sunday-on-la-grande-jatte.jpg",
    ),
    Style("sunflowers", "Sunflowers", _GOGH, "1888-89", "Versions in London and Amsterdam", "sunflowers.jpg", _VAN_GOGH + "sunflowers.jpg"),
    Style(
        "cafe-terrace",
        "Café Terrace at Night",
        _GOGH,
        "1888",
        "Kröller-Müller Museum, Otterlo",
        "cafe_terrace_at_night.jpg",
        _PUZZLE + "cafe-terrace-at-night.jpg",
    ),
    Style(
        "wheatfield-with-crows",
        "Wheatfield with Crows",
        _GOGH,
        "1890",
        "Van Gogh Museum, Amsterdam",
        "wheatfield_with_crows.jpg",
        _VAN_GOGH + "wheatfield-with-crows.jpg",
    ),
    Style(
        "rouen-cathedral",
        "Rouen Cathedral",
        _MONET,
        "1894",
        "A series, in many museums",
        "rouen_cathedral.jpg",
        _ARTUZZLE + "monet-rouen.jpg",
        (0.025, 0.02, 0.025, 0.02),
    ),
    Style(
        "starry-night-over-the-rhone",
        "Starry Night over the Rhône",
        _GOGH,
        "1888",
        "Musée d'Orsay, Paris",
        "starry_night_over_the_rhone.jpg",
        _VAN_GOGH + "starry-night-over-the-rhône.jpg",
    ),
    Style(
        "wheat-field-with-cypresses",
        "Wheat Field with Cypresses",
        _GOGH,
        "1889",
        "Versions in New York and London",
        "wheat_field_with_cypresses.jpg",
        _GORDIC + "vg_wheat_field.jpg",
    ),
    Style(
        "olive-trees",
        "Olive Trees with Yellow Sky and Sun",
        _GOGH,
        "1889",
        "Minneapolis Institute of Art",
        "olive_trees_yellow_sky.jpg",
        _VAN_GOGH + "olive-trees-with-yellow-sky-and-sun.jpg",
        (0.015, 0.015, 0.015, 0.03),
    ),
    Style(
        "self-portrait-grey-felt-hat",
        "Self-Portrait with Grey Felt Hat",
        _GOGH,
        "1887",
        "Van Gogh Museum, Amsterdam",
        "self_portrait_grey_felt_hat.jpg",
        _VAN_GOGH + "self-portrait-1.webp",
    ),
    Style("almond-blossom", "Almond Blossom", _GOGH, "1890", "Van Gogh Museum, Amsterdam", "almond_blossom.jpg", _VAN_GOGH + "almond-blossoms.jpg"),
    Style(
        "water-lilies-late", "Water Lilies (late)", _MONET, "1916-19", "A series, in many museums", "water_lilies_1919.jpg", _TITU + "water-lilies-1919-2.jpg"
    ),
    Style("poppy-field", "Poppy Field (Giverny)", _MONET, "1890-91", "Art Institute of Chicago", "poppy_field.jpg", _ARTUZZLE + "monet-poppies.jpg"),
    Style(
        "moulin-de-la-galette",
        "Bal du moulin de la Galette",
        "Pierre-Auguste Renoir",
        "1876",
        "Musée d'Orsay, Paris",
        "moulin_de_la_galette.jpg",
        _ARTUZZLE + "moulin-galette.jpg",
    ),
    Style(
        "apples-and-oranges",
        "Apples and Oranges",
        "Paul Cézanne",
        "c. 1899",
        "Musée d'Orsay, Paris",
        "apples_and_oranges.jpg",
        _PUZZLE + "apples-and-oranges.jpg",
    ),
    Style("the-west-wind", "The West Wind", "Tom Thomson", "1917", "Art Gallery of Ontario, Toronto", "the_west_wind.jpg", _PUZZLE + "the-west-wind.jpg"),
    Style("bedroom", "The Bedroom", _GOGH, "1888-89", "Versions in Amsterdam, Chicago and Paris", "bedroom_in_arles.jpg", _VAN_GOGH + "bedroom-in-arles.jpg"),
    Style("night-cafe", "The Night Café", _GOGH, "1888", "Yale University Art Gallery, New Haven", "night_cafe.jpg", _VAN_GOGH + "the-night-café.jpeg"),
    Style(
        "postman-joseph-roulin",
        "Portrait of the Postman Joseph Roulin",
        _GOGH,
        "1889",
        "Versions in New York, Otterlo and Philadelphia",
        "postman_joseph_roulin.jpg",
        _VAN_GOGH + "portrait-of-the-postman-joseph-roulin.jpg",
    ),
    Style(
        "wheatfield-under-thunderclouds",
        "Wheatfield under Thunderclouds",
        _GOGH,
        "1890",
        "Van Gogh Museum, Amsterdam",
        "wheatfield_under_thunderclouds.jpg",
        "github.com/pjbutcher/neural-style-transfer, style-imgs/wheatfields.jpg",
    ),
    Style(
        "wheatfield-with-a-reaper",
        "Wheatfield with a Reaper",
        _GOGH,
        "1889",
        "Versions in Amsterdam, Otterlo and Essen",
        "wheatfield_with_a_reaper.jpg",
        _VAN_GOGH + "wheatfield-with-a-reaper.jpg",
    ),
    Style("the-swing", "The Swing", "Pierre-Auguste Renoir", "1876", "Musée d'Orsay, Paris", "the_swing.jpg", _ARTUZZLE + "renoir-swing.jpeg"),
    Style(
        "paris-street",
        "Paris Street; Rainy Day",
        "Gustave Caillebotte",
        "1877",
        "Art Institute of Chicago",
        "paris_street_rainy_day.jpg",
        _ARTUZZLE + "caillebotte-rainy.jpg",
    ),
    Style(
        "folies-bergere",
        "A Bar at the Folies-Bergère",
        "Édouard Manet",
        "1882",
        "Courtauld Gallery, London",
        "bar_folies_bergere.jpg",
        _ARTUZZLE + "folies-bergere.jpg",
    ),
    Style("the-cradle", "The Cradle", "Berthe Morisot", "1872", "Musée d'Orsay, Paris", "the_cradle.jpg", _ARTUZZLE + "the-cradle.jpg"),
    Style(
        "moulin-rouge",
        "At the Moulin Rouge",
        "Henri de Toulouse-Lautrec",
        "1892-95",
        "Art Institute of Chicago",
        "at_the_moulin_rouge.jpg",
        _PUZZLE + "moulin-rouge.jpg",
    ),
    Style(
        "pearl-earring",
        "Girl with a Pearl Earring",
        "Johannes Vermeer",
        "c. 1665",
        "Mauritshuis, The Hague",
        "girl_with_a_pearl_earring.jpg",
        _PUZZLE + "girl-with-pearl-earring.jpg",
    ),
    Style("mona-lisa", "Mona Lisa", "Leonardo da Vinci", "c. 1503-06", "Louvre, Paris", "mona_lisa.jpg", _PUZZLE + "mona-lisa.jpg"),
]
