"""Harmony: chords fit the tune, voices move little and never in parallel fifths with the bass."""

import itertools
from random import Random

from lampblack.builtin.score.form import laid_out
from lampblack.builtin.score.harmony import Chord, chords_of, voiced
from lampblack.builtin.score.tunes import phrases_of
from lampblack.builtin.score.western import voicings_of
from lampblack.engines.requests import Compose, Passage

C, A_MINOR, F, G = (
    Chord(degree=degree, classes=classes)
    for degree, classes in ((0, (0, 4, 7)), (5, (9, 0, 4)), (3, (5, 9, 0)), (4, (7, 11, 2)))
)


def test_voices_keep_what_two_chords_share():
    first = voiced(C, None, 52, 69)
    second = voiced(A_MINOR, first, 52, 69)
    assert len(set(first.upper) & set(second.upper)) == 2
    assert sum(abs(a - b) for a, b in zip(first.upper, second.upper, strict=True)) == 2


def test_no_voice_runs_in_fifths_or_octaves_with_the_bass():
    voicings = voicings_of([C, F, G, A_MINOR, F, G, C], 52, 69)
    for before, now in itertools.pairwise(voicings):
        for was, is_now in zip(before.upper, now.upper, strict=True):
            if was != is_now and before.bass != now.bass and (now.bass - is_now) % 12 in (0, 5):
                assert (before.bass - was) % 12 != (now.bass - is_now) % 12


def test_the_last_chord_before_an_ending_leads_home():
    request = Compose(samples=40 * 48_000, passages=(Passage(start=0, mood="tender", theme="ada"),), style="piano")
    for seed in range(8):
        section = laid_out(request, seed % 12, modal=False)[0]
        chords = chords_of(section, phrases_of(section, {}, {}, seed), Random(seed))
        assert len(chords) == len(section.measures)
        assert chords[0].degree == 0
        assert chords[-1].degree in (3, 4)
        assert len({chord.degree for chord in chords}) >= 3
