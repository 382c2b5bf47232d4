"""From phonemes to the mouths that are seen: IPA letters of Mandarin, Cantonese, Japanese and English to Preston
Blair's shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lampblack.engines.requests import Phoneme, Spoken
from lampblack.read.viseme_sets import CONSONANT_SHARE, SHAPES, SHORT_GAP, VOWEL_SHARE, VOWELS
from lampblack.staging.mouth import MouthCue, Shape

UNSEEN = 3_360
"""Samples (70 ms): a consonant shorter than this has no mouth of its own."""
_PASSING = ("etc", "L")

CLOSING = 2_880
"""Samples (60 ms) that lips stay met at least: at 24 frames a second a shorter closure falls between two frames."""


def shapes_of(ipa: str) -> tuple[Shape, ...]:
    """The mouths of one phoneme, in order: `m` gives MBP, `uei` gives U, E; a breath (`h`, `χ`) gives none:
    the lips already stand as the next sound wants them."""
    return tuple(shape for shape, _ in _parts(ipa))


def mouth_cues(spoken: Spoken, start_sample: int = 0) -> tuple[MouthCue, ...]:
    """What the mouth does during a line that begins on `start_sample`: no gaps, no equal neighbours, at rest in pauses
    and never open through an M, B or P."""
    cues = list(_merged(_cues(spoken.phonemes)))
    cues = list(_merged(_steady(list(_merged(_rests(cues))))))
    return tuple(
        MouthCue(start=cue.start + start_sample, stop=cue.stop + start_sample, shape=cue.shape)
        for cue in _closed_long_enough(cues)
    )


def _parts(ipa: str) -> list[tuple[Shape, int]]:
    """Each mouth of a phoneme with its share of the time, neighbours that are equal made one."""
    found: list[tuple[Shape, int]] = []
    for letter in ipa:
        shape = SHAPES.get(letter)
        if shape is None:
            continue
        share = VOWEL_SHARE if letter in VOWELS else CONSONANT_SHARE
        if found and found[-1][0] == shape:
            found[-1] = (shape, found[-1][1] + share)
        else:
            found.append((shape, share))
    return found


def _cues(phonemes: tuple[Phoneme, ...]) -> Iterator[MouthCue]:
    for index, phoneme in enumerate(phonemes):
        parts = _parts(phoneme.ipa) or _coming(phonemes[index + 1 :])
        total = sum(share for _, share in parts)
        length, before = phoneme.stop - phoneme.start, 0
        for shape, share in parts:
            start, stop = (phoneme.start + length * at // total for at in (before, before + share))
            if stop > start:
                yield MouthCue(start=start, stop=stop, shape=shape)
            before += share


def _coming(later: tuple[Phoneme, ...]) -> list[tuple[Shape, int]]:
    """The first mouth after a breath; a plain one where nothing follows."""
    for phoneme in later:
        if parts := _parts(phoneme.ipa):
            return [parts[0]]
    return [("etc", 1)]


def _rests(cues: list[MouthCue]) -> Iterator[MouthCue]:
    """The same without gaps: short ones are held over, long ones are rests."""
    for cue, following in pairwise(cues):
        gap = following.start - cue.stop
        held = following.start if gap < SHORT_GAP else cue.stop
        yield MouthCue(start=cue.start, stop=held, shape=cue.shape)
        if held < following.start:
            yield MouthCue(start=held, stop=following.start, shape="rest")
    yield from cues[-1:]


def _steady(cues: list[MouthCue]) -> Iterator[MouthCue]:
    """The same without consonants too short to be seen (lips that meet, and teeth on a lip, always are): their time
    goes to the mouth before them, so that a jaw does not chatter through every t, d and n."""
    for index, cue in enumerate(cues):
        spoken = 0 < index < len(cues) - 1 and cues[index - 1].shape != "rest"
        if spoken and cue.shape in _PASSING and cue.stop - cue.start < UNSEEN:
            cue = MouthCue(start=cue.start, stop=cue.stop, shape=cues[index - 1].shape)
        yield cue


def _merged(cues: Iterable[MouthCue]) -> Iterator[MouthCue]:
    held: MouthCue | None = None
    for cue in cues:
        if held is not None and held.shape == cue.shape and held.stop == cue.start:
            held = MouthCue(start=held.start, stop=cue.stop, shape=cue.shape)
            continue
        if held is not None:
            yield held
        held = cue
    if held is not None:
        yield held


def _closed_long_enough(cues: list[MouthCue]) -> list[MouthCue]:
    """Lips meet before the sound bursts: a short closure begins earlier, taking at most half of what was before it."""
    made = list(cues)
    for index in range(1, len(made)):
        cue, before = made[index], made[index - 1]
        lacking = CLOSING - (cue.stop - cue.start)
        if cue.shape != "MBP" or lacking <= 0:
            continue
        start = cue.start - min(lacking, (before.stop - before.start) // 2)
        made[index - 1] = MouthCue(start=before.start, stop=start, shape=before.shape)
        made[index] = MouthCue(start=start, stop=cue.stop, shape=cue.shape)
    return made
