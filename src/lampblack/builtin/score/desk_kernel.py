# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""The desk: whole parts through filters and into the hall, passing over what is silent."""

from __future__ import annotations

from numba import njit

_QUIET = 1e-7


@njit(cache=True)
def cascade(part, sections):
    """Second-order sections (b0 b1 b2 1 a1 a2, as SciPy has them) over `part` (samples x channels), in place;
    stretches of silence cost nothing once the filters have rung out."""
    count = sections.shape[0]
    for side in range(part.shape[1]):
        one = [0.0] * count
        two = [0.0] * count
        asleep = True
        idle = 0
        for i in range(part.shape[0]):
            x = float(part[i, side])
            if asleep:
                if x == 0.0:
                    continue
                asleep = False
                idle = 0
            y = x
            for k in range(count):
                v = sections[k, 0] * y + one[k]
                one[k] = sections[k, 1] * y - sections[k, 4] * v + two[k]
                two[k] = sections[k, 2] * y - sections[k, 5] * v
                y = v
            part[i, side] = y
            if x == 0.0 and abs(y) < _QUIET:
                idle += 1
                if idle > 4800:
                    asleep = True
                    for k in range(count):
                        one[k] = 0.0
                        two[k] = 0.0
            else:
                idle = 0


@njit(cache=True)
def seat(dry, wet, part, left, right, far):
    """Add a part (samples x 1 or 2) to the stage, at its side, and a share of it to what goes into the hall."""
    last = part.shape[1] - 1
    for i in range(part.shape[0]):
        a = part[i, 0]
        b = part[i, last]
        if a != 0.0 or b != 0.0:
            dry[i, 0] += a * left
            dry[i, 1] += b * right
            wet[i, 0] += a * left * far
            wet[i, 1] += b * right * far
