"""The looks: which there are, that each is stable, readable and its own, and that paper is as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.build.verbs import check
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.looks.bodies import Bodies
from lampblack.builtin.theatre.looks.leather import cut
from lampblack.builtin.theatre.looks.plates import exposed
from lampblack.builtin.theatre.looks.registry import look, named, names
from lampblack.builtin.theatre.looks.styles.ink import INKS, ramp
from lampblack.builtin.theatre.looks.styles.shadow import FLICKER, burning
from lampblack.builtin.theatre.looks.styles.woodcut import INKS as BLOCKS
from lampblack.builtin.theatre.looks.styles.woodcut import nearest
from lampblack.builtin.theatre.offer import LOOKS, OFFER
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.post import Post
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.checking import check as faults_of
from lampblack.engines.requests import Film, Paint, Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place, TimeOfDay
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SIZE = Size(width=160, height=90)
CRAFTS = tuple(name for name in LOOKS if name != "paper")


def staged(time: TimeOfDay = "noon", kit: str = "plain", people: bool = True) -> Staging:
    pose = CameraPose(position=Point(y=1.45, z=1.3), focal_length_mm=50.0, focus=2.0)
    who = Person(id="w", figure=Figure(id="w"), marks=(Mark(frame=0, position=Point(z=3.2), yaw=3.0),))
    return Staging(
        rate=Rate(numerator=24),
        frames=24,
        place=Place(id=kit, kit=kit, time=time, seed=5, inside=kit == "room"),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=(who,) if people else (),
    )


def tone(frame: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.asarray(frame.astype(np.float64) @ np.array([0.30, 0.59, 0.11]))


def test_every_file_is_a_look_with_a_chinese_and_an_english_name() -> None:
    assert names() == tuple(sorted(LOOKS)) and {"paper", "ink", "shadow", "woodcut"} <= set(names())
    for name, others in LOOKS.items():
        assert any(not word.isascii() for word in others)
        assert {named(word) for word in (name, name.upper(), *others)} == {name}


def test_no_word_names_two_looks() -> None:
    words = [word for name, others in LOOKS.items() for word in (name, *others)]
    assert len(words) == len(set(words))


def test_an_unknown_look_is_told_with_all_there_are() -> None:
    with pytest.raises(UserError) as caught:
        look("oil")
    assert any("水墨" in each for each in caught.value.possible) and len(caught.value.possible) == len(LOOKS)
    staging = staged()
    for request in (
        Film(staging=staging, size=SIZE, look="oil"),
        Paint(words="", size=SIZE, staging=staging, look="oil"),
    ):
        assert any("oil" in fault and "woodcut" in fault for fault in faults_of(request, OFFER))
        assert not faults_of(replace(request, look="皮影"), OFFER)


def test_check_refuses_an_unknown_look_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "film.toml").write_text('title = "x"\n\n[look]\nstyle = "oil"\n', "utf-8")
    (tmp_path / "script.fountain").write_text("INT. ROOM - NIGHT\n\nANNA sits.\n", "utf-8")
    with pytest.raises(UserError) as caught:
        check(tmp_path)
    assert caught.value.spot is not None and caught.value.spot.line == 4
    assert "ink" in caught.value.possible and "版画" in caught.value.possible


def test_paper_is_the_last_pass_it_always_was() -> None:
    paper = look("paper")
    assert (paper.hung, paper.cut, paper.bodies, paper.lens, paper.shadows) == (None, None, False, True, True)
    renderer = Renderer(staged(), SIZE)
    frame = renderer.frame(3)
    picture, camera = canvas(160, 90), staged().camera.at(3)
    again = Renderer(staged(), SIZE)
    again.frame(3)
    picture[:] = again._picture  # pyright: ignore[reportPrivateUsage]
    assert np.array_equal(Post(160, 90)(picture, renderer.stage.grade, 3, renderer._beam(camera)), frame)  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("name", CRAFTS)
def test_a_frame_follows_from_its_number_alone(name: str) -> None:
    one, other = Renderer(staged(), SIZE, name), Renderer(staged(), SIZE, LOOKS[name][0])
    first = one.frame(5)
    other.frame(0)
    assert np.array_equal(first, other.frame(5))
    assert not np.array_equal(first, Renderer(staged(), SIZE).frame(5))


@pytest.mark.parametrize("name", CRAFTS)
def test_nothing_boils_where_nothing_moves(name: str) -> None:
    renderer = Renderer(staged(people=False, kit="room", time="night"), SIZE, name)
    frames = [renderer.frame(n).astype(int) for n in (0, 1, 12)]
    assert np.abs(frames[1] - frames[0]).mean() < 1.0
    assert np.abs(frames[2] - frames[0]).max() < 16
    assert frames[0].std() > 15


@pytest.mark.parametrize("time", ["noon", "night"])
@pytest.mark.parametrize("name", CRAFTS)
def test_a_face_is_read_by_day_and_at_night(name: str, time: TimeOfDay) -> None:
    staging = staged(time)
    plain = Renderer(staging, SIZE)
    person = plain._people(6, staging.camera.at(6), None)[0][2]  # pyright: ignore[reportPrivateUsage]
    x, y = (round(part) for part in person.joints["head"])
    size = round(0.16 * person.scale)
    face = tone(Renderer(staging, SIZE, name).frame(6))[y - size : y + size, x - size : x + size]
    light, dark = np.percentile(face, 80), np.percentile(face, 5)
    assert light > 95 and light - dark > 70


def test_five_inks_and_no_more_lie_on_the_paper() -> None:
    low, high = exposed(Place(id="p", kit="k", time="night"))
    inks = ramp(low, high, 0.01)
    own = np.abs(inks[:, None] - np.array(INKS)[None]).min(axis=1) < 0.001
    assert own.mean() > 0.97 and {round(float(each), 2) for each in inks[own]} == set(INKS)
    assert (np.diff(inks) <= 0).all() and inks[0] == pytest.approx(INKS[-1]) and inks[-1] == 0


def test_a_print_has_no_colour_but_its_inks_and_lines() -> None:
    inks = nearest()
    assert inks.shape == (32768,) and set(inks) == set(range(len(BLOCKS)))
    for index, (colour, _) in enumerate(BLOCKS):
        r, g, b = (part >> 3 for part in colour)
        assert inks[(r * 32 + g) * 32 + b] == index


def test_the_lamp_burns_and_is_no_strobe() -> None:
    rate = Rate(numerator=24)
    strength = np.array([burning(frame, rate) for frame in range(240)])
    assert np.ptp(strength) > FLICKER and np.abs(np.diff(strength)).max() < 0.3 * FLICKER


def leather(shift: int = 0) -> Drawn:
    block = canvas(120, 240)
    block[:, 20:230, 20 + shift : 100 + shift] = 1.0
    block[0, 20:230, 20 + shift : 100 + shift] = 0.6
    block[1:3, 20:230, 20 + shift : 100 + shift] = 0.25
    joints = {"head": (60.0 + shift, 40.0), "pelvis": (60.0 + shift, 150.0)}
    return Drawn(canvas=block, x=0, y=0, depth=3.0, scale=240.0, joints=joints, feet=(60.0, 230.0))


def test_leather_is_outlined_dyed_and_pierced_and_keeps_its_shape() -> None:
    drawn, made = leather(), cut(leather())
    assert np.array_equal(made.canvas[3], drawn.canvas[3])
    robe = made.canvas[:3, 100:200, 40:80]
    assert robe[1].max() > 0.8 > 0.5 > np.median(robe[1])
    assert made.canvas[:3, 100:200, 20].max() < 0.3


def test_blossoms_go_with_the_puppet() -> None:
    still, moved = cut(leather()).canvas, cut(leather(7)).canvas
    assert np.allclose(still[:, 100:, 30:90], moved[:, 100:, 37:97], atol=0.02)
    assert not np.allclose(still[:, 100:, 30:90], moved[:, 100:, 30:90], atol=0.2)


def test_what_stands_before_people_takes_them_away() -> None:
    bodies = Bodies(160, 90)
    assert not bodies.share.any()
    bodies.lay(replace(leather(), x=10, y=-20))
    assert bodies.share[60, 70] == 1.0 and bodies.share[60, 20] == 0.0
    bodies.clear()
    assert not bodies.share.any()
