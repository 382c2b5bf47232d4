"""Rolls as the pictures that models were taught with."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_roll
from lampblack.engines.controls import RollReader, RollWriter
from lampblack.engines.requests import Size
from lampblack.engines.rolled import frames_of, picture_at, pictures_of, video_of
from lampblack.media.exr import exr_bytes
from lampblack.media.picture import grey_png
from lampblack.media.video import VideoReader
from lampblack.staging.control import SKY_METRES, Roll, Signal, Thing

RATE = Rate(numerator=24)


def test_depth_is_near_white_and_the_sky_black_and_does_not_breathe(tmp_path: Path) -> None:
    with RollWriter(tmp_path / "depth.tar", _header("depth", "exr", 2)) as roll:
        for frame, nearest in enumerate((2.0, 4.0)):
            metres = np.full((90, 160), SKY_METRES, np.float32)
            metres[60:] = 10.0
            metres[20:70, 40:80] = nearest
            roll.write(frame, {"exr": exr_bytes({"Z": metres})})
    with RollReader(tmp_path / "depth.tar") as opened:
        first, second = pictures_of(opened, [0, 1])
    assert first[0, 0].tolist() == [0, 0, 0] and first[30, 60].tolist() == [255, 255, 255]
    assert second[80, 10, 0] == first[80, 10, 0], "the ground stays as it is while the man walks off"
    assert abs(int(second[30, 60, 0]) - 127) <= 2


def test_things_are_drawn_in_their_own_colours(tmp_path: Path) -> None:
    numbers = np.zeros((90, 160), np.uint16)
    numbers[:, 80:] = 300
    who = (Thing(number=300, id="kuafu", kind="person", colour=(10, 200, 30)),)
    with RollWriter(tmp_path / "ids.tar", _header("ids", "png", 1, who)) as roll:
        roll.write(0, {"png": grey_png(numbers)})
    with RollReader(tmp_path / "ids.tar") as opened:
        (drawn,) = pictures_of(opened, [0])
    assert drawn[0, 0].tolist() == [0, 0, 0] and drawn[0, 100].tolist() == [10, 200, 30]


def test_a_roll_is_read_at_the_rate_of_the_film_and_its_last_frame_stays(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    roll = a_roll(bench, "edges", 3, Rate(numerator=12)).digest
    found = list(frames_of(roll, Size(width=160, height=90), RATE, 8, bench))
    assert [_post(each) for each in found] == [20, 20, 30, 30, 40, 40, 40, 40]
    assert _post(picture_at(roll, 1, bench)) == 30 and _post(picture_at(roll, 9, bench)) == 40


def test_as_a_moving_picture_it_has_the_film_s_frames_and_even_sides(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    roll = a_roll(bench, "edges", 3, RATE).digest
    path = tmp_path / "signal.mp4"
    path.write_bytes(video_of(roll, Size(width=161, height=91), RATE, 5, bench))
    with VideoReader(path) as reader:
        there = reader.contents
        assert (there.width, there.height, there.frames, there.rate) == (160, 90, 5, RATE)


def _post(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> int:
    """Where the post stands."""
    return int(picture[..., 0].sum(axis=0).argmax())


def _header(signal: Signal, ending: str, frames: int, things: tuple[Thing, ...] = ()) -> Roll:
    files = (f"{signal}/%06d.{ending}",)
    return Roll(signal=signal, width=160, height=90, frames=frames, rate=RATE, files=files, words="w", things=things)
