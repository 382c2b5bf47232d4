"""The cut laid out as pieces: what has to be encoded, each piece ignorant of where it stands.

A clip is a piece, a dissolve is a piece of its own (its frames come from both takes' handles), a title card is a piece.
Captions and fades are cut to the piece they fall on, so moving or inserting a scene changes no piece but its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.time import FrameRange, Rate, SampleRange
from lampblack.cut.model import Clip, Cut
from lampblack.film.model import Caption, Piece, Source


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A piece with what the plan must know of it: its job, its shots, its takes by digest, its place in the cut."""

    job: str
    piece: Piece
    shots: tuple[str, ...]
    takes: tuple[Digest, ...]
    range_in_cut: FrameRange


def pieces_of(
    cut: Cut,
    captions: tuple[Caption, ...] = (),
    languages: tuple[str, ...] = (),
    *,
    opening: tuple[str, ...] | None = None,
    closing: tuple[str, ...] = (),
) -> tuple[Laid, ...]:
    """Every piece of the film in order; they abut and are `cut.frames` long together.

    `languages` are the captions burnt in (none: a clean film); `opening` and `closing` are the lines of the cards
    (default: the title), shown where the cut leaves room for them. A `UserError` names a clip without enough handles.
    """
    before = [0, *(clip.join_frames if clip.join_out == "dissolve" else 0 for clip in cut.clips[:-1])]
    after = [*before[1:], 0]
    laid: list[Laid] = []
    first = cut.clips[0].range_in_cut.start if cut.clips else cut.frames
    last = cut.clips[-1].range_in_cut.stop if cut.clips else cut.frames
    if first:
        lines = opening if opening is not None else (cut.title,)
        laid.append(_card("opening", lines, FrameRange(start=0, stop=first), cut.rate))
    for number, clip in enumerate(cut.clips):
        middle = _trimmed(clip, before[number], after[number])
        if middle is not None:
            laid.append(_straight(clip, middle, cut, number))
        if after[number]:
            laid.append(_dissolve(clip, cut.clips[number + 1], after[number]))
    if last < cut.frames:
        laid.append(_card("closing", closing, FrameRange(start=last, stop=cut.frames), cut.rate))
    return tuple(_captioned(each, captions, languages, cut.rate) for each in laid)


def _trimmed(clip: Clip, before: int, after: int) -> FrameRange | None:
    """What is left of a clip between its dissolves; None where they meet."""
    start = clip.range_in_cut.start + before - before // 2
    stop = clip.range_in_cut.stop - after // 2
    if start > stop:
        raise UserError(
            f"shot {clip.shot} is {clip.range_in_cut.duration} frames long, too short for its dissolves",
            possible=("a longer shot", "a shorter dissolve"),
        )
    return FrameRange(start=start, stop=stop) if start < stop else None


def _straight(clip: Clip, range_in_cut: FrameRange, cut: Cut, number: int) -> Laid:
    fade_in, fade_from = _fade_in(cut, range_in_cut, number)
    fade_out, fade_to = _fade_out(cut, range_in_cut, number)
    piece = Piece(
        sources=(Source(blob=0, range_in_take=_in_take(clip, range_in_cut)),),
        frames=range_in_cut.duration,
        fade_in=fade_in,
        fade_from=fade_from,
        fade_out=fade_out,
        fade_to=fade_to,
    )
    return Laid(
        job=f"film/piece/{clip.shot}", piece=piece, shots=(clip.shot,), takes=(clip.video,), range_in_cut=range_in_cut
    )


def _fade_in(cut: Cut, here: FrameRange, number: int) -> tuple[int, int]:
    """The fade a clip comes out of, and how much of it has passed: the join before it, else the film's own."""
    clips = cut.clips
    if number and clips[number - 1].join_out == "fade" and clips[number - 1].join_frames > 1:
        frames = clips[number - 1].join_frames
        return frames - frames // 2, 0
    passed = here.start - clips[0].range_in_cut.start
    return (cut.fade_in, passed) if passed < cut.fade_in else (0, 0)


def _fade_out(cut: Cut, here: FrameRange, number: int) -> tuple[int, int]:
    """The fade a clip goes into, and how much of it is still to come when the clip ends."""
    clip, last = cut.clips[number], cut.clips[-1]
    if clip is not last and clip.join_out == "fade" and clip.join_frames > 1:
        return clip.join_frames // 2, 0
    coming = last.range_in_cut.stop - here.stop
    return (cut.fade_out, coming) if coming < cut.fade_out else (0, 0)


def _dissolve(leaving: Clip, coming: Clip, frames: int) -> Laid:
    start = leaving.range_in_cut.stop - frames // 2
    range_in_cut = FrameRange(start=start, stop=start + frames)
    same = leaving.video == coming.video
    piece = Piece(
        kind="dissolve",
        sources=(
            Source(blob=0, range_in_take=_in_take(leaving, range_in_cut)),
            Source(blob=0 if same else 1, range_in_take=_in_take(coming, range_in_cut)),
        ),
        frames=frames,
    )
    return Laid(
        job=f"film/piece/{leaving.shot}/to/{coming.shot}",
        piece=piece,
        shots=(leaving.shot, coming.shot),
        takes=(leaving.video,) if same else (leaving.video, coming.video),
        range_in_cut=range_in_cut,
    )


def _in_take(clip: Clip, range_in_cut: FrameRange) -> FrameRange:
    """The frames of a clip's take that stand on these frames of the cut; takes keep their own rate."""
    pace = Fraction(clip.range_in_take.duration, clip.range_in_cut.duration)
    start = clip.range_in_take.start + floor((range_in_cut.start - clip.range_in_cut.start) * pace)
    stop = clip.range_in_take.start + floor((range_in_cut.stop - clip.range_in_cut.start) * pace)
    if start < 0 or stop > clip.take_frames:
        raise UserError(
            f"shot {clip.shot} needs frames {start} to {stop} of its take {clip.take}, which has {clip.take_frames}",
            possible=("a take with longer handles", "a shorter dissolve"),
        )
    return FrameRange(start=start, stop=max(stop, start + 1))


def _card(name: str, lines: tuple[str, ...], range_in_cut: FrameRange, rate: Rate) -> Laid:
    fade = min(rate.frames_in(Fraction(1, 2)), range_in_cut.duration // 3)
    piece = Piece(kind="card", frames=range_in_cut.duration, card=lines, fade_in=fade, fade_out=fade)
    return Laid(job=f"film/piece/{name}", piece=piece, shots=(), takes=(), range_in_cut=range_in_cut)


def _captioned(laid: Laid, captions: tuple[Caption, ...], languages: tuple[str, ...], rate: Rate) -> Laid:
    """The piece with what of the captions falls on it, in its own time; who speaks is not drawn and so not told."""
    shown: list[Caption] = []
    for caption in captions if languages else ():
        span = FrameRange(start=rate.frame_at(caption.range.start), stop=rate.frames_for(caption.range.stop))
        here = span.overlap(laid.range_in_cut)
        text = {each: caption.text[each] for each in languages if caption.text.get(each)}
        if here is not None and text:
            own = here.shifted(-laid.range_in_cut.start)
            samples = SampleRange(start=rate.samples_at(own.start), stop=rate.samples_at(own.stop))
            shown.append(Caption(range=samples, text=text))
    if not shown:
        return laid
    return replace(laid, piece=replace(laid.piece, captions=tuple(shown), caption_languages=languages))
