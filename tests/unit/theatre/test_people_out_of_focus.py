"""Who is well out of focus is drawn at half the size, and nobody sees it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lampblack.base.time import Rate
from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.puppet import puppet
from lampblack.builtin.theatre.raster.passes import lens_of
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place, light_of
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SIZE = Size(width=640, height=360)


def over_the_shoulder(*, held: str = "", time: str = "noon") -> Staging:
    """Somebody near to the lens, and somebody in focus farther away."""
    figure = Figure(id="near", held=held)  # type: ignore[arg-type]
    near = Person(id="near", figure=figure, marks=(Mark(frame=0, position=Point(x=-0.3, z=1.6)),))
    far = Person(id="far", figure=Figure(id="far"), marks=(Mark(frame=0, position=Point(x=0.4, z=4.5)),))
    pose = CameraPose(position=Point(y=1.5), focal_length_mm=50.0, focus=4.5, f_number=2.0)
    return Staging(
        rate=Rate(numerator=24),
        frames=8,
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        place=Place(id="p", kit="plain", time=time),  # type: ignore[arg-type]
        people=(near, far),
    )


@pytest.mark.parametrize(("held", "time"), [("", "noon"), ("lantern", "night")])
def test_the_picture_is_the_same(monkeypatch: pytest.MonkeyPatch, held: str, time: str) -> None:
    staging = over_the_shoulder(held=held, time=time)
    smaller = Renderer(staging, SIZE, detail="review").frame(2).astype(int)
    monkeypatch.setattr(puppet, "step_of", lambda blur: 1)
    whole = Renderer(staging, SIZE, detail="review").frame(2).astype(int)
    assert not np.array_equal(smaller, whole)
    assert np.abs(smaller - whole).mean() < 0.25
    assert np.quantile(np.abs(smaller - whole), 0.999) < 16


def test_only_who_is_well_out_of_focus_is_drawn_smaller() -> None:
    staging = over_the_shoulder()
    camera = staging.camera.at(0)
    light, lens = light_of(staging.place), lens_of(camera)
    drawn = [draw_person(p, 0, staging, camera, light, SIZE.width, SIZE.height, lens) for p in staging.people]
    assert [one.step for one in drawn if one is not None] == [2, 1]


def test_a_smaller_block_lies_where_the_whole_one_does() -> None:
    staging = over_the_shoulder()
    camera = staging.camera.at(0)
    light, lens = light_of(staging.place), lens_of(camera)
    person = staging.people[0]
    small = draw_person(person, 0, staging, camera, light, SIZE.width, SIZE.height, lens)
    whole = draw_person(person, 0, staging, camera, light, SIZE.width, SIZE.height)
    assert small is not None and whole is not None
    assert np.allclose(np.array(small.feet) * 2, whole.feet)
    assert np.allclose([2 * part for part in small.joints["head"]], whole.joints["head"])
    middle = [np.argwhere(one.canvas[3] > 0.5).mean(axis=0) + np.array([one.y, one.x]) for one in (small, whole)]
    assert np.abs(middle[0] * 2 + 0.5 - middle[1]).max() < 0.5


def test_beasts_are_too() -> None:
    staging = over_the_shoulder()
    dog = replace(staging.people[0], figure=Figure(id="dog", species="dog"))
    camera = replace(staging.camera.at(0), position=Point(y=0.5))
    drawn = draw_person(dog, 0, staging, camera, light_of(staging.place), SIZE.width, SIZE.height, lens_of(camera))
    assert drawn is not None
    assert drawn.step == 2
