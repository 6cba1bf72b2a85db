"""The captioner's inputs for a picture: its joint-space vector and its feature grid."""

from dataclasses import dataclass

import numpy as np
import torch

from training.common.checkpoint import averaged_weights
from training.joint.model import ImageHead, load_joint
from training.joint.pictures import seen_features, teacher_features
from training.recognition.features import seen
from training.recognition.teacher import GRID_SCALE, POOLED, targets

Picture = tuple[str, int]
"""Source and row."""
POINT_NOISE, GRID_NOISE = 0.04, 0.09
"""Standard deviations per dimension of the noise on training pictures, which the image head has learned by heart to some degree.

With it their vectors are as far from the teacher's as those of held-out pictures: a mean cosine of 0.57, without it 0.70.
"""


@dataclass(frozen=True)
class Inputs:
    """Inputs of N pictures."""

    points: torch.Tensor
    """(N,300) of length 1."""
    grid: torch.Tensor
    """(N,cells,256)"""


def noisy(inputs: Inputs, random: np.random.Generator) -> Inputs:
    """Returns inputs with the noise of training."""
    points, grid = (
        torch.from_numpy(random.normal(0, scale, value.shape).astype(np.float32)) + value
        for scale, value in ((POINT_NOISE, inputs.points), (GRID_NOISE, inputs.grid))
    )
    return Inputs(torch.nn.functional.normalize(points, dim=1), grid)


def as_cells(grid: np.ndarray) -> torch.Tensor:
    """Decodes grids of int8 codes (N,256,h,w) to (N,h*w,256); the first principal component has a standard deviation of about 3."""
    codes = torch.from_numpy(grid.astype(np.float32)) / GRID_SCALE * 3
    return codes.flatten(2).transpose(1, 2)


class TeacherInputs:
    """EfficientNet-Lite2's feature grids, and joint-space vectors computed from its pooled features."""

    def __init__(self):
        self.features, self.joint = teacher_features(), load_joint()
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


class SeenInputs(TeacherInputs):
    """The same inputs as the page computes them: from the recognition network, through the head trained on its features."""

    def __init__(self):
        self.views, self.joint = [seen_features(mirrored) for mirrored in (False, True)], load_joint()
        weights, _ = averaged_weights("joint-seen", "Train the image head first: python -m training.joint.seen")
        self.head = ImageHead(POOLED)
        self.head.load_state_dict({k: v for k, v in weights.items() if k != "log_temperature"})
        self.head.eval()
        self.grids = {name: seen(name)[1] for name in self.views[0].pooled}

    @torch.no_grad()
    def of(self, pictures: list[Picture], random: np.random.Generator | None = None) -> Inputs:
        """Returns the inputs of `pictures`. With `random`, noisy, and each picture mirrored with a probability of one half."""
        mirrored = np.zeros(len(pictures), int) if random is None else random.integers(2, size=len(pictures))
        grid = np.stack([self.grids[name][row, view] for (name, row), view in zip(pictures, mirrored, strict=True)])
        features = torch.stack([view.of(pictures) for view in self.views])[torch.from_numpy(mirrored), torch.arange(len(pictures))]
        found = Inputs(self.head.encode_image(features), as_cells(grid))
        return found if random is None else noisy(found, random)
