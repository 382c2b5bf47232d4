"""Who follows which captured motion: read from `choices.toml`, an input of its own shot, and of nothing else."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from tests.unit.shots.stage import BIBLE, FILM, TALK, Nobody, planned, said
from tests.unit.staging.actors import MAKERS, Maker, walking, written

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.base.findings import Finding
from lampblack.base.saved import encode
from lampblack.breakdown.model import Scene
from lampblack.engines import registry
from lampblack.engines.checking import check
from lampblack.engines.requests import Film, Size
from lampblack.shots.capturing import capture
from lampblack.shots.formats import read_choices
from lampblack.shots.model import Choices, MotionChoice, ScenePlan
from lampblack.shots.plan import capture_jobs, check_choices, compose_job
from lampblack.shots.steps import compose
from lampblack.staging.motion import Motion

TEXT = """[motion."hill-noon/wide"]
tall = { file = "refs/walk.bvh", from = 0.5, to = 2, at = [1, 2.5], facing = 90, after = "act" }
small = { file = "refs/walk.bvh" }
"""


class Folder(Nobody):
    """A context with bytes in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, blob: Blob | Digest) -> Path:
        return self.folder / (blob.digest if isinstance(blob, Blob) else blob)

    def put(self, source: bytes | Path) -> Blob:
        data = source if isinstance(source, bytes) else source.read_bytes()
        (self.folder / digest_of(data)).write_bytes(data)
        return Blob(digest=digest_of(data))


def captured(folder: Folder, seconds: float = 3.0) -> Blob:
    made = capture(
        folder, source=folder.put(written(walking, seconds, Maker(names=MAKERS["CMU"]))), file="w", rate=FILM
    )
    assert isinstance(made["motion"], Blob)
    return made["motion"]


def shots(folder: Folder, choice: MotionChoice, who: str = "tall", scene: Scene = TALK) -> ScenePlan:
    recordings = tuple(said(beat.line.text) for beat in scene.beats if beat.line is not None)
    return compose(
        folder, scene=scene, bible=BIBLE, spoken=recordings, choices={}, rate=FILM,
        motions={planned(scene).shots[0].id: {who: choice}}, captures=(captured(folder),),
        remarks=((Finding(message="doubtful"),),),
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_motion_is_read_with_all_it_may_say() -> None:
    read = read_choices(TEXT).motions["hill-noon/wide"]
    assert read["tall"] == MotionChoice(
        file="refs/walk.bvh", first=0.5, last=2.0, at=(1.0, 2.5), facing=90.0, after="act"
    )
    assert read["small"] == MotionChoice(file="refs/walk.bvh")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("tall = {}", "name a file"),
        ('tall = "refs/walk.bvh"', "name a file"),
        ('tall = { file = "refs/walk.fbx" }', "no BVH file"),
        ('tall = { file = "a.bvh", form = 2 }', "form is not known"),
        ('tall = { file = "a.bvh", speed = 0 }', "speed = 0"),
        ('tall = { file = "a.bvh", speed = "fast" }', "speed"),
        ('tall = { file = "a.bvh", at = "here" }', "at"),
        ('tall = { file = "a.bvh", at = [1, 2, 3] }', "at"),
        ('tall = { file = "a.bvh", after = "stop" }', "after"),
        ('tall = { file = "a.bvh", from = -1 }', "from = -1"),
        ('tall = { file = "a.bvh", from = 3, to = 2 }', "before it begins"),
        ('tall = { file = "a.bvh", start = 3, stop = 3 }', "before it begins"),
        ('tall = { file = "a.bvh", up = "w" }', "up"),
        ('tall = { file = "a.bvh", hands = 1 }', "hands"),
    ],
)
def test_every_mistake_is_one_line_with_its_place(written: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        read_choices(f'\n[motion."a/b"]\n{written}\n')
    assert said in error.value.message and "\n" not in str(error.value)
    assert error.value.spot is not None and error.value.spot.line == 3


def test_a_motion_for_a_scene_or_a_shot_that_is_not_there_is_refused(folder: Folder) -> None:
    with pytest.raises(UserError, match="nowhere/wide"):
        check_choices(read_choices(TEXT.replace("hill-noon", "nowhere")), ("hill-noon",))
    with pytest.raises(UserError, match="hill-noon/none"):
        compose(
            folder, scene=TALK, bible=BIBLE, spoken=tuple(said(b.line.text) for b in TALK.beats if b.line), choices={},
            rate=FILM, motions={"hill-noon/none": {}},
        )  # fmt: skip


def test_a_scene_without_motions_has_the_job_it_had_before() -> None:
    def job(choices: Choices) -> object:
        return compose_job(TALK, BIBLE, (), choices, rate=FILM, size=Size(width=1280, height=720))

    plain, other = job(Choices()), job(read_choices(TEXT.replace("hill-noon", "elsewhere")))
    assert plain == other and "motions" not in getattr(plain, "inputs", {})
    assert job(read_choices(TEXT)) != plain


def test_a_file_is_read_once_for_all_who_follow_it() -> None:
    jobs = capture_jobs(read_choices(TEXT), {"refs/walk.bvh": digest_of(b"w")}, FILM)
    assert [job.id for job in jobs] == ["motion/refs/walk.bvh"]


def test_only_the_shot_that_was_named_changes_and_nothing_else_in_saved_form(folder: Folder) -> None:
    before = planned(TALK)
    after = shots(folder, MotionChoice(file="w.bvh"))
    assert after.shots[1:] == before.shots[1:] and after.shots[0] != before.shots[0]
    assert b"motion" not in encode(before)
    assert "doubtful" in str(after.findings[-1]) or any("doubtful" in str(each) for each in after.findings)


def test_marks_go_where_the_actor_goes_and_the_capture_is_named_not_held(folder: Folder) -> None:
    shot = shots(folder, MotionChoice(file="w.bvh", at=(0.0, 2.0), facing=90.0)).shots[0]
    person = shot.staging.person("tall")
    assert person is not None and isinstance(person.motion, Motion)
    assert isinstance(person.motion.loaded, msgspec.UnsetType)
    frame = min(shot.range_in_take.start + 48, shot.staging.frames - 1)
    seconds = (frame - shot.range_in_take.start) / 24
    gone = person.mark_at(frame).position.x - person.mark_at(shot.range_in_take.start).position.x
    assert gone == pytest.approx(1.2 * seconds * 1.78 * 0.475 / 0.82, rel=0.06)
    assert person.mark_at(shot.range_in_take.start).position.z == pytest.approx(2.0, abs=0.01)


def test_steps_are_heard_when_the_actors_feet_come_down(folder: Folder) -> None:
    steps = [sound for sound in shots(folder, MotionChoice(file="w.bvh")).shots[0].sounds if sound.what == "footstep"]
    assert len(steps) >= 3
    ways = [b.start - a.start for a, b in itertools.pairwise(steps)]
    assert ways[0] == pytest.approx(24_000, abs=4_100)


@pytest.mark.parametrize(
    ("choice", "who", "said"),
    [
        (MotionChoice(file="w.bvh"), "ghost", "not on stage"),
        (MotionChoice(file="w.bvh", first=9.0), "tall", "lasts 3.00 s"),
        (MotionChoice(file="w.bvh", start=400.0), "tall", "the shot lasts"),
    ],
)
def test_what_cannot_be_followed_is_said_with_its_place(
    folder: Folder, choice: MotionChoice, who: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as error:
        shots(folder, choice, who)
    assert "choices.toml" in str(error.value) and "hill-noon/" in str(error.value)


def test_an_engine_that_follows_no_motion_is_not_asked_to(folder: Folder) -> None:
    staging = shots(folder, MotionChoice(file="w.bvh")).shots[0].staging
    asked = Film(staging=staging, size=Size(width=320, height=180))
    assert any("motion" in fault for fault in check(asked, registry.offer("fake")))
    assert not any("motion" in fault for fault in check(asked, registry.offer("theatre")))
    without = replace(staging, people=tuple(replace(each, motion=msgspec.UNSET) for each in staging.people))
    assert not any("motion" in each for each in check(replace(asked, staging=without), registry.offer("fake")))
