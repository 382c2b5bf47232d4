"""The finished file, measured: decodes, is as long as it is heard, and every line lies where the cut says."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from studio import Film, lampblack

from lampblack.media.audio import read_sound, read_wav
from lampblack.sound.level import loudness, true_peak
from lampblack.store.store import Store

pytestmark = pytest.mark.slow


def test_it_decodes_without_an_error_and_picture_and_sound_have_one_length(made_lantern: Film):
    with av.open(str(made_lantern.movie)) as file:
        video = file.streams.video[0]
        codec = video.codec_context
        assert (codec.name, codec.width, codec.height, codec.pix_fmt) == ("h264", 320, 180, "yuv420p")
        assert (codec.colorspace, codec.color_primaries, codec.color_trc, codec.color_range) == (1, 1, 1, 1)
        stamps = [frame.pts * video.time_base for frame in file.decode(video=0)]
    assert all(b - a == stamps[1] - stamps[0] for a, b in pairwise(stamps))
    heard = read_sound(made_lantern.movie).shape[0]
    assert abs(heard - len(stamps) * 2000) <= 2000


def test_it_is_as_loud_as_delivered_under_its_true_peak(made_lantern: Film):
    sound = read_sound(made_lantern.movie)
    assert loudness(sound) == pytest.approx(-16.0, abs=0.5)
    assert true_peak(sound) < -1.0


def test_every_line_lies_on_its_sample_in_the_dialogue_and_in_the_film(made_lantern: Film):
    lines = json.loads(lampblack("lines", made_lantern.folder, "--json").out)
    assert len(lines) == 2
    dialogue = read_wav(made_lantern.folder / "out" / "stems" / "dialogue.wav").mean(axis=1)
    film = read_sound(made_lantern.movie).mean(axis=1)
    for line in lines:
        voice = _voice(made_lantern.folder, line["id"])
        start = line["start_sample"]
        for heard in (dialogue, film):
            around = heard[max(0, start - 4800) : start + len(voice) + 4800]
            offset = int(np.argmax(np.correlate(around, voice, "valid"))) - min(4800, start)
            assert abs(offset) <= 1, f"{line['id']} is {offset} samples off"


def test_stems_lie_beside_it_as_long_as_the_film_and_come_to_its_mix(made_lantern: Film):
    stems = made_lantern.folder / "out" / "stems"
    sounds = {path.stem: read_wav(path) for path in stems.glob("*.wav")}
    assert sounds.keys() == {"mix", "dialogue", "effects", "music", "m_and_e"}
    assert len({len(sound) for sound in sounds.values()}) == 1
    assert np.abs(sounds["effects"] + sounds["music"] - sounds["m_and_e"]).max() < 2**-21


def _voice(folder: Path, line: str) -> np.ndarray:
    with Store.open(folder) as store:
        outputs = store.find(store.node_keys()[f"read/{line}"])
        assert outputs is not None
        return read_wav(store.path(outputs["voice"]))[:, 0]


def test_captions_and_timeline_lie_beside_it(made_lantern: Film):
    out = made_lantern.folder / "out"
    assert {"film.mp4", "film.otio", "film.zh.srt", "film.en.srt", "film.en.vtt", "poster.jpg", "report.html"} <= {
        path.name for path in out.iterdir()
    }
    assert "有。灯亮着呢" in (out / "film.zh.srt").read_text(encoding="utf-8")
    assert "The light is on" in (out / "film.en.srt").read_text(encoding="utf-8")
