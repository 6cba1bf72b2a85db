"""PyTorch's time for the same forward pass and evaluation: one JSON line. Called by bench/main.ts.

    python torch_paint.py FOLDER_OF_THE_NETWORK SIZE [SIZE ...] [--device cuda --painting 500]

fp32, in PyTorch's own layout and in channels_last; the faster one counts. On the processor with two threads. A painting
is that many evaluations of L-BFGS with ten pairs and steps of length 1; after eight seconds its time is extrapolated.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

THREADS = 2
ROUNDS = 9
PAINTING_SECONDS = 8
CONTENT = "relu4_1"
STYLE = ["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"]


def gram(f: torch.Tensor) -> torch.Tensor:
    rows = f.flatten(2)[0]
    return rows @ rows.T / rows.shape[1]


def measure(
    folder: Path, size: int, layout: torch.memory_format, device: str, evaluations: int
) -> dict[str, float]:
    """Milliseconds of a forward pass to relu5_1, and of loss and gradient, medians; seconds of a painting."""
    config = json.loads((folder / "config.json").read_text())
    tensors = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
    tensors = {k: v.contiguous(memory_format=layout) if v.dim() == 4 else v for k, v in tensors.items()}
    tensors = {k: v.to(device) for k, v in tensors.items()}
    mean, std = (torch.tensor(config[k], device=device).view(1, 3, 1, 1) for k in ("mean", "std"))

    def features(x: torch.Tensor) -> dict[str, torch.Tensor]:
        found = {}
        x = (x - mean) / std
        for b, block in enumerate(config["blocks"], 1):
            if b > 1:
                x = F.avg_pool2d(x, 2)
            for i in range(1, block["convolutions"] + 1):
                x = F.relu(F.conv2d(x, tensors[f"conv{b}_{i}.weight"], tensors[f"conv{b}_{i}.bias"], padding=1))
                found[f"relu{b}_{i}"] = x
                if f"relu{b}_{i}" == STYLE[-1]:
                    return found
        raise KeyError(STYLE[-1])

    torch.manual_seed(0)
    picture, other = (torch.rand(1, 3, size, size).contiguous(memory_format=layout).to(device) for _ in range(2))
    with torch.no_grad():
        target = features(other)
        style, content = {k: gram(target[k]) for k in STYLE}, target[CONTENT]

    def forward() -> None:
        with torch.no_grad():
            features(picture)

    def loss_of(x: torch.Tensor) -> torch.Tensor:
        f = features(x)
        loss = sum((gram(f[k]) - t).square().sum() / t.square().sum() for k, t in style.items()) / len(style)
        loss = loss + 0.02 * (f[CONTENT] - content).square().mean() / content.square().mean()
        variation = (x[:, :, 1:] - x[:, :, :-1]).square().mean() + (x[..., 1:] - x[..., :-1]).square().mean()
        return loss + 0.001 * variation

    def evaluation() -> None:
        loss_of(picture.clone().requires_grad_(True)).backward()

    def finish() -> None:
        if device == "cuda":
            torch.cuda.synchronize()

    times: list[list[float]] = [[], []]
    for round_ in range(ROUNDS + 2):
        for task, kept in zip((forward, evaluation), times, strict=True):
            began = time.perf_counter()
            task()
            finish()
            if round_ >= 2:
                kept.append((time.perf_counter() - began) * 1000)
    found = {"forward": statistics.median(times[0]), "evaluation": statistics.median(times[1])}
    if evaluations > 0:
        # The optimiser wants contiguous variables, whatever the network's layout.
        found |= paint(picture.contiguous(), lambda x: loss_of(x.contiguous(memory_format=layout)), evaluations)
    return found


def paint(picture: torch.Tensor, loss_of: Callable[[torch.Tensor], torch.Tensor], evaluations: int) -> dict[str, float]:
    """Seconds of a painting of so many evaluations, and how many were made."""
    x = picture.clone().requires_grad_(True)
    optimiser = torch.optim.LBFGS([x], lr=1, max_iter=1, history_size=10, tolerance_grad=-1, tolerance_change=-1)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = loss_of(x)
        loss.backward()
        return loss

    made = 0
    began = time.perf_counter()
    while made < evaluations and time.perf_counter() - began < PAINTING_SECONDS:
        optimiser.step(closure).item()
        made += 1
    return {"painting": (time.perf_counter() - began) / made * evaluations, "made": made}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--painting", type=int, default=0)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    layouts = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
    found = {}
    for size in given.sizes:
        measured = {n: measure(given.folder, size, layout, given.device, 0) for n, layout in layouts.items()}
        name = min(measured, key=lambda k: measured[k]["evaluation"])
        if given.painting > 0:
            measured[name] = measure(given.folder, size, layouts[name], given.device, given.painting)
        found[str(size)] = {"layout": name} | measured[name]
    device = torch.cuda.get_device_name() if given.device == "cuda" else given.device
    about = {"version": torch.__version__, "threads": torch.get_num_threads(), "device": device}
    print(json.dumps(about | {"sizes": found}))


if __name__ == "__main__":
    main()
