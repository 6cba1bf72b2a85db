"""Matrices in 8 bits a number with a scale a row: half of fp16 to download, and exact once read."""

import torch


def quantise(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(N,M) -> codes uint8 and a scale a row: row = (codes - 128) * scale. The scale is the one of several with the least error."""
    rows = rows.detach().float()
    largest = rows.abs().max(1).values.clamp(min=1e-8)
    best, scale = torch.full((len(rows),), torch.inf), largest / 127
    for share in (1.0, 0.95, 0.9, 0.85, 0.8, 0.7):
        tried = largest * share / 127
        error = (torch.round(rows / tried[:, None]).clamp(-128, 127) * tried[:, None] - rows).square().sum(1)
        scale, best = torch.where(error < best, tried, scale), torch.minimum(error, best)
    return (torch.round(rows / scale[:, None]).clamp(-128, 127) + 128).to(torch.uint8), scale


def dequantise(codes: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    return (codes.float() - 128) * scale[:, None]


def packed(named: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Tensors as files have them: matrices as NAME.codes and NAME.scale, everything else in fp16."""
    out = {}
    for name, value in named.items():
        if value.ndim == 2:
            out[f"{name}.codes"], out[f"{name}.scale"] = quantise(value)
        else:
            out[name] = value.detach().half().contiguous()
    return out


def unpacked(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The reverse, in fp32."""
    out = {}
    for name, value in tensors.items():
        if name.endswith(".codes"):
            out[name[:-6]] = dequantise(value, tensors[f"{name[:-6]}.scale"])
        elif not (name.endswith(".scale") and f"{name[:-6]}.codes" in tensors):
            out[name] = value.float()
    return out
