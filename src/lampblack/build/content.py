"""The film's content by kind: dialogue, action, places, inserts, titles; seconds of each, and what belongs to which.

Someone speaks in a shot on which a line begins (a narrator's voice-over is not in the shot). Else people act, or
nobody is there. Money and minutes for a whole scene or the whole film are shared out by seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from lampblack.base.time import Rate
from lampblack.breakdown.model import Breakdown
from lampblack.build.planner import Planned
from lampblack.project.baseline import ShotKind
from lampblack.shots.model import Shot


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of the film: a shot, or what stands before and after all shots (`shot` empty)."""

    shot: str
    scene: str
    kind: ShotKind
    seconds: Fraction


@dataclass(frozen=True, kw_only=True)
class Content:
    """A film's pieces in order. `lines`: the shot on which each line begins. `whole`: every scene has its shots, so
    that what is not here is not in the film any more. `cut`: it has been cut, so that its length is known."""

    pieces: tuple[Piece, ...] = ()
    lines: Mapping[str, str] = field(default_factory=lambda: {})
    whole: bool = False
    cut: bool = False

    @property
    def seconds(self) -> Fraction:
        """How long it is, as far as it is known."""
        return sum((piece.seconds for piece in self.pieces), Fraction(0))

    def piece(self, subject: str) -> Piece | None:
        """The shot of that name, or the one on which that line begins."""
        return self._shots.get(self.lines.get(subject, subject))

    def scenes(self) -> frozenset[str]:
        """The scenes there are."""
        return frozenset(self._scenes)

    def kinds(self, scene: str = "") -> Mapping[ShotKind, Fraction]:
        """Seconds of each kind there is, in one scene or in all."""
        return self._scenes.get(scene, {}) if scene else self._kinds

    @cached_property
    def _shots(self) -> dict[str, Piece]:
        return {piece.shot: piece for piece in self.pieces if piece.shot}

    @cached_property
    def _kinds(self) -> dict[ShotKind, Fraction]:
        return _by_kind(self.pieces)

    @cached_property
    def _scenes(self) -> dict[str, dict[ShotKind, Fraction]]:
        scenes: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            if piece.scene:
                scenes.setdefault(piece.scene, []).append(piece)
        return {scene: _by_kind(pieces) for scene, pieces in scenes.items()}


def content_of(planned: Planned, rate: Rate) -> Content:
    """The film as far as it is planned."""
    pieces = [_piece(shot, _narrated(planned.breakdown), rate) for shot in planned.shots()]
    scenes = planned.breakdown.scenes if planned.breakdown else ()
    if planned.cut is not None:
        titles = planned.cut.frames - sum(clip.range_in_cut.duration for clip in planned.cut.clips)
        if titles > 0:
            pieces.append(Piece(shot="", scene="", kind="title", seconds=rate.seconds(titles)))
    return Content(
        pieces=tuple(pieces),
        lines={line.line: shot.id for shot in planned.shots() for line in shot.lines},
        whole=bool(scenes) and len(planned.plans) == len(scenes),
        cut=planned.cut is not None,
    )


def shared(amount: int, weights: Sequence[Fraction]) -> list[int]:
    """A whole amount in parts as large as their weights, to the last unit: the parts always sum to the amount."""
    whole = sum(weights, Fraction(0))
    if not weights or whole <= 0:
        return [amount, *(0 for _ in weights[1:])]
    exact = [amount * weight / whole for weight in weights]
    parts = [int(each) for each in exact]
    by_rest = sorted(range(len(parts)), key=lambda number: (parts[number] - exact[number], number))
    for number in by_rest[: amount - sum(parts)]:
        parts[number] += 1
    return parts


def _by_kind(pieces: Sequence[Piece]) -> dict[ShotKind, Fraction]:
    found: dict[ShotKind, Fraction] = {}
    for piece in pieces:
        found[piece.kind] = found.get(piece.kind, Fraction(0)) + piece.seconds
    return found


def _piece(shot: Shot, narrated: frozenset[str], rate: Rate) -> Piece:
    seconds = rate.seconds(shot.range_in_take.duration)
    return Piece(shot=shot.id, scene=shot.scene, kind=_kind(shot, narrated), seconds=seconds)


def _kind(shot: Shot, narrated: frozenset[str]) -> ShotKind:
    if shot.size == "insert":
        return "insert"
    if any(line.line not in narrated for line in shot.lines):
        return "dialogue"
    return "action" if shot.staging.people else "place"


def _narrated(breakdown: Breakdown | None) -> frozenset[str]:
    lines = breakdown.lines() if breakdown else ()
    return frozenset(line.id for line in lines if line.through == "voice_over")
