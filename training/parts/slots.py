"""The parts that a sentence gives a colour to, and what people say of each: CUB's points, CUB's attribute group and the words."""

from dataclasses import dataclass

from training.stackgan.hues import MEASURED

COLOURS = MEASURED
"""The colours of a part, by index."""


@dataclass(frozen=True)
class Slot:
    name: str
    points: tuple[str, ...]
    """CUB's points on the part."""
    group: str
    """CUB's attribute group of its colour."""
    spread: float
    """Standard deviation of the part around its points, relative to the picture's side."""


SLOTS = (
    Slot("head", ("crown", "forehead"), "crown_color", 0.07),
    Slot("nape", ("nape",), "nape_color", 0.05),
    Slot("throat", ("throat",), "throat_color", 0.05),
    Slot("breast", ("breast",), "breast_color", 0.08),
    Slot("belly", ("belly",), "belly_color", 0.1),
    Slot("back", ("back",), "back_color", 0.09),
    Slot("wings", ("left wing", "right wing"), "wing_color", 0.12),
    Slot("tail", ("tail",), "upper_tail_color", 0.09),
    Slot("beak", ("beak",), "bill_color", 0.035),
)
NAMES = tuple(slot.name for slot in SLOTS) + ("body",)
"""The slots of a table: the parts, and the bird as a whole."""
BODY = len(SLOTS)
LARGE = tuple(NAMES.index(name) for name in ("head", "breast", "belly", "back", "wings"))
"""The parts that make the colour of the whole."""
SHOWN = {
    "iridescent": {},
    "rufous": {"brown": 0.7, "orange": 0.3},
    "olive": {"green": 0.5, "brown": 0.3, "yellow": 0.2},
    "buff": {"brown": 0.7, "white": 0.3},
}
"""CUB's colours that are no single hue, as mixtures of hues."""
