"""Starts generators from exported ones: exports fold normalisation and whitening into other layers, and this unfolds them."""

import torch
from torch import nn

from training.stackgan.listening import load_listener
from training.stackgan.model import EPSILON, NOISE, ConditioningAugmentation, Detail, Modulated, Painting, Sketch, drawn
from training.stackgan.shipped import read


@torch.no_grad()
def unfold_augmentation(layer: ConditioningAugmentation, weight: torch.Tensor, bias: torch.Tensor) -> None:
    """Sets the linear layer so that, after the whitening, it equals an exported one (256,text) as nearly as the whitening allows."""
    layer.linear.weight.copy_(weight @ torch.linalg.pinv(layer.whitening.matrix))
    layer.linear.bias.copy_(bias + weight @ layer.whitening.mean)


@torch.no_grad()
def unfold_modulation(layer: Modulated, weight: torch.Tensor, bias: torch.Tensor, x: torch.Tensor) -> None:
    """Sets the linear layer so that, with the statistics of x (N,channels,H,W), it equals an exported one."""
    values = x.float()
    mean, deviation = values.mean((0, 2, 3)), (values.var((0, 2, 3), correction=0) + EPSILON).sqrt()
    (gain_weight, shift_weight), (gain_bias, shift_bias) = weight.chunk(2), bias.chunk(2)
    layer.linear.weight.copy_(torch.cat([gain_weight * deviation[:, None], shift_weight + mean[:, None] * gain_weight]))
    layer.linear.bias.copy_(torch.cat([gain_bias * deviation - 1, shift_bias + mean * gain_bias]))
    layer.norm.running_mean.copy_(mean)
    layer.norm.running_var.copy_(deviation.square() - EPSILON)


@torch.no_grad()
def unfold_painting(layer: Painting, tensors: dict[str, torch.Tensor], name: str) -> None:
    """Sets a painting layer: each choice gets a unit of what a part brings, and one more is always on."""
    choices = layer.told.in_features
    layer.where.weight.copy_(tensors[f"{name}.where.weight"].view_as(layer.where.weight))
    layer.where.bias.copy_(tensors[f"{name}.where.bias"])
    for values in (layer.told.weight, layer.told.bias, layer.output.weight):
        values.zero_()
    layer.told.weight[:choices] = torch.eye(choices)
    layer.told.bias[choices] = 1
    layer.output.weight[:, :choices, 0, 0] = tensors[f"{name}.told.weight"]
    layer.output.weight[:, choices, 0, 0] = tensors[f"{name}.told.bias"]
    layer.output.bias.copy_(tensors[f"{name}.bias"])


@torch.no_grad()
def start_from_exported(net: Sketch | Detail, vectors: torch.Tensor) -> None:
    """Copies the exported weights of a stage to a generator whose whitening is fitted; layers that it lacks keep their own.

    vectors: sentences (count,text), with which the normalised layers see typical values.
    """
    tensors = read("stage1." if isinstance(net, Sketch) else "stage2.")
    unfold_augmentation(net.augmentation, tensors["augmentation.weight"], tensors["augmentation.bias"])
    hooks = []
    for name, module in net.named_modules():
        if isinstance(module, Painting) and f"{name}.where.weight" in tensors:
            unfold_painting(module, tensors, name)
        if f"{name}.weight" not in tensors or name.startswith(("augmentation", "listener", "paint")):
            continue
        weight, bias = tensors[f"{name}.weight"], tensors[f"{name}.bias"]
        if isinstance(module, Modulated):
            # In the order of the forward pass, so that each layer sees what the exported one saw.
            hooks.append(module.register_forward_pre_hook(lambda layer, given, weight=weight, bias=bias: unfold_modulation(layer, weight, bias, given[0])))
        elif isinstance(module, nn.Conv2d | nn.Linear):
            module.weight.copy_(weight.view_as(module.weight))
            module.bias.copy_(bias)
    if hooks:
        training = net.training
        net.train()(drawn(*net.augmentation(vectors)), torch.randn(len(vectors), NOISE), net.listener(vectors))
        net.train(training)
    for hook in hooks:
        hook.remove()


def give_listener(net: Sketch | Detail) -> None:
    net.listener.load_state_dict(load_listener().state_dict())
