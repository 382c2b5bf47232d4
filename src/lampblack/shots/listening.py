"""Listeners: small answers to what is said, where a clause or a line has just ended; never two people alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lampblack.base.digest import seed_of
from lampblack.base.time import Rate
from lampblack.shots.parts import Part
from lampblack.staging.people import Action, Mood, Verb

_BREATHS = "，。！？；：…—,.!?;:"
_LEAST = 1.2
"""Seconds: nobody answers a word or two with the head."""
_ANSWERS: dict[Mood | None, tuple[Verb, ...]] = {
    None: ("nod", "nod", "think"),
    "happy": ("nod", "laugh", "nod"),
    "tender": ("nod", "nod", "look_down"),
    "sad": ("look_down", "sigh", "nod"),
    "angry": ("shake", "look_down", "shake"),
    "afraid": ("look_down", "shake", "sigh"),
    "weary": ("sigh", "nod", "look_down"),
}
_LONG: dict[Verb, float] = {"nod": 0.9, "shake": 1.0, "sigh": 1.5, "look_down": 1.1, "laugh": 1.0, "think": 0.0}
_STRENGTH: dict[Verb, float] = {"nod": 0.55, "shake": 0.4, "sigh": 0.5, "look_down": 0.3, "laugh": 0.3}


def reaction(id: str, part: Part, start: int, rate: Rate) -> Action | None:
    """What `id` does while somebody else speaks `part` (which begins on frame `start` of the take), if anything.

    Whether, what and after which clause comes from who listens to which line, so it is the same in every take."""
    line = part.line
    if line is None or line.character == id or part.kind != "speech" or part.frames < rate.frames_in(_LEAST):
        return None
    seed = seed_of("listens", id, line.id, part.start)
    if seed % 3 == 2:
        return None
    verbs = _ANSWERS.get(line.mood, _ANSWERS[None])
    verb = verbs[(seed // 3) % len(verbs)]
    long = _LONG[verb]
    if long <= 0.0:
        return None
    ends = clause_ends(part, rate)
    at = ends[(seed // 31) % len(ends)] + rate.frames_in(0.05 + 0.25 * (seed // 7 % 100) / 100)
    begin = start + at
    if begin < 0:
        return None
    return Action(verb=verb, start=begin, stop=begin + rate.frames_in(long), strength=_STRENGTH[verb])


def clause_ends(part: Part, rate: Rate) -> Sequence[int]:
    """The frames of the part (counted as its line's) on which a clause has ended; the last is the end of what is
    said."""
    ends: list[int] = []
    if part.spoken is not None and part.line is not None:
        for word, after in pairwise(part.spoken.words):
            frame = rate.frame_at(word.stop)
            breath = any(sign in _BREATHS for sign in part.line.text[word.last : after.first])
            if breath and part.start < frame < part.stop:
                ends.append(frame)
    return (*ends, part.stop)
