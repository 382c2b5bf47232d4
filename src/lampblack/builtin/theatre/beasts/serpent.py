"""Serpents: a snake that glides on the ground in its own track, and a dragon that swims through the air."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.beasts.bones import Bones
from lampblack.builtin.theatre.beasts.carriage import Carriage
from lampblack.builtin.theatre.beasts.envelope import Hoop
from lampblack.builtin.theatre.beasts.hoofed import HORSE
from lampblack.builtin.theatre.beasts.plan import Plan, Skull
from lampblack.builtin.theatre.beasts.way import Way, footing
from lampblack.builtin.theatre.puppet.vector import UP, Vec, along, cross, scaled, squared, sub, unit, upright
from lampblack.staging.space import Point, eased

_SNAKE_SKULL = Skull(
    size=0.30, hang=0.12,
    rings=((-0.09, -0.01, 0.030, 0.025, 0.03), (0.03, 0.006, 0.085, 0.056, 0.06), (0.11, 0.006, 0.100, 0.056, 0.058),
           (0.19, 0.0, 0.076, 0.046, 0.040), (0.26, -0.008, 0.050, 0.034, 0.026), (0.30, -0.012, 0.028, 0.022, 0.014),
           (0.312, -0.012, 0.014, 0.012, 0.008)),
    jaw=((0.06, -0.045, 0.075, 0.01, 0.03), (0.17, -0.045, 0.062, 0.008, 0.022), (0.25, -0.04, 0.042, 0.006, 0.018),
         (0.285, -0.036, 0.022, 0.004, 0.01)),
    eye=(0.076, 0.026, 0.19), eye_size=0.024, eye_front=0.40,
    ear=(0.0, 0.0, 0.0), ear_size=0.0, ear_width=0.0, ear_out=0.0, nose=0.0,
)  # fmt: skip
_DRAGON_SKULL = Skull(
    size=0.32, hang=0.10,
    rings=((-0.05, 0.0, 0.07, 0.07, 0.08), (0.03, 0.02, 0.10, 0.088, 0.095), (0.10, 0.01, 0.106, 0.080, 0.092),
           (0.165, -0.006, 0.082, 0.058, 0.066), (0.23, -0.012, 0.068, 0.046, 0.046), (0.29, -0.006, 0.070, 0.054,
           0.036),
           (0.325, -0.012, 0.046, 0.036, 0.024)),
    jaw=((0.06, -0.07, 0.08, 0.01, 0.03), (0.17, -0.066, 0.062, 0.01, 0.032), (0.26, -0.056, 0.052, 0.008, 0.024),
         (0.295, -0.050, 0.03, 0.005, 0.014)),
    eye=(0.080, 0.044, 0.135), eye_size=0.032, eye_front=0.48,
    ear=(0.085, 0.04, 0.0), ear_size=0.11, ear_width=0.034, ear_out=1.1, nose=0.045,
)  # fmt: skip
SNAKE: Plan = replace(
    HORSE, species="snake", crown=1.0, skull=_SNAKE_SKULL, horns="none", mane=False, markings="patches", foot="hoof",
    colours=("#5f7350", "#d9d2a8", "#2f3a2c"), neck_long=0.0, tail_long=4.4, tail_wide=0.070, stride=1.35,
)  # fmt: skip
DRAGON: Plan = replace(
    HORSE, species="dragon", crown=1.0, skull=_DRAGON_SKULL, horns="antlers", mane=False, markings="none",
        foot="hoof",
    colours=("#2f6a62", "#d8c48a", "#a8442e"), neck_long=0.0, tail_long=4.3, tail_wide=0.088, stride=2.1, ruff=0.06,
)  # fmt: skip
SERPENTS = {"snake": SNAKE, "dragon": DRAGON}
RAISED = 1.15
"""How much of a snake's length is lifted off the ground, in heights of its head."""
SPINE = 46
"""Places along a body from which it is drawn."""


@dataclass(frozen=True, slots=True)
class Serpent:
    """A serpent at an instant: its spine from the head back, in metres, how thick it is there, and its upper side."""

    bones: Bones
    spine: tuple[Vec, ...]
    thick: tuple[float, ...]


def serpent_of(
    plan: Plan, tall: float, place: Point, yaw: float, way: Way | None, covered: float, now: Carriage
) -> Serpent:
    """The serpent with its head over `place`; what follows it lies where the head has been."""
    size = plan.tail_long * tall
    wave = plan.stride * tall
    if way is not None:
        wave = way.size / max(1, round(way.size / wave))
    spine: list[Vec] = []
    thick: list[float] = []
    for number in range(SPINE):
        share = number / (SPINE - 1)
        back = share * size
        spine.append(_at(plan, tall, place, yaw, way, covered, back, wave, now))
        swell = (
            eased(min(1.0, 0.55 + share * 2.2), "in_out") if plan.species == "snake" else min(1.0, 0.72 + 1.2 * share)
        )
        thin = min(1.0, (1.0 - share) / 0.55) ** 0.8
        thick.append(plan.tail_wide * tall * swell * max(0.06, thin) * (1.0 + 0.012 * now.breath))
    if plan.species == "snake":
        spine = _on_ground(spine, thick, place.y)
    ahead = upright((place.x, place.y, place.z), yaw)
    rise = unit(sub(spine[0], spine[1]))
    facing = math.atan2(rise[0], rise[2]) if plan.species == "dragon" and way is not None else yaw
    head = upright(spine[0], facing).turned(now.yaw, now.nod - plan.skull.hang + 0.6 * now.neck, now.tilt)
    if plan.species == "dragon":
        head = head.at(spine[0])
    hoops = tuple(_hoop(spine, thick, number) for number in range(0, SPINE, 5))
    neck = tuple(_hoop(spine, thick, number) for number in (9, 7, 5, 3, 2, 1, 0))
    bones = Bones(plan, tall, ahead, hoops, neck, head, (), tuple(spine[-8:]), now)
    return Serpent(bones, tuple(spine), tuple(thick))


def _at(
    plan: Plan,
    tall: float,
    place: Point,
    yaw: float,
    way: Way | None,
    covered: float,
    back: float,
    wave: float,
    now: Carriage,
) -> Vec:
    """Where the spine is `back` metres behind the head."""
    if plan.species == "snake":
        lifted = RAISED * tall * (1.0 - 0.9 * max(now.lie, 0.85 * now.graze, 0.6 * now.crouch))
        # the part off the ground stands nearly upright, so that it takes less of the way
        flat = max(0.0, back - 0.80 * lifted) if back > lifted else 0.20 * back
    else:
        lifted, flat = 0.0, back * 0.86
    at = covered - flat
    spot, facing = _on_way(place, yaw, way, at)
    swing = 0.25 if plan.species == "snake" else 0.30
    grow = min(1.0, flat / (0.5 * tall))
    side = swing * tall * grow * math.sin(2.0 * math.pi * at / wave)
    x, y, z = footing(spot, facing, side, 0.0)
    if plan.species == "snake":
        share = 1.0 - min(1.0, back / max(lifted, 1e-3))
        bow = 0.13 * lifted * math.sin(math.pi * min(1.0, share * 1.02)) * (1.0 if lifted > 0.3 * tall else 0.0)
        sway = 0.05 * tall * share * math.sin(1.3 * now.seconds)
        x, y, z = footing(
            Point(x=x, y=y, z=z), facing, sway + 0.25 * now.yaw * share * 0.2 * tall, bow - 0.05 * tall * share
        )
        up = lifted / RAISED * 0.92 * eased(share, "in_out") + now.neck * 0.2 * tall * share
        return (x, spot.y + max(0.0, up), z)
    low = 0.62 - 0.34 * now.lie
    drift = 0.05 * math.sin(1.1 * now.seconds - 1.3 * back / tall)
    heave = 0.17 * math.sin(0.9 * now.seconds - 3.1 * back / tall) * min(1.0, back / (0.7 * tall))
    neck = 0.30 * (1.0 - min(1.0, back / (0.62 * tall))) ** 1.3 * (1.0 + now.neck - 1.6 * now.graze)
    return (x, spot.y + (low + drift + heave + neck) * tall, z)


def _on_way(place: Point, yaw: float, way: Way | None, at: float) -> tuple[Point, float]:
    """The place on the way at `at` metres; before its begin, straight behind it."""
    if way is not None and at > 0.0:
        return way.body(at)
    begin, facing = way.body(0.0) if way is not None else (place, yaw)
    x, y, z = footing(begin, facing, 0.0, at)
    return Point(x=x, y=y, z=z), facing


def _on_ground(spine: Sequence[Vec], thick: Sequence[float], ground: float) -> list[Vec]:
    return [(x, max(y, ground) + r * 0.9, z) for (x, y, z), r in zip(spine, thick, strict=True)]


def _hoop(spine: Sequence[Vec], thick: Sequence[float], number: int) -> Hoop:
    a, b = spine[max(0, number - 1)], spine[min(len(spine) - 1, number + 1)]
    way = unit(sub(a, b))
    right = unit(cross(UP, way), (1.0, 0.0, 0.0))
    r = thick[number]
    return Hoop(spine[number], right, unit(cross(way, right)), r, r, r)


def frame_at(serpent: Serpent, number: int) -> tuple[Vec, Vec, Vec]:
    """Right, up and forward of the body at a place of its spine."""
    spine = serpent.spine
    way = unit(sub(spine[max(0, number - 1)], spine[min(len(spine) - 1, number + 1)]))
    steep = max(0.0, way[1])
    back = along(scaled(UP, 1.0 - steep), serpent.bones.body.forward, -steep)
    up = squared(back, way, UP)
    return cross(up, way), up, way


def top_of(serpent: Serpent, number: int, off: float = 1.0) -> Vec:
    """On the back, `off` radii above the spine."""
    _, up, _ = frame_at(serpent, number)
    return along(serpent.spine[number], up, off * serpent.thick[number])
