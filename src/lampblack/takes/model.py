"""Takes: every moving picture made for a shot, by whom, and which one is kept."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.time import Rate
from lampblack.engines.requests import Size


@dataclass(frozen=True, kw_only=True)
class Take:
    """One take of a shot: clean (no captions, no grade), at its own rate and size, with handles.

    `name` is how a person calls it: `theatre-1`, or a file's path below the film folder for a dropped-in one."""

    shot: str
    name: str
    video: Digest
    frames: int
    rate: Rate
    size: Size
    dropped_in: bool = False
    sound: Digest | msgspec.UnsetType = msgspec.UNSET
    """Its own sound (48 kHz stereo WAV, as long as the take), where it has one that is to be heard."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What an engine that reads is told: what is to be seen, and what must not be."""

    words: str = ""
    without: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The take that is kept for a shot, and why (`pinned`, `only one`, `first`)."""

    take: Take
    why: str
