"""Caches the trained recognition network's features and grids for every picture, upright and mirrored.

    ATELIER_DATA=... python -m training.recognition.features

The joint space and the captioner are trained on them. Two arrays per source: features (N,2,1280) fp16, the mean of the last
map, and grid (N,2,256,cells,cells) int8, the head's prediction of the teacher's map, in the teacher's codes.
"""

import numpy as np
import torch

from training.common.arithmetic import pick_autocast
from training.common.checkpoint import averaged_weights
from training.recognition.chunks import ChunkWriter, set_threads
from training.recognition.maps import SIDE, decode, views_of
from training.recognition.model import Heads, Recognition, Shape
from training.recognition.pictures import ARCHIVES, folder
from training.recognition.teacher import DIRECTIONS, GRID_SCALE

CELLS = SIDE // 4
CHUNK = 64
RUN = "recognition-early"


def load_recognition() -> tuple[Recognition, Heads, dict]:
    """Loads the trained network and its heads, in evaluation mode, and the checkpoint. Raises SystemExit if it has not been trained."""
    weights, saved = averaged_weights(RUN, "Train recognition first: python -m training.recognition.train")
    inner = [value.shape[0] for name, value in weights.items() if name.startswith("network.early.") and name.endswith(".first.0.weight")]
    network = Recognition(Shape(early=tuple(inner)))
    words = weights["heads.words.weight"].shape[0]
    both = torch.nn.ModuleDict({"network": network, "heads": Heads(network.shape, words)})
    both.load_state_dict(weights)
    both.eval().to(memory_format=torch.channels_last)
    return both["network"], both["heads"], saved


@torch.no_grad()
def encode(network: Recognition, heads: Heads, codes: np.ndarray, autocast) -> tuple[np.ndarray, np.ndarray]:
    """Returns features (N,1280) fp16 and grids (N,256,cells,cells) int8 of cached maps (N,256,20,20)."""
    with autocast():
        maps = network(decode(codes))
        grid = heads.grid(maps)
    coded = (grid.float() * GRID_SCALE / 3).round().clamp(-127, 127)
    return maps.float().mean((2, 3)).half().numpy(), coded.to(torch.int8).numpy()


def write(name: str, network: Recognition, heads: Heads, step: int, autocast) -> None:
    codes, _ = views_of(name)[0]
    layout = {
        folder() / f"{name}.seen-features.npy": (np.float16, (len(codes), 2, network.shape.features)),
        folder() / f"{name}.seen-grid.npy": (np.int8, (len(codes), 2, DIRECTIONS, CELLS, CELLS)),
    }
    # The step is part of the name: the features of an earlier network must not be mixed in.
    writer = ChunkWriter(layout, folder() / f"{name}.seen-{step}.json", 0, CHUNK, save_every=20)
    for rows in writer.chunks():
        given = np.asarray(codes[rows])
        for mirrored, maps in enumerate((given, given[..., ::-1].copy())):
            for array, found in zip(writer.arrays, encode(network, heads, maps, autocast), strict=True):
                array[rows, mirrored] = found
        writer.advance(rows.stop - rows.start, name)


def seen(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Returns a source's memory-mapped features (N,2,1280) and grids (N,2,256,cells,cells)."""
    features, grid = (np.load(folder() / f"{name}.seen-{kind}.npy", mmap_mode="r") for kind in ("features", "grid"))
    return features, grid


def is_seen(name: str) -> bool:
    return (folder() / f"{name}.seen-grid.npy").exists()


def main() -> None:
    set_threads(__doc__)
    network, heads, saved = load_recognition()
    autocast, _ = pick_autocast("cpu")
    for name in ARCHIVES:
        if views_of(name):
            write(name, network, heads, saved["step"], autocast)


if __name__ == "__main__":
    main()
