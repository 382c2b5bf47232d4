"""The stems of a whole film, a stretch at a time: regions joined, music under the words, everything measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound
from lampblack.media.wav import WavWriter
from lampblack.sound.duck import BAND, BLOCK, MUSIC, CarvedMeter, Carver, Duck, Spoken, ducking
from lampblack.sound.level import SILENCE, Gauged
from lampblack.sound.metering import K_WEIGHTING, TENTH, PeakMeter, PowerMeter, band, loudness_of
from lampblack.sound.reel import Reel, Strip
from lampblack.sound.width import Curve, narrow, shares, widths

STRETCH = 20 * SAMPLE_RATE
"""Samples in memory at once: whole tenths of a second."""
MUSIC_LEVEL = -25.0
"""Loudness of the score before the stems meet, in LUFS: the word stands over it even where nothing is ducked."""
STEMS = ("dialogue", "effects", "music", "m_and_e")


def lay_stems(
    folder: Path, dialogue: Reel, effects: Reel, music: Strip, lines: Sequence[Spoken], samples: int
) -> Gauged:
    """Write `dialogue.wav`, `effects.wav`, `music.wav` and `m_and_e.wav` (music and effects) into `folder`, each
    exactly `samples` long, and measure what they come to together."""
    duck, width = _listened(dialogue, music, lines, samples)
    carver = Carver(duck)
    powers, spoken = PowerMeter(K_WEIGHTING, TENTH, samples), PowerMeter(K_WEIGHTING, TENTH, samples)
    peaks = PeakMeter(samples)
    with ExitStack() as stack:
        files = {name: stack.enter_context(WavWriter(folder / f"{name}.wav")) for name in STEMS}
        for start, stop in stretches(samples):
            words, happens, score = dialogue.part(start, stop), effects.part(start, stop), music.part(start, stop)
            narrow(score, width, start)
            carver.turn(score)
            under: Sound = score + happens
            for name, sound in zip(STEMS, (words, happens, score, under), strict=True):
                files[name].write(sound)
            whole: Sound = words + under
            powers.feed(whole)
            spoken.feed(words)
            peaks.feed(whole)
    count = samples // TENTH
    return Gauged(powers=powers.powers()[:count], dialogue=spoken.powers()[:count], peaks=peaks.peaks())


def stretches(samples: int) -> Iterator[tuple[int, int]]:
    """The film in stretches: first sample, and the one after the last."""
    for start in range(0, samples, STRETCH):
        yield start, min(samples, start + STRETCH)


def _listened(dialogue: Reel, music: Strip, lines: Sequence[Spoken], samples: int) -> tuple[Duck, Curve]:
    """How far the music makes way (with its own level), and how wide it may be: heard once before it is laid."""
    level = PowerMeter(K_WEIGHTING, TENTH, samples)
    words = PowerMeter(band(*BAND), BLOCK, samples)
    under = CarvedMeter(MUSIC, samples)
    middles: list[Curve] = []
    sides: list[Curve] = []
    for start, stop in stretches(samples):
        score = music.part(start, stop)
        middle, side = shares(score)
        middles.append(middle)
        sides.append(side)
        level.feed(score)
        words.feed(dialogue.part(start, stop))
        under.feed(score)
    now = loudness_of(level.powers()[: samples // TENTH])
    gain = 10.0 ** ((MUSIC_LEVEL - now) / 20.0) if now > SILENCE else 1.0
    duck = ducking(words.powers(), under.powers() * gain**2, lines, MUSIC)
    width = widths(np.concatenate(middles), np.concatenate(sides)) if middles else np.ones(0)
    return Duck(gains=duck.gains * gain, carved=duck.carved), width
