"""The film as it is delivered: pieces that are encoded once, captions, and the one parameter set they all share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

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
    card: tuple[str, ...] = ()
    """The lines of a title card."""
