"""The kernel of the shadow play: light through leather onto a cloth screen, one sweep over the picture."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

from numba import float32, njit, uint8, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased


@unaliased
def _lit_row(tone, around, near, red, green, blue, cover, weave, screen, warm, leather, how, r, g, b):
    """One row. `how`: carving, least difference that is carved, lamp's strength, dark leather's red, green,
    blue, and the lamp's."""
    one, zero = float32(1), float32(0)
    carving, least, lamp = how[0], how[1], how[2]
    lr, lg, lb = how[3], how[4], how[5]
    hr, hg, hb = how[6], how[7], how[8]
    for x in range(uint64(tone.shape[0])):
        c = cover[x]
        free = one - c
        t = leather[tone[x]]
        # what is lighter than all round it is cut out, and light comes through the cut
        cut = min(max(float32(tone[x]) - float32(around[x]) - least, zero) * carving, one - t)
        # a puppet's own dark is no reason to cut the scenery round it
        cut *= one - float32(near[x]) * float32(0.75 / 255)
        t = t + cut
        s = screen[x] * lamp
        # the further from the lamp, the redder: cloth passes less of the blue
        w = warm[x]
        # puppets hang close to the lamp: the hour's dyed cloth colours them less
        own = float32(0.6) * c
        sr = s * (float32(1.02) - float32(0.06) * w) * (hr + (one - hr) * own)
        sg = s * (float32(0.83) - float32(0.34) * w) * (hg + (one - hg) * own)
        sb = s * (float32(0.50) - float32(0.36) * w) * (hb + (one - hb) * own)
        y = one + float32(weave[x]) * float32(0.022 / 127)
        shade = one - t
        # even scenery is dyed, as far as light comes through it
        fr, fg, fb = float32(red[x]), float32(green[x]), float32(blue[x])
        dye = t * float32(1.25) / (float32(tone[x]) + float32(24))
        pale = float32(tone[x])
        tr = min(max(t + dye * (fr - pale), zero), float32(1.15)) + lr * shade
        tg = min(max(t + dye * (fg - pale), zero), float32(1.15)) + lg * shade
        tb = min(max(t + dye * (fb - pale), zero), float32(1.15)) + lb * shade
        vr = (tr * free + fr * float32(1 / 255) * c) * sr * y
        vg = (tg * free + fg * float32(1 / 255) * c) * sg * y
        vb = (tb * free + fb * float32(1 / 255) * c) * sb * y
        r[x] = uint8(min(max(vr * float32(255) + float32(0.5), zero), float32(255)))
        g[x] = uint8(min(max(vg * float32(255) + float32(0.5), zero), float32(255)))
        b[x] = uint8(min(max(vb * float32(255) + float32(0.5), zero), float32(255)))


@njit(**FAST)
def shine(tone, around, near, colour, cover, weave, screen, warm, leather, how, out):
    """Light through leather. `tone`, `around`: uint8, of the scenery; `near`: uint8, how near people are; `colour`:
    uint8 (3, height, width), what leather lets through; `cover`: share of people; `weave`: int8; `screen`,
    `warm`: float32, how bright the lamp makes the cloth and how far from it each point is; `leather`: float32 (256),
    light through each tone; `how`: see `_lit_row`; `out`: as `colour`."""
    for y in range(tone.shape[0]):
        _lit_row(
            tone[y], around[y], near[y], colour[0, y], colour[1, y], colour[2, y], cover[y], weave[y], screen[y],
            warm[y], leather, how, out[0, y], out[1, y], out[2, y],
        )  # fmt: skip
