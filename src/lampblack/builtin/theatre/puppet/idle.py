"""What a living body does by itself: breath, blinks, small shifts of weight, hands that speak along, trailing cloth."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.puppet.gaze import TURN, changing
from lampblack.builtin.theatre.puppet.pose import BodyPose, HandPose, blended
from lampblack.builtin.theatre.puppet.vector import Vec
from lampblack.staging.people import Person
from lampblack.staging.space import eased
from lampblack.staging.stage import Staging

BLINK = 0.26
"""Seconds of one blink: 0.08 down, the rest up."""
SHIFT = 1.1
"""Seconds to bring the weight from one leg to the other."""
LIVELY = (
    "gesture", "point", "raise", "reach", "drink", "strike", "fall", "give", "take", "weep", "bow", "wave", "clap",
    "shrug", "think", "cross", "wipe", "cover", "parry", "fight", "eat", "embrace", "hold", "laugh", "work",
)  # fmt: skip
"""Verbs that use the hands; nobody gestures along while doing one."""


@lru_cache(maxsize=64)
def blinks(seed: str, seconds: int) -> tuple[float, ...]:
    """When this person blinks, in seconds from frame 0: every two to five, never at the same time as another."""
    times: list[float] = []
    at = 0.6
    number = 0
    while at < seconds:
        at += 2.0 + 3.0 * (seed_of(seed, "blink", number) % 1000) / 1000.0
        times.append(at)
        number += 1
    return tuple(times)


def blink_at(person: Person, frame: int, fps: float, frames: int) -> float:
    """How far the lids are down, 0 to 1."""
    now = frame / fps
    turns = (_after_turn(person, number, gaze.frame, fps) for number, gaze in enumerate(person.gazes) if gaze.frame > 0)
    if shut := max((_lid(now - at) for at in turns), default=0.0):
        return shut
    for at in blinks(f"{person.id}/{person.figure.seed}", int(frames / fps) + 6):
        since = now - at
        if since < 0.0:
            break
        if since < BLINK and not _spoiled(person, at, fps):
            return _lid(since)
    return 0.0


def _lid(since: float) -> float:
    """How far a blink that began `since` seconds ago has shut the eye."""
    if not 0.0 <= since < BLINK:
        return 0.0
    return eased(since / 0.08, "in_out") if since < 0.08 else 1.0 - eased((since - 0.1) / (BLINK - 0.1), "in_out")


def _after_turn(person: Person, number: int, frame: int, fps: float) -> float:
    """When eyes that have come to rest on something new blink, in seconds: everybody in their own time."""
    return frame / fps + TURN + 0.04 + 0.3 * (seed_of(person.id, "turn", number) % 100) / 100.0


def _spoiled(person: Person, at: float, fps: float) -> bool:
    first, last = math.floor(at * fps), math.ceil((at + BLINK) * fps)
    return any(changing(person, frame, fps) for frame in range(first, last + 1))


def living(pose: BodyPose, person: Person, frame: int, fps: float) -> BodyPose:
    """Breath and the slow sway of a body that stands still."""
    phase = (person.figure.seed % 628) / 100.0
    seconds = frame / fps
    breath = math.sin(seconds * 1.65 + phase)
    sway = math.sin(seconds * 0.53 + phase * 2.0) * 0.6 + math.sin(seconds * 0.83 + phase) * 0.4
    leg = weight_at(person, seconds)
    nod = math.sin(seconds * 0.71 + phase * 3.0)
    return replace(
        pose,
        breath=breath,
        side=pose.side + 0.011 * sway - 0.022 * leg,
        lean=pose.lean + 0.006 * breath,
        shift_x=pose.shift_x + 0.004 * sway + 0.013 * leg,
        head_roll=pose.head_roll + 0.022 * nod - 0.008 * sway,
        head_yaw=pose.head_yaw + 0.018 * math.sin(seconds * 0.47 + phase),
        right=replace(pose.right, y=pose.right.y + 0.006 * breath, z=pose.right.z + 0.014 * sway),
        left=replace(pose.left, y=pose.left.y + 0.006 * breath, z=pose.left.z - 0.012 * sway),
    )


def weight_at(person: Person, seconds: float) -> float:
    """On which leg a person who stands has their weight, -1 to 1: changed every five to eleven seconds."""
    seed = f"{person.id}/{person.figure.seed}"
    at, side = 0.0, 1.0 if seed_of(seed, "leg") % 2 else -1.0
    number = 0
    while True:
        at += 5.0 + 6.0 * (seed_of(seed, "weight", number) % 1000) / 1000.0
        if seconds < at:
            return side
        if seconds < at + SHIFT:
            return side * (1.0 - 2.0 * eased((seconds - at) / SHIFT, "in_out"))
        side, number, at = -side, number + 1, at + SHIFT


def speaking_at(person: Person, sample: int, around: int = 14_000) -> float:
    """How much the person is in the middle of speech, 0 to 1; short rests between words do not count."""
    cues = person.mouth
    if not cues:
        return 0.0
    index = bisect_left(cues, sample - around, key=lambda cue: cue.stop)
    nearest = around
    for cue in cues[index:]:
        if cue.start > sample + around:
            break
        if cue.shape != "rest":
            nearest = min(nearest, max(0, cue.start - sample, sample - cue.stop))
    return eased(1.0 - nearest / around, "in_out")


def talking(pose: BodyPose, person: Person, frame: int, staging: Staging) -> BodyPose:
    """Head and hands that move in the rhythm of what is said: one hand leads, the other follows less."""
    fps = float(staging.rate.fraction)
    sample = staging.rate.samples_at(frame)
    share = speaking_at(person, sample)
    if share <= 0.0:
        return pose
    seconds = frame / fps
    phase = (person.figure.seed % 311) / 50.0
    beat = math.sin(seconds * 5.1 + phase) * 0.55 + math.sin(seconds * 7.9 + phase * 2.0) * 0.45
    slow = 0.5 + 0.5 * math.sin(seconds * 1.17 + phase)
    pose = replace(
        pose,
        head_pitch=pose.head_pitch + share * (0.035 * beat - 0.01),
        head_yaw=pose.head_yaw + share * 0.045 * math.sin(seconds * 2.3 + phase),
        head_roll=pose.head_roll + share * 0.03 * math.sin(seconds * 1.9 + phase * 1.7),
        face=replace(pose.face, brow=pose.face.brow + share * 0.22 * max(0.0, beat)),
    )
    busy = any(a.verb in LIVELY and a.start - 6 <= frame < a.stop + 6 for a in person.actions)
    if busy or pose.lay or person.mark_at(frame).posture in ("run", "lie"):
        return pose
    wave = HandPose(x=0.2 + 0.1 * slow, y=-0.58 + 0.08 * beat, z=0.56 + 0.05 * beat, elbow_out=0.35, grip="open")
    calm = HandPose(x=-0.12, y=-0.66 + 0.03 * beat, z=0.5, elbow_out=0.5)
    lead = share * (0.25 + 0.65 * slow)
    leads_left = bool(person.figure.held) or person.figure.seed % 3 == 0
    if person.figure.held and pose.carries == "left":
        return replace(pose, right=blended(pose.right, wave, lead))
    if leads_left:
        right = pose.right if person.figure.held else blended(pose.right, calm, share * 0.4)
        return replace(pose, left=blended(pose.left, wave, lead), right=right)
    return replace(pose, right=blended(pose.right, wave, lead), left=blended(pose.left, calm, share * 0.5))


def trailing(person: Person, frame: int, staging: Staging, height: float) -> tuple[Vec, float]:
    """How far cloth and hair hang behind (metres), and the phase of their ripple, from where the person just was."""
    fps = float(staging.rate.fraction)
    here = person.mark_at(frame).position
    x = y = z = 0.0
    for seconds, weight in ((0.06, 0.2), (0.13, 0.35), (0.22, 0.3), (0.34, 0.15)):
        past = person.mark_at(max(0.0, frame - seconds * fps)).position
        x += (past.x - here.x) * weight
        y += (past.y - here.y) * weight
        z += (past.z - here.z) * weight
    size = math.sqrt(x * x + y * y + z * z)
    limit = 0.11 * height
    shrink = limit * math.tanh(size / limit) / size if size > 1e-6 else 0.0
    lag = (x * shrink, y * shrink * 0.3, z * shrink)
    now = frame / fps
    if staging.place.weather in ("wind", "storm"):
        gust = 0.05 + 0.025 * math.sin(now * 1.3) + 0.015 * math.sin(now * 3.1)
        lag = (lag[0] + gust * height, lag[1] + 0.01 * height, lag[2] + 0.01 * height * math.sin(now * 2.2))
    return lag, now * (4.5 if staging.place.weather in ("wind", "storm") else 1.2)


HAIR = 0.14
"""Seconds by which hair that hangs follows a head that turns."""


def swinging(yaw: float, past_yaw: float, nodded: float, height: float) -> Vec:
    """How far hair that hangs stays behind a head that turned from `past_yaw` to `yaw` just now, in metres."""
    turned = math.tanh((yaw - past_yaw + math.pi) % (2.0 * math.pi) - math.pi)
    far = 0.055 * height
    return (
        far * turned * math.cos(yaw) - 0.6 * far * nodded * math.sin(yaw),
        0.0,
        -far * turned * math.sin(yaw) - 0.6 * far * nodded * math.cos(yaw),
    )
