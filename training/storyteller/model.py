"""The storyteller: a GRU that writes on, told at every step what its passage is about by the passage's thought vector."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.common.gru import PackedGru


@dataclass(frozen=True)
class Sizes:
    vocabulary: int
    thought: int
    embedding: int = 512
    hidden: int = 1024


class Storyteller(nn.Module):
    """Embedding tied with the output (Press and Wolf 2017). The thought joins the gates and the output layer."""

    def __init__(self, sizes: Sizes, dropout: float = 0.15):
        super().__init__()
        self.sizes = sizes
        self.embedding = nn.Parameter(torch.randn(sizes.vocabulary, sizes.embedding) * 0.05)
        self.decoder = PackedGru(sizes.embedding, sizes.hidden)
        self.thought = nn.Linear(sizes.thought, 3 * sizes.hidden, bias=False)
        self.output = nn.Linear(sizes.hidden, sizes.embedding)
        self.output_thought = nn.Linear(sizes.thought, sizes.embedding, bias=False)
        self.word_bias = nn.Parameter(torch.zeros(sizes.vocabulary))
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, tokens: torch.Tensor, thoughts: torch.Tensor, which: torch.Tensor, h: torch.Tensor, keep: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """tokens (T,B) heard; thoughts (P,thought) and which (T,B): the one of the token to be told next;
        h (B,H); keep (T,B): 0 where a story begins. -> what embeddings are compared with (T*B,embedding), last states."""
        steps, rows = tokens.shape
        flat = which.reshape(-1)
        words = self.dropout(F.embedding(tokens.reshape(-1), self.embedding))
        gates = F.linear(words, self.decoder.weight_ih, self.decoder.bias_ih)
        gates = gates + self.thought(thoughts)[flat].to(gates.dtype)
        states, h = self.decoder(gates, h, [rows] * steps, keep)
        told = self.output(self.dropout(states))
        return told + self.output_thought(thoughts)[flat].to(told.dtype), h


class _TiedCrossEntropy(torch.autograd.Function):
    """Cross entropy over the whole vocabulary a slice of rows at a time: logits never lie in memory all at once."""

    ROWS = 512

    @staticmethod
    def forward(ctx, told, embedding, bias, targets, low):
        e, losses = embedding.to(low), []
        d_told, d_embedding, d_bias = torch.empty_like(told), torch.zeros_like(embedding), torch.zeros_like(bias)
        for at in range(0, len(told), _TiedCrossEntropy.ROWS):
            x, y = told[at : at + _TiedCrossEntropy.ROWS].to(low), targets[at : at + _TiedCrossEntropy.ROWS]
            logits = (x @ e.T).float() + bias
            total = torch.logsumexp(logits, 1)
            losses.append(total - logits.gather(1, y[:, None])[:, 0])
            if not ctx.needs_input_grad[0]:
                continue
            d = torch.exp_(logits.sub_(total[:, None]))
            d[torch.arange(len(y), device=y.device), y] -= 1
            d_bias += d.sum(0)
            d = d.to(low)
            d_told[at : at + _TiedCrossEntropy.ROWS] = (d @ e).to(told.dtype)
            d_embedding += (d.T @ x).to(embedding.dtype)
        ctx.count = len(told)
        ctx.save_for_backward(d_told, d_embedding, d_bias)
        return torch.cat(losses).mean()

    @staticmethod
    def backward(ctx, grad):
        scale = grad / ctx.count
        d_told, d_embedding, d_bias = ctx.saved_tensors
        return d_told * scale.to(d_told.dtype), d_embedding * scale, d_bias * scale, None, None


def word_loss(model: Storyteller, told: torch.Tensor, targets: torch.Tensor, low: torch.dtype) -> torch.Tensor:
    """Mean negative log-probability of the targets (N) given rows (N,embedding); `low`: of the products."""
    return _TiedCrossEntropy.apply(told, model.embedding, model.word_bias, targets, low)
