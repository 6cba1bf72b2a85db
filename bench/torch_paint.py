"""PyTorch's time for the same forward pass and evaluation: one JSON line. Called by bench/main.ts.

    python torch_paint.py FOLDER_OF_THE_NETWORK SIZE [SIZE ...]

fp32, two threads, in PyTorch's own layout and in channels_last; the faster one counts.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

THREADS = 2
ROUNDS = 9
CONTENT = "relu4_1"
STYLE = ["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"]


def gram(f: torch.Tensor) -> torch.Tensor:
    rows = f.flatten(2)[0]
    return rows @ rows.T / rows.shape[1]


def measure(folder: Path, size: int, layout: torch.memory_format) -> tuple[float, float]:
    """Milliseconds of a forward pass to relu5_1, and of loss and gradient; medians."""
    config = json.loads((folder / "config.json").read_text())
    tensors = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
    tensors = {k: v.contiguous(memory_format=layout) if v.dim() == 4 else v for k, v in tensors.items()}
    mean, std = (torch.tensor(config[k]).view(1, 3, 1, 1) for k in ("mean", "std"))

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
    picture = torch.rand(1, 3, size, size).contiguous(memory_format=layout)
    with torch.no_grad():
        target = features(torch.rand(1, 3, size, size).contiguous(memory_format=layout))
        style, content = {k: gram(target[k]) for k in STYLE}, target[CONTENT]

    def forward() -> None:
        with torch.no_grad():
            features(picture)

    def evaluation() -> None:
        x = picture.clone().requires_grad_(True)
        f = features(x)
        loss = sum((gram(f[k]) - t).square().sum() / t.square().sum() for k, t in style.items()) / len(style)
        loss = loss + 0.02 * (f[CONTENT] - content).square().mean() / content.square().mean()
        variation = (x[:, :, 1:] - x[:, :, :-1]).square().mean() + (x[..., 1:] - x[..., :-1]).square().mean()
        (loss + 0.001 * variation).backward()

    times: list[list[float]] = [[], []]
    for round_ in range(ROUNDS + 2):
        for task, kept in zip((forward, evaluation), times):
            began = time.perf_counter()
            task()
            if round_ >= 2:
                kept.append((time.perf_counter() - began) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    folder, sizes = Path(sys.argv[1]), [int(s) for s in sys.argv[2:]]
    torch.set_num_threads(THREADS)
    layouts = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
    found = {}
    for size in sizes:
        measured = {name: measure(folder, size, layout) for name, layout in layouts.items()}
        name = min(measured, key=lambda k: measured[k][1])
        forward, evaluation = measured[name]
        found[str(size)] = {"layout": name, "forward": forward, "evaluation": evaluation}
    print(json.dumps({"version": torch.__version__, "threads": torch.get_num_threads(), "sizes": found}))


if __name__ == "__main__":
    main()
