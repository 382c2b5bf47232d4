"""The steps of the last stage: pure functions the plan names. Blobs and nouns in, blobs and nouns out."""

from __future__ import annotations

from pathlib import Path

from lampblack.base.context import Blob, Context
from lampblack.base.findings import Finding
from lampblack.engines.requests import Size
from lampblack.film import conform, subtitles
from lampblack.film import pieces as making
from lampblack.film import poster as posters
from lampblack.film import report as reports
from lampblack.film.model import Board, Caption, Encoding, FilmFacts, Piece, PieceFacts
from lampblack.media.audio import encode_aac_parts
from lampblack.media.lettering import MISSING_SIGN, SHIPPED, missing
from lampblack.media.picture import jpeg_bytes, scaled
from lampblack.media.video import VideoReader
from lampblack.media.wav import WavReader

_STRETCH = 1024 * 1024
"""Samples of the mix in memory at once."""


def encode_piece(
    context: Context,
    *,
    piece: Piece,
    takes: tuple[Blob, ...] = (),
    encoding: Encoding,
    fonts: tuple[Blob, ...] = (),
) -> dict[str, Blob | PieceFacts]:
    """Encode one piece of film, once. Answers `piece` (MP4) and `value` (`PieceFacts`)."""
    faces = _faces(context, fonts)
    path = making.encode(piece, tuple(context.path(take) for take in takes), encoding, faces, context)
    facts = making.facts_of(path, piece, faces)
    return {"piece": context.put(path), "value": facts}


def encode_sound(context: Context, *, mix: Blob, samples: int, bit_rate: int = 192_000) -> dict[str, Blob]:
    """The mix as the film's one AAC track, exactly `samples` long. Answers `sound` (AAC in an MP4)."""
    path = context.scratch / "sound.m4a"
    with WavReader(context.path(mix)) as reader:
        parts = (reader.part(start, min(samples, start + _STRETCH)) for start in range(0, samples, _STRETCH))
        encode_aac_parts(parts, path, channels=reader.channels, bit_rate=bit_rate)
    return {"sound": context.put(path)}


def join(
    context: Context,
    *,
    pieces: tuple[Blob, ...],
    facts: tuple[PieceFacts, ...],
    encoding: Encoding,
    sound: Blob | None = None,
    title: str = "",
    language: str = "",
) -> dict[str, Blob | FilmFacts]:
    """Copy all packets into one film and look at every joint. Answers `film` (MP4) and `value` (`FilmFacts`)."""
    path = context.scratch / "film.mp4"
    found = conform.join(
        tuple(context.path(piece) for piece in pieces),
        facts,
        context.path(sound) if sound is not None else None,
        path,
        rate=encoding.rate,
        title=title,
        language=language,
    )
    context.progress(0.5, "looking at the joints")
    conform.check_joints(path, facts)
    return {"film": context.put(path), "value": found}


def watch(context: Context, *, film: Blob) -> dict[str, int]:
    """Decode the whole film once. Answers `value`: how many frames were seen."""
    return {"value": conform.watch(context.path(film))}


def still(context: Context, *, video: Blob, frame: int, width: int = 480) -> dict[str, Blob]:
    """One frame of a take as a small JPEG. Answers `still`."""
    with VideoReader(context.path(video)) as reader:
        picture = reader.frame(min(frame, reader.contents.frames - 1))
    return {"still": context.put(jpeg_bytes(scaled(picture, width), 84))}


def poster(
    context: Context, *, video: Blob, size: Size, frame: int, title: str = "", fonts: tuple[Blob, ...] = ()
) -> dict[str, Blob]:
    """One frame of a take with the title on it. Answers `poster` (JPEG)."""
    with VideoReader(context.path(video)) as reader:
        picture = scaled(reader.frame(min(frame, reader.contents.frames - 1)), size.width)
    return {"poster": context.put(jpeg_bytes(posters.poster(picture, title, _faces(context, fonts)), 92))}


def write_captions(
    context: Context, *, captions: tuple[Caption, ...], size: Size, languages: tuple[str, ...]
) -> dict[str, Blob]:
    """Caption files: `srt.<language>`, `vtt.<language>` and `ass.<language>` (for a picture of `size`) each, and all
    languages together where there are several."""
    sets = [(each,) for each in languages] + ([languages] if len(languages) > 1 else [])
    files: dict[str, Blob] = {}
    for wanted in sets:
        name = "-".join(wanted)
        files[f"srt.{name}"] = context.put(subtitles.srt(captions, wanted).encode())
        files[f"vtt.{name}"] = context.put(subtitles.vtt(captions, wanted).encode())
        files[f"ass.{name}"] = context.put(subtitles.ass(captions, wanted, size).encode())
    return files


def find_missing(context: Context, *, characters: str, fonts: tuple[Blob, ...] = ()) -> dict[str, tuple[Finding, ...]]:
    """Which of these characters no font can draw. Answers `value`: one finding that names them all, or none."""
    gone = sorted(missing(characters, _faces(context, fonts)))
    message = (
        f"no font here can draw {' '.join(gone)}: {MISSING_SIGN} stands in the picture until one is named that can"
    )
    return {"value": (Finding(message=message),) if gone else ()}


def report(context: Context, *, board: Board, stills: tuple[Blob, ...] = ()) -> dict[str, Blob]:
    """The film on one page, with everything it shows inside it. Answers `report` (HTML)."""
    pictures = tuple(context.path(each).read_bytes() for each in stills)
    return {"report": context.put(reports.page(board, pictures).encode())}


def _faces(context: Context, fonts: tuple[Blob, ...]) -> tuple[Path, ...]:
    return (*(context.path(font) for font in fonts), SHIPPED)
