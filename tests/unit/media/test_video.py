from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.media.video import VideoReader, VideoWriter, frame_ticks, probe, time_base

RATES = ("24", "25", "30000/1001")
ReadNumber = Callable[[NDArray[np.uint8]], int]


@pytest.mark.parametrize("rate", RATES)
def test_every_frame_written_is_read_in_order(rate: str, numbered: Callable[..., Path], number_of: ReadNumber) -> None:
    path = numbered(75, rate)
    with VideoReader(path) as reader:
        assert [number_of(frame) for frame in reader.rgb(0, 75)] == list(range(75))


@pytest.mark.parametrize("rate", RATES)
def test_any_frame_is_found_by_its_number(rate: str, numbered: Callable[..., Path], number_of: ReadNumber) -> None:
    with VideoReader(numbered(130, rate, gop=24)) as reader:
        for wanted in (129, 0, 24, 23, 71, 72, 1, 100):
            assert number_of(reader.frame(wanted)) == wanted
        assert [number_of(frame) for frame in reader.rgb(46, 51)] == [46, 47, 48, 49, 50]


def test_a_frame_that_is_not_there_is_refused(numbered: Callable[..., Path]) -> None:
    with VideoReader(numbered(5)) as reader, pytest.raises(IndexError, match="only 0 to 5"):
        next(reader.planes(3, 6))


@pytest.mark.parametrize("frames", (1, 2, 3, 26))
def test_what_is_written_says_what_it_is(frames: int, numbered: Callable[..., Path]) -> None:
    found = probe(numbered(frames, "30000/1001"))
    assert (found.frames, found.rate) == (frames, Rate.parse("29.97"))
    assert (found.width, found.height, found.codec, found.pixels) == (192, 108, "h264", "yuv420p")
    assert found.bt709


@pytest.mark.parametrize("rate", ("24", "25", "30", "24000/1001", "30000/1001", "60"))
def test_a_frame_is_a_whole_number_of_ticks(rate: str) -> None:
    parsed = Rate.parse(rate)
    assert frame_ticks(parsed) * time_base(parsed) == Fraction(parsed.denominator, parsed.numerator)


def test_the_same_frames_give_the_same_bytes(numbered: Callable[..., Path]) -> None:
    assert numbered(30, name="a.mp4").read_bytes() == numbered(30, name="b.mp4").read_bytes()


def test_a_foreign_take_is_brought_to_size_with_black_bars_and_right_colours(tmp_path: Path) -> None:
    path = tmp_path / "foreign.mkv"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 160, "bgr0"
        red = np.zeros((160, 160, 3), np.uint8)
        red[..., 0] = 255
        for _ in range(3):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(red, format="rgb24").reformat(format="bgr0")))
        file.mux(stream.encode(None))
    with VideoReader(path) as reader:
        planes = next(reader.planes(1, 2, size=(320, 180)))
    luma = planes[:180]
    assert planes.shape == (270, 320)
    assert (luma[:, :60] == 16).all() and (luma[:, -60:] == 16).all()
    assert abs(int(luma[90, 160]) - 63) <= 1


def test_a_take_with_gaps_shows_the_picture_before_each_for_longer(
    tmp_path: Path, number_of: ReadNumber, numbered: Callable[..., Path]
) -> None:
    path, kept = tmp_path / "gaps.mkv", (0, 1, 2, 6, 7, 9)
    with VideoReader(numbered(10)) as reader, av.open(str(path), "w") as file:
        stream = file.add_stream("ffv1", rate=24)
        stream.width, stream.height, stream.pix_fmt = 192, 108, "yuv420p"
        for number, planes in enumerate(reader.planes(0, 10)):
            if number in kept:
                frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
                frame.pts, frame.time_base = number, Fraction(1, 24)
                file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    with VideoReader(path) as reader:
        assert reader.contents.rate == Rate.parse(24)
        seen = [number_of(frame) for frame in reader.rgb(0, 10)]
        assert seen == [0, 1, 2, 2, 2, 2, 6, 7, 7, 9]
        assert [number_of(reader.frame(number)) for number in (4, 8)] == [2, 7]


@pytest.mark.parametrize("quarter", ("right", "left"))
def test_a_telephones_film_stands_upright(quarter: str, tmp_path: Path) -> None:
    path = tmp_path / "phone.mp4"
    sideways = np.zeros((108, 192, 3), np.uint8)
    sideways[:, :40] = 255
    with VideoWriter(path, size=(192, 108), rate=Rate.parse(24)) as writer:
        for _ in range(3):
            writer.write(sideways)
    one, data = 0x10000, bytearray(path.read_bytes())
    signs = (0, one, -one, 0) if quarter == "right" else (0, -one, one, 0)
    matrix = data.index(b"tkhd") + 4 + 40
    for place, value in zip((0, 4, 12, 16), signs, strict=True):
        data[matrix + place : matrix + place + 4] = value.to_bytes(4, "big", signed=True)
    path.write_bytes(data)
    with VideoReader(path) as reader:
        assert (reader.contents.width, reader.contents.height) == (108, 192)
        frame = reader.frame(1)
    bright = frame[..., 0].mean(1) > 128
    assert frame.shape == (192, 108, 3)
    # Turned to the right, the left edge comes to stand on top.
    assert bright[:36].all() == (quarter == "right") and bright[-36:].all() == (quarter == "left")


def test_pixels_that_are_not_square_are_made_square(tmp_path: Path) -> None:
    path = tmp_path / "dv.mp4"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 72, 58, "yuv420p"
        stream.sample_aspect_ratio = Fraction(16, 9)
        file.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((87, 72), 128, np.uint8), format="yuv420p")))
        file.mux(stream.encode(None))
    assert (probe(path).width, probe(path).height) == (128, 58)


def test_a_truncated_file_is_found(numbered: Callable[..., Path]) -> None:
    with VideoReader(numbered(20)) as reader:
        object.__setattr__(reader.contents, "frames", 60)
        with pytest.raises(IndexError, match="ends at frame 20"):
            list(reader.planes(10, 60))


def test_an_odd_picture_is_refused_with_the_nearest_possible(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="641x360") as caught:
        VideoWriter(tmp_path / "x.mp4", size=(641, 360), rate=Rate.parse(24))
    assert caught.value.possible == ("640x360",)


def test_a_file_that_is_no_picture_is_a_users_mistake(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a film")
    with pytest.raises(UserError, match=r"notes\.txt"):
        probe(path)
