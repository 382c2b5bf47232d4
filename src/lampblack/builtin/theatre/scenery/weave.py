# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# (What numba compiles has no type that pyright could read.)
"""Seamless noise the washes are made of: four tiles woven once a process, read at any scale and offset.

Every tile is 1024 x 1024, wraps in both directions, float32, mean 0.5, about 0.16 of spread. Sampling one costs about
10 ns a pixel, a tenth of making noise anew for every layer.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.wash_kernel import read_tile

Floats = NDArray[Any]
"""Numbers of a picture or a line, float32 where nothing else is said (NumPy types its results no closer)."""
Weave = Literal["cloud", "wool", "grain", "fibre", "cell"]
SIDE = 1024

_SLOPES: dict[Weave, tuple[float, float, float]] = {
    # power-law exponent, stretch across, cut-off (cycles a tile below which there is nothing)
    "cloud": (1.75, 1.0, 2.0),
    "wool": (1.35, 1.0, 5.0),
    "grain": (0.35, 1.0, 24.0),
    "fibre": (1.25, 7.0, 5.0),
    "cell": (2.4, 1.0, 9.0),
}


@cache
def tile(kind: Weave) -> Floats:
    """The wrapping tile of that weave (do not write into it)."""
    slope, stretch, cut = _SLOPES[kind]
    rng = np.random.default_rng(seed_of("weave", kind))
    fy = np.fft.fftfreq(SIDE)[:, None] * SIDE
    fx = np.fft.rfftfreq(SIDE)[None, :] * SIDE
    radius = np.hypot(fx, fy * stretch)
    power = np.where(radius < cut, 0.0, 1.0 / np.maximum(radius, 1.0) ** slope)
    phase = np.exp(2j * np.pi * rng.random(power.shape))
    field = np.fft.irfft2(power * phase, s=(SIDE, SIDE))
    field = 0.5 + 0.16 * (field - field.mean()) / field.std()
    return np.ascontiguousarray(np.clip(field, 0.0, 1.0), dtype=np.float32)


def sampled(kind: Weave, x: Floats, y: Floats) -> Floats:
    """The tile read at texel coordinates `x`, `y` (any range; shapes that broadcast together)."""
    x, y = np.broadcast_arrays(x, y)
    out = np.empty(x.shape, np.float32)
    read_tile(tile(kind), x.astype(np.float32), y.astype(np.float32), out)
    return out


def line(count: int, pitch: float, *, seed: int, salt: str = "", octaves: int = 5, gain: float = 0.5) -> Floats:
    """Noise along a line of `count` samples, its broadest waves `pitch` samples long; 0 to 1 about 0.5."""
    rng = np.random.default_rng(seed_of("line", seed, salt))
    total = np.zeros(count, dtype=np.float64)
    weight, share = 0.0, 1.0
    for _ in range(octaves):
        knots = rng.random(int(count / pitch) + 4)
        at = np.arange(count) / pitch
        index = at.astype(np.int64)
        t = at - index
        t = t * t * (3.0 - 2.0 * t)
        total += share * (knots[index] * (1.0 - t) + knots[index + 1] * t)
        weight += share
        share *= gain
        pitch /= 2.0
        if pitch < 1.5:
            break
    return (total / weight).astype(np.float32)
