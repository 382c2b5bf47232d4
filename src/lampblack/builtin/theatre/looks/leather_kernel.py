"""The kernel that cuts a person out of leather: dyed, translucent, outlined, and pierced where the robe is."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

from numba import float32, njit, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased


@unaliased
def _dyed_row(red, green, blue, cover, inner, holes, skin, out_r, out_g, out_b):
    """One row. `inner`: the coverage drawn in by the outline's width; `holes`, `skin`: 0 to 1."""
    one, zero = float32(1), float32(0)
    for x in range(uint64(red.shape[0])):
        a = cover[x]
        part = one / max(a, float32(1e-4))
        r, g, b = red[x] * part, green[x] * part, blue[x] * part
        l = r * float32(0.30) + g * float32(0.59) + b * float32(0.11)
        # dye is clear where the paint was pale and deep where it was dark; black lines stay leather
        line = min(max((l - float32(0.10)) * float32(5.5), zero), one)
        bright = float32(0.20) + float32(1.08) * l
        push = float32(2.0)
        k = bright / max(l, float32(0.08))
        r, g, b = (l + (r - l) * push) * k, (l + (g - l) * push) * k, (l + (b - l) * push) * k
        r, g, b = min(max(r, float32(0.02)), one), min(max(g, float32(0.02)), one), min(max(b, float32(0.02)), one)
        # a face is cut away to a few lines: it is the screen itself that is seen through it
        s = skin[x] * min(max((l - float32(0.52)) * float32(5), zero), one) * float32(0.45)
        r, g, b = r + (one - r) * s, g + (one - g) * s, b + (one - b) * s
        cut = holes[x] * (one - skin[x]) * line
        r, g, b = r + (one - r) * cut, g + (one - g) * cut, b + (one - b) * cut
        keep = line * (float32(0.06) + float32(0.94) * inner[x])
        out_r[x], out_g[x], out_b[x] = r * keep * a, g * keep * a, b * keep * a


@njit(**FAST)
def dye(block, inner, holes, skin, out):
    """A drawn person as dyed leather: `block` and `out` canvases; `inner`, `holes`, `skin`: float32, as the block."""
    for y in range(block.shape[1]):
        _dyed_row(
            block[0, y], block[1, y], block[2, y], block[3, y], inner[y], holes[y], skin[y], out[0, y], out[1, y],
            out[2, y],
        )  # fmt: skip
        out[3, y, :] = block[3, y]
