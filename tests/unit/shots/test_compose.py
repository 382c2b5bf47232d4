"""A scene's shots: exact, stable, grammatical."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.unit.shots.stage import BIBLE, FILM, NTSC, TALK, action, line, planned, said, scene

from lampblack.base.errors import UserError
from lampblack.base.saved import digest_of_value, encode
from lampblack.base.time import Rate
from lampblack.breakdown.model import Deed
from lampblack.engines.requests import Size
from lampblack.graph.job import Value
from lampblack.shots.lenses import steps_between
from lampblack.shots.model import Choices, ScenePlan, ShotChoice
from lampblack.shots.plan import compose_job
from lampblack.shots.solving import seen, within
from lampblack.staging.footfalls import footfalls
from lampblack.staging.space import Point

RATES = (FILM, Rate(numerator=25), NTSC)


def stagings(plan: ScenePlan) -> dict[str, str]:
    return {shot.id: digest_of_value(shot.staging) for shot in plan.shots}


@pytest.mark.parametrize("rate", RATES)
def test_every_line_is_heard_once_whole_and_on_a_frame(rate: Rate) -> None:
    plan = planned(TALK, rate)
    heard = [each for shot in plan.shots for each in shot.lines]
    lines = [beat.line for beat in TALK.beats if beat.line is not None]
    assert [each.line for each in heard] == [each.id for each in lines]
    boundaries = {rate.samples_at(frame) for frame in range(3000)}
    assert all(each.start in boundaries for each in heard)
    at = [
        rate.samples_at(sum(s.range_in_take.duration for s in plan.shots[:index]) - shot.range_in_take.start)
        + one.start
        for index, shot in enumerate(plan.shots)
        for one in shot.lines
    ]
    ends = [start + each.samples for start, each in zip(at, heard, strict=True)]
    gaps = [b - a for a, b in zip(ends, at[1:], strict=False)]
    assert all(gap >= rate.samples_at(5) for gap in gaps), "nobody speaks into the last one's words"
    length = rate.samples_at(sum(shot.range_in_take.duration for shot in plan.shots))
    assert ends[-1] <= length


@pytest.mark.parametrize("rate", RATES)
def test_no_shot_is_a_flash_and_the_average_is_a_films(rate: Rate) -> None:
    seconds = [float(rate.seconds(shot.range_in_take.duration)) for shot in planned(TALK, rate).shots]
    assert min(seconds) >= 1.2 - 1e-6
    assert 2.5 < sum(seconds) / len(seconds) < 5.5


def test_the_same_scene_gives_the_same_bytes() -> None:
    assert encode(planned(TALK)) == encode(planned(TALK))


def test_a_scene_opens_wide_and_two_shots_in_a_row_never_jump() -> None:
    shots = planned(TALK).shots
    assert shots[0].id == "hill-noon/wide" and shots[0].size in ("wide", "extreme_wide")
    for before, after in pairwise(shots):
        assert before.subject != after.subject or steps_between(before.size, after.size) >= 1


def test_a_long_line_is_shared_with_the_face_of_who_listens() -> None:
    shots = planned(TALK).shots
    listening = next(shot for shot in shots if "listens" in shot.id)
    assert listening.subject == ("small",) and not listening.lines
    speaker = listening.staging.person("tall")
    assert speaker is not None and speaker.mouth and speaker.mouth[0].start == 0, "who speaks on goes on speaking"


def test_all_cameras_stay_on_the_audiences_side_through_every_move() -> None:
    for shot in planned(TALK).shots:
        for frame in range(0, shot.staging.frames, 6):
            assert within(replace(shot.staging.camera, handheld=0.0).at(frame)), shot.id


def test_one_changed_word_changes_that_lines_shots_and_no_other() -> None:
    before = planned(TALK)
    beats = list(TALK.beats)
    beats[4] = line("tall", "它走得太慢，谷子还没有熟，天就亮了，你看那边。")
    after = planned(replace(TALK, beats=tuple(beats)))
    old, new = stagings(before), stagings(after)
    gone = [shot for shot in before.shots if shot.id not in new]
    assert len(gone) == 1 and gone[0].lines[0].line == TALK.beats[4].line.id  # type: ignore[union-attr]
    assert {id: new[id] for id in old if id in new} == {id: old[id] for id in old if id in new}
    assert sum(s.range_in_take.duration for s in before.shots) != sum(s.range_in_take.duration for s in after.shots)


def test_a_typo_in_an_action_line_changes_words_and_no_staging() -> None:
    beats = list(TALK.beats)
    beats[0] = action("云海在群山之间缓缓流动。")
    beats[2] = replace(beats[2], action="他凝望着太阳。她走来。")
    before, after = planned(TALK), planned(replace(TALK, beats=tuple(beats)))
    assert list(stagings(before).values()) == list(stagings(after).values())
    assert before != after


def test_people_stay_where_they_went_from_shot_to_shot() -> None:
    shots = planned(TALK).shots
    entering = next(shot for shot in shots if "small" in shot.subject)
    came = entering.staging.person("small")
    assert came is not None and came.marks[0].position.x > 4.0
    later = shots[shots.index(entering) + 1].staging.person("small")
    assert later is not None and later.marks[0].position == came.marks[-1].position
    assert shots[0].staging.person("small") is None, "not there before coming in"


def test_a_narrator_is_heard_and_not_seen() -> None:
    for shot in planned(TALK).shots:
        assert shot.staging.person("narrator") is None


def test_who_speaks_looks_at_who_listens_and_back() -> None:
    shot = next(s for s in planned(TALK).shots if any("small-" in each.line for each in s.lines))
    speaker, listener = shot.staging.person("small"), shot.staging.person("tall")
    assert speaker is not None and listener is not None
    assert [gaze.target for gaze in speaker.gazes] == ["tall"]
    assert [gaze.target for gaze in listener.gazes] == ["small"]
    assert speaker.mouth and not listener.mouth


def test_walking_is_heard_step_by_step_with_the_staff() -> None:
    walk = scene(action("巨人来了。", Deed(who="giant", move="enter")), line("giant", "我来了。"), cast=("giant",))
    shot = planned(walk).shots[0]
    steps = [sound for sound in shot.sounds if sound.what == "footstep"]
    giant = shot.staging.person("giant")
    assert giant is not None
    falls = [fall for fall in footfalls(giant) if fall.frame < shot.range_in_take.stop]
    assert len(steps) == len(falls) > 3
    assert all(sound.ground == "rock" and sound.weight > 1.2 for sound in steps)
    assert len([sound for sound in shot.sounds if sound.what == "staff"]) == len(steps) // 2
    assert steps[0].pan < steps[-1].pan or steps[0].pan > steps[-1].pan, "the sound crosses the frame"


def test_a_dissolve_has_handles_on_its_side_of_the_scene_only() -> None:
    plan = planned(replace(TALK, join_in="dissolve", join_out="dissolve"), join_frames=24)
    first, last = plan.shots[0], plan.shots[-1]
    assert first.range_in_take.start == 12 and first.staging.frames == first.range_in_take.stop
    assert last.range_in_take.start == 0 and last.staging.frames == last.range_in_take.stop + 12
    assert (last.join_out, last.join_frames) == ("dissolve", 24)
    assert all(shot.join_out == "cut" for shot in plan.shots[:-1])


def test_short_lines_share_a_frame() -> None:
    quick = scene(
        line("tall", "冷吗？"), line("small", "不冷。"), line("tall", "饿吗？"), line("small", "不饿。"),
        action("他们坐着。"), line("tall", "走吧，天快亮了，我们该走了。"),
    )  # fmt: skip
    together = planned(quick).shots[1]
    assert len(together.lines) == 4 and together.angle == "two_shot"


def test_a_persons_choice_overrides_size_angle_move_and_length() -> None:
    id = planned(TALK).shots[-1].id
    wanted = ShotChoice(size="wide", angle="high", move="static", seconds=9.0)
    shot = planned(TALK, choices={id: wanted}).shots[-1]
    assert (shot.id, shot.size, shot.angle, shot.move, shot.range_in_take.duration) == (
        id,
        "wide",
        "high",
        "static",
        216,
    )
    assert shot.why == "chosen by a person"
    others = {k: v for k, v in stagings(planned(TALK)).items() if k != id}
    assert others.items() <= stagings(planned(TALK, choices={id: wanted})).items()


def test_a_length_that_would_cut_words_off_is_refused_in_a_finding_and_not_done() -> None:
    shot = next(each for each in planned(TALK).shots if len(each.lines) == 1)
    plan = planned(TALK, choices={shot.id: ShotChoice(seconds=0.5)})
    short = next(each for each in plan.shots if each.id == shot.id)
    assert short.range_in_take.stop * 2000 >= short.lines[0].start + short.lines[0].samples
    assert len(plan.findings) == 1 and shot.id in plan.findings[0].message


def test_a_choice_for_a_shot_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(UserError) as error:
        planned(TALK, choices={"hill-noon/close-99": ShotChoice(size="close")})
    assert "hill-noon/close-99" in error.value.message and "hill-noon/wide" in error.value.possible


def test_a_choice_about_somebody_who_is_not_there_is_refused() -> None:
    with pytest.raises(UserError, match="giant") as error:
        planned(TALK, choices={"hill-noon/wide": ShotChoice(subject=("giant",))})
    assert error.value.possible == ("tall",)


def test_a_scene_without_anybody_is_a_landscape() -> None:
    plan = planned(scene(action("山。"), line("narrator", "山还在。", through="voice_over"), cast=()))
    assert all(shot.staging.people == () for shot in plan.shots)
    assert plan.shots[0].size == "extreme_wide"


def test_a_heading_with_nothing_under_it_is_its_place_for_a_moment() -> None:
    (shot,) = planned(scene(cast=())).shots
    assert shot.id == "hill-noon/wide" and shot.range_in_take.duration > 40 and not shot.staging.people


def test_two_who_speak_at_once_begin_on_the_same_sample_in_the_same_frame() -> None:
    both = scene(
        line("tall", "我们一起走到海边去看看吧。"), line("small", "等等我！"), line("tall", "走！", dual=True),
        line("small", "好。"),
    )  # fmt: skip
    shot = next(each for each in planned(both).shots if len(each.lines) > 1)
    assert shot.lines[0].start == shot.lines[1].start and shot.angle == "two_shot"
    for who in ("tall", "small"):
        person = shot.staging.person(who)
        assert person is not None and person.mouth


def test_an_upright_film_is_composed_whole() -> None:
    for shot in planned(TALK, aspect="9:16").shots:
        pose = shot.staging.camera.keys[-1].pose
        for id in shot.subject:
            person = shot.staging.person(id)
            assert person is not None
            if shot.angle in ("two_shot", "three_quarter", "low", "high"):
                where = person.mark_at(shot.range_in_take.stop - 1)
                eyes = seen(pose, where.position + Point(y=0.93 * person.figure.height), 9 / 16)
                assert 0.05 < eyes.u < 0.95 and 0.05 < eyes.v < 0.82, shot.id


def test_the_job_knows_nothing_that_changes_no_picture() -> None:
    def job(a_scene: object = TALK, bible: object = BIBLE, note: str = "") -> object:
        return compose_job(
            a_scene, bible, [Value(value=said("好。"))],  # type: ignore[arg-type]
            Choices(shots={"hill-noon/wide": ShotChoice(note=note), "other/wide": ShotChoice(size="close")}),
            rate=FILM, size=Size(width=1280, height=720),
        )  # fmt: skip

    places = (replace(BIBLE.places[0], ambience=("river",)),)
    assert encode(job(bible=replace(BIBLE, places=places))) == encode(job())
    assert encode(job(note="nearer next time")) == encode(job())
    assert encode(job(a_scene=replace(TALK, synopsis="x", heading="EXT."))) == encode(job())
    assert encode(job(a_scene=replace(TALK, time="dusk"))) != encode(job())
