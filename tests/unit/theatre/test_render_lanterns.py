"""A lantern in a hand is a light: its glow, the faces near it, the ground under it; by night, not by day."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre.alight import strength
from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.lamps import darkness, lamplit
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place, TimeOfDay, light_of
from lampblack.staging.projection import project
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SIZE = Size(width=320, height=180)
CAMERA = CameraPose(position=Point(y=1.3, z=-5.0), focal_length_mm=40.0)
CHILD = Figure(id="xiaoman", sex="woman", age="child", height=1.25, held="lantern", seed=4)
OLD = Figure(id="grandfather", age="old", seed=9)


def staged(time: TimeOfDay = "night", held: str = "lantern", *, inside: bool = False) -> Staging:
    people = (
        Person(
            id="xiaoman",
            figure=dataclasses.replace(CHILD, held=held),
            marks=(Mark(frame=0, position=Point(x=-0.6), yaw=math.pi / 2),),
        ),
        Person(id="grandfather", figure=OLD, marks=(Mark(frame=0, position=Point(x=0.6), yaw=-math.pi / 2),)),
    )
    return Staging(
        rate=Rate(numerator=24),
        frames=48,
        place=Place(id="bank", kit="plain", time=time, inside=inside),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=CAMERA),)),
        people=people,
    )


def filmed(staging: Staging, frame: int = 10) -> NDArray[np.float64]:
    return Renderer(staging, SIZE, "paper", "draft").frame(frame).astype(np.float64)


def joints(staging: Staging) -> dict[str, dict[str, tuple[float, float]]]:
    light = light_of(staging.place)
    made = {p.id: draw_person(p, 10, staging, CAMERA, light, SIZE.width, SIZE.height) for p in staging.people}
    return {id: dict(drawn.joints) for id, drawn in made.items() if drawn is not None}


def warmth(picture: NDArray[np.float64], at: tuple[float, float], reach: int = 3) -> float:
    """Red above blue round a pixel."""
    x, y = round(at[0]), round(at[1])
    spot = picture[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]
    return float((spot[..., 0] - spot[..., 2]).mean())


def test_the_lantern_is_where_its_joint_says() -> None:
    staging = staged()
    child = draw_person(staging.people[0], 10, staging, CAMERA, light_of(staging.place), SIZE.width, SIZE.height)
    assert child is not None
    assert child.lamp is not None
    at = project(CAMERA, child.lamp, SIZE.width, SIZE.height)
    assert child.joints["lantern"] == pytest.approx((at.x, at.y))
    other = draw_person(staging.people[1], 10, staging, CAMERA, light_of(staging.place), SIZE.width, SIZE.height)
    assert other is not None
    assert other.lamp is None


def test_at_night_it_glows_and_lights_its_holder_the_one_before_it_and_the_ground() -> None:
    staging = staged()
    found = joints(staging)
    lit, dark = filmed(staging), filmed(staged(held="fan"))
    x, y = found["xiaoman"]["lantern"]
    beside = (x, y - 12.0)
    under = (x, found["xiaoman"]["right_ankle"][1])
    for at in (beside, under, found["xiaoman"]["neck"], found["grandfather"]["pelvis"]):
        assert warmth(lit, at) > warmth(dark, at) + 6.0, at
    assert np.abs(lit - dark)[:10, :10].max() < 3.0, "far corners stay night"


def test_by_day_a_lantern_lights_nothing() -> None:
    staging = staged("noon")
    at = joints(staging)["grandfather"]["pelvis"]
    assert warmth(filmed(staging), at) == pytest.approx(warmth(filmed(staged("noon", "fan")), at), abs=1.5)
    assert darkness(Place(id="p", kit="plain", time="noon")) == 0.0
    assert darkness(Place(id="p", kit="plain", time="noon", inside=True)) > 0.3
    assert darkness(Place(id="p", kit="plain", time="night")) > darkness(Place(id="p", kit="plain", time="dusk")) > 0.0


def test_a_flame_flickers_a_little_and_every_time_alike() -> None:
    values = [strength("lantern", frame / 24, 4) for frame in range(240)]
    assert 0.01 < np.std(values) < 0.08
    assert 0.8 < min(values) < max(values) <= 1.0
    assert values != [strength("lantern", frame / 24, 5) for frame in range(240)]
    assert filmed(staged(), 17).tobytes() == filmed(staged(), 17).tobytes()


def test_without_lamps_the_light_is_the_hours() -> None:
    light = light_of(Place(id="p", kit="plain", time="night"))
    assert lamplit(light, (), Point()) == (light, 0.0)
