# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's stubs leave packets and streams partly untyped.)
"""The join: packets of finished pieces copied in order, one sound track beside them, and every joint looked at.

Nothing is encoded here. A piece is as long as its frames, never as its container says; decode times are counted from
the film's first frame, so that pieces of one or two frames do not upset them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
from av.container.core import Flags
from av.container.input import InputContainer
from av.packet import Packet

from lampblack.base.digest import digest_of
from lampblack.base.errors import JobError, UserError
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.film.model import FilmFacts, PieceFacts
from lampblack.media.video import VideoReader, frame_ticks, probe, time_base

REORDERING = 2
"""Frames a picture may be decoded ahead of its time: `x264_params` fixes it."""

LANGUAGES = {
    "zh": "zho", "en": "eng", "ja": "jpn", "ko": "kor", "fr": "fra", "de": "deu", "es": "spa", "it": "ita",
    "pt": "por", "ru": "rus", "yue": "yue", "ar": "ara", "hi": "hin", "vi": "vie", "th": "tha",
}  # fmt: skip
"""ISO 639-2/T, as MP4 wants them."""


def check_pieces(facts: tuple[PieceFacts, ...]) -> None:
    """Refuse pieces that were not all made alike: joined they would decode to garbage without an error."""
    if not facts:
        raise UserError("there is no piece of film to join", possible=("a cut with at least one clip",))
    other = [number for number, each in enumerate(facts, 1) if each.parameters != facts[0].parameters]
    if other:
        raise JobError(
            f"piece {other[0]} of {len(facts)} was encoded with other settings than the first ({len(other)} in all); "
            "pieces made differently cannot be joined"
        )


def join(
    pieces: tuple[Path, ...],
    facts: tuple[PieceFacts, ...],
    sound: Path | None,
    out: Path,
    *,
    rate: Rate,
    title: str = "",
    language: str = "",
) -> FilmFacts:
    """Write the film: every piece in order, and the sound track (AAC in an MP4) from its first sample on.

    A `JobError` where pieces differ in their settings or a piece does not hold the frames its facts say."""
    check_pieces(facts)
    options = {
        "movflags": "+faststart",
        "video_track_timescale": str(time_base(rate).denominator),
        "movie_timescale": str(SAMPLE_RATE),
    }
    with av.open(str(out), "w", format="mp4", options=options) as film:
        film.flags |= Flags.bitexact.value
        if title:
            film.metadata["title"] = title
        with av.open(str(pieces[0])) as first:
            picture = film.add_stream_from_template(first.streams.video[0])
        picture.time_base = time_base(rate)
        packets = _picture_packets(pieces, facts, rate)
        if sound is None:
            for packet in packets:
                packet.stream = picture
                film.mux(packet)
        else:
            with av.open(str(sound)) as track:
                heard = film.add_stream_from_template(track.streams.audio[0])
                heard.metadata["language"] = LANGUAGES.get(language.split("-")[0], "und")
                for packet, is_sound in _interleaved(packets, _sound_packets(track)):
                    packet.stream = heard if is_sound else picture
                    film.mux(packet)
    contents = probe(out)
    frames = sum(each.frames for each in facts)
    if contents.frames != frames:
        raise JobError(f"the film came out with {contents.frames} frames instead of {frames}")
    return FilmFacts(frames=frames, pieces=len(pieces), samples=contents.audio_samples, parameters=facts[0].parameters)


def check_joints(film: Path, facts: tuple[PieceFacts, ...]) -> None:
    """Decode the frames on each side of every joint and compare them with the pieces' own; a `JobError` names the first
    joint that is not right."""
    starts = [sum(each.frames for each in facts[:index]) for index in range(len(facts))]
    with VideoReader(film) as reader:
        for number, (start, piece) in enumerate(zip(starts, facts, strict=True)):
            before = facts[number - 1].tail if number else ()
            expected = (*before, *piece.head)
            seen = reader.planes(start - len(before), start + len(piece.head))
            if tuple(digest_of(planes.tobytes()) for planes in seen) != expected:
                raise JobError(
                    f"the joint at frame {start} (before piece {number + 1}) does not show the pieces' frames"
                )


def watch(film: Path) -> int:
    """Decode the whole film, picture and sound, and count its frames; a `JobError` at the first thing that is wrong."""
    seen, step = 0, 0
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        stream.codec_context.thread_count = 2
        base, rate = stream.time_base or Fraction(1), stream.average_rate or Fraction(24)
        step = int(1 / (rate * base))
        try:
            for frame in file.decode(stream):
                if frame.pts != seen * step or frame.is_corrupt:
                    raise JobError(f"frame {seen} of the film is damaged or at the wrong time ({frame.pts})")
                seen += 1
            if file.streams.audio:
                file.seek(0)
                for _ in file.decode(audio=0):
                    pass
        except av.error.FFmpegError as error:
            raise JobError(f"the film cannot be decoded after frame {seen}: {error}") from error
    return seen


def _picture_packets(pieces: tuple[Path, ...], facts: tuple[PieceFacts, ...], rate: Rate) -> Iterator[Packet[Any]]:
    ticks, base = frame_ticks(rate), time_base(rate)
    start = count = 0
    for number, (path, piece) in enumerate(zip(pieces, facts, strict=True), 1):
        with av.open(str(path)) as file:
            stream = file.streams.video[0]
            if stream.time_base != base:
                raise JobError(f"piece {number} is not at {rate} frames a second")
            for packet in file.demux(stream):
                if packet.pts is None:
                    continue
                packet.pts += start * ticks
                packet.dts = (count - REORDERING) * ticks
                packet.duration = ticks
                if packet.dts > packet.pts:
                    raise JobError(f"piece {number} reorders its frames further than {REORDERING}")
                count += 1
                yield packet
        start += piece.frames
        if count != start:
            raise JobError(f"piece {number} holds {piece.frames + count - start} frames, not {piece.frames}")


def _sound_packets(track: InputContainer) -> Iterator[Packet[Any]]:
    return (packet for packet in track.demux(track.streams.audio[0]) if packet.dts is not None)


def _interleaved(pictures: Iterator[Packet[Any]], sounds: Iterator[Packet[Any]]) -> Iterator[tuple[Packet[Any], bool]]:
    """Both tracks' packets in order of time, so that a player finds them side by side."""
    sound = next(sounds, None)
    for picture in pictures:
        while sound is not None and _time(sound) <= _time(picture):
            yield sound, True
            sound = next(sounds, None)
        yield picture, False
    while sound is not None:
        yield sound, True
        sound = next(sounds, None)


def _time(packet: Packet[Any]) -> Fraction:
    return (packet.dts or 0) * (packet.time_base or Fraction(1))
