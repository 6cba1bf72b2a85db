"""Measures every built-in style with the shipped network and writes public/models/styles.

python -m training.styles.make [--only ID ...]
"""

import argparse
import json
from pathlib import Path

from safetensors.numpy import save_file

from training.common.exported import Exported
from training.common.paths import data_root, models_root

from .catalogue import STYLES, TERMS, Style
from .measure import LAYERS, SCALES, at_scale, colour_statistics, grams, open_painting, swatches
from .pack import pack, relative_error, restore
from .publish import publish


def make_style(style: Style, network: Exported, paintings: Path, out: Path) -> dict:
    """Writes a style's file to `out`. Returns its entry in config.json."""
    painting = open_painting(paintings / style.file, style.trim)
    measured = {s: grams(network, at_scale(painting, s)) for s in SCALES}
    tensors = pack(measured)
    save_file(tensors, out / f"{style.id}.safetensors")
    worst = max(
        relative_error(restore(tensors[f"gram.{s}.{layer}.correlation"], tensors[f"gram.{s}.{layer}.diagonal"]), g)
        for s, layers in measured.items()
        for layer, g in layers.items()
    )
    print(f"{style.id}: largest quantisation error {worst:.1e} of the target", flush=True)
    mean, covariance = colour_statistics(painting)
    return {
        "id": style.id,
        "title": style.title,
        "painter": style.painter,
        "year": style.year,
        "place": style.place,
        "source": style.source,
        "terms": TERMS,
        "thumbnail": f"thumbnails/{style.id}.webp",
        "file": f"{style.id}.safetensors",
        "colourMean": mean,
        "colourCovariance": covariance,
        "swatches": swatches(painting),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", help="ids to measure again; the other styles keep their files")
    only = parser.parse_args().only
    network = Exported.load(models_root() / "perception")
    out = models_root() / "styles"
    out.mkdir(parents=True, exist_ok=True)
    target = out / "config.json"
    before = json.loads(target.read_text()) if only and target.exists() else {"network": None, "styles": []}
    if only and before["network"] != network.sha256:
        raise SystemExit("The existing styles were measured with another network: measure all of them, without --only.")
    entries = {s["id"]: s for s in before["styles"]}
    for style in STYLES:
        if not only or style.id in only:
            entries[style.id] = make_style(style, network, data_root() / "paintings", out)
    config = {
        "architecture": "styles",
        "network": network.sha256,
        "layers": LAYERS,
        "scales": SCALES,
        "styles": [entries[s.id] for s in STYLES if s.id in entries],
    }
    target.write_text(json.dumps(config, indent="\t", ensure_ascii=False) + "\n")
    publish(models_root())


if __name__ == "__main__":
    main()
