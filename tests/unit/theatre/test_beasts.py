"""Animals in the theatre: feet that stay where they are put, joints within the drawing, views and kinds told apart."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.breakdown.creatures import kind_named
from lampblack.builtin.theatre.beasts.stand import stand_of
from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure, Species
from lampblack.staging.mouth import MouthCue
from lampblack.staging.people import Action, Feeling, Gaze, Mark, Person, Posture
from lampblack.staging.place import Place, light_of
from lampblack.staging.projection import project
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SPECIES: tuple[Species, ...] = tuple(kind for kind in get_args(Species) if kind != "human")
FOOTED: tuple[Species, ...] = tuple(kind for kind in SPECIES if kind not in ("snake", "dragon", "fish"))
PLACE = Place(id="paper", kit="plain", time="morning")
WIDTH, HEIGHT = 320, 240


def figure(species: Species) -> Figure:
    kind = kind_named(species)
    assert kind is not None
    return Figure(id=species, species=species, height=kind.height, seed=7)


def staged(who: Person, far: float = 6.0) -> Staging:
    tall = who.figure.height
    camera = CameraPose(position=Point(y=0.7 * tall, z=-far * tall), focal_length_mm=60.0).looking_at(
        Point(y=0.45 * tall)
    )
    return Staging(
        rate=Rate(numerator=24), frames=240, place=PLACE, camera=CameraPath(keys=(CameraKey(frame=0, pose=camera),)),
        people=(who,),
    )  # fmt: skip


def standing(species: Species, degrees: float = 40.0, **how: object) -> Person:
    yaw = math.pi + math.radians(degrees)
    who = figure(species)
    at = Point(x=0.35 * who.height * math.sin(yaw), z=0.35 * who.height * math.cos(yaw))
    return replace(Person(id=species, figure=who, marks=(Mark(frame=0, position=at, yaw=yaw),)), **how)  # type: ignore[arg-type]


def drawn(who: Person, frame: int = 10) -> Drawn:
    staging = staged(who)
    made = draw_person(who, frame, staging, staging.camera.at(frame), light_of(PLACE), WIDTH, HEIGHT)
    assert made is not None
    return made


def silhouette(made: Drawn) -> NDArray[np.bool_]:
    whole = np.zeros((HEIGHT + 200, WIDTH + 200), bool)
    rows, columns = made.canvas.shape[1:]
    whole[made.y + 100 : made.y + 100 + rows, made.x + 100 : made.x + 100 + columns] = made.canvas[3] > 0.5
    return whole[100:-100, 100:-100]


def picture(made: Drawn) -> NDArray[np.float32]:
    whole = np.full((3, HEIGHT + 200, WIDTH + 200), 0.7, np.float32)
    rows, columns = made.canvas.shape[1:]
    part = whole[:, made.y + 100 : made.y + 100 + rows, made.x + 100 : made.x + 100 + columns]
    part *= 1.0 - made.canvas[3]
    part += made.canvas[:3]
    return whole[:, 100:-100, 100:-100]


@pytest.mark.parametrize("posture", ["walk", "run"])
@pytest.mark.parametrize("species", FOOTED)
def test_a_foot_on_the_ground_stays_where_it_is(species: Species, posture: Posture) -> None:
    """Under 2 px at 720p while it stands, on a way with a turn in it, ending in a turn on the spot."""
    if species in ("crane", "bird") and posture == "run":
        pytest.skip("birds that run fly")
    tall = figure(species).height
    marks = (
        Mark(frame=0, position=Point(x=-2.0 * tall), yaw=1.57, posture=posture),
        Mark(frame=60, position=Point(x=0.5 * tall), yaw=1.57, posture=posture, ease="linear"),
        Mark(frame=120, position=Point(x=1.5 * tall, z=2.0 * tall), yaw=0.4, posture="stand"),
        Mark(frame=160, position=Point(x=1.5 * tall, z=2.0 * tall), yaw=2.4),
    )
    who = Person(id=species, figure=figure(species), marks=marks)
    staging = staged(who)
    camera = staging.camera.at(0)
    before: dict[str, Point] = {}
    stood = 0
    for frame in range(165):
        joints = stand_of(who, frame, staging).joints
        now = {name: Point(x=p[0], y=p[1], z=p[2]) for name, p in joints.items() if name.startswith(("right", "left"))}
        for name, place in now.items():
            past = before.get(name)
            if past is not None and place.y < 1e-6 and past.y < 1e-6:
                a, b = (project(camera, each, 1280, 720) for each in (past, place))
                assert math.hypot(a.x - b.x, a.y - b.y) < 2.0, f"{name} slides at {frame}"
                stood += 1
        before = now
    assert stood > 100


@pytest.mark.parametrize("species", SPECIES)
def test_joints_are_within_the_drawing(species: Species) -> None:
    made = drawn(standing(species))
    shape = silhouette(made)
    for name, (x, y) in made.joints.items():
        row, column = round(y), round(x)
        near = shape[max(0, row - 3) : row + 4, max(0, column - 3) : column + 4]
        assert near.any(), f"{name} of a {species} is beside it"


@pytest.mark.parametrize("species", SPECIES)
def test_the_same_frame_has_the_same_bytes(species: Species) -> None:
    assert drawn(standing(species)).canvas.tobytes() == drawn(standing(species)).canvas.tobytes()


@pytest.mark.parametrize("species", SPECIES)
def test_the_four_views_are_told_apart(species: Species) -> None:
    shapes = [silhouette(drawn(standing(species, turn))) for turn in (0.0, 45.0, 90.0)]
    for index, a in enumerate(shapes):
        for b in shapes[:index]:
            assert (a ^ b).sum() > 0.12 * (a | b).sum()
    front, back = (drawn(standing(species, turn)) for turn in (0.0, 180.0))
    either = silhouette(front) | silhouette(back)
    assert np.abs(picture(front) - picture(back))[:, either].mean() > 0.04


def test_no_two_kinds_have_one_outline() -> None:
    shapes = {species: silhouette(drawn(standing(species, 70.0))) for species in SPECIES}
    for a in SPECIES:
        for b in SPECIES:
            if a < b:
                off, both = (shapes[a] ^ shapes[b]).sum(), (shapes[a] | shapes[b]).sum()
                assert off > 0.10 * both, f"{a} and {b}"


@pytest.mark.parametrize("species", SPECIES)
def test_the_mouth_opens_when_it_speaks(species: Species) -> None:
    quiet = standing(species, 55.0)
    speaking = replace(quiet, mouth=(MouthCue(start=0, stop=96_000, shape="AI"),))
    closed = replace(quiet, mouth=(MouthCue(start=0, stop=96_000, shape="MBP"),))
    open_, shut = (picture(drawn(who)) for who in (speaking, closed))
    red = (open_[0] - open_[1] > 0.12) & ~(shut[0] - shut[1] > 0.12)
    assert np.abs(open_ - shut).max() > 0.15
    assert red.sum() > 2 or species in ("crane", "bird"), "beaks show no throat"


@pytest.mark.parametrize("species", SPECIES)
def test_it_lies_lower_than_it_stands_and_feels_in_its_bearing(species: Species) -> None:
    up = standing(species, 70.0)
    lying = replace(up, marks=(replace(up.marks[0], posture="lie"),))
    tops = [int(np.argmax(silhouette(drawn(who)).any(axis=1))) for who in (up, lying)]
    assert tops[1] > tops[0] + 4
    sad = replace(up, feelings=(Feeling(frame=0, mood="angry"),))
    assert np.abs(picture(drawn(up)) - picture(drawn(sad))).mean() > 0.001


def test_it_looks_at_whoever_it_is_told_to() -> None:
    who = standing("fox", 90.0)
    ahead = stand_of(who, 40, staged(who)).joints["nose"]
    looking = replace(who, gazes=(Gaze(frame=0, target="camera"),))
    aside = stand_of(looking, 40, staged(looking)).joints["nose"]
    assert aside[2] < ahead[2] - 0.05 * who.figure.height


def test_it_rears_drinks_and_gives_a_paw() -> None:
    who = standing("horse", 90.0)
    calm = stand_of(who, 12, staged(who)).joints

    def doing(verb: str) -> dict[str, tuple[float, float, float]]:
        acting = replace(who, actions=(Action(verb=verb, start=0, stop=24),))  # type: ignore[arg-type]
        return dict(stand_of(acting, 12, staged(acting)).joints)

    assert doing("strike")["left_fore"][1] > calm["left_fore"][1] + 0.5
    assert doing("drink")["nose"][1] < 0.35 * calm["nose"][1]
    assert doing("give")["right_fore"][1] > calm["right_fore"][1] + 0.2


@pytest.mark.parametrize("species", ["ox", "fox", "dragon"])
def test_the_shadow_of_a_long_body_lies_under_the_body(species: Species) -> None:
    who = standing(species, 90.0)
    made = drawn(who)
    assert made.weight is not None
    middle, wide = made.weight
    joints = [x for x, _ in made.joints.values()]
    camera = staged(who).camera.at(10)
    at = project(camera, middle, WIDTH, HEIGHT)
    assert min(joints) < at.x < max(joints)
    assert 0.4 < wide * made.scale / (max(joints) - min(joints)) < 1.3
    assert middle.distance(who.marks[0].position) > 0.2 * who.figure.height
