"""The cut from scenes and kept takes: clips that abut exactly, and everything heard on its absolute sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lampblack.base.errors import UserError
from lampblack.base.time import FrameRange, Rate
from lampblack.breakdown.model import PlaceEntry, Scene
from lampblack.cut.model import Clip, Cut, LineCue, SceneSpan, SoundCue
from lampblack.cut.prelaps import prelapped, told_first
from lampblack.engines.requests import Size
from lampblack.project.cutting import Laps
from lampblack.shots.model import ScenePlan, Shot
from lampblack.staging.people import Mood
from lampblack.staging.place import Season, TimeOfDay, Weather
from lampblack.takes.model import Take


@dataclass(frozen=True, kw_only=True)
class Heart:
    """What score and ambience need to know of a scene."""

    scene: str
    mood: Mood = "calm"
    ambience: tuple[str, ...] = ()
    strength: float = 0.6
    inside: bool = False
    kit: str = ""
    time: TimeOfDay = "noon"
    season: Season = "summer"
    weather: Weather = "clear"
    drafted: bool = False
    told: str = ""
    """The line its narrator opens it with, which may be heard before it."""


_STRENGTH: dict[Mood, float] = {
    "calm": 0.45, "happy": 0.65, "sad": 0.5, "angry": 0.85, "afraid": 0.7, "weary": 0.45, "resolute": 0.8,
    "tender": 0.55,
}  # fmt: skip

_WEATHER = {"rain": "rain", "storm": "rain", "wind": "wind", "snow": "wind"}


def heart_of(scene: Scene, place: PlaceEntry | None) -> Heart:
    """A scene's mood and what is always heard there: the place's own sounds, and the weather outside."""
    inside = scene.where == "int"
    heard = list(place.ambience) if place is not None else []
    weather = _WEATHER.get(scene.weather, "")
    if weather and not inside and weather not in heard:
        heard.append(weather)
    return Heart(
        scene=scene.slug, mood=scene.mood, ambience=tuple(heard), strength=_STRENGTH[scene.mood], inside=inside,
        kit=place.kit if place is not None else "", time=scene.time, weather=scene.weather,
        season=place.season if place is not None else "summer", drafted=place is None or place.drafted,
        told=told_first(scene),
    )  # fmt: skip


def assembled(
    title: str, plans: Sequence[ScenePlan], kept: Mapping[str, Take], hearts: Mapping[str, Heart], *, rate: Rate,
    size: Size, fade_in: int, fade_out: int, opening: int = 0, closing: int = 0,
    laps: Laps = "usual",
) -> Cut:  # fmt: skip
    """The whole edit. `opening` and `closing` frames are left for title cards before the first clip and after the last.

    A shot without a take in `kept`, a take that is shorter than its shot or lacks the frames of a dissolve, is a
    `UserError` that names it."""
    clips: list[Clip] = []
    lines: list[LineCue] = []
    sounds: list[SoundCue] = []
    spans: list[SceneSpan] = []
    at = opening
    for plan in plans:
        begins = at
        for shot in plan.shots:
            clip = _clip(shot, kept.get(shot.id), at)
            clips.append(clip)
            lines += _lines(shot, clip, rate)
            sounds += _sounds(shot, clip, rate)
            at = clip.range_in_cut.stop
        spans.append(_span(hearts.get(plan.scene, Heart(scene=plan.scene)), begins, at))
    _joined(clips)
    told = {scene: heart.told for scene, heart in hearts.items() if heart.told}
    lines = prelapped(lines, spans, clips, told, rate, laps)
    ends_in_black = bool(clips) and clips[-1].join_out == "fade"
    return Cut(
        title=title,
        rate=rate,
        size=size,
        frames=at + closing,
        clips=tuple(clips),
        lines=tuple(lines),
        sounds=tuple(sorted(sounds, key=lambda cue: cue.start)),
        scenes=tuple(spans),
        fade_in=min(fade_in, at),
        fade_out=min(max(fade_out, clips[-1].join_frames if ends_in_black else 0), at),
    )


def sample_in_cut(clip: Clip, sample_in_take: int, rate: Rate) -> int:
    """Where a sample of the take lies in the cut, counted from the clip's absolute frame."""
    return rate.samples_at(clip.range_in_cut.start) + sample_in_take - rate.samples_at(clip.range_in_take.start)


def _clip(shot: Shot, take: Take | None, at: int) -> Clip:
    if take is None:
        raise UserError(f"shot {shot.id} has no take to cut")
    if take.frames < shot.staging.frames:
        raise UserError(f"take {take.name} of {shot.id} has {take.frames} frames, the shot needs {shot.staging.frames}")
    return Clip(
        shot=shot.id,
        scene=shot.scene,
        take=take.name,
        video=take.video,
        take_frames=take.frames,
        range_in_take=shot.range_in_take,
        range_in_cut=FrameRange(start=at, stop=at + shot.range_in_take.duration),
        join_out=shot.join_out,
        join_frames=shot.join_frames,
        sound=take.sound,
    )


def _lines(shot: Shot, clip: Clip, rate: Rate) -> list[LineCue]:
    return [
        LineCue(line=line.line, start=sample_in_cut(clip, line.start, rate), samples=line.samples)
        for line in shot.lines
    ]


def _sounds(shot: Shot, clip: Clip, rate: Rate) -> list[SoundCue]:
    return [
        SoundCue(
            what=sound.what, start=sample_in_cut(clip, sound.start, rate), ground=sound.ground,
            strength=sound.strength, pan=sound.pan, shot=shot.id, distance=sound.distance, occlusion=sound.occlusion,
            weight=sound.weight, pace=sound.pace, shoe=sound.shoe,
        )
        for sound in shot.sounds
    ]  # fmt: skip


def _span(heart: Heart, begins: int, ends: int) -> SceneSpan:
    return SceneSpan(
        scene=heart.scene,
        range_in_cut=FrameRange(start=begins, stop=ends),
        mood=heart.mood,
        ambience=heart.ambience,
        strength=heart.strength,
        inside=heart.inside,
        kit=heart.kit,
        time=heart.time,
        season=heart.season,
        weather=heart.weather,
        drafted=heart.drafted,
    )


def _joined(clips: Sequence[Clip]) -> None:
    """Whether every dissolve finds its frames on both sides."""
    for before, after in pairwise(clips):
        if before.join_out != "dissolve":
            continue
        left, right = before.join_frames // 2, before.join_frames - before.join_frames // 2
        spare, head = before.take_frames - before.range_in_take.stop, after.range_in_take.start
        if spare < right or head < left:
            raise UserError(
                f"the dissolve from {before.shot} to {after.shot} lasts {before.join_frames} frames, "
                f"but the takes have only {spare} after and {head} before the cut"
            )
