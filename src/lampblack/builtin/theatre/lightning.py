# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy pictures and OpenCV leave arrays untyped.)
"""Lightning: the bolt in the sky, and how for some frames it lights the whole place. When it strikes, staging says.

A strike is two or three strokes through one channel within a third of a second (Uman, *The Lightning Discharge*).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.set import Colour, Set
from lampblack.staging.lightning import EVERY, strike
from lampblack.staging.place import Light
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

COLD: Colour = (0.84, 0.91, 1.0)
FAR = 700.0
"""Metres to the bolt: before the sky and the sun, behind all hills that are not sky."""
WINDOWS = 0.7
"""How much of it comes into a room."""
SEEN = 0.25
"""From this strength on the bolt itself is seen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Flash:
    """The light of a strike on one frame: `strength` 0 to 1, the bolt's azimuth, and which strike it is."""

    strength: float
    azimuth: float
    seed: int


def flash_at(staging: Staging, frame: int) -> Flash | None:
    """What strikes on a frame; None where it is dark. It follows from the place, the take and the frame's number."""
    seconds = float(staging.rate.seconds(frame))
    struck = strike(staging, math.floor(seconds / EVERY))
    if struck is None:
        return None
    strength = stroke(seconds - struck.seconds)
    return None if strength < 0.02 else Flash(strength=strength, azimuth=struck.azimuth, seed=struck.seed)


def stroke(since: float) -> float:
    """How bright a strike is, so many seconds after it began: a stroke, a pause, a longer stroke that dies away."""
    if since < 0.0:
        return 0.0
    if since < 0.07:
        return 1.0
    if since < 0.13:
        return 0.22
    return 0.85 * math.exp(-(since - 0.13) / 0.11) if since < 0.6 else 0.0


def struck(stage: Set, light: Light, flash: Flash) -> tuple[Set, Light]:
    """The place's light on people while it flashes: from the bolt, cold, with a hard edge."""
    key = Point(x=0.8 * math.sin(flash.azimuth), y=0.6, z=0.8 * math.cos(flash.azimuth))
    rim = max(stage.shade.rim, 1.7 * flash.strength)
    lit = replace(light, key=key, rim_colour=COLD)
    return replace(stage, shade=replace(stage.shade, rim=rim)), lit


def lighten(picture: Canvas, flash: Flash, *, inside: bool) -> None:
    """The whole place in that light, in place."""
    strength = flash.strength * (WINDOWS if inside else 1.0)
    for plane, part in enumerate(COLD):
        picture[plane] *= np.float32(1.0 + 1.5 * strength * part)
        picture[plane] += np.float32(0.15 * strength * part)


def bolt(flash: Flash, inside: bool) -> Card | None:
    """The bolt on the sky; None where it is not seen (any more)."""
    if inside or flash.strength < SEEN:
        return None
    x, z = FAR * math.sin(flash.azimuth), FAR * math.cos(flash.azimuth)
    card = upright(_channel(flash.seed), x, -20.0, z, 230.0, -flash.azimuth, name="bolt", fog=0.0, focus=False)
    return replace(card, glow=1.0)


def before_hills(sky: Sequence[Card], struck: Card | None) -> list[Card]:
    """What stands far off with the bolt among it: before the sky, behind the hills."""
    if struck is None:
        return list(sky)
    at = max((index + 1 for index, card in enumerate(sky) if card.name in ("sky", "sun")), default=0)
    return [*sky[:at], struck, *sky[at:]]


@lru_cache(maxsize=4)
def _channel(seed: int) -> Texture:
    """A channel with branches, from the cloud down: 256 x 400 texels, its air aglow."""
    height, width = 400, 256
    rng = np.random.default_rng(seed)
    core = np.zeros((height, width), np.uint8)
    _branch(core, rng, (width * 0.5 + 40 * (rng.random() - 0.5), 0.0), 1.57, height, 3)
    sharp = cv2.GaussianBlur(core, (0, 0), 0.7).astype(np.float32) / 255
    glow = cv2.GaussianBlur(core, (0, 0), 9.0).astype(np.float32) / 255
    light = np.clip(1.5 * sharp + 1.6 * glow, 0, 1)
    # it comes out of the cloud and not from the edge of a card
    light *= np.clip(np.arange(height, dtype=np.float32) / 60, 0, 1)[:, None]
    rgba = np.empty((height, width, 4), np.uint8)
    for plane, part in enumerate((*COLD, 1.0)):
        rgba[..., plane] = light * np.float32(255 * part)
    return Texture(rgba)


def _branch(
    core: NDArray[np.uint8], rng: np.random.Generator, start: tuple[float, float], way: float, reach: float,
    width: int,
) -> None:  # fmt: skip
    """One channel of short straight pieces, each a little off the way; thinner channels leave it."""
    x, y = start
    gone = 0.0
    while gone < reach and 8 < x < core.shape[1] - 8 and y < core.shape[0]:
        step = 7.0 + 12.0 * rng.random()
        turn = way + rng.normal(0.0, 0.42)
        to = (x + step * math.cos(turn), y + step * math.sin(turn))
        cv2.line(core, (round(x), round(y)), (round(to[0]), round(to[1])), 255, width, cv2.LINE_AA)
        x, y = to
        gone += step
        if width > 1 and rng.random() < 0.22:
            _branch(
                core, rng, (x, y), way + rng.choice([-0.7, 0.7]), 0.35 * (reach - gone), width - 2 if width > 2 else 1
            )
