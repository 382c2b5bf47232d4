"""BVH files are read as they stand, and every damage is one clear line with its place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lampblack.base.errors import UserError
from lampblack.media.bvh import rate_of, read_bvh

GOOD = """HIERARCHY
ROOT Hips
{
\tOFFSET 0 0 0
\tCHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
\tJOINT Left Leg {
\t\tOFFSET 1.5 -2e-1 0
\t\tCHANNELS 3 Yrotation Xrotation Zrotation
\t\tEnd Site
\t\t{
\t\t\tOFFSET 0 -1 0
\t\t}
\t}
}
MOTION
Frames:\t2
Frame Time: .0333333
0 1 2 3 4 5 6 7 8
1 1 2 3 4 5 6 7 8.5
"""


def test_a_file_is_read_with_names_of_two_words_and_braces_anywhere() -> None:
    bvh = read_bvh(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "a.bvh")
    assert [joint.name for joint in bvh.joints] == ["Hips", "Left Leg", "End Site"]
    assert bvh.joints[1].offset == (1.5, -0.2, 0.0) and bvh.joints[1].column == 6 and bvh.joints[2].end
    assert bvh.joints[1].channels == ("yrotation", "xrotation", "zrotation")
    assert (bvh.frames, bvh.rate, float(bvh.rows[1, 8])) == (2, Fraction(30), 8.5)


@pytest.mark.parametrize(
    ("seconds", "rate"),
    [
        (0.008333, Fraction(120)),
        (0.00833333, Fraction(120)),
        (0.0083417, Fraction(120_000, 1001)),
        (0.0333667, Fraction(30_000, 1001)),
        (0.033333, Fraction(30)),
        (0.0416667, Fraction(24)),
        (0.01, Fraction(100)),
    ],
)
def test_a_written_frame_time_is_the_rate_that_was_meant(seconds: float, rate: Fraction) -> None:
    assert rate_of(seconds) == rate


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("HIERARCHY", "# a text", 1, "no BVH file"),
        ("MOTION\n", "", 16, "cut off|not known|outside"),
        ("Frames:\t2", "Frames: 0", 16, "0 frames"),
        ("Frames:\t2", "Frames: 900000", 16, "500000"),
        ("Frames:\t2", "Frames: two", 16, "whole number"),
        ("Frames:\t2", "Frames: 5", 19, "5 frames are announced, and there are 2: the file is cut off"),
        ("Frames:\t2", "Frames: 1", 19, "1 frames are announced, and there are 2"),
        (".0333333", "0", 17, "Frame Time"),
        (".0333333", "nan", 17, "Frame Time"),
        ("7 8\n", "7\n", 18, "8 numbers"),
        ("8.5", "nan", 19, "nan"),
        ("8.5", "up", 19, "up"),
        ("8.5", "1e999", 19, "1e999"),
        ("7 8.5", "", 19, "cut off"),
        ("OFFSET 1.5 -2e-1 0", "OFFSET 1.5 0", 7, "three numbers"),
        ("OFFSET 1.5 -2e-1 0", "OFFSET 1.5 inf 0", 7, "nowhere"),
        ("CHANNELS 3 Y", "CHANNELS 4 Y", 8, "says 4 and names 3"),
        ("CHANNELS 3 Yrotation", "CHANNELS 3 Wrotation", 8, "wrotation"),
        ("\t}\n}\nMOTION", "MOTION", 12, "not closed"),
        ("\t}\n}\nMOTION", "\t}\n}\n}\nMOTION", 15, "never opened"),
        ("\t\tOFFSET 1.5", "\t\tSCALE 1.5", 7, "SCALE"),
    ],
)
def test_every_damage_is_one_line_with_its_place(old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    with pytest.raises(UserError) as error:
        read_bvh(GOOD.replace(old, new, 1).encode(), "refs/a.bvh")
    spot = error.value.spot
    assert spot is not None and spot.file == "refs/a.bvh"
    assert any(each in error.value.message for each in said.split("|")), error.value.message
    assert spot.line == line or "|" in said
    assert "\n" not in str(error.value)


def test_a_file_cut_off_anywhere_is_refused_and_never_breaks() -> None:
    whole = GOOD.encode()
    for end in range(0, len(whole) - 14, 3):
        with pytest.raises(UserError):
            read_bvh(whole[:end], "a.bvh")
    with pytest.raises(UserError):
        read_bvh(bytes(range(256)) * 4, "a.bvh")
