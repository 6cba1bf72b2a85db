import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from training.common.index import register, unregister, verify


def write(root, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def test_register_records_size_and_hash_and_replaces_entries(tmp_path):
    write(tmp_path, "a/config.json", b"{}")
    write(tmp_path, "a/model.safetensors", b"weights")
    register("a", ["a/config.json", tmp_path / "a/model.safetensors"], "1", tmp_path)
    register("b", ["a/config.json"], "1", tmp_path)
    register("a", ["a/config.json", "a/model.safetensors"], "2", tmp_path)
    models = json.loads((tmp_path / "index.json").read_text())["models"]
    assert list(models) == ["a", "b"]
    assert models["a"]["version"] == "2"
    assert models["a"]["files"][1] == {
        "path": "a/model.safetensors",
        "bytes": 7,
        "sha256": hashlib.sha256(b"weights").hexdigest(),
    }


def test_a_file_that_is_missing_or_outside_is_rejected_and_the_index_unchanged(tmp_path):
    root = tmp_path / "models"
    write(root, "a/config.json", b"{}")
    write(tmp_path, "elsewhere.json", b"{}")
    register("a", ["a/config.json"], "1", root)
    before = (root / "index.json").read_text()
    with pytest.raises(FileNotFoundError):
        register("b", ["b/config.json"], "1", root)
    with pytest.raises(ValueError, match="elsewhere"):
        register("b", [tmp_path / "elsewhere.json"], "1", root)
    assert (root / "index.json").read_text() == before


def test_concurrent_writers_keep_both_entries(tmp_path):
    write(tmp_path, "f", b"x")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: register(f"m{i}", ["f"], "1", tmp_path), range(40)))
    assert len(json.loads((tmp_path / "index.json").read_text())["models"]) == 40


def test_unregister_removes_a_model_and_those_below_it(tmp_path):
    write(tmp_path, "f", b"x")
    for name in ("styles", "styles/wave", "stylesheet"):
        register(name, ["f"], "1", tmp_path)
    unregister("styles", tmp_path)
    assert list(json.loads((tmp_path / "index.json").read_text())["models"]) == ["stylesheet"]


def test_verify_reports_changed_and_missing_files(tmp_path):
    for path in ("kept", "changed", "gone"):
        write(tmp_path, path, b"x")
    register("m", ["kept", "changed", "gone"], "1", tmp_path)
    assert verify(tmp_path) == []
    write(tmp_path, "changed", b"y")
    (tmp_path / "gone").unlink()
    assert verify(tmp_path) == ["m: changed differs from the index", "m: gone is missing"]
