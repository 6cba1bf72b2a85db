"""8-bit quantisation of matrices with one scale per row: half the download size of fp16."""

import torch


def quantise(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Quantises (N,M) to uint8 codes with one scale per row: row = (codes - 128) * scale. Picks the best of several scales."""
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
    """Converts tensors to their stored form: matrices to NAME.codes and NAME.scale, everything else to fp16."""
    out = {}
    for name, value in named.items():
        if value.ndim == 2:
            out[f"{name}.codes"], out[f"{name}.scale"] = quantise(value)
        else:
            out[name] = value.detach().half().contiguous()
    return out


def unpacked(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Converts stored tensors back to fp32: the inverse of `packed`."""
    out = {}
    for name, value in tensors.items():
        if name.endswith(".codes"):
            out[name[:-6]] = dequantise(value, tensors[f"{name[:-6]}.scale"])
        elif not (name.endswith(".scale") and f"{name[:-6]}.codes" in tensors):
            out[name] = value.float()
    return out
