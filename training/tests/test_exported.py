import numpy as np
import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from training.common.exported import Exported, gram


def test_layers_run_as_configured(network_folder):
    network = Exported.load(network_folder)
    rgb = torch.rand(1, 3, 37, 22)
    weights = {k: v.float() for k, v in load_file(network_folder / "model.safetensors").items()}
    x = (rgb - 0.45) / 0.25
    x = F.relu(F.conv2d(x, weights["conv1_1.weight"], weights["conv1_1.bias"], padding=1))
    first = x
    x = F.relu(F.conv2d(x, weights["conv1_2.weight"], weights["conv1_2.bias"], padding=1))
    x = F.relu(F.conv2d(F.avg_pool2d(x, 2), weights["conv2_1.weight"], weights["conv2_1.bias"], padding=1))
    found = network.features(rgb, ["relu2_1", "relu1_1"])
    assert list(found) == ["relu1_1", "relu2_1"]
    torch.testing.assert_close(found["relu1_1"], first)
    torch.testing.assert_close(found["relu2_1"], x)
    assert found["relu2_1"].shape == (1, 8, 18, 11), "pooling rounds down"


def test_padding_is_zero_after_normalisation(network_folder):
    network = Exported.load(network_folder)
    # A picture of the mean colour is zero after normalisation, like the padding around it.
    flat = network.features(torch.full((1, 3, 8, 8), 0.45), ["relu1_1"])["relu1_1"]
    torch.testing.assert_close(flat, flat[:, :, :1, :1].expand_as(flat))


def test_pooling_can_be_overridden(network_folder):
    network = Exported.load(network_folder)
    rgb = torch.rand(1, 3, 16, 16)
    average, highest = (network.features(rgb, ["relu2_1"], pooling)["relu2_1"] for pooling in (None, "max"))
    assert not torch.allclose(average, highest)


def test_layer_names_are_listed_and_unknown_ones_rejected(network_folder):
    network = Exported.load(network_folder)
    assert network.layers() == ["relu1_1", "relu1_2", "relu2_1", "relu2_2", "relu3_1", "relu4_1", "relu5_1", "relu5_2"]
    with pytest.raises(KeyError, match="relu9_9"):
        network.features(torch.rand(1, 3, 16, 16), ["relu9_9"])


def test_pooled_features_are_the_spatial_mean(network_folder):
    network = Exported.load(network_folder)
    rgb = torch.rand(2, 3, 32, 48)
    top = network.features(rgb, ["relu5_2"])["relu5_2"]
    torch.testing.assert_close(network.pooled(rgb), top.mean((2, 3)))


def test_gram_matrix_is_the_mean_product_of_channels():
    features = torch.rand(1, 3, 4, 5)
    expected = np.einsum("cp,dp->cd", *[features[0].reshape(3, 20).numpy()] * 2) / 20
    np.testing.assert_allclose(gram(features).numpy(), expected, rtol=1e-5)
