"""The film's planner: a pure function of the sources and of what is known, called again as more becomes known.

Script and breakdown first; then every line is spoken, because lines are the clock; then each scene's shots; then their
takes; then the cut; and from the cut, side by side, what is heard and what is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from lampblack.base.errors import Spot, UserError
from lampblack.base.findings import Finding
from lampblack.breakdown.model import Breakdown, Line, Scene
from lampblack.breakdown.plan import break_down_job
from lampblack.build.board import board_of, with_measures
from lampblack.build.sources import Sources
from lampblack.cut.model import Cut
from lampblack.cut.plan import cut_job, timeline_job
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Spoken, Taken, request_from
from lampblack.film.captions import captions_of
from lampblack.film.model import Encoding
from lampblack.film.plan import GLYPHS, Wishes, film_jobs, poster_job, report_job, still_jobs
from lampblack.graph.job import Ask, Job, Ref
from lampblack.graph.known import Known
from lampblack.graph.plan import GUESS
from lampblack.project.opened import offer_for
from lampblack.read.model import Casting
from lampblack.read.plan import speak_job
from lampblack.read.recordings import check_recordings, record_jobs, remarks_of
from lampblack.read.voices import casting
from lampblack.script.model import Screenplay
from lampblack.script.plan import parse_job
from lampblack.shots.model import ScenePlan, Shot
from lampblack.shots.plan import capture_jobs, check_choices, compose_job
from lampblack.sound.model import Loudness
from lampblack.sound.plan import Heard, sound_plan
from lampblack.takes.choice import engine_take
from lampblack.takes.controls import take_jobs
from lampblack.takes.model import Take
from lampblack.takes.plan import adopt_job

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
        jobs += self._read(breakdown)
        jobs += capture_jobs(sources.choices, sources.captured, sources.settings.format.rate)
        jobs += [self._compose(scene, breakdown) for scene in breakdown.scenes]
        plans = [known.value(f"shots/{scene.slug}", ScenePlan) for scene in breakdown.scenes]
        there = tuple(plan for plan in plans if plan is not None)
        self.seen = Planned(breakdown=breakdown, plans=there)
        takes = {shot.id: self._takes(shot, known) for plan in there for shot in plan.shots}
        jobs += [job for made in takes.values() for job in made]
        self._checked(jobs)
        if len(there) < len(plans):
            return tuple(jobs)
        self._check_pins(tuple(takes))
        kept = [_kept(known, shot, takes[shot.id][0]) for plan in there for shot in plan.shots]
        if any(take is None for take in kept):
            return tuple(jobs)
        self.seen = Planned(breakdown=breakdown, plans=there, kept=tuple(take for take in kept if take))
        jobs.append(self._cut(breakdown, self.seen.kept))
        cut = known.value("cut", Cut)
        if cut is not None:
            self.seen = Planned(breakdown=breakdown, plans=there, kept=self.seen.kept, cut=cut)
            jobs += self._finish(known, breakdown, cut, there)
        return tuple(jobs)

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
        role = roles.role(line.character)
        if line.id in self.sources.recordings:
            return record_jobs(line, role.voice, self.sources.recordings[line.id], scene)
        offer = self.sources.offers["speak"]
        if role.engine != offer.name:
            offer = offer_for("speak", role.engine, f"the voice of {line.character}")
        pronounce = self.sources.bible.pronounce
        return (speak_job(line, role.voice, line.language, offer, scene=scene, pronounce=pronounce),)

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
            remarks=remarks_of([beat.line for beat in scene.beats if beat.line], self.sources.recordings),
        )

    def _takes(self, shot: Shot, known: Known) -> list[Job]:
        """The takes that are wanted of a shot, the one to keep first: the pinned one, else the engine's first; and what
        they are steered by, first of all while it is not made.

        A file of a person's own is the only take there needs to be."""
        settings, offer = self.sources.settings, self.sources.offers["film"]
        pin = self.sources.choices.pins.get(shot.id)
        numbers = range(1, settings.takes.count + 1)
        own = _each_once(job for number in numbers for job in self._film(shot, offer, number, known))
        if pin is None:
            return own
        named = engine_take(pin)
        if named is None:
            return [adopt_job(shot, pin, self.sources.dropped[pin], settings.format.size)]
        if named[0] != offer.name:
            offer = offer_for("film", named[0], f"{self.sources.choices_file}: the take pinned for {shot.id}")
        kept = self._film(shot, offer, named[1], known)
        return _each_once((*kept, *(own if settings.takes.count > 1 else ())))

    def _film(self, shot: Shot, offer: Offer, number: int, known: Known) -> tuple[Job, ...]:
        settings = self.sources.settings
        return take_jobs(shot, offer, number, settings.format.size, settings.look.style, settings.detail, known)

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
        )

    def _finish(self, known: Known, breakdown: Breakdown, cut: Cut, plans: tuple[ScenePlan, ...]) -> list[Job]:
        settings = self.sources.settings
        sound = sound_plan(
            cut,
            _heard(breakdown),
            self.sources.offers["foley"],
            self.sources.offers["compose"],
            style=settings.score.style,
            tempo=settings.score.tempo,
            scenes=breakdown.scenes,
            bible=breakdown.bible,
            goals=settings.delivery.goals(),
        )
        if self.to == "sound":
            self._checked(sound.jobs)
            return list(sound.jobs)
        spoken = {line.id: known.value(f"read/{line.id}", Spoken, "spoken") for line in breakdown.lines()}
        languages = settings.captions or (settings.language,)
        captions = captions_of(
            cut,
            breakdown.lines(),
            languages=languages,
            words={id: one.words for id, one in spoken.items() if one is not None},
            names={character.id: character.name for character in breakdown.bible.cast},
        )
        encoding = Encoding(size=cut.size, rate=cut.rate, preset=settings.preset, crf=settings.crf)
        script = known.value("script", Screenplay)
        wishes = Wishes(
            burnt=settings.captions,
            files=languages,
            language=settings.language,
            opening=title_lines(cut.title, script),
        )
        mix = Ref(job=sound.mix.id, output="mix")
        jobs = [*sound.jobs, *film_jobs(cut, captions, encoding=encoding, mix=mix, wishes=wishes), *still_jobs(cut)]
        jobs.append(timeline_job(cut))
        if poster := poster_job(cut, {shot.id: shot.size for plan in plans for shot in plan.shots}):
            jobs.append(poster)
        loudness, gone = known.value(sound.mix.id, Loudness), known.value(GLYPHS, tuple[Finding, ...])
        if loudness is not None and gone is not None:
            board = board_of(breakdown, plans, cut, settings, script)
            jobs.append(report_job(with_measures(board, loudness, gone, self.sources.choices.pins), cut))
        self._checked(jobs)
        return jobs


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
    if job.stage != "takes":
        return None
    video, taken = known.blob(job.id, "video"), known.value(job.id, Taken, "taken")
    if video is None or taken is None:
        return None
    return Take(
        shot=shot.id,
        name=job.id.removeprefix(f"takes/{shot.id}/"),
        video=video.digest,
        frames=taken.frames,
        rate=taken.rate,
        size=taken.size,
        dropped_in=not isinstance(job.work, Ask),
    )


def title_lines(title: str, script: Screenplay | None) -> tuple[str, ...]:
    """The opening card: the film's title, and what the title page says under it (its name in another language)."""
    written = next((e.values for e in script.title_page if e.key.casefold() == "title"), ()) if script else ()
    if title == " ".join(written):
        # no other title was stated: it is the title page's own, all its lines
        return written
    return (title, *(line for line in written if line != title))


def _heard(breakdown: Breakdown) -> dict[str, Heard]:
    return {
        line.id: Heard(
            voice=Ref(job=f"read/{line.id}", output="voice"),
            narrated=line.through == "voice_over",
            off_screen=line.through == "off_screen",
            mood=line.mood or "",
            how=line.how,
        )
        for line in breakdown.lines()
    }


def impossible(faults: Iterable[str]) -> UserError:
    """All that engines cannot do, in one error."""
    return UserError("this cannot be made as it is asked for:\n  " + "\n  ".join(faults))


def _faults(job: Job, offers: dict[str, Offer], certain: float) -> list[str]:
    if not isinstance(job.work, Ask):
        return []
    request = request_from(dict(job.work.request))
    return [f"{job.id}: {fault}" for fault in registry.check(request, offers[job.work.engine], certain)]
