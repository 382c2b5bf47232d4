"""Fake sounds: tones of the right length, and lines that say nothing at exactly known times."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.requests import Phoneme, Speak, Spoken, Word
from lampblack.media.audio import wav_bytes

Sound = NDArray[np.float64]
"""samples, or samples x channels; -1 to 1."""

SYLLABLE = 9_600
"""Samples a character lasts (200 ms) at pace 1."""
_ONSET = 0.3
_SAID = ("m", "a")
_FADE = 240


def wav(sound: Sound) -> bytes:
    """A 16-bit WAV at 48 kHz."""
    return wav_bytes(sound.astype(np.float32), depth="pcm16")


def tone(samples: int, hertz: float, level: float = 0.2) -> Sound:
    """A plain tone of exactly `samples`, faded over 5 ms at both ends."""
    made = level * np.sin(2.0 * np.pi * hertz / SAMPLE_RATE * np.arange(samples))
    fade = min(_FADE, samples // 2)
    if fade:
        ramp = (np.arange(fade) + 1.0) / fade
        made[:fade] *= ramp
        made[samples - fade :] *= ramp[::-1]
    return made


def stereo(samples: int, seed: int) -> Sound:
    """Two tones a little apart, chosen by `seed`."""
    hertz = 110.0 + seed % 220
    return np.stack([tone(samples, hertz), tone(samples, hertz * 1.003)], axis=1)


def hushed(sound: Sound, silences: Iterable[tuple[int, int]]) -> Sound:
    """The same with nothing to be heard in `silences`."""
    made = sound.copy()
    for start, stop in silences:
        made[start:stop] = 0.0
    return made


def spoken_line(request: Speak, seed: int) -> tuple[Sound, Spoken]:
    """A line as one tone a character, each an m and an a; characters that are not letters are not heard."""
    heard = [index for index, letter in enumerate(request.text) if letter.isalnum()] or [0]
    length = max(960, round(SYLLABLE / max(0.25, request.voice.pace)))
    hertz = (140.0 + seed % 160) * request.voice.pitch
    sound = np.concatenate([tone(length, hertz * (1.0 + 0.06 * (index % 5))) for index in heard])
    phonemes: list[Phoneme] = []
    words: list[Word] = []
    for number, index in enumerate(heard):
        start, stop = number * length, (number + 1) * length
        turn = start + round(length * _ONSET)
        phonemes += [
            Phoneme(ipa=_SAID[0], start=start, stop=turn),
            Phoneme(ipa=_SAID[1], start=turn, stop=stop),
        ]
        words.append(Word(first=index, last=index + 1, start=start, stop=stop))
    said = Spoken(samples=len(sound), phonemes=tuple(phonemes), words=tuple(words), measured=True)
    return sound, said


def midi(samples: int, seed: int) -> bytes:
    """A Standard MIDI File (format 0) of one note as long as the music: 480 ticks a second."""
    ticks = max(1, round(samples / SAMPLE_RATE * 480))
    note = 48 + seed % 24
    events = bytes([0, 0x90, note, 80]) + _variable(ticks) + bytes([0x80, note, 0, 0, 0xFF, 0x2F, 0])
    tempo = bytes([0, 0xFF, 0x51, 3]) + (1_000_000).to_bytes(3, "big")
    track = tempo + events
    head = b"MThd" + (6).to_bytes(4, "big") + bytes([0, 0, 0, 1]) + (480).to_bytes(2, "big")
    return head + b"MTrk" + len(track).to_bytes(4, "big") + track


def _variable(number: int) -> bytes:
    """MIDI's variable-length quantity: seven bits a byte, the last without the high bit."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))
