"""Skip-thought vectors: a GRU sentence encoder trained to predict the neighbouring sentences (Kiros et al. 2015).

Two cheaper objectives replace the paper's two decoders: classification of the neighbours among all sentences of the batch
(Logeswaran and Lee 2018), and prediction of their words without order (FastSent, Hill et al. 2016). The sentence's own
words are predicted as well, because the storyteller needs vectors that preserve content. Distillation from MiniLM makes
the vectors reflect meaning as well as wording.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.common.gru import PackedGru

MAX_TOKENS = 48
"""Longest sentence in tokens; the rest is ignored, as in the page."""


@dataclass(frozen=True)
class Sizes:
    vocabulary: int
    embedding: int = 320
    hidden: int = 768
    vector: int = 640
    meaning: int = 384
    """Size of the teacher's vectors."""


@dataclass(frozen=True)
class Packed:
    """Packed sentences: sorted by length, longest first, and stored in time order."""

    tokens: torch.Tensor
    sizes: list[int]
    owner: torch.Tensor
    """Row of each token."""
    lengths: torch.Tensor
    place: torch.Tensor
    """Row of each sentence in the given order."""

    @classmethod
    def of(cls, sentences: list[list[int]], device: str | torch.device = "cpu") -> "Packed":
        rows = [s[:MAX_TOKENS] or [0] for s in sentences]
        order = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
        lengths = torch.tensor([len(rows[i]) for i in order])
        sizes = [int((lengths > t).sum()) for t in range(int(lengths[0]))]
        tokens = torch.tensor([rows[order[i]][t] for t, n in enumerate(sizes) for i in range(n)])
        place = torch.empty(len(order), dtype=torch.long)
        place[torch.tensor(order)] = torch.arange(len(order))
        owner = torch.cat([torch.arange(n) for n in sizes])
        return cls(tokens.to(device), sizes, owner.to(device), lengths.to(device), place.to(device))


class SkipThought(nn.Module):
    """The sentence encoder that is exported: sentences to unit vectors."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1):
        super().__init__()
        self.sizes = sizes
        self.embedding = nn.Parameter(torch.randn(sizes.vocabulary, sizes.embedding) * 0.1)
        self.encoder = PackedGru(sizes.embedding, sizes.hidden)
        self.output = nn.Linear(sizes.hidden, sizes.vector)
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch: Packed) -> torch.Tensor:
        """Returns unit vectors (sentences,vector) fp32 in the given order: a linear layer on the mean of the states."""
        gates = F.linear(self.dropout(self.embedding[batch.tokens]), self.encoder.weight_ih, self.encoder.bias_ih)
        states, _ = self.encoder(gates, gates.new_zeros((len(batch.lengths), self.sizes.hidden), dtype=torch.float32), batch.sizes)
        total = gates.new_zeros((len(batch.lengths), self.sizes.hidden), dtype=torch.float32).index_add(0, batch.owner, states.float())
        vectors = self.output(total / batch.lengths[:, None])
        return F.normalize(vectors.float(), dim=1)[batch.place]


class Heads(nn.Module):
    """Training heads that are not exported.

    neighbour: previous and next sentence; words: previous sentence, itself and next; meaning: the teacher's space.
    """

    def __init__(self, sizes: Sizes):
        super().__init__()
        self.neighbour = nn.ModuleList(nn.Linear(sizes.vector, sizes.vector, bias=False) for _ in range(2))
        self.words = nn.ModuleList(nn.Linear(sizes.vector, sizes.embedding) for _ in range(3))
        self.meaning = nn.Linear(sizes.vector, sizes.meaning)
        self.word_bias = nn.Parameter(torch.zeros(sizes.vocabulary))
        self.log_temperature = nn.Parameter(torch.tensor(-2.5))
        for layer in self.neighbour:
            nn.init.eye_(layer.weight)


class Trained(nn.Module):
    def __init__(self, sizes: Sizes):
        super().__init__()
        self.encoder = SkipThought(sizes)
        self.heads = Heads(sizes)


def trained_of(weights: dict[str, torch.Tensor]) -> Trained:
    """Builds the network from a checkpoint's weights, which determine its sizes."""
    vocabulary, embedding = weights["encoder.embedding"].shape
    vector, hidden = weights["encoder.output.weight"].shape
    model = Trained(Sizes(vocabulary, embedding, hidden, vector, len(weights["heads.meaning.weight"])))
    model.load_state_dict(weights)
    return model.eval()
