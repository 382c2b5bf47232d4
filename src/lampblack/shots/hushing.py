"""Who is heard and not seen: nobody's mouth moves for a line that is only heard in a shot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from lampblack.base.time import Rate
from lampblack.shots.acting import Played, mouth_of
from lampblack.shots.bodies import body_of
from lampblack.shots.solving import seen
from lampblack.staging.camera import CameraPath
from lampblack.staging.people import Person

_AWAY = -0.35
"""The cosine between where a face looks and where the camera is, below which its mouth is not seen: from behind."""
_EDGE = 0.02
"""How far beyond the frame a face may be and still show a part of it, as a share of the frame."""


def hushed(
    company: tuple[Person, ...], own: Sequence[Played], over: Sequence[Played], camera: CameraPath, aspect: float,
    frames: int, rate: Rate,
) -> tuple[Person, ...]:  # fmt: skip
    """The people of a take, without the mouths of those who are heard `over` the cut and whose faces are not seen.

    So a changed word films again only the shot in which it is seen to be said."""
    unseen = {
        each.part.line.character
        for each in over
        if each.part.line is not None and not _is_seen(each, company, camera, aspect, frames)
    }
    return tuple(
        replace(person, mouth=mouth_of(person.id, own, frames, rate)) if person.id in unseen else person
        for person in company
    )


def _is_seen(each: Played, company: Sequence[Person], camera: CameraPath, aspect: float, frames: int) -> bool:
    line = each.part.line
    person = next((one for one in company if line is not None and one.id == line.character), None)
    if person is None:
        return False
    first, last = each.start + each.part.start, each.start + each.part.stop - 1
    return any(
        _faces(person, frame, camera, aspect) for frame in {first, (first + last) // 2, last} if 0 <= frame < frames
    )


def _faces(person: Person, frame: int, camera: CameraPath, aspect: float) -> bool:
    pose, mark = camera.at(frame), person.mark_at(frame)
    body = body_of(person.figure, mark, mark.yaw)
    at, eyes = seen(pose, body.eyes, aspect), body.eyes
    if at.depth <= 0.0 or not (-_EDGE < at.u < 1.0 + _EDGE and -_EDGE < at.v < 1.0 + _EDGE):
        return False
    there = pose.position - eyes
    along = math.sin(mark.yaw) * there.x + math.cos(mark.yaw) * there.z
    return along / max(math.hypot(there.x, there.z), 1e-6) > _AWAY
