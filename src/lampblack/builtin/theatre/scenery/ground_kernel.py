# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# (Numba's decorators are untyped, and what they return cannot be described to pyright.)
"""Ground, pixel by pixel: broad wash, finer mottling, grain; slabs and joints where it is rock; growth in patches."""

from __future__ import annotations

import math

from numba import njit

from lampblack.builtin.theatre.scenery.fold_kernel import read, soft


@njit(cache=True, nogil=True, fastmath=True)
def lay_ground(picture, cloud, wool, grain, cell, colours, dials):
    """Fill `picture` (rows, columns, 3). `colours` (7 x 3): dark, light, growth, dry, joint, lip, path.

    `dials`: texture units a pixel, two offsets, slabs (0 to 1), growth (0 to 1), dryness (0 to 1), path (0 or 1),
    pixels a metre.
    """
    unit, ox, oy, slabs, growth, dryness, path, metre = dials
    rows, columns = picture.shape[0], picture.shape[1]
    for r in range(rows):
        for c in range(columns):
            x = c * unit
            y = r * unit
            bend = read(cloud, x * 0.9 + ox, y * 0.9 + oy) - 0.5
            broad = read(cloud, x * 0.55 + bend * 40.0 + oy, y * 0.8 + ox)
            mid = read(wool, x * 0.9 + bend * 60.0 + ox, y * 1.3 + oy)
            fine = read(grain, c * 0.8 + ox, r * 0.9)
            tone = broad * 0.50 + mid * 0.42 + fine * 0.24 - 0.08
            light = min(1.0, max(0.0, (tone - 0.26) * 2.1))
            joint = 0.0
            lip = 0.0
            plate = 0.0
            if slabs > 0.0:
                slab = read(cell, x * 0.55 + bend * 34.0 + ox, y * 0.75 + oy)
                joint = math.exp(-(((slab - 0.5) / 0.014) ** 2)) * slabs * soft(0.40, 0.6, mid)
                lip = math.exp(-(((slab - 0.532) / 0.017) ** 2)) * slabs * soft(0.40, 0.6, mid)
                plate = soft(0.42, 0.62, slab) * slabs
            patch = growth * soft(0.50, 0.68, mid * 0.6 + broad * 0.4 + fine * 0.08)
            dry = dryness * soft(0.54, 0.74, broad)
            way = 0.0
            if path > 0.0:
                aside = abs((c - columns / 2) / metre + bend * 2.4) / 1.9
                way = path * (1.0 - soft(0.5, 1.2, aside + (mid - 0.5) * 0.9))
            for k in range(3):
                v = colours[0, k] + (colours[1, k] - colours[0, k]) * light
                v += (colours[1, k] * 1.12 - v) * plate * 0.22
                v += (colours[2, k] * (0.72 + 0.5 * light) - v) * patch
                v += (colours[3, k] * (0.80 + 0.35 * light) - v) * dry
                v += (colours[6, k] * (0.82 + 0.32 * light) - v) * way
                v += (colours[5, k] - v) * lip * 0.30
                v += (colours[4, k] - v) * joint * 0.55
                picture[r, c, k] = v
