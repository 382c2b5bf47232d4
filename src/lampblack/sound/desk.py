"""The mixing desk laid out: every sound of a cut with its place, its distance, its room and its level. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from lampblack.base.digest import seed_of, short
from lampblack.base.saved import digest_of_value
from lampblack.base.time import SAMPLE_RATE
from lampblack.cut.model import Clip, Cut, SceneSpan, SoundCue
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Foley, Request, saved
from lampblack.engines.speaking.manners import manners_of
from lampblack.engines.speaking.moods import feel_of
from lampblack.graph.job import Job, Ref
from lampblack.project.asking import asked, effort
from lampblack.sound.model import Placed
from lampblack.sound.places import Acoustics, Bed, acoustics_of, beds_of
from lampblack.sound.regions import Laid
from lampblack.sound.vocabulary import CONTINUOUS, OUTDOORS, level_of, seconds_of

AMBIENCE = 24 * SAMPLE_RATE
"""Samples of an ambience before it repeats: long enough that nobody notices, short enough to be made at once."""

VARIANTS = 4
"""Different recordings of the same effect, dealt out in turn, so that steps do not sound like a machine."""

DIALOGUE, AMBIENCES = -19.0, -36.0
"""Loudness of a line, and of a bed, before a delivery sets the level of all: a quiet drama's balance."""
TAKES = -28.0
"""Loudness of a take's own sound: between what is said and what is always there."""
_TAKE_FADE = SAMPLE_RATE // 50
"""A fiftieth of a second: it begins and ends with the picture, and must not click."""
_OFF_SCREEN_DB, _OFF_SCREEN_METRES, _OFF_SCREEN_OCCLUSION = -2.5, 7.0, 0.35
_KEPT = 0.5
"""How much of a whisper's softness and a shout's strength is left, in at most `_MOOD_DB` either way."""
_MOOD_DB = 3.0
_SWELL_DB = 5.0
"""How much louder than a place's own ambience a sound is that the action speaks of."""
_FAINTEST = 0.03
"""What is softer than this share of a sound near at hand is as soft as this."""
_WORLD_FADE = SAMPLE_RATE // 2
"""Half a second for one scene's ambience to become the next one's: a cut in sound is softer than one in picture."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A spoken line as the mix needs it: whose recording, how it is spoken, and from where."""

    voice: Ref
    narrated: bool = False
    """Told from outside the scene: dry, and close to the ear."""
    off_screen: bool = False
    mood: str = ""
    how: tuple[str, ...] = ()
    """Parentheticals, as written."""


@dataclass(kw_only=True)
class Desk:
    """All that is laid, in order, and the jobs that record it."""

    jobs: dict[str, Job] = field(default_factory=lambda: {})
    laid: list[Laid] = field(default_factory=lambda: [])

    def add(self, job: Job, output: str, placed: Placed, at: int | None = None) -> None:
        """Lay what a job records; `at` says whose region it is in, if not that of its first sample."""
        self.jobs.setdefault(job.id, job)
        self.place(Ref(job=job.id, output=output), placed, at)

    def place(self, ref: Ref, placed: Placed, at: int | None = None) -> None:
        self.laid.append(Laid(placed=placed, ref=ref, at=placed.start if at is None else at))


def lay_lines(desk: Desk, cut: Cut, heard: Mapping[str, Heard]) -> None:
    """Every line at its sample, levelled, in its scene's room."""
    for line in cut.lines:
        one, span = heard[line.line], cut.scene_of(line)
        acoustics = _acoustics(span)
        away = one.off_screen and not one.narrated
        placed = Placed(
            stem="dialogue",
            blob=0,
            start=line.start,
            gain_db=_OFF_SCREEN_DB if away else 0.0,
            room=0.0 if one.narrated else acoustics.wet,
            inside=_inside(span),
            place=None if one.narrated else acoustics.room,
            distance=_OFF_SCREEN_METRES if away else 0.0,
            occlusion=_OFF_SCREEN_OCCLUSION if away else 0.0,
            level=line_level(one),
            close=one.narrated,
        )
        desk.place(one.voice, placed, _within(line.start, span, cut))


def line_level(line: Heard) -> float:
    """The loudness a line is brought to: whispers are heard, shouts do not hurt, both are what they are."""
    gain = _KEPT * feel_of(line.mood, manners_of(line.how)).gain
    return DIALOGUE + min(_MOOD_DB, max(-_MOOD_DB, gain))


def lay_effects(desk: Desk, cut: Cut, offer: Offer) -> None:
    """Every effect where it happens, as far off and as much of the room as the staging says."""
    clips = {clip.shot: clip for clip in cut.clips}
    heard = [cue for cue in cut.sounds if cue.what not in CONTINUOUS and not _own(clips.get(cue.shot))]
    for cue, variant in _dealt(heard):
        span = cut.scene_at(cue.start)
        acoustics = _acoustics(span)
        placed = Placed(
            stem="effects",
            blob=0,
            start=cue.start,
            gain_db=level_of(cue.what) + 20.0 * math.log10(max(cue.strength, _FAINTEST)),
            pan=cue.pan,
            room=acoustics.wet,
            inside=_inside(span),
            place=acoustics.room,
            distance=cue.distance,
            occlusion=cue.occlusion,
        )
        job = ask(_effect(cue, variant), offer, "effect", cue.what)
        desk.add(job, "sound", placed, _in_clip(cue.start, clips.get(cue.shot), cut))


def lay_takes(desk: Desk, cut: Cut) -> None:
    """The own sound of every take that has one, as long as it is seen."""
    for clip in cut.clips:
        if clip.sound is msgspec.UNSET:
            continue
        start, stop = cut.rate.samples_at(clip.range_in_cut.start), cut.rate.samples_at(clip.range_in_cut.stop)
        placed = Placed(
            stem="ambience",
            blob=0,
            start=start,
            skip=cut.rate.samples_at(clip.range_in_take.start),
            loop_until=stop,
            fade_in=_TAKE_FADE,
            fade_out=_TAKE_FADE,
            level=TAKES,
        )
        desk.place(Ref(job=f"takes/{clip.shot}/{clip.take}", output="sound"), placed, start)


def lay_ambiences(desk: Desk, cut: Cut, offer: Offer) -> None:
    """What is always heard in each scene, and what the action says swells up."""
    samples = cut.rate.samples_at(cut.frames)
    for span in cut.scenes:
        start, stop = cut.rate.samples_at(span.range_in_cut.start), cut.rate.samples_at(span.range_in_cut.stop)
        for bed in _beds(span):
            placed = Placed(
                stem="ambience",
                blob=0,
                start=start - _WORLD_FADE // 2,
                gain_db=bed.gain_db,
                loop_until=min(samples, stop + _WORLD_FADE // 2),
                fade_in=_WORLD_FADE,
                fade_out=_WORLD_FADE,
                level=AMBIENCES,
            )
            desk.add(ask(_ambience(bed.what, inside=bed.inside), offer, "ambience", bed.what), "sound", placed, start)
    for cue in cut.sounds:
        if cue.what in CONTINUOUS:
            through = cue.what in OUTDOORS and _inside(cut.scene_at(cue.start))
            job = ask(_ambience(cue.what, inside=through), offer, "ambience", cue.what)
            desk.add(job, "sound", _swell(cut, cue, samples))


def ask(request: Request, offer: Offer, role: str, subject: str, *, seconds: float = 0.5) -> Job:
    """The job that has a sound made."""
    name = subject.replace(" ", "-")
    return Job(
        id=f"sound/{role}/{name}-{short(digest_of_value(saved(request)), 6)}",
        stage="sound",
        subject=subject,
        work=asked(request, offer),
        effort=effort(request, offer, seconds),
    )


def _own(clip: Clip | None) -> bool:
    """Whether the shot is heard with its take's own sound."""
    return clip is not None and clip.sound is not msgspec.UNSET


def _within(sample: int, span: SceneSpan | None, cut: Cut) -> int:
    if span is None:
        return sample
    return _clamped(sample, cut.rate.samples_at, span.range_in_cut.start, span.range_in_cut.stop)


def _in_clip(sample: int, clip: Clip | None, cut: Cut) -> int:
    if clip is None:
        return sample
    return _clamped(sample, cut.rate.samples_at, clip.range_in_cut.start, clip.range_in_cut.stop)


def _clamped(sample: int, samples_at: Callable[[int], int], start: int, stop: int) -> int:
    return min(max(sample, samples_at(start)), samples_at(stop) - 1)


def _dealt(cues: Sequence[SoundCue]) -> list[tuple[SoundCue, int]]:
    """Each cue with the number of its variant: dealt out in turn within its shot, whatever stands before the shot."""
    counts: dict[tuple[str, str], int] = {}
    dealt: list[tuple[SoundCue, int]] = []
    for cue in cues:
        key = (cue.shot, cue.what)
        counts[key] = counts.get(key, -1) + 1
        dealt.append((cue, counts[key] % VARIANTS))
    return dealt


def _effect(cue: SoundCue, variant: int) -> Foley:
    return Foley(
        what=cue.what,
        samples=int(seconds_of(cue.what) * SAMPLE_RATE),
        ground=cue.ground,
        seed=seed_of(cue.what, cue.ground, variant),
        weight=cue.weight,
        pace=cue.pace,
        shoe=cue.shoe,
    )


def _ambience(what: str, *, inside: bool) -> Foley:
    return Foley(what=what, samples=AMBIENCE, ambience=True, seed=seed_of("ambience", what, int(inside)), inside=inside)


def _swell(cut: Cut, cue: SoundCue, samples: int) -> Placed:
    """A continuous sound from its cue to the end of its shot, rising and falling over half a second."""
    stop = next((cut.rate.samples_at(clip.range_in_cut.stop) for clip in cut.clips if clip.shot == cue.shot), samples)
    return Placed(
        stem="ambience",
        blob=0,
        start=cue.start,
        gain_db=_SWELL_DB,
        pan=cue.pan,
        loop_until=max(stop, cue.start + _WORLD_FADE),
        fade_in=_WORLD_FADE,
        fade_out=_WORLD_FADE,
        level=AMBIENCES,
    )


def _beds(span: SceneSpan) -> tuple[Bed, ...]:
    """What is always heard in a scene, the loudest first."""
    return beds_of(
        span.kit, inside=span.inside, time=span.time, season=span.season, weather=span.weather, named=span.ambience,
        drafted=span.drafted,
    )  # fmt: skip


def _acoustics(span: SceneSpan | None) -> Acoustics:
    return acoustics_of(span.kit if span else "", inside=_inside(span))


def _inside(span: SceneSpan | None) -> bool:
    return span is not None and span.inside
