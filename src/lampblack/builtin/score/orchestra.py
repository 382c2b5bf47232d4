"""The orchestra: parts played, given their bodies, seated in a hall, and kept silent where nothing may be heard."""
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# (the kernels have no types)

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.body import Part, Peak, echoed, soundboard, through
from lampblack.builtin.score.desk_kernel import seat
from lampblack.builtin.score.notes import Instrument, Music, Note
from lampblack.builtin.score.players import STEREO, play
from lampblack.builtin.score.styles import Style
from lampblack.builtin.score.synth_kernel import swept
from lampblack.media.audio import Sound
from lampblack.media.reverb import impulse, reverberated


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """Where an instrument sits and what its body does: `level` brings every instrument to the same loudness at the same
    force, `pan` -1 to 1, `far` the share of the hall, `low` and `high` Hz what it has no more of."""

    level: float
    pan: float = 0.0
    far: float = 0.25
    body: tuple[Peak, ...] = ()
    low: float = 0.0
    high: float = 0.0


SEATS: dict[Instrument, Seat] = {
    "guqin": Seat(level=0.48, pan=-0.22, body=((95, 5, 2.0), (190, 4, 2.2), (420, 3, 2.0), (900, 2, 1.5)), high=6500),
    "guzheng": Seat(level=0.6, pan=0.3, far=0.3, body=((180, 4, 2), (360, 3, 2), (1100, 2, 1.4)), low=90, high=11000),
    "pipa": Seat(level=0.95, pan=0.14, body=((320, 5, 2), (640, 4, 2), (1500, 3, 1.6)), low=110, high=11000),
    "dizi": Seat(level=0.28, pan=0.2, far=0.34, low=250, high=11000),
    "xiao": Seat(level=0.27, pan=-0.12, far=0.4, low=150, high=7000),
    "erhu": Seat(level=0.095, pan=-0.3, far=0.3,
                 body=((420, 6, 3), (820, 5, 4), (1350, 5, 4), (2500, 3, 3), (4200, -6, 1)), low=220, high=8500),
    "taigu": Seat(level=0.55, pan=0.05, far=0.4, low=30, high=5000),
    "frame_drum": Seat(level=0.5, pan=-0.18, far=0.3, low=60, high=8000),
    "bell": Seat(level=0.5, pan=0.1, far=0.5, low=120),
    "piano": Seat(level=0.33, far=0.22, body=((110, 2, 1), (280, 1.5, 1), (2600, 1.5, 1)), low=28, high=12000),
    "violin": Seat(level=0.1, pan=-0.25, far=0.34,
                   body=((285, 5, 4), (470, 5, 4), (560, 4, 5), (1150, 3, 3), (2700, 5, 1.6)), low=180, high=9000),
    "cello": Seat(level=0.12, pan=0.25, far=0.3,
                  body=((100, 4, 3), (185, 4, 4), (240, 3, 4), (600, 2, 2), (1800, 3, 1.6)), low=50, high=6500),
    "strings": Seat(level=0.1, far=0.42,
                    body=((290, 3, 2), (500, 3, 2), (1200, 1.5, 1), (2600, 2, 1)), low=90, high=7500),
    "pizzicato": Seat(level=0.5, pan=0.12, far=0.36, body=((110, 3, 2), (200, 4, 3), (290, 4, 3)), low=40, high=6000),
    "pad": Seat(level=0.11, far=0.35, low=90),
    "glass": Seat(level=0.36, pan=0.06, far=0.4, low=150, high=10000),
    "arpeggio": Seat(level=0.11, pan=-0.2, far=0.3, low=150, high=9000),
    "bass": Seat(level=0.1, far=0.06, low=28),
    "kick": Seat(level=0.6, far=0.12, low=25),
}  # fmt: skip

HALLS: dict[Style, tuple[float, float, float, float]] = {
    "chinese": (2.3, 0.02, 4200.0, 1.0), "piano": (2.0, 0.014, 5200.0, 0.9), "strings": (2.4, 0.02, 4600.0, 1.0),
    "electronic": (3.6, 0.03, 5200.0, 1.2), "silence": (1.0, 0.01, 4000.0, 0.0),
}  # fmt: skip
"""Seconds, gap, brightness, share."""
_CLOSING = SAMPLE_RATE // 4
"""How long a held breath takes to fall silent: a hand laid on the strings."""
_SWEEP = 64
_STRETCH = 90 * SAMPLE_RATE
_RINGS = 7.0
"""Seconds that anything rings on at most: a bell, a low string, the last of three echoes."""


def performed(
    music: Music, style: Style, samples: int, silences: Sequence[tuple[int, int]], told: Callable[[float], None]
) -> Sound:
    """The score as it sounds, samples x 2, before its level is set; `told` hears how far it is.

    Played a minute and a half at a time, each with all that rings on after it: what bodies, echoes and the hall do to a
    sum is the sum of what they do, so that nobody hears where one stretch ends, and a long film needs no more memory.
    """
    out = np.zeros((samples, 2), np.float32)
    starts = range(0, max(1, samples), _STRETCH)
    for number, start in enumerate(starts):
        own = [note for note in music.notes if start <= note.start < min(samples, start + _STRETCH)]
        if own:
            ring = max(note.start + note.samples for note in own) - start + round(_RINGS * SAMPLE_RATE)
            length = min(samples - start, ring + round(HALLS[style][0] * SAMPLE_RATE))

            def heard(done: float, number: int = number) -> None:
                told((number + done) / len(starts))

            out[start : start + length] += _stretch(own, music, style, start, length, heard)
    return _hushed(out, silences)


def _stretch(
    notes: Sequence[Note], music: Music, style: Style, origin: int, length: int, told: Callable[[float], None]
) -> Sound:
    """Some notes and all that follows from them: `length` samples from `origin` on."""
    dry, wet = np.zeros((length, 2), np.float32), np.zeros((length, 2), np.float32)
    instruments: list[Instrument] = list(dict.fromkeys(note.instrument for note in notes))
    for number, instrument in enumerate(instruments):
        part = np.zeros((length, 2) if instrument in STEREO else length, np.float32)
        own = [note for note in notes if note.instrument == instrument]
        for index, note in enumerate(own):
            if index % 16 == 0:
                told((number + index / len(own)) / len(instruments))
            play(part, note, origin)
        part = _prepared(instrument, part, music, origin)
        place, angle = SEATS[instrument], (SEATS[instrument].pan + 1.0) * math.pi / 4.0
        left, right = (1.0, 1.0) if part.ndim == 2 else (math.cos(angle), math.sin(angle))
        level = place.level
        seat(dry, wet, part.reshape(length, -1), level * left, level * right, place.far)
    seconds, gap, bright, share = HALLS[style]
    hall = reverberated(wet, impulse(seconds, gap, bright), share) - wet if share and wet.any() else wet
    return dry + hall


def _prepared(instrument: Instrument, part: Part, music: Music, origin: int) -> Part:
    """The part with its body, its echoes and its sympathies."""
    place = SEATS[instrument]
    if instrument == "piano":
        part = soundboard(part, 0.05)
    if instrument == "pad":
        _sweep(part, music, origin)
    part = through(part, place.body, place.low, place.high)
    if instrument in ("glass", "arpeggio"):
        angle = (place.pan + 1.0) * math.pi / 4.0
        sides = np.stack([part * np.float32(math.cos(angle)), part * np.float32(math.sin(angle))], axis=1)
        part = echoed(sides, 0.75 * _beat(music, origin), 0.42, 3)
    return part


def _beat(music: Music, origin: int) -> float:
    """Seconds from beat to beat in a stretch: what echoes go by."""
    beats = [beat for beat in music.beats if origin <= beat < origin + _STRETCH]
    return (beats[-1] - beats[0]) / (len(beats) - 1) / SAMPLE_RATE if len(beats) > 1 else 1.0


def _sweep(part: Part, music: Music, origin: int) -> None:
    """The pad's filter breathes once in some sixteen bars, and opens with what is played."""
    count = part.shape[0] // _SWEEP + 1
    at = np.arange(count) * _SWEEP + origin
    force = np.full(count, 0.3)
    for note in music.notes:
        if note.instrument == "pad" and note.start + note.samples > origin:
            force[max(0, note.start - origin) // _SWEEP : (note.start + note.samples - origin) // _SWEEP] = note.force
    width = 2 * SAMPLE_RATE // _SWEEP
    smooth = np.convolve(np.pad(force, width, mode="edge"), np.hanning(2 * width + 1), "same")[width : width + count]
    smooth = smooth / max(1e-9, float(np.hanning(2 * width + 1).sum()))
    slow = np.sin(2 * np.pi * at / SAMPLE_RATE / 37.0) * 0.35 + np.sin(2 * np.pi * at / SAMPLE_RATE / 11.0 + 1.0) * 0.15
    swept(part, 330.0 * 2.0 ** (3.4 * smooth + slow + 0.6), _SWEEP, 0.9)


def _hushed(sound: Sound, silences: Sequence[tuple[int, int]]) -> Sound:
    """Silent where it must be: closed over a quarter of a second, open again at once when it is over."""
    for start, stop in silences:
        stop = min(stop, sound.shape[0])
        closing = min(_CLOSING, stop - start)
        if closing <= 0:
            continue
        sound[start : start + closing] *= np.linspace(1.0, 0.0, closing, dtype=np.float32)[:, None] ** 2
        sound[start + closing : stop] = 0.0
        again = min(480, sound.shape[0] - stop)
        sound[stop : stop + again] *= np.linspace(0.0, 1.0, again, dtype=np.float32)[:, None]
    return sound
