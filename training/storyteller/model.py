"""The storyteller: a GRU language model conditioned on the thought vector of each passage."""

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
    """A GRU language model whose input and output embeddings are tied (Press and Wolf 2017).

    The thought vector is added to the gates and to the output vector.
    """

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
        """Runs the decoder on input tokens (T,B) from states h (B,H).

        thoughts (P,thought); which (T,B): row of `thoughts` for each target token; keep (T,B): 0 where a story begins.
        Returns the output vectors (T*B,embedding) and the last states.
        """
        steps, rows = tokens.shape
        flat = which.reshape(-1)
        words = self.dropout(F.embedding(tokens.reshape(-1), self.embedding))
        gates = F.linear(words, self.decoder.weight_ih, self.decoder.bias_ih)
        gates = gates + self.thought(thoughts)[flat].to(gates.dtype)
        states, h = self.decoder(gates, h, [rows] * steps, keep)
        outputs = self.output(self.dropout(states))
        return outputs + self.output_thought(thoughts)[flat].to(outputs.dtype), h


class _TiedCrossEntropy(torch.autograd.Function):
    """Cross entropy with tied embeddings, computed in slices of rows so that the full logits are never in memory."""

    ROWS = 512

    @staticmethod
    def forward(ctx, outputs, embedding, bias, targets, low):
        e, losses = embedding.to(low), []
        d_outputs, d_embedding, d_bias = torch.empty_like(outputs), torch.zeros_like(embedding), torch.zeros_like(bias)
        for at in range(0, len(outputs), _TiedCrossEntropy.ROWS):
            x, y = outputs[at : at + _TiedCrossEntropy.ROWS].to(low), targets[at : at + _TiedCrossEntropy.ROWS]
            logits = (x @ e.T).float() + bias
            total = torch.logsumexp(logits, 1)
            losses.append(total - logits.gather(1, y[:, None])[:, 0])
            if not ctx.needs_input_grad[0]:
                continue
            d = torch.exp_(logits.sub_(total[:, None]))
            d[torch.arange(len(y), device=y.device), y] -= 1
            d_bias += d.sum(0)
            d = d.to(low)
            d_outputs[at : at + _TiedCrossEntropy.ROWS] = (d @ e).to(outputs.dtype)
            d_embedding += (d.T @ x).to(embedding.dtype)
        ctx.count = len(outputs)
        ctx.save_for_backward(d_outputs, d_embedding, d_bias)
        return torch.cat(losses).mean()

    @staticmethod
    def backward(ctx, grad):
        scale = grad / ctx.count
        d_outputs, d_embedding, d_bias = ctx.saved_tensors
        return d_outputs * scale.to(d_outputs.dtype), d_embedding * scale, d_bias * scale, None, None


def word_loss(model: Storyteller, outputs: torch.Tensor, targets: torch.Tensor, low: torch.dtype) -> torch.Tensor:
    """Returns the mean cross entropy of targets (N) given output vectors (N,embedding). low: data type of the matrix products."""
    return _TiedCrossEntropy.apply(outputs, model.embedding, model.word_bias, targets, low)
