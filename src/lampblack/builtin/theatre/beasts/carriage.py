"""What a beast does at a frame, whatever it is made of: how it carries itself, looks, listens, feels and speaks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.puppet.gaze import looked_at
from lampblack.builtin.theatre.puppet.idle import blink_at, speaking_at
from lampblack.builtin.theatre.puppet.vector import Vec, sub, upright
from lampblack.staging.mouth import MouthPose, mouth_at
from lampblack.staging.people import Mood, Person, Posture, Verb
from lampblack.staging.space import eased
from lampblack.staging.stage import Staging

CHANGE = 0.9
"""Seconds from one posture to another."""
LOOK = 0.5
"""Seconds for head and neck to turn to something new."""
FEEL = 0.7
TURN_MOST, UP_MOST, DOWN_MOST = 1.75, 0.7, 0.8
"""Radians neck and head turn together."""


SHUT = MouthPose()


@dataclass(frozen=True, slots=True)
class Carriage:
    """A beast at an instant. Shares 0 to 1 unless said otherwise."""

    sit: float = 0.0
    lie: float = 0.0
    crouch: float = 0.0
    rear: float = 0.0
    """Up on the hind legs."""
    paw: float = 0.0
    """The right fore foot lifted and put forward."""
    graze: float = 0.0
    """The head down to the ground."""
    neck: float = 0.0
    """Radians up (+) or down from how the neck is carried."""
    nod: float = 0.0
    """Radians the head alone looks up."""
    yaw: float = 0.0
    """Radians neck and head turn to the beast's right."""
    tilt: float = 0.0
    """Radians the head is laid aside."""
    ears: float = 0.0
    """1: laid back flat, -1: pricked."""
    tail: float = 0.0
    """Radians up (+), tucked (-)."""
    wag: float = 0.0
    """-1 to 1: the tail's side."""
    brow: float = 0.0
    """Inner ends of the brows: + up (worry), - down (anger)."""
    lids: float = 0.0
    """0 open as usual, 1 shut, below 0 wide."""
    smile: float = 0.0
    """Corners of the mouth, -1 to 1."""
    bristle: float = 0.0
    eyes: tuple[float, float] = (0.0, 0.0)
    """Where the pupils go: right, up, -1 to 1."""
    mouth: MouthPose = SHUT
    pant: float = 0.0
    """How far the jaw hangs open besides speech."""
    breath: float = 0.0
    """-1 to 1."""
    spread: float = 0.0
    """Of a bird: wings opened."""
    seconds: float = 0.0


_MOODS: Mapping[Mood, Carriage] = {
    "calm": Carriage(),
    "happy": Carriage(neck=0.08, ears=-0.5, tail=0.45, smile=0.8, brow=0.2, pant=0.18, lids=0.1),
    "sad": Carriage(neck=-0.42, nod=-0.15, ears=0.55, tail=-0.45, brow=0.9, smile=-0.6, lids=0.3),
    "angry": Carriage(
        neck=-0.22, nod=0.14, ears=1.0, tail=0.25, brow=-1.0, smile=-0.6, bristle=1.0, crouch=0.12, pant=0.22
    ),
    "afraid": Carriage(neck=-0.16, ears=0.95, tail=-1.0, brow=0.8, lids=-0.4, smile=-0.4, crouch=0.42),
    "weary": Carriage(neck=-0.34, ears=0.4, tail=-0.3, brow=0.3, lids=0.5, smile=-0.2),
    "resolute": Carriage(neck=0.14, ears=-0.6, tail=0.15, brow=-0.5),
    "tender": Carriage(neck=-0.06, ears=0.2, brow=0.35, lids=0.28, tilt=0.16, smile=0.4),
}
_ADDED = ("neck", "nod", "ears", "tail", "brow", "lids", "smile", "bristle", "crouch", "pant", "tilt")


def carriage_at(person: Person, frame: int, staging: Staging, yaw: float, eyes: Vec) -> Carriage:
    """The beast's carriage on `frame`: it faces `yaw`, its eyes are about at `eyes`."""
    fps = float(staging.rate.fraction)
    seconds = frame / fps
    now = _idle(person, seconds)
    now = replace(now, **_postures(person, frame, fps))
    now = _felt(now, person, frame, fps)
    for action in person.actions:
        t = (frame - action.start) / max(1, action.stop - action.start)
        if 0.0 <= t <= 1.0:
            now = _acted(now, action.verb, t, (frame - action.start) / fps, action.strength)
    now = _looking(now, person, frame, staging, yaw, eyes)
    return _speaking(now, person, frame, staging)


def _idle(person: Person, seconds: float) -> Carriage:
    """Breath, ears that listen about, a tail that is never quite still."""
    phase = person.figure.seed % 628 / 100.0
    flick = max(0.0, math.sin(seconds * 0.9 + phase) - 0.93) * 12.0
    return Carriage(
        seconds=seconds,
        breath=math.sin(seconds * 1.9 + phase),
        neck=0.025 * math.sin(seconds * 0.63 + phase * 2.0),
        tilt=0.03 * math.sin(seconds * 0.41 + phase),
        ears=0.12 * math.sin(seconds * 1.3 + phase) + flick,
        wag=0.5 * math.sin(seconds * 1.15 + phase),
    )


def _postures(person: Person, frame: int, fps: float) -> dict[str, float]:
    """How far the beast sits or lies, on its way from one posture to the next."""
    marks = person.marks
    index = max((i for i, mark in enumerate(marks) if mark.frame <= frame), default=0)
    now = marks[index].posture
    since = index
    while since > 0 and marks[since - 1].posture == now:
        since -= 1
    share = 1.0
    before: Posture = now
    if since > 0:
        before = marks[since - 1].posture
        share = eased((frame - marks[since].frame) / (CHANGE * fps), "in_out")

    def at(*postures: Posture) -> float:
        return (before in postures) * (1.0 - share) + (now in postures) * share

    return {"sit": at("sit"), "lie": at("lie", "kneel")}


def _felt(now: Carriage, person: Person, frame: int, fps: float) -> Carriage:
    index = max((i for i, feeling in enumerate(person.feelings) if feeling.frame <= frame), default=-1)
    if index < 0:
        return now
    feeling = person.feelings[index]
    share = eased((frame - feeling.frame) / (FEEL * fps), "in_out") if feeling.frame > 0 else 1.0
    parts: dict[str, float] = {}
    for name in _ADDED:
        past = person.feelings[index - 1] if index else None
        a = getattr(_MOODS[past.mood], name) * past.strength if past is not None else 0.0
        b = getattr(_MOODS[feeling.mood], name) * feeling.strength
        parts[name] = getattr(now, name) + a + (b - a) * share
    wag = now.wag
    if feeling.mood == "happy":
        wag += share * feeling.strength * 0.9 * math.sin(now.seconds * 11.0)
    return replace(now, **parts, wag=wag)


def _acted(now: Carriage, verb: Verb, t: float, seconds: float, strength: float) -> Carriage:
    """What a beast makes of a verb: it has no hands, but paws, a head and a voice."""
    share = eased(min(1.0, t / 0.22), "in_out") * eased(min(1.0, (1.0 - t) / 0.22), "in_out")
    beat = math.sin(seconds * 7.5)
    if verb == "fall":
        down = eased(min(1.0, t / 0.6), "in")
        return replace(now, lie=max(now.lie, down), neck=now.neck - 0.5 * down, ears=now.ears + 0.4 * down)
    if verb in ("drink", "eat", "take", "work"):
        return replace(
            now, graze=share, nod=now.nod + 0.10 * share * beat, pant=now.pant + 0.25 * share * max(0.0, beat)
        )
    if verb in ("strike", "fight", "parry"):
        up = share * strength
        return replace(
            now,
            rear=up,
            ears=now.ears + 0.8 * up,
            bristle=max(now.bristle, up),
            brow=now.brow - 0.8 * up,
            pant=now.pant + 0.7 * up,
        )
    if verb in ("point", "raise", "reach", "give", "wave", "gesture", "hold", "embrace", "clap"):
        swing = 0.25 * beat if verb in ("wave", "clap") else 0.0
        return replace(now, paw=share * (0.85 + swing), neck=now.neck + 0.06 * share)
    if verb == "nod":
        return replace(now, nod=now.nod - 0.28 * share * (0.5 + 0.5 * beat))
    if verb == "shake":
        return replace(now, yaw=now.yaw + 0.34 * share * beat, ears=now.ears + 0.3 * share)
    if verb == "bow":
        return replace(now, crouch=max(now.crouch, 0.9 * share), neck=now.neck - 0.35 * share, paw=0.25 * share)
    if verb == "laugh":
        return replace(
            now,
            nod=now.nod + share * (0.3 + 0.08 * beat),
            pant=now.pant + share * (0.5 + 0.3 * beat),
            smile=1.0,
            lids=max(now.lids, 0.6 * share),
        )
    if verb == "look_up":
        return replace(now, neck=now.neck + 0.25 * share, nod=now.nod + 0.4 * share)
    if verb == "look_down":
        return replace(now, neck=now.neck - 0.3 * share, nod=now.nod - 0.3 * share)
    if verb in ("weep", "sigh", "cover", "wipe"):
        return replace(
            now,
            neck=now.neck - 0.45 * share,
            ears=now.ears + 0.6 * share,
            brow=now.brow + share,
            lids=max(now.lids, 0.7 * share),
        )
    return replace(now, tilt=now.tilt + 0.24 * share)


def _looking(now: Carriage, person: Person, frame: int, staging: Staging, yaw: float, eyes: Vec) -> Carriage:
    index = max((i for i, gaze in enumerate(person.gazes) if gaze.frame <= frame), default=-1)
    if index < 0:
        return now
    fps = float(staging.rate.fraction)
    since = (frame - person.gazes[index].frame) / (LOOK * fps)
    goal = _goal(person, index, frame, staging, yaw, eyes)
    past = _goal(person, index - 1, frame, staging, yaw, eyes) if index else (0.0, 0.0)
    if index == 0 and person.gazes[0].frame <= 0:
        past = goal
    head, quick = eased(since, "in_out"), eased(since * 2.6, "out")
    turn, rise = (past[i] + (goal[i] - past[i]) * head for i in (0, 1))
    ahead = past[0] + (goal[0] - past[0]) * quick, past[1] + (goal[1] - past[1]) * quick
    held = max(-TURN_MOST, min(TURN_MOST, turn)) * 0.92
    lifted = max(-DOWN_MOST, min(UP_MOST, rise))
    return replace(
        now,
        yaw=now.yaw + held,
        neck=now.neck + 0.35 * lifted,
        nod=now.nod + 0.55 * lifted,
        eyes=(max(-1.0, min(1.0, 1.6 * (ahead[0] - held))), max(-1.0, min(1.0, 1.6 * (ahead[1] - 0.9 * lifted)))),
        ears=now.ears - 0.35 * (1.0 - min(1.0, abs(now.ears))),
    )


def _goal(person: Person, index: int, frame: int, staging: Staging, yaw: float, eyes: Vec) -> tuple[float, float]:
    point = looked_at(person, person.gazes[index], frame, staging)
    if point is None:
        return (0.0, 0.0)
    x, y, z = upright(eyes, yaw).inward(sub(point, eyes))
    turn = math.atan2(x, z)
    return (0.0, 0.0) if abs(turn) > 2.6 else (turn, math.atan2(y, math.hypot(x, z)))


def _speaking(now: Carriage, person: Person, frame: int, staging: Staging) -> Carriage:
    """The muzzle opens on the measured mouth shapes; the head goes along with what is said."""
    sample = staging.rate.samples_at(frame)
    middle = (sample + staging.rate.samples_at(frame + 1)) // 2
    share = speaking_at(person, sample)
    fps = float(staging.rate.fraction)
    shut = blink_at(person, frame, fps, staging.frames)
    beat = math.sin(now.seconds * 5.3) * 0.6 + math.sin(now.seconds * 8.1) * 0.4
    return replace(
        now,
        mouth=mouth_at(person.mouth, middle),
        pant=now.pant * (1.0 - share),
        nod=now.nod + share * 0.05 * beat,
        tilt=now.tilt + share * 0.05 * math.sin(now.seconds * 2.1),
        ears=now.ears - 0.2 * share * max(0.0, beat),
        brow=now.brow + 0.2 * share * beat,
        lids=now.lids + (1.0 - now.lids) * shut,
    )
