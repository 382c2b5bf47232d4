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
from numba import float32, int32, njit, uint32, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased
from lampblack.builtin.theatre.raster.tiles_kernel import TILE_HIGH, TILE_WIDE

F32 = np.float32
TILE = 256
"""Side of the noise tile; a power of two."""
SHIFT = 8
"""Which power."""
PER_WAVE = 5.0
"""Texels of the tile per wave."""
FINEST = 0.11
"""Metres from crest to crest of the smallest ripple."""
WIDE = 3.2
"""How much longer a crest is than the way to the next."""


@njit(**FAST)
def _noise(tile, u, v):
    """The tile at (u, v), which are never negative; both floats of 32 bits, so that eight can be asked at once."""
    iu, iv = int32(u), int32(v)
    fu, fv = u - float32(iu), v - float32(iv)
    m = int32(TILE - 1)
    x0, y0 = iu & m, (iv & m) << int32(SHIFT)
    x1, y1 = (iu + int32(1)) & m, ((iv + int32(1)) & m) << int32(SHIFT)
    a, b = tile[uint64(y0 + x0)], tile[uint64(y0 + x1)]
    c, d = tile[uint64(y1 + x0)], tile[uint64(y1 + x1)]
    upper, lower = a + (b - a) * fu, c + (d - c) * fu
    return upper + (lower - upper) * fv


@unaliased
def _swell_row(rise, drift, tile, step, cx0, turn_x, turn_y, turn_z, dx0, dy0, dz0, eye, scales, share):
    """The height of the surface (`rise`) and its sideways tilt (`drift`) at every fourth pixel."""
    one = float32(1)
    s0, s1, run0, run1 = scales[0], scales[1], scales[2], scales[3]
    u0, v0, u1, v1, u2, v2 = scales[4], scales[5], scales[6], scales[7], scales[8], scales[9]
    ex, ey, ez = eye[0], eye[1], eye[2]
    for i in range(uint64(rise.shape[0])):
        cx = cx0 + float32(int32(i)) * step
        dy = min(turn_y * cx + dy0, float32(-1e-4))
        t = ey / -dy
        wx = ex + (turn_x * cx + dx0) * t
        wz = ez + (turn_z * cx + dz0) * t
        a = _noise(tile, wx * s0 * float32(1 / WIDE) + u0, (wz + run0) * s0 + v0)
        b = _noise(tile, wx * s1 * float32(1 / WIDE) + u1, (wz + run1) * s1 + v1)
        c = _noise(tile, (wx - run1) * s1 * float32(1 / (WIDE * 2.3)) + u2, (wz - run0) * s1 * float32(0.43) + v2)
        rise[i] = (a * (one - share) + b * share) * float32(0.75) + c * float32(0.6)
        drift[i] = a + b


@njit(**FAST)
def _scales(eye, middle, focal, seconds, low_x, low_z, out):
    """How large the ripples of a row are: `out` as `_swell_row` takes it; the share of the larger of two sizes.

    A row's patterns are moved by whole tiles so that no place on it is negative; `low_x`, `low_z`: its least.
    """
    away = eye[1] / max(F32(1e-4), -middle)
    # the length on the water that one row covers sets the size of ripple that can be seen
    finest = max(F32(FINEST), F32(3.6) * away * away / (eye[1] * focal))
    octave = math.log2(finest / F32(FINEST))
    k = F32(math.floor(octave))
    wave0, wave1 = F32(FINEST) * F32(2.0) ** k, F32(FINEST) * F32(2.0) ** (k + 1)
    s0, s1 = F32(PER_WAVE) / wave0, F32(PER_WAVE) / wave1
    run0, run1 = F32(0.30) * math.sqrt(wave0) * seconds, F32(0.30) * math.sqrt(wave1) * seconds
    out[0], out[1], out[2], out[3] = s0, s1, run0, run1
    out[4], out[5] = _whole(low_x * s0 / F32(WIDE)), _whole((low_z + run0) * s0)
    out[6], out[7] = _whole(low_x * s1 / F32(WIDE)) + F32(31.7), _whole((low_z + run1) * s1) + F32(17.3)
    out[8], out[9] = _whole((low_x - run1) * s1 / F32(WIDE * 2.3)), _whole((low_z - run0) * s1 * F32(0.43)) + F32(91.1)
    return octave - k


@njit(**FAST)
def _whole(least):
    """Whole tiles to add so that nothing is below zero."""
    return F32(TILE) * F32(math.ceil(max(F32(0), -least) / F32(TILE)) + 1)


@unaliased
def _pack_row(red, green, blue, out):
    """Three planes in one: ten bits each."""
    top, zero = float32(1023), float32(0)
    for x in range(uint64(out.shape[0])):
        r = int32(min(max(red[x] * top + float32(0.5), zero), top))
        g = int32(min(max(green[x] * top + float32(0.5), zero), top))
        b = int32(min(max(blue[x] * top + float32(0.5), zero), top))
        out[x] = r | (g << int32(10)) | (b << int32(20))


@unaliased
def _water_row(
    red,
    green,
    blue,
    light,
    mirror,
    stride,
    first,
    y,
    rise,
    drift,
    cx0,
    step,
    turn_x,
    turn_y,
    turn_z,
    dx0,
    dy0,
    dz0,
    numbers,
    colour,
    fog,
):
    """Pixels of one row from column `first` on; `light`: how bright the mirror image is there, for the glitter.

    `numbers`: pixels to the mirror's, its last row and column, focal length, ripple, murk, unit, eye's height.
    """
    one, zero = float32(1), float32(0)
    small, lowest, rightmost, focal = numbers[0], numbers[1], numbers[2], numbers[3]
    ripple, murk, unit, high = numbers[4], numbers[5], numbers[6], numbers[7]
    fr, fg, fb, thickness, start = fog[0], fog[1], fog[2], fog[3], fog[4]
    cr, cg, cb = colour[0], colour[1], colour[2]
    m, ten = int32(1023), float32(1 / 1023)
    for c in range(uint64(red.shape[0])):
        x = int32(c) + int32(first)
        cx = cx0 + float32(int32(c)) * step
        dy = min(turn_y * cx + dy0, float32(-1e-4))
        dx, dz = turn_x * cx + dx0, turn_z * cx + dz0
        i = uint64(x >> int32(2))
        part = float32(x & int32(3)) * float32(0.25)
        r = rise[i] + (rise[i + uint64(1)] - rise[i]) * part
        tilt = drift[i] + (drift[i + uint64(1)] - drift[i]) * part
        flat = dx * dx + dz * dz
        level = math.sqrt(flat)
        below = focal * -dy / level
        my = y + r * ripple * (unit + float32(0.13) * below)
        mx = float32(x) + tilt * ripple * (float32(0.8) * unit + float32(0.012) * below)
        my, mx = min(max(my * small, zero), lowest), min(max(mx * small, zero), rightmost)
        iy, ix = int32(my), int32(mx)
        fy, fx = my - float32(iy), mx - float32(ix)
        w11 = fx * fy
        w10, w01 = fx - w11, fy - w11
        w00 = one - fx - fy + w11
        o = uint64(uint32(iy * stride + ix))
        o2 = o + uint64(uint32(stride))
        p, q, s, t = mirror[o], mirror[o + uint64(1)], mirror[o2], mirror[o2 + uint64(1)]
        sr = (float32(p & m) * w00 + float32(q & m) * w10 + float32(s & m) * w01 + float32(t & m) * w11) * ten
        a10 = int32(10)
        sg = float32((p >> a10) & m) * w00 + float32((q >> a10) & m) * w10
        sg = (sg + float32((s >> a10) & m) * w01 + float32((t >> a10) & m) * w11) * ten
        a20 = int32(20)
        sb = float32((p >> a20) & m) * w00 + float32((q >> a20) & m) * w10
        sb = (sb + float32((s >> a20) & m) * w01 + float32((t >> a20) & m) * w11) * ten
        shallow = one + dy / math.sqrt(flat + dy * dy)
        own = float32(0.05) + float32(0.78) * (one - shallow * shallow * math.sqrt(shallow))
        own = min(max(own + (one - own) * murk * float32(0.6) + r * float32(0.07), zero), one)
        thick = one + max(high / -dy - start, zero) * thickness
        thick = thick * thick
        thick = thick * thick
        clear = one / (thick * thick)
        hazy = (one - clear) * own
        body = clear * own
        rest = one - own
        red[c] = sr * rest + cr * body + fr * hazy
        green[c] = sg * rest + cg * body + fg * hazy
        blue[c] = sb * rest + cb * body + fb * hazy
        light[c] = sr * float32(0.6) + sg * float32(0.4)


@unaliased
def _glitter_row(
    red, green, blue, light, rise, first, y, tile, sun_x, road, cx0, step, turn_x, turn_y, turn_z, dx0, dy0, dz0,
    numbers, fog, sun, seconds,
):  # fmt: skip
    """The sun's road over the water: glints are far smaller than ripples, two patterns that pass each other twinkle."""
    one, zero = float32(1), float32(0)
    focal, unit, high = numbers[3], numbers[6], numbers[7]
    shift = float32(TILE * 64)
    for c in range(uint64(red.shape[0])):
        x = int32(c) + int32(first)
        xf = float32(x)
        cx = cx0 + float32(int32(c)) * step
        dy = min(turn_y * cx + dy0, float32(-1e-4))
        dx, dz = turn_x * cx + dx0, turn_z * cx + dz0
        below = focal * -dy / math.sqrt(dx * dx + dz * dz)
        i = uint64(x >> int32(2))
        part = float32(x & int32(3)) * float32(0.25)
        r = rise[i] + (rise[i + uint64(1)] - rise[i]) * part
        off = (xf - sun_x) / (road * (float32(0.35) + below * float32(0.005) / unit))
        # (1 - x / 8)^8 is a bell like exp(-x), and costs three products
        bell = max(one - off * off * float32(0.125), zero)
        bell = bell * bell
        bell = bell * bell
        bell = bell * bell
        gx, gy = xf / unit * float32(0.16), y / unit * float32(1.1)
        rising = _noise(tile, gx, gy + seconds * float32(7))
        glint = rising * _noise(tile, gx + float32(77), gy - seconds * float32(5) + shift)
        crest = max(zero, r * float32(0.5) + glint * float32(1.6) + float32(0.05))
        thick = one + max(high / -dy - fog[4], zero) * fog[3]
        thick = thick * thick
        thick = thick * thick
        shine = bell * crest * crest * float32(2.6) / (thick * thick)
        shine *= min(max((light[c] - float32(0.45)) * float32(4), zero), one)
        red[c] += shine * sun[2]
        green[c] += shine * sun[3]
        blue[c] += shine * sun[4]


@njit(**FAST)
def draw_water(picture, mirror, tile, turn, eye, focal, seconds, colour, fog, sun, ripple, murk, hidden, order):
    """Water over every pixel whose line of sight meets it, but not in tiles that something drawn later hides.

    `mirror`: the mirror image, at the picture's size or smaller; `tile`: repeating noise, -1 to 1; `turn`: 3x3 from
    stage to camera axes; `eye`: x, height above the water, z; `focal` in pixels; `colour`, `fog` (red, green, blue,
    density / 8, start), `sun` (its mirror image's x in pixels, glitter's width, red, green, blue; width 0: none);
    `hidden`: for each tile the last thing drawn that hides it; `order`: when the water is drawn.
    """
    height, width = picture.shape[1], picture.shape[2]
    rows, columns = mirror.shape[1], mirror.shape[2]
    packed = np.empty(rows * columns, np.int32)
    for r in range(rows):
        _pack_row(mirror[0, r], mirror[1, r], mirror[2, r], packed[r * columns : (r + 1) * columns])
    noise, unit = tile.reshape(-1), F32(height) / F32(720)
    small = F32(columns) / F32(width)
    lowest, rightmost = F32(rows) - F32(1.001), F32(columns) - F32(1.001)
    numbers = np.array([small, lowest, rightmost, focal, ripple, murk, unit, eye[1]], np.float32)
    rise, drift = np.empty(width // 4 + 2, F32), np.empty(width // 4 + 2, F32)
    scales, light, step = np.empty(10, F32), np.empty(width, F32), F32(1) / focal
    left = (F32(0.5) - F32(width) * F32(0.5)) / focal
    for y in range(height):
        cy = (F32(y) + F32(0.5) - F32(height) * F32(0.5)) / focal
        dx0, dy0, dz0 = (
            turn[1, 0] * cy + turn[2, 0], turn[1, 1] * cy + turn[2, 1], turn[1, 2] * cy + turn[2, 2],
        )  # fmt: skip
        first, last = _below_horizon(turn[0, 1], dy0, left, step, width)
        tiles = hidden[y // TILE_HIGH]
        while first < last and tiles[first // TILE_WIDE] > order:
            first = (first // TILE_WIDE + 1) * TILE_WIDE
        while last > first and tiles[(last - 1) // TILE_WIDE] > order:
            last = (last - 1) // TILE_WIDE * TILE_WIDE
        if last <= first:
            continue
        a, b = left + F32(first) * step, left + F32(last) * step
        ta = eye[1] / max(F32(1e-4), -(turn[0, 1] * a + dy0))
        tb = eye[1] / max(F32(1e-4), -(turn[0, 1] * b + dy0))
        low_x = eye[0] + min((turn[0, 0] * a + dx0) * ta, (turn[0, 0] * b + dx0) * tb)
        low_z = eye[2] + min((turn[0, 2] * a + dz0) * ta, (turn[0, 2] * b + dz0) * tb)
        share = _scales(eye, dy0, focal, seconds, low_x - F32(1), low_z - F32(1), scales)
        i, j = first // 4, min(rise.shape[0], last // 4 + 2)
        _swell_row(
            rise[i:j], drift[i:j], noise, F32(4) * step, left + F32(4 * i) * step, turn[0, 0], turn[0, 1], turn[0, 2],
            dx0, dy0, dz0, eye, scales, share,
        )  # fmt: skip
        while first < last:
            if tiles[first // TILE_WIDE] > order:
                first = (first // TILE_WIDE + 1) * TILE_WIDE
                continue
            stop = first
            while stop < last and tiles[stop // TILE_WIDE] <= order:
                stop = (stop // TILE_WIDE + 1) * TILE_WIDE
            stop = min(stop, last)
            at = left + F32(first) * step
            _water_row(
                picture[0, y, first:stop], picture[1, y, first:stop], picture[2, y, first:stop], light[first:stop],
                packed, int32(columns), first, F32(y), rise, drift, at, step, turn[0, 0], turn[0, 1], turn[0, 2],
                dx0, dy0, dz0, numbers, colour, fog,
            )  # fmt: skip
            if sun[1] > 0:
                reach = _road(turn, dx0, dy0, dz0, left, step, width, focal, unit) * sun[1]
                p, q = max(first, int(sun[0] - reach)), min(stop, int(sun[0] + reach) + 1)
                if q > p:
                    _glitter_row(
                        picture[0, y, p:q], picture[1, y, p:q], picture[2, y, p:q], light[p:q], rise, p, F32(y), noise,
                        sun[0], sun[1], left + F32(p) * step, step, turn[0, 0], turn[0, 1], turn[0, 2], dx0, dy0, dz0,
                        numbers, fog, sun, seconds,
                    )  # fmt: skip
            first = stop


@njit(**FAST)
def _below_horizon(slope, dy0, left, step, width):
    """The columns of a row whose line of sight falls: first, past the last."""
    least = F32(-1e-4)
    if abs(slope) < 1e-9:
        return (0, width) if dy0 <= least else (0, 0)
    edge = ((least - dy0) / slope - left) / step
    if slope > 0:
        return 0, min(width, max(0, math.floor(edge) + 1))
    return max(0, min(width, math.ceil(edge))), width


@njit(**FAST)
def _road(turn, dx0, dy0, dz0, left, step, width, focal, unit):
    """How far from its middle the sun's road reaches on a row, in its widths: never less than it does."""
    widest = F32(0)
    for k in range(5):
        cx = left + F32(width * k) * F32(0.25) * step
        dx, dy, dz = turn[0, 0] * cx + dx0, turn[0, 1] * cx + dy0, turn[0, 2] * cx + dz0
        widest = max(widest, focal * -dy / math.sqrt(dx * dx + dz * dz))
    return F32(3) * (F32(0.35) + widest * F32(1.1) * F32(0.005) / unit)


def ripples(seed: int):
    """A repeating tile of smooth noise, -1 to 1, float32 (256, 256)."""
    rng = np.random.default_rng(seed)
    waves = np.fft.rfft2(rng.standard_normal((TILE, TILE)))
    fy = np.fft.fftfreq(TILE)[:, None] * PER_WAVE
    fx = np.fft.rfftfreq(TILE)[None, :] * PER_WAVE
    radius = np.hypot(fx, fy)
    smooth = np.fft.irfft2(waves * np.exp(-((radius / 0.8) ** 2)) * (radius > 0.1), s=(TILE, TILE))
    return np.clip(smooth / (2.6 * smooth.std()), -1, 1).astype(np.float32)
