"""Whoever is in the cast, drawn for one frame: a human or a beast."""

from __future__ import annotations

from lampblack.builtin.theatre import beasts
from lampblack.builtin.theatre.beasts.creature import BeastSketch
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.puppet import puppet
from lampblack.builtin.theatre.puppet.puppet import Sketch
from lampblack.builtin.theatre.raster.passes import Lens
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.place import Light
from lampblack.staging.stage import Staging


def draw_person(
    person: Person,
    frame: int,
    staging: Staging,
    camera: CameraPose,
    light: Light,
    width: int,
    height: int,
    lens: Lens | None = None,
) -> Drawn | None:
    """`person` as seen on `frame`, on a block of its own; None when out of the picture or behind the camera.

    `lens`: who is well out of its focus is drawn smaller (`Drawn.step`)."""
    draw = puppet.draw_person if person.figure.kind == "human" else beasts.draw_beast
    return draw(person, frame, staging, camera, light, width, height, lens)


def sketch_person(
    person: Person, frame: int, staging: Staging, camera: CameraPose, light: Light, width: int, height: int
) -> Sketch | BeastSketch | None:
    """`person` on `frame` with nothing painted yet; None when out of the picture or behind the camera."""
    if person.figure.kind == "human":
        return puppet.sketch_person(person, frame, staging, camera, light, width, height)
    return beasts.sketch_beast(person, frame, staging, camera, light, width, height)
