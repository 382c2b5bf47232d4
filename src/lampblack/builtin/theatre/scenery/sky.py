"""The sky as one panorama: gradients of the hour, drawn-out clouds, the glow round the sun, stars.

The sheet is a cylinder unrolled: x is azimuth (from -pi at the left edge to pi), y is the tangent of the height above
the horizon, from `TOP` at the upper edge to `BOTTOM` at the lower. Its two ends meet without a seam.
"""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.hour import Hour, Sun
from lampblack.builtin.theatre.scenery.wash import blurred, glaze, soft
from lampblack.builtin.theatre.scenery.weave import SIDE, Floats, sampled

TOP = 2.0
BOTTOM = -0.25
OVERCAST = 0.85
"""A cloud cover from which on no stars are seen: mist, rain and snow."""


def painted_sky(hour: Hour, sun: Sun, *, rows: float, seed: int) -> Floats:
    """The panorama at `rows` pixels per unit of tangent (and per radian): height x width x 3."""
    height = round((TOP - BOTTOM) * rows)
    width = round(2 * math.pi * rows)
    rise = np.linspace(TOP, BOTTOM, height, dtype=np.float32)[:, None]
    turn = (np.arange(width, dtype=np.float32)[None, :] + 0.5) / width * np.float32(2 * math.pi) - np.float32(math.pi)
    picture = _gradient(hour, rise, width)
    away = _from_sun(sun, rise, turn)
    _purple_of_the_far_side(picture, hour, sun, turn)
    _clouds(picture, hour, away, rise, seed=seed)
    _glow(picture, hour, away, rise)
    if hour.night and hour.cloud_cover < OVERCAST:
        _stars(picture, rows=rows, seed=seed)
    _mottle(picture, seed)
    return np.clip(picture, 0.0, 255.0)


def _gradient(hour: Hour, rise: Floats, width: int) -> Floats:
    # Height enters as an angle with a soft foot, so that most of the colour lies low, where cameras look.
    at = 1.0 - np.clip(np.arctan(np.maximum(rise, 0.0)) / 0.95, 0.0, 1.0)[:, 0] ** 0.8
    stops = [stop for stop, _ in hour.sky]
    bands = np.stack([np.interp(at, stops, [colour[i] for _, colour in hour.sky]) for i in range(3)], axis=-1)
    return np.repeat(bands[:, None].astype(np.float32), width, axis=1)


def _from_sun(sun: Sun, rise: Floats, turn: Floats) -> Floats:
    """The angle in radians between each direction and the sun."""
    lift = np.arctan(rise)
    ahead = np.sin(lift) * math.sin(sun.height) + np.cos(lift) * math.cos(sun.height) * np.cos(turn - sun.azimuth)
    return np.arccos(np.clip(ahead, -1.0, 1.0)).astype(np.float32)


def _purple_of_the_far_side(picture: Floats, hour: Hour, sun: Sun, turn: Floats) -> None:
    """Opposite a low sun the sky is cooler and darker: the twilight arch."""
    low = math.exp(-max(0.0, sun.height) / 0.3)
    back = (0.5 - 0.5 * np.cos(turn - sun.azimuth)).astype(np.float32) * np.float32(0.42 * low)
    glaze(picture, hour.sky[len(hour.sky) // 2 - 1][1], np.broadcast_to(back, picture.shape[:2]))


def _clouds(picture: Floats, hour: Hour, away: Floats, rise: Floats, *, seed: int) -> None:
    """Long streamers near the horizon, heaped towards the zenith, lit from the sun's side."""
    height, width = picture.shape[:2]
    shift = seed_of("clouds", seed)
    # A whole number of tiles goes round the cylinder, so the ends meet.
    across = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :] * np.float32(SIDE / width), (height, width))
    lift = np.broadcast_to((1.0 / (0.22 + np.maximum(rise, 0.0))).astype(np.float32) * 300.0, (height, width))
    bend = sampled("cloud", across * 2 + shift % 977, lift * 0.7 + shift % 613) - np.float32(0.5)
    broad = sampled("cloud", across + bend * 60 + shift % 1021, lift * 0.9 + bend * 120 + shift % 797)
    fine = sampled("cloud", across * 3 + bend * 220, lift * 2.2 + bend * 200 + shift % 389)
    wisp = sampled("wool", across * 4 + bend * 260, lift * 3.0 + bend * 240 + shift % 211)
    body = broad * np.float32(0.62) + fine * np.float32(0.27) + wisp * np.float32(0.11)
    foot = soft(-0.02, 0.12, rise) * (1.0 - 0.35 * soft(0.8, 1.8, rise))
    cover = np.float32(0.56 - 0.12 * hour.cloud_cover)
    mass = soft(float(cover) - 0.02, float(cover) + 0.26, body) * foot
    edge = mass * (1.0 - soft(float(cover) + 0.07, float(cover) + 0.24, body))
    # the side towards the sun: the same cloud read a little nearer to it is thinner there
    shade = np.clip((body - blurred(body, max(2.0, height / 60))) * 3.2 + 0.35 + edge * 0.9, 0.0, 1.0)
    near = np.exp(-away / 0.7).astype(np.float32)
    tone = np.clip(shade + 0.35 * near, 0.0, 1.0)[..., None]
    lit = np.array(hour.cloud_lit, np.float32)
    dark = np.array(hour.cloud_shade, np.float32)
    glaze(picture, (dark + (lit - dark) * tone).astype(np.float32), mass * np.float32(0.30 + 0.55 * hour.cloud_cover))


def _glow(picture: Floats, hour: Hour, away: Floats, rise: Floats) -> None:
    """Light scattered round the sun, and along the horizon under it; added as light adds, short of white."""
    strength = np.float32(hour.glow_strength)
    halo = 0.85 * np.exp(-away / 0.10) + 0.55 * np.exp(-away / 0.38)
    band = 0.35 * np.exp(-((rise / 0.22) ** 2)) * np.exp(-((away / 0.9) ** 2))
    glaze(picture, hour.glow, np.clip((halo + band) * strength, 0.0, 0.94).astype(np.float32))


def _stars(picture: Floats, *, rows: float, seed: int) -> None:
    width = picture.shape[1]
    rng = np.random.default_rng(seed_of("stars", seed))
    count = 900
    x = rng.integers(0, width, count)
    y = (rng.random(count) ** 1.2 * (TOP - 0.12) * rows).astype(np.int64)
    light = (rng.random(count) ** 5 * 170 + 26).astype(np.float32)
    for channel, warmth in enumerate((0.92, 0.96, 1.0)):
        np.add.at(picture[..., channel], (y, x), light * np.float32(warmth))
        np.add.at(picture[..., channel], (y, (x + 1) % width), light * np.float32(warmth * 0.4))


def _mottle(picture: Floats, seed: int) -> None:
    """Pigment settles unevenly in paper."""
    height, width = picture.shape[:2]
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :] * np.float32(3 * SIDE / width), (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None] * np.float32(3 * SIDE / width), (height, width))
    picture *= (np.float32(1.0) + (sampled("cloud", x + seed % 331, y) - np.float32(0.5)) * np.float32(0.10))[..., None]


def painted_disc(hour: Hour, side: int) -> tuple[Floats, Floats]:
    """The sun or the moon, with the soft crown that bleeds into the paper: picture and opacity, `side` square.

    The disc fills a quarter of the sheet's width.
    """
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    centre = np.float32((side - 1) / 2)
    away = np.hypot(x - centre, y - centre) / np.float32(side / 8)
    picture = np.ascontiguousarray(np.broadcast_to(np.array(hour.disc, np.float32), (side, side, 3)))
    crown = np.clip(np.exp(-(away - 1.0) / 0.55), 0.0, 1.0) * (1.0 - soft(2.4, 3.8, away)) * np.float32(0.38)
    disc = 1.0 - soft(0.96, 1.04, away)
    if hour.night:
        seas = sampled("cloud", x * (300.0 / side), y * (300.0 / side))
        glaze(picture, (196, 202, 206), soft(0.48, 0.66, seas) * np.float32(0.55))
    else:
        glaze(picture, (255, 236, 190), (1.0 - soft(0.0, 1.1, away)) * np.float32(0.30))
    return picture, np.maximum(disc, crown).astype(np.float32)
