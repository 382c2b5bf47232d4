# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportAttributeAccessIssue=false, reportUnknownParameterType=false
# (OpenTimelineIO ships no types for its compiled classes.)
"""The cut as an OpenTimelineIO timeline, and back: what other cutting rooms open.

Names: a `range_in_cut` counts frames of the film, a `range_in_take` frames of one take. Nothing is rounded: frames stay
whole numbers, the exact rate stands in the metadata beside OTIO's floating one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import opentimelineio as otio

from lampblack.base.errors import UserError
from lampblack.base.saved import convert, plain
from lampblack.base.time import FrameRange, Rate
from lampblack.cut.model import Clip, Cut

SCHEMA = 1
NAMESPACE = "lampblack"


def to_otio(cut: Cut, media: Mapping[str, str], mix: str = "") -> otio.schema.Timeline:
    """One video track with the clips and their transitions, markers where lines are spoken, and, with `mix`, one audio
    track. `media` has a path or URL for each shot; a shot without one is offline."""
    timeline = otio.schema.Timeline(name=cut.title, global_start_time=_time(0, cut.rate))
    timeline.metadata[NAMESPACE] = {"schema": SCHEMA, "rate": str(cut.rate), "cut": _whole(cut)}
    video = otio.schema.Track(name="picture", kind=otio.schema.TrackKind.Video)
    timeline.tracks.append(video)
    first = cut.clips[0].range_in_cut.start if cut.clips else 0
    if first:
        video.append(otio.schema.Gap(name="opening", source_range=_range(FrameRange(start=0, stop=first), cut.rate)))
    for number, clip in enumerate(cut.clips):
        video.append(_clip(clip, media.get(clip.shot, ""), cut.rate))
        if clip.join_frames and clip.join_out == "dissolve" and number < len(cut.clips) - 1:
            video.append(_dissolve(clip, cut.rate))
    last = cut.clips[-1].range_in_cut.stop if cut.clips else first
    if last < cut.frames:
        video.append(
            otio.schema.Gap(name="closing", source_range=_range(FrameRange(start=0, stop=cut.frames - last), cut.rate))
        )
    _mark_lines(cut, timeline.tracks)
    if mix:
        timeline.tracks.append(_audio(cut, mix))
    return timeline


def otio_json(cut: Cut, media: Mapping[str, str], mix: str = "") -> str:
    """The same as the text of an `.otio` file."""
    return cast(str, to_otio(cut, media, mix).to_json_string())


def from_otio(timeline: otio.schema.Timeline) -> Cut:
    """The cut a timeline was written from, its clips as the video track has them now; `UserError` for a stranger's."""
    own = timeline.metadata.get(NAMESPACE)
    if own is None or own.get("schema") != SCHEMA:
        raise UserError(f"this timeline was not written by Lampblack (schema {SCHEMA})")
    saved = _data(own["cut"])
    by_shot = {entry["shot"]: entry for entry in saved["clips"]}
    closing = saved["frames"] - max((_stop(each) for each in saved["clips"]), default=0)
    saved["clips"] = _clips_of(timeline.video_tracks()[0], by_shot)
    saved["frames"] = max((_stop(each) for each in saved["clips"]), default=0) + closing
    return convert(saved, Cut)


def _stop(entry: Mapping[str, Any]) -> int:
    return cast(int, entry["range_in_cut"]["stop"])


def _clips_of(track: otio.schema.Track, by_shot: Mapping[str, Any]) -> list[dict[str, Any]]:
    clips: list[dict[str, Any]] = []
    at = 0
    for item in track:
        if isinstance(item, otio.schema.Gap):
            at += _frames(item.source_range.duration)
        elif isinstance(item, otio.schema.Clip):
            if item.name not in by_shot:
                raise UserError(f"the timeline has a clip {item.name!r} that is no shot", possible=tuple(by_shot))
            length = _frames(item.source_range.duration)
            start = _frames(item.source_range.start_time)
            moved = {
                "range_in_take": {"start": start, "stop": start + length},
                "range_in_cut": {"start": at, "stop": at + length},
            }
            clips.append({**by_shot[item.name], **moved})
            at += length
    return clips


def _clip(clip: Clip, path: str, rate: Rate) -> otio.schema.Clip:
    whole_take = _range(FrameRange(start=0, stop=clip.take_frames), rate)
    media: Any = otio.schema.MissingReference(name=clip.take, available_range=whole_take)
    if path:
        media = otio.schema.ExternalReference(target_url=path, available_range=whole_take)
        media.name = clip.take
    made = otio.schema.Clip(name=clip.shot, media_reference=media, source_range=_range(clip.range_in_take, rate))
    made.metadata[NAMESPACE] = {"scene": clip.scene, "take": clip.take, "video": clip.video}
    return made


def _dissolve(clip: Clip, rate: Rate) -> otio.schema.Transition:
    """A transition centred on the joint, the odd frame after it, as the pieces are laid."""
    before = clip.join_frames // 2
    return otio.schema.Transition(
        name=f"{clip.shot} dissolve",
        transition_type=otio.schema.TransitionTypes.SMPTE_Dissolve,
        in_offset=_time(before, rate),
        out_offset=_time(clip.join_frames - before, rate),
    )


def _mark_lines(cut: Cut, stack: otio.schema.Stack) -> None:
    """A marker for each line, over the whole stack: from the frame on which it begins until it has ended."""
    for cue in cut.lines:
        begins, ends = cut.rate.frame_at(cue.start), cut.rate.frames_for(cue.start + cue.samples)
        marker = otio.schema.Marker(
            name=cue.line,
            marked_range=_range(FrameRange(start=begins, stop=ends), cut.rate),
            color=otio.schema.MarkerColor.YELLOW,
        )
        marker.metadata[NAMESPACE] = {"start_sample": cue.start, "samples": cue.samples}
        stack.markers.append(marker)


def _audio(cut: Cut, mix: str) -> otio.schema.Track:
    whole_cut = _range(FrameRange(start=0, stop=cut.frames), cut.rate)
    media = otio.schema.ExternalReference(target_url=mix, available_range=whole_cut)
    track = otio.schema.Track(name="mix", kind=otio.schema.TrackKind.Audio)
    track.append(otio.schema.Clip(name="mix", media_reference=media, source_range=whole_cut))
    return track


def _whole(cut: Cut) -> dict[str, Any]:
    return cast(dict[str, Any], plain(cut))


def _data(value: Any) -> Any:
    """OTIO's own dictionaries and vectors as plain ones."""
    if hasattr(value, "items"):
        return {str(key): _data(entry) for key, entry in value.items()}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return [_data(entry) for entry in value]


def _time(frames: int, rate: Rate) -> otio.opentime.RationalTime:
    return otio.opentime.RationalTime(frames, float(rate.fraction))


def _range(frames: FrameRange, rate: Rate) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(_time(frames.start, rate), _time(frames.duration, rate))


def _frames(time: otio.opentime.RationalTime) -> int:
    return round(time.value)
