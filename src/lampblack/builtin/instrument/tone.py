# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false
# (SciPy is typed only in part.)
"""Notes into sound: overtones weighed by the body of the instrument and the vowel that is said, bow or breath above.

Additive synthesis over frames of 4 ms (pitch, force and colour), interpolated to samples; the phase runs on through the
whole line, so that notes join as under one bow.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfilt

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.instrument.phrasing import Note, Phrase
from lampblack.builtin.instrument.players import Part, Player
from lampblack.engines.speaking.moods import Feel

Curve = NDArray[np.float64]

FRAME = SAMPLE_RATE // 250
_HARMONICS = 44
_TOP = 11_000.0
_MELLOW = 3_800.0
"""Hertz above which wood and membrane swallow the overtones, 12 decibels an octave: higher is shrill, lower is dull."""
_GLIDE = 3.2
"""Frames (13 ms) by which pitch is smoothed: the finger slides, it does not jump."""
_VIBRATO = 5.6
_LONG_NOTE, _ROLL, _DAMPED = 75, 20, 0.35
"""Frames: a plucked note longer than the first (0.3 s) is rolled, a stroke every 80 ms."""
_FORMANTS: dict[str, tuple[float, float]] = {
    "a": (800.0, 1_250.0), "ɑ": (750.0, 1_100.0), "æ": (700.0, 1_700.0), "ʌ": (650.0, 1_250.0),
    "e": (450.0, 2_100.0), "ɛ": (580.0, 1_850.0), "i": (300.0, 2_400.0), "ɪ": (400.0, 2_000.0),
    "o": (480.0, 850.0), "ɔ": (560.0, 900.0), "ɒ": (620.0, 1_000.0), "ɤ": (480.0, 1_200.0),
    "u": (330.0, 750.0), "ʊ": (420.0, 950.0), "ɯ": (340.0, 1_300.0), "y": (300.0, 1_900.0),
    "ə": (500.0, 1_450.0), "ɚ": (480.0, 1_300.0), "ɨ": (360.0, 1_500.0),
}  # fmt: skip
"""First and second formant in hertz of a middle voice (after Peterson and Barney 1952, and Lee and Zee 2003)."""
_HUM = (280.0, 1_050.0)


def played(phrase: Phrase, part: Part, feel: Feel, seed: int) -> Curve:
    """The whole line as sound, exactly `phrase.samples` long, unlevelled; `feel.breath` of it is bow and air alone."""
    frames = phrase.samples // FRAME + 2
    force, air = _forces(phrase, frames, part.player)
    hertz = _pitch(phrase, part, frames, seed, feel.tremor)
    tones = _tones(phrase, part.player, hertz, force, feel.press)
    noise = _noise(phrase.samples, part.player, _at_samples(air, phrase.samples), seed)
    return _ended(tones * (1.0 - 0.8 * feel.breath) + noise * (1.0 + 0.8 * feel.breath))


def _forces(phrase: Phrase, frames: int, player: Player) -> tuple[Curve, Curve]:
    """How strongly the string sounds, and the noise of bow, breath or nail, frame by frame."""
    force, air = np.zeros(frames), np.zeros(frames)
    for note in phrase.notes:
        if player.rings:
            _one_pluck(note, force, air, player.rings)
        else:
            _one_force(note, force, air)
    if player.rings:
        return force, np.asarray(gaussian_filter1d(air, 0.8))
    return np.asarray(gaussian_filter1d(force, 1.6)), np.asarray(gaussian_filter1d(air, 1.2))


def _one_pluck(note: Note, force: Curve, air: Curve, rings: float) -> None:
    """A string let go of where the vowel begins and dying away; a long note is plucked over and over (轮指)."""
    sung, last = (note.start + note.head) // FRAME, max(note.start // FRAME + 1, note.stop // FRAME)
    first = note.start // FRAME
    force[first:sung] = (force[first - 1] if first else 0.0) * np.exp(-np.arange(sung - first) / 4.0)
    strokes = range(sung, last, _ROLL) if last - sung > _LONG_NOTE else range(sung, last, max(1, last - sung))
    rolled = len(strokes) > 1
    for number, stroke in enumerate(strokes):
        end = min(last, stroke + _ROLL) if rolled else last
        swell = note.force * (1.0 if number == 0 else 0.72)
        # the next nail damps what the one before let ring
        dies = rings * _DAMPED if rolled else rings
        force[stroke:end] = swell * np.exp(-np.arange(end - stroke) * FRAME / SAMPLE_RATE / dies)
        air[stroke : stroke + 3] += np.array([2.6, 1.1, 0.3])[: max(0, min(3, len(air) - stroke))] * swell
    if note.attack == "hiss":
        air[first:sung] = 1.4 * note.force
    if note.closes:
        force[sung:last] *= np.linspace(1.0, 0.35, max(1, last - sung))[: last - sung]


def _one_force(note: Note, force: Curve, air: Curve) -> None:
    first, last = note.start // FRAME, max(note.start // FRAME + 1, note.stop // FRAME)
    share = (np.arange(first, last) - first) / max(1, last - first)
    swell = note.force * (0.82 + 0.3 * np.sin(np.pi * np.clip(share * 1.1, 0.0, 1.0)))
    if note.closes:
        swell = swell * (1.0 - 0.52 * np.clip((share - 0.55) / 0.45, 0.0, 1.0) ** 1.6)
    force[first:last] = swell
    air[first:last] = 0.5 * swell
    head = first + max(1, note.head // FRAME)
    match note.attack:
        case "stop":
            force[first : first + max(1, (head - first) * 2 // 3)] *= 0.06 if not note.opens else 0.4
            air[head : head + 8] += np.linspace(1.6, 0.0, 8)[: max(0, min(8, len(air) - head))]
        case "hiss":
            force[first:head] *= 0.16
            air[first:head] = 3.6 * note.force
        case "soft":
            force[first:head] *= 0.45
            air[first:head] *= 0.4
        case _:
            force[first : first + 3] *= 0.5
    if note.tail:
        force[last - note.tail // FRAME : last] *= 0.62


def _pitch(phrase: Phrase, part: Part, frames: int, seed: int, tremor: float) -> Curve:
    """Hertz, frame by frame: each note's tune, slid together, with a vibrato that grows once a note stands."""
    at, bend = _tune(phrase)
    semitones = np.interp(np.arange(frames) * FRAME, at, bend)
    semitones = np.asarray(gaussian_filter1d(semitones, _GLIDE))
    phase = 2.0 * np.pi * (_VIBRATO * np.arange(frames) * FRAME / SAMPLE_RATE + seed % 97 / 97.0)
    wander = np.random.default_rng(seed).standard_normal(frames)
    drift = np.asarray(gaussian_filter1d(wander, 20.0)) * 0.5
    semitones = semitones + (part.player.sway + 0.5 * tremor) * _standing(phrase, frames) * np.sin(phase) + 0.3 * drift
    return part.hertz * 2.0 ** (semitones / 12.0)


def _tune(phrase: Phrase) -> tuple[list[float], list[float]]:
    at: list[float] = []
    bend: list[float] = []
    for note in phrase.notes:
        sung = note.start + note.head
        steps = len(note.bend) - 1
        at += [sung + (note.stop - FRAME - sung) * step / steps for step in range(steps + 1)]
        bend += note.bend
    return at, bend


def _standing(phrase: Phrase, frames: int) -> Curve:
    """How far each note has settled, 0 to 1: vibrato comes late, as a player's does."""
    settled = np.zeros(frames)
    for note in phrase.notes:
        first, last = (note.start + note.head) // FRAME, note.stop // FRAME
        settled[first:last] = np.clip((np.arange(last - first) * FRAME / SAMPLE_RATE - 0.09) / 0.18, 0.0, 1.0)
    return np.asarray(gaussian_filter1d(settled, 4.0))


def _tones(phrase: Phrase, player: Player, hertz: Curve, force: Curve, press: float) -> Curve:
    samples = phrase.samples
    first, second = _formants(phrase, len(hertz))
    phase = 2.0 * np.pi * np.cumsum(_at_samples(hertz, samples)) / SAMPLE_RATE
    made = np.zeros(samples)
    sharpness = player.slope / (0.55 + 0.45 * press)
    for number in range(1, _HARMONICS + 1):
        over = hertz * number
        if float(over.min()) > _TOP:
            break
        weight = number**-sharpness * (player.even if number % 2 == 0 else 1.0)
        colour = _body(player, over) * (1.0 + player.speech * (_vowel(over, first, second) - 0.6))
        fade = np.clip((_TOP - over) / 2_000.0, 0.0, 1.0) / np.sqrt(1.0 + (over / _MELLOW) ** 4)
        brightness = force ** (1.0 + (0.22 if player.rings else 0.06) * number)
        made += np.sin(phase * number) * _at_samples(weight * colour * fade * brightness, samples)
    return made


def _body(player: Player, hertz: Curve) -> Curve:
    gain = np.ones_like(hertz)
    for centre, octaves, height in player.body:
        gain += height * np.exp(-((np.log2(hertz / centre) / octaves) ** 2))
    return gain


def _vowel(hertz: Curve, first: Curve, second: Curve) -> Curve:
    """The mouth's two resonances over an overtone: about 0.3 between them, 2 on them."""
    near = np.exp(-((np.log2(hertz / first) / 0.42) ** 2)) * 1.7
    far = np.exp(-((np.log2(hertz / second) / 0.32) ** 2)) * 1.9
    return 0.3 + near + far


def _formants(phrase: Phrase, frames: int) -> tuple[Curve, Curve]:
    """Both formants, frame by frame, gliding through each vowel and closing on m, n and ng."""
    first, second = np.full(frames, 500.0), np.full(frames, 1_450.0)
    for note in phrase.notes:
        begin, sung, coda, end = (
            at // FRAME for at in (note.start, note.start + note.head, note.stop - note.tail, note.stop)
        )
        vowels = [_FORMANTS[letter] for letter in note.sounds.final if letter in _FORMANTS] or [_HUM]
        for curve, which in ((first, 0), (second, 1)):
            curve[sung:coda] = np.interp(
                np.linspace(0.0, 1.0, max(0, coda - sung)),
                np.linspace(0.0, 1.0, len(vowels)) if len(vowels) > 1 else [0.0],
                [vowel[which] for vowel in vowels],
            )
            curve[begin:sung] = _HUM[which] if note.attack == "soft" else vowels[0][which]
            curve[coda:end] = _HUM[which]
    return np.asarray(gaussian_filter1d(first, 3.0)), np.asarray(gaussian_filter1d(second, 3.0))


def _noise(samples: int, player: Player, air: Curve, seed: int) -> Curve:
    """Rosin and breath: hiss between 1.5 and 7 kHz that follows the bow."""
    white = np.random.default_rng(seed + 1).standard_normal(samples)
    band = butter(2, (1_500.0, 7_000.0), "band", fs=SAMPLE_RATE, output="sos")
    return np.asarray(sosfilt(band, white), np.float64) * air * player.air


def _at_samples(curve: Curve, samples: int) -> Curve:
    return np.interp(np.arange(samples) / FRAME, np.arange(len(curve)), curve)


def _ended(sound: Curve) -> Curve:
    """Set on in 6 ms and let go over the last 36: no click at either end."""
    made = sound.copy()
    begin, end = min(len(made), SAMPLE_RATE * 6 // 1000), min(len(made), SAMPLE_RATE * 36 // 1000)
    made[:begin] *= np.linspace(0.2, 1.0, begin)
    made[len(made) - end :] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(end) + 1.0) / end)
    return made
