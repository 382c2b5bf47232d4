"""How the theatre stages a sheet: a person on plain paper, from the front, three-quarters, the side and near; a place
wide and empty."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from lampblack.base.digest import seed_of
from lampblack.base.time import Rate
from lampblack.breakdown.model import PlaceEntry, Scene
from lampblack.engines.requests import Size
from lampblack.shots.bodies import Body, body_of
from lampblack.shots.composing import LANDSCAPE, LANDSCAPE_INSIDE
from lampblack.staging.camera import SENSOR_WIDTH_MM, CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Feeling, Mark, Person
from lampblack.staging.place import Place, TimeOfDay
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

View = Literal["front", "three_quarter", "profile", "close"]
VIEWS: tuple[View, ...] = ("front", "three_quarter", "profile", "close")
SHARES: dict[View, float] = {"front": 0.23, "three_quarter": 0.23, "profile": 0.23, "close": 0.31}
"""How much of the sheet's width each view has."""
_YAWS: dict[View, float] = {"front": math.pi, "three_quarter": math.pi - 0.72, "profile": math.pi / 2, "close": math.pi}
"""Radians: from the front one faces the audience."""
_WHOLE, _HEAD = 1.16, 2.0
"""How high a whole view is over the person's height, and a near one over the head's."""
_FAR = 12.0
"""Metres from the camera: far enough that no limb is drawn larger than another."""
_AT = Point(z=2.0)
_RATE = Rate(numerator=24)


def sizes_of(size: Size) -> tuple[Size, ...]:
    """How large each view is painted, so that together they are a sheet of `size`."""
    widths = [round(size.width * SHARES[view] / 2) * 2 for view in VIEWS[:-1]]
    return tuple(Size(width=width, height=size.height) for width in (*widths, size.width - sum(widths)))


def person_stage(figure: Figure, view: View, size: Size) -> Staging:
    """One view of a person on plain paper, at rest; the hand holds what the figure has."""
    yaw = _YAWS[view]
    mark = Mark(frame=0, position=_AT, yaw=yaw)
    person = Person(id=figure.id, figure=figure, marks=(mark,), feelings=(Feeling(frame=0, mood="calm"),))
    pose = _pose(body_of(figure, mark, yaw), view, size)
    return Staging(
        rate=_RATE,
        frames=1,
        place=Place(id="sheet", kit="paper", time="noon", seed=1),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=(person,),
    )


def hour_at(place: PlaceEntry, scenes: Sequence[Scene]) -> tuple[TimeOfDay, bool]:
    """The hour of all scenes at a place, else the morning; and whether they play inside."""
    here = [scene for scene in scenes if scene.place == place.id]
    hours = {scene.time for scene in here}
    hour: TimeOfDay = here[0].time if len(hours) == 1 else "morning"
    return hour, bool(here) and all(scene.where == "int" for scene in here)


def place_stage(place: PlaceEntry, scenes: Sequence[Scene]) -> Staging:
    """A place without anybody, as wide as one sees it; at the hour of its scenes where they have one."""
    hour, inside = hour_at(place, scenes)
    return Staging(
        rate=_RATE,
        frames=1,
        place=Place(
            id=place.id,
            kit=place.kit,
            time=hour,
            season=place.season,
            inside=inside,
            seed=seed_of("place", place.id),
            pieces=place.pieces,
        ),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=LANDSCAPE_INSIDE if inside else LANDSCAPE),)),
    )


def _pose(body: Body, view: View, size: Size) -> CameraPose:
    """A long lens, level with the middle of what is seen."""
    top, low = body.top.y, 0.0
    head = body.top.y - body.chin.y
    if view == "close":
        tall = head * _HEAD
        middle = body.chin.y + head * 0.42
    else:
        tall = (top - low) * _WHOLE
        wide = tall * size.width / size.height
        reach = 1.15 * body.height * (1.6 if body.ahead is not None else 0.52)
        tall *= max(1.0, reach / wide)
        middle = (top + low) / 2
    focal = SENSOR_WIDTH_MM * _FAR / tall * size.height / size.width
    x = body.eyes.x if view == "close" else body.feet.x
    return CameraPose(
        position=Point(x=x, y=middle, z=body.feet.z - _FAR), focal_length_mm=focal, focus=_FAR, f_number=22.0
    )
