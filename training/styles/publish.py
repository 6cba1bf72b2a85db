"""Registers the styles' files and thumbnails in public/models/index.json. Run it after any of them changes.

python -m training.styles.publish
"""

import json
from pathlib import Path

from training.common.index import register, unregister
from training.common.paths import models_root

BUDGET = 9_000_000
"""Most bytes of all files together."""


def publish(root: Path | None = None) -> int:
    """Registers the existing files named in config.json, and deletes files that it does not name. Returns their total bytes.

    Raises SystemExit if the total exceeds BUDGET.
    """
    root = root or models_root()
    folder = root / "styles"
    config = json.loads((folder / "config.json").read_text())
    version = config["network"][:12]
    named = {folder / style[key] for style in config["styles"] for key in ("file", "thumbnail")}
    wanted = named | {folder / "config.json", folder / "README.md"}
    for stray in [path for path in folder.rglob("*") if path.is_file() and path not in wanted]:
        stray.unlink()
    unregister("styles", root)
    thumbnails = [folder / s["thumbnail"] for s in config["styles"] if (folder / s["thumbnail"]).exists()]
    register("styles", [folder / "config.json", *thumbnails], version, root)
    for style in config["styles"]:
        register(f"styles/{style['id']}", [folder / style["file"]], version, root)
    total = sum(path.stat().st_size for path in wanted if path.exists())
    print(f"{len(config['styles'])} styles, {len(thumbnails)} thumbnails, {total / 1e6:.2f} MB", flush=True)
    if total > BUDGET:
        raise SystemExit(f"Styles take {total} bytes; {BUDGET} are allowed. Remove some from training/styles/catalogue.py.")
    return total


if __name__ == "__main__":
    publish()
