"""Names the colours of a bird's parts: a judge of "the belly is white" that no generator is trained against.

A logistic regression on the Lab values of the disc around a part, beside the picture's own light and dark: a white belly in the
shade is grey by itself. It is taught by the parts whose colour three in five people agree on, for the class.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from training.birds.attributes import groups_of, load_attributes
from training.stackgan.hues import MEASURED

GROUPS = {
    "back": "back_color",
    "belly": "belly_color",
    "breast": "breast_color",
    "crown": "crown_color",
    "forehead": "forehead_color",
    "nape": "nape_color",
    "tail": "upper_tail_color",
    "throat": "throat_color",
    "left wing": "wing_color",
    "right wing": "wing_color",
}
"""CUB's attribute group of each part whose colour is judged."""
SYNONYMS = {"rufous": "brown"}
RADIUS = 0.05
"""Of the disc, relative to the picture's side."""
AGREED = 60.0
"""Least percentage of people who name a class's colour for it to be taught."""


def lab(rgb: np.ndarray) -> np.ndarray:
    """Converts sRGB (...,3) uint8 to CIELAB (D65): L in 0..100, a and b about -100..100."""
    linear = np.where((v := rgb.astype(np.float64) / 255) <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([[0.4124, 0.2126, 0.0193], [0.3576, 0.7152, 0.1192], [0.1805, 0.0722, 0.9505]]) / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def srgb(values: np.ndarray) -> np.ndarray:
    """Converts CIELAB (...,3) to sRGB uint8, the inverse of lab. Colours outside sRGB are clipped."""
    y = (values[..., 0] + 16) / 116
    f = np.stack([y + values[..., 1] / 500, y, y - values[..., 2] / 200], -1)
    xyz = np.where(f > 6 / 29, f**3, (f - 16 / 116) / 7.787) * [0.9505, 1, 1.089]
    linear = xyz @ np.array([[3.2406, -0.9689, 0.0557], [-1.5372, 1.8758, -0.2040], [-0.4986, 0.0415, 1.0570]])
    linear = linear.clip(0, 1)
    return np.round(255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)).astype(np.uint8)


def describe(picture: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Returns what the judge sees at places (parts,2) of a picture (S,S,3) uint8: (parts,14); NaN places are described as the centre.

    Median and quartiles of L, a and b in the disc, its difference from the picture's dark and light, and the picture's own spread.
    """
    side = len(picture)
    values = lab(picture)
    light = np.percentile(values[..., 0], [5, 50, 95])
    y, x = np.mgrid[:side, :side] / side
    rows = []
    for px, py in np.nan_to_num(places, nan=0.5):
        disc = values[(x - px) ** 2 + (y - py) ** 2 < RADIUS**2]
        if len(disc) == 0:
            disc = values[min(side - 1, int(py * side)), min(side - 1, int(px * side))][None]
        quartiles = np.percentile(disc, [25, 50, 75], axis=0)
        chroma = np.hypot(disc[:, 1], disc[:, 2])
        rows.append(
            [*quartiles.ravel(), np.median(chroma), quartiles[1, 0] - light[0], light[2] - quartiles[1, 0], quartiles[1, 0] - light[1], light[2] - light[0]]
        )
    return np.array(rows).reshape(len(places), -1) if rows else np.zeros((0, 14))


def class_colours() -> dict[str, np.ndarray]:
    """Returns by part the colour of each class as an index into MEASURED, -1 where people do not agree on one of these. (200,) each."""
    table = load_attributes()
    groups = groups_of(table.names)
    found = {}
    for part, group in GROUPS.items():
        share = np.zeros((len(table.classes), len(MEASURED)))
        for value, column in groups[group]:
            name = SYNONYMS.get(value, value)
            if name in MEASURED:
                share[:, MEASURED.index(name)] += table.percentages[:, column]
        found[part] = np.where(share.max(1) >= AGREED, share.argmax(1), -1)
    return found


def judge() -> Pipeline:
    return make_pipeline(StandardScaler(), PolynomialFeatures(2), StandardScaler(), LogisticRegression(C=0.02, max_iter=400, class_weight="balanced"))


def ranked(model: Pipeline, described: np.ndarray) -> np.ndarray:
    """Returns the colours as indices into MEASURED, likeliest first, (rows,9)."""
    probabilities = np.zeros((len(described), len(MEASURED)))
    probabilities[:, model.classes_] = model.predict_proba(described)
    return np.argsort(-probabilities, 1)
