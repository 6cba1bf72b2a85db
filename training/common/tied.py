"""Cross entropy with tied embeddings, computed in slices of rows so that the full logits are never in memory."""

import torch


class _TiedCrossEntropy(torch.autograd.Function):
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


def tied_cross_entropy(outputs: torch.Tensor, embedding: torch.Tensor, bias: torch.Tensor, targets: torch.Tensor, low: torch.dtype) -> torch.Tensor:
    """Returns the mean cross entropy of targets (N) given output vectors (N,E), of which the logits are outputs @ embedding.T + bias.

    low: data type of the matrix products.
    """
    return _TiedCrossEntropy.apply(outputs, embedding, bias, targets, low)
