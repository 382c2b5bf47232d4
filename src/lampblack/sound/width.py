"""Width: a stem that is folded down to one loudspeaker must not lose what it says."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (scipy has no complete types)

from __future__ import annotations

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from lampblack.media.audio import Sound
from lampblack.sound.gain import Curve, turn
from lampblack.sound.metering import TENTH

_SIDE = 0.6
"""Power of what differs between left and right, at most, beside what they share: folding down then costs 2 dB."""
_HEARD = 1e-10
"""Power (-100 dBFS) under which nothing has a width."""
_STEADY = 7
"""Tenths of a second over which the width is held and eased, so that it is not heard moving."""


def shares(sound: Sound) -> tuple[Curve, Curve]:
    """The powers of middle and side in tenths of a second; a last part that is shorter counts as one."""
    count = -(-len(sound) // TENTH)
    padded = np.zeros((count * TENTH, 2), np.float32)
    padded[: len(sound)] = sound
    parts = padded.reshape(count, TENTH, 2)
    middle, side = (parts[:, :, 0] + parts[:, :, 1]) / 2.0, (parts[:, :, 0] - parts[:, :, 1]) / 2.0
    return (middle.astype(np.float64) ** 2).mean(axis=1), (side.astype(np.float64) ** 2).mean(axis=1)


def widths(middle: Curve, side: Curve) -> Curve:
    """How much of the side is left in each tenth of a second, 0 to 1."""
    if not len(side):
        return np.ones(0)
    wanted = np.where(side > _HEARD, np.sqrt(np.minimum(1.0, _SIDE * middle / np.maximum(side, _HEARD))), 1.0)
    held = np.asarray(minimum_filter1d(wanted, _STEADY, mode="nearest"))
    return np.asarray(uniform_filter1d(held, _STEADY, mode="nearest"), np.float64)


def narrow(sound: Sound, width: Curve, at: int = 0) -> None:
    """Take of the side what `width` leaves not, in place; `at` is the first sample's number."""
    if not len(width) or float(width.min()) >= 1.0:
        return
    middle = (sound[:, 0] + sound[:, 1]) / 2.0
    side = ((sound[:, 0] - sound[:, 1]) / 2.0).reshape(-1, 1)
    turn(side, TENTH, at, width)
    sound[:, 0] = middle + side[:, 0]
    sound[:, 1] = middle - side[:, 0]


def narrowed(sound: Sound) -> Sound:
    """A whole sound no wider than folds down well."""
    narrow(sound, widths(*shares(sound)))
    return sound
