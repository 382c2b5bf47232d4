"""How fast an operator moves a camera, and how far; and the clock of a move: at rest, gathering speed, even, at rest.

Figures are those of operators' handbooks at 24 frames a second: the American Cinematographer Manual's panning tables (a
thing takes five to seven seconds to cross the frame, or it strobes), Millerson and Owens, *Television Production*, for
what a dolly, a jib and a zoom do without being noticed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lampblack.shots.model import Move, ShotSize

SETTLED = 0.2
"""Seconds at rest at either end, so that no cut falls on a camera in motion."""
RAMP = 0.8
"""Seconds to gather speed, and to lose it; never more than a third of the way's time."""

CROSSING = 6.0
"""Seconds a thing takes to cross the frame in a pan or a tilt; quicker, its edges strobe."""
FASTEST_TURN = math.radians(8.0)
"""A second: on a wide lens the table allows more, but the eye reads no faces then."""
SWEPT, SWEPT_WIDE = 0.13, 0.065
"""The most a pan or tilt moves the picture, as a share of it: who is looked at is in the frame all the while; in a wide
the horizon must not leave its third."""
SWEPT_PLACE = 0.32
"""The same over a place without anybody: there is nobody to lose."""

DOLLY = (0.1, 0.6)
"""Metres a second, slowest and fastest: slower is not felt, faster is an action of its own."""
PUSH, PUSH_MOST = 0.028, 0.16
"""Wanted of a dolly: this share of the distance a second (2 to 6 % is felt, not noticed), and at most this much."""
LEAVING, LEAVING_MOST, LEAVING_RISE = 0.05, 0.34, 0.05
"""A wide drawn back leaves: this share of the distance a second, at most, and how far the people sink in the frame."""
TRUCK = (0.2, 1.0)
TRUCKED, TRUCK_MOST = 0.03, 0.12
"""Sideways, as shares of the distance."""
CRANE = (0.1, 0.5)
CRANED, CRANE_MOST = 0.32, 1.4
"""Metres a second and metres up or down."""
WIDE_CRANE, FULL_CRANE = 0.09, 0.05
"""Whole bodies are craned level, so that the horizon stays: at most this share of the frame's height."""
ORBIT, ORBIT_MOST = math.radians(2.6), math.radians(14.0)
"""A second, and in all: a few degrees a second, or the background runs."""
ZOOM, ZOOM_MOST = math.log(1.10), math.log(1.35)
"""The focal length a second as a factor (nobody's hand is smooth beyond 1.15), and in all: more is a shock zoom."""
RACK = (0.4, 1.2)
"""Seconds a pull of focus takes, for a small and for a great difference of distance."""
HANDHELD = 0.0035
"""Radians: a calm operator, a fifth of a degree."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """A move's frames: at rest until `start`, even from `up` to `down`, at rest from `stop`."""

    start: int
    up: int
    down: int
    stop: int

    @property
    def even(self) -> float:
        """Frames it would take at its even speed: the way is this times the speed."""
        return (self.stop - self.start + self.down - self.up) / 2

    def behind(self, frame: float) -> float:
        """The share of the way that is behind on a frame while the speed is even."""
        return ((self.up - self.start) / 2 + frame - self.up) / self.even


def pace(frames: int, fps: float) -> Pace:
    """The clock of a move that takes a whole take of `frames`."""
    last = max(4, frames - 1)
    start = round(min(SETTLED * fps, last * 0.15))
    ramp = max(1, round(min(RAMP * fps, (last - 2 * start) / 3)))
    return Pace(start=start, up=start + ramp, down=last - start - ramp, stop=last - start)


def shortened(whole: Pace, even: float, *, late: bool) -> Pace:
    """A clock with only `even` frames of even speed, at rest for the rest: before it if `late`, else behind."""
    spare = min(round(whole.even - even), whole.down - whole.up)
    if spare <= 0:
        return whole
    if late:
        return replace(whole, start=whole.start + spare, up=whole.up + spare)
    return replace(whole, down=whole.down - spare, stop=whole.stop - spare)


def bounded(speed: float, bounds: tuple[float, float]) -> float:
    """A speed an operator would use."""
    return min(max(speed, bounds[0]), bounds[1])


def turning(field: float) -> float:
    """Radians a second at which a thing takes `CROSSING` seconds through a field of view of so many radians."""
    return min(field / CROSSING, FASTEST_TURN)


def swept(size: ShotSize, *, peopled: bool, tilt: bool) -> float:
    """The share of the field that a pan or a tilt may go through."""
    if not peopled:
        return SWEPT_PLACE if not tilt else SWEPT
    return SWEPT_WIDE if tilt and size in ("wide", "extreme_wide") else SWEPT


def rack_seconds(near: float, far: float) -> float:
    """How long focus is pulled between two distances: by their ratio, up to three times as far."""
    share = min(1.0, math.log(max(near, far) / max(0.1, min(near, far))) / math.log(3.0))
    return RACK[0] + (RACK[1] - RACK[0]) * share


REVERSED: Mapping[Move, bool] = {"pull_out": True, "zoom_out": True}
"""Moves that lead away from the composed frame by nature."""
