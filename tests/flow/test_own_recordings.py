"""A person reads a line aloud and puts the file in the film: it is heard there, and little else is made again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from studio import Film, lampblack

from lampblack.engines.conformance.bench import Bench
from lampblack.engines.registry import load, missing, offer
from lampblack.engines.requests import Speak, Voice
from lampblack.media.audio import read_wav, write_wav

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG speaks what is planted"),
]

TEXT = "还有人等我吗？"


def recording(path: Path, bench: Bench, pace: float, text: str = TEXT) -> int:
    """Somebody reads the line aloud; how many samples that lasts, between two silences."""
    voice = Voice(name="someone", timbre="woman-4", pace=pace)
    answer = load("espeak").run(Speak(text=text, language="zh", voice=voice), 1, bench)
    sound = read_wav(bench.path(answer["voice"]))[:, 0]
    path.parent.mkdir(exist_ok=True)
    write_wav(path, np.concatenate([np.zeros(40_000, np.float32), 0.3 * sound, np.zeros(9_000, np.float32)]))
    return answer["spoken"].samples


def rows(film: Film) -> list[dict]:
    return json.loads(lampblack("lines", film.folder, "--json").out)


def test_a_recording_is_heard_in_its_place_and_only_what_follows_is_made_again(lantern: Film, tmp_path: Path) -> None:
    first, second = rows(lantern)
    length = recording(lantern.folder / "refs" / "me.wav", Bench(folder=tmp_path / "bench"), pace=0.8)
    choices = lantern.folder / "choices.toml"
    choices.write_text(f'[recordings]\n"{first["id"]}" = "refs/me.wav"\n', encoding="utf-8")
    jobs = lantern.make()["made_jobs"]
    assert {job for job in jobs if job.startswith("read")} == {f"reading/{first['id']}", f"read/{first['id']}"}
    own, other = rows(lantern)
    assert own["recording"] == "refs/me.wav"
    assert own["measured"] and own["confidence"] > 0.8
    assert own["samples"] == pytest.approx(length, abs=1_000)
    assert [word for word, _, _ in own["words"]] == [each for each in TEXT if each.isalnum()]
    # the film's clock is the recording's: the next line comes later by as much as this one is longer
    later = other["start_sample"] - second["start_sample"]
    assert later == pytest.approx(own["samples"] - first["samples"], abs=4_000)
    assert other["samples"] == second["samples"]
    assert lantern.make()["made_jobs"] == []
    shown = lampblack("lines", lantern.folder).out
    assert first["id"] in shown and "[refs/me.wav, confidence" in shown


def test_a_recording_of_other_words_is_told_by_make_and_by_check_with_its_line(lantern: Film, tmp_path: Path) -> None:
    first = rows(lantern)[0]["id"]
    wrong = "一二三四五六七八九十，山高水长，日落西山红霞飞。"
    recording(lantern.folder / "refs" / "me.wav", Bench(folder=tmp_path / "bench"), pace=1.3, text=wrong)
    (lantern.folder / "choices.toml").write_text(f'[recordings]\n"{first}" = "refs/me.wav"\n', encoding="utf-8")
    assert "does not seem" not in lampblack("check", lantern.folder).out, "nobody has listened to it yet"
    said = lampblack("make", lantern.folder)
    told = f"choices.toml:2: refs/me.wav does not seem to say the words of {first}"
    assert said.code == 0 and f"doubt: {lantern.folder / told}" in said.err
    assert told in lampblack("check", lantern.folder).out
    again = lampblack("make", lantern.folder, "--json")
    assert (
        any(told in each for each in again.answer["findings"]) and "doubt" not in lampblack("make", lantern.folder).err
    )


def test_a_recording_of_a_line_that_was_edited_is_told_with_the_ids_there_are(
    fresh_lantern: Film, tmp_path: Path
) -> None:
    film = fresh_lantern
    recording(film.folder / "refs" / "me.wav", Bench(folder=tmp_path / "bench"), pace=1.0)
    lampblack("check", film.folder)
    first = rows(film)[0]["id"]
    choices = film.folder / "choices.toml"
    choices.write_text(f'[recordings]\n"{first}" = "refs/me.wav"\n', encoding="utf-8")
    film.write("还有人等我吗", "还有人记得我吗")
    said = lampblack("make", film.folder)
    assert said.code == 2
    assert "choices.toml:2: recordings name" in said.err and "he-bian-ye/xiaoman-" in said.err.partition("possible")[2]
    choices.write_text('[recordings]\n"a" = "refs/nothing.wav"\n', encoding="utf-8")
    said = lampblack("make", film.folder)
    assert (said.code, len(said.err.strip().splitlines())) == (2, 1)
    assert "refs/nothing.wav cannot be read" in said.err and "refs/me.wav" in said.err
