"""Model cards: the README.md of each folder of public/models."""

import re

from training.common.paths import models_root


def write_figures(model: str, table: str) -> None:
    """Replaces what stands between the figures' marks of a model's card."""
    card = models_root() / model / "README.md"
    card.write_text(re.sub(r"(<!-- figures -->\n).*?(<!-- /figures -->)", lambda m: m[1] + table + "\n" + m[2], card.read_text(), flags=re.S))
