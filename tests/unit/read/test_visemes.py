"""Mouths from phonemes: closed where lips must meet, at rest in pauses, never a hole between two cues."""

from itertools import pairwise

import pytest

from lampblack.engines.requests import Phoneme, Spoken
from lampblack.read.visemes import CLOSING, mouth_cues, shapes_of
from lampblack.staging.mouth import MouthCue, mouth_at


def spoken(*sounds: tuple[str, int, int]) -> Spoken:
    phonemes = tuple(Phoneme(ipa=ipa, start=start, stop=stop) for ipa, start, stop in sounds)
    return Spoken(samples=sounds[-1][2], phonemes=phonemes)


@pytest.mark.parametrize(
    ("ipa", "shapes"),
    [
        ("m", ("MBP",)),
        ("ph", ("MBP",)),
        ("f", ("FV",)),
        ("l", ("L",)),
        ("ɑ", ("AI",)),
        ("ai", ("AI", "E")),
        ("iː", ("E",)),
        ("onɡ", ("O", "etc")),
        ("u", ("U",)),
        ("y", ("U",)),
        ("uei", ("U", "E")),
        ("iɑ", ("E", "AI")),
        ("oʊ", ("O", "U")),
        ("ts.h", ("etc",)),
        ("ʃ", ("etc",)),
        ("χ", ()),
    ],
)
def test_each_sound_has_its_mouths(ipa: str, shapes: tuple[str, ...]) -> None:
    assert shapes_of(ipa) == shapes


def test_every_phoneme_espeak_knows_has_a_mouth() -> None:
    heard = "n ŋ ɑ ə i ɑu w j l iɛ u th a t χ ts.h m ts. k ph ou s. ai p ts ɕ tɕh tsh kh onɡ tɕ uə s uo ei o- iɑ ʐ uei"
    english = (
        "f ua o iou y uai yɛ i. yæ i̪ yə iː ɒ ər ɪ uː ŋ- ʃ θ ɹ ɔː yi h aɪ v dʒ io ʌ ɐ ɛ z ð b d ɡ ɜː oʊ eɪ ɔɪ ʊ æ ɾ əl"
    )
    for ipa in f"{heard} {english}".split():
        assert shapes_of(ipa) or ipa in ("h", "χ"), ipa


def test_a_breath_takes_the_mouth_that_follows() -> None:
    cues = mouth_cues(spoken(("χ", 0, 4_800), ("u", 4_800, 9_600)))
    assert cues == (MouthCue(start=0, stop=9_600, shape="U"),)


def test_cues_have_no_gaps_and_no_equal_neighbours() -> None:
    cues = mouth_cues(
        spoken(
            ("n", 0, 3_000),
            ("i", 3_000, 8_000),
            ("i", 8_100, 9_000),
            ("m", 9_000, 12_500),
            ("a", 30_000, 40_000),
        )
    )
    for a, b in pairwise(cues):
        assert a.stop == b.start
        assert a.shape != b.shape


def test_a_pause_is_a_rest_and_a_short_gap_is_not() -> None:
    cues = mouth_cues(spoken(("a", 0, 4_800), ("e", 6_000, 9_600), ("o", 20_000, 24_000)))
    assert [cue.shape for cue in cues] == ["AI", "E", "rest", "O"]
    assert (cues[2].start, cues[2].stop) == (9_600, 20_000)


def test_lips_stay_met_long_enough_to_be_seen() -> None:
    cues = mouth_cues(spoken(("a", 0, 9_600), ("p", 9_600, 10_600), ("a", 10_600, 20_000)))
    closed = next(cue for cue in cues if cue.shape == "MBP")
    assert closed.stop - closed.start >= CLOSING
    assert mouth_at(cues, (closed.start + closed.stop) // 2).open < 0.05


def test_cues_move_with_the_start_of_the_line() -> None:
    line = spoken(("m", 0, 4_800), ("a", 4_800, 9_600))
    here, there = mouth_cues(line), mouth_cues(line, 1_000)
    assert [(cue.start + 1_000, cue.shape) for cue in here] == [(cue.start, cue.shape) for cue in there]


def test_a_line_of_no_phonemes_has_no_cues() -> None:
    assert mouth_cues(Spoken(samples=100, phonemes=())) == ()
