"""Motion capture of any maker is the same motion: names, axes, units, channel orders and rest poses do not matter."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.unit.staging.actors import MAKERS, Z_UP, Acting, Maker, standing, walking, written

from lampblack.base.errors import LampblackError, UserError
from lampblack.base.saved import decode, encode
from lampblack.base.time import Rate
from lampblack.media.bvh import read_bvh
from lampblack.staging.capture.captured import Understood, understood
from lampblack.staging.capture.following import read_capture, tracks_of
from lampblack.staging.capture.turns import places
from lampblack.staging.motion import Capture

FILM = Rate(numerator=24)
PLAIN = Maker(names=MAKERS["CMU"])


def read(acting: Acting = walking, maker: Maker = PLAIN, seconds: float = 2.0, rate: Rate = FILM) -> Understood:
    return understood(read_bvh(written(acting, seconds, maker), "take.bvh"), rate, "refs/take.bvh")


@pytest.fixture(scope="module")
def walk() -> Capture:
    return read().capture


def apart(a: Capture, b: Capture) -> float:
    """The largest difference of any track, in metres or in parts of a direction."""
    one, two = tracks_of(a), tracks_of(b)
    assert one.keys() == two.keys()
    return max(float(np.abs(one[name] - two[name]).max()) for name in one)


@pytest.mark.parametrize("name", MAKERS)
def test_every_makers_names_are_understood(name: str, walk: Capture) -> None:
    assert apart(read(maker=Maker(names=MAKERS[name])).capture, walk) < 1e-3


@pytest.mark.parametrize(
    "maker",
    [
        replace(PLAIN, order="XYZ"),
        replace(PLAIN, order="YXZ", places=True),
        replace(PLAIN, axes=Z_UP),
        replace(PLAIN, unit=0.01),
        replace(PLAIN, unit=0.0254),
        replace(PLAIN, unit=0.0254 / 0.45),
        replace(PLAIN, laid=True, order="ZYX"),
        replace(PLAIN, fps=120, unit=0.01, axes=Z_UP, laid=True, places=True),
    ],
    ids=["XYZ", "places", "z up", "cm", "inches", "CMU units", "bones along x", "all at once"],
)
def test_channels_axes_units_and_rest_poses_do_not_matter(maker: Maker, walk: Capture) -> None:
    assert apart(read(maker=maker).capture, walk) < 2e-3


def test_a_left_handed_file_is_turned_over_and_said_to_be(walk: Capture) -> None:
    names = {part: MAKERS["CMU"][_other(part)] for part in MAKERS["CMU"]}
    over = read(maker=replace(PLAIN, names=names))
    assert any("left-handed" in finding.message for finding in over.findings)
    plain, turned = tracks_of(walk), tracks_of(over.capture)
    assert np.allclose(turned["left_foot"][:, 2], plain["right_foot"][:, 2], atol=1e-3)
    assert turned["left_foot"][0, 0] < 0.0 < turned["right_foot"][0, 0]


def _other(part: str) -> str:
    return {"l_": "r_", "r_": "l_"}.get(part[:2], part[:2]) + part[2:]


def test_the_actor_goes_ahead_with_his_right_to_the_right(walk: Capture) -> None:
    tracks = tracks_of(walk)
    assert tracks["hips"][0] == pytest.approx((0.0, 0.84, 0.0), abs=2e-3)
    assert tracks["hips"][-1] == pytest.approx((0.0, 0.84, 2.4), abs=2e-3)
    assert tracks["pelvis"][:, :3] == pytest.approx(np.tile((1.0, 0.0, 0.0), (walk.frames, 1)), abs=1e-3)
    assert tracks["right_foot"][:, 0].min() > 0.08 and tracks["left_foot"][:, 0].max() < -0.08
    assert (walk.leg, walk.arm) == pytest.approx((0.82, 0.53), abs=1e-3)


def test_the_right_hand_that_is_raised_is_the_right_one() -> None:
    tracks = tracks_of(read(standing).capture)
    assert tracks["right_arm"][-1, 1] > 0.8 and abs(tracks["left_arm"][-1, 1]) < 0.01


def test_a_foot_that_stands_does_not_move_at_all(walk: Capture) -> None:
    foot = tracks_of(walk)["left_foot"]
    stands = foot[:, 5] > 0.5
    assert 0.4 < stands.mean() < 0.65
    both = stands[1:] & stands[:-1]
    assert np.abs(np.diff(foot, axis=0)[both][:, [0, 1, 2, 3]]).max() == 0.0
    assert np.abs(foot[stands, 1]).max() == 0.0


def test_a_long_file_at_an_odd_rate_does_not_drift() -> None:
    rate = Fraction(30000, 1001)
    before, _, share = places(120 * 600 + 1, Fraction(120), rate)
    last = len(before) - 1
    assert before[last] + share[last] == pytest.approx(float(last / rate * 120), abs=1e-9)
    assert last == int(600 * rate)
    assert read(seconds=2.0, rate=Rate(numerator=30000, denominator=1001)).capture.frames == 60


def test_turns_between_frames_keep_an_even_speed() -> None:
    slow = tracks_of(read(standing, replace(PLAIN, fps=4), seconds=1.0).capture)["right_arm"]
    crossed = np.linalg.norm(np.cross(slow[1:], slow[:-1]), axis=1)
    turn = np.degrees(np.arctan2(crossed, np.sum(slow[1:] * slow[:-1], axis=1)))
    assert turn == pytest.approx(np.full(len(turn), np.degrees(1 / 24)), abs=0.05)


def test_what_is_missing_is_said() -> None:
    arms = tuple(part for part in MAKERS["CMU"] if part[2:] in ("collar", "arm", "forearm", "hand"))
    found = read(maker=replace(PLAIN, without=(*arms, "l_toe", "r_toe")))
    assert "arms" in found.findings[0].message and "left toes" in found.findings[0].message
    assert found.capture.arm == 0.0 and "right_arm" not in found.capture.tracks


def test_a_guess_by_place_is_said() -> None:
    assert "not by their names" in read(maker=replace(PLAIN, names=MAKERS["nobody"])).findings[0].message


def test_a_thing_without_two_legs_is_refused_with_its_joints() -> None:
    legs = tuple(part for part in MAKERS["CMU"] if part[2:] in ("thigh", "shin", "foot", "toe"))
    with pytest.raises(UserError, match="two legs") as error:
        read(maker=replace(PLAIN, without=legs))
    assert "LeftForeArm" in error.value.message and str(error.value).startswith("refs/take.bvh")


def test_a_capture_is_the_same_after_it_was_saved(walk: Capture) -> None:
    again = decode(encode(walk), Capture)
    assert apart(again, walk) == 0.0 and encode(again) == encode(walk)


def test_a_damaged_capture_is_refused(walk: Capture, tmp_path: Path) -> None:
    path = tmp_path / "capture"
    path.write_bytes(encode(replace(walk, frames=walk.frames + 1)))
    with pytest.raises(LampblackError, match="damaged"):
        read_capture(path)
