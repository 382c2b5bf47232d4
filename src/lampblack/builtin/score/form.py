"""The form: passages become sections with a key, bars, phrases and a curve of tension, before anybody plays a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.grid import Bar, bars_between, pickup
from lampblack.builtin.score.moods import STEPS, TONIC, Manner, Mode, manner_of
from lampblack.engines.requests import Compose, Passage

SILENT = 0.05
"""A passage of no more strength than this has no music."""
_RING_LEAST, _RING_MOST = 5 * SAMPLE_RATE // 2, 9 * SAMPLE_RATE
"""How long before the end of its passage an ending lands: time to ring out, not so long that it is forgotten."""
_RING = 7 * SAMPLE_RATE // 2
_PLAIN: dict[Mode, Mode] = {"jue": "yu", "shang": "yu", "zhi": "gong"}
"""What music of major and minor makes of the other modes."""
_UPBEAT = 8 * SAMPLE_RATE
"""A first hit sooner than this is the end of the titles: what lies before it is an upbeat."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A bar in its phrase: which phrase of the section, which bar of how many; how tense (0 to 1), and what share of it
    is spoken over."""

    bar: Bar
    phrase: int
    place: int
    size: int
    tension: float
    spoken: float

    @property
    def intro(self) -> bool:
        """Whether the tune has not begun yet."""
        return self.phrase < 0

    @property
    def layers(self) -> int:
        """How many layers of accompaniment are heard, 1 to 3: few at first and under speech, more as it grows."""
        grown = 1 + (self.phrase > 0) + (self.tension > 0.45) + (self.tension > 0.6) - (self.spoken > 0.5)
        return max(1, min(3, grown if not self.intro else 1))

    @property
    def closes(self) -> bool:
        """Whether the phrase ends with this bar."""
        return self.place == self.size - 1


@dataclass(frozen=True, kw_only=True)
class Section:
    """One passage, laid out. `home` is the pitch class of its gong, `tonic` that of its mode; `upbeat` are beats before
    its first bar; `lands` is where its ending falls (None: it leads on into the next), `stop` when it is over."""

    passage: Passage
    manner: Manner
    mode: Mode
    home: int
    start: int
    stop: int
    measures: tuple[Measure, ...]
    upbeat: tuple[int, ...] = ()
    lands: int | None = None
    first: bool = False

    @property
    def tonic(self) -> int:
        return (self.home + TONIC[self.mode]) % 12

    @property
    def strength(self) -> float:
        return self.passage.strength

    def pitch(self, step: int, middle: float = 60.0) -> int:
        """The MIDI pitch of a pentatonic step, in the octave where step 2 lies nearest to `middle`."""
        scale = STEPS[self.mode]
        octave = round((middle - self.tonic - scale[2]) / 12.0)
        return self.tonic + 12 * (octave + step // 5) + scale[step % 5]

    def voices(self) -> tuple[str, ...]:
        """Whose themes are heard in it, the first its own; somebody without a name where nobody is named."""
        return tuple(dict.fromkeys(who for who in (self.passage.theme, *self.passage.answers) if who)) or ("",)


def laid_out(request: Compose, home: int, *, modal: bool = True) -> tuple[Section, ...]:
    """The sections that sound, in order; the first and the last in the key of the film, `home`. Not `modal`: all in
    major or minor."""
    passages = request.passages or (Passage(start=0, mood="calm"),)
    ends = [*(passage.start for passage in passages[1:]), request.samples]
    sounding = [
        (passage, end)
        for passage, end in zip(passages, ends, strict=True)
        if passage.strength > SILENT and end - passage.start > SAMPLE_RATE
    ]
    sections: list[Section] = []
    for index, (passage, end) in enumerate(sounding):
        after = sounding[index + 1][0] if index + 1 < len(sounding) else None
        leads_on = after is not None and after.start == end
        edge = index in (0, len(sounding) - 1)
        manner = manner_of(passage.mood)
        sections.append(
            _section(
                request,
                passage,
                end,
                mode=manner.mode if modal else _PLAIN.get(manner.mode, manner.mode),
                home=(home + 7 * (0 if edge else manner.fifths)) % 12,
                rises_to=after.strength if leads_on and after is not None else None,
                first=index == 0,
            )
        )
    return tuple(sections)


def _section(
    request: Compose, passage: Passage, end: int, *, mode: Mode, home: int, rises_to: float | None, first: bool
) -> Section:
    manner = manner_of(passage.mood)
    tempo = passage.tempo or request.tempo * manner.pace
    lands = None if rises_to is not None else _landing(request, passage.start, end, tempo)
    stop = end if lands is None else lands
    start, upbeat = passage.start, tuple[int, ...]()
    early = [hit for hit in request.hits if passage.start < hit < passage.start + _UPBEAT and hit < stop]
    if early and first:
        start = early[0]
    hits = [hit for hit in request.hits if start < hit < stop]
    bars = bars_between(start, stop, tempo, hits, request.cuts, ending=lands is not None)
    if start > passage.start:
        first_bar = bars[0]
        upbeat = pickup(passage.start, start, (first_bar.stop - first_bar.start) / len(first_bar.beats))
    measures = _measured(request, passage, bars, rises_to if rises_to is not None else passage.strength)
    return Section(
        passage=passage,
        manner=manner,
        mode=mode,
        home=home,
        start=passage.start,
        stop=end,
        measures=measures,
        upbeat=upbeat,
        lands=lands,
        first=first,
    )


def _landing(request: Compose, start: int, end: int, tempo: float) -> int:
    """The last cut that leaves the ending time to ring; where there is none, as long before the end as it rings."""
    beat = 60.0 / tempo * SAMPLE_RATE
    cuts = [cut for cut in request.cuts if start + 2 * beat < cut and _RING_LEAST <= end - cut <= _RING_MOST]
    if cuts:
        return cuts[-1]
    return max(start + round((end - start) / 2), end - _RING)


def _measured(request: Compose, passage: Passage, bars: Sequence[Bar], rises_to: float) -> tuple[Measure, ...]:
    """Bars in phrases of four, what is over as an introduction; tension by strength, phrase and what is to come."""
    odd = len(bars) % 4 if len(bars) > 4 else 0
    found: list[Measure] = []
    for number, bar in enumerate(bars):
        phrase = -1 if number < odd else (number - odd) // 4
        place = number if phrase < 0 else (number - odd) % 4
        size = odd if phrase < 0 else min(4, len(bars) - odd - 4 * phrase)
        through = number / max(1, len(bars) - 1)
        arch = 0.82 + 0.18 * (1.0 - abs(2.0 * place / max(1, size - 1) - 1.0) if size > 1 else 1.0)
        growth = 0.85 + 0.15 * through
        level = passage.strength * arch * growth
        if rises_to > passage.strength and number >= len(bars) - 4:
            level += (rises_to - passage.strength) * (number - len(bars) + 5) / 4.0
        if _hit_follows(bars, number):
            level += 0.12
        spoken = _share(bar.start, bar.stop, request.speech)
        found.append(Measure(bar=bar, phrase=phrase, place=place, size=size, tension=min(1.0, level), spoken=spoken))
    return tuple(found)


def _hit_follows(bars: Sequence[Bar], number: int) -> bool:
    return number + 1 < len(bars) and bars[number + 1].lands


def _share(start: int, stop: int, speech: Sequence[tuple[int, int]]) -> float:
    covered = sum(max(0, min(stop, right) - max(start, left)) for left, right in speech)
    return covered / max(1, stop - start)
