"""The composer: one motif for the film, varied by every passage's mood, each passage filling its time exactly.

Pentatonic modes (gong, shang, yu) on D. A passage is cut into whole bars whose tempo is stretched a little, so that it
ends where the next begins: the music lands on the cut without a seam. Guqin carries the motif, the flute or the erhu
answers, a low string marks the bars, drums come with resolve; what is weak stays silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.notes import Instrument, Note
from lampblack.engines.requests import Compose, Passage

_MODES = {"gong": (0, 2, 4, 7, 9), "shang": (0, 2, 5, 7, 10), "yu": (0, 3, 5, 7, 10)}
_TONIC = 50
"""D3: the guqin's open strings lie around it, and a flute two octaves up is in its best register."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Manner:
    """How a mood plays: mode, tempo against the request's, how many notes, which voice answers, drums."""

    mode: str
    pace: float
    density: float
    answer: Instrument
    drums: bool = False


_MANNERS = {
    "calm": _Manner(mode="gong", pace=0.92, density=0.55, answer="flute"),
    "tender": _Manner(mode="gong", pace=0.95, density=0.6, answer="flute"),
    "happy": _Manner(mode="gong", pace=1.3, density=0.85, answer="flute"),
    "resolute": _Manner(mode="shang", pace=1.3, density=0.85, answer="erhu", drums=True),
    "angry": _Manner(mode="shang", pace=1.5, density=0.9, answer="erhu", drums=True),
    "afraid": _Manner(mode="yu", pace=1.05, density=0.4, answer="erhu"),
    "weary": _Manner(mode="yu", pace=0.85, density=0.5, answer="erhu"),
    "sad": _Manner(mode="yu", pace=0.82, density=0.5, answer="erhu"),
}

_MOTIFS = (
    ((0, 1.0), (2, 0.5), (3, 0.5), (4, 1.5), (3, 0.5)),
    ((4, 1.0), (3, 0.5), (2, 0.5), (3, 1.0), (0, 1.0)),
    ((0, 0.5), (1, 0.5), (2, 1.0), (4, 1.0), (3, 1.0)),
    ((2, 1.5), (3, 0.5), (5, 1.0), (4, 1.0)),
)
"""Shapes of four beats: (degree above the tonic, beats). A film keeps one, and answers it with another."""


def composed(request: Compose) -> tuple[Note, ...]:
    """All notes of the score, in order of start; none begins outside its passage, none after the film's last second."""
    motif, reply = _pair(request)
    passages = request.passages or (Passage(start=0, mood="calm"),)
    ends = [*(passage.start for passage in passages[1:]), request.samples]
    notes: list[Note] = []
    for index, (passage, end) in enumerate(zip(passages, ends, strict=True)):
        last = index == len(passages) - 1
        if passage.strength > 0.05 and end - passage.start > SAMPLE_RATE:
            notes += _passage(request, passage, end, motif, reply, last)
    return tuple(sorted(notes, key=lambda note: (note.start, note.instrument, note.pitch)))


def _pair(request: Compose) -> tuple[tuple[tuple[int, float], ...], tuple[tuple[int, float], ...]]:
    first = request.seed % len(_MOTIFS)
    return _MOTIFS[first], _MOTIFS[(first + 1 + request.seed // 7 % (len(_MOTIFS) - 1)) % len(_MOTIFS)]


def _passage(
    request: Compose,
    passage: Passage,
    end: int,
    motif: tuple[tuple[int, float], ...],
    reply: tuple[tuple[int, float], ...],
    last: bool,
) -> list[Note]:
    manner = _MANNERS.get(passage.mood, _MANNERS["calm"])
    rng = Random(seed_of("passage", request.seed, passage.mood, passage.theme, end - passage.start))
    length = end - passage.start
    beat = 60.0 / (request.tempo * manner.pace) * SAMPLE_RATE
    bars = max(1, round(length / (beat * 4.0)))
    beat = length / (bars * 4.0)
    mode = _MODES[manner.mode]
    notes: list[Note] = []
    for bar in range(bars):
        at = passage.start + bar * 4.0 * beat
        closing = bar == bars - 1
        force = passage.strength * (0.75 + 0.25 * min(1.0, bar / 2.0))
        notes += _ground(at, beat, mode, bar, force, closing)
        if closing and (last or bars > 2):
            notes += _cadence(at, beat, mode, force, manner, last)
        elif bar % 4 < 2 or rng.random() < manner.density:
            shape = motif if bar % 2 == 0 else reply
            notes += _melody(at, beat, mode, _varied(shape, rng, bar), force, "guqin" if bar % 2 == 0 else "pipa", rng)
        if bar % 4 in (2, 3) and not closing and passage.strength > 0.3:
            notes += _answer(at, beat, mode, reply if bar % 4 == 2 else motif, force, manner, rng)
        if manner.drums and passage.strength > 0.4:
            notes += _drums(at, beat, force, closing)
    return notes


def _pitch(mode: tuple[int, ...], degree: int) -> int:
    octave, step = divmod(degree, len(mode))
    return _TONIC + 12 * octave + mode[step]


def _varied(shape: tuple[tuple[int, float], ...], rng: Random, bar: int) -> tuple[tuple[int, float], ...]:
    """The motif again, but not the same: shifted a step, its middle turned, or its long notes split."""
    way = rng.randrange(4) if bar > 1 else 0
    if way == 1:
        return tuple((degree + 1, beats) for degree, beats in shape)
    if way == 2:
        return tuple((4 - degree if 0 < i < len(shape) - 1 else degree, b) for i, (degree, b) in enumerate(shape))
    if way == 3:
        split: list[tuple[int, float]] = []
        for degree, beats in shape:
            split += (
                [(degree, beats / 2), (degree + rng.choice((-1, 1)), beats / 2)] if beats >= 1.5 else [(degree, beats)]
            )
        return tuple(split)
    return shape


def _melody(
    at: float,
    beat: float,
    mode: tuple[int, ...],
    shape: tuple[tuple[int, float], ...],
    force: float,
    who: Instrument,
    rng: Random,
) -> list[Note]:
    notes: list[Note] = []
    for index, (degree, beats) in enumerate(shape):
        human = rng.uniform(-0.008, 0.008) * SAMPLE_RATE
        accent = 1.0 if index == 0 else 0.78 + 0.1 * rng.random()
        slide = rng.choice((0.0, 0.0, 0.0, -0.8, 1.0)) if beats >= 1.0 else 0.0
        notes.append(
            Note(
                start=max(0, int(at + human)),
                samples=int(beats * beat * 1.6),
                pitch=_pitch(mode, degree + 5),
                force=0.5 * force * accent,
                instrument=who,
                slide=slide,
                pan=-0.28 if who == "guqin" else 0.22,
            )
        )
        at += beats * beat
    return notes


def _ground(at: float, beat: float, mode: tuple[int, ...], bar: int, force: float, closing: bool) -> list[Note]:
    """The low string on the bar, its fifth in the middle."""
    low = _pitch(mode, (0, 0, 3, 0)[bar % 4]) - 12
    notes = [
        Note(start=int(at), samples=int(4 * beat), pitch=low, force=0.55 * force, instrument="guqin", pan=-0.1),
    ]
    if not closing:
        middle = int(at + 2 * beat)
        notes.append(
            Note(start=middle, samples=int(2 * beat), pitch=low + 7, force=0.34 * force, instrument="guqin", pan=-0.1)
        )
    return notes


def _answer(
    at: float,
    beat: float,
    mode: tuple[int, ...],
    shape: tuple[tuple[int, float], ...],
    force: float,
    manner: _Manner,
    rng: Random,
) -> list[Note]:
    """The long-breathed voice: half the motif, twice as slow, legato."""
    octave = 10 if manner.answer == "flute" else 5
    notes: list[Note] = []
    at += rng.choice((0.0, 0.5)) * beat
    for degree, beats in shape[: 2 if beat > SAMPLE_RATE * 0.8 else 3]:
        span = beats * beat * 1.5
        level = 0.20 if manner.answer == "flute" else 0.26
        notes.append(
            Note(
                start=int(at),
                samples=int(span * 1.04),
                pitch=_pitch(mode, degree + octave),
                force=level * force,
                instrument=manner.answer,
                slide=rng.choice((-1.0, -2.0, 0.0)),
                pan=0.35,
            )
        )
        at += span
    return notes


def _cadence(at: float, beat: float, mode: tuple[int, ...], force: float, manner: _Manner, last: bool) -> list[Note]:
    """Home: the second degree leans on the tonic; the film's last bar ends with the bell and nothing after it."""
    notes = [
        Note(
            start=int(at), samples=int(beat), pitch=_pitch(mode, 6), force=0.42 * force, instrument="guqin", pan=-0.25
        ),
        Note(
            start=int(at + beat),
            samples=int(3 * beat),
            pitch=_pitch(mode, 5),
            force=0.5 * force,
            instrument="guqin",
            slide=0.0,
            pan=-0.25,
        ),
    ]
    if last:
        notes.append(
            Note(
                start=int(at + beat),
                samples=int(2.6 * beat),
                pitch=_pitch(mode, 10),
                force=0.16 * force,
                instrument=manner.answer,
                slide=-2.0,
                pan=0.3,
            )
        )
        notes.append(
            Note(start=int(at + beat), samples=int(3 * beat), pitch=62, force=0.10 * force, instrument="bell", pan=0.0)
        )
    return notes


def _drums(at: float, beat: float, force: float, closing: bool) -> list[Note]:
    pattern = (
        ((0.0, 36, 0.42),)
        if closing
        else ((0.0, 36, 0.42), (1.5, 41, 0.2), (2.0, 36, 0.3), (3.0, 41, 0.24), (3.5, 41, 0.16))
    )
    return [
        Note(
            start=int(at + offset * beat),
            samples=int(beat),
            pitch=pitch,
            force=level * force,
            instrument="drum",
            pan=0.05 if pitch == 36 else 0.18,
        )
        for offset, pitch, level in pattern
    ]
