import importlib.util
import json

from training.refresh import ROOT, steps


def modules(commands: list[list[str]]) -> list[str]:
    return [c[2] for c in commands if c[1] == "-m"]


def test_every_step_exists():
    commands = steps(export=True, thumbnails=True)
    for module in modules(commands):
        assert importlib.util.find_spec(module), module
    scripts = json.loads((ROOT / "package.json").read_text())["scripts"]
    assert all(c[3] in scripts for c in commands if c[0] == "npm")


def test_styles_are_made_after_the_network_and_the_index_after_the_thumbnails():
    order = [c[2] if c[1] == "-m" else c[3] for c in steps(export=True, thumbnails=True)]
    wanted = ["training.perception.export", "training.styles.make", "styles:thumbnails", "training.styles.publish"]
    assert [name for name in order if name in wanted] == wanted
    assert [name for name in order if name.startswith("training.fixtures.")]


def test_kept_outputs_are_not_made_again():
    kept = steps(export=False, thumbnails=False)
    assert not [m for m in modules(kept) if m.startswith("training.perception")]
    assert all(c[0] != "npm" for c in kept)
