"""Extracts the colours that a sentence gives to the large parts of a bird, to match sentences with pictures.

A red male cardinal then gets the class's red sentences rather than those about the brown female.
"""

import re

import torch

from training.birds.phrasings import COLOURS
from training.stackgan.hues import HUES

SHOWN = {
    "iridescent": {},
    "rufous": {"brown": 0.7, "orange": 0.3},
    "olive": {"green": 0.5, "brown": 0.3, "yellow": 0.2},
    "buff": {"brown": 0.7, "white": 0.3},
}
"""CUB's colours outside HUES, as mixtures of HUES."""
LARGE = "crown head nape neck throat breast chest belly tummy abdomen stomach underparts underside back upperparts body wings wing feathers primaries secondaries coverts tail rectrices cap mask"
SMALL = "face forehead chin eye eyes leg legs feet foot tarsus tarsals beak bill beaks bills crest stripe stripes streaks spots speckles eyebrow superciliary patch ring eyering undertail cheek line eyeline edges tips tuft"
WEIGHT = dict.fromkeys(LARGE.split(), 1.0) | dict.fromkeys(SMALL.split(), 0.0) | {"bird": 1.5, "color": 1.5, "colored": 1.5}
WHOLLY = {"all", "completely", "entirely"}
_ENDS = {"with", "has", "have", "that", "except", "but", "whose", "which", ",", ".", "it"}


def _words() -> dict[str, dict[str, float]]:
    """Returns the HUES that each colour word means, with weights: "rusty" is brown and some orange. The last word represents a phrase."""
    found: dict[str, dict[str, float]] = {}
    for colour, phrases in COLOURS.items():
        for phrase in phrases:
            found.setdefault(phrase.split()[-1], SHOWN.get(colour, {colour: 1.0}))
    return found


WORDS = _words()


def _weight(words: list[str], at: int) -> float:
    """Returns the weight of the part that the colour at `at` describes: the next noun of its clause, or the previous one ("wings that are black")."""
    for word in words[at + 1 :]:
        if word in WEIGHT:
            return WEIGHT[word]
        if word in _ENDS:
            break
    return next((WEIGHT[word] for word in reversed(words[:at]) if word in WEIGHT), 1.0)


def sentence_hues(sentence: str) -> torch.Tensor:
    """Returns the weight of each of HUES in a sentence, (11,)."""
    words, out = re.findall(r"[a-z]+|[,.]", sentence.lower()), torch.zeros(len(HUES))
    for i, word in enumerate(words):
        # "Reddish brown" and "olive green" are one colour.
        if word not in WORDS or (i + 1 < len(words) and words[i + 1] in WORDS and word not in HUES):
            continue
        strength = _weight(words, i) * (2.0 if i and words[i - 1] in WHOLLY else 1.0)
        for hue, share in WORDS[word].items():
            out[HUES.index(hue)] += strength * share
    return out
