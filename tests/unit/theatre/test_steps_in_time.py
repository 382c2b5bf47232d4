"""A step is heard on the frame it is seen on: footfalls from marks against the puppets' own feet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lampblack.base.time import Rate
from lampblack.breakdown.creatures import kind_named
from lampblack.builtin.theatre.beasts.stand import stand_of
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure, Species
from lampblack.staging.footfalls import BEASTS, footfalls
from lampblack.staging.people import Mark, Person, Posture
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

FRAMES = 260
CAMERA = CameraPath(keys=(CameraKey(frame=0, pose=CameraPose(position=Point(y=1.4, z=-9.0))),))


def staged(person: Person) -> Staging:
    place = Place(id="hill", kit="mountains")
    return Staging(rate=Rate(numerator=24), frames=FRAMES, place=place, camera=CAMERA, people=(person,))


def going(figure: Figure, posture: Posture, speed: float = 1.0) -> Person:
    """In over a corner, a rest, and on."""
    tall = figure.height / 1.72
    marks = (
        Mark(frame=4, position=Point(x=-2.0 * tall, z=3.0), yaw=1.2, posture=posture, ease="in"),
        Mark(frame=int(4 + 16 / speed), position=Point(x=-1.6 * tall, z=3.1), yaw=1.3, posture=posture, ease="linear"),
        Mark(frame=int(4 + 70 / speed), position=Point(x=1.0 * tall, z=4.0), yaw=1.3, posture=posture, ease="out"),
        Mark(frame=int(4 + 96 / speed), position=Point(x=1.6 * tall, z=3.6), yaw=1.9),
        Mark(frame=130, position=Point(x=1.6 * tall, z=3.6), yaw=1.9, posture=posture, ease="in_out"),
        Mark(frame=190, position=Point(x=-1.2 * tall, z=3.2), yaw=-1.5),
    )
    return Person(id=figure.id, figure=figure, marks=marks)


def landings(heights: Callable[[int], dict[str, float]]) -> list[int]:
    """The frames on which a foot is on the ground that was in the air on the one before."""
    found: list[int] = []
    before = heights(0)
    for frame in range(1, FRAMES - 1):
        now = heights(frame)
        found += [frame for foot, high in now.items() if high < 1e-6 <= before[foot]]
        before = now
    return sorted(found)


def human_feet(person: Person) -> Callable[[int], dict[str, float]]:
    stage = staged(person)

    def heights(frame: int) -> dict[str, float]:
        pose: Any = pose_at(person, frame, stage)
        return {"right": pose.right_foot.at[1], "left": pose.left_foot.at[1]}

    return heights


@pytest.mark.parametrize("posture", ["walk", "run"])
@pytest.mark.parametrize("height", [1.1, 1.72, 2.6])
def test_people_are_heard_on_the_frame_their_foot_is_down(posture: Posture, height: float) -> None:
    person = going(Figure(id="yu", height=height, seed=3), posture)
    seen = landings(human_feet(person))
    heard = [fall.frame for fall in footfalls(person)]
    assert len(seen) == len(heard) >= 8
    assert max(abs(a - b) for a, b in zip(seen, heard, strict=True)) <= 1.0


def test_a_walker_of_another_stride_would_be_noticed() -> None:
    person = going(Figure(id="yu", height=1.72, seed=3), "walk")
    other = going(Figure(id="yu", height=2.0, seed=3), "walk")
    seen = landings(human_feet(person))
    heard = [fall.frame for fall in footfalls(Person(id="yu", figure=other.figure, marks=person.marks))]
    assert len(seen) != len(heard) or max(abs(a - b) for a, b in zip(seen, heard, strict=False)) > 1.0


@pytest.mark.parametrize("posture", ["walk", "run"])
@pytest.mark.parametrize("species", sorted(BEASTS))
def test_hooves_and_paws_are_heard_as_they_are_seen(species: Species, posture: Posture) -> None:
    kind = kind_named(species)
    assert kind is not None
    person = going(Figure(id=species, species=species, height=kind.height, seed=7), posture)
    stage = staged(person)

    def heights(frame: int) -> dict[str, float]:
        return {
            name: p[1] for name, p in stand_of(person, frame, stage).joints.items() if name.endswith(("fore", "hind"))
        }

    seen = landings(heights)
    heard = [fall.frame for fall in footfalls(person)]
    near = [min(abs(frame - at) for at in heard) for frame in seen]
    assert len(seen) > 12 and max(near) <= 1.0, near


def test_who_stands_sits_or_is_carried_makes_no_step() -> None:
    figure = Figure(id="yu", seed=3)
    still = Person(id="yu", figure=figure, marks=(Mark(frame=0, position=Point()),))
    carried = Person(
        id="yu", figure=figure,
        marks=(Mark(frame=0, position=Point(), posture="sit"), Mark(frame=90, position=Point(x=4.0), posture="sit")),
    )  # fmt: skip
    assert footfalls(still) == () and footfalls(carried) == ()
