"""The sound of a cut as jobs: each different effect once, each ambience once, one score, one mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lampblack.base.digest import seed_of, short
from lampblack.base.saved import digest_of_value
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.model import Bible, Scene
from lampblack.cut.model import Cut, SceneSpan, SoundCue
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Foley, Request, saved
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.project.asking import asked, effort
from lampblack.sound.model import Placed
from lampblack.sound.spotting import score_request
from lampblack.sound.vocabulary import CONTINUOUS, level_of, seconds_of

MIX = Step(name="lampblack.sound.steps:mix", version=2)

AMBIENCE = 24 * SAMPLE_RATE
"""Samples of an ambience before it repeats: long enough that nobody notices, short enough to be made at once."""

VARIANTS = 4
"""Different recordings of the same effect, dealt out in turn, so that steps do not sound like a machine."""

_SWELL_DB = 5.0
"""How much louder than a place's own ambience a sound is that the action speaks of."""

_WORLD_FADE = SAMPLE_RATE // 2
"""Half a second for one scene's ambience to become the next one's: a cut in sound is softer than one in picture."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A spoken line as the mix needs it: whose recording, and whether it is told from outside the scene."""

    voice: Ref
    narrated: bool = False


@dataclass(frozen=True, kw_only=True)
class SoundPlan:
    """The jobs, and the one whose outputs are the mix and its stems."""

    jobs: tuple[Job, ...]
    mix: Job


def sound_plan(
    cut: Cut,
    heard: Mapping[str, Heard],
    foley: Offer,
    composer: Offer,
    *,
    style: str = "",
    tempo: int = 66,
    scenes: Sequence[Scene] = (),
    bible: Bible | None = None,
    loudness: float = -16.0,
    true_peak: float = -1.0,
) -> SoundPlan:
    """Everything that is heard in `cut`. `heard` has every line the cut names; `scenes` and `bible` are what the
    score is spotted from."""
    samples = cut.rate.samples_at(cut.frames)
    desk = _Desk()
    for line in cut.lines:
        one = heard[line.line]
        span = _span_at(cut, line.start)
        room = 0.0 if one.narrated else (0.22 if span and span.inside else 0.08)
        desk.place(one.voice, Placed(stem="dialogue", blob=0, start=line.start, room=room, inside=_inside(span)))
    for cue, variant in _dealt([cue for cue in cut.sounds if cue.what not in CONTINUOUS]):
        job = _ask(_effect(cue, variant), foley, "effect", cue.what)
        gain = level_of(cue.what)
        span = _span_at(cut, cue.start)
        placed = Placed(
            stem="effects", blob=0, start=cue.start, gain_db=gain, pan=cue.pan, room=0.12, inside=_inside(span)
        )
        desk.add(job, "sound", placed)
    for span in cut.scenes:
        start, stop = cut.rate.samples_at(span.range_in_cut.start), cut.rate.samples_at(span.range_in_cut.stop)
        for what in span.ambience:
            job = _ask(_ambience(what, inside=span.inside), foley, "ambience", what)
            placed = Placed(
                stem="ambience",
                blob=0,
                start=max(0, start - _WORLD_FADE // 2),
                loop_until=min(samples, stop + _WORLD_FADE // 2),
                fade_in=_WORLD_FADE,
                fade_out=_WORLD_FADE,
            )
            desk.add(job, "sound", placed)
    for cue in cut.sounds:
        if cue.what in CONTINUOUS:
            job = _ask(_ambience(cue.what, inside=_inside(_span_at(cut, cue.start))), foley, "ambience", cue.what)
            desk.add(job, "sound", _swell(cut, cue, samples))
    request = score_request(cut, scenes, bible, style=style, tempo=tempo)
    score = _ask(request, composer, "score", "the score", seconds=8.0)
    desk.add(score, "music", Placed(stem="music", blob=0, start=0))
    mix = Job(
        id="sound/mix",
        stage="sound",
        subject="the mix",
        work=MIX,
        inputs={"sounds": tuple(desk.refs), "placed": Value(value=tuple(desk.placed))},
        settings={"samples": samples, "target": loudness, "ceiling": true_peak},
        effort=Effort(seconds=6.0),
    )
    return SoundPlan(jobs=(*desk.jobs.values(), mix), mix=mix)


class _Desk:
    """Recordings gathered in order of first use, each once, and where they are placed."""

    def __init__(self) -> None:
        self.jobs: dict[str, Job] = {}
        self.refs: list[Ref] = []
        self.placed: list[Placed] = []

    def add(self, job: Job, output: str, placed: Placed) -> None:
        self.jobs.setdefault(job.id, job)
        self.place(Ref(job=job.id, output=output), placed)

    def place(self, ref: Ref, placed: Placed) -> None:
        if ref not in self.refs:
            self.refs.append(ref)
        self.placed.append(replace(placed, blob=self.refs.index(ref)))


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
    strength = min(1.0, max(0.25, round(cue.strength * 4) / 4))
    return Foley(
        what=cue.what,
        samples=int(seconds_of(cue.what) * SAMPLE_RATE),
        ground=cue.ground,
        strength=strength,
        seed=seed_of(cue.what, cue.ground, variant),
    )


def _ambience(what: str, *, inside: bool) -> Foley:
    return Foley(what=what, samples=AMBIENCE, ambience=True, seed=seed_of("ambience", what, int(inside)))


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
    )


def _ask(request: Request, offer: Offer, role: str, subject: str, *, seconds: float = 0.5) -> Job:
    name = subject.replace(" ", "-")
    return Job(
        id=f"sound/{role}/{name}-{short(digest_of_value(saved(request)), 6)}" if role != "score" else "sound/score",
        stage="sound",
        subject=subject,
        work=asked(request, offer),
        effort=effort(request, offer, seconds),
    )


def _span_at(cut: Cut, sample: int) -> SceneSpan | None:
    frame = cut.rate.frame_at(max(0, sample))
    return next((span for span in cut.scenes if frame in span.range_in_cut), None)


def _inside(span: SceneSpan | None) -> bool:
    return span is not None and span.inside
