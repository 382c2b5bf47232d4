"""From what is saved to what is seen, without drawing any of it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.graph.job import Ask, Job
from lampblack.media.audio import write_wav
from lampblack.previs.foresight import Foresight
from lampblack.previs.laying import is_free
from lampblack.previs.model import Animatic
from lampblack.previs.turning import changed
from lampblack.previs.voices import Voices
from lampblack.project.folder import find_film
from lampblack.project.opened import pool
from lampblack.store.store import Store

LANTERN = Path(__file__).parents[3] / "films" / "lantern"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    folder = tmp_path / "lantern"
    shutil.copytree(LANTERN, folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
    return folder


@pytest.fixture
def foresight(film: Path, tmp_path: Path) -> Generator[Foresight]:
    (tmp_path / "own").mkdir()
    with Store.open(tmp_path / "own", owner=True) as own:
        yield Foresight(find_film(film), own)


def write(film: Path, name: str, before: str, after: str) -> None:
    text = (film / name).read_text("utf-8")
    assert before in text
    (film / name).write_text(text.replace(before, after, 1), "utf-8")


def names(animatic: Animatic) -> list[str]:
    return [clip.pictures for clip in animatic.reel.clips]


def test_a_film_nobody_made_is_laid_out_whole_with_guessed_lines(foresight: Foresight) -> None:
    reel = foresight.look().reel
    assert (reel.title, reel.card, reel.width, reel.height) == ("灯", ("灯", "The Lantern"), 320, 180)
    assert [clip.stop for clip in reel.clips] == [*(clip.start for clip in reel.clips[1:]), reel.frames]
    assert [line.text for line in reel.lines] == ["还有人等我吗？", "有。灯亮着呢。"]
    assert not any(line.voice for line in reel.lines) and not reel.mix
    assert reel.captions[0].text == {"zh": "还有人等我吗？", "en": "Is anyone still waiting for me?"}
    assert reel.captions[0].start < reel.captions[0].stop <= reel.frames


def test_the_same_sources_give_the_same_reel_and_a_changed_word_one_new_shot(foresight: Foresight, film: Path) -> None:
    first = foresight.look()
    assert foresight.look().reel == first.reel
    write(film, "script.fountain", "还有人等我吗", "还有谁等我吗")
    second = foresight.look()
    assert len(changed(first.reel, second.reel)) == 1
    assert len(set(names(first)) & set(names(second))) == len(names(first)) - 1
    write(film, "script.fountain", "还有谁等我吗", "还有人等我吗")
    assert foresight.look().reel == first.reel, "changed back is as it was"


def test_a_caption_changes_no_picture(foresight: Foresight, film: Path) -> None:
    first = foresight.look()
    write(film, "script.fountain", "Is anyone still", "Is somebody still")
    second = foresight.look()
    assert names(first) == names(second)
    assert "somebody" in second.reel.captions[0].text["en"]


def test_another_hour_or_size_changes_every_picture_of_the_place(foresight: Foresight, film: Path) -> None:
    first = foresight.look()
    write(film, "script.fountain", "河边 - 夜", "河边 - 正午")
    second = foresight.look()
    assert not set(names(first)) & set(names(second))
    write(film, "film.toml", "320x180", "256x144")
    third = foresight.look()
    assert third.reel.width == 256 and not set(names(second)) & set(names(third))


def test_lines_of_a_free_voice_here_are_offered_to_be_spoken_and_others_never(foresight: Foresight) -> None:
    unspoken = foresight.look().unspoken
    assert len(unspoken) == 2 and all(job.stage == "read" for job in unspoken)

    def ask(**more: object) -> Job:
        work = Ask(engine="voices", version=1, request={}, **more)  # type: ignore[arg-type]
        return Job(id="read/x", stage="read", subject="x", work=work)

    assert is_free(ask())
    assert not is_free(ask(price=0.001)) and not is_free(ask(remote=True))


def test_a_line_of_a_persons_recording_is_taken_from_it_and_one_that_cannot_be_read_is_told(
    foresight: Foresight, film: Path, tmp_path: Path
) -> None:
    (film / "refs").mkdir(exist_ok=True)
    hum = 0.3 * np.sin(np.arange(60_000) / 40.0) * np.hanning(60_000)
    write_wav(film / "refs" / "me.wav", hum.astype(np.float32))
    write_wav(film / "refs" / "still.wav", np.zeros(60_000, np.float32))
    first, second = (line.line for line in foresight.look().reel.lines)
    named = f'[recordings]\n"{first}" = "refs/me.wav"\n"{second}" = "refs/still.wav"\n'
    (film / "choices.toml").write_text(named, "utf-8")
    told: list[tuple[int, tuple[str, ...]]] = []
    seen = foresight.look()
    assert seen.reel.silent == ""
    done = threading.Event()
    voices = Voices(foresight._own, pool(foresight._own, 1), lambda *said: (told.append(said), done.set()))  # pyright: ignore[reportPrivateUsage]
    try:
        assert voices.want(seen.unspoken) == (4, ())
        assert done.wait(60.0)
        ((_, faults),) = told
        assert len(faults) == 1 and "refs/still.wav is silent" in faults[0] and second in faults[0]
        heard, other = foresight.look().reel.lines
        assert heard.voice and not other.voice
        assert voices.want(foresight.look().unspoken) == (1, faults), (
            "what is wrong is told for as long as it is wanted"
        )
    finally:
        voices.close()


def test_looking_takes_no_lock_and_leaves_no_result(foresight: Foresight, film: Path) -> None:
    with Store.open(film, owner=True) as store:
        foresight.look()
        assert store.node_keys() == {}


def test_a_mistake_is_told_with_file_and_line_from_the_films_folder_on(foresight: Foresight, film: Path) -> None:
    foresight.look()
    write(film, "film.toml", 'speak = "instrument"', 'speak = "nobody"')
    with pytest.raises(UserError) as caught:
        foresight.look()
    told = foresight.told(caught.value)
    line = (film / "film.toml").read_text("utf-8").splitlines().index('speak = "nobody"') + 1
    assert told.where == f"film.toml:{line}" and "nobody" in told.message and str(film) not in told.message


def test_a_script_without_scenes_says_so(foresight: Foresight, film: Path) -> None:
    (film / "script.fountain").write_text("Title: Nothing\n\nOnly words.\n", "utf-8")
    with pytest.raises(UserError, match="no scene in this script"):
        foresight.look()


def test_an_engine_that_has_not_filmed_yet_is_stood_in_for(foresight: Foresight, film: Path) -> None:
    first = foresight.look()
    assert {clip.stand_in for clip in first.reel.clips} == {""}
    write(film, "film.toml", 'film = "theatre"', 'film = "fake"')
    second = foresight.look()
    assert {clip.stand_in for clip in second.reel.clips} == {"fake"}
    assert names(first) == names(second), "the theatre plays it, as before"
