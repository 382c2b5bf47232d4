"""A score in words, for models that read; and what was asked for as MIDI: tempo and moods, without a note."""

from __future__ import annotations

import struct
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.requests import Compose, Passage

_STYLES = {
    "chinese": "chinese instrumental film score, guqin, pipa, dizi, erhu, soft drums",
    "piano": "instrumental film score for solo piano",
    "strings": "instrumental film score for a small string section",
    "electronic": "instrumental electronic film score, analog synthesizers",
}
"""The house's styles; any other word is handed on as it stands."""
_QUARTER = 480
_FADE = SAMPLE_RATE // 2
_LAST = 2 * SAMPLE_RATE
"""Half a second into and out of silence; two seconds at the end, where the music was longer than the film."""


def words_of(request: Compose) -> str:
    """What the music is to be like, from its beginning to its end."""
    style = _STYLES.get(request.style, f"instrumental film score, {request.style}")
    moods: list[str] = []
    for passage in request.passages:
        mood = passage.mood if passage.strength else "silence"
        if not moods or moods[-1].partition(" at ")[0] != mood:
            moods.append(f"{mood} at {passage.start // SAMPLE_RATE // 60}:{passage.start // SAMPLE_RATE % 60:02d}")
    told = moods[0].partition(" at ")[0] if len(moods) == 1 else "moods in order: " + ", ".join(moods)
    lead = sorted({theme.instrument for theme in request.themes if theme.instrument})
    return f"{style}{', with ' + ', '.join(lead) if lead else ''}, {told}, no vocals, sparse under dialogue"


def shaped(sound: NDArray[np.float32], request: Compose) -> NDArray[np.float32]:
    """The music (samples, 2) as long as was asked, silent where it was to be, closed softly."""
    made = np.zeros((request.samples, 2), np.float32)
    there = min(request.samples, len(sound))
    made[:there] = sound[:there]
    gain = np.ones(request.samples, np.float32)
    for start, stop in (*_silent(request.passages, request.samples), *request.silences):
        gain[max(0, start) : max(0, stop)] = 0.0
    steps = np.concatenate([[0.0], np.cumsum(gain, dtype=np.float64)])
    first = np.clip(np.arange(request.samples) - _FADE // 2, 0, request.samples)
    last = np.clip(first + _FADE, 0, request.samples)
    soft = ((steps[last] - steps[first]) / np.maximum(1, last - first)).astype(np.float32)
    close = min(_LAST, there)
    soft[there - close : there] *= np.linspace(1.0, 0.0, close, dtype=np.float32) ** 2
    return made * np.minimum(soft, gain)[:, None]


def midi_of(request: Compose) -> bytes:
    """A Standard MIDI File with the tempo and a marker at every passage."""
    tempo = max(1, request.tempo)
    body = b"\x00\xff\x51\x03" + min(0xFFFFFF, round(60_000_000 / tempo)).to_bytes(3, "big")
    now = 0
    for passage in request.passages:
        tick = round(passage.start / SAMPLE_RATE * tempo / 60 * _QUARTER)
        name = passage.mood.encode()[:100]
        body += _variable(max(0, tick - now)) + b"\xff\x06" + _variable(len(name)) + name
        now = max(now, tick)
    end = round(request.samples / SAMPLE_RATE * tempo / 60 * _QUARTER)
    body += _variable(max(0, end - now)) + b"\xff\x2f\x00"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, _QUARTER) + b"MTrk" + struct.pack(">I", len(body)) + body


def _silent(passages: tuple[Passage, ...], samples: int) -> list[tuple[int, int]]:
    ends = [*(passage.start for passage in passages), samples]
    return [span for passage, span in zip(passages, pairwise(ends), strict=True) if not passage.strength]


def _variable(number: int) -> bytes:
    """A MIDI variable-length quantity."""
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))
