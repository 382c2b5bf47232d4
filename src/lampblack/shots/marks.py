"""Marks: where people stand in the acting area, where their ways lead, and which way they turn."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from lampblack.shots.parts import Stances
from lampblack.staging.place import Place, light_of
from lampblack.staging.space import Point, heading, turned

DEPTH = 2.0
"""Metres upstage of the origin: near enough for long lenses, far enough for wide ones."""
OPEN = 0.45
"""Radians by which people in talk open towards the audience: three-quarter faces, not profiles."""
WINGS = 5.4
"""Metres from the middle at which somebody is out of every frame but the widest."""
STAGE_X, STAGE_NEAR, STAGE_FAR = 6.0, -3.0, 9.0


def homes(heights: Mapping[str, float]) -> dict[str, Point]:
    """A mark for each of the cast, from left to right in order of appearance, an arm's length and a half apart."""
    ids = list(heights)
    if len(ids) < 2:
        return {id: Point(x=0.0, z=DEPTH) for id in ids}
    gaps = [0.62 * (heights[a] + heights[b]) / 2 + 0.05 for a, b in pairwise(ids)]
    squeeze = min(1.0, 2 * (STAGE_X - 1.5) / sum(gaps))
    at, places = -sum(gaps) * squeeze / 2, dict[str, Point]()
    for index, id in enumerate(ids):
        upstage = 0.6 if len(ids) > 2 and 0 < index < len(ids) - 1 else 0.0
        places[id] = Point(x=round(at, 3), z=DEPTH + upstage)
        at += gaps[index] * squeeze if index < len(gaps) else 0.0
    return places


def facing(id: str, stances: Stances, toward: str = "") -> float:
    """The yaw of somebody in talk: to `toward`, else to whoever is nearest, opened to the audience; alone, nearly
    frontal, towards the side with more room."""
    here = stances[id].position
    others = [other for key, other in stances.items() if key != id and other.on_stage]
    if toward in stances and toward != id and stances[toward].on_stage:
        others = [stances[toward]]
    if not others:
        return math.pi - 0.5 if here.x <= 0.3 else math.pi + 0.5
    nearest = min(others, key=lambda other: round(other.position.distance(here), 1))  # of two as near, the first
    return opened(heading(here, nearest.position))


def opened(yaw: float) -> float:
    """A yaw turned by `OPEN` towards the audience, never past it."""
    away = abs((math.pi - yaw + math.pi) % (2 * math.pi) - math.pi)
    return yaw if away < 1e-9 else turned(yaw, math.pi, min(1.0, OPEN / away))


def sunward(place: Place) -> float | None:
    """The yaw to the sun, or None where there is none to be seen."""
    if place.inside or place.time == "night" or place.weather in ("rain", "storm", "snow", "mist"):
        return None
    key = light_of(place).key
    return math.atan2(key.x, key.z)


def beside(target: Point, walker: Point, gap: float) -> Point:
    """Where someone who walks up to `target` stops."""
    side = 1.0 if walker.x >= target.x else -1.0
    return Point(x=target.x + side * gap, y=0.0, z=target.z)


def wing(home: Point, side: float = 0.0) -> Point:
    """Where somebody with that mark comes from, or goes off to; `side` (+1 right) where it is not the nearer one."""
    side = side or (1.0 if home.x > 0 else -1.0)
    return Point(x=side * WINGS, z=home.z + 0.4)


def onward(here: Point, way: float, ahead: float) -> Point:
    """`way` metres further in the direction `ahead`, kept on the stage."""
    x, z = here.x + math.sin(ahead) * way, here.z + math.cos(ahead) * way
    return Point(x=min(max(x, -STAGE_X + 1.5), STAGE_X - 1.5), z=min(max(z, 0.5), STAGE_FAR - 2.5))


def piece_at(target: str, place: Place) -> Point | None:
    """Where a thing of the place stands, by its id or its kind."""
    found: Sequence[Point] = [piece.position for piece in place.pieces if target and target in (piece.id, piece.kind)]
    return found[0] if found else None
