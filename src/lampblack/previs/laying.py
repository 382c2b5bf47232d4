"""A plan laid out as the page plays it: which pictures a clip is of, what is heard and read when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from lampblack.base.digest import digest_of, short
from lampblack.base.findings import Finding
from lampblack.base.saved import digest_of_value, encode
from lampblack.breakdown.model import Breakdown, Whereabouts
from lampblack.build.finishing import title_lines
from lampblack.build.planner import Planned
from lampblack.build.sources import Sources
from lampblack.cut.model import Clip as InCut
from lampblack.cut.model import Cut
from lampblack.engines import registry
from lampblack.engines.requests import Spoken
from lampblack.film.captions import captions_of
from lampblack.graph.job import Ask, Job
from lampblack.graph.plan import Plan
from lampblack.previs.model import Animatic, Clip, Heard, Pictures, Reel, Shown, Told
from lampblack.previs.overlay import Overlay
from lampblack.script.model import Screenplay
from lampblack.shots.model import Shot
from lampblack.staging.stage import Staging
from lampblack.takes.choice import engine_take

STAGE = "theatre"
"""Who plays what nobody has filmed yet."""
NAME = 32
"""Hex digits by which bytes are asked for."""


def laid_out(
    plan: Plan,
    seen: Planned,
    sources: Sources,
    overlay: Overlay,
    captured: Callable[[bytes], Path],
    faults: Sequence[str] = (),
) -> Animatic:
    """The animatic of a plan that came as far as the cut. `captured` gives a file to a captured motion's bytes."""
    assert seen.breakdown is not None and seen.cut is not None
    cut, breakdown = seen.cut, seen.breakdown
    made = {each.job.id for each in plan.forecasts if each.fate == "kept"}
    easel = _Easel(plan, sources, overlay, captured, made)
    shots = {shot.id: shot for shot in seen.shots()}
    clips = tuple(easel.clip(each, shots[each.shot]) for each in cut.clips)
    script = plan.known.value("script", Screenplay)
    sounds: dict[str, Path] = {}
    lines = _heard(plan, cut, breakdown, overlay, made, sounds)
    unspoken = _unspoken(plan, {each.line for each in lines if not each.voice})
    free = tuple(job for job in unspoken if is_free(job))
    reel = Reel(
        title=cut.title,
        language=sources.settings.language,
        rate=(cut.rate.numerator, cut.rate.denominator),
        width=cut.size.width,
        height=cut.size.height,
        frames=cut.frames,
        opening=cut.clips[0].range_in_cut.start if cut.clips else 0,
        card=title_lines(cut.title, script),
        clips=clips,
        scenes={scene.slug: scene.heading for scene in breakdown.scenes},
        lines=lines,
        captions=_captions(plan, cut, breakdown, sources),
        findings=(*(Told(message=fault) for fault in dict.fromkeys(faults)), *_findings(plan, seen, script)),
        mix=_mix(plan, overlay, made, sounds),
        silent=_silent(unspoken, free),
    )
    return Animatic(reel=reel, pictures=easel.pictures, sounds=sounds, unspoken=free)


def is_free(job: Job) -> bool:
    """Whether this can be done for nothing, on this machine: steps can."""
    return not isinstance(job.work, Ask) or not (job.work.remote or job.work.price)


class _Easel:
    """Whose pictures stand for which shot."""

    def __init__(
        self,
        plan: Plan,
        sources: Sources,
        overlay: Overlay,
        captured: Callable[[bytes], Path],
        made: set[str],
    ) -> None:
        self._plan = plan
        self._sources = sources
        self._overlay = overlay
        self._captured = captured
        self._made = made
        self.pictures: dict[str, Pictures] = {}

    def clip(self, clip: InCut, shot: Shot) -> Clip:
        """One clip of the cut, its pictures noted."""
        there = f"takes/{clip.shot}/{clip.take}" in self._made
        engine = engine_take(clip.take)
        staged = engine is None or engine[0] == STAGE or not there
        if there and (engine is None or engine[0] != STAGE):
            pictures = self._filmed(clip)
            staged = False
        else:
            pictures = self._staged(shot, engine[1] if engine and engine[0] == STAGE else 1)
        self.pictures[pictures.name] = pictures
        by = engine[0] if engine else clip.take
        return Clip(
            shot=clip.shot,
            scene=clip.scene,
            pictures=pictures.name,
            first=clip.range_in_take.start,
            start=clip.range_in_cut.start,
            stop=clip.range_in_cut.stop,
            frames=shot.staging.frames if staged else clip.take_frames,
            join=clip.join_out,
            join_frames=clip.join_frames,
            grammar=(shot.size, shot.angle, shot.move),
            words=shot.words,
            why=shot.why,
            lines=tuple(each.line for each in shot.lines),
            stand_in=by if staged and by != STAGE else "",
        )

    def _staged(self, shot: Shot, take: int) -> Pictures:
        """Words change no picture the theatre draws, and are left out of its name."""
        staging = replace(shot.staging, place=replace(shot.staging.place, words=""))
        settings, saved = self._sources.settings, encode(staging)
        size, look = settings.format.size, settings.look.style
        name = digest_of_value([digest_of(saved), take, size, look, registry.offer(STAGE).version])
        return Pictures(
            name=short(name, NAME),
            size=size,
            staging=saved,
            take=take,
            look=look,
            captures=self._captures(staging),
            where=shot.id,
        )

    def _captures(self, staging: Staging) -> Mapping[str, str]:
        """Files of the motions that people follow."""
        wanted = {
            person.motion.capture for person in staging.people if not isinstance(person.motion, msgspec.UnsetType)
        }
        return {digest: str(self._captured(self._plan.read(digest))) for digest in sorted(wanted)}

    def _filmed(self, clip: InCut) -> Pictures:
        """A take that is there: another engine's, or a file somebody dropped in."""
        size = self._sources.settings.format.size
        name = digest_of_value([clip.video, size])
        return Pictures(name=short(name, NAME), size=size, file=str(self._overlay.path(clip.video)), where=clip.shot)


def _heard(
    plan: Plan, cut: Cut, breakdown: Breakdown, overlay: Overlay, made: set[str], sounds: dict[str, Path]
) -> tuple[Heard, ...]:
    """The lines in their places; files of those that were spoken go into `sounds`."""
    lines = {line.id: line for line in breakdown.lines()}
    names = {character.id: character.name for character in breakdown.bible.cast}
    found: list[Heard] = []
    for cue in cut.lines:
        line, job, name = lines.get(cue.line), f"read/{cue.line}", ""
        if line is None:
            continue
        voice = plan.known.blob(job, "voice") if job in made else None
        if voice is not None:
            name = short(voice.digest, NAME)
            sounds[name] = overlay.path(voice.digest)
        speaker = names.get(line.character, line.character)
        found.append(
            Heard(line=line.id, speaker=speaker, text=line.text, start=cue.start, samples=cue.samples, voice=name)
        )
    return tuple(found)


def _unspoken(plan: Plan, silent: set[str]) -> tuple[Job, ...]:
    """The jobs that would record these lines."""
    return tuple(each.job for each in plan.forecasts if each.job.stage == "read" and each.job.subject in silent)


def _silent(unspoken: tuple[Job, ...], free: tuple[Job, ...]) -> str:
    """Who would have to be paid, or asked far away, for lines that nobody spoke."""
    left = [job.work.engine for job in unspoken if job not in free and isinstance(job.work, Ask)]
    return ", ".join(dict.fromkeys(left))


def _captions(plan: Plan, cut: Cut, breakdown: Breakdown, sources: Sources) -> tuple[Shown, ...]:
    settings, lines = sources.settings, breakdown.lines()
    spoken = {line.id: plan.known.value(f"read/{line.id}", Spoken, "spoken") for line in lines}
    captions = captions_of(
        cut,
        lines,
        languages=settings.captions or (settings.language,),
        words={id: one.words for id, one in spoken.items() if one is not None},
        names={character.id: character.name for character in breakdown.bible.cast},
    )
    return tuple(
        Shown(start=cut.rate.frame_at(each.range.start), stop=cut.rate.frame_at(each.range.stop), text=dict(each.text))
        for each in captions
    )


def _mix(plan: Plan, overlay: Overlay, made: set[str], sounds: dict[str, Path]) -> str:
    """The sound of this very cut, where the film was made and nothing that is heard changed since."""
    mix = plan.known.blob("sound/mix", "mix") if "sound/mix" in made else None
    if mix is None:
        return ""
    name = short(mix.digest, NAME)
    sounds[name] = overlay.path(mix.digest)
    return name


def _findings(plan: Plan, seen: Planned, script: Screenplay | None) -> tuple[Told, ...]:
    """What is doubtful in what is written, once each."""
    where = plan.known.value("breakdown", Whereabouts, "where")
    found: list[Finding] = [*(script.findings if script else ()), *(where.findings if where else ())]
    found += [finding for scene in seen.plans for finding in scene.findings]
    return tuple(dict.fromkeys(told(each) for each in found))


def told(finding: Finding) -> Told:
    """A finding as the page says it."""
    return Told(message=finding.message, where=str(finding.spot or ""), severity=finding.severity)
