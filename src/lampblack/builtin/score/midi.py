"""The score as a Standard MIDI File (format 1, 480 ticks a quarter at 120 a minute: 960 ticks a second)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.notes import Instrument, Note

_TICKS = 960
"""Ticks a second."""
_PROGRAMS: dict[Instrument, int] = {"guqin": 107, "pipa": 106, "flute": 77, "erhu": 110, "drum": 116, "bell": 14}
"""General MIDI's nearest: koto, shamisen, shakuhachi, fiddle, taiko, tubular bells."""


def midi_of(notes: Sequence[Note]) -> bytes:
    """One track an instrument, in the order of `_PROGRAMS`."""
    tracks = [_chunk(b"MTrk", _variable(0) + b"\xff\x51\x03" + (500_000).to_bytes(3, "big") + b"\x00\xff\x2f\x00")]
    for channel, (instrument, program) in enumerate(_PROGRAMS.items()):
        own = [note for note in notes if note.instrument == instrument]
        if own:
            tracks.append(_track(own, instrument, program, channel))
    return _chunk(b"MThd", struct.pack(">HHH", 1, len(tracks), 480)) + b"".join(tracks)


def _track(notes: Sequence[Note], name: str, program: int, channel: int) -> bytes:
    events: list[tuple[int, int, bytes]] = []
    for note in notes:
        start = round(note.start * _TICKS / SAMPLE_RATE)
        stop = max(start + 1, round((note.start + note.samples) * _TICKS / SAMPLE_RATE))
        key, force = round(note.pitch), max(1, min(127, round(note.force * 200)))
        events.append((start, 1, bytes((0x90 | channel, key, force))))
        events.append((stop, 0, bytes((0x80 | channel, key, 0))))
    title = name.encode()
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
