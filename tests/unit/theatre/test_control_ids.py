"""Masks against people drawn alone on black, and against rays cast at what stands before them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.theatre.controlled import HER, HIM, LARGE, POST, SIZE, cast, on_stage, person, small_set, staged

from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.control.ids import numbers_of, palette_of
from lampblack.builtin.theatre.control.survey import Survey, Surveyor
from lampblack.builtin.theatre.control.things import part_of, things_of
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.compose import lay_over
from lampblack.builtin.theatre.set import Set
from lampblack.engines.requests import Size
from lampblack.staging.control import Thing
from lampblack.staging.figure import Figure
from lampblack.staging.people import Person, Posture
from lampblack.staging.place import Place, SetPiece, light_of
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Mask = NDArray[np.bool_]


def alone(stage: Staging, who: Person, size: Size = SIZE) -> Mask:
    """Where somebody is seen, drawn alone on black by the painter of pictures, in white."""
    drawn = draw_person(who, 3, stage, stage.camera.at(3), light_of(stage.place), size.width, size.height)
    assert drawn is not None
    picture = canvas(size.width, size.height)
    block = drawn.canvas.copy()
    block[:3] = block[3]
    lay_over(picture, block, drawn.x, drawn.y)
    return picture[0] > 0.5


def overlap(a: Mask, b: Mask) -> float:
    return float((a & b).sum() / max(1, (a | b).sum()))


def masks(stage: Staging, size: Size = SIZE) -> dict[str, Mask]:
    surveyor = Surveyor(stage, size)
    found = numbers_of(surveyor.survey(3), surveyor.things)
    return {thing.id: found == thing.number for thing in surveyor.things}


@pytest.mark.parametrize("yaw", [0.0, math.pi / 2, 2.3, math.pi])
@pytest.mark.parametrize(
    "figure",
    [
        HIM,
        HER,
        Figure(id="old", age="old", beard="long", hat="straw", dress="tunic", held="lantern"),
        Figure(id="loose", sex="woman", hair="loose", dress="coat", held="umbrella"),
    ],
    ids=lambda figure: figure.id,
)
def test_one_alone_on_black_is_their_mask_with_hair_sleeves_and_what_they_hold(
    monkeypatch: pytest.MonkeyPatch, figure: Figure, yaw: float
) -> None:
    on_stage(monkeypatch, Set())
    who = person(figure, yaw=yaw)
    stage = staged(who)
    found = masks(stage)
    held = found.get(f"{figure.id}/{figure.held}", np.zeros((SIZE.height, SIZE.width), np.bool_))
    assert overlap(found[figure.id] | held, alone(stage, who)) > 0.99
    if figure.held:
        assert 10 < held.sum() < 0.9 * found[figure.id].sum()


@pytest.mark.parametrize("posture", ["sit", "kneel", "lie", "run"])
def test_masks_follow_the_posture(monkeypatch: pytest.MonkeyPatch, posture: Posture) -> None:
    on_stage(monkeypatch, Set())
    who = person(HER, yaw=2.0, posture=posture)
    stage = staged(who)
    found = masks(stage)
    seat = found.get("her/seat", np.zeros((SIZE.height, SIZE.width), np.bool_))
    assert bool(seat.any()) is (posture == "sit")
    assert overlap(found["her"] | seat, alone(stage, who)) > 0.99


def test_a_post_before_somebody_hides_exactly_what_rays_say(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(POST))
    who = person(HIM, x=-0.75, z=4.0)
    stage = staged(who)
    found = masks(stage, LARGE)
    _, post = cast((POST,), stage.camera.at(3), LARGE)
    whole = alone(stage, who, LARGE)
    assert (whole & (post == 0)).sum() > 400
    assert overlap(found["him"] | found["him/staff"], whole & (post != 0)) > 0.99


def test_who_stands_nearer_hides_who_stands_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set())
    near, far = person(HER, x=0.15, z=3.2), person(replace(HIM, held=""), x=0.0, z=4.6)
    stage = staged(near, far)
    found = masks(stage)
    front, back = alone(stage, near), alone(stage, far)
    assert (front & back).sum() > 300
    assert overlap(found["her"], front) > 0.99
    assert overlap(found["him"], back & ~front) > 0.99


def test_numbers_and_colours_stay_over_frames_and_shots(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set())
    both, one = staged(person(HIM), person(HER, x=1.0)), staged(person(HER, x=-0.5))
    here, there = things_of(both, small_set()), things_of(one, small_set(POST))
    named: dict[str, Thing] = {thing.id: thing for thing in here}
    for thing in there:
        if thing.id in named:
            assert named[thing.id] == thing
    assert len({thing.number for thing in here}) == len({thing.colour for thing in here}) == len(here)
    assert palette_of(here)[named["her"].number].tolist() == list(named["her"].colour)
    assert [thing.id for thing in here][:3] == ["her", "him", "him/staff"]


def test_two_names_that_want_one_number_both_get_one() -> None:
    people = tuple(person(Figure(id=f"soldier {number}")) for number in range(100))
    things = things_of(staged(*people), Set())
    assert len({thing.number for thing in things}) == len({thing.colour for thing in things}) == 100
    assert all(0 < thing.number < 255 for thing in things)


def test_a_prop_of_the_place_is_told_by_its_own_id() -> None:
    pieces = (SetPiece(id="well", kind="rock", position=Point()), SetPiece(id="altar", kind="table", position=Point()))
    stage = replace(staged(), place=Place(id="yard", kit="yard", pieces=pieces))
    assert part_of(replace(POST, id=2), stage) == "altar"
    assert part_of(POST, stage) == "place/post"
    assert {thing.id for thing in things_of(stage, small_set()) if thing.kind == "prop"} == {"well", "altar"}


def test_the_same_frame_has_the_same_maps_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(POST))
    stage = staged(person(HIM), person(HER, x=1.0), to=(0.6, 1.5, -1.2))

    def maps(found: Survey) -> bytes:
        return found.label.tobytes() + found.depth.tobytes() + found.luma.tobytes()

    forward, backward = Surveyor(stage, SIZE), Surveyor(stage, SIZE)
    ahead = [maps(forward.survey(n)) for n in (0, 3, 6)]
    assert ahead == [maps(backward.survey(n)) for n in (6, 3, 0)][::-1]
