"""The parameters of one recurrent layer, named and initialised as PyTorch's."""

import torch
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
