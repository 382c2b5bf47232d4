"""From the cut to the film, as jobs: side by side what is heard and what is seen, and what is told of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lampblack.base.findings import Finding
from lampblack.breakdown.model import Breakdown, Line
from lampblack.build.board import board_of, with_measures
from lampblack.build.sources import Sources
from lampblack.cut.model import Cut
from lampblack.cut.plan import timeline_job
from lampblack.engines.requests import Spoken
from lampblack.film.captions import captions_of
from lampblack.film.model import Encoding
from lampblack.film.plan import GLYPHS, Wishes, film_jobs, poster_job, report_job, still_jobs
from lampblack.graph.job import Job, Ref
from lampblack.graph.known import Known
from lampblack.script.model import Screenplay
from lampblack.shots.model import ScenePlan
from lampblack.sound.model import Loudness
from lampblack.sound.music import MusicWishes
from lampblack.sound.plan import Heard, sound_plan


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The film's lines as they are said in it, in which language, and which jobs hold their recordings where those are
    not the lines' usual ones."""

    lines: tuple[Line, ...]
    language: str
    recordings: Mapping[str, str] = field(default_factory=lambda: {})

    def job(self, line: str) -> str:
        """The job that holds the recording of a line."""
        return self.recordings.get(line, f"read/{line}")


def finished(
    sources: Sources,
    known: Known,
    breakdown: Breakdown,
    cut: Cut,
    plans: tuple[ScenePlan, ...],
    lines: Lines,
    *,
    only_sound: bool = False,
) -> list[Job]:
    """The jobs of sound and film for a cut in which every line has its place."""
    settings = sources.settings
    sound = sound_plan(
        cut,
        _heard(lines),
        sources.offers["foley"],
        sources.offers["compose"],
        style=settings.score.style,
        tempo=settings.score.tempo,
        music=MusicWishes(
            file=settings.score.file,
            stretch=settings.score.stretch,
            scenes=sources.choices.score,
            files=sources.music,
        ),
        scenes=breakdown.scenes,
        bible=breakdown.bible,
        goals=settings.delivery.goals(),
    )
    if only_sound:
        return list(sound.jobs)
    spoken = {line.id: known.value(lines.job(line.id), Spoken, "spoken") for line in lines.lines}
    burnt, files = _captions(sources, lines)
    captions = captions_of(
        cut,
        lines.lines,
        languages=files,
        words={id: one.words for id, one in spoken.items() if one is not None},
        names={character.id: character.name for character in breakdown.bible.cast},
    )
    encoding = Encoding(size=cut.size, rate=cut.rate, preset=settings.preset, crf=settings.crf)
    script = known.value("script", Screenplay)
    opening = title_lines(cut.title, script)
    wishes = Wishes(burnt=burnt, files=files, language=lines.language, opening=opening)
    mix = Ref(job=sound.mix.id, output="mix")
    also = {goal: Ref(job=job.id, output="mix") for goal, job in sound.mixes.items() if job.id != sound.mix.id}
    film = film_jobs(cut, captions, encoding=encoding, mix=mix, wishes=wishes, also=also)
    jobs = [*sound.jobs, *film, *still_jobs(cut)]
    jobs.append(timeline_job(cut))
    if poster := poster_job(cut, {shot.id: shot.size for plan in plans for shot in plan.shots}):
        jobs.append(poster)
    loudness, gone = known.value(sound.mix.id, Loudness), known.value(GLYPHS, tuple[Finding, ...])
    if loudness is not None and gone is not None:
        board = board_of(breakdown, plans, cut, settings, script)
        jobs.append(report_job(with_measures(board, loudness, gone, sources.choices.pins), cut))
    return jobs


def _captions(sources: Sources, lines: Lines) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages burnt into the picture, and those of the files beside it. A dub is captioned in its own language,
    where the film has captions in its picture at all; the others' files are still there."""
    settings = sources.settings
    files = settings.captions or (settings.language,)
    if sources.dub is None:
        return settings.captions, files
    return (lines.language,) if settings.captions else (), tuple(dict.fromkeys((lines.language, *files)))


def title_lines(title: str, script: Screenplay | None) -> tuple[str, ...]:
    """The opening card: the film's title, and what the title page says under it (its name in another language)."""
    written = next((e.values for e in script.title_page if e.key.casefold() == "title"), ()) if script else ()
    if title == " ".join(written):
        # no other title was stated: it is the title page's own, all its lines
        return written
    return (title, *(line for line in written if line != title))


def _heard(lines: Lines) -> dict[str, Heard]:
    return {
        line.id: Heard(
            voice=Ref(job=lines.job(line.id), output="voice"),
            narrated=line.through == "voice_over",
            off_screen=line.through == "off_screen",
            mood=line.mood or "",
            how=line.how,
        )
        for line in lines.lines
    }
