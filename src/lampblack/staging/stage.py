"""Staging: everything that is on the stage during one take, exactly enough to draw it or to steer a model by it."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.time import Rate
from lampblack.staging.camera import CameraPath
from lampblack.staging.people import Person
from lampblack.staging.place import Place


@dataclass(frozen=True, kw_only=True)
class Staging:
    """One take's stage. `frames` counts handles; `frame` 0 is the first frame that is filmed."""

    rate: Rate
    frames: int
    place: Place
    camera: CameraPath
    people: tuple[Person, ...] = ()

    def person(self, id: str) -> Person | None:
        """The person of that id, if on stage."""
        return next((person for person in self.people if person.id == id), None)
