"""Mouths open when the voice is loud, within one frame of it: the whole way from words to what is seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.registry import load, missing, offer
from lampblack.engines.requests import Speak, Voice
from lampblack.media.audio import read_wav
from lampblack.read.visemes import mouth_cues
from lampblack.staging.mouth import mouth_at

RATE = Rate(numerator=24)
LINES = (
    ("zh", "它走得太快，谷子还没有熟，天就黑了。"),
    ("zh", "老人家，我太渴了。太阳不会停下来等你，你还要追吗？"),
    ("en", "Long ago, at the edge of the world, there lived a giant who wanted to catch the sun."),
    ("en", "You missed it, Dad. The last train went at ten, and nobody is coming back for us."),
)
MOST_LAG = 5


def seen_and_heard(engine: str, language: str, text: str, folder: Path) -> tuple[NDArray[np.float64], ...]:
    """How far the mouth is open on each frame, and how loud the voice is around its middle."""
    bench, speaker = Bench(folder=folder), load(engine)
    answer = speaker.run(Speak(text=text, language=language, voice=Voice(name="x", timbre="man-2")), 1, bench)
    sound, cues = read_wav(bench.path(answer["voice"]))[:, 0].astype(float), mouth_cues(answer["spoken"])
    frames = RATE.frames_for(len(sound))
    starts = [RATE.samples_at(n) for n in range(frames + 1)]
    mouth = np.array([mouth_at(cues, start).open for start in starts[:-1]])
    half = RATE.samples_at(1) // 2
    loud = np.array([np.sqrt((sound[max(0, at - half) : at + half] ** 2).mean()) for at in starts[:-1]])
    return mouth, loud


def lag(mouth: NDArray[np.float64], loud: NDArray[np.float64]) -> tuple[int, float]:
    """By how many frames the mouth comes after the voice, where they agree best; and how well they do there."""

    def agree(by: int) -> float:
        n = len(mouth)
        a, b = mouth[max(0, by) : n + min(0, by)], loud[max(0, -by) : n + min(0, -by)]
        return float(np.corrcoef(a, b)[0, 1])

    best = max(range(-MOST_LAG, MOST_LAG + 1), key=agree)
    return best, agree(best)


@pytest.mark.parametrize("engine", ["espeak", "instrument"])
@pytest.mark.parametrize(("language", "text"), LINES)
def test_mouths_are_in_step_with_the_voice(engine: str, language: str, text: str, tmp_path: Path) -> None:
    if missing(offer(engine)):
        pytest.skip(f"{engine} is not installed")
    by, how_well = lag(*seen_and_heard(engine, language, text, tmp_path))
    assert abs(by) <= 1
    assert how_well > 0.3


def test_the_measure_sees_a_mouth_that_is_late(tmp_path: Path) -> None:
    mouth, loud = seen_and_heard("instrument", *LINES[0], tmp_path)
    assert abs(lag(np.roll(mouth, 3), loud)[0] - 3) <= 1
