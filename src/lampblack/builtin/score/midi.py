"""The score as a Standard MIDI File: format 1, 480 ticks a quarter, with the tempo of every beat."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.notes import Instrument, Music, Note

_QUARTER = 480
"""Ticks a beat."""
_PROGRAMS: dict[Instrument, int] = {
    "guqin": 107, "guzheng": 107, "pipa": 106, "dizi": 72, "xiao": 77, "erhu": 110, "bell": 14, "piano": 0,
    "violin": 40, "cello": 42, "strings": 48, "pizzicato": 45, "pad": 89, "glass": 98, "arpeggio": 81, "bass": 38,
    "taigu": 116, "frame_drum": 117, "kick": 118,
}  # fmt: skip
"""General MIDI's nearest: koto, shamisen, piccolo, shakuhachi, fiddle, tubular bells, piano ..., taiko, melodic tom."""
_DRUM_CHANNEL = 9


def midi_of(music: Music) -> bytes:
    """The tempo map, then one track an instrument in the order of `_PROGRAMS`."""
    tracks = [_chunk(b"MTrk", _tempi(music.beats))]
    channels = [number for number in range(16) if number != _DRUM_CHANNEL]
    there = [name for name in _PROGRAMS if any(note.instrument == name for note in music.notes)]
    for index, instrument in enumerate(there):
        own = [note for note in music.notes if note.instrument == instrument]
        tracks.append(_track(own, instrument, channels[index % len(channels)], music.beats))
    return _chunk(b"MThd", struct.pack(">HHH", 1, len(tracks), _QUARTER)) + b"".join(tracks)


def tick_of(sample: int, beats: Sequence[int]) -> int:
    """The tick of a sample: its beat and what is over, at that beat's own tempo."""
    if len(beats) < 2:
        return round(sample / SAMPLE_RATE * 2 * _QUARTER)
    index = max(0, min(len(beats) - 2, bisect_right(beats, sample) - 1))
    return round((index + (sample - beats[index]) / (beats[index + 1] - beats[index])) * _QUARTER)


def _tempi(beats: Sequence[int]) -> bytes:
    """A set-tempo event wherever the beat changes."""
    body, now, last = b"", 0, 0
    for index, (start, stop) in enumerate(pairwise(beats)):
        tempo = round((stop - start) * 1_000_000 / SAMPLE_RATE)
        if abs(tempo - last) > 1 or not index:
            tick = index * _QUARTER
            body += _variable(tick - now) + b"\xff\x51\x03" + min(tempo, 0xFFFFFF).to_bytes(3, "big")
            now, last = tick, tempo
    return body + b"\x00\xff\x2f\x00"


def _track(notes: Sequence[Note], name: str, channel: int, beats: Sequence[int]) -> bytes:
    events: list[tuple[int, int, bytes]] = []
    for note in notes:
        start = tick_of(note.start, beats)
        stop = max(start + 1, tick_of(note.start + note.samples, beats))
        key, force = max(0, min(127, round(note.pitch))), max(1, min(127, round(24 + 103 * note.force)))
        events.append((start, 1, bytes((0x90 | channel, key, force))))
        events.append((stop, 0, bytes((0x80 | channel, key, 0))))
    title = name.encode()
    program = _PROGRAMS[notes[0].instrument]
    body = b"\x00\xff\x03" + _variable(len(title)) + title + b"\x00" + bytes((0xC0 | channel, program))
    now = 0
    for tick, _, message in sorted(events):
        body += _variable(tick - now) + message
        now = tick
    return _chunk(b"MTrk", body + b"\x00\xff\x2f\x00")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack(">I", len(body)) + body


def _variable(value: int) -> bytes:
    """MIDI's variable-length quantity: seven bits a byte, the last without its high bit."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))
