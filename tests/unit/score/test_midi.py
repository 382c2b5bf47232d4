"""The MIDI file: a track an instrument, and times that a sequencer reads as they sound."""

from dataclasses import replace

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.composer import composed
from lampblack.builtin.score.midi import midi_of, tick_of
from lampblack.engines.requests import Compose, Passage

S = SAMPLE_RATE
REQUEST = Compose(
    samples=45 * S,
    passages=(Passage(start=0, mood="resolute", strength=0.8), Passage(start=21 * S + 77, mood="sad")),
    cuts=(41 * S,),
    seed=3,
)


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        byte = data[at]
        value, at = value << 7 | byte & 0x7F, at + 1
        if not byte & 0x80:
            return value, at


def _tempi(data: bytes) -> list[tuple[int, int]]:
    """(tick, microseconds a quarter) of the first track."""
    start = data.index(b"MTrk") + 8
    at, tick, found = start, 0, []
    while True:
        wait, at = _number(data, at)
        tick += wait
        kind, length = data[at + 1], data[at + 2]
        if kind == 0x2F:
            return found
        assert kind == 0x51
        found.append((tick, int.from_bytes(data[at + 3 : at + 3 + length], "big")))
        at += 3 + length


def test_it_holds_a_track_for_every_instrument():
    music = composed(REQUEST)
    data = midi_of(music)
    assert data[:8] == b"MThd\x00\x00\x00\x06"
    tracks = data.count(b"MTrk")
    assert tracks == 1 + len({note.instrument for note in music.notes}) == int.from_bytes(data[10:12], "big")


def test_its_tempo_map_puts_the_landing_where_it_sounds():
    for style in ("chinese", "piano"):
        music = composed(replace(REQUEST, style=style))
        tempi = _tempi(midi_of(music))
        for sample in (21 * S + 77, music.landings[0]):
            seconds, tick, tempo = 0.0, 0, 0
            for at, now in [*tempi, (tick_of(sample, music.beats), 0)]:
                if at > tick_of(sample, music.beats):
                    break
                seconds += (at - tick) / 480 * tempo / 1e6
                tick, tempo = at, now or tempo
            seconds += (tick_of(sample, music.beats) - tick) / 480 * tempo / 1e6
            assert abs(seconds - sample / S) < 0.003
