"""The captioner: a GRU that decodes captions from a 300-dimensional image vector, and an LSTM that encodes sentences to the same space."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.captioner.text import PAD, START
from training.common.exported import Exported
from training.common.recurrent import RecurrentLayer

VECTOR = 300


@dataclass(frozen=True)
class Sizes:
    words: int
    picture: int
    hidden: int = 512
    sentence_hidden: int = 512


class Gru(RecurrentLayer):
    """nn.GRU with the same parameter names and gate order (r, z, n), unrolled so that it can run in bf16."""

    gates = 3

    def step(self, gates: torch.Tensor, h: torch.Tensor) -> torch.Tensor:
        """Returns the next state. gates (N,3H): weight_ih x + bias_ih; h (N,H): previous state."""
        (r, z, n), (hr, hz, hn) = gates.chunk(3, 1), F.linear(h, self.weight_hh, self.bias_hh).chunk(3, 1)
        n, z = torch.tanh(n + torch.sigmoid(r + hr) * hn), torch.sigmoid(z + hz)
        return n + z * (h - n)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Returns all states (N,T,H) for sequences x (N,T,inputs), starting from zeros."""
        gates, states = F.linear(x, self.weight_ih, self.bias_ih), []
        h = gates.new_zeros(len(x), self.hidden)
        for t in range(x.shape[1]):
            h = self.step(gates[:, t], h)
            states.append(h)
        return torch.stack(states, 1)


class Lstm(RecurrentLayer):
    """nn.LSTM with the same parameter names and gate order (i, f, g, o), unrolled for the same reason."""

    gates = 4

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        gates, states = F.linear(x, self.weight_ih, self.bias_ih), []
        h = c = gates.new_zeros(len(x), self.hidden)
        for t in range(x.shape[1]):
            i, f, g, o = (gates[:, t] + F.linear(h, self.weight_hh, self.bias_hh)).chunk(4, 1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
            states.append(h)
        return torch.stack(states, 1)


class Captioner(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float = 0.4):
        super().__init__()
        self.sizes = sizes
        self.picture = nn.Linear(sizes.picture, VECTOR)
        self.embedding = nn.Parameter(torch.randn(sizes.words, VECTOR) * 0.1)
        self.picture_scale = nn.Parameter(torch.tensor([2.0]))
        self.decoder = Gru(VECTOR, sizes.hidden)
        self.output = nn.Linear(sizes.hidden, VECTOR)
        self.word_bias = nn.Parameter(torch.zeros(sizes.words))
        self.encoder = Lstm(VECTOR, sizes.sentence_hidden)
        self.sentence = nn.Linear(sizes.sentence_hidden, VECTOR)
        self.log_temperature = nn.Parameter(torch.tensor(-2.6))
        self.dropout = nn.Dropout(dropout)
        self.picture_dropout = nn.Dropout(0.25)

    def encode_image(self, features: torch.Tensor) -> torch.Tensor:
        """Maps pooled features (N,C) to unit vectors of the joint space, (N,300)."""
        return F.normalize(self.picture(self.picture_dropout(features)).float(), dim=1)

    def logits(self, states: torch.Tensor) -> torch.Tensor:
        return F.linear(self.output(self.dropout(states)), self.embedding, self.word_bias)

    def teacher_forced_logits(self, vectors: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        """Returns the next-token logits (K,words) at the K unpadded positions of tokens (N,T), which begin with START. vectors: (N,300)."""
        words = self.dropout(self.embedding[tokens])
        inputs = torch.cat([(vectors * self.picture_scale)[:, None].to(words.dtype), words], 1)
        return self.logits(self.decoder(inputs)[:, 1:][tokens != PAD])

    def encode_text(self, words: torch.Tensor) -> torch.Tensor:
        """Maps sentences (N,T), padded at the end, to unit vectors of the joint space, (N,300)."""
        states, mask = self.encoder(self.dropout(self.embedding[words])), (words != PAD).float()[..., None]
        mean = (states.float() * mask).sum(1) / mask.sum(1).clamp(min=1)
        return F.normalize(self.sentence(self.dropout(mean)).float(), dim=1)

    def initial_state(self, vectors: torch.Tensor) -> torch.Tensor:
        """Returns the decoder state (N,H) before the start token."""
        return self.decoder((vectors * self.picture_scale)[:, None])[:, 0]

    def step(self, ids: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Feeds tokens ids (N). Returns the log-probabilities (N,words) of the next word, and the next states (N,H)."""
        h = self.decoder.step(F.linear(self.embedding[ids], self.decoder.weight_ih, self.decoder.bias_ih), h)
        logits = self.logits(h).float()
        logits[:, : START + 1] = -1e9
        logits[:, START + 2] = -1e9
        return F.log_softmax(logits, 1), h


TOP = ("5_2", "6_1", "6_2")


class Top(nn.Module):
    """Perception's layers above relu5_1, initialised from the exported network. Maps (N,256,h,w) to pooled features (N,384)."""

    def __init__(self, network: Exported):
        super().__init__()
        self.convs = nn.ModuleDict()
        for name in TOP:
            weight, bias = (network.tensors[f"conv{name}.{kind}"] for kind in ("weight", "bias"))
            conv = nn.Conv2d(weight.shape[1], weight.shape[0], 3, padding=1)
            conv.weight.data.copy_(weight)
            conv.bias.data.copy_(bias)
            self.convs[name] = conv.to(memory_format=torch.channels_last)
        self.width = weight.shape[0]

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        x, block = maps, TOP[0][0]
        for name, conv in self.convs.items():
            if name[0] != block:
                x, block = F.avg_pool2d(x, 2), name[0]
            x = F.relu(conv(x))
        return x.mean((2, 3))
