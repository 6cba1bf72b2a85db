"""Makes anew everything that hangs on the perception network, after a better one was exported.

python -m training.refresh            (or npm run models:refresh, inside the environment with training/requirements.txt)

In this order: fixtures for the tests, style packs, thumbnails (painted by the built page), the index.
Needs ATELIER_DATA for the paintings, Node and a Chromium for the thumbnails.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.common.index import verify

ROOT = Path(__file__).resolve().parents[1]
PYTHON_STEPS = ["training.fixtures.make", "training.styles.make"]


def run(*command: str) -> None:
    """Runs one step in the checkout; SystemExit names the step that failed."""
    print(f"\n$ {' '.join(command)}", flush=True)
    status = subprocess.run(command, cwd=ROOT).returncode
    if status:
        raise SystemExit(f"{' '.join(command)} failed: see above. What came before it is done; run this again afterwards.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-thumbnails", action="store_true", help="keep the old ones: they are only looked at")
    skip_thumbnails = parser.parse_args().no_thumbnails
    for module in PYTHON_STEPS:
        run(sys.executable, "-m", module)
    if not skip_thumbnails:
        run("npm", "run", "--silent", "styles:thumbnails")
        run(sys.executable, "-m", "training.styles.publish")
    problems = verify()
    if problems:
        raise SystemExit("\n".join(problems))
    print("public/models is whole.")


if __name__ == "__main__":
    main()
