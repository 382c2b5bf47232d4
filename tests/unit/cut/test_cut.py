"""The cut: clips that abut, lines on their samples, and a timeline others can open."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import opentimelineio as otio
import pytest
from tests.unit.shots.stage import BIBLE, FILM, NTSC, TALK, Nobody, planned

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.time import FrameRange, Rate
from lampblack.breakdown.model import Scene
from lampblack.cut.assembling import Heart, heart_of
from lampblack.cut.formats import from_otio, to_otio
from lampblack.cut.model import Cut
from lampblack.cut.steps import assemble
from lampblack.engines.requests import Size
from lampblack.shots.model import ScenePlan
from lampblack.takes.model import Take

SIZE = Size(width=1280, height=720)
RATES = (FILM, Rate(numerator=25), NTSC)
SECOND = replace(TALK, slug="hill-dusk", time="dusk", mood="tender", join_in="dissolve")
FIRST = replace(TALK, join_out="dissolve")


def take_for(plan: ScenePlan) -> list[Take]:
    return [
        Take(
            shot=shot.id, name="theatre-1", video=Digest(f"blake3:{shot.id}"), frames=shot.staging.frames,
            rate=shot.staging.rate, size=SIZE,
        )
        for shot in plan.shots
    ]  # fmt: skip


def cut_of(*scenes: Scene, rate: Rate = FILM, takes: list[Take] | None = None, **how: Any) -> Cut:
    plans = tuple(planned(each, rate) for each in scenes)
    kept = takes if takes is not None else [take for plan in plans for take in take_for(plan)]
    hearts = tuple(heart_of(each, BIBLE.place(each.place)) for each in scenes)
    return assemble(Nobody(), plans=plans, kept=tuple(kept), hearts=hearts, title="Test", rate=rate, size=SIZE, **how)


@pytest.mark.parametrize("rate", RATES)
def test_clips_abut_without_gap_or_overlap_and_keep_their_length(rate: Rate) -> None:
    cut = cut_of(FIRST, SECOND, rate=rate)
    assert cut.clips[0].range_in_cut.start == 0 and cut.clips[-1].range_in_cut.stop == cut.frames
    for before, after in pairwise(cut.clips):
        assert before.range_in_cut.stop == after.range_in_cut.start
    assert all(clip.range_in_cut.duration == clip.range_in_take.duration for clip in cut.clips)


@pytest.mark.parametrize("rate", RATES)
def test_lines_lie_on_the_samples_of_the_frames_they_begin_on(rate: Rate) -> None:
    plans = tuple(planned(each, rate) for each in (FIRST, SECOND))
    cut = cut_of(FIRST, SECOND, rate=rate)
    clips = {clip.shot: clip for clip in cut.clips}
    wanted: list[int] = []
    for shot in (shot for plan in plans for shot in plan.shots):
        for line in shot.lines:
            clip = clips[shot.id]
            frame = clip.range_in_cut.start + rate.frame_at(line.start) - shot.range_in_take.start
            wanted.append(rate.samples_at(frame))
    # A take's frames and the film's begin on samples that are each rounded: a thousandth of a frame apart at most.
    assert [cue.start for cue in cut.lines] == pytest.approx(wanted, abs=1)
    assert rate.denominator != 1 or [cue.start for cue in cut.lines] == wanted
    for before, after in pairwise(cut.lines):
        assert before.start + before.samples < after.start


def test_a_scene_in_front_moves_cues_by_exact_samples_and_changes_no_plan() -> None:
    alone, behind = (
        cut_of(replace(SECOND, join_in="cut")),
        cut_of(replace(FIRST, join_out="cut"), replace(SECOND, join_in="cut")),
    )
    moved = behind.scenes[1].range_in_cut.start
    assert [cue.start + FILM.samples_at(moved) for cue in alone.lines] == [
        cue.start for cue in behind.lines[len(behind.lines) - len(alone.lines) :]
    ]
    assert [replace(clip, range_in_cut=clip.range_in_cut.shifted(moved)) for clip in alone.clips] == list(
        behind.clips[-len(alone.clips) :]
    )


def test_scenes_span_their_clips_with_mood_ambience_and_weather() -> None:
    cut = cut_of(FIRST, replace(SECOND, weather="rain"))
    assert [span.range_in_cut.start for span in cut.scenes] == [0, cut.scenes[0].range_in_cut.stop]
    assert cut.scenes[0].ambience == ("wind",) and cut.scenes[1].ambience == ("wind", "rain")
    assert (cut.scenes[1].mood, cut.scenes[1].inside) == ("tender", False)


def test_sounds_are_in_the_cut_in_order_and_within_their_shots() -> None:
    cut = cut_of(FIRST, SECOND)
    clips = {clip.shot: clip for clip in cut.clips}
    assert len([cue for cue in cut.sounds if cue.what == "footstep"]) > 6
    assert [cue.start for cue in cut.sounds] == sorted(cue.start for cue in cut.sounds)
    for cue in cut.sounds:
        assert FILM.frame_at(cue.start) in clips[cue.shot].range_in_cut


def test_a_take_that_is_too_short_is_named() -> None:
    takes = take_for(planned(TALK))
    takes[2] = replace(takes[2], frames=takes[2].frames - 1)
    with pytest.raises(UserError, match=takes[2].shot):
        cut_of(TALK, takes=takes)


def test_a_dissolve_without_frames_on_both_sides_is_refused() -> None:
    with pytest.raises(UserError, match="0 before the cut"):
        cut_of(FIRST, replace(SECOND, join_in="cut"))


def test_the_film_fades_in_and_out_and_a_last_fade_is_the_films_own() -> None:
    cut = cut_of(replace(TALK, join_out="fade"), fade_in=18, fade_out=10)
    assert (cut.fade_in, cut.fade_out) == (18, 24)


def test_title_cards_have_their_frames_before_and_behind() -> None:
    plain, titled = cut_of(TALK), cut_of(TALK, opening=72, closing=48)
    assert titled.clips[0].range_in_cut.start == 72 and titled.frames == plain.frames + 72 + 48
    assert titled.lines[0].start == plain.lines[0].start + FILM.samples_at(72)
    assert from_otio(to_otio(titled, {})) == titled


def test_a_shot_without_a_take_is_named() -> None:
    with pytest.raises(UserError, match="hill-noon/wide"):
        cut_of(TALK, takes=take_for(planned(TALK))[1:])


def test_an_indoor_scene_has_no_weather() -> None:
    assert heart_of(replace(TALK, where="int", weather="rain"), None) == Heart(
        scene="hill-noon", mood="calm", strength=0.45, inside=True, weather="rain", drafted=True
    )


@pytest.mark.parametrize("rate", RATES)
def test_a_timeline_comes_back_from_its_json_as_the_same_cut(rate: Rate) -> None:
    cut = cut_of(FIRST, SECOND, rate=rate)
    media = {clip.shot: f"takes/{clip.shot}.mp4" for clip in cut.clips}
    text = to_otio(cut, media, mix="film.wav").to_json_string()
    timeline = otio.adapters.read_from_string(text, "otio_json")
    assert isinstance(timeline, otio.schema.Timeline)
    assert from_otio(timeline) == cut
    track = timeline.video_tracks()[0]
    assert [item.name for item in track if isinstance(item, otio.schema.Clip)] == [clip.shot for clip in cut.clips]
    assert [type(item) for item in track].count(otio.schema.Transition) == 1
    assert round(timeline.duration().value) == cut.frames
    first = next(item for item in track if isinstance(item, otio.schema.Clip))
    assert first.media_reference.target_url == media[first.name]
    assert len(timeline.tracks.markers) == len(cut.lines)


def test_a_trim_made_in_another_room_comes_back() -> None:
    timeline = to_otio(cut_of(TALK), {})
    clip = timeline.video_tracks()[0][1]
    old = clip.source_range
    clip.source_range = otio.opentime.TimeRange(old.start_time, otio.opentime.RationalTime(old.duration.value - 5, 24))
    trimmed = from_otio(timeline)
    before = cut_of(TALK)
    assert trimmed.frames == before.frames - 5
    assert trimmed.clips[2].range_in_cut == FrameRange(
        start=before.clips[2].range_in_cut.start - 5, stop=before.clips[2].range_in_cut.stop - 5
    )


def test_a_strangers_timeline_is_refused() -> None:
    with pytest.raises(UserError, match="not written by Lampblack"):
        from_otio(otio.schema.Timeline(name="x"))
