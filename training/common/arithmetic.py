"""Which arithmetic this processor trains fastest in: bf16 is twice as fast with AVX-512 bf16 and far slower without."""

import time
from contextlib import nullcontext

import torch
import torch.nn.functional as F


def _step_seconds(context, device: str) -> float:
    x = torch.randn(8, 64, 48, 48, device=device).contiguous(memory_format=torch.channels_last).requires_grad_(True)
    w = (torch.randn(64, 64, 3, 3, device=device) * 0.05).requires_grad_(True)
    best = float("inf")
    for _ in range(4):
        start = time.perf_counter()
        with context():
            y = F.conv2d(F.relu(F.conv2d(x, w, padding=1)), w, padding=1)
        y.float().sum().backward()
        if device == "cuda":
            torch.cuda.synchronize()
        best = min(best, time.perf_counter() - start)
    return best


def pick_autocast(device: str):
    """Times one small convolution step in fp32 and bf16 and returns (context factory, name) of the faster."""

    def bf16():
        return torch.autocast(device, dtype=torch.bfloat16)

    seconds = {"bf16": _step_seconds(bf16, device), "fp32": _step_seconds(nullcontext, device)}
    name = min(seconds, key=seconds.get)
    print(f"arithmetic: {name} ({ {k: round(v * 1000, 1) for k, v in seconds.items()} } ms)", flush=True)
    return (bf16 if name == "bf16" else nullcontext), name
