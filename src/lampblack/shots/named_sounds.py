"""Sounds that the words of an action name: when, from how far, and whether through a wall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from lampblack.base.digest import seed_of
from lampblack.base.time import FrameRange
from lampblack.breakdown.sounds import moments_of
from lampblack.shots.acting import Played
from lampblack.shots.hearing import heard_from, sample_at
from lampblack.shots.model import SoundInShot
from lampblack.staging.stage import Staging

_FIRST = 0.3
"""Seconds into its part before which nothing that is named is heard: the cut is seen first."""
_STEPS, _PACE = 5, 0.53
"""Footsteps that are only spoken of: how many are heard, and the seconds between them."""
_NEAR = 3.0
_METRES: Mapping[str, float] = {
    "thunder": 60.0, "thunder_far": 600.0, "howl": 120.0, "rooster": 60.0, "train_horn": 120.0, "bell": 50.0,
    "siren": 120.0, "plane": 400.0, "ship_horn": 120.0, "horn": 60.0, "gunshot": 25.0, "explosion": 50.0,
    "firework": 100.0, "dog": 20.0, "gallop": 20.0, "neigh": 12.0, "cheer": 25.0, "applause": 12.0, "gong": 20.0,
    "drum": 25.0, "clapper": 40.0, "crow": 25.0, "owl": 25.0, "crane": 40.0, "cow": 25.0, "sheep": 20.0,
    "train_pass": 12.0, "train_brake": 12.0, "car_pass": 9.0, "car_horn": 20.0, "brakes": 15.0, "cart": 10.0,
    "rockfall": 40.0, "footstep": 8.0, "roar": 20.0, "wings": 8.0, "whistle": 20.0, "temple_block": 12.0,
    "knock": 5.0, "door_slam": 5.0, "door_open": 4.0, "door_close": 4.0, "gate": 10.0, "doorbell": 7.0,
}  # fmt: skip
"""How far off such a thing usually is; what is not here is done near at hand."""
_BY_HAND = frozenset((
    "cup", "pour", "drink", "eat", "paper", "write", "coins", "keys", "match", "broom", "chair", "clang", "thud",
    "punch", "clap", "cloth", "fall", "sword", "sheathe", "clash", "bow", "whip", "whoosh", "switch", "camera",
    "keyboard", "phone_ring", "phone_buzz", "beep", "lock", "glass", "crockery", "crash", "cough", "sob", "gasp",
    "breath", "laugh", "snore", "splash", "wood_break", "creak", "staff", "bubbles",
))  # fmt: skip
"""What is heard where somebody of the action is."""
_DONE = frozenset(("drink", "eat", "fall", "cloth", "sob", "laugh", "breath", "staff"))
"""What a deed of the action makes by itself, though it be in another shot of it."""
_OUTDOORS = frozenset((
    "thunder", "thunder_far", "howl", "rooster", "train_horn", "siren", "plane", "ship_horn", "firework", "dog",
    "gallop", "neigh", "clapper", "crow", "owl", "crane", "cow", "sheep", "car_pass", "car_horn", "brakes", "cart",
    "rockfall", "horn", "bell", "train_pass",
))  # fmt: skip
"""What is outside when the scene is inside."""
_FAR = re.compile(
    r"远处|远方|隐约|隐隐|遥远|远远|门外|窗外|屋外|外面|隔壁|楼上|楼下|off[- ]?screen|\(O\.?S\.?\)|distant|"
    r"in the distance|far (?:off|away)|faint|outside|next door|upstairs|downstairs|offstage",
    re.IGNORECASE,
)
_FARTHER = 3.0
_OPENS, _SHUTS = ("door_open", "door_slide", "gate", "creak"), ("door_close", "door_slam")


def named(each: Played, staging: Staging, in_take: FrameRange, aspect: float, made: Set[str]) -> Iterator[SoundInShot]:
    """The sounds of a part that its words name and no deed of it makes, on samples of the take."""
    shares = moments_of(each.part.words)
    for index, what in enumerate(each.part.sounds):
        if what in made or (what in _DONE and each.part.doings):
            continue
        share = shares.get(what, index / len(each.part.sounds))
        frame = max(float(in_take.start), _frame(each, what, share, staging))
        times = range(_STEPS) if what == "footstep" else range(1)
        for number in times:
            yield _placed(each, what, frame + number * _PACE * float(staging.rate.fraction), staging, aspect)


def _frame(each: Played, what: str, share: float, staging: Staging) -> float:
    """When: with the coming or going that opens or shuts a door, else where its word stands in the action."""
    for doing in each.part.doings:
        if what in _OPENS and doing.deed.move == "enter":
            return float(each.start + doing.start)
        if what in _SHUTS and doing.deed.move == "exit":
            return float(each.start + doing.start + doing.frames)
    first = float(staging.rate.frames_in(_FIRST))
    return each.start + first + share * max(0.0, each.part.frames - 2.0 * first)


def _placed(each: Played, what: str, frame: float, staging: Staging, aspect: float) -> SoundInShot:
    start = sample_at(staging.rate, max(0.0, frame))
    metres = _METRES.get(what, 0.0)
    if what in _BY_HAND and each.part.doings:
        begun = max(0, min(int(frame), staging.frames - 1))
        at = heard_from(staging, begun, each.part.doings[-1].after.position, aspect)
        return SoundInShot(
            what=what, start=start, strength=at.strength, pan=at.pan, distance=at.distance, occlusion=at.occlusion
        )
    far = bool(_FAR.search(each.part.words))
    walled = staging.place.inside and what in _OUTDOORS
    occlusion = min(0.9, (0.6 if walled else 0.0) + (0.25 if far else 0.0))
    strength = (0.7 if walled else 1.0) * (0.6 if far else 1.0)
    side = (seed_of("side", what, each.part.key) % 7 - 3) / 10.0
    return SoundInShot(
        what=what, start=start, strength=round(strength, 2), pan=side if metres else 0.0,
        distance=round((metres or _NEAR) * (_FARTHER if far else 1.0), 1), occlusion=round(occlusion, 2),
    )  # fmt: skip
