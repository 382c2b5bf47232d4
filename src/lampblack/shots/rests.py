"""Rests: what somebody sits or lies on, as the words have it, and where the others stand beside it."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from lampblack.breakdown.model import Deed, Scene
from lampblack.shots.parts import Stance
from lampblack.staging.people import BED_HIGH, Rest
from lampblack.staging.place import Place
from lampblack.staging.space import Point, heading

BEDS = ("hospital", "bedroom")
"""Kits in which one lies in a bed where no word says on what."""
_SENTENCE = re.compile(r"[^。！？!?；;\n.…]+")
_WORDS: tuple[tuple[Rest, re.Pattern[str]], ...] = (
    ("ground", re.compile(r"地上|地面|地板|席地|草地|雪地|沙地|\b(?:floor|ground|grass|sand|snow|pavement)\b", re.I)),
    ("wheelchair", re.compile(r"轮椅|\bwheel ?chair\b", re.I)),
    ("bed", re.compile(r"病床|床|榻|炕|担架|\b(?:bed|cot|bunk|gurney|stretcher|berth)\b", re.I)),
    ("desk", re.compile(r"书桌|办公桌|书案|案前|案后|讲台|\bdesk\b", re.I)),
    ("table", re.compile(r"桌|\b(?:table|counter|bar)\b", re.I)),
    ("chair", re.compile(r"椅|沙发|\b(?:chair|armchair|sofa|couch)\b", re.I)),
)
_BEGINS = re.compile(r"下|倒|\b(?:down|back|into?|up)\b|sinks?|settles?|drops|takes", re.I)
"""A word for coming to sit or lie, and not for sitting or lying."""
_STATES: dict[str, tuple[Rest, ...]] = {
    "sit": ("wheelchair", "desk", "table", "chair", "ground"),
    "lie": ("bed", "ground"),
}
_PUSHED = re.compile(r"推|\bpush(?:es|ing)?\b|\bwheels?\b", re.I)


def rest_in(deed: Deed, action: str, place: Place) -> Rest | None:
    """What `deed` of `action` is done on; None where nothing says so."""
    if deed.move not in _STATES:
        return None
    for sentence in _SENTENCE.findall(action):
        at = sentence.find(deed.words)
        if at < 0:
            continue
        for rest, pattern in _WORDS:
            if rest in _STATES[deed.move] and pattern.search(sentence, at):
                return rest
    return "bed" if deed.move == "lie" and place.inside and place.kit in BEDS else None


def rests_from_the_start(id: str, scene: Scene) -> tuple[Deed, str] | None:
    """The deed, and its action, by which somebody sits or lies when a scene opens: told first of them, in the scene's
    first words, as something that is so."""
    first = scene.beats[0] if scene.beats else None
    if first is None or first.line is not None:
        return None
    deed = next((each for each in first.deeds if each.who == id), None)
    if deed is None or deed.move not in _STATES or _BEGINS.search(deed.words):
        return None
    return deed, first.action


def in_bed(stance: Stance) -> Stance:
    """Somebody in a bed: at the height of the mattress, feet to the side they looked to, and a little towards the
    audience, so that the face is seen."""
    side = 1.0 if math.sin(stance.yaw) >= 0.0 else -1.0
    lies = Point(x=stance.position.x, y=BED_HIGH, z=stance.position.z)
    return replace(stance, position=lies, yaw=side * (math.pi / 2 + 0.35), posture="lie", rest="bed")


def in_front(stance: Stance) -> Stance:
    """Somebody in a wheelchair that is pushed: half turned to the audience, and to who is beside them."""
    side = 1.0 if math.sin(stance.yaw) >= 0.0 else -1.0
    return replace(stance, yaw=math.pi - side * 0.6, posture="sit", rest="wheelchair")


def is_pushed(action: str) -> bool:
    """Whether somebody pushes the chair an action tells of."""
    return bool(_PUSHED.search(action))


def beside_bed(lying: Stance, number: int) -> Stance:
    """Where the `number`th of those stands who are with somebody in a bed: behind it, as the audience sees it."""
    ahead, across = _ways(lying)
    at = lying.position + ahead.scaled(0.35 + 0.55 * number) + across.scaled(0.78)
    return Stance(position=Point(x=at.x, z=at.z), yaw=heading(at, lying.position + ahead.scaled(-0.6)))


def beside_wheels(sitting: Stance, number: int) -> Stance:
    """Where they stand who are with somebody in a wheelchair: beside its handles, on the side its owner looks to."""
    side = 1.0 if math.sin(sitting.yaw) >= 0.0 else -1.0
    at = sitting.position + Point(x=side * (0.72 + 0.6 * number), z=0.12)
    return Stance(position=at, yaw=heading(at, sitting.position + Point(z=-0.5)))


def _ways(lying: Stance) -> tuple[Point, Point]:
    """To the feet, and upstage across the bed."""
    ahead = Point(x=math.sin(lying.yaw), z=math.cos(lying.yaw))
    return ahead, Point(x=-ahead.z, z=ahead.x) if ahead.x >= 0.0 else Point(x=ahead.z, z=-ahead.x)
