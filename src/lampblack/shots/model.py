"""Shots: how a scene is seen, as exact frames of staging, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lampblack.base.findings import Finding
from lampblack.base.time import FrameRange
from lampblack.breakdown.model import Join
from lampblack.staging.stage import Staging

ShotSize = Literal[
    "extreme_wide", "wide", "full", "medium_full", "medium", "medium_close", "close", "extreme_close", "insert",
]  # fmt: skip
Angle = Literal["front", "three_quarter", "profile", "over_shoulder", "two_shot", "low", "high", "back"]
Move = Literal["static", "push_in", "pull_out", "pan", "tilt", "truck", "crane", "orbit", "follow", "handheld"]


@dataclass(frozen=True, kw_only=True)
class LineInShot:
    """A line heard in this shot, and on which sample of the *take* (handles counted) it begins.

    A line longer than its shot runs on under the next one; it belongs to the shot on which it begins."""

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
    """Who the frame is about (cast ids)."""
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


@dataclass(frozen=True, kw_only=True)
class ShotChoice:
    """What a person decided about one shot in `choices.toml`; None means "as the grammar says"."""

    size: ShotSize | None = None
    angle: Angle | None = None
    move: Move | None = None
    seconds: float | None = None
    subject: tuple[str, ...] | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Everything a person decided, by shot id: overrides, and which take is kept (`engine-number` or a file in
    refs/)."""

    shots: Mapping[str, ShotChoice] = field(default_factory=lambda: {})
    pins: Mapping[str, str] = field(default_factory=lambda: {})
