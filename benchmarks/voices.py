# pyright: reportMissingTypeStubs=false
# (scipy has no types.)
"""Whether a stranger can tell the voices of a cast apart: pitch, formants and pace of what each of them says.

`python -m benchmarks voices`. Two voices are as far apart as the root of the squared sum of their differences, each in
steps an untrained ear hears between speakers: 2 semitones of pitch (half of what Gelfer 1993 found to tell similar
women apart, from one sentence each), 6 % of formants (a vocal tract a centimetre longer; Smith et al. 2005 put the
just noticeable difference at 4 to 6 %), 10 % of pace (Quené 2007: 5 %). Below 1 nobody could be sure.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from benchmarks.measured import Measured
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.formats import read_bible
from lampblack.breakdown.model import Bible, Character
from lampblack.engines import registry
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.requests import Speak, Spoken, Voice
from lampblack.media.audio import read_wav
from lampblack.read.voices import casting
from lampblack.staging.figure import Figure

FILMS = Path(__file__).parent.parent / "films"
SENTENCES = {
    "zh": "它走得太快，谷子还没有熟，天就黑了。你们看见山那边的火了吗？",
    "en": "It runs too fast. Dark falls before the millet is ripe. Have you seen the fire behind the hill?",
}
SPOKEN_IN = {"last-train": "en"}

_RATE = 16_000
_LOWEST, _HIGHEST = 60.0, 520.0
_FRAME, _HOP = 640, 160
_PERIODIC = 0.55
_NARROW = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Portrait:
    """A voice as it is heard: median pitch and the mean of its first three formants in hertz, syllables a second."""

    pitch: float
    formants: float
    pace: float

    def apart(self, other: Portrait) -> float:
        """How far two voices are apart; 1 is a difference that is heard at once."""
        return math.hypot(
            12.0 * math.log2(self.pitch / other.pitch) / 2.0,
            math.log(self.formants / other.formants) / math.log(1.06),
            math.log(self.pace / other.pace) / math.log(1.10),
        )


def portrait(sound: NDArray[Any], spoken: Spoken) -> Portrait:
    """What a recorded line is like to the ear."""
    narrow = np.asarray(resample_poly(sound.astype(np.float64), _RATE, SAMPLE_RATE), np.float64)
    pitches, voiced = _pitches(narrow)
    heard = sum(word.stop - word.start for word in spoken.words) / SAMPLE_RATE
    sounds = sum(1 for each in spoken.phonemes if each.ipa[:1] in "aeiouyəɛɔɑæɨʌøœɪʊɒɐäɯɤɚɝ")
    return Portrait(pitch=float(np.median(pitches)), formants=_formants(narrow, voiced), pace=sounds / heard)


def cast_of_eight() -> Bible:
    """A cast nobody wrote a voice for: men and women, young and old, a child and a narrator."""
    people = [
        ("scholar", "man", "young"), ("general", "man", "middle"), ("boatman", "man", "old"), ("guard", "man", "young"),
        ("empress", "woman", "middle"), ("singer", "woman", "young"), ("girl", "woman", "child"),
    ]  # fmt: skip
    drawn = [
        Character(id=id, name=id, figure=Figure(id=id, sex=sex, age=age))  # pyright: ignore[reportArgumentType]
        for id, sex, age in people
    ]
    return Bible(cast=(*drawn, Character(id="narrator", name="旁白")))


def casts() -> dict[str, tuple[Bible, str]]:
    """Every film's bible with the language it is spoken in, and the cast of eight in both languages."""
    found = {
        path.parent.name: (read_bible(path.read_text("utf-8"), str(path)), SPOKEN_IN.get(path.parent.name, "zh"))
        for path in sorted(FILMS.glob("*/bible.toml"))
    }
    return {**found, "eight (zh)": (cast_of_eight(), "zh"), "eight (en)": (cast_of_eight(), "en")}


def portraits(bible: Bible, language: str, engine: str) -> dict[str, Portrait]:
    """Each of a cast saying the same words."""
    speaker = registry.load(engine)
    with tempfile.TemporaryDirectory() as folder:
        made = {
            role.character: _sat(speaker, role.voice, language, Path(folder)) for role in casting(bible, engine).roles
        }
    speaker.close()
    return made


def closest(people: Mapping[str, Portrait]) -> tuple[float, str, str]:
    """The two of a cast who are most alike, and how far they are apart."""
    return min((people[a].apart(people[b]), a, b) for a, b in combinations(people, 2))


def figures(*, quick: bool) -> list[Measured]:
    """For each cast and engine, how far its two most similar voices are apart."""
    made: list[Measured] = []
    for engine in ("espeak", "instrument"):
        if registry.missing(registry.offer(engine)):
            continue
        for name, (bible, language) in casts().items():
            if quick and not name.startswith("eight"):
                continue
            apart, a, b = closest(portraits(bible, language, engine))
            title = f"{engine}, cast of {name}: closest, {a} and {b}"
            made.append(Measured(name=title, value=apart, unit="steps", peer="told apart", against=1.0))
    return made


def _sat(speaker: Any, voice: Voice, language: str, folder: Path) -> Portrait:
    bench = Bench(folder=folder)
    answer = speaker.run(Speak(text=SENTENCES[language], language=language, voice=voice), 1, bench)
    return portrait(read_wav(bench.path(answer["voice"]))[:, 0], answer["spoken"])


def _pitches(sound: NDArray[np.float64]) -> tuple[NDArray[np.float64], list[int]]:
    """Pitch of each voiced frame by normalised autocorrelation, and where those frames begin."""
    shortest, longest = int(_RATE / _HIGHEST), int(_RATE / _LOWEST)
    window = np.hanning(_FRAME)
    frames = np.lib.stride_tricks.sliding_window_view(sound, _FRAME)[::_HOP]
    frames = (frames - frames.mean(axis=1, keepdims=True)) * window
    echoes = np.fft.irfft(np.abs(np.fft.rfft(frames, 2 * _FRAME)) ** 2)[:, :longest]
    own = np.fft.irfft(np.abs(np.fft.rfft(window, 2 * _FRAME)) ** 2)[:longest]
    alike = echoes / own / np.maximum(echoes[:, :1] / own[0], 1e-12)
    peaks = alike[:, shortest:].max(axis=1)
    loud = echoes[:, 0] > 0.09 * float((sound**2).mean()) * float((window**2).sum())
    voiced = np.flatnonzero(loud & (peaks > _PERIODIC))
    pitches = np.array([_RATE / _first_peak(alike[at], shortest, 0.88 * float(peaks[at])) for at in voiced])
    return pitches, [int(at) * _HOP for at in voiced]


def _first_peak(alike: NDArray[np.float64], shortest: int, least: float) -> float:
    """Samples to the first echo that is nearly as like as the likest, not to its double; by a parabola through it."""
    at = shortest + int(np.flatnonzero(alike[shortest:] > least)[0])
    while at + 1 < len(alike) and alike[at + 1] > alike[at]:
        at += 1
    if at + 1 >= len(alike):
        return at
    left, here, right = (float(each) for each in alike[at - 1 : at + 2])
    return at + 0.5 * (left - right) / min(-1e-9, left - 2.0 * here + right)


def _formants(sound: NDArray[np.float64], voiced: list[int]) -> float:
    """The mean of the medians of the first three formants, by linear prediction on voiced frames."""
    narrow = np.asarray(resample_poly(sound, _NARROW, _RATE), np.float64)
    narrow = np.append(narrow[0], narrow[1:] - 0.95 * narrow[:-1])
    size = _FRAME * _NARROW // _RATE
    found = [_resonances(narrow[at * _NARROW // _RATE :][:size] * np.hanning(size)) for at in voiced[::3]]
    three = np.array([each[:3] for each in found if len(each) >= 3])
    return float(np.median(three, axis=0).mean())


def _resonances(frame: NDArray[np.float64], order: int = 11) -> list[float]:
    echo = np.correlate(frame, frame, "full")[len(frame) - 1 :][: order + 1]
    matrix = echo[np.abs(np.subtract.outer(np.arange(order), np.arange(order)))] + np.eye(order) * 1e-6 * echo[0]
    roots = np.roots(np.append(1.0, -np.linalg.solve(matrix, echo[1:])))
    roots = roots[roots.imag > 0.01]
    hertz = np.angle(roots) * _NARROW / (2.0 * np.pi)
    width = -np.log(np.abs(roots)) * _NARROW / np.pi
    return sorted(float(each) for each, wide in zip(hertz, width, strict=True) if each > 180.0 and wide < 500.0)
