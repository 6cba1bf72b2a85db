"""Models that are too large for one file."""

import torch
from safetensors.torch import load_file

from training.common.shards import save_shards


def test_tensors_are_distributed_over_files_below_the_limit_and_old_files_are_replaced(tmp_path):
    tensors = {name: torch.full((size,), float(size)) for name, size in (("a", 60), ("b", 30), ("c", 10), ("d", 200))}
    assert save_shards({"a": tensors["a"]}, tmp_path) == ["model.safetensors"]
    names = save_shards(tensors, tmp_path, largest=400)
    assert names == [f"model-{i}-of-2.safetensors" for i in (1, 2)]
    assert sorted(p.name for p in tmp_path.iterdir()) == names
    found = [load_file(tmp_path / name) for name in names]
    assert [sorted(part) for part in found] == [["a", "b", "c"], ["d"]]
    assert torch.equal(found[1]["d"], tensors["d"])
