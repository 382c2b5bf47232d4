"""《逐日》 at draft quality: what the showpiece promises, counted and measured."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from studio import Film, lampblack

from lampblack.build.verbs import known_of
from lampblack.engines.requests import Spoken
from lampblack.media.audio import read_sound
from lampblack.media.video import VideoReader
from lampblack.read.visemes import mouth_cues
from lampblack.sound.level import loudness, true_peak
from lampblack.staging.mouth import mouth_at

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kuafu(tmp_path_factory: pytest.TempPathFactory) -> Film:
    film = Film(tmp_path_factory.mktemp("films") / "kuafu", "kuafu")
    answer = film.make("--quality", "draft")
    assert answer["failed"] == [] and answer["drafted"] == []
    return film


def _rows(film: Film, what: str) -> list[dict]:
    return json.loads(lampblack(what, film.folder, "--json", "--quality", "draft").out)


def test_it_lasts_between_sixty_and_a_hundred_seconds_with_three_scenes_and_four_voices(kuafu: Film):
    shots, lines = _rows(kuafu, "shots"), _rows(kuafu, "lines")
    seconds = sum(shot["seconds"] for shot in shots)
    assert 60 <= seconds <= 100
    assert len({shot["scene"] for shot in shots}) == 3
    assert {line["character"] for line in lines} == {"kuafu", "ahe", "hebo", "narrator"}
    assert all(line["captions"]["en"] for line in lines)


def test_shots_abut_and_no_line_is_longer_than_the_film_under_it(kuafu: Film):
    shots, lines = _rows(kuafu, "shots"), _rows(kuafu, "lines")
    for one, after in pairwise(shots):
        assert one["start"] + one["frames"] == after["start"]
    end = (shots[-1]["start"] + shots[-1]["frames"]) / 24
    assert all(line["start"] + line["duration"] <= end for line in lines)
    for one, after in pairwise(lines):
        assert one["start"] + one["duration"] <= after["start"] + 1e-6


def test_who_speaks_is_seen_to_speak_except_those_who_tell(kuafu: Film):
    with known_of(kuafu.folder, "draft") as (planned, _, _):
        assert planned.breakdown is not None
        lines = {line.id: line for line in planned.breakdown.lines()}
        heard = [(shot, lines[each.line]) for shot in planned.shots() for each in shot.lines]
    assert len(heard) == len(lines)
    for shot, line in heard:
        person = shot.staging.person(line.character)
        if line.through == "voice_over":
            assert person is None
        else:
            assert person is not None and person.mouth, f"{line.id} is spoken by nobody in {shot.id}"


def test_mouths_open_on_vowels_and_close_on_lips(kuafu: Film):
    wide = shut = 0
    with known_of(kuafu.folder, "draft") as (_, known, _):
        read = {line["id"]: known.value(f"read/{line['id']}", Spoken, "spoken") for line in _rows(kuafu, "lines")}
    for line, spoken in read.items():
        assert spoken is not None
        cues = mouth_cues(spoken)
        for cue in cues:
            pose = mouth_at(cues, (cue.start + cue.stop) // 2)
            if cue.shape == "MBP":
                shut += 1
                assert pose.open < 0.05, f"{line}: lips open on {cue}"
            elif cue.shape == "AI":
                wide += 1
                assert pose.open > 0.5
    assert wide > 20 and shut > 5


def test_the_file_is_as_long_as_loud_and_as_bright_as_it_should_be(kuafu: Film):
    sound = read_sound(kuafu.movie)
    assert loudness(sound) == pytest.approx(-16.0, abs=0.5)
    assert true_peak(sound) < -1.0
    with VideoReader(kuafu.movie) as reader:
        frames = reader.contents.frames
        assert abs(sound.shape[0] - frames * 2000) <= 2000
        for shot in _rows(kuafu, "shots"):
            picture = reader.frame(shot["start"] + shot["frames"] // 2).astype(np.float32)
            assert 25 < picture.mean() < 220, f"{shot['id']} is black or blank"
            assert (picture > 253).mean() < 0.05, f"{shot['id']} is burnt out"
            assert picture.std() > 15, f"{shot['id']} shows nothing"


def test_nothing_is_left_to_be_doubted_in_it(kuafu: Film):
    said = lampblack("check", Path(kuafu.folder))
    assert said.code == 0 and "doubt" not in said.out
