"""A GRU over packed sequences with a hand-written backward pass: one matrix product per weight gradient.

Autograd accumulates the gradient of weight_hh at every time step, which on a CPU costs more than the steps themselves.
Parameter names, gate order (r, z, n) and equations are those of nn.GRU.
"""

import torch

from training.common.recurrent import RecurrentLayer


class _Recurrence(torch.autograd.Function):
    @staticmethod
    def forward(ctx, gates, weight, bias, h, sizes, keep):
        low = gates.dtype
        w, b = weight.to(low), bias.float()
        hidden, at, outputs, saved = weight.shape[1], 0, [], []
        for t, n in enumerate(sizes):
            before = h[:n] if keep is None else h[:n] * keep[t][:, None]
            own = (before.to(low) @ w.T).float() + b
            given = gates[at : at + n].float()
            rz = torch.sigmoid(given[:, : 2 * hidden] + own[:, : 2 * hidden])
            r, z = rz.chunk(2, 1)
            candidate = torch.tanh(given[:, 2 * hidden :] + r * own[:, 2 * hidden :])
            after = candidate + z * (before - candidate)
            saved.append((before.to(low), rz, candidate, own[:, 2 * hidden :]))
            outputs.append(after)
            h = after if n == len(h) else torch.cat([after, h[n:]])
            at += n
        ctx.saved, ctx.sizes, ctx.keep, ctx.low = saved, sizes, keep, low
        ctx.save_for_backward(weight)
        return torch.cat(outputs).to(low), h

    @staticmethod
    def backward(ctx, grad_outputs, grad_h):
        (weight,) = ctx.saved_tensors
        w, keep = weight.to(ctx.low), ctx.keep
        at, dh, d_given, d_own = len(grad_outputs), grad_h.float(), [], []
        for t in range(len(ctx.sizes) - 1, -1, -1):
            n = ctx.sizes[t]
            before, rz, candidate, own_n = ctx.saved[t]
            r, z = rz.chunk(2, 1)
            d = dh[:n] + grad_outputs[at - n : at].float()
            d_candidate = d * (1 - z) * (1 - candidate * candidate)
            d_rz = torch.cat([d_candidate * own_n, d * (before.float() - candidate)], 1) * rz * (1 - rz)
            given = torch.cat([d_rz, d_candidate], 1).to(ctx.low)
            own = torch.cat([d_rz, d_candidate * r], 1).to(ctx.low)
            d_before = d * z + (own @ w).float()
            if keep is not None:
                d_before = d_before * keep[t][:, None]
            dh = d_before if n == len(dh) else torch.cat([d_before, dh[n:]])
            d_given.append(given)
            d_own.append(own)
            at -= n
        d_own, d_given = torch.cat(d_own[::-1]), torch.cat(d_given[::-1])
        befores = torch.cat([s[0] for s in ctx.saved])
        return d_given, (d_own.T @ befores).to(weight.dtype), d_own.float().sum(0), dh, None, None


class PackedGru(RecurrentLayer):
    """A GRU with the parameters of nn.GRU that takes precomputed gates, so that several inputs can contribute to them."""

    gates = 3

    def forward(self, gates: torch.Tensor, h: torch.Tensor, sizes: list[int], keep: torch.Tensor | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        """Runs the recurrence over packed sequences.

        gates: weight_ih x + bias_ih, (sum of sizes, 3H), in time order, with the active rows of each step.
        h (N,H) fp32: initial states. sizes: active rows at each step, non-increasing.
        keep (T,N): 0 resets a row's state before that step, 1 keeps it.
        Returns the states in the order of `gates`, and the last state of each row (N,H).
        """
        return _Recurrence.apply(gates, self.weight_hh, self.bias_hh, h.float(), sizes, keep)
