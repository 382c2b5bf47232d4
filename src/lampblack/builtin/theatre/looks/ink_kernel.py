"""The kernel of the ink wash: tone to ink on paper, one sweep over the picture."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

from numba import float32, int32, njit, uint8, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased


@unaliased
def _wash_row(tone, around, fine, near, red, green, blue, cover, rough, dry, wet, grain, place, people, how, r, g, b):
    """One row. `how`: pool, bleed, dryness, granulation, tint."""
    one, zero = float32(1), float32(0)
    pool, bleed, dryness, grains, tint = how[0], how[1], how[2], how[3], how[4]
    for x in range(uint64(tone.shape[0])):
        c = cover[x]
        free = one - c
        t = float32(tone[x]) * free + float32(fine[x]) * c
        a = float32(around[x]) * free + float32(near[x]) * c
        # pigment gathers where a wash ends, and runs out over wet paper
        inside, outside = max(a - t, zero), max(t - a, zero)
        damp = float32(wet[x]) * float32(1 / 127)
        t = t - pool * inside - bleed * free * max(damp, zero) * outside
        i = int32(min(max(t + float32(rough[x]) * (float32(0.12) + float32(0.88) * free), zero), float32(255)))
        ink = place[i] * free + people[i] * c
        # a brush that runs dry leaves the paper's hollows white, in what is neither pale nor black
        d = float32(dry[x]) * float32(1 / 255)
        middle = min(max((ink - float32(0.16)) * float32(4), zero), one) * min(max((one - ink) * float32(3), zero), one)
        ink *= one - dryness * free * middle * d
        ink *= one + grains * float32(grain[x]) * float32(1 / 127) * (one - float32(0.6) * c)
        ink = min(max(ink, zero), one)
        p = one + float32(0.018) * float32(grain[x]) * float32(1 / 127)
        fr, fg, fb = float32(red[x]), float32(green[x]), float32(blue[x])
        # crimson is red with as much green as blue; wood and lamplight have more green
        seal = (fr - fg - float32(1.6) * max(fg - fb, fb - fg)) / (fr + float32(24))
        seal = min(max((seal - float32(0.36)) * float32(5), zero), one) * (float32(0.75) + float32(0.25) * c)
        deep = ink * ink * float32(0.6)
        paper_r, paper_g, paper_b = float32(0.955) * p, float32(0.935) * p, float32(0.885) * p
        gone = one - ink
        vr = paper_r * gone + float32(0.085) * ink
        vg = paper_g * gone + float32(0.082) * ink
        vb = paper_b * gone + float32(0.090) * ink
        mean = (fr + fg + fb) * float32(1 / 3)
        keep = tint * float32(1 / 255) * (float32(0.35) + float32(0.65) * c)
        vr, vg, vb = vr + (fr - mean) * keep, vg + (fg - mean) * keep, vb + (fb - mean) * keep
        left = one - seal
        vr = vr * left + seal * (float32(0.76) - float32(0.62) * deep) * p
        vg = vg * left + seal * (float32(0.17) - float32(0.12) * deep) * p
        vb = vb * left + seal * (float32(0.12) - float32(0.07) * deep) * p
        r[x] = uint8(min(max(vr * float32(255) + float32(0.5), zero), float32(255)))
        g[x] = uint8(min(max(vg * float32(255) + float32(0.5), zero), float32(255)))
        b[x] = uint8(min(max(vb * float32(255) + float32(0.5), zero), float32(255)))


@njit(**FAST)
def wash(tone, around, fine, near, colour, cover, rough, dry, wet, grain, place, people, how, out):
    """Tone to ink on paper. `tone`, `around`: uint8, of the place, its outlines wavering; `fine`, `near`: of people;
    `colour`: uint8 (3, height, width); `cover`: share of people; `rough`, `wet`, `grain`: int8 noise; `dry`: uint8
    streaks; `place`, `people`: float32 (256), ink for each tone; `how`: see `_wash_row`; `out`: as `colour`."""
    for y in range(tone.shape[0]):
        _wash_row(
            tone[y], around[y], fine[y], near[y], colour[0, y], colour[1, y], colour[2, y], cover[y], rough[y],
            dry[y], wet[y], grain[y], place, people, how, out[0, y], out[1, y], out[2, y],
        )  # fmt: skip
