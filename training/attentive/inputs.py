"""The captioner's inputs for a picture: its joint-space vector and its feature grid."""

from dataclasses import dataclass

import numpy as np
import torch

from training.common.checkpoint import averaged_weights
from training.joint.model import JointSpace
from training.joint.pictures import TeacherFeatures
from training.recognition.teacher import GRID_SCALE, POOLED, targets

Picture = tuple[str, int]
"""Source and row."""


@dataclass(frozen=True)
class Inputs:
    """Inputs of N pictures."""

    points: torch.Tensor
    """(N,300) of length 1."""
    grid: torch.Tensor
    """(N,cells,256)"""


def as_cells(grid: np.ndarray) -> torch.Tensor:
    """Decodes grids of int8 codes (N,256,h,w) to (N,h*w,256); the first principal component has a standard deviation of about 3."""
    codes = torch.from_numpy(grid.astype(np.float32)) / GRID_SCALE * 3
    return codes.flatten(2).transpose(1, 2)


def load_joint() -> JointSpace:
    """Loads the joint space of the teachers' features. Raises SystemExit if it has not been trained."""
    weights, _ = averaged_weights("joint", "Train the joint space first: python -m training.joint.train")
    joint = JointSpace(POOLED)
    joint.load_state_dict(weights)
    return joint.eval()


class TeacherInputs:
    """EfficientNet-Lite2's feature grids, and joint-space vectors computed from its pooled features."""

    def __init__(self):
        self.features = TeacherFeatures()
        self.joint = load_joint()
        self.grids = {name: targets(name)["grid"] for name in self.features.pooled}

    @torch.no_grad()
    def of(self, pictures: list[Picture], random: np.random.Generator | None = None) -> Inputs:
        """Returns the inputs of `pictures`. With `random`, each grid is mirrored with a probability of one half."""
        grid = np.stack([self.grids[name][row] for name, row in pictures])
        if random is not None:
            flipped = random.random(len(grid)) < 0.5
            grid[flipped] = grid[flipped][:, :, :, ::-1]
        return Inputs(self.joint.encode_image(self.features.of(pictures)), as_cells(grid))

    @torch.no_grad()
    def text_points(self, vectors: torch.Tensor) -> torch.Tensor:
        """Maps MiniLM vectors (N,384) to the joint space, (N,300)."""
        return self.joint.encode_text(vectors)
