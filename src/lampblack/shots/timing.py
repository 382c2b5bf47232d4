"""Timing: the spoken line is the clock. Each setup becomes whole frames, each line begins on one of them."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.time import Rate
from lampblack.shots.pace import SHORTEST, head_frames, pause_frames, pulse, scaled, tail_frames
from lampblack.shots.parts import Part, Setup
from lampblack.staging.people import Mood


@dataclass(frozen=True, kw_only=True)
class Overheard:
    """What is heard in a shot of a line that belongs to the one before or after it: `part` has only those frames of
    the line, and begins on frame `at` of the shot."""

    part: Part
    at: int


@dataclass(frozen=True, kw_only=True)
class Timed:
    """How long a setup is in the cut, and on which of its frames each part begins.

    A first line that is heard before its shot begins on a frame below 0."""

    frames: int
    starts: tuple[int, ...]
    said: int
    """Frames below which words would be lost, or something done be cut off."""
    words: int = 0
    """The frame on which the last part has ended."""
    deeds: int = 0
    """The frame on which all that is done has been done; 0: nothing is."""
    runs_on: bool = False
    """Whether the last line goes on under the next shot."""
    overheard: tuple[Overheard, ...] = ()


def timed(setup: Setup, rate: Rate, mood: Mood = "calm") -> Timed:
    """A setup's length and its parts' places, from what it covers and the mood of its scene, and nothing else."""
    parts = setup.parts
    if not parts:
        return Timed(frames=setup.silent, starts=(), said=0)
    at = _head(setup, rate, mood)
    starts: list[int] = []
    end = at
    for index, part in enumerate(parts):
        if index:
            dual = part.line is not None and part.line.dual
            after = max(end + _between(parts[index - 1], part, rate, mood), starts[-1] + 1)
            at = starts[_speech_before(parts, index)] if dual else after
        starts.append(at)
        end = max(end, at + part.frames)
    last = parts[-1]
    runs_on = last.spoken is not None and last.stop < rate.frames_for(last.spoken.samples)
    done = max((at + _done(part) for at, part in zip(starts, parts, strict=True)), default=0)
    frames = end if runs_on else max(end + _tail(setup, last, rate, mood), done)
    shortest = -int(-SHORTEST * rate.fraction // 1)
    frames = frames if runs_on else max(frames, shortest)
    said = end if runs_on else max(end, done)
    return Timed(frames=frames, starts=tuple(starts), said=said, words=end, deeds=done, runs_on=runs_on)


def _done(part: Part) -> int:
    """The frame of a part on which its deeds are done; a line may be shorter than what is done with it."""
    return max((doing.start + doing.frames for doing in part.doings), default=0)


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


def _head(setup: Setup, rate: Rate, mood: Mood) -> int:
    first = setup.parts[0]
    if not first.begins:
        return 0
    if first.line is None:
        return scaled(10, rate) if setup.opening else 0
    return scaled(18, rate) if setup.opening else head_frames(first.line, rate, mood)


def _between(before: Part, after: Part, rate: Rate, mood: Mood) -> int:
    if before.line is None or after.line is None:
        return scaled(6 * pulse(mood), rate)
    return pause_frames(before.line, after.line, rate, mood)


def _tail(setup: Setup, last: Part, rate: Rate, mood: Mood) -> int:
    if setup.closing:
        return scaled(16 * pulse(mood), rate)
    return scaled(4 * pulse(mood), rate) if last.line is None else tail_frames(last.line, rate, mood)
