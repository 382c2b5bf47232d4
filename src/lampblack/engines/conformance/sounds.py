"""What is promised of everything heard: format, exact length, level; of a line also when what is said."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.conformance.files import Heard, heard
from lampblack.engines.requests import Compose, Film, Foley, Speak, Spoken
from lampblack.engines.speaking.text import is_hanzi

EDGE = SAMPLE_RATE // 50
"""Samples of silence allowed before the first sound of a line and after its last: 20 ms."""
_SILENT = 0.02
"""Of the peak: what is softer counts as silence at a line's ends (-34 dB)."""
_QUIETEST = 1e-3
_OUTSIDE = 0.1
"""Of a line's energy: so much may lie outside its measured phonemes (breath, a room's answer)."""
LONG = SAMPLE_RATE // 10
"""Samples of a gap between two phonemes, without its edges, that are a pause (100 ms)."""
_PAUSE = 0.05
"""Of a line's mean power: what is louder is no pause (-13 dB)."""
_CLICK = 0.1
RINGS = SAMPLE_RATE // 4
"""Samples (250 ms) in which a string may ring out into a silence."""
_HUSHED = 0.01
"""Of a score's peak (-40 dB): what is softer counts as silence."""


def line_faults(request: Speak, path: Path, spoken: object) -> Iterator[str]:
    """A line: 48 kHz mono, cut close, and a `Spoken` whose times lie in order within its samples."""
    if not isinstance(spoken, Spoken):
        yield f"spoken is a {type(spoken).__name__}, not a Spoken"
        return
    sound = yield from _sound_faults("voice", path, channels=1)
    if sound is None:
        return
    if spoken.samples != sound.samples:
        yield f"spoken says {spoken.samples} samples, the WAV has {sound.samples}"
    yield from _edge_faults(sound)
    yield from _order_faults("phoneme", [(p.start, p.stop) for p in spoken.phonemes], sound.samples)
    yield from _order_faults("word", [(w.start, w.stop) for w in spoken.words], sound.samples)
    yield from _word_faults(request, spoken)
    if spoken.measured:
        yield from _measured_faults(sound, spoken)
    if not isinstance(spoken.confidence, msgspec.UnsetType) and not 0.0 <= spoken.confidence <= 1.0:
        yield f"the confidence is {spoken.confidence}, not a number from 0 to 1"


def foley_faults(request: Foley, path: Path) -> Iterator[str]:
    """An effect is mono, at most as long as asked, and begins and ends without a click; an ambience is stereo, exactly
    as long as asked, and loops without one."""
    sound = yield from _sound_faults("sound", path, channels=2 if request.ambience else 1)
    if sound is None:
        return
    if not request.ambience:
        yield from _spot_faults(request, sound)
        return
    if sound.samples != request.samples:
        yield f"the ambience has {sound.samples} samples, asked were {request.samples}"
    steps = np.abs(np.diff(sound.sound, axis=0))
    seam = float(np.abs(sound.sound[0] - sound.sound[-1]).max())
    if seam > 4.0 * float(np.quantile(steps, 0.999)) + 1e-3:
        yield f"the ambience clicks where it loops: a step of {seam:.3f}"


def take_sound_faults(request: Film, path: Path) -> Iterator[str]:
    """A take's own sound is stereo and as long as the take."""
    sound = yield from _sound_faults("sound", path, channels=2)
    asked = request.staging.rate.samples_at(request.staging.frames)
    if sound is not None and sound.samples != asked:
        yield f"the take's sound has {sound.samples} samples, asked were {asked}"


def score_faults(request: Compose, music: Path, score: Path) -> Iterator[str]:
    """A score is stereo, exactly as long as asked, silent where it was to be, and comes with its MIDI."""
    sound = yield from _sound_faults("music", music, channels=2)
    if sound is not None and sound.samples != request.samples:
        yield f"the music has {sound.samples} samples, asked were {request.samples}"
    elif sound is not None:
        for start, stop in request.silences:
            inside = sound.sound[start + RINGS : stop]
            if len(inside) and float(np.abs(inside).max()) > _HUSHED * float(np.abs(sound.sound).max()):
                yield f"music is heard from {start} to {stop}, where silence was asked for"
    if score.read_bytes()[:4] != b"MThd":
        yield "score is not a Standard MIDI File"


def _sound_faults(name: str, path: Path, channels: int) -> Generator[str, None, Heard | None]:
    """Faults of any WAV; gives back what was heard, or None where it cannot be read."""
    try:
        sound = heard(path)
    except UserError as error:
        yield f"{name}: {error.message}, wanted is a WAV at {SAMPLE_RATE} samples a second"
        return None
    if sound.channels != channels:
        yield f"{name} has {sound.channels} channels, not {channels}"
    if not sound.samples or float(np.abs(sound.sound).max()) < _QUIETEST:
        yield f"{name} is silent"
        return None
    loud = np.abs(sound.sound) >= 1.0 - 2.0**-14
    if bool((loud[:-2] & loud[1:-1] & loud[2:]).any()):
        yield f"{name} is clipped"
    return sound


def _edge_faults(sound: Heard) -> Iterator[str]:
    level = np.abs(sound.sound[:, 0])
    sounding = np.flatnonzero(level > _SILENT * float(level.max()))
    first, last = int(sounding[0]), sound.samples - 1 - int(sounding[-1])
    if first > EDGE:
        yield f"the first sound comes after {first} samples, allowed are {EDGE}"
    if last > EDGE:
        yield f"after the last sound come {last} samples, allowed are {EDGE}"


def _measured_faults(sound: Heard, spoken: Spoken) -> Iterator[str]:
    """What measured times must show: nearly all that is heard lies within the phonemes, and long gaps are pauses."""
    power = sound.sound[:, 0].astype(np.float64) ** 2
    said = np.zeros(len(power), np.bool_)
    for each in spoken.phonemes:
        said[each.start : each.stop] = True
    outside = float(power[~said].sum()) / max(1e-12, float(power.sum()))
    if outside > _OUTSIDE:
        yield f"times are said to be measured, and {outside:.0%} of the sound lies in no phoneme"
    usual = float(power[said].mean()) if said.any() else 0.0
    for before, after in pairwise(spoken.phonemes):
        start, stop = before.stop + EDGE, after.start - EDGE
        if stop - start > LONG and float(power[start:stop].mean()) > _PAUSE * usual:
            yield f"times are said to be measured, and the pause from {before.stop} to {after.start} is none"


def _spot_faults(request: Foley, sound: Heard) -> Iterator[str]:
    if sound.samples > request.samples:
        yield f"the effect has {sound.samples} samples, asked were {request.samples} at most"
    level = np.abs(sound.sound[:, 0])
    peak = float(level.max())
    for where, edge in (("begins", level[0]), ("ends", level[-1])):
        if float(edge) > _CLICK * peak:
            yield f"the effect {where} with a click: at {float(edge) / peak:.0%} of its peak"


def _order_faults(what: str, spans: list[tuple[int, int]], samples: int) -> Iterator[str]:
    if not spans:
        yield f"there is no {what}"
    for start, stop in spans:
        if not 0 <= start < stop <= samples:
            yield f"a {what} lasts from {start} to {stop}, the line from 0 to {samples}"
    for (_, stop), (start, _) in pairwise(spans):
        if start < stop:
            yield f"a {what} begins at {start}, before the one ahead of it ends at {stop}"


def _word_faults(request: Speak, spoken: Spoken) -> Iterator[str]:
    said = [request.text[word.first : word.last] for word in spoken.words]
    for word, letters in zip(spoken.words, said, strict=True):
        if not any(letter.isalnum() for letter in letters):
            yield f"the word at characters {word.first} to {word.last} has no letter: {letters!r}"
    for a, b in pairwise(spoken.words):
        if b.first < a.last:
            yield f"the word at character {b.first} begins inside the one before it"
    if request.language in ("zh", "yue"):
        hanzi = [letter for letter in request.text if is_hanzi(letter)]
        heard = [letters for letters in said if any(is_hanzi(letter) for letter in letters)]
        if heard != hanzi:
            yield f"words are {heard}, one a Hanzi would be {hanzi}"
