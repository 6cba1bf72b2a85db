"""Saves a model's tensors in one safetensors file, or in several where one would be too large for the repository."""

from pathlib import Path

import torch
from safetensors.torch import save_file

LARGEST = 15_000_000
"""Bytes of tensors per file."""


def shards_of(tensors: dict[str, torch.Tensor], largest: int = LARGEST) -> list[dict[str, torch.Tensor]]:
    """Distributes tensors, in their order, over as few groups of at most `largest` bytes as fit; a larger tensor is a group of its own."""
    groups: list[dict[str, torch.Tensor]] = [{}]
    size = 0
    for name, tensor in tensors.items():
        own = tensor.numel() * tensor.element_size()
        if groups[-1] and size + own > largest:
            groups.append({})
            size = 0
        groups[-1][name] = tensor.contiguous()
        size += own
    return groups


def save_shards(tensors: dict[str, torch.Tensor], folder: Path, largest: int = LARGEST) -> list[str]:
    """Replaces the weight files in a folder: model.safetensors, or model-1-of-2.safetensors and so on. Returns their names."""
    for old in folder.glob("model*.safetensors"):
        old.unlink()
    groups = shards_of(tensors, largest)
    names = ["model.safetensors"] if len(groups) == 1 else [f"model-{i}-of-{len(groups)}.safetensors" for i in range(1, len(groups) + 1)]
    for name, group in zip(names, groups, strict=True):
        save_file(group, folder / name)
    return names
