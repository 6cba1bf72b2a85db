"""What the captioner is given of a picture: its point in the joint space and its grid, by the teacher or by the shipped network."""

from dataclasses import dataclass

import numpy as np
import torch

from training.common.checkpoint import load_checkpoint
from training.joint.model import JointSpace
from training.joint.pictures import TeacherFeatures
from training.recognition.teacher import GRID_SCALE, targets

Picture = tuple[str, int]
"""Source and row."""


@dataclass(frozen=True)
class Look:
    points: torch.Tensor
    """(N,300) of length 1."""
    grid: torch.Tensor
    """(N,cells,256)"""


def as_cells(grid: np.ndarray) -> torch.Tensor:
    """int8 codes (N,256,h,w) -> (N,h*w,256), the first principal direction with a spread of about 3."""
    codes = torch.from_numpy(grid.astype(np.float32)) / GRID_SCALE * 3
    return codes.flatten(2).transpose(1, 2)


class TeacherLooks:
    """EfficientNet-Lite2's grid, and the points of the joint space that stands on its features."""

    def __init__(self):
        self.features = TeacherFeatures()
        self.joint = JointSpace(self.features.width)
        saved = load_checkpoint("joint")
        if not saved:
            raise SystemExit("Train the joint space first: python -m training.joint.train")
        self.joint.load_state_dict(saved["average"])
        self.joint.eval()
        self.grids = {name: targets(name)["grid"] for name in self.features.pooled}

    @torch.no_grad()
    def of(self, pictures: list[Picture], random: np.random.Generator | None = None) -> Look:
        """`random`: grids are mirrored by it, one by one."""
        grid = np.stack([self.grids[name][row] for name, row in pictures])
        if random is not None:
            flipped = random.random(len(grid)) < 0.5
            grid[flipped] = grid[flipped][:, :, :, ::-1]
        return Look(self.joint.encode_image(self.features.of(pictures)), as_cells(grid))

    @torch.no_grad()
    def text_points(self, vectors: torch.Tensor) -> torch.Tensor:
        """MiniLM's vectors (N,384) -> points of the joint space."""
        return self.joint.encode_text(vectors)
