"""Shots: how a scene is seen, as exact frames of staging, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lampblack.base.findings import Finding
from lampblack.base.time import FrameRange
from lampblack.breakdown.model import Join
from lampblack.staging.motion import Up
from lampblack.staging.people import Mood, Verb
from lampblack.staging.stage import Staging

ShotSize = Literal[
    "extreme_wide", "wide", "full", "medium_full", "medium", "medium_close", "close", "extreme_close", "insert",
]  # fmt: skip
Angle = Literal["front", "three_quarter", "profile", "over_shoulder", "two_shot", "low", "high", "back"]
Move = Literal[
    "static", "push_in", "pull_out", "pan", "tilt", "truck", "crane", "orbit", "zoom_in", "zoom_out", "follow",
    "handheld", "rack_focus",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class LineInShot:
    """A line heard in this shot, and on which sample of the *take* (handles counted) it begins.

    A line longer than its shot runs on under the next one; it belongs to the shot on which it begins, or, where it is
    heard before it is seen, to the one in which it is seen: then it begins before what the cut uses, and `start` may be
    below 0. A line is in one shot only."""

    line: str
    start: int
    samples: int


@dataclass(frozen=True, kw_only=True)
class SoundInShot:
    """Something heard because it happens on the stage: a foley name, on a sample of the take, from where."""

    what: str
    start: int
    ground: str = ""
    strength: float = 1.0
    pan: float = 0.0
    """-1 left to 1 right, from the staging."""
    distance: float = 0.0
    """Metres from the camera, for how much of the room is heard with it and how dull the air makes it; how loud that
    makes it is in `strength` already. 0: not known, near."""
    occlusion: float = 0.0
    """0 to 1: how much is lost of its brightness because something is in between, or because it is out of the frame."""
    weight: float = 1.0
    """Who steps or falls, as in `Foley`."""
    pace: Literal["walk", "run"] = "walk"
    shoe: Literal["", "soft", "hard", "bare"] = ""


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One shot. `id` is `<scene slug>/<what it covers>`: from the words it covers, never from a count, so inserting a
    shot renames no other. `range_in_take` is what the cut uses; the rest of the take are handles."""

    id: str
    scene: str
    size: ShotSize
    angle: Angle
    move: Move = "static"
    subject: tuple[str, ...] = ()
    """Who the frame is about (cast ids); in an insert it may be a thing of the place, or one in a hand."""
    staging: Staging
    range_in_take: FrameRange
    lines: tuple[LineInShot, ...] = ()
    sounds: tuple[SoundInShot, ...] = ()
    words: str = ""
    """What happens, for boards and for engines that read."""
    why: str = ""
    """The rule of grammar or the person's choice that made it so."""
    join_out: Join = "cut"
    join_frames: int = 0
    """How long the dissolve or fade to the next shot lasts; half of it are handles on either side."""


@dataclass(frozen=True, kw_only=True)
class ScenePlan:
    """A scene's shots in order, and what could not be done as asked."""

    scene: str
    shots: tuple[Shot, ...]
    findings: tuple[Finding, ...] = ()


Played = Verb | Literal["sit", "stand", "kneel", "lie", "look"]
"""What a person can be told to do: a verb, a posture, or to look at somebody or something."""


@dataclass(frozen=True, kw_only=True)
class DoChoice:
    """One thing somebody is told to do in a shot: `at` and `seconds` are seconds of the shot; None: as long as such a
    thing takes, or, for a posture, until the shot ends."""

    who: str
    verb: Played
    at: float = 0.0
    seconds: float | None = None
    to: str = ""
    """To whom, with whom, at what: an id of the cast or of a thing of the place, `sun` or `camera`."""
    thing: str = ""
    """What is in the hand for it (`cup`, `sword` ...); given or taken, it changes hands."""


@dataclass(frozen=True, kw_only=True)
class ShotChoice:
    """What a person decided about one shot in `choices.toml`; None means "as the grammar says"."""

    size: ShotSize | None = None
    angle: Angle | None = None
    move: Move | None = None
    seconds: float | None = None
    subject: tuple[str, ...] | None = None
    rack_at: float | None = None
    """The second of the shot at which a rack of focus is to be under way; None: when another begins to speak, else
    midway."""
    lap: int | None = None
    """Frames by which the sound goes over the cut to this shot: positive, its first line is heard before it (a J-cut);
    negative, the last line before it is heard on over it (an L-cut); 0, both are cut at once."""
    do: tuple[DoChoice, ...] = ()
    """What people do in this shot besides, or instead of, what the script's words gave them at that time."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MotionChoice:
    """A motion capture file that somebody follows in a shot. Seconds are the file's for `first` and `last` (`from` and
    `to` in `choices.toml`), the shot's for `start` and `stop`."""

    file: str
    first: float = 0.0
    last: float | None = None
    start: float = 0.0
    stop: float | None = None
    at: Literal["mark"] | tuple[float, float] = "mark"
    """Where the body is when it begins: on the person's own mark, or so many metres right and away."""
    facing: Literal["mark"] | float = "mark"
    """The way it faces then: as the person does, or degrees from the audience (90: to the right of the picture)."""
    speed: float = 1.0
    mirror: bool = False
    travel: bool = True
    """Whether the person goes where the actor went, or does it on the spot."""
    scale: Literal["figure"] | float = "figure"
    """How long steps are: as the person's legs are, or metres on the stage for a metre in the file."""
    after: Literal["hold", "loop", "act"] = "hold"
    """When the file is over: stay so, begin again from there, or act on by oneself."""
    blend: float = 0.4
    """Seconds in which the person's own acting becomes the actor's, and back."""
    hands: bool = True
    head: bool = True
    up: Up = "auto"


Motions = Mapping[str, Mapping[str, MotionChoice]]
"""By shot id, then by person's id."""


def files_of(motions: Motions) -> tuple[tuple[str, Up], ...]:
    """The files of some motions, each once for every way up it is read, in order."""
    return tuple(sorted({(each.file, each.up) for people in motions.values() for each in people.values()}))


@dataclass(frozen=True, kw_only=True)
class ScoreChoice:
    """What a person decided for one scene's music; None and nothing: as it is spotted."""

    strength: float | None = None
    """0 (no music) to 1."""
    mood: Mood | None = None
    tempo: int = 0
    file: str = ""
    """Their own music for it, below the film's folder."""
    stretch: bool = True
    """Whether it may give way by three parts in a hundred, so that beats fall on cuts."""


@dataclass(frozen=True, kw_only=True)
class WordsChoice:
    """What a person has an engine told of one shot; None: as it is composed from the shot."""

    words: str | None = None
    """In the place of what is composed, sent as it stands."""
    without: str | None = None
    """What must not be seen, in the place of what is said by default."""
    add: str = ""
    """Said besides, behind what is composed."""
    besides: tuple[str, ...] = ()
    """What must not be seen besides: never written here, gathered from `without`."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Everything a person decided, by shot id: overrides, which take is kept (`engine-number` or a file in refs/), who
    follows which captured motion; by scene, what its music is."""

    shots: Mapping[str, ShotChoice] = field(default_factory=lambda: {})
    pins: Mapping[str, str] = field(default_factory=lambda: {})
    motions: Motions = field(default_factory=lambda: {})
    score: Mapping[str, ScoreChoice] = field(default_factory=lambda: {})
    recordings: Mapping[str, str] = field(default_factory=lambda: {})
    """A person's own recordings, by line id: files below the film's folder."""
    engines: Mapping[str, str] = field(default_factory=lambda: {})
    """Who films a shot, or all shots of a scene: an engine, or a recipe of `film.toml`, by the shot's or scene's id."""
    words: Mapping[str, WordsChoice] = field(default_factory=lambda: {})
    """What engines are told, by shot id."""
    without: Mapping[str, str] = field(default_factory=lambda: {})
    """What must not be seen besides, by `film`, scene or shot id."""
