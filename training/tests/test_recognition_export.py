"""The exported recognition network computes what the trained one does."""

import torch
import torch.nn.functional as F

from training.common.eightbit import unpacked
from training.recognition.export import layers_of, load_folded, tensors_of
from training.recognition.model import Recognition, Shape


def small() -> Recognition:
    torch.manual_seed(0)
    network = Recognition(Shape(early=(6,), widths=(8, 12), blocks=(1, 2), features=16))
    for layer in layers_of(network).values():
        norm = layer[1]
        for value, low, high in ((norm.weight.data, 0.5, 1.5), (norm.bias.data, -0.3, 0.3), (norm.running_mean, -0.2, 0.2), (norm.running_var, 0.5, 2)):
            value.uniform_(low, high)
    return network.eval()


def test_folded_layers_give_the_same_map():
    network = small()
    maps = torch.rand(2, 256, 20, 20)
    values = {k: v.float() for k, v in tensors_of(network).items()}

    def convolve(name: str, x: torch.Tensor, stride: int = 1) -> torch.Tensor:
        matrix = (values[f"{name}.weight.codes"] - 128) * values[f"{name}.weight.scale"][:, None]
        kernel = 1 if name == "features" else 3
        return F.conv2d(x, matrix.view(len(matrix), -1, kernel, kernel), values[f"{name}.bias"], stride, kernel // 2)

    x = F.relu(maps + convolve("early1.second", F.relu(convolve("early1.first", maps))))
    for stage, count in ((1, 1), (2, 2)):
        x = F.relu(convolve(f"stage{stage}.down", x, 2))
        for block in range(1, count + 1):
            inner = F.relu(convolve(f"stage{stage}.block{block}.first", x))
            x = F.relu(x + convolve(f"stage{stage}.block{block}.second", inner))
    x = F.relu(convolve("features", x))
    with torch.no_grad():
        wanted = network(maps)
    assert x.shape == wanted.shape == (2, 16, 5, 5)
    assert F.cosine_similarity(x.flatten(1), wanted.flatten(1)).min() > 0.999


def test_an_exported_network_is_read_back():
    network, copy = small(), small()
    load_folded(copy, unpacked(tensors_of(network)))
    maps = torch.rand(1, 256, 12, 12)
    with torch.no_grad():
        assert F.cosine_similarity(copy(maps).flatten(1), network(maps).flatten(1)).min() > 0.999
