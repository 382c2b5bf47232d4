"""What the page plays: clips, captions and voices by the names of their bytes; and what those are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lampblack.engines.requests import Size
from lampblack.graph.job import Job


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One shot as it is shown. `pictures` names what its frames are of; frame `first + n` of them is the clip's `n`-th,
    shown on frame `start + n` of the film. A transition of `join_frames` frames is centred on `stop`."""

    shot: str
    scene: str
    pictures: str
    first: int
    start: int
    stop: int
    frames: int
    """How many frames there are of it, handles counted."""
    join: str = "cut"
    join_frames: int = 0
    grammar: tuple[str, ...] = ()
    """Size, angle and move, in the names of `shots.model`."""
    words: str = ""
    why: str = ""
    lines: tuple[str, ...] = ()
    stand_in: str = ""
    """The engine whose take this will be and is not yet: until then the theatre plays it."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A line in the film: from sample `start` on (48 kHz); `voice` is empty while nobody has spoken it."""

    line: str
    speaker: str
    text: str
    start: int
    samples: int
    voice: str = ""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A caption: frames `start` to `stop` of the film (half-open), text by language."""

    start: int
    stop: int
    text: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A mistake or a doubt as the page says it: `where` is `file:line`, or empty."""

    message: str
    where: str = ""
    severity: str = "fault"


@dataclass(frozen=True, kw_only=True)
class Reel:
    """The film as the page plays it. `card` is what the opening says, over `opening` frames."""

    title: str
    language: str
    rate: tuple[int, int]
    width: int
    height: int
    frames: int
    opening: int = 0
    card: tuple[str, ...] = ()
    clips: tuple[Clip, ...] = ()
    scenes: Mapping[str, str] = field(default_factory=lambda: {})
    """Headings by slug."""
    lines: tuple[Heard, ...] = ()
    captions: tuple[Shown, ...] = ()
    findings: tuple[Told, ...] = ()
    mix: str = ""
    """The finished sound of this very cut, if it was made."""
    silent: str = ""
    """Why lines stay silent until the film is made; empty where the preview may speak them itself."""


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """What frames are drawn from: a saved staging, or a take's `file`. `captures` are files of the motions in it."""

    name: str
    size: Size
    staging: bytes = b""
    take: int = 1
    look: str = ""
    file: str = ""
    captures: Mapping[str, str] = field(default_factory=lambda: {})
    where: str = ""
    """The shot it is of, to name it in a mistake."""


@dataclass(frozen=True, kw_only=True)
class Animatic:
    """A reel, and all that it is played from; `unspoken` are jobs that would record its silent lines for nothing."""

    reel: Reel
    pictures: Mapping[str, Pictures]
    sounds: Mapping[str, Path] = field(default_factory=lambda: {})
    unspoken: tuple[Job, ...] = ()
