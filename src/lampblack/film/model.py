"""The film as it is delivered: pieces that are encoded once, captions, and the one parameter set they all share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lampblack.base.digest import Digest
from lampblack.base.findings import Finding
from lampblack.base.time import FrameRange, Rate, SampleRange
from lampblack.engines.requests import Size


@dataclass(frozen=True, kw_only=True)
class Encoding:
    """One fixed parameter set for every piece of a film: pieces made otherwise are refused, not joined."""

    size: Size
    rate: Rate
    preset: str = "veryfast"
    crf: int = 20


@dataclass(frozen=True, kw_only=True)
class Caption:
    """A caption as shown: text by language, samples of the cut (of the piece, inside a piece's request)."""

    range: SampleRange
    text: Mapping[str, str] = field(default_factory=lambda: {})
    speaker: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Frames of one take: blob number `blob` of the job's inputs."""

    blob: int
    range_in_take: FrameRange


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of film: frames of one take, or a dissolve of two, with fades and the captions burnt in.

    It does not know where in the cut it stands, so moving a scene encodes nothing again. Caption ranges are relative to
    the piece's first frame (and may begin before 0 or end after it: only what overlaps is drawn)."""

    kind: Literal["straight", "dissolve", "card"] = "straight"
    sources: tuple[Source, ...] = ()
    frames: int
    captions: tuple[Caption, ...] = ()
    caption_languages: tuple[str, ...] = ()
    fade_in: int = 0
    fade_out: int = 0
    fade_from: int = 0
    """Frames of a fade already passed when the piece begins (a fade may span pieces)."""
    fade_to: int = 0
    """Frames of the fade-out still to come when the piece ends."""
    card: tuple[str, ...] = ()
    """The lines of a title card."""


@dataclass(frozen=True, kw_only=True)
class PieceFacts:
    """What an encoded piece holds, seen by decoding it once: what the join checks instead of trusting a clean mux."""

    frames: int
    parameters: Digest
    """Of its parameter sets and of every setting its encoder names: pieces that differ in it are never joined."""
    head: tuple[Digest, ...]
    """Of its first two decoded frames (fewer where it is shorter)."""
    tail: tuple[Digest, ...]
    """Of its last two decoded frames."""
    missing: tuple[str, ...] = ()
    """Characters no font could draw; a geta mark (〓) stands for each."""


@dataclass(frozen=True, kw_only=True)
class FilmFacts:
    """What the joined film holds."""

    frames: int
    pieces: int
    samples: int
    parameters: Digest


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """A line on the report's board: who says what, and the same in other languages."""

    speaker: str
    text: str
    captions: Mapping[str, str] = field(default_factory=lambda: {})


@dataclass(frozen=True, kw_only=True)
class BoardShot:
    """A shot on the report's board: what is seen and heard, when, and why. `still` numbers the job's stills."""

    shot: str
    scene: str
    still: int
    range_in_cut: FrameRange
    size: str = ""
    angle: str = ""
    move: str = ""
    why: str = ""
    words: str = ""
    lines: tuple[BoardLine, ...] = ()
    take: str = ""
    take_why: str = ""
    join_out: str = "cut"


@dataclass(frozen=True, kw_only=True)
class BoardScene:
    """A scene on the report's board."""

    scene: str
    heading: str
    synopsis: str = ""


@dataclass(frozen=True, kw_only=True)
class Board:
    """Everything the report page shows."""

    title: str
    language: str
    rate: Rate
    size: Size
    frames: int
    scenes: tuple[BoardScene, ...]
    shots: tuple[BoardShot, ...]
    findings: tuple[Finding, ...] = ()
    notes: Mapping[str, str] = field(default_factory=lambda: {})
    """Figures for the head of the page (`Loudness` to `-16.0 LUFS`), in order."""
