"""Exports the trained perception network and rebuilds everything that depends on it.

python -m training.refresh            (or npm run models:refresh, inside the environment with training/requirements.txt)

In this order: the network and its card's figures, fixtures for the tests, style packs, thumbnails (painted by the
built page), the index. Needs ATELIER_DATA, and Node and a Chromium for the thumbnails.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.common.index import verify
from training.common.paths import data_root, runs_root

ROOT = Path(__file__).resolve().parents[1]


def steps(export: bool, thumbnails: bool) -> list[list[str]]:
    """The command lines, in their order."""
    python = [sys.executable, "-m"]
    exporting = [[*python, "training.perception.export"], [*python, "training.perception.evaluate", "--write"]]
    painting = [["npm", "run", "--silent", "styles:thumbnails"], [*python, "training.styles.publish"]]
    return [
        *(exporting if export else []),
        [*python, "training.fixtures.make"],
        [*python, "training.styles.make"],
        *(painting if thumbnails else []),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep-network", action="store_true", help="keep public/models/perception unchanged")
    parser.add_argument("--keep-thumbnails", action="store_true", help="keep the thumbnails, which take longest to paint")
    args = parser.parse_args()
    data_root()
    checkpoint = runs_root() / "perception" / "checkpoint.pt"
    if not args.keep_network and not checkpoint.exists():
        raise SystemExit(f"There is no {checkpoint} to export: train first, or give --keep-network.")
    for command in steps(not args.keep_network, not args.keep_thumbnails):
        print(f"\n$ {' '.join(command)}", flush=True)
        if subprocess.run(command, cwd=ROOT).returncode:
            raise SystemExit(f"{' '.join(command)} failed: see above. What came before it is done.")
    problems = verify()
    if problems:
        raise SystemExit("\n".join(problems))
    print("public/models is complete and valid.")


if __name__ == "__main__":
    main()
