"""The mix in regions: what is changed in one mixes that one again, and nothing is heard of the joins."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
from half_hour import SCENES, SHOTS, half_hour

from lampblack.base.time import SAMPLE_RATE
from lampblack.cut.model import LineCue
from lampblack.graph.job import Job, Ref, Value
from lampblack.sound.model import Placed
from lampblack.sound.plan import SoundPlan
from lampblack.sound.region import mixed
from lampblack.sound.regions import SHOTS as TOGETHER
from lampblack.sound.regions import Laid, Region, filled, regions_of


def _regions(plan: SoundPlan) -> Mapping[str, Job]:
    return {job.id: job for job in plan.jobs if job.id.startswith("sound/region/")}


def _same(one: Job, other: Job) -> bool:
    """Whether two jobs have one key."""
    return (one.work, one.inputs, one.settings) == (other.work, other.inputs, other.settings)


def _changed(before: SoundPlan, after: SoundPlan) -> list[str]:
    old, new = _regions(before), _regions(after)
    return [job for job in new if job not in old or not _same(old[job], new[job])]


def test_regions_abut_and_cover_the_film():
    cut = half_hour().cut
    regions = regions_of(cut)
    assert regions[0].start == 0 and regions[-1].stop == cut.rate.samples_at(cut.frames)
    assert all(a.stop == b.start for a, b in pairwise(regions))
    assert len(regions) == SCENES * SHOTS // TOGETHER
    assert max(region.stop - region.start for region in regions) <= 34 * SAMPLE_RATE


def test_a_longer_line_mixes_its_own_region_again_and_no_other():
    before = half_hour()
    for number in (0, 7, 104, 150, 299):
        after = half_hour(longer={number: 7})
        changed = _changed(before.plan, after.plan)
        shot = number - number % TOGETHER
        assert changed == [f"sound/region/s{shot // SHOTS}/{shot % SHOTS:02d}-wide"]


def test_no_line_is_cut_through_by_a_region():
    cut = half_hour().cut
    clip = cut.clips[5]
    at = cut.rate.samples_at(clip.range_in_cut.start)
    over = replace(cut, lines=(*cut.lines, LineCue(line="s0/x", start=at - 4_800, samples=48_000)))
    assert at in {region.start for region in regions_of(cut)}
    assert at not in {region.start for region in regions_of(over)}


def test_a_take_of_ten_minutes_is_divided_between_its_lines():
    cut = half_hour().cut
    clip = replace(cut.clips[0], range_in_cut=replace(cut.clips[0].range_in_cut, start=72, stop=14_400))
    lines = tuple(LineCue(line=f"s0/{n}", start=n * 480_000, samples=400_000) for n in range(1, 58))
    long = replace(cut, clips=(clip,), lines=lines, scenes=(), sounds=(), frames=14_400)
    regions = regions_of(long)
    assert all(a.stop == b.start for a, b in pairwise(regions)) and regions[-1].stop == 28_800_000
    assert len({region.name for region in regions}) == len(regions) > 10
    assert max(region.stop - region.start for region in regions) <= 90 * SAMPLE_RATE
    assert not [line for line in lines for region in regions if line.start < region.start < line.start + line.samples]


def test_what_lasts_over_several_regions_keeps_its_level_at_their_joins():
    regions = [Region(name=f"r{n}", start=n * 480_000, stop=(n + 1) * 480_000) for n in range(3)]
    ref = Ref(job="sound/ambience/wind", output="sound")
    bed = Placed(stem="ambience", blob=0, start=0, loop_until=1_440_000)
    sound = np.random.default_rng(1).standard_normal((24 * SAMPLE_RATE, 2)).astype(np.float32) * 0.05
    whole = _joined(filled(regions, [Laid(placed=bed, ref=ref, at=0)], ()), [sound])
    levels = [float(np.sqrt((whole[at : at + 6_000] ** 2).mean())) for at in range(0, 1_440_000, 6_000)]
    assert min(levels) > 0.9 * np.median(levels) and max(levels) < 1.12 * np.median(levels)


def test_a_tail_rings_over_the_join_as_if_there_were_none():
    """One effect in a hall just before a join: the regions together are the film mixed as one."""
    regions = [Region(name="a", start=0, stop=240_000), Region(name="b", start=240_000, stop=720_000)]
    one = [Region(name="a", start=0, stop=720_000)]
    ref = Ref(job="sound/effect/bell", output="sound")
    bell = Placed(stem="effects", blob=0, start=230_000, room=0.3, inside=True)
    sound = np.random.default_rng(2).standard_normal((48_000, 1)).astype(np.float32) * 0.1
    laid = [Laid(placed=bell, ref=ref, at=230_000)]
    apart, together = _joined(filled(regions, laid, ()), [sound]), _joined(filled(one, laid, ()), [sound])
    assert np.abs(apart[:500_000] - together[:500_000]).max() < 2e-5


def test_a_pre_lap_is_mixed_with_its_own_scene():
    regions = [Region(name="a", start=0, stop=240_000), Region(name="b", start=240_000, stop=480_000)]
    ref = Ref(job="read/b/x", output="voice")
    early = Placed(stem="dialogue", blob=0, start=220_000)
    first, second = filled(regions, [Laid(placed=early, ref=ref, at=240_000)], ())
    assert not first.placed
    assert second.start == 220_000 and second.placed[0].start == 0


def _joined(parts: tuple, recordings: list) -> np.ndarray:
    end = max(part.region.stop for part in parts)
    whole = np.zeros((end + 12 * SAMPLE_RATE, 2), np.float32)
    for part in parts:
        if not part.placed:
            continue
        samples = part.lead + part.region.stop - part.region.start
        effects = mixed(part.placed, recordings, samples, part.near).effects
        skipped = max(0, -part.start)
        whole[part.start + skipped : part.start + len(effects)] += effects[skipped:]
    return whole[:end]


def test_a_neighbours_line_is_told_by_its_time_alone():
    regions = [Region(name="a", start=0, stop=240_000), Region(name="b", start=240_000, stop=480_000)]
    lines = (LineCue(line="a/x", start=200_000, samples=38_000), LineCue(line="b/y", start=250_000, samples=90_000))
    ref = Ref(job="read/a/x", output="voice")
    other = Ref(job="read/b/y", output="voice")
    laid = [
        Laid(placed=Placed(stem="dialogue", blob=0, start=200_000), ref=ref, at=200_000),
        Laid(placed=Placed(stem="dialogue", blob=0, start=250_000), ref=other, at=250_000),
    ]
    first, second = filled(regions, laid, lines)
    assert first.sounds == (ref,) and second.sounds == (other,)
    assert first.near == ((240_000, 288_000),)
    assert second.near == ((-48_000, 0),)


def test_nothing_in_a_region_says_where_it_stands():
    job = _regions(half_hour().plan)["sound/region/s20/00-wide"]
    placed = job.inputs["placed"]
    assert isinstance(placed, Value)
    assert max(one.start for one in placed.value) < 60 * SAMPLE_RATE


def test_a_region_in_which_nothing_is_heard_is_silence_of_no_length():
    silent = mixed((), (), 480_000)
    assert silent.dialogue.shape == silent.effects.shape == (0, 2)


def test_effects_make_way_for_a_line_and_come_back():
    noise = np.random.default_rng(5).standard_normal((480_000, 1)).astype(np.float32)
    line = Placed(stem="dialogue", blob=0, start=192_000)
    crash = Placed(stem="effects", blob=1, start=0)
    recordings = [noise[:96_000] * np.float32(0.02), noise * np.float32(0.02)]
    alone = mixed((crash,), recordings, 480_000).effects
    under = mixed((line, crash), recordings, 480_000).effects
    lower = 10 * np.log10((alone[200_000:280_000] ** 2).mean() / (under[200_000:280_000] ** 2).mean())
    assert 10.0 < lower < 14.5
    assert np.abs(alone[:96_000] - under[:96_000]).max() < 1e-6
    assert np.abs(alone[384_000:480_000] - under[384_000:480_000]).max() < 1e-6
