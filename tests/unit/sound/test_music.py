"""Whose music a film has: the composer's, a person's own file, or one for some of its scenes."""

from tests.unit.sound.two_scenes import two_scenes

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.graph.job import Ask, Step
from lampblack.shots.model import ScoreChoice
from lampblack.sound.music import MusicWishes, music_of

SCORE = Offer(name="score", version=1, makes="x:Y", capabilities=(Capabilities(kind="compose"),))
DIGEST = Digest("blake3:" + "0" * 64)


def test_without_a_wish_there_is_one_score_for_the_whole_film():
    jobs, laid = music_of(two_scenes(), (), None, SCORE, "piano", 60, MusicWishes())
    assert [job.id for job in jobs] == ["sound/score"]
    assert isinstance(jobs[0].work, Ask)
    assert jobs[0].work.request["style"] == "piano"
    assert [placed.start for _, placed in laid] == [0]


def test_a_file_for_the_film_is_laid_over_all_of_it_and_its_bytes_are_on_record():
    wishes = MusicWishes(file="refs/theme.wav", files={"refs/theme.wav": DIGEST})
    jobs, laid = music_of(two_scenes(), (), None, SCORE, "", 66, wishes)
    assert [job.id for job in jobs] == ["sound/score"]
    assert isinstance(jobs[0].work, Step)
    assert jobs[0].inputs["file"] == Blob(digest=DIGEST)
    assert jobs[0].settings["samples"] == 1272 * 2000
    assert jobs[0].settings["cuts"] == tuple(at * 2000 for at in (72, 312, 552, 792))
    assert laid[0][0].output == "music"


def test_a_file_for_one_scene_silences_the_score_there_and_lies_on_its_scene():
    wishes = MusicWishes(scenes={"b": ScoreChoice(file="refs/b.wav")}, files={"refs/b.wav": DIGEST})
    jobs, laid = music_of(two_scenes(), (), None, SCORE, "", 66, wishes)
    assert [job.id for job in jobs] == ["sound/score", "sound/score/b"]
    assert isinstance(jobs[0].work, Ask)
    assert [passage["strength"] for passage in jobs[0].work.request["passages"]] == [0.45, 0.0]
    assert [placed.start for _, placed in laid] == [0, 792 * 2000]
    assert jobs[1].settings["samples"] == 480 * 2000


def test_files_for_all_scenes_leave_the_composer_nothing_to_do():
    both = ScoreChoice(file="refs/b.wav")
    wishes = MusicWishes(scenes={"a": both, "b": both}, files={"refs/b.wav": DIGEST})
    jobs, _ = music_of(two_scenes(), (), None, SCORE, "", 66, wishes)
    assert [job.id for job in jobs] == ["sound/score/a"]
    assert jobs[0].settings["samples"] == 1272 * 2000
