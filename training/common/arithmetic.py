"""Chooses the faster precision for this machine: bf16 is twice as fast as fp32 with AVX-512 bf16, and 14 to 100 times slower without."""

import time
from contextlib import nullcontext
from functools import partial

import torch
import torch.nn.functional as F

from training.common.randomness import undisturbed


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


def processor(device: str) -> str:
    """Identifies the processor type. The precision saved in a checkpoint is reused only on the same type."""
    if device == "cuda":
        return torch.cuda.get_device_name()
    known = torch.cpu.get_capabilities()
    return " ".join([known.get("architecture", "cpu"), *(name for name in ("avx2", "avx512_f", "avx512_bf16", "amx_bf16") if known.get(name))])


def autocast_of(name: str, device: str):
    """Returns the autocast context factory for a precision. name: 'bf16' or 'fp32'."""
    return partial(torch.autocast, device, dtype=torch.bfloat16) if name == "bf16" else nullcontext


def pick_autocast(device: str):
    """Times a small convolution step in fp32 and bf16, for about a second. Returns the context factory and the name of the faster."""
    with undisturbed():
        seconds = {name: _step_seconds(autocast_of(name, device), device) for name in ("bf16", "fp32")}
    name = min(seconds, key=seconds.get)
    print(f"arithmetic: {name} ({ {k: round(v * 1000, 1) for k, v in seconds.items()} } ms)", flush=True)
    return autocast_of(name, device), name
