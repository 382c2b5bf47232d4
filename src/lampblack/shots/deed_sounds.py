"""What deeds sound like, on the frames on which the puppets do them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from lampblack.shots.acting import Played
from lampblack.shots.hearing import heard_from, sample_at, weight_of
from lampblack.shots.model import SoundInShot
from lampblack.shots.parts import Doing
from lampblack.staging.stage import Staging

BLOW, BOUT = 0.57, 1.5
"""As the theatre fights: when a blow lands, as a share of a strike or a bout, and the seconds of a bout."""
_SWING = 0.18
"""Seconds a blow is heard coming through the air before it lands."""
_CLAP = math.pi / 8.0
"""Seconds from one meeting of clapping hands to the next."""
_AT: Mapping[str, tuple[tuple[str, float, float], ...]] = {
    # verb or posture: sounds, how far into the deed as a share of it, how strong
    "drink": (("drink", 0.35, 0.8),),
    "eat": (("eat", 0.3, 0.8),),
    "fall": (("fall", 0.75, 1.0),),
    "bow": (("cloth", 0.2, 0.8),),
    "turn": (("cloth", 0.1, 0.8),),
    "raise": (("cloth", 0.6, 0.7),),
    "wave": (("cloth", 0.2, 0.6),),
    "embrace": (("cloth", 0.3, 1.0),),
    "hold": (("cloth", 0.3, 0.5),),
    "wipe": (("cloth", 0.3, 0.5),),
    "cover": (("cloth", 0.2, 0.5),),
    "cross": (("cloth", 0.3, 0.6),),
    "give": (("cloth", 0.35, 0.5),),
    "weep": (("sob", 0.12, 0.7),),
    "laugh": (("laugh", 0.08, 0.6),),
    "sigh": (("breath", 0.1, 0.8),),
    "sit": (("cloth", 0.25, 0.8), ("cloth", 0.8, 0.6)),
    "kneel": (("cloth", 0.2, 0.8),),
    "stand": (("cloth", 0.1, 0.8),),
    "lie": (("cloth", 0.2, 0.9),),
}
_WORK = {"office": "keyboard", "study": "write", "classroom": "write"}
"""What hands at work sound like in such a place."""


def sounded(each: Played, staging: Staging, aspect: float) -> Iterator[SoundInShot]:
    """The sounds of one part's deeds, on samples of the take."""
    for doing in each.part.doings:
        for what, frame, force in _moments(doing, staging):
            yield _sound(what, each.start + doing.start + frame, force, doing, staging, aspect)


def _moments(doing: Doing, staging: Staging) -> Iterator[tuple[str, float, float]]:
    """What, how many frames into the deed, how strong."""
    verb = doing.deed.verb or doing.deed.move
    rate = staging.rate
    if verb in ("strike", "fight"):
        yield from _blows(verb, doing, staging)
    elif verb == "clap":
        for number in range(1, int(doing.frames / rate.frames_in(1) / _CLAP)):
            yield "clap", number * _CLAP * float(rate.fraction), 0.8
    elif verb == "work" and staging.place.kit in _WORK:
        yield _WORK[staging.place.kit], 0.15 * doing.frames, 0.8
    elif doing.deed.thing == "book" and verb in ("look_down", "give", "take"):
        yield "paper", 0.3 * doing.frames, 0.8
    else:
        for what, share, force in _AT.get(verb, ()):
            yield what, share * doing.frames, force
        if verb == "drink" and doing.deed.thing in ("cup", "mug"):
            yield "cup", 0.97 * doing.frames, 0.6


def _blows(verb: str, doing: Doing, staging: Staging) -> Iterator[tuple[str, float, float]]:
    """Each blow: through the air, and then steel on steel or a fist; what strikes nothing is only heard swinging."""
    if doing.implied:
        return  # who strikes is heard, and who answers is heard by the same blow
    fps = float(staging.rate.fraction)
    length = BOUT * fps if verb == "fight" else float(doing.frames)
    armed = "sword" in (doing.deed.thing, _held(doing, staging))
    lands = bool(doing.deed.target) or verb == "fight"
    for number in range(max(1, int(doing.frames / length))):
        at = (number + BLOW) * length
        yield "whoosh", max(0.0, at - _SWING * fps), 0.6
        if lands:
            yield ("clash" if armed else "punch"), at, 1.0


def _held(doing: Doing, staging: Staging) -> str:
    if doing.before.held is not None:
        return doing.before.held
    person = staging.person(doing.deed.who)
    return person.figure.held if person is not None else ""


def _sound(what: str, frame: float, force: float, doing: Doing, staging: Staging, aspect: float) -> SoundInShot:
    begun = max(0, min(int(frame), staging.frames - 1))
    at = heard_from(staging, begun, doing.after.position, aspect, force)
    person = staging.person(doing.deed.who)
    weight = weight_of(person.figure) if person is not None and what == "fall" else 1.0
    return SoundInShot(
        what=what, start=sample_at(staging.rate, max(0.0, frame)), strength=at.strength, pan=at.pan,
        distance=at.distance, occlusion=at.occlusion, weight=weight,
    )  # fmt: skip
