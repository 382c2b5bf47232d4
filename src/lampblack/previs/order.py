"""In which order frames are drawn: what is looked at first, then the film in ever finer steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lampblack.previs.model import Clip

STEPS = (12, 4, 1)
"""Every twelfth frame shows how a shot goes, every fourth how it moves."""
AHEAD = 48
"""Frames before the playhead that are wanted first while it plays."""

Wanted = tuple[str, int]
"""A frame: the name of its pictures, its number in them."""


def clip_at(clips: Sequence[Clip], frame: int) -> int:
    """The number of the clip seen on that frame of the film; the nearest one under a card."""
    found = 0
    for number, clip in enumerate(clips):
        if clip.start <= frame:
            found = number
    return found


def seen_at(clips: Sequence[Clip], frame: int) -> tuple[Wanted, ...]:
    """What the picture on that frame is made of: one frame, or two in a dissolve; nothing under a card."""
    if not clips or frame < clips[0].start or frame >= clips[-1].stop:
        return ()
    number = clip_at(clips, frame)
    clip, found = clips[number], [_of(clips[number], frame)]
    if number + 1 < len(clips) and clip.join == "dissolve" and frame >= clip.stop - clip.join_frames // 2:
        found.append(_of(clips[number + 1], frame))
    before = clips[number - 1] if number else None
    if before is not None and before.join == "dissolve" and frame < before.stop + before.join_frames // 2:
        found.append(_of(before, frame))
    return tuple(found)


def urgent(clips: Sequence[Clip], at: int, playing: bool) -> Iterator[Wanted]:
    """The frame at the playhead; then what comes next while it plays, then its shot."""
    if not clips:
        return
    yield from seen_at(clips, min(max(at, clips[0].start), clips[-1].stop - 1))
    for step in STEPS if playing else ():
        for frame in range(at, at + AHEAD):
            if frame % step == 0:
                yield from seen_at(clips, frame)
    clip = clips[clip_at(clips, at)]
    yield _middle(clip)
    for step in STEPS:
        for frame in range(clip.start, clip.stop, step):
            yield _of(clip, frame)


def whole(clips: Sequence[Clip], at: int) -> Iterator[Wanted]:
    """One frame of every shot; then the film from the playhead on and round to it, in ever finer steps."""
    here = clip_at(clips, at)
    turned = (*clips[here:], *clips[:here])
    for clip in turned:
        yield _middle(clip)
    for step in STEPS:
        for clip in turned:
            for frame in range(clip.start, clip.stop, step):
                yield from seen_at(clips, frame)


def _of(clip: Clip, frame: int) -> Wanted:
    return clip.pictures, min(max(clip.first + frame - clip.start, 0), clip.frames - 1)


def _middle(clip: Clip) -> Wanted:
    return _of(clip, (clip.start + clip.stop) // 2)
