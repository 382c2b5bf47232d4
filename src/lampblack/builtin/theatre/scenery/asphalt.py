"""Ground of today, seen from above: a street with its pavements, a railway platform, a track, a flat roof.

All are washes over x and z in metres; lamps and signs spill their colours on them, and rain leaves them wet: wet ground
is partly clear, so that the water behind it (`Set.water`) mirrors what stands there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.land import light_pool, metres
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, flat, glaze, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled

TAR: Colour = (84, 84, 90)
SLAB: Colour = (150, 148, 142)
PAINT: Colour = (226, 222, 208)
YELLOW: Colour = (222, 178, 70)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spill:
    """Light on the ground about (x, z): its colour, strength, and metres it reaches aside and along."""

    x: float
    z: float
    colour: Colour = (255, 196, 120)
    strength: float = 1.0
    aside: float = 2.6
    along: float = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Lot:
    """A stretch of ground between x = -half and half, z = near and far, `metre` pixels a metre, and what lies on it."""

    half: float
    near: float
    far: float
    metre: float
    hour: Hour
    seed: int
    spills: tuple[Spill, ...] = ()
    lamps: float = 0.0
    wet: bool = False
    snow: bool = False
    middle: float = 0.0

    @property
    def size(self) -> tuple[int, int]:
        return round(2 * self.half * self.metre), round((self.far - self.near) * self.metre)


def painted_street(lot: Lot, *, kerb: float, crossing: float) -> Bytes:
    """Asphalt between kerbs at |x| = `kerb`, slabs beyond, a zebra crossing from z = `crossing` on."""
    x, z, broad, fine = _laid(lot)
    hour, off = lot.hour, np.abs(x)
    picture = flat(x.shape[0], x.shape[1], hour.day(scaled(TAR, 0.82), 0.5))
    glaze(picture, hour.day(scaled(TAR, 1.30), 0.7), np.clip((broad * 0.6 + fine * 0.6 - 0.35) * 1.2, 0.0, 1.0))
    patch = soft(0.58, 0.60, broad) * np.float32(0.35)
    glaze(picture, hour.day(scaled(TAR, 0.6), 0.4), patch)
    stripes = (
        soft(0.40, 0.44, np.abs(np.mod(x, 0.9) - 0.45) * 2) * (off < kerb - 0.35) * (np.abs(z - crossing - 1.6) < 1.6)
    )
    dashes = (np.abs(x) < 0.07) * (np.mod(z, 4.5) < 2.2) * ((z > crossing + 4.5) | (z < crossing - 1.6))
    sides = np.abs(off - kerb + 0.42) < 0.05
    marks = np.maximum(np.maximum(stripes, dashes), sides * 0.8).astype(np.float32)
    worn = soft(0.30, 0.52, fine) * np.float32(0.75)
    glaze(picture, hour.day(PAINT, 0.7), marks * worn)
    pave = (off > kerb).astype(np.float32)
    _slabs(picture, lot, x, z, pave, 0.6)
    glaze(
        picture,
        hour.day(scaled(SLAB, 1.25), 0.8),
        np.exp(-(((off - kerb - 0.09) / 0.07) ** 2)).astype(np.float32) * 0.8,
    )
    glaze(picture, hour.ink, np.exp(-(((off - kerb + 0.07) / 0.08) ** 2)).astype(np.float32) * 0.7)
    return _finished(lot, picture, x, z, broad, fine, 1.0 - pave * np.float32(0.72))


def painted_platform(lot: Lot) -> Bytes:
    """Slabs, a line of knobs on either side, and the white edge."""
    x, z, broad, fine = _laid(lot)
    off = np.abs(x)
    picture = flat(x.shape[0], x.shape[1], lot.hour.day(SLAB, 0.6))
    _slabs(picture, lot, x, z, np.ones_like(x), 0.9)
    line = (np.abs(off - lot.half + 0.62) < 0.17).astype(np.float32)
    knobs = np.float32(0.75) + np.float32(0.25) * np.cos(x * 42) * np.cos(z * 42)
    glaze(picture, lot.hour.day(YELLOW, 0.7), line * knobs * np.float32(0.9))
    glaze(picture, lot.hour.day(PAINT, 0.8), (off > lot.half - 0.14).astype(np.float32) * np.float32(0.85))
    # the roof keeps its middle dry and dim
    return _finished(lot, picture, x, z, broad, fine, soft(2.2, lot.half, off) * np.float32(0.9))


def painted_track(lot: Lot) -> Bytes:
    """Ballast, sleepers and two rails along z, in the middle of the lot."""
    x, z, broad, fine = _laid(lot)
    hour, off = lot.hour, np.abs(x)
    picture = flat(x.shape[0], x.shape[1], hour.day((74, 68, 64), 0.4))
    glaze(picture, hour.day((138, 128, 118), 0.6), np.clip((fine - 0.38) * 2.0, 0.0, 1.0))
    sleeper = (np.mod(z, 0.7) < 0.26) * (off < 1.25)
    glaze(picture, hour.day((82, 66, 56), 0.45), sleeper.astype(np.float32) * np.float32(0.85))
    rail = np.exp(-(((off - 0.74) / 0.055) ** 2)).astype(np.float32)
    glaze(picture, mixed(hour.day((206, 206, 204), 1.0), hour.glow, 0.3), rail)
    glaze(picture, hour.ink, np.exp(-(((off - 0.85) / 0.05) ** 2)).astype(np.float32) * np.float32(0.6))
    return _finished(lot, picture, x, z, broad, fine, np.full_like(x, 0.25))


def painted_deck(lot: Lot) -> Bytes:
    """A flat roof: tarred felt in strips, patched, with the white of old paint."""
    x, z, broad, fine = _laid(lot)
    hour = lot.hour
    picture = flat(x.shape[0], x.shape[1], hour.day((104, 104, 106), 0.5))
    glaze(picture, hour.day((168, 164, 156), 0.7), np.clip((broad * 0.7 + fine * 0.5 - 0.4) * 1.4, 0.0, 1.0))
    strip = np.abs(np.mod(x, 1.5) - 0.75)
    glaze(picture, hour.ink, np.exp(-(((0.75 - strip) / 0.03) ** 2)).astype(np.float32) * np.float32(0.5))
    row = np.abs(np.mod(z + np.floor(x / 1.5) * 1.7, 5.0) - 2.5)
    glaze(picture, hour.ink, np.exp(-(((2.5 - row) / 0.03) ** 2)).astype(np.float32) * np.float32(0.35))
    return _finished(lot, picture, x, z, broad, fine, np.ones_like(x))


def _laid(lot: Lot) -> tuple[Floats, Floats, Floats, Floats]:
    width, height = lot.size
    x, z = metres(width, height, lot.metre, -lot.half, lot.far)
    broad = sampled("cloud", x * 22 + lot.seed % 613, z * 22)
    fine = sampled("wool", x * 70 + lot.seed % 211, z * 70)
    return x, z, broad, fine


def _slabs(picture: Floats, lot: Lot, x: Floats, z: Floats, where: Floats, side: float) -> None:
    hour = lot.hour
    column, row = np.floor(x / np.float32(side)), np.floor(z / np.float32(side))
    own = np.mod(np.abs(np.sin(row * 12.9898 + column * 78.233)) * 437.585, 1.0).astype(np.float32)
    glaze(picture, hour.day(scaled(SLAB, 0.86), 0.6), where)
    glaze(picture, hour.day(scaled(SLAB, 1.12), 0.75), where * own * np.float32(0.8))
    gap = np.minimum(np.abs(np.mod(x, side)), np.abs(np.mod(z, side)))
    thin = max(0.016, 0.7 / lot.metre)
    glaze(picture, hour.ink, where * np.exp(-((gap / thin) ** 2)).astype(np.float32) * np.float32(0.45))


def _finished(lot: Lot, picture: Floats, x: Floats, z: Floats, broad: Floats, fine: Floats, open_: Floats) -> Bytes:
    """Light, snow and wet; `open_`: how much of the sky (and of the rain) reaches it."""
    hour = lot.hour
    light_pool(picture, hour, x, z)
    if lot.wet:
        picture *= (1.0 - 0.24 * np.clip(open_, 0.0, 1.0))[..., None]
    if lot.snow:
        lies = soft(0.26, 0.5, broad * 0.5 + fine * 0.4 + open_ * np.float32(0.14)) * np.clip(open_ * 1.6, 0.0, 1.0)
        glaze(picture, hour.day((238, 242, 250), 0.85), (lies * 0.92).astype(np.float32))
    _spilt(picture, lot, x, z)
    cover = np.ones_like(x)
    if lot.wet:
        pool = soft(0.44, 0.56, broad * 0.75 + fine * 0.25)
        cover -= (np.float32(0.26) + np.float32(0.38) * pool) * np.clip(open_ + 0.15, 0.0, 1.0)
    return premultiplied(picture, cover.astype(np.float32))


def _spilt(picture: Floats, lot: Lot, x: Floats, z: Floats) -> None:
    if lot.lamps <= 0.0 or not lot.spills:
        return
    shine = np.zeros((*x.shape, 3), np.float32)
    for spill in lot.spills:
        if not lot.near - 6 < spill.z < lot.far + 6:
            continue
        share = np.exp(-(((x - spill.x) / spill.aside) ** 2) - ((z - spill.z) / spill.along) ** 2)
        shine += (share * np.float32(spill.strength))[..., None] * (
            np.array(spill.colour, np.float32) / np.float32(255)
        )
    shine *= np.float32(lot.lamps)
    picture *= 1.0 + np.float32(1.15) * shine
    picture += np.float32(30.0) * shine
    np.minimum(picture, 255.0, out=picture)
