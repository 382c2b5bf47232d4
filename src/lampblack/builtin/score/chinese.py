"""Silk and bamboo: one melody, played by several at once and by each in their own manner, over open fifths.

No chords: heterophony, as in jiangnan sizhu. The guqin sounds the ground, the guzheng ripples through the mode, whoever
the scene belongs to sings on their own instrument, a second player shadows the tune an octave away and a little late.
"""

from __future__ import annotations

from random import Random

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.form import Measure, Section
from lampblack.builtin.score.notes import Instrument, Note, Way
from lampblack.builtin.score.tunes import TALKING, Phrase, Said
from lampblack.engines.requests import Theme

_PLAYERS: dict[str, tuple[Instrument, ...]] = {
    "low": ("xiao", "erhu", "guqin"), "middle": ("erhu", "pipa", "xiao"), "high": ("dizi", "pipa", "erhu"),
}  # fmt: skip
_SHADOWS: dict[Instrument, Instrument] = {
    "dizi": "guzheng", "xiao": "guqin", "erhu": "guzheng", "pipa": "dizi", "guqin": "xiao", "guzheng": "xiao",
}  # fmt: skip
"""Who plays along with whom."""
_HUSHED: dict[Instrument, Instrument] = {"dizi": "xiao", "pipa": "guqin", "guzheng": "guqin"}
"""Who takes over while somebody speaks: bright voices lie where words are understood."""
_MIDDLES: dict[Instrument, int] = {"dizi": 77, "xiao": 66, "erhu": 69, "pipa": 66, "guqin": 54, "guzheng": 66}
"""MIDI pitch in whose neighbourhood each sings best."""
_WORDS: dict[str, Instrument] = {
    "笛": "dizi", "箫": "xiao", "二胡": "erhu", "琵琶": "pipa", "古琴": "guqin", "古筝": "guzheng", "flute": "dizi",
    "fiddle": "erhu", "lute": "pipa", "zither": "guqin",
    "dizi": "dizi", "xiao": "xiao", "erhu": "erhu", "pipa": "pipa", "guqin": "guqin", "guzheng": "guzheng",
}  # fmt: skip
_PATTERN: tuple[tuple[float, Instrument, float], ...] = (
    (0.0, "taigu", 1.0), (1.5, "frame_drum", 0.45), (2.0, "taigu", 0.6), (3.0, "frame_drum", 0.55),
    (3.5, "frame_drum", 0.4),
)  # fmt: skip
"""A bar of drums: beat, drum, how hard."""
_FIGURES = ((3, 5, 7, 5, 3, 2, 3), (2, 3, 5, 7, 5, 3, 5), (5, 3, 2, 3, 5, 7, 5), (3, 2, 3, 5, 3, 5, 7))
_RIPPLES: tuple[tuple[float, tuple[float, ...]], ...] = (
    (0.5, (1.0, 2.0, 3.0)), (0.6, (1.0, 1.5, 2.0, 3.0)), (0.75, (0.5, 1.0, 2.0, 2.5, 3.0)),
    (9.0, (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5)),
)  # fmt: skip
"""On which beats of a bar the guzheng ripples, by how busy it is at most."""
_LATE = SAMPLE_RATE // 35
"""A shadow is some 30 ms behind: together, and not one."""


def played(section: Section, phrases: tuple[Phrase, ...], themes: dict[str, Theme], rng: Random) -> list[Note]:
    """All notes of the section, before they are humanised."""
    notes = _opening(section, rng)
    figures = tuple(rng.sample(_FIGURES, 2))
    for measure in section.measures:
        notes += _ground(section, measure)
        notes += _ripples(section, measure, figures)
        if section.manner.drums or measure.tension > 0.75:
            notes += _drums(measure)
        if measure.bar.lands and measure.bar is not section.measures[0].bar:
            notes += _struck(section, measure.bar.start, measure.tension)
    for phrase in phrases:
        notes += _sung(section, phrase, player_of(phrase, themes), rng)
    return notes + _closing(section, phrases, themes)


def player_of(phrase: Phrase, themes: dict[str, Theme]) -> Instrument:
    """Whose instrument a theme is heard on: the one written in the bible, else by voice; now and then another's."""
    theme = themes.get(phrase.who, Theme(who=phrase.who))
    written: Instrument | None = next((name for word, name in _WORDS.items() if word in theme.instrument.lower()), None)
    choice = _PLAYERS[theme.register]
    own: Instrument = written or choice[Random(f"player/{phrase.who}").randrange(2)]
    if phrase.visit % 3 == 2:
        own = next(name for name in choice if name != own)
    return _HUSHED.get(own, own) if phrase.hushed else own


def _sung(section: Section, phrase: Phrase, who: Instrument, rng: Random) -> list[Note]:
    middle = phrase.about(section, _MIDDLES[who])
    notes: list[Note] = []
    shadow = _SHADOWS[who] if not phrase.hushed and phrase.measures[0].tension > 0.3 else None
    for index, said in enumerate(phrase.notes):
        quiet = said.measure.spoken > TALKING
        force = (0.34 + 0.5 * said.measure.tension) * (1.12 if said.beat == 0 else 1.0 if said.strong else 0.86)
        force *= 0.6 if quiet else 1.0
        at = section.pitch(said.step, middle)
        way = _way(who, said)
        slide = _slide(who, said, phrase.notes[index - 1] if index else None, section, middle, rng)
        role = "answer" if phrase.answers else "lead"
        length = int(said.samples * (0.97 if who in ("dizi", "xiao", "erhu") else 1.35))
        if not quiet and said.samples > SAMPLE_RATE * 0.7 and who in ("pipa", "guqin", "dizi") and rng.random() < 0.35:
            grace = int(SAMPLE_RATE * 0.075)
            notes.append(
                Note(start=said.start - grace, samples=grace, pitch=section.pitch(said.step + 1, middle),
                     force=0.6 * force, instrument=who, role="colour")
            )  # fmt: skip
        notes.append(
            Note(
                start=said.start, samples=length, pitch=at, force=force, instrument=who, role=role, way=way, slide=slide
            )
        )
        if shadow and not quiet and said.beat == int(said.beat) and (said.strong or rng.random() < 0.4):
            notes.append(
                Note(start=said.start + _LATE, samples=int(said.samples * 1.2), force=0.55 * force,
                     pitch=section.pitch(said.step, phrase.about(section, _MIDDLES[shadow])), instrument=shadow,
                     role="inner")
            )  # fmt: skip
    return notes


def _way(who: Instrument, said: Said) -> Way:
    if who == "pipa" and said.samples > SAMPLE_RATE * 0.9 and said.measure.spoken <= TALKING:
        return "tremolo"
    if who == "guqin" and said.last:
        return "harmonic"
    return ""


def _slide(who: Instrument, said: Said, before: Said | None, section: Section, middle: float, rng: Random) -> float:
    """How far away the finger begins: from the note before for a fiddle, a step below for silk strings."""
    if who == "erhu" and before is not None and said.beat != 0.0:
        return float(max(-4, min(4, section.pitch(before.step, middle) - section.pitch(said.step, middle))))
    if who in ("guqin", "guzheng") and said.samples > SAMPLE_RATE * 0.6 and rng.random() < 0.35:
        return float(section.pitch(said.step - 1, middle) - section.pitch(said.step, middle))
    if who in ("dizi", "xiao") and rng.random() < 0.3:
        return -1.0
    return 0.0


def _ground(section: Section, measure: Measure) -> list[Note]:
    """The open strings: the tonic and its fifth (where the mode has one), softer where somebody speaks."""
    bar, force = measure.bar, (0.3 + 0.4 * measure.tension) * (0.75 if measure.spoken > TALKING else 1.0)
    step = (0, 0, 3, 0)[measure.place % 4] if not measure.intro else 0
    low = section.pitch(step, 45.0)
    notes = [Note(start=bar.start, samples=bar.stop - bar.start, pitch=low, force=force, instrument="guqin")]
    if len(bar.beats) >= 4 and not measure.closes:
        middle = bar.at(2.0)
        above = section.pitch(3 if step == 0 else 5, 50.0)
        notes.append(Note(start=middle, samples=bar.stop - middle, pitch=above, force=0.62 * force, instrument="guqin"))
    return notes


def _ripples(section: Section, measure: Measure, figures: tuple[tuple[int, ...], ...]) -> list[Note]:
    """The guzheng: a broken figure through the mode where there is room for it, kept for the whole section and answered
    by another in every second bar; a glissando into what lands."""
    bar, notes = measure.bar, list[Note]()
    force = 0.2 + 0.3 * measure.tension
    if measure.spoken <= TALKING and section.manner.busy * measure.tension > 0.15:
        figure = figures[measure.place % 2]
        places = next(beats for busy, beats in _RIPPLES if section.manner.busy + 0.2 * measure.tension <= busy)
        for index, beat in enumerate(places):
            if beat >= len(bar.beats):
                break
            notes.append(
                Note(start=bar.at(beat), samples=int((bar.stop - bar.start) * 0.5), role="inner", instrument="guzheng",
                     pitch=section.pitch(figure[index % len(figure)], 62.0),
                     force=force * (1.0 if beat == int(beat) else 0.8) * (1.0 if index < 4 else 0.9))
            )  # fmt: skip
    if measure.closes and measure.tension > 0.35 and measure.spoken < 0.8:
        notes += _glissando(section, bar.at(len(bar.beats) - 0.75), bar.stop, force * 0.8)
    return notes


def _glissando(section: Section, start: int, stop: int, force: float) -> list[Note]:
    """Up the open strings into the next bar, faster and louder towards it."""
    count = 11
    return [
        Note(start=start + round((stop - start) * (index / count) ** 0.8), samples=SAMPLE_RATE, instrument="guzheng",
             pitch=section.pitch(index - 3, 62.0), force=force * (0.45 + 0.55 * index / count), role="colour",
             way="glissando")
        for index in range(count)
    ]  # fmt: skip


def _drums(measure: Measure) -> list[Note]:
    """The big drum on the bar, the frame drum between; a roll towards what lands."""
    bar, level = measure.bar, 0.3 + 0.5 * measure.tension
    level *= 0.55 if measure.spoken > TALKING else 1.0
    pattern = list(_PATTERN)
    if measure.closes and measure.tension > 0.55:
        roll: list[tuple[float, Instrument, float]] = [
            (2.5 + index * 0.25, "frame_drum", 0.35 + 0.08 * index) for index in range(6)
        ]
        pattern += roll
    return [
        Note(start=bar.at(beat), samples=SAMPLE_RATE, pitch=36 if who == "taigu" else 48, force=level * share,
             instrument=who, role="beat")
        for beat, who, share in pattern
        if beat < len(bar.beats)
    ]  # fmt: skip


def _struck(section: Section, at: int, tension: float) -> list[Note]:
    """Something lands: the drum and the low string together."""
    return [
        Note(start=at, samples=2 * SAMPLE_RATE, pitch=34, force=0.4 + 0.4 * tension, instrument="taigu", role="beat"),
        Note(start=at, samples=3 * SAMPLE_RATE, pitch=section.pitch(0, 41.0), force=0.5, instrument="guqin"),
    ]


def _opening(section: Section, rng: Random) -> list[Note]:
    """The film's first sound: a bell and a harmonic, then the upbeat walks to the first picture."""
    if not section.first:
        return []
    notes = [
        Note(start=section.start, samples=4 * SAMPLE_RATE, pitch=section.pitch(0, 74.0), force=0.28, instrument="bell",
             role="colour"),
        Note(start=section.start, samples=3 * SAMPLE_RATE, pitch=section.pitch(0, 50.0), force=0.5, instrument="guqin",
             way="harmonic"),
    ]  # fmt: skip
    for index, at in enumerate(section.upbeat[1:]):
        step = (3, 1, 2, 1)[(index + len(section.upbeat)) % 4]
        notes.append(
            Note(start=at, samples=SAMPLE_RATE, pitch=section.pitch(step, 57.0), force=0.36 + 0.05 * index,
                 instrument="guqin", slide=rng.choice((0.0, 0.0, -2.0)))
        )  # fmt: skip
    return notes


def _closing(section: Section, phrases: tuple[Phrase, ...], themes: dict[str, Theme]) -> list[Note]:
    """The ending, on its cut: everyone on the tonic, the bell above, and nothing after it."""
    if section.lands is None:
        return []
    at, ring = section.lands, section.stop - section.lands
    force = 0.34 + 0.35 * section.strength
    who = player_of(phrases[-1], themes) if phrases else "xiao"
    long: Instrument = who if who in ("xiao", "erhu", "dizi") else "xiao"
    notes = [
        Note(start=at, samples=ring, pitch=section.pitch(0, 38.0), force=force, instrument="guqin"),
        Note(start=at, samples=ring, pitch=section.pitch(5, 50.0), force=0.7 * force, instrument="guqin"),
        Note(start=at, samples=ring, pitch=section.pitch(0, 62.0), force=0.6 * force, instrument="guzheng",
             role="inner"),
        Note(start=at, samples=int(ring * 0.62), pitch=section.pitch(0, _MIDDLES[long]), force=0.62 * force,
             instrument=long, role="lead"),
        Note(start=at, samples=ring, pitch=section.pitch(0, 74.0), force=0.22, instrument="bell", role="colour"),
    ]  # fmt: skip
    if section.manner.drums:
        notes.append(Note(start=at, samples=ring, pitch=34, force=force, instrument="taigu", role="beat"))
    return notes
