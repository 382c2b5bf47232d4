"""The music of a film as jobs: one score, or a person's own files for all of it or for some of its scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.model import Bible, Scene
from lampblack.cut.model import Cut
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Compose
from lampblack.graph.job import Effort, Job, Ref, Step
from lampblack.shots.model import ScoreChoice
from lampblack.sound.desk import ask
from lampblack.sound.model import Placed
from lampblack.sound.spotting import score_request

LAY = Step(name="lampblack.sound.own_music:lay_music", version=1)

_FADE_LEAST, _FADE_MOST, _FADE = 2 * SAMPLE_RATE, 8 * SAMPLE_RATE, 3 * SAMPLE_RATE


@dataclass(frozen=True, kw_only=True)
class MusicWishes:
    """What was decided of the music: `file` (and whether it may `stretch`) is a person's own for the whole film;
    `scenes` by slug; `files` has the bytes of every file that is named."""

    file: str = ""
    stretch: bool = True
    scenes: Mapping[str, ScoreChoice] = field(default_factory=lambda: {})
    files: Mapping[str, Digest] = field(default_factory=lambda: {})


Laying = tuple[Ref, Placed]
"""Music, and where in the film it lies."""


def music_of(
    cut: Cut,
    scenes: Sequence[Scene],
    bible: Bible | None,
    composer: Offer,
    style: str,
    tempo: int,
    wishes: MusicWishes,
) -> tuple[tuple[Job, ...], tuple[Laying, ...]]:
    """The jobs that make the film's music, and where each lies."""
    samples = cut.rate.samples_at(cut.frames)
    if wishes.file:
        job = _own(cut, wishes, wishes.file, (0, samples), "sound/score", stretch=wishes.stretch)
        return (job,), (_laid(job, 0),)
    jobs: list[Job] = []
    own: list[Laying] = []
    decided = dict(wishes.scenes)
    for (file, stretch), group in groupby(cut.scenes, lambda span: _file(decided, span.scene)):
        spans = list(group)
        if not file:
            continue
        start = cut.rate.samples_at(spans[0].range_in_cut.start) if spans[0] != cut.scenes[0] else 0
        stop = samples if spans[-1] == cut.scenes[-1] else cut.rate.samples_at(spans[-1].range_in_cut.stop)
        job = _own(cut, wishes, file, (start, stop), f"sound/score/{spans[0].scene}", stretch=stretch)
        jobs.append(job)
        own.append(_laid(job, start))
        for span in spans:
            decided[span.scene] = replace(decided[span.scene], strength=0.0)
    request = score_request(cut, scenes, bible, style=style, tempo=tempo, wishes=decided)
    if own and all(passage.strength <= 0.0 for passage in request.passages):
        return tuple(jobs), tuple(own)
    score = _composed(request, composer)
    return (score, *jobs), (_laid(score, 0), *own)


def _composed(request: Compose, composer: Offer) -> Job:
    job = ask(request, composer, "score", "the score", seconds=1.0 + request.samples / SAMPLE_RATE * 0.04)
    return replace(job, id="sound/score")


def _file(decided: Mapping[str, ScoreChoice], scene: str) -> tuple[str, bool]:
    choice = decided.get(scene)
    return (choice.file, choice.stretch) if choice else ("", True)


def _own(cut: Cut, wishes: MusicWishes, name: str, span: tuple[int, int], id: str, *, stretch: bool) -> Job:
    """A person's own file under a stretch of the film; its beats are to meet the cuts, and it fades on the last."""
    start, stop = span
    cuts = [cut.rate.samples_at(clip.range_in_cut.start) - start for clip in cut.clips]
    inside = tuple(at for at in cuts if 0 < at < stop - start)
    ends = [stop - start - at for at in inside if _FADE_LEAST <= stop - start - at <= _FADE_MOST]
    digest = wishes.files[name]
    return Job(
        id=id,
        stage="sound",
        subject=f"{name} under the film",
        work=LAY,
        inputs={"file": Blob(digest=digest)},
        settings={
            "name": name,
            "samples": stop - start,
            "cuts": inside,
            "fade": min(ends, default=min(_FADE, stop - start)),
            "stretch": stretch,
        },
        effort=Effort(seconds=2.0 + (stop - start) / SAMPLE_RATE * 0.05),
    )


def _laid(job: Job, start: int) -> Laying:
    return Ref(job=job.id, output="music"), Placed(stem="music", blob=0, start=start)
