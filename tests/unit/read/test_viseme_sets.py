"""Mouths by name: Rhubarb's nine and Oculus's fifteen, from IPA and from pinyin, through a whole line."""

from itertools import pairwise

import pytest

from lampblack.builtin.instrument.pinyin import INITIALS
from lampblack.engines.requests import Phoneme, Spoken
from lampblack.read.viseme_sets import (
    ALPHABETS,
    OCULUS,
    REST,
    RHUBARB,
    SHAPES,
    Alphabet,
    names_of,
    names_of_pinyin,
    visemes,
)
from lampblack.read.visemes import mouth_cues

HEARD = (
    "n ŋ ɑ ə i ɑu w j l iɛ u th a t χ ts.h m ts. k ph ou s. ai p ts ɕ tɕh tsh kh onɡ tɕ uə s uo ei o- iɑ ʐ uei f ua o "
    "iou y uai yɛ i. yæ i̪ yə iː ɒ ər ɪ uː ŋ- ʃ θ ɹ ɔː yi h aɪ v dʒ io ʌ ɐ ɛ z ð b d ɡ ɜː oʊ eɪ ɔɪ ʊ æ ɾ əl"
)


@pytest.mark.parametrize(
    ("ipa", "rhubarb", "oculus"),
    [
        ("m", ("A",), ("PP",)),
        ("f", ("G",), ("FF",)),
        ("θ", ("H",), ("TH",)),
        ("t", ("B",), ("DD",)),
        ("kʰ", ("B",), ("kk",)),
        ("tʃ", ("B",), ("CH",)),
        ("ts.h", ("B",), ("CH",)),
        ("ts", ("B",), ("SS",)),
        ("n", ("B",), ("nn",)),
        ("l", ("H",), ("nn",)),
        ("ɹ", ("B",), ("RR",)),
        ("ɑ", ("D",), ("aa",)),
        ("ɛ", ("C",), ("E",)),
        ("iː", ("B",), ("I",)),
        ("ɔː", ("E",), ("O",)),
        ("uː", ("F",), ("U",)),
        ("aɪ", ("D", "B"), ("aa", "I")),
        ("uei", ("F", "C", "B"), ("U", "E", "I")),
        ("h", (), ()),
    ],
)
def test_each_sound_has_its_mouths(ipa: str, rhubarb: tuple[str, ...], oculus: tuple[str, ...]) -> None:
    assert names_of(ipa, "rhubarb") == rhubarb
    assert names_of(ipa, "oculus") == oculus


@pytest.mark.parametrize(
    ("reading", "rhubarb", "oculus"),
    [
        ("ma1", ("A", "D"), ("PP", "aa")),
        ("zhang3", ("B", "D", "B"), ("CH", "aa", "kk")),
        ("shi4", ("B",), ("CH", "I")),
        ("lü4", ("H", "F"), ("nn", "U")),
        ("wo3", ("F", "E"), ("U", "O")),
        ("feng1", ("G", "C", "B"), ("FF", "E", "kk")),
    ],
)
def test_each_pinyin_syllable_has_its_mouths(reading: str, rhubarb: tuple[str, ...], oculus: tuple[str, ...]) -> None:
    assert names_of_pinyin(reading, "rhubarb") == rhubarb
    assert names_of_pinyin(reading, "oculus") == oculus


def test_every_sound_that_is_heard_has_a_mouth_in_every_alphabet() -> None:
    for ipa in (*HEARD.split(), *INITIALS.values()):
        breath = ipa in ("h", "χ")
        assert bool(names_of(ipa, "rhubarb")) == bool(names_of(ipa, "oculus")) == (not breath), ipa


def test_all_names_are_used_and_no_others() -> None:
    assert {name for ipa in SHAPES for name in names_of(ipa, "rhubarb")} | {REST["rhubarb"]} == set(RHUBARB)
    assert {name for ipa in SHAPES for name in names_of(ipa, "oculus")} | {REST["oculus"]} == set(OCULUS)


LINE = Spoken(
    samples=60_000,
    phonemes=tuple(
        Phoneme(ipa=ipa, start=start, stop=stop)
        for ipa, start, stop in (
            ("m", 500, 4_000),
            ("a", 4_000, 10_000),
            ("χ", 10_200, 13_000),
            ("u", 13_000, 20_000),
            ("p", 40_000, 44_000),
            ("ai", 44_000, 58_000),
        )
    ),
)


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_a_line_has_a_mouth_at_every_sample_and_rests_in_its_pauses(alphabet: Alphabet) -> None:
    made = visemes(LINE, alphabet, 1_000)
    assert (made[0].start, made[-1].stop) == (1_000, 61_000)
    assert all(a.stop == b.start and a.name != b.name for a, b in pairwise(made))
    rest = [each for each in made if each.name == REST[alphabet]]
    assert [(each.start, each.stop) for each in rest] == [(1_000, 1_500), (21_000, 41_000)]


def test_lips_that_meet_in_our_mouths_meet_in_the_others() -> None:
    closed = [cue for cue in mouth_cues(LINE) if cue.shape == "MBP"]
    for alphabet, name in (("rhubarb", "A"), ("oculus", "PP")):
        same = [each for each in visemes(LINE, alphabet) if each.name == name]
        assert [each.stop for each in same] == [each.stop for each in closed]
