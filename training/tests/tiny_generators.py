"""Sizes of generators small enough for tests."""

from training.stackgan.model import Shape

SMALL = Shape(text=16, whitened=6, sketch=(8, 8, 8, 6, 6), look=(4, 6, 8), blocks=1, detail=(6, 6, 4, 4), paint=12, hearing=8)
