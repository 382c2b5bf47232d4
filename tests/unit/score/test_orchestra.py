"""The sound of a score: in tune, without clicks, silent where it must be, its ending heard on the cut."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score import orchestra
from lampblack.builtin.score.body import through
from lampblack.builtin.score.composer import composed, silences_of
from lampblack.builtin.score.desk_kernel import cascade
from lampblack.builtin.score.engine import levelled
from lampblack.builtin.score.notes import Instrument, Note, frequency
from lampblack.builtin.score.orchestra import SEATS, performed
from lampblack.builtin.score.players import STEREO, play
from lampblack.builtin.score.styles import style_named
from lampblack.engines.requests import Compose, Passage, Theme
from lampblack.media.audio import Sound

S = SAMPLE_RATE
CUT = 15 * S + 777
REQUEST = Compose(
    samples=19 * S + 5,
    passages=(Passage(start=0, mood="tender", strength=0.6, theme="ahe"),),
    themes=(Theme(who="ahe", register="high"),),
    cuts=(CUT,),
    silences=((8 * S, 9 * S),),
    seed=4,
)
STYLES = ("chinese", "piano", "strings", "electronic")
PITCHED: dict[Instrument, int] = {
    "guqin": 50, "guzheng": 64, "pipa": 64, "dizi": 77, "xiao": 66, "erhu": 69, "piano": 60, "violin": 74, "cello": 55,
    "strings": 64, "pizzicato": 50, "pad": 60, "glass": 74, "arpeggio": 66, "bass": 45,
}  # fmt: skip


@cache
def _sound(style: str) -> Sound:
    request = replace(REQUEST, style=style)
    music = composed(request)
    return levelled(performed(music, style_named(style), request.samples, silences_of(request), lambda done: None))


@pytest.mark.parametrize("style", STYLES)
def test_the_ending_is_heard_within_ten_milliseconds_of_its_cut(style: str):
    music = composed(replace(REQUEST, style=style))
    ending = replace(music, notes=tuple(note for note in music.notes if abs(note.start - CUT) < S // 50))
    assert ending.notes
    sound = np.abs(performed(ending, style_named(style), REQUEST.samples, (), lambda done: None)).max(axis=1)
    onset = int(np.argmax(sound > 0.03 * sound.max()))
    assert CUT <= onset <= CUT + S // 100


@pytest.mark.parametrize("style", STYLES)
def test_it_is_exactly_as_long_as_asked_and_has_room_to_its_peak(style: str):
    sound = _sound(style)
    assert sound.shape == (19 * S + 5, 2)
    assert 0.05 < float(np.abs(sound).max()) <= 0.7001
    assert abs(float(sound.mean())) < 1e-3
    assert float(np.abs(sound[-48:]).max()) < 1e-3


@pytest.mark.parametrize("style", STYLES)
def test_a_held_breath_is_silent_and_comes_without_a_click(style: str):
    sound = _sound(style)
    assert not sound[8 * S + S // 2 : 9 * S].any()
    edge = np.abs(np.diff(sound[8 * S - 480 : 8 * S + S // 2], axis=0)).max()
    assert edge <= 1.05 * np.abs(np.diff(sound[6 * S : 8 * S], axis=0)).max() + 1e-3


@pytest.mark.parametrize("style", STYLES)
def test_both_sides_are_heard_and_together_they_do_not_cancel(style: str):
    sound = _sound(style)
    left, right = (float((sound[:, side] ** 2).mean()) for side in (0, 1))
    assert 0.25 < left / right < 4.0
    assert float((sound.mean(axis=1) ** 2).mean()) > 0.3 * (left + right) / 2.0


@pytest.mark.parametrize("instrument", PITCHED)
def test_every_instrument_is_in_tune(instrument: Instrument):
    pitch = PITCHED[instrument]
    part = np.zeros((2 * S, 2) if instrument in STEREO else 2 * S, np.float32)
    play(part, Note(start=0, samples=S * 3 // 2, pitch=pitch, force=0.5, instrument=instrument))
    mono = part.reshape(2 * S, -1).mean(axis=1)[S // 5 : S // 5 + S]
    spectrum = np.abs(np.fft.rfft(mono * np.hanning(S), 4 * S))
    wanted = 4 * frequency(pitch)
    cents: list[float] = []
    for partial in (1, 2):
        low, high = int(wanted * partial * 0.96), int(wanted * partial * 1.04)
        found = low + int(np.argmax(spectrum[low:high]))
        cents.append(1200 * float(np.log2(found / (wanted * partial))))
    assert min(abs(each) for each in cents) < 12.0, cents


@pytest.mark.parametrize("instrument", SEATS)
def test_every_instrument_grows_brighter_or_louder_with_force_and_begins_without_a_click(instrument: Instrument):
    loud: list[float] = []
    for force in (0.2, 0.8):
        part = np.zeros((2 * S, 2) if instrument in STEREO else 2 * S, np.float32)
        play(part, Note(start=100, samples=S, pitch=PITCHED.get(instrument, 48), force=force, instrument=instrument))
        assert not part[:100].any()
        assert float(np.abs(part[100]).max()) < 0.05 * float(np.abs(part).max())
        assert float(np.abs(part[-1]).max()) < 0.02 * float(np.abs(part).max()) or part[-S // 10 :].any()
        loud.append(float((part**2).mean()))
    assert loud[1] > 3.0 * loud[0]


def test_nobody_hears_where_one_stretch_of_a_long_score_ends(monkeypatch: pytest.MonkeyPatch):
    whole = {style: _sound(style) for style in STYLES}
    monkeypatch.setattr(orchestra, "_STRETCH", 7 * S)
    for style in ("chinese", "strings"):
        request = replace(REQUEST, style=style)
        parts = performed(
            composed(request), style_named(style), request.samples, silences_of(request), lambda done: None
        )
        assert np.abs(levelled(parts) - whole[style]).max() < 2e-4


def test_the_desks_filters_are_those_of_the_books():
    noise = np.random.default_rng(2).standard_normal((4_000, 2)).astype(np.float32)
    sections = butter(4, 900.0, "low", fs=SAMPLE_RATE, output="sos")
    mine = noise.copy()
    cascade(mine, np.asarray(sections))
    assert np.allclose(mine, sosfilt(sections, noise, axis=0), atol=1e-4)
    late = np.zeros(60_000, np.float32)
    late[50_000:] = noise[:, 0].repeat(3)[:10_000]
    assert np.allclose(through(late, (), high=900.0)[50_000:], through(late[50_000:], (), high=900.0), atol=1e-5)
