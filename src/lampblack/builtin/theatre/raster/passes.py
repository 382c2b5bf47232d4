# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""What of a card is seen through the camera: which size and softness of a texture is seen, and where.

A strip of the picture in which a card's distance hardly changes is drawn from one level of its texture; floors and
side walls take several. Sizes go in half octaves and across and down apart, so a floor seen at a glancing angle keeps
its planks sharp sideways without shimmering lengthways.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.card import Card, depth_of
from lampblack.builtin.theatre.raster.texture import Level
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import axes

NEAREST = 0.12
"""Metres before the lens within which nothing is drawn."""
MOST_BLUR = 0.02
"""The widest blur, as a share of the focal length in pixels: what stands against the lens is a stain, not a fog."""
PASSING = (0.35, 0.9)
"""Metres from the lens within which a standing card fades away, so that a camera can go past a bough."""
MOST_SUBROWS = 4
SOLID = 0.5
"""Floors at least this opaque are sampled more than once a row; the mean of samples is only right for what hides."""
STRIP = 12
"""Pixels of a strip of a card that recedes."""
RECEDES = 1.25
"""A card whose far end is this much further away than its near one is drawn in strips."""
SHARPEST = 1.12
"""Texels a pixel aimed at: more sparkles, less is soft."""
UNCUT = np.array([0.0, 0.0, 1.0])
"""The cut of a card that stands in no water."""
_SLOPE = 1.0 / (PASSING[1] - PASSING[0])
_NEARING = (np.float32(_SLOPE), np.float32(-PASSING[0] * _SLOPE))
_SHARES = tuple((np.float32(0.0), np.float32(1.0 / (time + 1))) for time in range(MOST_SUBROWS))
"""Each further sample of a lying card's row takes its share of the mean: all of it, a half, a third."""
Rows = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
"""A 3x3 matrix as plain numbers."""
SOFTEST = 1.7
"""The blur in texels that is still drawn from a level; more is drawn from a smaller one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lens:
    """What is in focus: metres along the axis, the aperture's diameter in metres; None where all is sharp."""

    focus: float
    aperture: float

    def blur(self, depth: float, focal_pixels: float) -> float:
        """The standard deviation in pixels of the blur at that depth: a quarter of the circle of confusion."""
        circle = self.aperture * focal_pixels * abs(1.0 / self.focus - 1.0 / max(depth, NEAREST))
        return min(0.25 * circle, MOST_BLUR * focal_pixels)


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Pass:
    """One run over a part of the picture with one level of a card's texture."""

    level: Level
    matrix: NDArray[Any]
    """3x3: a pixel (x, y, 1) to (u, v, 1) / depth, in texels of the level with its border, and metres."""
    box: tuple[int, int, int, int]
    """Pixels: left, right, top, bottom."""
    cut: NDArray[Any]
    """Three numbers whose product with (x, y, 1) is positive above the water."""
    fade: float
    """One over the metres within which it fades into the water."""
    passing: tuple[np.float32, np.float32]
    """(a, b): a depth + b is how much is seen of what stands close to the lens, 1 and more: all."""
    fit: NDArray[Any]
    """Two each: texels as painted for a texel of the level; texels before its first one; its reach."""
    whole: bool
    """Whether this run alone can hide what is behind: not further samples of a row, nor what fades in over metres."""

    @property
    def rows(self) -> int:
        return int(self.level.texels.shape[0])

    @property
    def columns(self) -> int:
        return int(self.level.texels.shape[1])


def lens_of(camera: CameraPose) -> Lens:
    """The camera's lens."""
    return Lens(focus=camera.focus, aperture=camera.aperture)


def picture_to_card(card: Card, camera: CameraPose, width: int, height: int) -> NDArray[Any]:
    """3x3: a pixel (x, y, 1) to (u, v, 1) / depth, in texels and metres; the pixel's centre is (x + 0.5, y + 0.5).

    All zeros where the card is seen edge on.
    """
    rows = _back(card, camera, width, height)
    return np.zeros((3, 3)) if rows is None else np.array(rows)


def _back(card: Card, camera: CameraPose, width: int, height: int) -> Rows | None:
    """The same as plain numbers: the inverse of a 3x3 matrix is a page of sums, and numpy's takes ten times as long
    to begin. None where the card is seen edge on."""
    (t00, t01, t02), (t10, t11, t12), (t20, t21, t22) = axes(camera)
    p, o = camera.position, card.origin
    f, cx, cy = camera.focal_pixels(width), width / 2, height / 2
    seen: list[tuple[float, float, float]] = []
    for x, y, z in (card.across, card.down, (o[0] - p.x, o[1] - p.y, o[2] - p.z)):
        a, b, c = t00 * x + t01 * y + t02 * z, t10 * x + t11 * y + t12 * z, t20 * x + t21 * y + t22 * z
        seen.append((f * a + cx * c, f * b + cy * c, c))
    (a, d, g), (b, e, h), (c, k, i) = seen
    cofactors = (e * i - k * h, c * h - b * i, b * k - c * e)
    size = a * cofactors[0] + d * cofactors[1] + g * cofactors[2]
    if abs(size) < 1e-14:
        return None
    (a0, b0, c0), (a1, b1, c1), (a2, b2, c2) = (
        cofactors,
        (k * g - d * i, a * i - c * g, c * d - a * k),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return (
        (a0 / size, b0 / size, (0.5 * a0 + 0.5 * b0 + c0) / size),
        (a1 / size, b1 / size, (0.5 * a1 + 0.5 * b1 + c1) / size),
        (a2 / size, b2 / size, (0.5 * a2 + 0.5 * b2 + c2) / size),
    )


def passes_of(
    card: Card,
    camera: CameraPose,
    width: int,
    height: int,
    lens: Lens | None = None,
    *,
    waterline: float | None = None,
    under: bool = False,
    melt: float = 0.0,
    coarser: int = 0,
    once: bool = False,
    ready: bool = True,
) -> Iterator[Pass]:
    """What of a card is seen, and from which level of its texture: the same for pictures and for control maps.

    `waterline`: what is lower than this many metres is cut off; with `under` what is higher, as in a mirror image.
    `melt`: metres above it over which the card fades in (mist); 0: a pixel. `coarser`: half octaves of detail to
    leave out (drafts). `once`: every row is sampled once, whatever lies on it. `ready`: make all of the levels' texels.
    """
    box = _seen_box(card, camera, lens, width, height)
    if box is None:
        return
    h = _back(card, camera, width, height)
    if h is None:
        return
    (ux, uy, u0), (vx, vy, v0), (wx, wy, w0) = h
    cut, fade, focal = UNCUT, 1e6, camera.focal_pixels(width)
    if waterline is not None:
        a, b, c = (card.origin[1] - waterline, card.across[1], card.down[1])
        side = -1.0 if under else 1.0
        sums = (a * wx + b * ux + c * vx, a * wy + b * uy + c * vy, a * w0 + b * u0 + c * v0)
        cut = np.array([side * each for each in sums])
        fade = 1.0 / melt if melt > 0 else focal / max(NEAREST, depth_of(card, camera))
    lying = abs(card.down[1]) < 1e-3 * math.hypot(*card.down)
    often = lying and not once and card.texture.solid > SOLID
    strips = _strips(card, h, box, lens, focal, coarser)
    for x0, y0, x1, y1, across, down, blur in strips:
        level = card.texture.level(across, down, blur, card.clamp, FINE if len(strips) == 1 else COARSE)
        if ready:
            level.ready()
        su, sv, (tu, tv) = level.across, level.down, level.begins
        times = _subrows(card, h, (x0, y0, x1, y1), su) if often else 1
        for time in range(times):
            aside = (time + 0.5) / times - 0.5
            matrix = np.array(
                [
                    (su * ux + tu * wx, su * uy + tu * wy, su * (u0 + aside * uy) + tu * (w0 + aside * wy)),
                    (sv * vx + tv * wx, sv * vy + tv * wy, sv * (v0 + aside * vy) + tv * (w0 + aside * wy)),
                    (wx, wy, w0 + aside * wy),
                ]
            )
            yield Pass(
                level=level, matrix=matrix, box=(x0, x1, y0, y1), cut=cut, fade=fade,
                passing=_SHARES[time] if lying else _NEARING, fit=level.fit, whole=time == 0 and melt == 0.0,
            )  # fmt: skip


def least_blur(each: Pass, lens: Lens, focal_pixels: float) -> float:
    """How soft a pass is where it is sharpest: the blur's standard deviation in pixels."""
    x0, x1, y0, y1 = each.box
    a, b, c = each.matrix[2].tolist()
    ends = [a * x + b * y + c for x in (x0, x1) for y in (y0, y1)]
    near, far = 1.0 / max(1e-9, *ends), 1.0 / max(1e-9, min(ends))
    if near <= lens.focus <= far:
        return 0.0
    return min(lens.blur(near, focal_pixels), lens.blur(far, focal_pixels))


def _subrows(card: Card, h: Rows, box: tuple[int, int, int, int], across: float) -> int:
    """How often a row of a lying card must be sampled: far from the middle, a floor's boards move aside a good way
    from row to row, and thin lines along them would break into dots."""
    x0, y0, x1, y1 = box
    y, most = (y0 + y1) / 2, 0.0
    for x in (x0, x1):
        w = h[2][0] * x + h[2][1] * y + h[2][2]
        if w > 1e-9:
            u = min(max((h[0][0] * x + h[0][1] * y + h[0][2]) / w, 0.0), card.texture.width)
            most = max(most, abs(h[0][1] - u * h[2][1]) / w * across)
    return min(MOST_SUBROWS, max(1, math.ceil(most / 1.3)))


def _seen_box(
    card: Card, camera: CameraPose, lens: Lens | None, width: int, height: int
) -> tuple[int, int, int, int] | None:
    """Pixels the card can reach, blurred as it is: left, top, right, bottom; None where it is out of sight.

    Plain floats: a set has a ring of cards all round, and most are asked this in vain.
    """
    f, p = camera.focal_pixels(width), camera.position
    (t00, t01, t02), (t10, t11, t12), (t20, t21, t22) = axes(camera)
    px, py, pz = p.x, p.y, p.z
    far_x, far_y = width / 2 / f, height / 2 / f
    w, h = card.texture.width + 1.5, card.texture.height + 1.5
    clamp_x, clamp_y = card.clamp
    outside, nearest, farthest = [0, 0, 0, 0], math.inf, -math.inf
    left = top = math.inf
    right = bottom = -math.inf
    for u, v in ((-1.5, -1.5), (w, -1.5), (-1.5, h), (w, h)):
        at = card.at(u, v)
        dx, dy, dz = at[0] - px, at[1] - py, at[2] - pz
        x, y, z = t00 * dx + t01 * dy + t02 * dz, t10 * dx + t11 * dy + t12 * dz, t20 * dx + t21 * dy + t22 * dz
        nearest, farthest = z if z < nearest else nearest, z if z > farthest else farthest
        outside[0] += x < -far_x * z
        outside[1] += x > far_x * z
        outside[2] += y < -far_y * z
        outside[3] += y > far_y * z
        if z > 0:
            x, y = f * x / z, f * y / z
            left, right = x if x < left else left, x if x > right else right
            top, bottom = y if y < top else top, y if y > bottom else bottom
    endless = clamp_x or clamp_y
    if farthest < NEAREST:
        return (0, 0, width, height) if endless else None
    if (4 in outside[:2] and not clamp_x) or (4 in outside[2:] and not clamp_y):
        return None
    if nearest < NEAREST or (endless and abs(camera.roll) > 1e-9):
        return 0, 0, width, height
    soft = 0.0
    if lens is not None and card.focus:
        soft = 3.0 * max(lens.blur(nearest, f), lens.blur(farthest, f))
    x0, x1 = (0, width) if clamp_x else _span(left + width / 2 - soft, right + width / 2 + soft, width)
    y0, y1 = (0, height) if clamp_y else _span(top + height / 2 - soft, bottom + height / 2 + soft, height)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _span(low: float, high: float, size: int) -> tuple[int, int]:
    return max(0, math.floor(low)), min(size, math.ceil(high) + 1)


FINE, COARSE = 8, 2
"""Steps of blur an octave: many where a focus pull would show them, few where a floor needs one for each strip."""
Strip = tuple[int, int, int, int, int, int, tuple[float, float]]


def _strips(
    card: Card,
    rows: Rows,
    box: tuple[int, int, int, int],
    lens: Lens | None,
    focal: float,
    coarser: int,
) -> list[Strip]:
    """The box in strips, each with the level of the texture it is drawn from."""
    x0, y0, x1, y1 = box
    along_y = abs(rows[2][1]) >= abs(rows[2][0])
    length = y1 - y0 if along_y else x1 - x0
    across, along = rows[2][0] * (x0 + x1) / 2, rows[2][1] * (y0 + y1) / 2
    if along_y:
        ends = [across + rows[2][1] * y + rows[2][2] for y in (y0, y1)]
    else:
        ends = [rows[2][0] * x + along + rows[2][2] for x in (x0, x1)]
    receding = max(ends) > RECEDES * max(1e-9, min(ends))
    step = STRIP if min(ends) <= 0 else max(STRIP, math.ceil(length / (1 + math.log2(max(ends) / min(ends)) * 8)))
    step = step if receding else length
    found: list[Strip] = []
    start = y0 if along_y else x0
    stop = y1 if along_y else x1
    for begin in range(start, stop, step):
        end = min(begin + step, stop)
        where = ((x0 + x1) / 2, (begin + end) / 2) if along_y else ((begin + end) / 2, (y0 + y1) / 2)
        look = _look(card, rows, where, lens, focal, coarser)
        if look is None:
            continue
        if found and found[-1][4:] == look and found[-1][3 if along_y else 2] == begin:
            before = found.pop()
            strip = (x0, before[1], x1, end) if along_y else (before[0], y0, end, y1)
        else:
            strip = (x0, begin, x1, end) if along_y else (begin, y0, end, y1)
        found.append((*strip, *look))
    return found


def _look(
    card: Card,
    h: Rows,
    where: tuple[float, float],
    lens: Lens | None,
    focal: float,
    coarser: int,
) -> tuple[int, int, tuple[float, float]] | None:
    """The level seen at a pixel: half octaves smaller across and down, and the blur in texels of that level."""
    x, y = where
    w = h[2][0] * x + h[2][1] * y + h[2][2]
    if w <= 1e-9:
        return None
    u, v = (h[0][0] * x + h[0][1] * y + h[0][2]) / w, (h[1][0] * x + h[1][1] * y + h[1][2]) / w
    across = max(abs(h[0][0] - u * h[2][0]), abs(h[0][1] - u * h[2][1])) / w
    down = max(abs(h[1][0] - v * h[2][0]), abs(h[1][1] - v * h[2][1])) / w
    blur = lens.blur(1.0 / w, focal) if lens is not None and card.focus else 0.0
    ku, bu = _level(across, blur, card.texture.width, coarser)
    kv, bv = _level(down, blur, card.texture.height, coarser)
    return ku, kv, (bu, bv)


def _level(footprint: float, blur: float, size: int, coarser: int) -> tuple[int, float]:
    """Half octaves smaller, and the blur left in its texels, for `footprint` texels a pixel and `blur` pixels."""
    most = max(0, math.floor(2 * math.log2(size / 4))) if size > 4 else 0
    k = max(0, round(2 * math.log2(max(footprint, 1e-6) / SHARPEST)) + coarser)
    soft = blur * footprint * 2.0 ** (-k / 2)
    if soft > SOFTEST:
        k += math.ceil(2 * math.log2(soft / SOFTEST))
    k = min(k, most)
    soft = blur * footprint * 2.0 ** (-k / 2)
    return k, min(soft, 8.0) if soft >= 0.3 else 0.0
