"""Timing: the spoken line is the clock. Each setup becomes whole frames, each line begins on one of them."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.time import Rate
from lampblack.shots.pace import SHORTEST, head_frames, pause_frames, scaled, tail_frames
from lampblack.shots.parts import Part, Setup


@dataclass(frozen=True, kw_only=True)
class Timed:
    """How long a setup is in the cut, and on which of its frames each part begins."""

    frames: int
    starts: tuple[int, ...]
    said: int
    """Frames below which words would be lost."""
    runs_on: bool = False
    """Whether the last line goes on under the next shot."""


def timed(setup: Setup, rate: Rate) -> Timed:
    """A setup's length and its parts' places, from what it covers and nothing else."""
    parts = setup.parts
    if not parts:
        return Timed(frames=setup.silent, starts=(), said=0)
    at = _head(setup, rate)
    starts: list[int] = []
    end = at
    for index, part in enumerate(parts):
        if index:
            dual = part.line is not None and part.line.dual
            at = starts[_speech_before(parts, index)] if dual else end + _between(parts[index - 1], part, rate)
        starts.append(at)
        end = max(end, at + part.frames)
    last = parts[-1]
    runs_on = last.spoken is not None and last.stop < rate.frames_for(last.spoken.samples)
    frames = end if runs_on else end + _tail(setup, last, rate)
    shortest = -int(-SHORTEST * rate.fraction // 1)
    frames = frames if runs_on else max(frames, shortest)
    return Timed(frames=frames, starts=tuple(starts), said=end, runs_on=runs_on)


def _speech_before(parts: tuple[Part, ...], index: int) -> int:
    """Where the speech begins that part `index` is spoken together with, in however many lines it is said."""
    first = index - 1
    while first > 0 and _one_speech(parts[first - 1], parts[first]):
        first -= 1
    return first


def _one_speech(before: Part, after: Part) -> bool:
    if before.line is None or after.line is None or after.line.dual or not after.begins:
        return False
    return before.line.character == after.line.character


def _head(setup: Setup, rate: Rate) -> int:
    first = setup.parts[0]
    if not first.begins:
        return 0
    if first.line is None:
        return scaled(10, rate) if setup.opening else 0
    return scaled(18, rate) if setup.opening else head_frames(first.line, rate)


def _between(before: Part, after: Part, rate: Rate) -> int:
    if before.line is None or after.line is None:
        return scaled(6, rate)
    return pause_frames(before.line, after.line, rate)


def _tail(setup: Setup, last: Part, rate: Rate) -> int:
    if setup.closing:
        return scaled(16, rate)
    return scaled(4, rate) if last.line is None else tail_frames(last.line, rate)
