"""A stranger can tell the voices of a cast apart: measured on what they say, by pitch, formants and pace."""

import numpy as np
import pytest

pytest.importorskip("espeakng_loader")

from benchmarks.voices import Portrait, cast_of_eight, casts, closest, portrait, portraits

from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.model import Bible, Character
from lampblack.engines.requests import Phoneme, Spoken, Voice, Word

CASTS = {name: cast for name, cast in casts().items() if len(cast[0].cast) > 1}


@pytest.mark.parametrize("engine", ["espeak", "instrument"])
@pytest.mark.parametrize("name", sorted(CASTS), ids=lambda name: name.replace(" ", "-"))
def test_no_two_of_a_cast_are_taken_for_one_another(name: str, engine: str) -> None:
    apart, a, b = closest(portraits(*CASTS[name], engine))
    assert apart > 1.0, f"{a} and {b} sound alike"


@pytest.mark.parametrize("who", ["man", "woman", "child"])
def test_no_two_timbres_of_the_house_are_taken_for_one_another(who: str) -> None:
    """All of a kind at one age and pace, where only pitch and throat tell them apart."""
    everyone = tuple(
        Character(id=f"{who}-{number}", name=f"{who}-{number}", voice=Voice(timbre=f"{who}-{number}"))
        for number in range(1, 5 if who == "child" else 9)
    )
    apart, a, b = closest(portraits(Bible(cast=everyone), "zh", "espeak"))
    assert apart > 1.0, f"{a} and {b} sound alike"


def test_a_man_a_woman_and_a_child_are_told_apart_at_the_first_word() -> None:
    heard = portraits(cast_of_eight(), "zh", "espeak")
    assert heard["general"].pitch < heard["empress"].pitch < heard["girl"].pitch
    assert heard["boatman"].apart(heard["singer"]) > 4.0


def test_the_same_voice_is_no_distance_from_itself_and_each_measure_counts() -> None:
    one = Portrait(pitch=110.0, formants=1_450.0, pace=4.0)
    assert one.apart(one) == 0.0
    for other in (
        Portrait(pitch=110.0 * 2 ** (2 / 12), formants=1_450.0, pace=4.0),
        Portrait(pitch=110.0, formants=1_450.0 * 1.06, pace=4.0),
        Portrait(pitch=110.0, formants=1_450.0, pace=4.4),
    ):
        assert one.apart(other) == pytest.approx(1.0)


def test_pitch_and_formants_are_measured_as_they_were_made() -> None:
    """A buzz of 140 Hz through three resonators."""
    at = np.arange(SAMPLE_RATE)
    sound = ((at * 140 / SAMPLE_RATE) % 1.0 < 140 / SAMPLE_RATE).astype(np.float64)
    for hertz in (600.0, 1_200.0, 2_500.0):
        turn, decay = 2 * np.pi * hertz / SAMPLE_RATE, np.exp(-np.pi * 80.0 / SAMPLE_RATE)
        kept = np.convolve(sound, decay ** np.arange(2_400) * np.sin(turn * np.arange(1, 2_401)))
        sound = kept[:SAMPLE_RATE] / np.abs(kept).max()
    word = Word(first=0, last=1, start=0, stop=SAMPLE_RATE)
    spoken = Spoken(
        samples=SAMPLE_RATE, phonemes=(Phoneme(ipa="a", start=0, stop=SAMPLE_RATE),), words=(word,)
    )  # fmt: skip
    heard = portrait(sound, spoken)
    assert heard.pitch == pytest.approx(140.0, rel=0.02)
    assert heard.formants == pytest.approx(1_433.0, rel=0.05)
    assert heard.pace == pytest.approx(1.0)
