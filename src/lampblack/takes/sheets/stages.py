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
from lampblack.shots.composing import LANDSCAPE
from lampblack.staging.camera import SENSOR_WIDTH_MM, CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Feeling, Mark, Person
from lampblack.staging.place import Place, TimeOfDay
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

View = Literal["front", "three_quarter", "profile", "close"]
VIEWS: tuple[View, ...] = ("front", "three_quarter", "profile", "close")
SHARES: dict[View, float] = {"front": 0.235, "three_quarter": 0.235, "profile": 0.235, "close": 0.295}
"""How much of the sheet's width each view has."""
BEASTS: dict[View, float] = {"front": 0.16, "three_quarter": 0.28, "profile": 0.34, "close": 0.22}
"""The same for animals, which are longer than they are high."""
_YAWS: dict[View, float] = {"front": math.pi, "three_quarter": math.pi - 0.72, "profile": math.pi / 2, "close": math.pi}
"""Radians: from the front one faces the audience."""
_WHOLE, _HEAD, _BRIM = 1.16, 2.12, 1.16
"""How high a whole view is over the person's height, a near one over the head's; how wide over hat or hair."""
_BROAD = 0.56
"""How wide a whole view is at least, over the height: sleeves and a staff."""
_LONG: dict[View, float] = {"front": 0.9, "three_quarter": 1.75, "profile": 2.1}
"""The same for animals, nose to tail."""
_BEHIND = 0.42
"""How far the middle of an animal is behind its mark, over its height."""
_FAR = 12.0
"""Metres from the camera: far enough that no limb is drawn larger than another."""
_AT = Point(z=2.0)
_ROOM = CameraPose(position=Point(y=1.55, z=-2.6), focal_length_mm=22.0, focus=12.0, f_number=11.0)
"""A room from its open side, so near that nothing above its walls is seen."""
_RATE = Rate(numerator=24)


def sizes_of(figure: Figure, size: Size) -> tuple[Size, ...]:
    """How large each view of a figure is painted, so that together they are a sheet of `size`."""
    shares = SHARES if figure.kind == "human" else BEASTS
    widths = [round(size.width * shares[view] / 2) * 2 for view in VIEWS[:-1]]
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
        camera=CameraPath(keys=(CameraKey(frame=0, pose=_ROOM if inside else LANDSCAPE),)),
    )


def _pose(body: Body, view: View, size: Size) -> CameraPose:
    """A long lens, level with the middle of what is seen."""
    aspect = size.width / size.height
    beast = body.ahead is not None
    if view == "close":
        head = body.top.y - body.chin.y
        tall = max(head * _HEAD, body.head * body.height * _BRIM / aspect)
        middle, x = body.chin.y + head * 0.5 - tall * 0.03, body.eyes.x
    else:
        length = _LONG[view] if beast else _BROAD
        tall = max(body.top.y * _WHOLE, length * body.height / aspect)
        middle = body.top.y / 2
        x = body.feet.x - (math.sin(body.yaw) * body.height * _BEHIND if beast else 0.0)
    focal = SENSOR_WIDTH_MM * _FAR / (tall * aspect)
    return CameraPose(
        position=Point(x=x, y=middle, z=body.feet.z - _FAR), focal_length_mm=focal, focus=_FAR, f_number=22.0
    )
