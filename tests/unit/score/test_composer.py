"""The score fills its time, keeps silent where asked, and ends."""

import pytest

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.composer import composed
from lampblack.builtin.score.midi import midi_of
from lampblack.engines.requests import Compose, Passage

MOODS = ("calm", "tender", "happy", "resolute", "angry", "afraid", "weary", "sad")


def _request(*passages: Passage, seconds: int = 40) -> Compose:
    return Compose(samples=seconds * SAMPLE_RATE, passages=passages, seed=5)


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_is_music_within_its_time(mood: str):
    notes = composed(_request(Passage(start=0, mood=mood, strength=0.7)))
    assert len(notes) > 20
    assert all(0 <= note.start < 40 * SAMPLE_RATE for note in notes)
    assert all(36 <= note.pitch <= 90 for note in notes if note.instrument != "drum")


def test_a_passage_of_no_strength_is_silent():
    notes = composed(
        _request(Passage(start=0, mood="calm", strength=0.0), Passage(start=20 * SAMPLE_RATE, mood="calm"))
    )
    assert min(note.start for note in notes) > 19.9 * SAMPLE_RATE


def test_a_new_passage_begins_on_its_sample():
    start = 17 * SAMPLE_RATE + 123
    notes = composed(_request(Passage(start=0, mood="calm"), Passage(start=start, mood="sad")))
    assert any(note.start == start for note in notes)


def test_the_same_request_is_the_same_music_and_another_seed_is_not():
    request = _request(Passage(start=0, mood="tender"))
    assert composed(request) == composed(request)
    other = Compose(samples=request.samples, passages=request.passages, seed=6)
    assert composed(other) != composed(request)


def test_the_midi_file_holds_every_note():
    notes = composed(_request(Passage(start=0, mood="resolute", strength=0.8)))
    data = midi_of(notes)
    assert data[:8] == b"MThd\x00\x00\x00\x06"
    tracks = data.count(b"MTrk")
    assert tracks == 1 + len({note.instrument for note in notes})
    assert int.from_bytes(data[10:12], "big") == tracks
