"""StackGAN's two generators (Zhang et al. 2017): sentence and noise to 64 px, those 64 px and the sentence to 256 px.

Smaller than the paper's, for use in a page: 4 and 2 million weights. In stage I, sentence and noise modulate every
layer. Stage II adds a residual to the enlarged sketch. In both, pixels attend to the bird's parts, and each part brings the colour
that the sentence gives it: what is told of the belly goes to the belly, in combinations that no true bird has.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.parts.slots import NAMES
from training.stackgan.listener import CHOICES, Listener

TEXT, CONDITION, NOISE = 640, 128, 100
EPSILON = 1e-5


@dataclass(frozen=True)
class Shape:
    text: int = TEXT
    whitened: int = 256
    """Principal directions of the sentence vectors that are used, each scaled to about unit variance."""
    sketch: tuple[int, ...] = (256, 256, 128, 64, 32)
    """Channels at 4, 8, 16, 32 and 64 px."""
    look: tuple[int, ...] = (32, 64, 128)
    """Channels of stage II's encoder, at 64, 32 and 16 px."""
    blocks: int = 3
    detail: tuple[int, ...] = (64, 48, 32, 16)
    """Channels of stage II's decoder, at 32, 64, 128 and 256 px."""
    paint: int = 32
    """Size of what a part brings to the pixels that attend to it."""
    hearing: int = 512
    """Hidden units of the listener."""


class Whitening(nn.Module):
    """Spreads sentence vectors, which lie close together for birds. Fixed after fitting, and folded into the next layer at export."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.register_buffer("mean", torch.zeros(shape.text))
        self.register_buffer("matrix", torch.eye(shape.whitened, shape.text))

    def fit(self, vectors: torch.Tensor) -> None:
        """Fits mean and principal directions to vectors (count,text). Weak directions are scaled up less."""
        mean = vectors.mean(0)
        spread, directions = torch.linalg.eigh(torch.cov((vectors - mean).T.double()))
        spread, directions = spread.flip(0)[: len(self.matrix)], directions.flip(1)[:, : len(self.matrix)]
        scale = (spread + 0.3 * spread.mean()).rsqrt()
        self.mean.copy_(mean)
        self.matrix.copy_((directions * scale).T)

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        return F.linear(vectors - self.mean, self.matrix)


def divergence(mean: torch.Tensor, log_sigma: torch.Tensor) -> torch.Tensor:
    """KL divergence of N(mean, sigma^2) from N(0, 1), averaged over elements."""
    return (-log_sigma + 0.5 * (torch.exp(2 * log_sigma) + mean.square() - 1)).mean()


class ConditioningAugmentation(nn.Module):
    """Maps a sentence to a normal distribution of conditions (Zhang et al. 2017)."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.whitening = Whitening(shape)
        self.linear = nn.Linear(shape.whitened, 2 * CONDITION)

    def forward(self, text: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns mean and log sigma, (N,128) each."""
        mean, log_sigma = F.leaky_relu(self.linear(self.whitening(text)).float(), 0.2).chunk(2, 1)
        return mean, log_sigma.clamp(-6, 2)


def drawn(mean: torch.Tensor, log_sigma: torch.Tensor) -> torch.Tensor:
    """Samples N(mean, sigma^2)."""
    return mean + torch.exp(log_sigma) * torch.randn_like(mean)


def _conv(incoming: int, outgoing: int, size: int = 3, stride: int = 1, gain: float = 1.0) -> nn.Conv2d:
    conv = nn.Conv2d(incoming, outgoing, size, stride, (size - 1) // 2)
    nn.init.orthogonal_(conv.weight, gain)
    nn.init.zeros_(conv.bias)
    return conv


class Normalised(nn.Module):
    """Batch normalisation without weights and without PyTorch's batch counter."""

    def __init__(self, channels: int):
        super().__init__()
        self.momentum = 0.05
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.batch_norm(x, self.running_mean, self.running_var, training=self.training, momentum=self.momentum, eps=EPSILON)


class Modulated(nn.Module):
    """Batch normalisation whose gain and shift come from the condition and the noise."""

    def __init__(self, channels: int):
        super().__init__()
        self.norm = Normalised(channels)
        self.linear = nn.Linear(CONDITION + NOISE, 2 * channels)
        nn.init.normal_(self.linear.weight, std=0.03)
        nn.init.zeros_(self.linear.bias)

    def forward(self, x: torch.Tensor, latent: torch.Tensor) -> torch.Tensor:
        gain, shift = self.linear(latent)[:, :, None, None].chunk(2, 1)
        return torch.addcmul(shift, self.norm(x), 1 + gain)


class Growing(nn.Module):
    """A residual block that doubles the size. All convolutions but one run before the upsampling, at a quarter of the cost."""

    def __init__(self, incoming: int, outgoing: int):
        super().__init__()
        self.before, self.after = Modulated(incoming), Modulated(outgoing)
        self.first, self.second = _conv(incoming, outgoing), _conv(outgoing, outgoing)
        self.skip = _conv(incoming, outgoing, 1)

    def forward(self, x: torch.Tensor, latent: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.after(self.first(F.relu(self.before(x, latent))), latent))
        return self.second(F.interpolate(y, scale_factor=2)) + F.interpolate(self.skip(x), scale_factor=2)


class Painting(nn.Module):
    """Lets each pixel attend to the parts of the bird, and adds what they are told (as AttnGAN's words, Xu et al. 2018)."""

    def __init__(self, channels: int, paint: int):
        super().__init__()
        self.where, self.output = _conv(channels, len(NAMES) + 1, 1, gain=0.3), _conv(paint, channels, 1, gain=0)
        self.told = nn.Linear(CHOICES, paint)
        # At first most pixels attend to no part.
        nn.init.constant_(self.where.bias[-1:], 1.5)

    def forward(self, x: torch.Tensor, table: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns x (N,channels,H,W) with the paint added, and the pixels' attention (N,slots + none,H,W). table: (N,slots,choices)."""
        attention = self.where(x).float().softmax(1)
        paint = torch.einsum("nshw,nsv->nvhw", attention[:, :-1].to(x.dtype), self.told(table).to(x.dtype))
        return x + self.output(paint.contiguous(memory_format=torch.channels_last)), attention


class Sketch(nn.Module):
    """The generator of stage I."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.width = shape.sketch[0]
        self.augmentation, self.listener = ConditioningAugmentation(shape), Listener(shape.text, shape.hearing).requires_grad_(False)
        self.start = nn.Linear(CONDITION + NOISE, 16 * self.width)
        self.grow = nn.ModuleList(Growing(a, b) for a, b in zip(shape.sketch, shape.sketch[1:], strict=False))
        self.paint = nn.ModuleList(Painting(channels, shape.paint) for channels in shape.sketch[1:-1])
        self.last = Modulated(shape.sketch[-1])
        self.output = _conv(shape.sketch[-1], 3, gain=0.5)

    def drawing(self, condition: torch.Tensor, noise: torch.Tensor, table: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Generates pictures (N,3,64,64) in -1..1. Returns them and the attention at 8, 16 and 32 px.

        condition: (N,128); noise: (N,100); table: (N,slots,choices), from the listener.
        """
        latent, seen = torch.cat([condition, noise], 1), []
        x = self.start(latent).view(len(latent), self.width, 4, 4).contiguous(memory_format=torch.channels_last)
        for block, paint in zip(self.grow, [*self.paint, None], strict=True):
            x = block(x, latent)
            if paint is not None:
                x, attention = paint(x, table)
                seen.append(attention)
        return torch.tanh(self.output(F.relu(self.last(x, latent))).float()), seen

    def forward(self, condition: torch.Tensor, noise: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
        return self.drawing(condition, noise, table)[0]


class Residual(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.first, self.second = _conv(channels, channels), _conv(channels, channels, gain=0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.second(F.leaky_relu(self.first(F.leaky_relu(x, 0.2)), 0.2))


class Rising(nn.Module):
    """A block of stage II that doubles the size, without normalisation."""

    def __init__(self, incoming: int, outgoing: int):
        super().__init__()
        self.first, self.second = _conv(incoming, outgoing), _conv(outgoing, outgoing)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.interpolate(F.leaky_relu(self.first(x), 0.2), scale_factor=2)
        return F.leaky_relu(self.second(y), 0.2)


class Detail(nn.Module):
    """The generator of stage II."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.augmentation, self.listener = ConditioningAugmentation(shape), Listener(shape.text, shape.hearing).requires_grad_(False)
        first, second, third = shape.look
        self.look = _conv(3, first)
        self.down = nn.ModuleList([_conv(first, second, 4, 2), _conv(second, third, 4, 2)])
        self.condition = nn.Linear(CONDITION, third)
        self.joined = _conv(third, third)
        self.blocks = nn.ModuleList(Residual(third) for _ in range(shape.blocks))
        self.rise = nn.ModuleList(Rising(a, b) for a, b in zip((third, *shape.detail), shape.detail, strict=False))
        self.across = nn.ModuleList([_conv(second, shape.detail[0], 1), _conv(first, shape.detail[1], 1)])
        self.paint = nn.ModuleList([Painting(third, shape.paint), Painting(shape.detail[0], shape.paint)])
        self.output = _conv(shape.detail[-1], 3, gain=0.1)

    def forward(self, sketch: torch.Tensor, condition: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
        """Enlarges sketches (N,3,64,64) in -1..1 to (N,3,256,256). Values can slightly exceed -1..1; the caller clamps them.

        condition: (N,128); table: (N,slots,choices), from the listener.
        """
        wide = F.leaky_relu(self.look(sketch), 0.2)
        middle = F.leaky_relu(self.down[0](wide), 0.2)
        # Equivalent to concatenating the tiled condition: a 1x1 convolution of a constant map is one vector per picture.
        low = self.down[1](middle) + self.condition(condition)[:, :, None, None]
        x, _ = self.paint[0](F.leaky_relu(self.joined(F.leaky_relu(low, 0.2)), 0.2), table)
        for block in self.blocks:
            x = block(x)
        x, _ = self.paint[1](self.rise[0](x) + self.across[0](middle), table)
        x = self.rise[1](x) + self.across[1](wide)
        x = self.rise[3](self.rise[2](x))
        enlarged = F.interpolate(sketch, scale_factor=4, mode="bilinear", align_corners=False)
        return enlarged.float() + self.output(x).float()


STAGES = {1: Sketch, 2: Detail}


def count(module: nn.Module) -> int:
    """Returns the number of parameters."""
    return sum(p.numel() for p in module.parameters())
