"""Trains the sentence encoder by distillation from MiniLM's projection to the joint space.

    ATELIER_DATA=... python -m training.sentences.train --steps 6000

Needs the joint space (training.joint.train).
"""

from argparse import Namespace

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.captioner.inputs import TeacherInputs
from training.captioner.text import padded, tokenise
from training.common.arguments import training_arguments
from training.common.task import Place, Task, adamw
from training.common.trainer import train
from training.joint.pictures import dev_captions
from training.joint.train import recalls
from training.sentences.data import load_sentences
from training.sentences.model import SentenceEncoder, Sizes

TEMPERATURE = 0.05


def distillation_loss(own: torch.Tensor, wanted: torch.Tensor) -> dict[str, torch.Tensor]:
    """Returns the cosine distance to the teacher's points, and the divergence of the similarities within the batch. Both (N,300)."""
    similar = F.log_softmax(own @ wanted.T / TEMPERATURE, 1)
    soft = F.log_softmax(wanted @ wanted.T / TEMPERATURE, 1)
    return {"direction": (1 - (own * wanted).sum(1)).mean(), "ranking": F.kl_div(similar, soft, log_target=True, reduction="batchmean")}


class SentencesTask(Task):
    clip = 2.0

    def __init__(self, args: Namespace, place: Place):
        super().__init__(args, place)
        self.sentences = load_sentences()
        self.vocabulary = self.sentences.text.vocabulary
        self.model = SentenceEncoder(Sizes(len(self.vocabulary))).to(place.device)
        self.optimisers = [adamw(self.model.parameters(), args.lr, 1e-3)]
        self.inputs = TeacherInputs()
        self.dev, texts, self.owner = dev_captions()
        self.dev_ids = [self.vocabulary.known(tokenise(text)) for text in texts]

    def draw(self, random: np.random.Generator, progress: float):
        return self.sentences.draw(random, self.args.batch)

    def losses(self, batch, step: int, progress: float) -> dict[str, torch.Tensor]:
        ids, wanted = batch
        with self.place.autocast():
            own = self.model(padded(ids).to(self.place.device))
        parts = distillation_loss(own, wanted.to(self.place.device))
        return {"loss": parts["direction"] + 0.3 * parts["ranking"]} | parts

    def report(self, averaged: nn.Module) -> dict[str, float]:
        """Returns retrieval among Flickr8k's dev pictures as the teacher sees them."""
        sentences = torch.cat([averaged(padded(self.dev_ids[i : i + 250]).to(self.place.device)).cpu() for i in range(0, len(self.dev_ids), 250)])
        return recalls(self.inputs.of(self.dev).points, sentences, self.owner)


def arguments():
    return training_arguments(__doc__, "sentence-encoder", steps=6000, lr=1.5e-3, batch=256)


if __name__ == "__main__":
    train(arguments(), SentencesTask)
