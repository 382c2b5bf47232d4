"""A Chinese film is spoken in English: over the same picture, or with the picture timed anew."""

from __future__ import annotations

import numpy as np
import pytest
from studio import Film, lampblack

from lampblack.engines.registry import missing, offer
from lampblack.media.audio import read_wav

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG speaks both languages"),
]


def say(film: Film, key: str, value: str, section: str) -> None:
    text = film.folder / "film.toml"
    text.write_text(text.read_text(encoding="utf-8") + f'\n[{section}]\n{key} = "{value}"\n', encoding="utf-8")


def test_the_picture_is_kept_and_the_words_are_new(lantern: Film) -> None:
    before = (lantern.folder / "out" / "film.mp4").read_bytes()
    jobs = lantern.make("--language", "en")["made_jobs"]
    assert not [job for job in jobs if job.startswith(("takes/", "shots/")) or job == "cut"]
    assert [job for job in jobs if job.startswith("read/") and job.endswith(".en")]
    out = lantern.folder / "out" / "en"
    captions = (out / "film.en.srt").read_text(encoding="utf-8")
    assert "Is anyone still waiting for me?" in captions and "还有人等我吗" not in captions
    assert "还有人等我吗" in (out / "film.zh.srt").read_text(encoding="utf-8")
    dub, own = (read_wav(folder / "stems" / "dialogue.wav") for folder in (out, lantern.folder / "out"))
    assert dub.shape == own.shape
    assert float(np.abs(dub - own).max()) > 0.01
    # the film itself stands as it was, and neither has to be made again
    assert (lantern.folder / "out" / "film.mp4").read_bytes() == before
    assert lantern.make()["made_jobs"] == []
    assert lantern.make("--language", "en")["made_jobs"] == []


def test_shots_are_timed_to_the_words_where_that_is_asked_for(lantern: Film) -> None:
    say(lantern, "picture", "retimed", "dub")
    jobs = lantern.make("--language", "en")["made_jobs"]
    assert [job for job in jobs if job.startswith("takes/")]
    assert lantern.make()["made_jobs"] == []


def test_what_nobody_wrote_and_nobody_translates_is_named(lantern: Film) -> None:
    said = lampblack("make", lantern.folder, "--language", "fr")
    assert said.code == 2
    assert "2 lines have no words in 'fr'" in said.err and "[[fr: ...]]" in said.err


def test_an_engine_that_writes_translates_them(lantern: Film) -> None:
    path = lantern.folder / "film.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[engines]", '[engines]\nwrite = "fake"'), "utf-8")
    jobs = lantern.make("--language", "fr")["made_jobs"]
    assert "translate/he-bian-ye.fr" in jobs
    assert (lantern.folder / "out" / "fr" / "film.fr.srt").read_text(encoding="utf-8").count("fake") == 2


@pytest.mark.parametrize(("language", "told"), [("zh", "is in 'zh' of itself"), ("English!", "is no language's code")])
def test_a_language_that_cannot_be_is_one_line(lantern: Film, language: str, told: str) -> None:
    said = lampblack("make", lantern.folder, "--language", language)
    assert said.code == 2
    assert told in said.err and len(said.err.strip().splitlines()) == 1


def test_a_line_that_is_far_too_long_is_named_once_it_is_spoken_and_nothing_is_lost(lantern: Film) -> None:
    long = (
        "Is anyone at all, after all these many years on the river, in the rain and in the dark, still waiting for me?"
    )
    lantern.write("Is anyone still waiting for me?", long)
    said = lampblack("make", lantern.folder, "--language", "en")
    assert said.code == 2
    assert "too long for the picture" in said.err and "he-bian-ye/xiaoman" in said.err and "retimed" in said.err
    assert not [job for job in lantern.make()["made_jobs"] if job.startswith(("read/", "takes/"))]
