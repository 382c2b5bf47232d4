"""Which kind of file some bytes are: pictures, moving pictures and recordings, by how they begin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """What its name ends in (`png`), and its content type (`image/png`)."""

    ending: str
    type: str


_STARTS: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png", "image/png"),
    (b"\xff\xd8\xff", 0, "jpg", "image/jpeg"),
    (b"WEBP", 8, "webp", "image/webp"),
    (b"ftyp", 4, "mp4", "video/mp4"),
    (b"\x1aE\xdf\xa3", 0, "mkv", "video/x-matroska"),
    (b"WAVE", 8, "wav", "audio/wav"),
    (b"fLaC", 0, "flac", "audio/flac"),
    (b"OggS", 0, "ogg", "audio/ogg"),
    (b"ID3", 0, "mp3", "audio/mpeg"),
)
"""Which bytes, where, the ending, the type."""
ENDINGS = tuple(ending for _, _, ending, _ in _STARTS)


def kind_of(data: bytes) -> FileKind | None:
    """The kind of what begins like this; None where it is none that is known."""
    for start, at, ending, type in _STARTS:
        if data[at : at + len(start)] == start:
            return FileKind(ending=ending, type=type)
    return None


def ending_of(type: str) -> str:
    """How the name of a file of that content type ends; `bin` where it is none that is known."""
    return next((ending for _, _, ending, known in _STARTS if known == type), "bin")
