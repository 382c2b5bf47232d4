"""The sound of a cut as jobs: each different effect once, each ambience once, one score, regions, stems, masters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.model import Bible, Scene
from lampblack.cut.model import Cut
from lampblack.engines.capabilities import Offer
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.project.deliveries import Goal
from lampblack.sound.desk import Desk, Heard, lay_ambiences, lay_effects, lay_lines, lay_takes
from lampblack.sound.model import Placed
from lampblack.sound.music import MusicWishes, music_of
from lampblack.sound.regions import Filled, filled, regions_of

REGION = Step(name="lampblack.sound.steps:mix_region", version=1)
STEMS = Step(name="lampblack.sound.steps:lay_stems", version=1)
MIX = Step(name="lampblack.sound.steps:mix", version=3)

STEMS_ID, MIX_ID = "sound/stems", "sound/mix"


@dataclass(frozen=True, kw_only=True)
class SoundPlan:
    """The jobs, and those whose outputs are the mix (one for each delivery, the main one first) and its stems."""

    jobs: tuple[Job, ...]
    mixes: Mapping[str, Job]

    @property
    def mix(self) -> Job:
        """The main delivery's."""
        return next(iter(self.mixes.values()))


def sound_plan(
    cut: Cut,
    heard: Mapping[str, Heard],
    foley: Offer,
    composer: Offer,
    *,
    style: str = "",
    tempo: int = 66,
    music: MusicWishes | None = None,
    scenes: Sequence[Scene] = (),
    bible: Bible | None = None,
    goals: Sequence[Goal] = (Goal(),),
) -> SoundPlan:
    """Everything that is heard in `cut`. `heard` has every line the cut names; `scenes` and `bible` are what the
    score is spotted from, `music` what was decided of it by file and scene; `goals` are what is delivered, the
    film's own first."""
    samples = cut.rate.samples_at(cut.frames)
    desk = Desk()
    lay_lines(desk, cut, heard)
    lay_effects(desk, cut, foley)
    lay_takes(desk, cut)
    lay_ambiences(desk, cut, foley)
    regions = filled(regions_of(cut), desk.laid, cut.lines)
    mixed = [_region(region) for region in regions]
    scores, laid = music_of(cut, scenes, bible, composer, style, tempo, music or MusicWishes())
    stems = _stems(regions, cut, laid, samples)
    mixes = {goal.name: _mix(goal, samples, main=not number) for number, goal in enumerate(goals)}
    return SoundPlan(jobs=(*desk.jobs.values(), *scores, *mixed, stems, *mixes.values()), mixes=mixes)


def _region(filled: Filled) -> Job:
    """A region's dialogue and effects; nothing in it says where it stands in the cut."""
    region = filled.region
    return Job(
        id=f"sound/region/{region.name}",
        stage="sound",
        subject=region.name,
        scene=region.name.rpartition("/")[0],
        work=REGION,
        inputs={
            "sounds": filled.sounds,
            "placed": Value(value=filled.placed),
            "near": Value(value=filled.near),
        },
        settings={"samples": filled.lead + region.stop - region.start},
        effort=Effort(seconds=0.1 + 0.006 * len(filled.placed) + (region.stop - region.start) / SAMPLE_RATE * 0.015),
    )


def _stems(regions: Sequence[Filled], cut: Cut, music: Sequence[tuple[Ref, Placed]], samples: int) -> Job:
    """The stems of the whole film, from its regions and its music."""
    jobs = [f"sound/region/{each.region.name}" for each in regions]
    refs = tuple(dict.fromkeys(ref for ref, _ in music))
    return Job(
        id=STEMS_ID,
        stage="sound",
        subject="the stems",
        work=STEMS,
        inputs={
            "dialogue": tuple(Ref(job=job, output="dialogue") for job in jobs),
            "effects": tuple(Ref(job=job, output="effects") for job in jobs),
            "music": refs,
            "placed": Value(value=tuple(replace(placed, blob=refs.index(ref)) for ref, placed in music)),
            "starts": Value(value=tuple(each.start for each in regions)),
            "lines": Value(value=tuple((line.start, line.start + line.samples) for line in cut.lines)),
        },
        settings={"samples": samples},
        effort=Effort(seconds=0.3 + samples / SAMPLE_RATE * 0.013),
    )


def _mix(goal: Goal, samples: int, *, main: bool) -> Job:
    """The stems together, mastered for one delivery."""
    return Job(
        id=MIX_ID if main else f"{MIX_ID}/{goal.name}",
        stage="sound",
        subject="the mix" if main else f"the mix for {goal.name}",
        work=MIX,
        inputs={
            name: Ref(job=STEMS_ID, output=name) for name in ("dialogue", "m_and_e", "powers", "peaks")
        },
        settings={"samples": samples, "target": goal.loudness, "ceiling": goal.true_peak, "by": goal.by},
        effort=Effort(seconds=0.2 + samples / SAMPLE_RATE * 0.006),
    )  # fmt: skip


__all__ = ["MIX_ID", "STEMS_ID", "Heard", "MusicWishes", "SoundPlan", "sound_plan"]
