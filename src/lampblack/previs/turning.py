"""What a new reel changed, and where in it a person goes on looking."""

from __future__ import annotations

from lampblack.base.time import Rate
from lampblack.previs.model import Clip, Reel
from lampblack.previs.order import clip_at

INTO_A_LINE = 0.35
"""Seconds after its beginning that a changed line is looked at: the mouth is open then."""


def changed(before: Reel | None, after: Reel) -> tuple[str, ...]:
    """The shots whose pictures are new. Nothing is new in a first reel."""
    if before is None:
        return ()
    known = {clip.pictures for clip in before.clips}
    return tuple(clip.shot for clip in after.clips if clip.pictures not in known)


def focus(before: Reel | None, after: Reel, at: int, *, follow: bool) -> int:
    """The frame of the new reel to be at, coming from frame `at` of the old one: the same moment of the same shot; or,
    to `follow`, the first thing that changed, unless that is in sight already."""
    if before is None or not before.clips or not after.clips:
        return max(0, min(at, after.frames - 1))
    same, news = _same(before, after, at), set(changed(before, after))
    here = after.clips[clip_at(after.clips, same)]
    if not follow or not news or here.shot in news:
        return same
    old = clip_at(before.clips, at)
    number = min(
        (number for number, clip in enumerate(after.clips) if clip.shot in news), key=lambda each: abs(each - old)
    )
    return _telling(before, after, after.clips[number])


def _same(before: Reel, after: Reel, at: int) -> int:
    """The same moment of the same shot; of the shot in its place, where it is gone."""
    if at < before.clips[0].start or at >= before.clips[-1].stop:
        return min(at, after.frames - 1) if at < before.clips[0].start else after.frames - 1
    number = clip_at(before.clips, at)
    clip = before.clips[number]
    found = next((each for each in after.clips if each.shot == clip.shot), None)
    found = found or after.clips[min(number, len(after.clips) - 1)]
    return min(found.start + at - clip.start, found.stop - 1)


def _telling(before: Reel, after: Reel, clip: Clip) -> int:
    """The frame of a changed shot that tells most: a new line being spoken, else its middle."""
    known = {(line.line, line.text) for line in before.lines}
    rate = Rate(numerator=after.rate[0], denominator=after.rate[1])
    for line in after.lines:
        if line.line in clip.lines and (line.line, line.text) not in known:
            return min(max(rate.frame_at(line.start) + rate.frames_in(INTO_A_LINE), clip.start), clip.stop - 1)
    return (clip.start + clip.stop) // 2
