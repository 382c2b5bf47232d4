"""A bought line that a person brings as a file: what is said in it is found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.build.supplied import supplied
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.sounds import line_faults
from lampblack.engines.registry import load, missing, offer
from lampblack.engines.requests import Speak, Voice
from lampblack.media.audio import read_wav, write_wav

LINE = Speak(text="还有人等我吗？我在河边。", language="zh", voice=Voice(name="a", timbre="woman-2"))


@pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG speaks what is brought")
def test_a_line_that_is_brought_is_cut_levelled_and_its_words_are_found(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path / "bench")
    spoken = load("espeak").run(LINE, 1, bench)
    sound = read_wav(bench.path(spoken["voice"]))[:, 0]
    file = tmp_path / "brought.wav"
    write_wav(file, np.concatenate([np.zeros(20_000, np.float32), 0.2 * sound]))
    answer = supplied(LINE, (file,), bench.cleared())
    assert list(line_faults(LINE, bench.path(answer["voice"]), answer["spoken"])) == []
    off = [abs(a.start - b.start) for a, b in zip(answer["spoken"].words, spoken["spoken"].words, strict=True)]
    assert np.median(off) < 0.02 * 48_000


def test_what_is_brought_must_be_a_sound(tmp_path: Path) -> None:
    file = tmp_path / "brought.wav"
    file.write_text("dear friend")
    with pytest.raises(UserError, match=r"brought\.wav cannot be read as sound"):
        supplied(LINE, (file,), Bench(folder=tmp_path / "bench"))
