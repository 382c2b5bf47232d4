"""Picture and sound of a talk are cut on different frames, and are in step all the same: over talks made from seeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from tests.unit.cut.test_cut import cut_of
from tests.unit.shots.stage import BIBLE, FILM, NTSC, action, line, planned, said, scene
from tests.unit.shots.talks import talk

from lampblack.base.time import Rate
from lampblack.breakdown.model import Deed, Line, Scene
from lampblack.cut.model import Cut
from lampblack.engines.requests import Size, Spoken
from lampblack.project.cutting import Laps
from lampblack.read.visemes import mouth_cues
from lampblack.shots.blocking import blocked
from lampblack.shots.coverage import Eye, covered
from lampblack.shots.laps import LEAST, MOST, lapped
from lampblack.shots.model import Choices, ScenePlan, Shot, ShotChoice
from lampblack.shots.pace import SHORTEST
from lampblack.shots.parts import Setup
from lampblack.shots.plan import compose_job
from lampblack.shots.timing import Timed, timed
from lampblack.staging.mouth import mouth_at
from lampblack.staging.place import Place

SEEDS = range(10)
RATES = (FILM, Rate(numerator=25), NTSC)
QUESTION = scene(
    action("他们站着。"),
    line("tall", "你昨天晚上到底去了什么地方。"),
    line("small", "我沿着河边走了很远很远的路。"),
    line("tall", "那你有没有看见过我的那一匹马？"),
    line("small", "我看见了，它往山的那一边跑了。", mood="sad"),
    line("tall", "我们现在就出发去把它找回来吧。"),
    line("small", "好吧，我把门锁上就跟你一起去。"),
)


@cache
def plan(seed: int, rate: Rate) -> tuple[Scene, ScenePlan, Cut]:
    made = talk(seed)
    return made, planned(made, rate), cut_of(made, rate=rate)


def clocks(a_scene: Scene, rate: Rate = FILM, laps: Laps = "usual") -> tuple[list[Setup], list[Timed], list[Timed]]:
    """The setups of a scene, with straight cuts and as they are cut."""
    heights = {each.id: each.figure.height for each in BIBLE.cast if each.figure and each.id in a_scene.cast}
    recorded = [said(beat.line.text) for beat in a_scene.beats if beat.line is not None]
    parts = blocked(a_scene, heights, recorded, Place(id="hill", kit="mountains", time="noon"), rate)
    setups = covered(parts, Eye(scene=a_scene.slug, heights=heights, rate=rate))
    straight = [timed(setup, rate, a_scene.mood) for setup in setups]
    moved, _ = lapped(setups, straight, {}, frozenset(), a_scene.slug, a_scene.mood, rate, laps)
    return setups, straight, moved


def lines_of(a_scene: Scene) -> dict[str, Line]:
    return {beat.line.id: beat.line for beat in a_scene.beats if beat.line is not None}


def recordings(a_scene: Scene) -> Mapping[str, Spoken]:
    return {id: said(each.text) for id, each in lines_of(a_scene).items()}


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_is_once_in_the_cut_whole_and_in_order(seed: int, rate: Rate) -> None:
    made, _, cut = plan(seed, rate)
    assert sorted(cue.line for cue in cut.lines) == sorted(lines_of(made))
    order = {id: place for place, id in enumerate(lines_of(made))}
    cues = sorted(cut.lines, key=lambda cue: order[cue.line])
    assert all(a.start <= b.start for a, b in pairwise(cues))
    assert all(cue.start >= 0 and cue.start + cue.samples <= rate.samples_at(cut.frames) for cue in cut.lines)
    assert all(cue.samples == recordings(made)[cue.line].samples for cue in cut.lines)
    by_frame = {rate.samples_at(frame) for frame in range(cut.frames)}
    assert all(min(abs(cue.start - each) for each in by_frame) <= 1 for cue in cut.lines)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_speaks_into_their_own_words_and_others_only_to_interrupt(seed: int, rate: Rate) -> None:
    made, _, cut = plan(seed, rate)
    spoken = lines_of(made)
    cues = sorted(cut.lines, key=lambda cue: cue.start)
    for number, cue in enumerate(cues):
        for later in cues[number + 1 :]:
            over = cue.start + cue.samples - later.start
            a, b = spoken[cue.line], spoken[later.line]
            if a.character == b.character:
                assert over <= 0
            elif not (a.dual or b.dual):
                assert over <= (rate.samples_at(4) if a.text.endswith("——") else 0), (a.text, b.text)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seed", SEEDS)
def test_shots_abut_no_take_is_too_short_and_none_is_a_flash(seed: int, rate: Rate) -> None:
    _, scene_plan, cut = plan(seed, rate)
    for before, after in pairwise(cut.clips):
        assert before.range_in_cut.stop == after.range_in_cut.start
    for shot in scene_plan.shots:
        assert shot.range_in_take.start >= 0 and shot.range_in_take.stop <= shot.staging.frames
        assert float(rate.seconds(shot.range_in_take.duration)) >= SHORTEST - 0.05, shot.id


@pytest.mark.parametrize("seed", SEEDS)
def test_no_deed_is_cut_off_before_it_is_done(seed: int) -> None:
    setups, _, moved = clocks(talk(seed))
    for setup, clock in zip(setups, moved, strict=True):
        for part, at in zip(setup.parts, clock.starts, strict=True):
            for doing in part.doings if not clock.runs_on else ():
                assert at + doing.start + doing.frames - part.start <= clock.frames, (setup.label, doing.deed)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seed", SEEDS)
def test_mouths_are_in_step_with_the_voice_on_both_sides_of_every_cut(seed: int, rate: Rate) -> None:
    """In the middle of each frame, where the theatre draws it, every mouth that moves is as the phonemes heard in the
    cut say, a frame earlier or later; on a take's first frame it is still a little on its way there."""
    made, scene_plan, cut = plan(seed, rate)
    spoken = recordings(made)
    cues = {cue.line: mouth_cues(spoken[cue.line], cue.start) for cue in cut.lines}
    moving = 0
    for shot, clip in zip(scene_plan.shots, cut.clips, strict=True):
        for person in shot.staging.people:
            own = [id for id, each in lines_of(made).items() if each.character == person.id and not each.through]
            for frame in range(shot.range_in_take.duration):
                here = rate.samples_at(clip.range_in_take.start + frame) + rate.samples_at(1) // 2
                there = rate.samples_at(clip.range_in_cut.start + frame) + rate.samples_at(1) // 2
                shown = mouth_at(person.mouth, here).open
                said_now = max(
                    (mouth_at(cues[id], there).open for id in own if _under_way(cut, id, there)), default=0.0
                )
                if shown > 0.05:
                    moving += 1
                    near = [
                        max((mouth_at(cues[id], there + by).open for id in own), default=0.0)
                        for by in (-rate.samples_at(1), 0, rate.samples_at(1))
                    ]
                    assert min(abs(shown - each) for each in (said_now, *near)) < 0.2, (shot.id, person.id, frame)
    assert moving > 50


def _under_way(cut: Cut, id: str, sample: int) -> bool:
    cue = next(each for each in cut.lines if each.line == id)
    return cue.start <= sample < cue.start + cue.samples


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seed", SEEDS)
def test_who_a_shot_is_about_never_keeps_a_shut_mouth_over_their_own_words(seed: int, rate: Rate) -> None:
    made, scene_plan, cut = plan(seed, rate)
    for shot, clip in zip(scene_plan.shots, cut.clips, strict=True):
        for cue in cut.lines:
            told = lines_of(made)[cue.line]
            person = shot.staging.person(told.character)
            if person is None or told.through or told.character not in shot.subject[:1] or shot.size == "insert":
                continue
            first = rate.frame_at(cue.start) - clip.range_in_cut.start + clip.range_in_take.start
            last = first + rate.frame_at(cue.samples)
            seen = [
                frame
                for frame in range(max(first, clip.range_in_take.start), min(last, clip.range_in_take.stop))
                if mouth_at(person.mouth, rate.samples_at(frame)).open > 0.05
            ]
            inside = min(last, clip.range_in_take.stop) - max(first, clip.range_in_take.start)
            assert inside < 8 or seen, (shot.id, told.text)


def test_words_stay_where_they_are_when_the_cut_moves() -> None:
    _, straight, moved = clocks(QUESTION)
    assert [clock.frames for clock in straight] != [clock.frames for clock in moved]
    assert sum(clock.frames for clock in straight) == sum(clock.frames for clock in moved)
    at_straight, at_moved = (_absolute(each) for each in (straight, moved))
    assert at_straight == at_moved


def _absolute(found: list[Timed]) -> list[int]:
    begins = [sum(clock.frames for clock in found[:number]) for number in range(len(found))]
    return [begin + at for begin, clock in zip(begins, found, strict=True) for at in clock.starts]


def _lap_into(shots: tuple[Shot, ...], words: str) -> int:
    """Frames by which the line with these words is heard before its shot; below 0: its shot begins first."""
    shot = next(each for each in shots if words in each.words)
    return shot.range_in_take.start - FILM.frame_at(shot.lines[0].start)


def test_a_question_is_left_early_for_the_face_of_who_must_answer() -> None:
    setups, straight, moved = clocks(QUESTION)
    asked = next(n for n, setup in enumerate(setups) if any("那一匹马" in part.words for part in setup.parts))
    assert moved[asked].frames < straight[asked].frames and moved[asked].runs_on
    over = moved[asked + 1].overheard[0]
    assert over.at == 0 and LEAST <= over.part.frames <= MOST
    assert setups[asked + 1].subject[0] == "small"


def test_the_first_line_of_a_scene_is_seen_from_its_first_word_to_its_last() -> None:
    for seed in range(40):
        setups, _, moved = clocks(talk(seed))
        first = next(part.key for setup in setups for part in setup.parts if part.line is not None)
        assert all(over.part.key != first for clock in moved for over in clock.overheard)


def test_laps_are_of_eight_to_twenty_frames_and_many_cuts_stay_straight() -> None:
    laps = cuts = 0
    for seed in range(60):
        setups, _, moved = clocks(talk(seed))
        over = [each.part.frames for clock in moved for each in clock.overheard]
        assert all(LEAST <= frames <= MOST for frames in over)
        laps += len(over)
        cuts += sum(bool(a.parts and b.parts and a.parts[-1].line and b.parts[0].line) for a, b in pairwise(setups))
    assert 0.1 < laps / cuts < 0.6


def test_a_changed_word_moves_no_other_shots_cut() -> None:
    beats = list(QUESTION.beats)
    beats[3] = line("tall", "那你有没有看见过我的那一头牛？")
    before, after = planned(QUESTION), planned(replace(QUESTION, beats=tuple(beats)))
    old = {shot.id: shot for shot in before.shots}
    new = {shot.id: shot for shot in after.shots}
    assert len(old.keys() - new.keys()) == 1
    assert all(old[id].staging == new[id].staging for id in old.keys() & new.keys())


def test_a_person_says_how_far_the_sound_laps_and_names_keep() -> None:
    plain = planned(QUESTION)
    shot = next(each for each in plain.shots if "把它找回来" in each.words)
    for wish in (14, 0, -14):
        chosen = planned(QUESTION, choices={shot.id: ShotChoice(lap=wish)})
        assert [each.id for each in chosen.shots] == [each.id for each in plain.shots]
        assert not chosen.findings
        lap = _lap_into(chosen.shots, "把它找回来")
        assert lap == 14 if wish > 0 else lap < 0
    far = planned(QUESTION, choices={shot.id: ShotChoice(lap=100)})
    assert any("lap of 100 frames is not possible" in each.message for each in far.findings)


def test_a_shot_of_chosen_seconds_is_cut_straight_at_both_ends() -> None:
    setups, straight, moved = clocks(QUESTION)
    number = next(n for n, clock in enumerate(moved) if clock.overheard and clock.overheard[0].at == 0)
    id = f"{QUESTION.slug}/{setups[number].label}"
    chosen = planned(QUESTION, choices={id: ShotChoice(seconds=6.0)})
    shot = next(each for each in chosen.shots if each.id == id)
    assert shot.range_in_take.duration == 144
    assert FILM.frame_at(shot.lines[0].start) == straight[number].starts[0]
    assert chosen.shots[number - 1].range_in_take.duration > moved[number - 1].frames


def test_who_interrupts_is_heard_before_the_last_word_is_out() -> None:
    made = scene(
        action("他们站着。"),
        line("tall", "你昨天晚上到底去了什么地方。"),
        line("small", "我沿着河边走了很远很远的路——"),
        line("tall", "不要再说了，我一句也不相信你！"),
    )
    _, _, moved = clocks(made)
    cut = cut_of(made)
    first, second = sorted(cut.lines, key=lambda cue: cue.start)[1:]
    assert -4 <= FILM.frame_at(second.start) - FILM.frames_for(first.start + first.samples) <= 1
    assert any(clock.overheard for clock in moved)


def test_mourning_is_slower_than_comedy() -> None:
    quick, slow = (clocks(replace(QUESTION, mood=mood))[2] for mood in ("happy", "sad"))
    assert sum(clock.frames for clock in slow) > sum(clock.frames for clock in quick) + 20


def test_a_deed_longer_than_its_words_is_seen_to_its_end() -> None:
    weeping = replace(line("small", "走。"), deeds=(Deed(who="small", verb="weep"),))
    setups, _, moved = clocks(scene(action("他们站着。"), line("tall", "走吧，天快要黑了，路还很远。"), weeping))
    assert moved[-1].frames >= moved[-1].starts[-1] + setups[-1].parts[-1].doings[0].frames


def test_a_whole_film_is_cut_straight_or_its_laps_held_short_and_a_shots_own_wish_still_counts() -> None:
    for seed in range(20):
        setups, straight, usual = clocks(talk(seed))
        none, short = clocks(talk(seed), laps="none")[2], clocks(talk(seed), laps="short")[2]
        assert not any(clock.overheard for clock in none)
        assert [len(clock.overheard) for clock in short] == [len(clock.overheard) for clock in usual]
        assert all(each.part.frames == LEAST for clock in short for each in clock.overheard)
        interrupted = any(part.words.endswith("——") for setup in setups for part in setup.parts)
        assert interrupted or [clock.frames for clock in none] == [clock.frames for clock in straight]
    shot = next(each for each in planned(QUESTION).shots if "把它找回来" in each.words)
    wished = planned(QUESTION, choices={shot.id: ShotChoice(lap=14)}, laps="none")
    assert _lap_into(wished.shots, "把它找回来") == 14


def test_a_film_that_says_nothing_of_laps_is_asked_for_as_it_always_was() -> None:
    def settings(**how: Any) -> Mapping[str, Any]:
        return compose_job(QUESTION, BIBLE, (), Choices(), rate=FILM, size=Size(width=1280, height=720), **how).settings

    assert settings() == settings(laps="usual") and "laps" not in settings()
    assert settings(laps="none")["laps"] == "none"
