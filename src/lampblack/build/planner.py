"""The film's planner: a pure function of the sources and of what is known, called again as more becomes known.

Script and breakdown first; then every line is spoken, because lines are the clock; then each scene's shots; then their
takes; then the cut; and from the cut, side by side, what is heard and what is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from lampblack.base.errors import Spot, UserError
from lampblack.breakdown.model import Bible, Breakdown, Line, Scene
from lampblack.breakdown.plan import break_down_job
from lampblack.build.asking import wanted_of
from lampblack.build.doubting import recordings_of
from lampblack.build.dubbing import Dub, SayLine, dubbed, fitted, said_in, translations
from lampblack.build.finishing import Lines, finished
from lampblack.build.sources import Sources
from lampblack.cut.model import Cut
from lampblack.cut.plan import cut_job
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.checking import check
from lampblack.engines.requests import Taken, Voice, request_from
from lampblack.graph.job import Ask, Job, Ref, Step
from lampblack.graph.known import Known
from lampblack.graph.plan import GUESS
from lampblack.project.opened import offer_for
from lampblack.read.model import Casting, Role
from lampblack.read.plan import speak_job
from lampblack.read.recordings import check_recordings, record_jobs, remarks_of
from lampblack.read.voices import casting
from lampblack.script.plan import parse_job
from lampblack.shots.model import ScenePlan, Shot
from lampblack.shots.plan import capture_jobs, check_choices, compose_job
from lampblack.takes.choice import engine_take
from lampblack.takes.making import way_jobs
from lampblack.takes.model import Take
from lampblack.takes.plan import ADOPT, adopt_job
from lampblack.takes.ways import Way

_NAMED = 3
"""Jobs that are named beside the first that something is wrong with."""
JOIN_FRAMES = 24
"""How long a dissolve lasts: a second at 24 frames, long enough to be felt and short enough not to be waited for."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What the planner knows of the film so far; what is not known yet is None or empty."""

    breakdown: Breakdown | None = None
    plans: tuple[ScenePlan, ...] = ()
    kept: tuple[Take, ...] = ()
    cut: Cut | None = None

    def shots(self) -> tuple[Shot, ...]:
        """Every shot in order."""
        return tuple(shot for plan in self.plans for shot in plan.shots)


@dataclass(kw_only=True)
class FilmPlanner:
    """Call it with what is known; `seen` then says how far it saw. Pure but for that remark."""

    sources: Sources
    seen: Planned = field(default_factory=Planned)
    foreseeing: bool = False
    """Planning on guesses: faults are gathered in `faults`, so that all of them are told at once."""
    to: Literal["film", "sound"] = "film"
    """How far to plan: to the delivered film, or only to what is heard, for those who cut no film of it."""
    faults: dict[str, None] = field(default_factory=lambda: {})

    def __call__(self, known: Known) -> tuple[Job, ...]:
        """All jobs that can be planned now."""
        sources = self.sources
        self.faults = {}
        jobs: list[Job] = first_jobs(sources)
        self.seen = Planned()
        breakdown = known.value("breakdown", Breakdown)
        if breakdown is None:
            return tuple(jobs)
        self.seen = Planned(breakdown=breakdown)
        check_choices(sources.choices, [scene.slug for scene in breakdown.scenes], file=sources.choices_file)
        check_recordings(sources.recordings, breakdown.lines())
        if sources.dub is not None:
            translating, words = translations(breakdown, sources.dub, sources.offers.get("write"), known)
            jobs += translating
            if words is None:
                self._checked(jobs)
                return tuple(jobs)
            breakdown = words
        jobs += self._read(breakdown)
        jobs += capture_jobs(sources.choices, sources.captured, sources.settings.format.rate)
        jobs += [self._compose(scene, breakdown) for scene in breakdown.scenes]
        return tuple(self._filmed(known, breakdown, jobs))

    def _filmed(self, known: Known, breakdown: Breakdown, jobs: list[Job]) -> list[Job]:
        """From the shots on, after the jobs that lead to them: takes, the cut of those that are kept, and the film."""
        sources = self.sources
        plans = [known.value(f"shots/{scene.slug}", ScenePlan) for scene in breakdown.scenes]
        there = tuple(plan for plan in plans if plan is not None)
        self.seen = Planned(breakdown=breakdown, plans=there)
        takes = {shot.id: self._takes(shot, breakdown.bible, known) for plan in there for shot in plan.shots}
        jobs += [job for made in takes.values() for job in made]
        self._checked(jobs)
        if len(there) < len(plans):
            return jobs
        self._check_pins(tuple(takes))
        sources.ways.check(tuple(takes), tuple(scene.slug for scene in breakdown.scenes))
        kept = [_kept(known, shot, takes[shot.id][0]) for plan in there for shot in plan.shots]
        if any(take is None for take in kept):
            return jobs
        self.seen = Planned(breakdown=breakdown, plans=there, kept=tuple(take for take in kept if take))
        jobs.append(self._cut(breakdown, self.seen.kept))
        cut = known.value("cut", Cut)
        if cut is not None:
            self.seen = Planned(breakdown=breakdown, plans=there, kept=self.seen.kept, cut=cut)
            jobs += self._finish(known, breakdown, cut, there)
        return jobs

    def _finish(self, known: Known, breakdown: Breakdown, cut: Cut, plans: tuple[ScenePlan, ...]) -> list[Job]:
        """What is heard and seen; in a dub to the picture only when all its lines are spoken."""
        dub, jobs = self.sources.dub, list[Job]()
        lines = Lines(lines=breakdown.lines(), language=self.sources.settings.language)
        if dub is not None:
            lines = Lines(lines=dubbed(breakdown.lines(), dub), language=dub.language)
        if dub is not None and dub.picture == "kept":
            said = said_in(breakdown, cut, dub, known, self._dub_line(breakdown, dub))
            jobs += said.jobs
            if len(said.lengths) < len(said.recordings):
                self._checked(jobs)
                return jobs
            cut = fitted(cut, said, guessed=self.foreseeing)
            lines = replace(lines, recordings=said.recordings)
        sources = self.sources
        jobs += finished(sources, known, breakdown, cut, plans, lines, only_sound=self.to == "sound")
        self._checked(jobs)
        return jobs

    # ---- read, shots, takes ------------------------------------------------------------------------------------

    def _read(self, breakdown: Breakdown) -> list[Job]:
        roles = casting(breakdown.bible, self.sources.offers["speak"].name)
        return [
            job
            for scene in breakdown.scenes
            for beat in scene.beats
            if beat.line
            for job in self._speak(beat.line, roles, scene.slug)
        ]

    def _speak(self, line: Line, roles: Casting, scene: str) -> tuple[Job, ...]:
        role, recordings = roles.role(line.character), recordings_of(self.sources)
        if line.id in recordings:
            return record_jobs(line, role.voice, recordings[line.id], scene)
        return (self._spoken(line, role, scene, role.voice),)

    def _spoken(self, line: Line, role: Role, scene: str, voice: Voice, id: str = "") -> Job:
        offer = self.sources.offers["speak"]
        if role.engine != offer.name:
            offer = offer_for("speak", role.engine, f"the voice of {line.character}")
        pronounce = self.sources.bible.pronounce
        return speak_job(line, voice, line.language, offer, scene=scene, pronounce=pronounce, id=id)

    def _dub_line(self, breakdown: Breakdown, dub: Dub) -> SayLine:
        """How a line of a dub to the picture is spoken, or put in its place from a person's recording."""
        roles = casting(breakdown.bible, self.sources.offers["speak"].name)

        def speak(line: Line, scene: Scene, id: str, faster: float) -> tuple[Job, ...]:
            role, own = roles.role(line.character), f"{line.id}.{dub.language}"
            if own in self.sources.recordings:
                return record_jobs(replace(line, id=own), role.voice, self.sources.recordings[own], scene.slug)
            voice = replace(role.voice, pace=round(role.voice.pace * faster, 3))
            return (self._spoken(line, role, scene.slug, voice, id),)

        return speak

    def _compose(self, scene: Scene, breakdown: Breakdown) -> Job:
        settings = self.sources.settings
        spoken = [Ref(job=f"read/{beat.line.id}", output="spoken") for beat in scene.beats if beat.line]
        return compose_job(
            scene,
            breakdown.bible,
            spoken,
            self.sources.choices,
            rate=settings.format.rate,
            size=settings.format.size,
            join_frames=JOIN_FRAMES,
            laps=settings.cut.laps,
            remarks=remarks_of([beat.line for beat in scene.beats if beat.line], recordings_of(self.sources)),
        )

    def _takes(self, shot: Shot, bible: Bible, known: Known) -> list[Job]:
        """The takes that are wanted of a shot, the one to keep first: the pinned one, else the engine's first; and what
        they are steered by, first of all while it is not made.

        A file of a person's own is the only take there needs to be."""
        settings, way = self.sources.settings, self.sources.ways.of(shot)
        pin = self.sources.choices.pins.get(shot.id)
        numbers = range(1, settings.takes.count + 1)
        own = _each_once(job for number in numbers for job in self._film(shot, way, number, bible, known))
        if pin is None:
            return own
        named = engine_take(pin)
        if named is None:
            return [adopt_job(shot, pin, self.sources.dropped[pin], settings.format.size)]
        way = self.sources.ways.named(named[0], f"{self.sources.choices_file}: the take pinned for {shot.id}")
        kept = self._film(shot, way, named[1], bible, known)
        return _each_once((*kept, *(own if settings.takes.count > 1 else ())))

    def _film(self, shot: Shot, way: Way, number: int, bible: Bible, known: Known) -> tuple[Job, ...]:
        return way_jobs(shot, way, number, wanted_of(self.sources, shot, way, bible), known)

    def _checked(self, jobs: Iterable[Job]) -> None:
        """Every request against its engine's limits, all faults at once, before the first job starts."""
        offers = registry.offers()
        certain = GUESS[0] if self.foreseeing else 1.0
        self.faults |= dict.fromkeys(fault for job in jobs for fault in _faults(job, offers, certain))
        if self.faults and not self.foreseeing:
            raise impossible(self.faults)

    def _check_pins(self, shots: tuple[str, ...]) -> None:
        for shot in self.sources.choices.pins:
            if shot not in shots:
                spot = Spot(file=self.sources.choices_file)
                raise UserError(f"pins name {shot!r}, but there is no such shot", spot=spot, possible=shots)

    # ---- cut, sound, film --------------------------------------------------------------------------------------

    def _cut(self, breakdown: Breakdown, kept: tuple[Take, ...]) -> Job:
        settings = self.sources.settings
        return cut_job(
            settings.title or breakdown.title,
            breakdown.scenes,
            breakdown.bible,
            [Ref(job=f"shots/{scene.slug}") for scene in breakdown.scenes],
            kept,
            rate=settings.format.rate,
            size=settings.format.size,
            # no fade on the first shot: a scene put in front of it must not make its piece again
            fade_in_seconds=0.0,
            opening_seconds=settings.titles.opening,
            laps=settings.cut.laps,
        )


def first_jobs(sources: Sources) -> list[Job]:
    """Script and breakdown: what everything else waits for, and all that `check` and drafting need."""
    names = tuple(name for each in sources.bible.cast for name in (each.name, *each.aliases))
    return [
        parse_job(sources.script, sources.script_file, names),
        # how a word is said changes nothing in the script
        break_down_job(replace(sources.bible, pronounce={}), sources.settings.language),
    ]


def _each_once(jobs: Iterable[Job]) -> list[Job]:
    """Jobs without repetition, in the order of their first."""
    found: dict[str, Job] = {}
    for job in jobs:
        found.setdefault(job.id, job)
    return list(found.values())


def _kept(known: Known, shot: Shot, job: Job) -> Take | None:
    """The take as it came out, or None while it, or what it is steered by, is being made."""
    if not job.id.startswith(f"takes/{shot.id}/"):
        return None
    video, taken = known.blob(job.id, "video"), known.value(job.id, Taken, "taken")
    if video is None or taken is None:
        return None
    sound = known.blob(job.id, "sound") if "sound" in job.inputs else None
    return Take(
        shot=shot.id,
        name=job.id.removeprefix(f"takes/{shot.id}/"),
        video=video.digest,
        frames=taken.frames,
        rate=taken.rate,
        size=taken.size,
        dropped_in=isinstance(job.work, Step) and job.work.name == ADOPT.name,
        sound=sound.digest if sound else msgspec.UNSET,
    )


def impossible(faults: Iterable[str]) -> UserError:
    """All that engines cannot do, in one error: `JOB: what`, each of them once with the jobs it is true of."""
    jobs: dict[str, list[str]] = {}
    for fault in faults:
        job, _, words = fault.partition(": ")
        jobs.setdefault(words, []).append(job)
    lines = [f"{first}: {words}{_others(more)}" for words, (first, *more) in jobs.items()]
    return UserError("this cannot be made as it is asked for:\n  " + "\n  ".join(lines))


def _others(jobs: Sequence[str]) -> str:
    if not jobs:
        return ""
    named = ", ".join(jobs[:_NAMED]) + (f" and {len(jobs) - _NAMED} more" if len(jobs) > _NAMED else "")
    return f"; likewise {named}"


def _faults(job: Job, offers: dict[str, Offer], certain: float) -> list[str]:
    if not isinstance(job.work, Ask):
        return []
    request = request_from(dict(job.work.request))
    return [f"{job.id}: {fault}" for fault in check(request, offers[job.work.engine], certain)]
