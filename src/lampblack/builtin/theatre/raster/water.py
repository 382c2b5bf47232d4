"""Open water: what stands above it, mirrored, broken by ripples; its own colour below; the sun's glitter.

The mirror image is drawn beforehand with every card turned over at the water level, so it is right for any tilt of the
camera and shows mountain tops that are out of the picture. Ripples are noise on the surface in metres; with distance
they grow so that none is smaller than a few pixels, which keeps far water calm and free of shimmer.
"""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import njit

from lampblack.builtin.theatre.raster.alias import FAST

F32 = np.float32
TILE = 256
"""Side of the noise tile; a power of two."""
PER_WAVE = 5.0
"""Texels of the tile per wave."""
FINEST = 0.11
"""Metres from crest to crest of the smallest ripple."""
WIDE = 3.2
"""How much longer a crest is than the way to the next."""


@njit(**FAST)
def _noise(tile, u, v):
    iu, iv = math.floor(u), math.floor(v)
    fu, fv = u - F32(iu), v - F32(iv)
    i0, j0 = iu & (TILE - 1), iv & (TILE - 1)
    i1, j1 = (iu + 1) & (TILE - 1), (iv + 1) & (TILE - 1)
    upper = tile[j0, i0] + (tile[j0, i1] - tile[j0, i0]) * fu
    lower = tile[j1, i0] + (tile[j1, i1] - tile[j1, i0]) * fu
    return upper + (lower - upper) * fv


@njit(**FAST)
def _swell(tile, turn, eye, cy, middle, width, focal, seconds, rise, drift):
    """The height of the surface (`rise`) and its sideways tilt (`drift`) at every fourth pixel of one row.

    A crest is many pixels long, so the pixels between are drawn through; that halves the price of water.
    """
    fall = max(F32(1e-4), -middle)
    away = eye[1] / fall
    # the length on the water that one row covers sets the size of ripple that can be seen
    finest = max(F32(FINEST), F32(3.6) * away * away / (eye[1] * focal))
    octave = math.log2(finest / F32(FINEST))
    k = F32(math.floor(octave))
    share = octave - k
    wave0, wave1 = F32(FINEST) * F32(2.0) ** k, F32(FINEST) * F32(2.0) ** (k + 1)
    s0, s1 = F32(PER_WAVE) / wave0, F32(PER_WAVE) / wave1
    run0, run1 = F32(0.30) * math.sqrt(wave0) * seconds, F32(0.30) * math.sqrt(wave1) * seconds
    for i in range(rise.shape[0]):
        cx = (F32(4 * i) + F32(0.5) - F32(width) * F32(0.5)) / focal
        dy = min(turn[0, 1] * cx + middle, F32(-1e-4))
        t = eye[1] / -dy
        wx = eye[0] + (turn[0, 0] * cx + turn[1, 0] * cy + turn[2, 0]) * t
        wz = eye[2] + (turn[0, 2] * cx + turn[1, 2] * cy + turn[2, 2]) * t
        a = _noise(tile, wx * s0 / F32(WIDE), (wz + run0) * s0)
        b = _noise(tile, wx * s1 / F32(WIDE) + F32(31.7), (wz + run1) * s1 + F32(17.3))
        c = _noise(tile, (wx - run1) * s1 / F32(WIDE * 2.3), (wz - run0) * s1 * F32(0.43) + F32(91.1))
        rise[i] = (a * (1 - share) + b * share) * F32(0.75) + c * F32(0.6)
        drift[i] = a + b


@njit(**FAST)
def draw_water(picture, mirror, tile, turn, eye, focal, seconds, colour, fog, sun, ripple, murk):
    """Water over every pixel whose line of sight meets it.

    `mirror`: the mirror image, at the picture's size or smaller; `tile`: repeating noise, -1 to 1; `turn`: 3x3 from
    stage to camera axes; `eye`: x, height above the water, z; `focal` in pixels; `colour`, `fog` (red, green, blue,
    density / 8, start), `sun` (its mirror image's x in pixels, glitter's width, red, green, blue; width 0: none).
    """
    height, width = picture.shape[1], picture.shape[2]
    to_small = F32(mirror.shape[2]) / F32(width)
    lowest, rightmost = F32(mirror.shape[1]) - F32(1.001), F32(mirror.shape[2]) - F32(1.001)
    unit = F32(height) / F32(720)
    rise, drift = np.empty(width // 4 + 2, F32), np.empty(width // 4 + 2, F32)
    for y in range(height):
        cy = (F32(y) + F32(0.5) - F32(height) * F32(0.5)) / focal
        middle = turn[1, 1] * cy + turn[2, 1]
        if middle - abs(turn[0, 1]) * F32(width) * F32(0.5) / focal >= 0:
            continue
        _swell(tile, turn, eye, cy, middle, width, focal, seconds, rise, drift)
        for x in range(width):
            cx = (F32(x) + F32(0.5) - F32(width) * F32(0.5)) / focal
            dy = turn[0, 1] * cx + middle
            if dy > F32(-1e-4):
                continue
            dx = turn[0, 0] * cx + turn[1, 0] * cy + turn[2, 0]
            dz = turn[0, 2] * cx + turn[1, 2] * cy + turn[2, 2]
            i = x >> 2
            part = F32(x & 3) * F32(0.25)
            r = rise[i] + (rise[i + 1] - rise[i]) * part
            level = math.sqrt(dx * dx + dz * dz)
            below = focal * -dy / level
            my = F32(y) + r * ripple * (F32(1.0) * unit + F32(0.13) * below)
            tilt = drift[i] + (drift[i + 1] - drift[i]) * part
            mx = F32(x) + tilt * ripple * (F32(0.8) * unit + F32(0.012) * below)
            my, mx = min(max(my * to_small, F32(0)), lowest), min(max(mx * to_small, F32(0)), rightmost)
            iy, ix = int(my), int(mx)
            fy, fx = my - F32(iy), mx - F32(ix)
            w11 = fx * fy
            w10, w01 = fx - w11, fy - w11
            w00 = F32(1) - fx - fy + w11
            shallow = F32(1) + dy / math.sqrt(level * level + dy * dy)
            own = F32(0.05) + F32(0.78) * (F32(1) - shallow * shallow * math.sqrt(shallow))
            own = min(max(own + (F32(1) - own) * murk * F32(0.6) + r * F32(0.07), F32(0)), F32(1))
            thick = F32(1) + max(eye[1] / -dy - fog[4], F32(0)) * fog[3]
            thick = thick * thick
            thick = thick * thick
            clear = F32(1) / (thick * thick)
            shine = F32(0)
            if sun[1] > 0:
                off = (F32(x) - sun[0]) / (sun[1] * (F32(0.35) + below * F32(0.005) / unit))
                if abs(off) < F32(2.6):
                    # glints are far smaller than ripples: two patterns that pass each other twinkle
                    gx, gy = F32(x) / unit * F32(0.16), F32(y) / unit * F32(1.1)
                    glint = _noise(tile, gx, gy + seconds * F32(7)) * _noise(tile, gx + F32(77), gy - seconds * F32(5))
                    crest = max(F32(0), r * F32(0.5) + glint * F32(1.6) + F32(0.05))
                    shine = math.exp(-off * off) * crest * crest * F32(2.6) * clear
                    m = mirror[0]
                    light = m[iy, ix] * F32(0.6) + mirror[1, iy, ix] * F32(0.4)
                    shine *= min(max((light - F32(0.45)) * F32(4), F32(0)), F32(1))
            for p in range(3):
                m = mirror[p]
                seen = m[iy, ix] * w00 + m[iy, ix + 1] * w10 + m[iy + 1, ix] * w01 + m[iy + 1, ix + 1] * w11
                body = colour[p] * clear + fog[p] * (F32(1) - clear)
                picture[p, y, x] = seen * (F32(1) - own) + body * own + shine * sun[2 + p]


def ripples(seed: int):
    """A repeating tile of smooth noise, -1 to 1, float32 (256, 256)."""
    rng = np.random.default_rng(seed)
    waves = np.fft.rfft2(rng.standard_normal((TILE, TILE)))
    fy = np.fft.fftfreq(TILE)[:, None] * PER_WAVE
    fx = np.fft.rfftfreq(TILE)[None, :] * PER_WAVE
    radius = np.hypot(fx, fy)
    smooth = np.fft.irfft2(waves * np.exp(-((radius / 0.8) ** 2)) * (radius > 0.1), s=(TILE, TILE))
    return np.clip(smooth / (2.6 * smooth.std()), -1, 1).astype(np.float32)
