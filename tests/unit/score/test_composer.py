"""The score: it fills its time, lands on cuts, keeps silent where asked, thins out under speech, knows its people."""

import itertools
from dataclasses import replace
from random import Random

import pytest

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.composer import WRITERS, composed
from lampblack.builtin.score.harmony import clashes
from lampblack.builtin.score.motifs import theme_of, varied
from lampblack.builtin.score.notes import Music, Note
from lampblack.builtin.score.styles import style_named
from lampblack.engines.requests import Compose, Passage, Theme

MOODS = ("calm", "tender", "happy", "resolute", "angry", "afraid", "weary", "sad")
STYLES = tuple(WRITERS)
S = SAMPLE_RATE


def _request(*passages: Passage, seconds: int = 40, style: str = "chinese") -> Compose:
    return Compose(
        samples=seconds * S,
        passages=passages or (Passage(start=0, mood="calm", theme="kuafu", answers=("ahe",)),),
        themes=(Theme(who="kuafu", register="low"), Theme(who="ahe", register="high")),
        style=style,
        seed=5,
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_is_music_within_its_time_in_every_style(style: str, mood: str):
    notes = composed(_request(Passage(start=0, mood=mood, strength=0.7), style=style)).notes
    assert len(notes) > 20
    assert all(0 <= note.start < 40 * S for note in notes)
    assert all(26 <= note.pitch <= 100 for note in notes if note.role != "beat")
    assert len({note.instrument for note in notes}) >= 2
    assert any(note.role == "lead" for note in notes)


@pytest.mark.parametrize("style", STYLES)
def test_the_ending_lands_on_the_last_cut_that_leaves_it_time_to_ring(style: str):
    cut = 35 * S + 1_234
    request = replace(_request(style=style), cuts=(10 * S, cut, 39 * S))
    music = composed(request)
    assert music.landings == (cut,)
    landed = [note for note in music.notes if note.start == cut]
    assert len(landed) >= 3
    assert {round(note.pitch) % 12 for note in landed if note.role == "lead"} <= {
        round(min(landed, key=lambda note: note.pitch).pitch) % 12
    }
    assert not [note for note in music.notes if note.start > cut + S // 10]


def test_a_new_passage_begins_on_its_sample_in_every_style():
    start = 17 * S + 123
    for style in STYLES:
        request = _request(Passage(start=0, mood="calm"), Passage(start=start, mood="sad"), style=style)
        assert any(note.start == start and note.role != "beat" for note in composed(request).notes), style


@pytest.mark.parametrize("seconds", [21, 26, 31.7, 44, 58.3])
def test_the_tempo_is_bent_by_six_parts_in_a_hundred_at_most(seconds: float):
    request = _request(Passage(start=0, mood="calm", tempo=66), Passage(start=int(seconds * S), mood="sad"), seconds=90)
    beats = [beat for beat in composed(request).beats if beat < seconds * S]
    for left, right in itertools.pairwise(beats):
        assert abs((right - left) / S * 66 / 60 - 1.0) <= 0.06


@pytest.mark.parametrize("style", STYLES)
def test_a_passage_of_no_strength_is_silent(style: str):
    request = _request(Passage(start=0, mood="calm", strength=0.0), Passage(start=20 * S, mood="calm"), style=style)
    assert min(note.start for note in composed(request).notes) >= 20 * S - S // 50


@pytest.mark.parametrize("style", STYLES)
def test_a_held_breath_has_no_note_in_it_and_none_is_held_into_it(style: str):
    request = replace(
        _request(Passage(start=0, mood="resolute", strength=0.8), style=style), silences=((19 * S, 20 * S),)
    )
    notes = composed(request).notes
    assert notes
    assert not [note for note in notes if 19 * S <= note.start < 20 * S]
    assert not [note for note in notes if note.start < 19 * S < note.start + note.samples]


@pytest.mark.parametrize("style", STYLES)
def test_the_score_thins_out_under_speech(style: str):
    plain = _request(Passage(start=0, mood="tender", strength=0.7, theme="ahe"), style=style)
    spoken = replace(plain, speech=((10 * S, 30 * S),))

    def weight(request: Compose) -> float:
        return sum(note.force for note in composed(request).notes if 12 * S < note.start < 28 * S)

    assert weight(spoken) < 0.75 * weight(plain)


@pytest.mark.parametrize("style", STYLES)
def test_no_semitones_rub_where_two_notes_are_struck_together(style: str):
    for seed, mood in enumerate(MOODS):
        request = replace(_request(Passage(start=0, mood=mood, strength=0.8, theme="ahe"), style=style), seed=seed)
        music = composed(request)
        beats = set(music.beats)
        struck: dict[int, list[Note]] = {}
        for note in music.notes:
            near = min(beats, key=lambda beat: abs(beat - note.start))
            if abs(near - note.start) < S // 25 and note.role in ("lead", "answer", "inner", "ground"):
                struck.setdefault(near, []).append(note)
        rubbing = [
            (one.instrument, one.pitch, other.instrument, other.pitch)
            for notes in struck.values()
            for index, one in enumerate(notes)
            for other in notes[index + 1 :]
            if clashes(one.pitch, other.pitch)
        ]
        assert not rubbing, (mood, rubbing[:3])


@pytest.mark.parametrize("style", STYLES)
def test_hardly_a_beat_has_a_semitone_sounding_in_it(style: str):
    beats = rubbing = 0
    for seed in range(6):
        request = replace(
            _request(
                Passage(start=0, mood=MOODS[seed], strength=0.7, theme="ahe", answers=("kuafu",)),
                Passage(start=30 * S, mood=MOODS[seed + 2], strength=0.6, theme="kuafu", answers=("ahe",)),
                seconds=60,
                style=style,
            ),
            seed=seed,
        )
        music = composed(request)
        held = [note for note in music.notes if note.role in ("lead", "answer", "inner", "ground")]
        for beat in music.beats:
            now = [note.pitch for note in held if note.start <= beat + S // 20 < note.start + note.samples]
            beats += 1
            rubbing += any(clashes(a, b) for a, b in itertools.combinations(now, 2))
    assert rubbing <= 0.02 * beats


def _tune(music: Music, start: int, stop: int) -> list[int]:
    sung = [round(note.pitch) for note in music.notes if note.role == "lead" and start <= note.start < stop]
    return [b - a for a, b in itertools.pairwise(sung)]


def test_a_character_is_known_by_one_tune_in_every_film():
    assert theme_of("kuafu", "low") == theme_of("kuafu", "low")
    tunes = {theme_of(who, "middle") for who in ("kuafu", "ahe", "hebo", "walter", "ada", "narrator")}
    assert len(tunes) == 6
    for tune in tunes:
        assert sum(beats for _, beats in tune) == 8.0
        assert all(abs(a - b) <= 4 for (a, _), (b, _) in itertools.pairwise(tune))


def test_a_theme_comes_back_varied_and_is_still_the_same_theme():
    tune, rng = theme_of("kuafu", "low"), Random(1)
    steps = [step for step, _ in tune]
    assert [step for step, _ in varied(tune, "augmented", rng)] == steps
    assert sum(beats for _, beats in varied(tune, "augmented", rng)) == 16.0
    inverted = [step for step, _ in varied(tune, "inverted", rng)]
    assert [b - a for a, b in itertools.pairwise(inverted)] == [a - b for a, b in itertools.pairwise(steps)]
    assert varied(tune, "fragment", rng)[0] == tune[0]
    assert sum(beats for _, beats in varied(tune, "ornamented", rng)) == 8.0


def test_the_first_time_a_theme_is_heard_it_is_heard_plain():
    tune = theme_of("ahe", "high")
    request = _request(Passage(start=0, mood="tender", strength=0.6, theme="ahe"), style="strings")
    sung = [note for note in composed(request).notes if note.role == "lead"][: len(tune)]
    rises = [(b.pitch > a.pitch) - (b.pitch < a.pitch) for a, b in itertools.pairwise(sung)]
    told = [(b > a) - (b < a) for (a, _), (b, _) in itertools.pairwise(tune)]
    assert rises == told


@pytest.mark.parametrize(
    ("style", "written", "heard"),
    [("chinese", "二胡", "erhu"), ("strings", "大提琴", "cello"), ("strings", "violin", "violin")],
)
def test_a_theme_is_heard_on_the_instrument_that_is_written_for_it(style: str, written: str, heard: str):
    request = _request(Passage(start=0, mood="tender", strength=0.6, theme="kuafu"), style=style)
    request = replace(request, themes=(Theme(who="kuafu", instrument=written),))
    first = next(note for note in composed(request).notes if note.role == "lead")
    assert first.instrument == heard


def test_another_person_has_another_tune():
    first = composed(_request(Passage(start=0, mood="calm", theme="kuafu"), style="strings"))
    other = composed(_request(Passage(start=0, mood="calm", theme="ahe"), style="strings"))
    assert _tune(first, 0, 12 * S) != _tune(other, 0, 12 * S)


def test_the_film_ends_in_the_key_it_began_in():
    passages = (
        Passage(start=0, mood="calm"),
        Passage(start=20 * S, mood="angry"),
        Passage(start=40 * S, mood="tender"),
    )
    notes = composed(_request(*passages, seconds=60)).notes
    lowest = {
        at: min(note.pitch for note in notes if at * S <= note.start < (at + 1) * S and note.role == "ground") % 12
        for at in (0, 20, 40)
    }
    assert lowest[0] == lowest[40] != lowest[20]


def test_louder_moods_are_played_louder_and_a_rise_is_prepared():
    calm = (Passage(start=0, mood="calm", strength=0.3),)
    rising = (*calm, Passage(start=30 * S, mood="resolute", strength=0.9))

    def force(passages: tuple[Passage, ...], start: int, stop: int) -> float:
        notes = [n for n in composed(_request(*passages, seconds=60)).notes if start * S <= n.start < stop * S]
        return sum(note.force for note in notes) / (stop - start)

    assert force(rising, 31, 55) > 1.5 * force(calm, 5, 25)
    assert force(rising, 24, 30) > 1.15 * force(rising, 8, 14)


def test_a_hit_begins_a_bar_where_the_tempo_can_reach_it():
    hit = 21 * S + 321
    music = composed(replace(_request(), hits=(hit,)))
    assert hit in music.beats
    assert any(note.start == hit for note in music.notes)


def test_the_same_request_is_the_same_music_and_another_seed_is_not():
    request = _request()
    assert composed(request) == composed(request)
    assert composed(replace(request, seed=6)).notes != composed(request).notes


def test_styles_have_chinese_names_and_silence_is_one():
    assert [style_named(name) for name in ("民乐", "钢琴", "弦乐", "电子", "Chamber")] == [
        "chinese", "piano", "strings", "electronic", "strings"
    ]  # fmt: skip
    assert composed(_request(style="silence")).notes == ()
    with pytest.raises(UserError, match="polka"):
        composed(_request(style="polka"))
