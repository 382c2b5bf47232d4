"""A person's own music under the film: read, its beats found, laid so that they meet the cuts, faded at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lampblack.base.context import Blob, Context
from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound, lasts, read_sound, write_wav
from lampblack.sound.beats import Pulse, pulse_of
from lampblack.sound.laying import Laid, laid
from lampblack.sound.stretch import stretched

SHORTEST, LONGEST = 2.0, 15 * 60.0
"""Seconds: what is shorter is an effect, what is longer is not one piece."""
_SILENT = 1e-3
_LEVEL = 0.056
"""Root mean square of the middle one of all sounding tenths of a second: a score's, so that both mix alike."""
_HOP = 1024
_JOIN = SAMPLE_RATE * 3 // 100
"""What ends and what begins at a repeat overlap by 30 ms."""
_FADE_IN = SAMPLE_RATE // 50


@dataclass(frozen=True, kw_only=True)
class OwnMusic:
    """What was made of a file: beats a minute (0: none were found), how many of the cuts a beat falls on, repeats, the
    most it was stretched; and whose bytes it was."""

    name: str
    file: str
    tempo: float
    sure: float
    cuts: int
    met: int
    repeats: int
    stretched: float


def lay_music(
    context: Context, *, file: Blob, name: str, samples: int, cuts: tuple[int, ...], fade: int, stretch: bool
) -> Mapping[str, Any]:
    """`music` (48 kHz stereo WAV of exactly `samples`), and what was made of it. The last `fade` samples fade. A file
    that is no sound, silent, too short or too long is a `UserError` of one line."""
    sound = _read(context, file, name)
    context.progress(0.2, "read")
    pulse = pulse_of(sound)
    context.progress(0.5, "beats found")
    how = laid(pulse, sound.shape[0], samples, cuts, stretch=stretch)
    music = _faded(_levelled(_as_laid(_joined(sound, how), how, samples)), min(fade, samples))
    path = context.scratch / "music.wav"
    write_wav(path, music)
    return {"music": context.put(path), "value": _told(name, file, pulse, how, samples, cuts)}


def _read(context: Context, file: Blob, name: str) -> Sound:
    path = context.path(file)
    try:
        seconds = lasts(path)
        if seconds > LONGEST:
            longest = f"{LONGEST / 60:g} minutes"
            raise UserError(f"lasts {seconds / 60:.0f} minutes; music of at most {longest} can be laid under a film")
        sound = read_sound(path)
    except UserError as error:
        possible = error.possible or ("a WAV, FLAC, OGG, MP3 or M4A file",)
        # what FFmpeg says names a file of the store, which nobody knows
        raise UserError(f"{name} {error.message.partition(':')[0]}", possible=possible) from error
    if sound.shape[0] < SHORTEST * SAMPLE_RATE:
        raise UserError(f"{name} lasts {sound.shape[0] / SAMPLE_RATE:.1f} s; music must last {SHORTEST:g} s at least")
    if float(np.abs(sound).max()) < _SILENT:
        raise UserError(f"{name} is silent: nothing in it is louder than -60 decibels of full scale")
    return sound


def _joined(sound: Sound, how: Laid) -> Sound:
    """The piece unrolled, its repeats cross-faded at their bar lines."""
    total = sum(piece.stop - piece.start for piece in how.pieces)
    out = np.zeros((total + _JOIN, sound.shape[1]), np.float32)
    ramp = np.sin(np.linspace(0.0, np.pi / 2.0, _JOIN, dtype=np.float32))[:, None]
    at = 0
    for number, piece in enumerate(how.pieces):
        stop = min(sound.shape[0], piece.stop + _JOIN)
        part = sound[piece.start : stop].copy()
        if number:
            part[:_JOIN] *= ramp[: len(part)]
        tail = stop - piece.stop
        if tail > 0 and number < len(how.pieces) - 1:
            part[-tail:] *= ramp[::-1][:tail]
        out[at : at + len(part)] += part
        at += piece.stop - piece.start
    return out


def _as_laid(sound: Sound, how: Laid, samples: int) -> Sound:
    begin = round(how.anchors[0][1])
    if all(abs((b[1] - a[1]) - (b[0] - a[0])) < 1.0 for a, b in zip(how.anchors, how.anchors[1:], strict=False)):
        music = sound[begin : begin + samples]
        return np.pad(music, ((0, samples - len(music)), (0, 0)))
    return stretched(sound, how.places(_HOP, samples), samples)


def _levelled(music: Sound) -> Sound:
    blocks = music[: music.shape[0] // 4_800 * 4_800].reshape(-1, 4_800 * music.shape[1]).astype(np.float64)
    power = np.sqrt((blocks**2).mean(axis=1))
    sounding = power[power > _SILENT / 4]
    return music * np.float32(_LEVEL / float(np.median(sounding))) if sounding.size else music


def _faded(music: Sound, fade: int) -> Sound:
    out = music.copy()
    out[:_FADE_IN] *= np.linspace(0.0, 1.0, min(_FADE_IN, len(out)), dtype=np.float32)[:, None]
    if fade:
        out[len(out) - fade :] *= np.cos(np.linspace(0.0, np.pi / 2.0, fade, dtype=np.float32))[:, None] ** 2
    return out


def _told(name: str, file: Blob, pulse: Pulse, how: Laid, samples: int, cuts: tuple[int, ...]) -> OwnMusic:
    rates = [abs((b[1] - a[1]) / (b[0] - a[0]) - 1.0) for a, b in zip(how.anchors, how.anchors[1:], strict=False)]
    return OwnMusic(
        name=name,
        file=str(file.digest),
        tempo=round(float(pulse.tempo), 2) if pulse.steady else 0.0,
        sure=round(pulse.sure, 3),
        cuts=sum(1 for cut in cuts if 0 < cut < samples),
        met=how.met,
        repeats=len(how.pieces) - 1,
        stretched=round(float(max(rates, default=0.0)), 4),
    )
