"""The training losses of recognition and their weights."""

import torch
import torch.nn.functional as F

from training.recognition.lessons import Lesson
from training.recognition.model import Heads
from training.recognition.teacher import GRID_SCALE

WEIGHTS = {"pooled": 1.0, "direction": 2.0, "contrast": 0.3, "answers": 0.15, "grid": 0.5, "words": 3.0}
TEMPERATURE = 2.0


def lesson_losses(heads: Heads, maps: torch.Tensor, lesson: Lesson) -> dict[str, torch.Tensor]:
    """Returns the unweighted losses by name. maps: the student's last map (N,1280,h,w)."""
    said = {k: v.float() for k, v in heads(maps).items()}
    student, teacher = F.normalize(said["pooled"], dim=1), F.normalize(lesson.pooled, dim=1)
    scores = student @ teacher.T * torch.exp(-heads.log_temperature)
    soft = F.log_softmax(lesson.answers / TEMPERATURE, 1)
    per_picture = F.binary_cross_entropy_with_logits(said["words"], lesson.words, reduction="none").mean(1)
    return {
        "pooled": F.smooth_l1_loss(said["pooled"], lesson.pooled.clamp(-6, 6), beta=1.0),
        "direction": (1 - (student * teacher).sum(1)).mean(),
        "contrast": F.cross_entropy(scores, torch.arange(len(scores), device=scores.device)),
        "answers": F.kl_div(F.log_softmax(said["answers"] / TEMPERATURE, 1), soft, log_target=True, reduction="batchmean"),
        "grid": F.mse_loss(said["grid"], lesson.grid / GRID_SCALE * 3),
        "words": (per_picture * lesson.has_words).sum() / lesson.has_words.sum().clamp(min=1),
    }
