"""The joint space of pictures and sentences: picture features and MiniLM vectors, each projected to 300-dimensional unit vectors."""

import torch
import torch.nn.functional as F
from torch import nn

from training.common.checkpoint import averaged_weights
from training.recognition.teacher import POOLED

JOINT = 300
MINILM = 384


class ImageHead(nn.Module):
    """Projects picture features to the joint space: the sum of a linear layer and a two-layer network."""

    def __init__(self, features: int, hidden: int = 1024):
        super().__init__()
        self.linear = nn.Linear(features, JOINT)
        self.deep = nn.Sequential(nn.Dropout(0.5), nn.Linear(features, hidden), nn.GELU(), nn.Dropout(0.3), nn.Linear(hidden, JOINT))

    def encode_image(self, features: torch.Tensor) -> torch.Tensor:
        """Projects standardised picture features (N,F) to unit vectors (N,300)."""
        return F.normalize((self.linear(features) + self.deep(features)).float(), dim=1)


class JointSpace(ImageHead):
    """Projects pictures and sentences to unit vectors whose cosine measures how well they match."""

    def __init__(self, features: int, hidden: int = 1024):
        super().__init__(features, hidden)
        self.text = nn.Linear(MINILM, JOINT)
        self.log_temperature = nn.Parameter(torch.tensor(-2.8))

    def encode_text(self, vectors: torch.Tensor) -> torch.Tensor:
        """Projects MiniLM vectors (N,384) to (N,300)."""
        return F.normalize(self.text(vectors).float(), dim=1)


def load_joint() -> JointSpace:
    """Loads the joint space of the teachers' features. Raises SystemExit if it has not been trained."""
    weights, _ = averaged_weights("joint", "Train the joint space first: python -m training.joint.train")
    joint = JointSpace(POOLED)
    joint.load_state_dict(weights)
    return joint.eval()


def contrastive_loss(pictures: torch.Tensor, sentences: torch.Tensor, log_temperature: torch.Tensor, alike: torch.Tensor) -> torch.Tensor:
    """Returns the symmetric cross entropy over the batch (CLIP, Radford et al. 2021).

    alike (N,N) bool: pairs whose sentences mean nearly the same, which are not negatives for each other.
    """
    scores = pictures @ sentences.T * torch.exp(-log_temperature.clamp(-4.6, -1))
    own = torch.arange(len(scores), device=scores.device)
    barred = alike.clone()
    barred[own, own] = False
    scores = scores.masked_fill(barred, -1e4)
    return (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2
