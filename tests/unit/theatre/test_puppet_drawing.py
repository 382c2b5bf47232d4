"""Puppets as drawn: where they stand in the picture, mouths, light, every option, the same picture every time."""

from __future__ import annotations

import dataclasses
import math
from typing import Any, get_args

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.face import contour, draw_face
from lampblack.builtin.theatre.puppet.headview import HeadView, headview_of
from lampblack.builtin.theatre.puppet.mouth import gap_of, half_width_of
from lampblack.builtin.theatre.puppet.pose import FacePose
from lampblack.builtin.theatre.puppet.skull import skull_of
from lampblack.builtin.theatre.puppet.tone import rgb
from lampblack.builtin.theatre.puppet.vector import upright
from lampblack.builtin.theatre.puppet.view import view_of
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.paint import paint
from lampblack.builtin.theatre.raster.sheet import Sheet
from lampblack.staging import figure as looks
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Age, Beard, Build, Dress, Face, Figure, Glasses, Hair, Hat, Lower, Sex
from lampblack.staging.mouth import POSES, MouthPose
from lampblack.staging.people import Action, Mark, Person
from lampblack.staging.place import Place, light_of
from lampblack.staging.projection import project
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

WIDTH, HEIGHT = 320, 180
CAMERA = CameraPose(position=Point(y=1.1, z=-5.0), focal_length_mm=50.0)
LIGHT = light_of(Place(id="p", kit="plain", time="morning"))
HELD = ("", "staff", "lantern", "fan", "gourd", "umbrella", "book", "cup", "sword")


def drawn(
    figure: Figure,
    *,
    at: Point | None = None,
    yaw: float = math.pi,
    camera: CameraPose = CAMERA,
    frame: int = 10,
    **more: Any,
) -> Drawn | None:
    person = Person(id=figure.id, figure=figure, marks=(Mark(frame=0, position=at or Point(), yaw=yaw),), **more)
    staging = Staging(
        rate=Rate(numerator=24),
        frames=100,
        place=Place(id="p", kit="plain"),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=camera),)),
        people=(person,),
    )
    return draw_person(person, frame, staging, camera, LIGHT, WIDTH, HEIGHT)


def seen(figure: Figure, **more: Any) -> Drawn:
    made = drawn(figure, **more)
    assert made is not None
    return made


def lowest_row(made: Drawn) -> int:
    return made.y + int(np.nonzero(made.canvas[3].max(axis=1) > 0.5)[0][-1])


def head_of(face: FacePose, yaw: float, figure: Figure | None = None) -> HeadView:
    figure = figure or Figure(id="yu")
    view = view_of(CameraPose(position=Point(z=-3.0), focal_length_mm=200.0), 1280, 720)
    brush = Brush(Sheet(), view, (-0.6, -0.8), view.scale((0.0, 0.0, 0.0)), 2000.0)
    frame = upright((0.0, 0.0, 0.0), math.pi + yaw)
    skin, hair = rgb(figure.skin), rgb(figure.hair_colour)
    return headview_of(brush, frame, 0.25, skull_of(figure), figure, face, skin, hair, (0.0, 0.0, 0.0))


@pytest.mark.parametrize("height", [0.0, 0.4])
def test_feet_are_on_the_projected_ground_point_of_the_mark(height: float) -> None:
    at = Point(x=0.6, y=height, z=1.5)
    made = seen(Figure(id="yu", dress="tunic"), at=at)
    ground = project(CAMERA, at, WIDTH, HEIGHT)
    assert made.feet == pytest.approx((ground.x, ground.y), abs=1e-6)
    assert lowest_row(made) == pytest.approx(ground.y, abs=2.5)
    assert made.depth == pytest.approx(ground.depth, rel=0.02)


def test_a_person_behind_the_camera_or_beside_the_picture_is_not_drawn() -> None:
    figure = Figure(id="yu")
    assert drawn(figure, at=Point(z=-9.0)) is None
    assert drawn(figure, at=Point(x=40.0)) is None
    assert drawn(figure, at=Point(z=4000.0)) is None


def test_the_head_is_at_the_figures_height() -> None:
    made = seen(Figure(id="yu", height=1.8, hair="bald"))
    crown = project(CAMERA, Point(y=1.8), WIDTH, HEIGHT)
    top = made.y + int(np.nonzero(made.canvas[3].max(axis=1) > 0.5)[0][0])
    assert top == pytest.approx(crown.y, abs=3.0)


@pytest.mark.parametrize(
    "change",
    [
        *({"sex": value} for value in get_args(Sex)),
        *({"age": value} for value in get_args(Age)),
        *({"build": value} for value in get_args(Build)),
        *({"hair": value} for value in get_args(Hair)),
        *({"beard": value} for value in get_args(Beard)),
        *({"dress": value} for value in get_args(Dress)),
        *({"hat": value} for value in get_args(Hat)),
        *({"held": value} for value in HELD),
        *({"dress": "shirt", "lower": value} for value in get_args(Lower)),
        *({"glasses": value} for value in get_args(Glasses)),
        *({"face": value} for value in get_args(Face)),
        *({"mark": value} for value in get_args(looks.Mark)),
    ],
    ids=lambda change: "-".join(list(change.items())[-1]),
)
def test_every_option_of_a_figure_draws_from_every_side(change: dict[str, str]) -> None:
    figure = dataclasses.replace(Figure(id="yu", sex="woman" if "hair" in change else "man"), **change)
    for turn in range(4):
        made = seen(figure, yaw=math.pi + turn * 1.7)
        assert np.isfinite(made.canvas).all()
        assert float(made.canvas[3].max()) == pytest.approx(1.0, abs=1e-3)
        assert float((made.canvas[:3] - made.canvas[3]).max()) < 1e-3, "premultiplied: no colour above its coverage"


@pytest.mark.parametrize("option", ["hair", "dress", "hat", "beard", "held"])
def test_options_are_told_apart_in_the_picture(option: str) -> None:
    kinds: dict[str, Any] = {"hair": Hair, "dress": Dress, "hat": Hat, "beard": Beard}
    values = get_args(kinds[option]) if option in kinds else HELD
    pictures = {seen(dataclasses.replace(Figure(id="yu"), **{option: v})).canvas.tobytes() for v in values}
    assert len(pictures) == len(values)


@pytest.mark.parametrize("option", ["lower", "glasses", "face", "mark"])
def test_what_a_face_or_a_short_garment_adds_is_told_apart_close_by(option: str) -> None:
    kinds: dict[str, Any] = {"lower": Lower, "glasses": Glasses, "face": Face, "mark": looks.Mark}
    eye = Point(y=0.7, z=-2.4) if option == "lower" else Point(y=1.58, z=-1.6)
    near = CameraPose(position=eye, focal_length_mm=50.0 if option == "lower" else 110.0)
    figure = Figure(id="yu", dress="tee", skirt="#3a3d45")
    values = [v for v in get_args(kinds[option]) if (option, v) != ("lower", "own")]
    pictures = {seen(dataclasses.replace(figure, **{option: v}), camera=near).canvas.tobytes() for v in values}
    assert len(pictures) == len(values)


@pytest.mark.parametrize("posture", ["sit", "kneel", "lie"])
@pytest.mark.parametrize("dress", ["suit", "overcoat", "qipao", "dress", "spacesuit"])
def test_dress_of_today_follows_every_posture(dress: Any, posture: Any) -> None:
    person = Person(
        id="yu",
        figure=Figure(id="yu", dress=dress, sex="woman" if dress in ("qipao", "dress") else "man"),
        marks=(Mark(frame=0, position=Point(), yaw=math.pi + 0.6, posture=posture),),
    )
    staging = Staging(
        rate=Rate(numerator=24),
        frames=100,
        place=Place(id="p", kit="plain"),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=CAMERA),)),
        people=(person,),
    )
    made = draw_person(person, 10, staging, CAMERA, LIGHT, WIDTH, HEIGHT)
    assert made is not None and np.isfinite(made.canvas).all()
    assert float(made.canvas[3].max()) == pytest.approx(1.0, abs=1e-3)


def test_a_thing_nobody_can_hold_is_named_with_what_can_be_held() -> None:
    with pytest.raises(UserError) as caught:
        drawn(Figure(id="yu", held="spear"))
    assert "spear" in str(caught.value)
    assert "staff" in caught.value.possible


def test_two_people_of_one_description_are_never_twins() -> None:
    near = CameraPose(position=Point(y=1.55, z=-1.2), focal_length_mm=50.0)
    a, b = (seen(Figure(id="yu", seed=seed), camera=near) for seed in (1, 2))
    assert a.canvas.shape != b.canvas.shape or float(np.abs(a.canvas - b.canvas).max()) > 0.2


def test_the_same_staging_is_the_same_picture() -> None:
    a, b = (seen(Figure(id="yu", held="fan"), frame=33) for _ in range(2))
    assert a.canvas.tobytes() == b.canvas.tobytes()
    assert (a.x, a.y, a.depth, a.joints) == (b.x, b.y, b.depth, b.joints)


def test_a_close_up_keeps_to_the_picture() -> None:
    near = CameraPose(position=Point(y=1.55, z=-0.9), focal_length_mm=80.0)
    made = seen(Figure(id="yu"), camera=near)
    _, rows, columns = made.canvas.shape
    assert rows <= HEIGHT + 60
    assert columns <= WIDTH + 60


def test_the_side_towards_the_light_is_lighter() -> None:
    figure = Figure(id="yu", robe="#808080", trim="#808080", inner="#808080", skirt="#808080", sash="#808080")
    made = seen(figure)
    rows = slice(made.canvas.shape[1] * 75 // 100, made.canvas.shape[1] * 90 // 100)
    block = made.canvas[:, rows]
    solid = block[3] > 0.99
    columns = np.nonzero(solid.any(axis=0))[0]
    third = (columns[-1] - columns[0]) // 3
    left = float(block[0][:, columns[0] : columns[0] + third][solid[:, columns[0] : columns[0] + third]].mean())
    right = float(block[0][:, columns[-1] - third :][solid[:, columns[-1] - third :]].mean())
    assert LIGHT.key.x < 0.0
    assert left > right + 0.02


def test_lips_are_shut_on_m_b_p_and_wide_apart_on_a() -> None:
    assert gap_of(POSES["MBP"]) == 0.0
    assert gap_of(POSES["rest"]) == 0.0
    assert gap_of(POSES["AI"]) > 0.09
    assert 0.0 < gap_of(POSES["U"]) < gap_of(POSES["O"]) < gap_of(POSES["AI"])


def test_round_mouths_are_narrow_and_spread_ones_wide() -> None:
    widths = {shape: half_width_of(POSES[shape], 0.1, 0.0) for shape in ("U", "O", "rest", "E")}
    assert widths["U"] < widths["O"] < widths["rest"] < widths["E"]


def dark_mouth_height(shape: MouthPose) -> float:
    """Height in head heights of what is drawn darker than lips between nose and chin, on a face seen from the front."""
    head = head_of(FacePose(mouth=shape), 0.0)
    draw_face(head)
    picture = canvas(1280, 720)
    paint(head.brush.sheet, picture)
    x, y0 = head.at(0.0, -0.23, 0.38)
    _, y1 = head.at(0.0, -0.46, 0.38)
    column = picture[1, round(y0) : round(y1), round(x) - 2 : round(x) + 3].mean(axis=1)
    return float((column < 0.2).sum()) / head.pixels


def test_a_shut_mouth_is_a_line_and_an_open_one_a_hole() -> None:
    assert dark_mouth_height(POSES["MBP"]) < 0.02
    assert dark_mouth_height(POSES["AI"]) > 0.04


@pytest.mark.parametrize("degrees", range(0, 100, 5))
def test_features_never_leave_the_face(degrees: int) -> None:
    """The far eye used to poke past the cheek near 65 to 75 degrees."""
    for way in (1.0, -1.0):
        head = head_of(FacePose(), way * math.radians(degrees))
        outline = contour(head)
        for side in (1.0, -1.0):
            for x in (0.05, 0.1, 0.16, 0.25):
                for y in (0.11, 0.0, -0.05, -0.305):
                    px, py = head.on(side * x, y)
                    left = min(p[0] for p in outline if abs(p[1] - py) < 0.06 * head.pixels)
                    right = max(p[0] for p in outline if abs(p[1] - py) < 0.06 * head.pixels)
                    assert left - 1.0 <= px <= right + 1.0


def test_a_turning_head_changes_its_outline_without_jumps() -> None:
    before = contour(head_of(FacePose(), 0.0))
    for degrees in range(2, 182, 2):
        now = contour(head_of(FacePose(), math.radians(degrees)))
        assert max(math.dist(a, b) for a, b in zip(now, before, strict=True)) < 0.035 * head_of(FacePose(), 0.0).pixels
        before = now


def test_joints_are_in_the_picture_where_the_person_is() -> None:
    made = seen(Figure(id="yu"))
    assert {"nose", "neck", "right_wrist", "left_wrist", "right_knee", "left_ankle"} <= set(made.joints)
    assert made.joints["right_shoulder"][0] < made.joints["left_shoulder"][0], "facing us, their right is our left"
    assert made.joints["head"][1] < made.joints["pelvis"][1] < made.joints["left_ankle"][1]


@pytest.mark.parametrize("verb", ["fall", "drink", "bow"])
def test_actions_draw(verb: Any) -> None:
    made = seen(Figure(id="yu", dress="hide", held="staff"), frame=30, actions=(Action(verb=verb, start=0, stop=40),))
    assert np.isfinite(made.canvas).all()
