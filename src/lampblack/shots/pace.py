"""How long things take: deeds by their verbs, ways by their speed, pauses by what is said before and after."""

from __future__ import annotations

import re

from lampblack.base.time import Rate
from lampblack.breakdown.model import Deed, Line
from lampblack.engines.speaking.directions import is_beat, is_long
from lampblack.staging.people import Mood, Verb

WALK, RUN = 1.3, 3.0
"""Metres a second of somebody 1.72 m tall; longer legs go faster."""

SHORTEST = 1.2
"""Seconds: what is on screen for less is a flash."""

_VERBS: dict[Verb, float] = {
    "gesture": 1.6, "point": 1.5, "raise": 1.8, "reach": 1.8, "drink": 2.8, "strike": 1.4, "fall": 2.2, "nod": 1.1,
    "shake": 1.3, "bow": 2.2, "weep": 3.0, "laugh": 2.2, "look_up": 2.0, "look_down": 1.8, "give": 2.0, "take": 2.0,
    "turn": 1.1, "wave": 1.6, "clap": 1.8, "shrug": 1.3, "think": 2.2, "cross": 2.0, "wipe": 1.9, "cover": 2.4,
    "sigh": 1.9, "parry": 1.2, "fight": 4.5, "eat": 2.6, "embrace": 2.8, "hold": 2.4, "work": 2.4,
}  # fmt: skip
_MOVES = {"sit": 1.7, "stand": 1.4, "kneel": 1.8, "lie": 2.4}

ANSWERS: dict[Verb, Verb] = {"give": "take", "take": "give", "fight": "fight", "embrace": "embrace", "hold": "hold"}
"""What the other one does while it is done to them: nothing changes hands with one pair of hands."""

REACH: dict[Verb, tuple[float, float]] = {
    "give": (0.78, 0.6), "take": (0.78, 0.6), "fight": (0.9, 0.7), "strike": (0.9, 0.62), "embrace": (0.32, 0.25),
    "hold": (0.62, 0.48),
}  # fmt: skip
"""From how far a verb can be done to somebody, and to where one steps up for it, in heights of the two."""
_STILL = 1.8

_SENTENCE = re.compile(r"[。．.!！?？…]+")
_CLOSING = "\"'”’」』） )"
_BEAT, _LONG_BEAT = 22, 40
INTERRUPTS = 2
"""Frames before the end of a line that is broken off, on which who interrupts begins."""
_PULSE: dict[Mood, float] = {
    "happy": 0.85, "angry": 0.85, "afraid": 0.9, "resolute": 0.95, "calm": 1.0, "tender": 1.15, "weary": 1.25,
    "sad": 1.3,
}  # fmt: skip
"""How long silences are beside those of a calm talk: comedy is quick, mourning slow."""
_HEAVY = ("sad", "tender", "weary", "afraid")
"""Feelings in which nobody answers at once."""
_QUIET = ("停", "沉默", "pause", "beat", "silen", "轻声", "低声", "whisper", "quiet", "喘", "叹", "sigh")


def verb_frames(verb: Verb | None, rate: Rate) -> int:
    """Frames a verb takes."""
    return rate.frames_in(_VERBS.get(verb, _STILL) if verb is not None else _STILL)


def move_frames(deed: Deed, metres: float, height: float, rate: Rate) -> int:
    """Frames a change of place or posture takes."""
    if deed.move in _MOVES:
        return rate.frames_in(_MOVES[deed.move])
    speed = (RUN if deed.move == "run" else WALK) * (height / 1.72) ** 0.7
    return max(rate.frames_in(0.8), rate.frames_in(metres / speed + 0.4))


def action_frames(words: str, rate: Rate) -> int:
    """Frames for what happens by itself (clouds pass): by sentences, so that a corrected typo changes nothing."""
    return rate.frames_in(min(1.6 + 1.3 * sentences(words), 5.0))


def sentences(words: str) -> int:
    """How many sentences an action line has, at least one."""
    return len(_SENTENCE.findall(words)) or 1


def pulse(mood: Mood) -> float:
    """How long silences are in a mood, beside those of a calm talk."""
    return _PULSE[mood]


def pause_frames(before: Line, after: Line, rate: Rate, mood: Mood = "calm") -> int:
    """Frames from the end of one line to the beginning of the next: 6 to 18 of 24 in a calm scene, more where it is
    slow; 22 for a beat that is written; below 0 where somebody is interrupted."""
    if silence := _beat(after):
        return scaled(silence, rate)
    if cut_off(before.text) and before.character != after.character:
        return -scaled(INTERRUPTS, rate)
    frames = 7 + _weight(before.text)
    frames += 2 if before.character != after.character else 0
    frames += 4 if is_heavy(after) else 0
    return scaled(min(max(frames, 6), 18) * pulse(after.mood or mood), rate)


def tail_frames(last: Line, rate: Rate, mood: Mood = "calm") -> int:
    """Frames a shot stays after its last word, a breath: 6 to 10 of 24 in a calm scene; none to speak of where it was
    cut off."""
    if cut_off(last.text):
        return scaled(1, rate)
    return scaled(min(max(6 + _weight(last.text), 6), 10) * pulse(last.mood or mood), rate)


def head_frames(first: Line, rate: Rate, mood: Mood = "calm") -> int:
    """Frames a shot is seen before its first word."""
    silence = _beat(first) - 6
    return max(scaled((5 + (3 if is_heavy(first) else 0)) * pulse(first.mood or mood), rate), scaled(silence, rate))


def scaled(frames: float, rate: Rate) -> int:
    """Frames of 24 a second at another rate."""
    return rate.frames_in(frames / 24)


def cut_off(text: str) -> bool:
    """Whether a line breaks off in the middle: I only wanted to--"""
    return text.rstrip(_CLOSING).endswith(("—", "--", "–"))


def is_heavy(line: Line) -> bool:
    """Whether it takes something to say a line: nobody answers so at once."""
    return line.mood in _HEAVY or any(word in how.casefold() for how in line.how for word in _QUIET)


def is_asked(text: str) -> bool:
    """Whether a line ends in a question."""
    return text.rstrip(_CLOSING).endswith(("?", "？"))


def is_cried(text: str) -> bool:
    """Whether a line ends in a cry."""
    return text.rstrip(_CLOSING).endswith(("!", "！"))


def waits(line: Line) -> bool:
    """Whether a silence is written before a line."""
    return _beat(line) > 0


def _beat(line: Line) -> int:
    """Frames of silence that are written before a line: (beat), （停顿）, （长久的沉默）; 0: none."""
    beats = [how for how in line.how if is_beat(how)]
    return (_LONG_BEAT if any(is_long(how) for how in beats) else _BEAT) if beats else 0


def _weight(text: str) -> int:
    """What a line's end asks for: a question waits for its answer, an ellipsis hangs, a cry is cut short."""
    end = text.rstrip(_CLOSING)[-2:]
    if "…" in end or end.endswith(".."):
        return 4
    if is_asked(text):
        return 3
    if is_cried(text):
        return -1
    return 2 if end[-1:] in ".。" else 0
