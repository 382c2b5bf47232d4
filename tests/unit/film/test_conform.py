from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.base.errors import JobError, UserError
from lampblack.base.time import FrameRange, Rate
from lampblack.engines.requests import Size
from lampblack.film import conform, pieces, steps
from lampblack.film.model import Encoding, FilmFacts, Piece, PieceFacts, Source
from lampblack.media.audio import wav_bytes
from lampblack.media.lettering import SHIPPED
from lampblack.media.video import VideoReader, VideoWriter, frame_ticks, probe

LENGTHS = (30, 1, 2, 47, 3, 25)


def straight(start: int, frames: int) -> Piece:
    return Piece(sources=(Source(blob=0, range_in_take=FrameRange(start=start, stop=start + frames)),), frames=frames)


def made(desk: Any, piece: Piece, takes: tuple[Blob, ...], encoding: Encoding) -> tuple[Blob, PieceFacts]:
    answer = steps.encode_piece(desk, piece=piece, takes=takes, encoding=encoding)
    return cast(Blob, answer["piece"]), cast(PieceFacts, answer["value"])


def joined(desk: Any, parts: list[tuple[Blob, PieceFacts]], encoding: Encoding, **more: Any) -> tuple[Path, FilmFacts]:
    answer = steps.join(
        desk, pieces=tuple(p for p, _ in parts), facts=tuple(f for _, f in parts), encoding=encoding, **more
    )
    return desk.path(cast(Blob, answer["film"])), cast(FilmFacts, answer["value"])


def in_row(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> list[tuple[Blob, PieceFacts]]:
    whole = take(sum(LENGTHS), rate=str(encoding.rate))
    starts = [sum(LENGTHS[:index]) for index in range(len(LENGTHS))]
    return [made(desk, straight(a, n), (whole,), encoding) for a, n in zip(starts, LENGTHS, strict=True)]


def packets(path: Path) -> list[tuple[int | None, int | None, bytes]]:
    with av.open(str(path)) as file:
        return [(packet.pts, packet.dts, bytes(packet)) for packet in file.demux(video=0) if packet.size]


@pytest.mark.parametrize("rate", ("24", "25", "30000/1001"))
def test_every_frame_survives_piece_and_join_in_order_and_on_time(
    rate: str, desk: Any, take: Callable[..., Blob], encoding: Encoding, number_of: Callable[..., int]
) -> None:
    encoding = replace(encoding, rate=Rate.parse(rate))
    film, facts = joined(desk, in_row(desk, take, encoding), encoding)
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        shown = [(frame.pts, number_of(frame.to_ndarray(format="rgb24"))) for frame in file.decode(stream)]
        base = stream.time_base
    ticks = frame_ticks(encoding.rate)
    assert shown == [(number * ticks, number) for number in range(sum(LENGTHS))]
    assert base is not None and ticks * base == 1 / encoding.rate.fraction
    assert facts.frames == sum(LENGTHS) and facts.pieces == len(LENGTHS)
    assert conform.watch(film) == sum(LENGTHS)


def test_any_frame_of_the_film_is_found_by_seeking(
    desk: Any, take: Callable[..., Blob], encoding: Encoding, number_of: Callable[..., int]
) -> None:
    film, _ = joined(desk, in_row(desk, take, encoding), encoding)
    with VideoReader(film) as reader:
        for wanted in (107, 0, 29, 30, 31, 32, 33, 79, 80, 82, 83, 50):
            assert number_of(reader.frame(wanted)) == wanted


def test_swapping_one_piece_leaves_all_other_packets_as_they_were(
    desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    parts = in_row(desk, take, encoding)
    before, _ = joined(desk, parts, encoding)
    other = made(desk, straight(5, LENGTHS[3]), (take(60, first=900),), encoding)
    after, _ = joined(desk, [*parts[:3], other, *parts[4:]], encoding)
    start, stop = sum(LENGTHS[:3]), sum(LENGTHS[:4])
    a, b = packets(before), packets(after)
    assert a[:start] == b[:start] and a[stop:] == b[stop:]
    assert a[start:stop] != b[start:stop]


@pytest.mark.parametrize("other", ({"crf": 31}, {"preset": "medium"}))
def test_a_piece_made_with_other_settings_is_refused(
    other: dict[str, Any], desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    whole = take(20)
    good = made(desk, straight(0, 10), (whole,), encoding)
    bad = made(desk, straight(10, 10), (whole,), replace(encoding, **other))
    with pytest.raises(JobError, match="piece 2 of 2 was encoded with other settings"):
        joined(desk, [good, bad], encoding)


def test_a_piece_with_another_depth_of_reordering_is_refused(
    desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    good = made(desk, straight(0, 12), (take(12),), encoding)
    path = desk.scratch / "planted.mp4"
    size = (encoding.size.width, encoding.size.height)
    with VideoWriter(path, size=size, rate=encoding.rate, crf=20, gop=24, stitchable=True, extra="bframes=4") as writer:
        for _ in range(12):
            writer.write(np.zeros((size[1], size[0], 3), np.uint8))
    bad = pieces.facts_of(path, straight(0, 12), (SHIPPED,))
    with pytest.raises(JobError, match="other settings"):
        joined(desk, [good, (desk.put(path), bad)], encoding)


def test_equal_parameter_sets_alone_would_have_let_another_crf_through(
    desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    """Why the settings inside the first packet are looked at as well."""
    whole = take(10)
    parts = [made(desk, straight(0, 10), (whole,), replace(encoding, crf=crf)) for crf in (20, 31)]

    def sets(blob: Blob) -> bytes:
        with av.open(str(desk.path(blob))) as file:
            return bytes(file.streams.video[0].codec_context.extradata or b"")

    assert sets(parts[0][0]) == sets(parts[1][0])
    assert parts[0][1].parameters != parts[1][1].parameters


def test_a_joint_that_shows_other_frames_is_found(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    parts = in_row(desk, take, encoding)
    film, _ = joined(desk, parts, encoding)
    facts = [each for _, each in parts]
    facts[3] = replace(facts[3], tail=(facts[3].tail[0], Digest("blake3:other")))
    with pytest.raises(JobError, match="joint at frame 80 "):
        conform.check_joints(film, tuple(facts))


def test_a_damaged_film_is_found_by_watching_it(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    film, _ = joined(desk, in_row(desk, take, encoding), encoding)
    data = bytearray(film.read_bytes())
    middle = len(data) * 2 // 3
    data[middle : middle + 600] = b"\xff" * 600
    broken = desk.scratch / "broken.mp4"
    broken.write_bytes(data)
    with pytest.raises(JobError):
        conform.watch(broken)


@pytest.mark.parametrize("rate", ("24", "25", "30000/1001"))
@pytest.mark.parametrize("samples", (1000, 400_000))
def test_sound_is_as_long_as_the_picture(
    rate: str, samples: int, desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    encoding = replace(encoding, rate=Rate.parse(rate))
    parts = in_row(desk, take, encoding)
    frames = sum(LENGTHS)
    length = encoding.rate.samples_at(frames)
    mix = desk.put(wav_bytes(np.full((samples, 2), 0.1, np.float32)))
    sound = steps.encode_sound(desk, mix=mix, samples=length)["sound"]
    film, facts = joined(desk, parts, encoding, sound=sound, title="夸父逐日", language="zh")
    assert facts.samples == length == probe(film).audio_samples
    with av.open(str(film)) as file:
        picture, heard = file.streams.video[0], file.streams.audio[0]
        assert picture.start_time == heard.start_time == 0
        decoded = sum(frame.samples for frame in file.decode(heard))
        assert abs(Fraction(decoded, 48_000) - encoding.rate.seconds(frames)) < 1 / encoding.rate.fraction
        assert (file.metadata["title"], heard.metadata["language"]) == ("夸父逐日", "zho")


def test_the_name_of_a_files_settings_is_the_same_however_often_it_is_asked(
    desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    blobs = [made(desk, straight(0, 3), (take(3),), encoding)[0] for _ in range(3)]
    assert len({pieces.parameters_of(desk.path(blob)) for blob in blobs for _ in range(20)}) == 1


def test_the_index_stands_before_the_pictures(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    film, _ = joined(desk, in_row(desk, take, encoding), encoding)
    data = film.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert probe(film).bt709


def test_the_same_pieces_give_the_same_film(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    parts = in_row(desk, take, encoding)
    assert joined(desk, parts, encoding)[0].read_bytes() == joined(desk, parts, encoding)[0].read_bytes()


def test_a_cut_without_clips_is_a_users_mistake(desk: Any, encoding: Encoding) -> None:
    with pytest.raises(UserError, match="no piece of film"):
        joined(desk, [], encoding)


def test_a_piece_at_another_rate_is_refused(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    part = made(desk, straight(0, 10), (take(10),), encoding)
    with pytest.raises(JobError, match="not at 25 frames"):
        joined(desk, [part], replace(encoding, rate=Rate.parse(25), size=Size(width=192, height=108)))
