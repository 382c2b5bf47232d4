"""One piece of film: frames of a take (or of two, dissolving), faded, captioned, encoded once and watched once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import av

from lampblack.base.context import Cancelled, Context
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import JobError
from lampblack.film.grading import Overlay, dissolved, faded, laid_over
from lampblack.film.letters import caption_overlay, card
from lampblack.film.model import Caption, Encoding, Piece, PieceFacts, Source
from lampblack.media.colour import Picture
from lampblack.media.lettering import missing
from lampblack.media.video import VideoReader, VideoWriter

SEEN = 2
"""Frames on each side of a joint that are compared with the piece's own."""


def encode(
    piece: Piece, takes: tuple[Path, ...], encoding: Encoding, fonts: tuple[Path, ...], context: Context
) -> Path:
    """Write the piece into the scratch folder; an MP4 that can be joined with others of the same encoding."""
    path = context.scratch / "piece.mp4"
    size = (encoding.size.width, encoding.size.height)
    gop = max(1, encoding.rate.frames_in(1))
    with VideoWriter(
        path, size=size, rate=encoding.rate, crf=encoding.crf, preset=encoding.preset, gop=gop, stitchable=True
    ) as writer:
        for planes in frames_of(piece, takes, encoding, fonts):
            if context.cancelled():
                raise Cancelled
            writer.write_planes(planes)
            context.progress(writer.frames / piece.frames)
    return path


def frames_of(piece: Piece, takes: tuple[Path, ...], encoding: Encoding, fonts: tuple[Path, ...]) -> Iterator[Picture]:
    """The piece's frames as I420 planes, finished: pictures, then fades, then captions over everything."""
    shown = _overlays(piece, encoding, fonts)
    for index, planes in enumerate(_pictures(piece, takes, encoding, fonts)):
        frame = faded(planes, light_at(piece, index))
        for first, last, lettering in shown:
            if first <= index < last:
                frame = laid_over(frame, lettering)
        yield frame


def light_at(piece: Piece, index: int) -> float:
    """How much of its light frame `index` has: a fade's first frame in and last frame out are black."""
    light = 1.0
    if piece.fade_in:
        light = min(light, (piece.fade_from + index) / piece.fade_in)
    if piece.fade_out:
        light = min(light, (piece.frames - 1 - index + piece.fade_to) / piece.fade_out)
    return light


def facts_of(path: Path, piece: Piece, fonts: tuple[Path, ...]) -> PieceFacts:
    """Watch the finished piece from end to end; a `JobError` where it does not hold what was asked."""
    head: list[Digest] = []
    tail: list[Digest] = []
    with VideoReader(path) as reader:
        frames = reader.contents.frames
        for planes in reader.planes(0, frames):
            name = digest_of(planes.tobytes())
            head += [name] if len(head) < SEEN else []
            tail = [*tail, name][-SEEN:]
    if frames != piece.frames:
        raise JobError(f"a piece of {piece.frames} frames came out with {frames}")
    return PieceFacts(
        frames=frames,
        parameters=parameters_of(path),
        head=tuple(head),
        tail=tuple(tail),
        missing=_missing(piece, fonts),
    )


def parameters_of(path: Path) -> Digest:
    """The name of a file's parameter sets, and of the settings x264 writes into its first packet.

    Equal parameter sets are not enough: with x264's `stitchable` a file made with another CRF has them too.
    """
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        sets = bytes(stream.codec_context.extradata or b"")
        first = bytes(next(file.demux(stream)))
        shape = f"{stream.width}x{stream.height} {stream.time_base}".encode()
    settings = re.search(rb"x264 - core[ -~]*", first)
    return digest_of(b"\0".join((sets, settings[0] if settings else b"", shape)))


def _pictures(piece: Piece, takes: tuple[Path, ...], encoding: Encoding, fonts: tuple[Path, ...]) -> Iterator[Picture]:
    if piece.kind == "card":
        ground = card(piece.card, encoding.size, fonts)
        yield from (ground for _ in range(piece.frames))
    elif piece.kind == "dissolve":
        leaving, coming = (_source(each, takes, piece.frames, encoding) for each in piece.sources)
        for index, (before, after) in enumerate(zip(leaving, coming, strict=True)):
            yield dissolved(before, after, (index + 1) / (piece.frames + 1))
    else:
        yield from _source(piece.sources[0], takes, piece.frames, encoding)


def _source(source: Source, takes: tuple[Path, ...], frames: int, encoding: Encoding) -> Iterator[Picture]:
    """`frames` frames of a take; one at another rate has frames repeated or left out, evenly."""
    span = source.range_in_take
    size = (encoding.size.width, encoding.size.height)
    wanted = [index * span.duration // frames for index in range(frames)]
    with VideoReader(takes[source.blob]) as reader:
        number = -1
        pictures = reader.planes(span.start, span.start + wanted[-1] + 1, size=size)
        planes: Picture | None = None
        for each in wanted:
            while number < each:
                planes = next(pictures)
                number += 1
            assert planes is not None
            yield planes


def _overlays(piece: Piece, encoding: Encoding, fonts: tuple[Path, ...]) -> list[tuple[int, int, Overlay]]:
    """Every caption with the frames of the piece it stands on."""
    found: list[tuple[int, int, Overlay]] = []
    for caption in piece.captions:
        lettering = caption_overlay(caption, piece.caption_languages, encoding.size, fonts)
        if lettering is not None:
            found.append((*_frames(caption, encoding), lettering))
    return found


def _frames(caption: Caption, encoding: Encoding) -> tuple[int, int]:
    return encoding.rate.frame_at(caption.range.start), encoding.rate.frames_for(caption.range.stop)


def _missing(piece: Piece, fonts: tuple[Path, ...]) -> tuple[str, ...]:
    shown = "".join(caption.text.get(each, "") for caption in piece.captions for each in piece.caption_languages)
    return tuple(sorted(missing(shown + "".join(piece.card), fonts)))
