"""Spotting: where there is music, what it feels like, what it lands on, and where it holds its tongue.

Pure: the cut and the breakdown in, a `Compose` request out. Times of lines are told to a quarter of a second, which is
all the thinning of a texture needs: a line that moves by less leaves the score as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.appearance import world_of
from lampblack.breakdown.model import Bible, Line, Scene
from lampblack.cut.assembling import heart_of
from lampblack.cut.model import Clip, Cut, LineCue, SceneSpan
from lampblack.engines.requests import Compose, Passage, Theme
from lampblack.shots.model import ScoreChoice

STRUCK = frozenset(("thunder", "fall", "sword", "bell", "knock"))
"""Effects that are events: music lands on them, and holds its breath before the strongest."""

_SHORTEST = 8 * SAMPLE_RATE
"""A turn of mood that leaves less than this before or behind it is played by the actors alone."""
_BREATH = SAMPLE_RATE * 9 // 10
_JOINED = SAMPLE_RATE // 2
"""Lines closer than this are one stretch of speech."""
_GRID = SAMPLE_RATE // 4
_STILL = re.compile(r"寂静|鸦雀无声|一片死寂|万籁俱寂|无声|\bsilence\b|\bnot a sound\b|\bdead quiet\b", re.IGNORECASE)
_CHINA = re.compile(
    r"[\u4e00-\u9fff]|\bchina\b|\bchinese\b|\bdynasty\b|\bmandarin\b|\btang\b|\bming\b|\bqing\b|\bpagoda\b",
    re.IGNORECASE,
)
_BY_WORLD = {"today": "piano", "future": "electronic"}


def style_of(scenes: Sequence[Scene], bible: Bible) -> str:
    """The music of the world that the story is told in: `chinese`, `piano`, `electronic`, or `strings` elsewhere."""
    headings = [scene.heading for scene in scenes]
    actions = [beat.action for scene in scenes for beat in scene.beats if beat.action]
    written = [entry.words for entry in (*bible.cast, *bible.places)]
    words = "\n".join([*headings, *actions, *written])
    world = world_of(words)
    return _BY_WORLD.get(world) or ("chinese" if not words.strip() or _CHINA.search(words) else "strings")


def score_request(
    cut: Cut,
    scenes: Sequence[Scene] = (),
    bible: Bible | None = None,
    *,
    style: str = "",
    tempo: int = 66,
    wishes: Mapping[str, ScoreChoice] | None = None,
) -> Compose:
    """All that a composer is told of the cut. `style` empty: that of the story's world; `wishes` by scene slug."""
    by_slug = {scene.slug: scene for scene in scenes}
    people = bible or Bible()
    passages = _passages(cut, by_slug, wishes or {})
    struck = [cue for cue in cut.sounds if cue.what in STRUCK and cue.strength >= 0.5]
    hits = tuple(cue.start for cue in struck)
    strongest = [max(struck, key=lambda cue: cue.strength).start] if struck else []
    return Compose(
        samples=cut.rate.samples_at(cut.frames),
        passages=passages,
        hits=tuple(sorted({*hits, *_title_ends(cut)})),
        speech=speech_of(cut.lines),
        style=style or style_of(scenes, people),
        tempo=tempo,
        seed=seed_of("score", cut.title),
        cuts=tuple(cut.rate.samples_at(clip.range_in_cut.start) for clip in cut.clips if clip.range_in_cut.start > 0),
        silences=_silences(cut, by_slug, passages, strongest),
        themes=_themes(passages, people),
    )


def speech_of(lines: Sequence[LineCue]) -> tuple[tuple[int, int], ...]:
    """Where somebody speaks (start, stop), what is close together as one, to a quarter of a second."""
    spoken = _united(((line.start, line.start + line.samples) for line in lines), nearer=_JOINED)
    return tuple((round(start / _GRID) * _GRID, round(stop / _GRID) * _GRID) for start, stop in spoken)


def _united(spans: Iterable[tuple[int, int]], *, nearer: int) -> list[tuple[int, int]]:
    """The spans in order, those with fewer samples than `nearer` between them made one."""
    found: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if found and start - found[-1][1] < nearer:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


# ---- passages ------------------------------------------------------------------------------------------------------


def _passages(cut: Cut, scenes: Mapping[str, Scene], wishes: Mapping[str, ScoreChoice]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for number, span in enumerate(cut.scenes):
        scene, wish = scenes.get(span.scene), wishes.get(span.scene, ScoreChoice())
        lead, others = _voices(scene)
        first = Passage(
            # the music opens with the title, before the first scene
            start=cut.rate.samples_at(span.range_in_cut.start) if number else 0,
            mood=wish.mood or span.mood,
            strength=span.strength if wish.strength is None else wish.strength,
            theme=lead,
            answers=others,
            tempo=wish.tempo,
        )
        found.append(first)
        if scene is not None and wish.mood is None and wish.strength is None:
            found += _turns(cut, span, scene, first)
    return tuple(found)


def _voices(scene: Scene | None) -> tuple[str, tuple[str, ...]]:
    """Whose scene it is: who says most in it, else who is first on stage; then the others."""
    if scene is None:
        return "", ()
    said = Counter(beat.line.character for beat in scene.beats if beat.line)
    order = sorted(scene.cast, key=lambda who: (-said[who], scene.cast.index(who)))
    return (order[0], tuple(order[1:])) if order else ("", ())


def _turns(cut: Cut, span: SceneSpan, scene: Scene, first: Passage) -> list[Passage]:
    """Where the feeling of a scene turns: on the cut to whoever says the line that turns it."""
    stop = cut.rate.samples_at(span.range_in_cut.stop)
    now, turns = first, list[Passage]()
    lines: dict[str, Line] = {beat.line.id: beat.line for beat in scene.beats if beat.line}
    for cue in cut.lines:
        line = lines.get(cue.line)
        if line is None or line.mood is None or line.mood == now.mood:
            continue
        start = _clip_at(cut, cue.start, now.start)
        if start - now.start >= _SHORTEST and stop - start >= _SHORTEST:
            strength = heart_of(replace(scene, mood=line.mood), None).strength
            now = replace(now, start=start, mood=line.mood, strength=strength)
            turns.append(now)
    return turns


def _clip_at(cut: Cut, sample: int, default: int) -> int:
    """The sample on which the clip that is seen at `sample` begins."""
    frame = cut.rate.frame_at(sample)
    clip: Clip | None = next((clip for clip in cut.clips if frame in clip.range_in_cut), None)
    return cut.rate.samples_at(clip.range_in_cut.start) if clip else default


def _title_ends(cut: Cut) -> tuple[int, ...]:
    """The first picture after the title: music lands on it."""
    first = cut.rate.samples_at(cut.clips[0].range_in_cut.start) if cut.clips else 0
    return (first,) if first >= SAMPLE_RATE else ()


# ---- silences ------------------------------------------------------------------------------------------------------


def _silences(
    cut: Cut, scenes: Mapping[str, Scene], passages: Sequence[Passage], hits: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """A breath held before what strikes and before a feeling that rises; and where the script says it is silent."""
    starts = {cut.rate.samples_at(span.range_in_cut.start) for span in cut.scenes}
    rises = [b.start for a, b in pairwise(passages) if b.start not in starts and b.strength >= a.strength + 0.15]
    told = [(at - _BREATH, at) for at in (*rises, *hits) if at > 4 * _BREATH]
    told += [gap for scene in scenes.values() for gap in _still(cut, scene)]
    return tuple(_united(told, nearer=1))


def _still(cut: Cut, scene: Scene) -> list[tuple[int, int]]:
    """From the end of the line before an action that says silence to the start of the one after it."""
    heard = {cue.line: cue for cue in cut.lines}
    gaps: list[tuple[int, int]] = []
    for index, beat in enumerate(scene.beats):
        if not beat.action or not _STILL.search(beat.action):
            continue
        before = [one.line for one in scene.beats[:index] if one.line]
        after = [one.line for one in scene.beats[index:] if one.line]
        span = next((each for each in cut.scenes if each.scene == scene.slug), None)
        if span is None:
            continue
        left, right = heard.get(before[-1].id) if before else None, heard.get(after[0].id) if after else None
        start = left.start + left.samples if left else cut.rate.samples_at(span.range_in_cut.start)
        stop = right.start if right else cut.rate.samples_at(span.range_in_cut.stop)
        if stop - start >= _JOINED:
            gaps.append((start, stop))
    return gaps


# ---- themes --------------------------------------------------------------------------------------------------------


def _themes(passages: Sequence[Passage], bible: Bible) -> tuple[Theme, ...]:
    named = dict.fromkeys(who for passage in passages for who in (passage.theme, *passage.answers) if who)
    return tuple(_theme(who, bible) for who in named)


def _theme(who: str, bible: Bible) -> Theme:
    character = bible.character(who)
    figure = character.figure if character else None
    words = character.theme if character else ""
    if figure is None:
        return Theme(who=who, instrument=words)
    low = figure.sex == "man" and (figure.age == "old" or figure.build == "broad")
    high = figure.age == "child" or (figure.sex == "woman" and figure.age == "young")
    return Theme(who=who, register="low" if low else "high" if high else "middle", instrument=words)
