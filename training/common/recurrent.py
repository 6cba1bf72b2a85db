"""Recurrent layers with the parameter names, the initialisation and the results of PyTorch's."""

import torch
import torch.nn.functional as F
from torch import nn


class RecurrentLayer(nn.Module):
    """Base of the GRU and LSTM layers. `gates`, set by the subclass, is the number of gates: 3 for a GRU, 4 for an LSTM."""

    gates: int

    def __init__(self, inputs: int, hidden: int):
        super().__init__()
        self.hidden = hidden
        rows, bound = self.gates * hidden, hidden**-0.5
        for name, shape in {"weight_ih": (rows, inputs), "weight_hh": (rows, hidden), "bias_ih": (rows,), "bias_hh": (rows,)}.items():
            setattr(self, name, nn.Parameter(torch.empty(shape).uniform_(-bound, bound)))


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
