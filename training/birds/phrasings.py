"""Words and sentence templates for bird descriptions, in the style of CUB's human captions."""

COLOURS = {
    "blue": ("blue", "blue", "blue", "bright blue"),
    "brown": ("brown", "brown", "brown", "brown", "brown", "dark brown", "brownish"),
    "iridescent": ("iridescent", "shiny"),
    "purple": ("purple", "purple", "violet"),
    "rufous": ("reddish brown", "rufous", "rusty"),
    "grey": ("grey", "grey", "grey", "gray", "gray", "gray", "greyish", "grayish"),
    "yellow": ("yellow", "yellow", "yellow", "yellow", "bright yellow", "yellowish"),
    "olive": ("olive", "olive green"),
    "green": ("green", "green", "green", "greenish"),
    "pink": ("pink", "pink", "pink", "pinkish"),
    "orange": ("orange", "orange", "orange", "bright orange"),
    "black": ("black", "black", "black", "black", "black", "black", "black", "jet black"),
    "white": ("white",),
    "red": ("red", "red", "red", "red", "bright red", "reddish"),
    "buff": ("tan", "light brown", "beige", "buff", "cream"),
}

SIZES = {
    "very_small": ("tiny", "very small"),
    "small": ("small", "small", "small", "little"),
    "medium": ("medium sized", "medium sized", "medium"),
    "large": ("large", "large", "big"),
    "very_large": ("very large", "very big", "huge"),
}

KINDS = {
    "upright-perching_water-like": ("water",),
    "chicken-like-marsh": ("chicken like", "marsh"),
    "long-legged-like": ("long legged", "wading"),
    "duck-like": ("duck like", "swimming"),
    "owl-like": ("owl like",),
    "gull-like": ("gull like", "sea"),
    "hummingbird-like": ("hummingbird like", "hovering"),
    "pigeon-like": ("pigeon like",),
    "tree-clinging-like": ("tree clinging", "climbing"),
    "hawk-like": ("hawk like",),
    "sandpiper-like": ("sandpiper like", "shore"),
    "upland-ground-like": ("ground",),
    "swallow-like": ("swallow like",),
    "perching-like": ("perching",),
}

# CUB's coloured parts, people's words for them, and how often they are mentioned.
PARTS = {
    "crown": (("crown", "crown", "head", "head"), 3),
    "forehead": (("forehead", "face"), 1),
    "nape": (("nape", "nape", "neck"), 1),
    "throat": (("throat", "throat", "chin"), 1.5),
    "breast": (("breast", "breast", "chest"), 2.5),
    "belly": (("belly", "belly", "belly", "tummy", "abdomen", "stomach"), 3),
    "underparts": (("underparts", "underside"), 0.5),
    "back": (("back",), 2),
    "upperparts": (("upperparts", "upper body"), 0.5),
    "wing": (("wings", "wings", "wings", "wings", "wing feathers", "primaries", "secondaries", "coverts"), 3),
    "upper_tail": (("tail", "tail", "tail feathers", "rectrices"), 1.5),
    "under_tail": (("undertail",), 0.3),
    "eye": (("eyes", "eyes", "eye"), 1),
    "leg": (("legs", "feet", "tarsus", "tarsals"), 1),
}

PLURAL = {"underparts", "upperparts", "wings", "wing feathers", "primaries", "secondaries", "coverts"}
PLURAL |= {"tail feathers", "rectrices", "eyes", "legs", "feet", "tarsals"}

# Parts that are not mentioned in the same sentence, because one contains the other.
OVERLAPS = {frozenset(pair) for pair in (("crown", "forehead"), ("belly", "underparts"), ("breast", "underparts"))}
OVERLAPS |= {frozenset(pair) for pair in (("back", "upperparts"), ("wing", "upperparts"), ("crown", "upperparts"))}

PATTERN_OF = {"breast": "breast", "belly": "belly", "back": "back", "wing": "wing", "upper_tail": "tail"}

PATTERNS = {
    "solid": ("solid",),
    "spotted": ("spotted", "speckled"),
    "striped": ("striped", "streaked"),
    "multi-colored": ("multicolored", "mottled"),
}

# A pattern in a second colour: "a white breast with brown streaks".
MARKS = {"spotted": ("spots", "speckles"), "striped": ("stripes", "streaks")}

SHAPES = {
    "rounded-wings": ("rounded", "round"),
    "pointed-wings": ("pointed",),
    "broad-wings": ("broad", "wide"),
    "tapered-wings": ("tapered",),
    "long-wings": ("long",),
    "forked_tail": ("forked",),
    "rounded_tail": ("rounded",),
    "notched_tail": ("notched",),
    "fan-shaped_tail": ("fan shaped",),
    "pointed_tail": ("pointed", "pointy"),
    "squared_tail": ("squared", "square"),
}

HEADS = {
    "spotted": ("spotted head",),
    "malar": ("malar stripe", "cheek stripe", "cheek patch"),
    "crested": ("crest", "crested head", "tuft on its head"),
    "masked": ("mask", "masked face"),
    "unique_pattern": ("patterned head", "distinctive head"),
    "eyebrow": ("eyebrow", "distinct eyebrow", "superciliary", "stripe above its eye"),
    "eyering": ("eye ring", "eyering", "ring around its eye"),
    "plain": ("plain head",),
    "eyeline": ("eye line", "eyeline", "stripe through its eye"),
    "striped": ("striped head", "striped crown"),
    "capped": ("cap",),
}

BILLS = ("beak", "bill")

BILL_LENGTHS = {
    "about_the_same_as_head": ("medium sized", "medium length"),
    "longer_than_head": ("long", "long", "very long"),
    "shorter_than_head": ("short", "short", "short", "small", "stubby"),
}

BILL_SHAPES = {
    "curved": ("curved", "slightly curved"),
    "dagger": ("pointed", "pointy", "sharp"),
    "hooked": ("hooked",),
    "needle": ("thin", "narrow", "needle like"),
    "hooked_seabird": ("hooked", "curved"),
    "spatulate": ("flat", "broad"),
    "all-purpose": ("pointed", "pointy", "straight"),
    "cone": ("cone shaped", "thick", "stout", "triangular"),
    "specialized": ("unusual", "oddly shaped"),
}

WHOLLY = ("all", "all", "completely", "entirely")
MOSTLY = ("mostly", "mainly", "primarily", "mostly")

# In the templates, {bird} is for example "small red perching bird", and {plain} the same without the colour.
BIRD = ("a {bird}", "this is a {bird}", "this is a picture of a {bird}")

COLOUR = (
    *("a {bird}", "a {bird}", "this is a {bird}", "this {plain} is {colour}", "this {plain} is {colour} in color"),
    *("the {plain} is {colour}", "a {plain} that is {colour}", "this is a {plain} that is {colour}"),
    *("this {plain} has {colour} feathers", "a {plain} with {colour} feathers", "this {plain} has a {colour} body"),
    *("a {plain} covered in {colour} feathers", "this {plain} is {colour} colored", "a {colour} colored {plain}"),
)

THINGS = (
    *("this {bird} has {things}", "this {bird} has {things}", "a {bird} with {things}", "a {bird} with {things}"),
    *("the {bird} has {things}", "this is a {bird} with {things}", "this particular {bird} has {things}"),
    *("a {bird} that has {things}", "this is a {bird} that has {things}", "{bird} with {things}", "a {bird}, with {things}"),
    "this {bird} features {things}",
)

COLOUR_AND_THINGS = (
    *("this {plain} is {colour} with {things}", "this {plain} is {colour} and has {things}", "the {plain} is {colour} with {things}"),
    *("a {plain} that is {colour} with {things}", "this is a {plain} that is {colour} and has {things}"),
    *("this {plain} is {colour} in color with {things}", "this {plain} is {colour} in color, and has {things}"),
    *("this {plain} has a {colour} body with {things}", "this {plain} has {colour} feathers and {things}"),
    *("a {plain} with a {colour} body and {things}", "a {plain} covered in {colour} feathers, with {things}"),
    *("a {colour} colored {plain} with {things}", "the {plain} has a {colour} body, and it has {things}"),
)

EXCEPT = (
    *("this {plain} is all {main} except for its {but}", "a {plain} that is all {main} except for its {but}"),
    *("an all {main} {plain} except for its {but}", "the {plain} is all {main} with {things}"),
    *("this {plain} is all {main} but has {things}", "a {plain} that is all {main} with {things}"),
)

# Templates with one part as the subject. {is} is "is" or "are".
PREDICATE = (
    *("the {noun} of this {bird} {is} {looks}", "this {bird} has {a_noun} that {is} {looks}"),
    *("this particular {bird} has {a_noun} that {is} {looks}", "a {bird} with {a_noun} that {is} {looks}"),
    *("a {bird} whose {noun} {is} {looks}", "the {noun} of the {bird} {is} {looks}", "the {bird} has {a_noun} that {is} {looks}"),
)

PREDICATE_AND_REST = (
    *("the {noun} of this {bird} {is} {looks}, and it has {rest}", "this {bird} has {a_noun} that {is} {looks} and has {rest}"),
    *("this {bird} has {a_noun} that {is} {looks}, with {rest}", "this particular {bird} has {a_noun} that {is} {looks} with {rest}"),
    *("a {bird} with {a_noun} that {is} {looks}, and {rest}", "this {bird} has {first} as well as {rest}"),
    *("this {bird} has {first}, with {rest}", "a {bird} with {first} and also {rest}"),
    *("the {noun} of the {bird} {is} {looks}, it also has {rest}", "a {bird} whose {noun} {is} {looks}, with {rest}"),
)

TABLES = (COLOURS, SIZES, KINDS, PATTERNS, MARKS, SHAPES, HEADS, BILL_LENGTHS, BILL_SHAPES)
TEMPLATES = BIRD + COLOUR + THINGS + COLOUR_AND_THINGS + EXCEPT + PREDICATE + PREDICATE_AND_REST
GLUE = ("an", "and", "with", "is", "are", "bird")


def all_phrases() -> list[str]:
    """Returns all words and templates that sentences are built from."""
    nouns = [noun for words, _ in PARTS.values() for noun in words]
    table_words = [phrase for table in TABLES for phrases in table.values() for phrase in phrases]
    return [*nouns, *table_words, *BILLS, *WHOLLY, *MOSTLY, *TEMPLATES, *GLUE]
