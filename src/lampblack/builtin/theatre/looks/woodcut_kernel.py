"""The kernel of the woodcut: flat inks, a black key block, hatching with the graver; one sweep over the picture."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

from numba import float32, int32, njit, uint8, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased


@unaliased
def _print_row(
    red, green, blue, cover, tone, around, above, left, crooked, wood, gouge, hatch, level, inks, lines, how, r, g, b
):
    """One row. `red`, `green`, `blue`: uint8, as the colour blocks lie, a little off the key block; `above`, `left`:
    the tone a pixel up and to the left; `how`: line strength, least line, edge strength, least edge, height of the row,
    hatching's pitch, how far form bends it, its tilt."""
    one, zero = float32(1), float32(0)
    strength, least, edging, sharp = how[0], how[1], how[2], how[3]
    row, pitch, bend, tilt = how[4], how[5], how[6], how[7]
    for x in range(uint64(red.shape[0])):
        c = cover[x]
        free = one - c
        w = float32(crooked[x]) * float32(1 / 127)
        off = w * float32(7) * (float32(0.2) + float32(0.8) * free)
        ir = int32(min(max(float32(level[red[x]]) * free + float32(red[x]) * c + off, zero), float32(255))) >> 3
        ig = int32(min(max(float32(level[green[x]]) * free + float32(green[x]) * c + off, zero), float32(255))) >> 3
        ib = int32(min(max(float32(level[blue[x]]) * free + float32(blue[x]) * c + off, zero), float32(255))) >> 3
        ink = inks[(ir * int32(32) + ig) * int32(32) + ib]
        vr, vg, vb = lines[ink, 0], lines[ink, 1], lines[ink, 2]
        # the block's grain shows in what is printed flat, most in the darker inks
        deep = one - vg
        press = one + float32(wood[x]) * float32(1 / 127) * (float32(0.020) + float32(0.07) * deep)
        vr, vg, vb = min(vr * press, one), min(vg * press, one), min(vb * press, one)
        # where the gouge slipped, paper is seen
        slip = float32(gouge[x]) * float32(1 / 255) * free * min(deep * float32(1.6), one)
        vr, vg, vb = (
            vr + (float32(0.93) - vr) * slip,
            vg + (float32(0.875) - vg) * slip,
            vb + (float32(0.76) - vb) * slip,
        )
        t = float32(tone[x])
        a = float32(around[x])
        v = float32(level[tone[x]]) * free + t * c
        dx, dy = t - float32(left[x]), t - float32(above[x])
        edge = max(max(dx, -dx), max(dy, -dy))
        cut = (a - t - least) * strength + max(edge - sharp, zero) * edging * (one + w) * (
            float32(0.35) + float32(0.65) * free
        )
        key = min(max(cut, zero), one)
        key = max(key, min(max((float32(46) - v) * float32(0.06), zero), one))
        # hatching: lines that bend with the form and swell where it is darker
        phase = (row + tilt * float32(x) + bend * a) * pitch + w * float32(0.22)
        saw = phase - float32(int32(phase))
        wave = max(saw, one - saw) * float32(2) - one
        wide = min(max((float32(118) - v) * float32(1 / 118), zero), one) * (float32(0.95) - float32(0.35) * c)
        line = min(max((wide - wave) * hatch + float32(0.5), zero), one) * min(wide * float32(4), one)
        key = max(key, line * float32(0.92))
        bare = one - key * (float32(0.95) - float32(0.10) * slip)
        vr, vg, vb = (
            vr * bare + float32(0.060) * (one - bare),
            vg * bare + float32(0.056) * (one - bare),
            vb * bare + float32(0.066) * (one - bare),
        )
        r[x] = uint8(min(max(vr * float32(255) + float32(0.5), zero), float32(255)))
        g[x] = uint8(min(max(vg * float32(255) + float32(0.5), zero), float32(255)))
        b[x] = uint8(min(max(vb * float32(255) + float32(0.5), zero), float32(255)))


@njit(**FAST)
def pull(colour, cover, tone, around, crooked, wood, gouge, hatch, level, inks, lines, how, out):
    """Pull a print. `colour`: uint8 (3, height, width); `cover`: share of people; `tone`, `around`: uint8; `crooked`,
    `wood`: int8 noise; `gouge`: uint8; `level`: uint8 (256), the place's tones spread over all; `inks`: uint8 (32768),
    the nearest ink of each colour; `lines`: float32 (n, 3), the inks on paper; `out`: as `colour`."""
    height = tone.shape[0]
    for y in range(height):
        own = how.copy()
        own[4] = float32(y)
        up = max(0, y - 1)
        # a pixel's left neighbour: the row one texel on, its first texel its own neighbour
        _print_row(
            colour[0, y, 1:], colour[1, y, 1:], colour[2, y, 1:], cover[y, 1:], tone[y, 1:], around[y, 1:],
            tone[up, 1:], tone[y, :-1], crooked[y, 1:], wood[y, 1:], gouge[y, 1:], hatch, level, inks,
            lines, own, out[0, y, 1:], out[1, y, 1:], out[2, y, 1:],
        )  # fmt: skip
        for plane in range(3):
            out[plane, y, 0] = out[plane, y, 1]
