"""Captions from the lines of the cut: what is written under the picture, from when until when.

After Netflix's Timed Text Style Guides (General Requirements; Chinese, Simplified): at least 5/6 s and at most 7 s, two
frames between captions, 9 Chinese or 17 Latin characters a second, and none lingers a few frames over a cut.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from lampblack.base.time import SAMPLE_RATE, Rate, SampleRange
from lampblack.breakdown.dubbing import words_in
from lampblack.breakdown.model import Line
from lampblack.cut.model import Cut, LineCue
from lampblack.engines.requests import Word
from lampblack.engines.speaking.directions import unsaid
from lampblack.film.dividing import divided, shares, weight
from lampblack.film.model import Caption

SHORTEST = SAMPLE_RATE * 5 // 6
LONGEST = SAMPLE_RATE * 7
LINGER = SAMPLE_RATE // 4
"""How long a caption stays after its last word, if there is room."""
GAP = 2
"""Frames between two captions, so that the eye sees the change."""
_AT_ONCE = 24.0
"""The most that stands on one line, in Chinese characters' widths."""
_PER_SECOND = 9.0
"""Reading speed, in Chinese characters; Latin letters weigh a little over a third, which makes 25 a second at most."""


def captions_of(
    cut: Cut,
    lines: tuple[Line, ...],
    *,
    languages: tuple[str, ...],
    words: Mapping[str, tuple[Word, ...]] | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[Caption, ...]:
    """The film's captions in order, in samples of the cut, on frame boundaries; no two overlap.

    `words` are the measured words of each line (by line id), where they are known; `names` are the speakers' names by
    cast id. A line that has none of the languages has no caption.
    """
    by_id = {line.id: line for line in lines}
    found: list[Caption] = []
    for cue in sorted(cut.lines, key=lambda each: each.start):
        line = by_id.get(cue.line)
        texts = _texts(line, languages) if line is not None else {}
        if line is None or not texts:
            continue
        speaker = (names or {}).get(line.character, line.character)
        found += _parts(cue, line, texts, (words or {}).get(line.id, ()), speaker)
    found.sort(key=lambda caption: caption.range.start)
    return _settled(_merged(found), cut)


def _texts(line: Line, languages: tuple[str, ...]) -> dict[str, str]:
    """What a line says in each wanted language."""
    texts = {each: words_in(line, each) for each in languages}
    shown = {language: " ".join(_shown(text).split()) for language, text in texts.items()}
    return {language: text for language, text in shown.items() if text}


def _shown(text: str) -> str:
    """What is said, without the directions that stand in it: nobody reads （停顿） under a picture."""
    hidden = _hidden(text)
    return "".join(letter for place, letter in enumerate(text) if place not in hidden)


def _hidden(text: str) -> frozenset[int]:
    return frozenset(place for each in unsaid(text) for place in range(each.first, each.last))


def _ended(text: str) -> str:
    """Without the full stop or comma at its end, where Chinese captions have none (clreq; Netflix, Chinese, 5)."""
    bare = text.rstrip("。，、；：") if text[-1:] in "。，、；：" else text
    return bare or text


def _parts(cue: LineCue, line: Line, texts: dict[str, str], words: tuple[Word, ...], speaker: str) -> list[Caption]:
    """One line as one caption or several, each in every language."""
    count = max(ceil(weight(text) / _AT_ONCE) for text in texts.values())
    count = max(count, ceil(cue.samples / LONGEST))
    spoken = line.language.split("-")[0]
    main = next((each for each in texts if each.split("-")[0] == spoken), next(iter(texts)))
    leading = divided(texts[main], count)
    goals = shares(leading)
    parts = {language: leading if language == main else divided(text, count, goals) for language, text in texts.items()}
    heard = words if main.split("-")[0] == spoken else ()
    bounds = _bounds(cue, leading, line.text, heard)
    return [
        Caption(
            range=SampleRange(start=bounds[number], stop=bounds[number + 1]),
            text={language: _ended(each[number]) for language, each in parts.items()},
            speaker=speaker,
        )
        for number in range(len(leading))
    ]


def _bounds(cue: LineCue, parts: tuple[str, ...], text: str, words: tuple[Word, ...]) -> list[int]:
    """When each part begins, and when the last one ends: by the words' measured times, else by length."""
    stop = cue.start + cue.samples
    bounds = [cue.start]
    for number, share in enumerate(shares(parts), 1):
        sample = cue.start + round(cue.samples * share)
        if words:
            letters = sum(len(part.replace(" ", "")) for part in parts[:number])
            sample = cue.start + _word_start(words, text, letters)
        bounds.append(min(max(sample, bounds[-1] + 1), stop))
    return [*bounds, max(stop, bounds[-1] + 1)]


def _word_start(words: tuple[Word, ...], text: str, letters: int) -> int:
    """The sample on which the word begins that stands after the first `letters` letters (spaces not counted)."""
    hidden = _hidden(text)
    places = [place for place, char in enumerate(text) if not char.isspace() and place not in hidden]
    place = places[min(letters, len(places) - 1)]
    return next((word.start for word in words if word.last > place), words[-1].start)


def _merged(captions: list[Caption]) -> list[Caption]:
    """Lines spoken at the same time share one caption, each behind a dash."""
    kept: list[Caption] = []
    for caption in captions:
        if kept and caption.range.start < min(kept[-1].range.start + SHORTEST, kept[-1].range.stop):
            last = kept.pop()
            both = {
                key: " ".join(_dashed(text) for text in (last.text.get(key, ""), caption.text.get(key, "")) if text)
                for key in {**last.text, **caption.text}
            }
            span = SampleRange(start=last.range.start, stop=max(last.range.stop, caption.range.stop))
            kept.append(Caption(range=span, text=both, speaker=last.speaker))
        else:
            kept.append(caption)
    return kept


def _dashed(text: str) -> str:
    return text if text.startswith("–") else f"– {text}"


def _settled(captions: list[Caption], cut: Cut) -> tuple[Caption, ...]:
    """Final times, in whole frames: long enough to read where there is room, never into the next caption."""
    joints = [clip.range_in_cut.stop for clip in cut.clips]
    starts = [cut.rate.frame_at(caption.range.start) for caption in captions]
    settled: list[Caption] = []
    for number, caption in enumerate(captions):
        limit = starts[number + 1] - GAP if number + 1 < len(captions) else cut.frames
        spoken = cut.rate.frames_for(caption.range.stop)
        stop = _stop(caption, starts[number], spoken, joints, cut.rate)
        stop = max(min(stop, limit), starts[number] + 1)
        span = SampleRange(start=cut.rate.samples_at(starts[number]), stop=cut.rate.samples_at(stop))
        settled.append(replace(caption, range=span))
    return tuple(settled)


def _stop(caption: Caption, start: int, spoken: int, joints: list[int], rate: Rate) -> int:
    """The frame on which a caption would like to end: read and heard, and not just behind a cut."""
    reading = ceil(max(map(weight, caption.text.values())) / _PER_SECOND * SAMPLE_RATE)
    wanted = max(reading, SHORTEST, caption.range.duration + LINGER)
    stop = rate.frames_for(caption.range.start + min(wanted, max(LONGEST, caption.range.duration)))
    index = bisect_right(joints, spoken - 1)
    joint = joints[index] if index < len(joints) else stop
    near = joint < stop <= joint + rate.frames_in(0.5)
    return joint if near and rate.seconds(joint - start) * SAMPLE_RATE >= SHORTEST else stop
