# pyright: reportUnknownVariableType=false
# (numba kernels leave arrays untyped.)
"""What drifts through the air, from the frame number alone: every frame can be drawn by anyone, in any order.

Things fall through a box of air that goes with the camera and repeats, so that they have depth and parallax, and pass
the lens as the camera moves through them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.raster.canvas import Canvas, size_of
from lampblack.builtin.theatre.raster.paint import paint
from lampblack.builtin.theatre.raster.passes import Lens
from lampblack.builtin.theatre.raster.sheet import Sheet
from lampblack.builtin.theatre.raster.specks import draw_specks
from lampblack.builtin.theatre.set import Air, AirKind, Roof
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import project_all, rotation

SHUTTER = 1 / 32
"""Seconds the shutter is open: the length of a raindrop's streak."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Habit:
    """How one kind of thing falls: metres, metres a second, and opacity."""

    radius: float
    fall: float
    flutter: float
    opacity: float
    box: tuple[float, float, float] = (11.0, 6.0, 10.0)
    shine: float = 0.0
    long: float = 0.0
    """Its length over its width, for what is not round."""


HABITS: dict[AirKind, Habit] = {
    "petals": Habit(radius=0.011, fall=0.55, flutter=0.35, opacity=0.92, long=1.6),
    "leaves": Habit(radius=0.016, fall=0.75, flutter=0.5, opacity=0.95, long=2.2),
    "snow": Habit(radius=0.013, fall=0.9, flutter=0.25, opacity=0.9),
    "dust": Habit(radius=0.004, fall=-0.03, flutter=0.12, opacity=0.55, box=(6.0, 3.4, 6.0), shine=1.0),
    "embers": Habit(radius=0.006, fall=-0.8, flutter=0.4, opacity=0.9, box=(5.0, 4.0, 6.0), shine=1.0),
    "rain": Habit(radius=0.0028, fall=8.0, flutter=0.0, opacity=0.5),
}
NEAREST = 0.7
"""Metres: nothing comes nearer to the lens."""
FALLING = ("rain", "snow")
STAGE = (0.0, 2.0)
"""Where people mostly are: x, z."""
DEEPER, MORE, LARGER = (2.4, 1.3, 2.4), 6.0, 1.5
"""From under a roof one sees what falls beyond it: air in a larger box, so many more things in it, so much larger."""


class Drifting:
    """All that drifts through one frame, drawn from far to near as far as what stands among it asks for."""

    def __init__(
        self,
        airs: Iterable[Air],
        camera: CameraPose,
        seconds: float,
        lens: Lens | None,
        seed: int,
        size: tuple[int, int],
        roofs: Sequence[Roof] = (),
    ) -> None:
        self._camera, self._seconds, self._seed = camera, seconds, seed
        self._birds = [air for air in airs if air.kind == "birds"]
        self._left: list[tuple[NDArray[np.float32], NDArray[Any], np.float32]] = []
        for air in airs:
            if air.kind in HABITS:
                kept_off = roofs if air.kind in FALLING else ()
                habit = HABITS[air.kind]
                deep = any(_covers(roof, *STAGE) for roof in kept_off)
                those, habit = _further(air, habit) if deep else (air, habit)
                specks, depths = _specks(those, habit, camera, seconds, lens, seed, size, kept_off)
                far_first = np.argsort(-depths, kind="stable")
                self._left.append((specks[far_first], -depths[far_first], np.float32(habit.shine)))

    def beyond(self, picture: Canvas, depth: float) -> None:
        """Draw what is further away than `depth` metres and is not drawn yet, over an opaque picture."""
        for air in self._birds:
            _draw_birds(picture, air, self._camera, self._seconds, self._seed)
        self._birds = []
        for place, (specks, nearness, shine) in enumerate(self._left):
            count = int(np.searchsorted(nearness, -depth))
            if count:
                draw_specks(picture, specks[:count], shine)
                self._left[place] = (specks[count:], nearness[count:], shine)


def _covers(roof: Roof, x: float, z: float) -> bool:
    return roof.left < x < roof.right and roof.near < z < roof.far


def _further(air: Air, habit: Habit) -> tuple[Air, Habit]:
    """As much of it in each metre as elsewhere, nearly, but further, and large enough to be seen there."""
    x, y, z = (side * grown for side, grown in zip(habit.box, DEEPER, strict=True))
    return replace(air, count=round(MORE * air.count), size=LARGER * air.size), replace(habit, box=(x, y, z))


def _open(at: NDArray[Any], air: Air, habit: Habit, roofs: Sequence[Roof]) -> NDArray[np.bool_]:
    """Which points nothing keeps rain off: by where it came from, for the wind drives it in under the eaves."""
    found = np.ones(len(at), np.bool_)
    for roof in roofs:
        above = roof.height - at[:, 1]
        x = at[:, 0] - air.wind / habit.fall * above
        under = (above > 0) & (x > roof.left) & (x < roof.right) & (at[:, 2] > roof.near) & (at[:, 2] < roof.far)
        found &= ~under
    return found


def _specks(
    air: Air,
    habit: Habit,
    camera: CameraPose,
    seconds: float,
    lens: Lens | None,
    seed: int,
    size: tuple[int, int],
    roofs: Sequence[Roof] = (),
) -> tuple[NDArray[np.float32], NDArray[Any]]:
    """Lines with round ends, in pixels, as `draw_specks` takes them, and metres along the axis to each."""
    width, height = size
    chance = _chances(air.kind, seed, air.count)
    at = _positions(air, habit, camera, seconds, chance)
    ways = chance[:, 3] * 2 * math.pi
    seen = project_all(camera, at, width, height)
    focal = camera.focal_pixels(width)
    depth = seen[:, 2]
    inside = (
        _open(at, air, habit, roofs)
        & (depth > NEAREST)
        & (np.abs(seen[:, 0] / width - 0.5) < 0.6)
        & (np.abs(seen[:, 1] / height - 0.5) < 0.6)
    )
    seen, ways, chance, depth = seen[inside], ways[inside], chance[inside], depth[inside]
    if not len(seen):
        return np.zeros((0, 10), np.float32), depth
    scale = focal / depth
    radius = habit.radius * air.size * (0.6 + 0.8 * chance[:, 4]) * scale
    x, y = _strokes(air, habit, seconds, ways, chance, radius, scale)
    soft = 0.8 + 0.25 * radius
    if lens is not None:
        soft = soft + 2.0 * np.array([lens.blur(each, focal) for each in depth.tolist()])
    fade = np.minimum(1.0, radius / 0.6) * (radius / (radius + 0.6 * (soft - 0.8)))
    opacity = habit.opacity * fade * np.clip((depth - NEAREST) / 0.6, 0, 1)
    if habit.shine:
        opacity = opacity * (0.55 + 0.45 * np.sin(seconds * (1.5 + 3 * chance[:, 5]) + ways * 3))
    out = np.empty((len(seen), 10), np.float32)
    out[:, 0], out[:, 1] = seen[:, 0] - x, seen[:, 1] - y
    out[:, 2], out[:, 3] = seen[:, 0] + x, seen[:, 1] + y
    out[:, 4], out[:, 5] = np.maximum(radius, 0.4), soft
    out[:, 6:9] = np.array(air.colour) * (0.85 + 0.3 * chance[:, 5:6])
    out[:, 9] = opacity
    return out, depth


def _positions(air: Air, habit: Habit, camera: CameraPose, seconds: float, chance: NDArray[Any]) -> NDArray[Any]:
    """Metres on the stage: falling, blown and fluttering in the box of air before the camera."""
    box = np.array(habit.box)
    pace = 0.65 + 0.7 * chance[:, 4]
    way = chance[:, 3] * 2 * math.pi
    moved = chance[:, :3] * box
    moved[:, 0] += (air.wind * pace) * seconds + habit.flutter * np.sin(seconds * 1.7 * pace + way)
    moved[:, 1] -= habit.fall * pace * seconds - 0.3 * habit.flutter * np.sin(seconds * 2.9 * pace + way * 2)
    moved[:, 2] += 0.4 * habit.flutter * np.cos(seconds * 1.3 * pace + way)
    ahead = rotation(camera)[2]
    middle = np.array([camera.position.x, camera.position.y, camera.position.z]) + ahead * box[2] * 0.5
    return middle + (moved - middle + box / 2) % box - box / 2


@lru_cache(maxsize=8)
def _chances(kind: AirKind, seed: int, count: int) -> NDArray[np.float64]:
    """What tells one thing from another: six numbers each, 0 to 1."""
    return np.random.default_rng(seed_of("air", kind, seed)).random((count, 6))


def _strokes(
    air: Air,
    habit: Habit,
    seconds: float,
    ways: NDArray[Any],
    chance: NDArray[Any],
    radius: NDArray[Any],
    scale: NDArray[Any],
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Half of each thing's length, as x and y in pixels: a streak of rain, a petal as it turns."""
    if air.kind == "rain":
        return air.wind * SHUTTER * scale / 2, habit.fall * SHUTTER * scale / 2 * (0.65 + 0.7 * chance[:, 4])
    if not habit.long:
        return np.zeros_like(radius), np.zeros_like(radius)
    turn = ways + seconds * (chance[:, 5] - 0.4) * 3.0
    length = radius * (habit.long - 1) * (0.25 + 0.75 * np.abs(np.sin(seconds * (1 + 2 * chance[:, 5]) + ways * 2)))
    return np.cos(turn) * length, np.sin(turn) * length * 0.8


def _draw_birds(picture: Canvas, air: Air, camera: CameraPose, seconds: float, seed: int) -> None:
    """A loose flock far off, crossing slowly; wings beat out of step."""
    width, height = size_of(picture)
    chance = np.random.default_rng(seed_of("air", "birds", seed)).random((air.count, 5))
    lead = np.array([-14.0 + 3.2 * seconds, 19.0, 78.0])
    at = lead + (chance[:, :3] - 0.5) * np.array([30.0, 11.0, 12.0])
    seen = project_all(camera, at, width, height)
    sheet = Sheet()
    for (x, y, depth), own in zip(seen.tolist(), chance.tolist(), strict=True):
        if depth < 5 or not (-50 < x < width + 50 and -50 < y < height + 50):
            continue
        span = 0.95 * air.size * (0.8 + 0.5 * own[3]) * camera.focal_pixels(width) / depth
        beat = math.sin(seconds * (6.5 + 2 * own[4]) + own[3] * 9) * 0.8
        glide = min(1.0, max(0.0, math.sin(seconds * 0.9 + own[4] * 20) * 2 + 0.8))
        lift = (beat * glide + 0.25 * (1 - glide)) * span
        wing = [
            (x - span, y - lift * 0.7),
            (x - span * 0.45, y - lift * 0.5 - span * 0.12),
            (x, y),
            (x + span * 0.45, y - lift * 0.5 - span * 0.12),
            (x + span, y - lift * 0.7),
        ]
        sheet.stroke(wing, span * 0.30, (*air.colour, 0.85), pressure=(0.1, 0.8, 1.0, 0.8, 0.1))
    paint(sheet, picture)
