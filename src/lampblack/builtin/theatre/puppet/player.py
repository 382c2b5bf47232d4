"""Whoever is in the cast, drawn for one frame: a human or a beast."""

from __future__ import annotations

from lampblack.builtin.theatre import beasts
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.puppet import puppet
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.place import Light
from lampblack.staging.stage import Staging


def draw_person(
    person: Person, frame: int, staging: Staging, camera: CameraPose, light: Light, width: int, height: int
) -> Drawn | None:
    """`person` as seen on `frame`, on a block of its own; None when out of the picture or behind the camera."""
    draw = puppet.draw_person if person.figure.kind == "human" else beasts.draw_beast
    return draw(person, frame, staging, camera, light, width, height)
