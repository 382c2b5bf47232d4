"""What everybody in the picture does, in the order in which it is done, as the staging has it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lampblack.shots.model import Shot
from lampblack.staging.people import Action, Mark, Person
from lampblack.staging.place import SetPiece
from lampblack.takes.words.figure import THINGS
from lampblack.takes.words.seen import Seen
from lampblack.takes.words.tongue import Both, Tongue, a, in_tongue, said

VERBS: dict[str, Both] = {
    "gesture": ("gestures with a hand", "抬手比划"),
    "point": ("points", "伸手指去"),
    "raise": ("raises an arm", "举起手臂"),
    "reach": ("reaches out a hand", "伸出手"),
    "drink": ("drinks", "喝水"),
    "strike": ("strikes out", "挥手击打"),
    "fall": ("falls down", "倒下"),
    "nod": ("nods", "点头"),
    "shake": ("shakes the head", "摇头"),
    "bow": ("bows", "俯身"),
    "weep": ("weeps", "落泪"),
    "laugh": ("laughs", "笑起来"),
    "look_up": ("looks up", "抬头仰望"),
    "look_down": ("looks down", "低下头"),
    "give": ("holds something out", "递出手中的东西"),
    "take": ("takes something", "伸手接过"),
    "turn": ("turns round", "转过身"),
    "wave": ("waves", "挥手"),
    "clap": ("claps", "鼓掌"),
    "shrug": ("shrugs", "耸肩"),
    "think": ("ponders", "沉思"),
    "cross": ("crosses the arms", "抱起双臂"),
    "wipe": ("wipes the eyes", "擦拭眼角"),
    "cover": ("covers the face with both hands", "双手掩面"),
    "sigh": ("sighs", "叹气"),
    "parry": ("wards off a blow", "抬手格挡"),
    "fight": ("fights", "搏斗"),
    "eat": ("eats", "吃东西"),
    "embrace": ("opens the arms for an embrace", "张臂拥抱"),
    "hold": ("holds hands", "牵着手"),
    "work": ("is at work with the hands", "双手忙着活计"),
}
"""A verb done alone."""
AT: dict[str, Both] = {
    "gesture": ("gestures to {}", "朝{}比划"),
    "point": ("points at {}", "伸手指向{}"),
    "raise": ("raises {}", "举起{}"),
    "reach": ("reaches out for {}", "伸手去够{}"),
    "drink": ("drinks from {}", "喝着{}"),
    "strike": ("strikes at {}", "击向{}"),
    "nod": ("nods to {}", "向{}点头"),
    "shake": ("shakes the head at {}", "对{}摇头"),
    "bow": ("bows to {}", "向{}行礼"),
    "laugh": ("laughs with {}", "对着{}笑"),
    "look_up": ("looks up at {}", "抬头望着{}"),
    "look_down": ("looks down at {}", "低头看着{}"),
    "turn": ("turns to {}", "转身面向{}"),
    "wave": ("waves to {}", "向{}挥手"),
    "clap": ("claps for {}", "为{}鼓掌"),
    "parry": ("wards off {}", "挡开{}"),
    "fight": ("fights with {}", "与{}搏斗"),
    "eat": ("eats with {}", "用{}吃着"),
    "embrace": ("embraces {}", "拥抱{}"),
    "hold": ("holds hands with {}", "牵着{}的手"),
    "work": ("is busy with {}", "摆弄着{}"),
    "give": ("hands something to {}", "把手里的东西递给{}"),
    "take": ("takes {}", "拿起{}"),
}
"""The same done to or with somebody or something."""
WITH: dict[str, Both] = {
    "give": ("puts down {}", "放下{}"),
    "take": ("takes {}", "拿起{}"),
    "raise": ("raises {}", "举起{}"),
    "drink": ("drinks from {}", "端着{}喝"),
    "work": ("is busy with {}", "摆弄着{}"),
    "point": ("aims {}", "举起{}"),
    "look_down": ("reads {}", "低头看{}"),
    "strike": ("strikes with {}", "挥{}击去"),
    "parry": ("wards off a blow with {}", "以{}格挡"),
    "fight": ("fights with {}", "挥{}搏斗"),
    "wave": ("waves {}", "挥动{}"),
}
"""The same with what is in the hand."""
BOTH: dict[str, Both] = {
    "give": ("hands {thing} to {who}", "把{thing}递给{who}"),
    "take": ("takes {thing} from {who}", "从{who}手中接过{thing}"),
    "point": ("aims {thing} at {who}", "举{thing}指向{who}"),
    "strike": ("strikes at {who} with {thing}", "挥{thing}击向{who}"),
    "fight": ("fights {who} with {thing}", "挥{thing}与{who}搏斗"),
}
"""The same with what is in the hand, to somebody."""
POSTURES: dict[str, Both] = {
    "stand": ("stands", "站着"),
    "walk": ("walks", "走着"),
    "run": ("runs", "奔跑着"),
    "sit": ("sits", "坐着"),
    "kneel": ("kneels", "跪着"),
    "lie": ("lies", "躺着"),
}
BECOMES: dict[str, Both] = {
    "stand": ("stands up", "站起身"),
    "sit": ("sits down", "坐下"),
    "kneel": ("kneels down", "跪下"),
    "lie": ("lies down", "躺下"),
}
RESTS: dict[str, Both] = {
    "bed": ("in bed", "在床上"),
    "wheelchair": ("in a wheelchair", "在轮椅上"),
    "desk": ("at a desk", "在书桌前"),
    "table": ("at a table", "在桌旁"),
    "chair": ("on a chair", "在椅子上"),
    "ground": ("on the ground", "在地上"),
}
MOODS: dict[str, Both] = {
    "calm": ("", ""),
    "happy": ("with a happy face", "神情愉快"),
    "sad": ("with a sad face", "神情悲伤"),
    "angry": ("with an angry face", "面带怒色"),
    "afraid": ("with a frightened face", "神色惊恐"),
    "weary": ("with a weary face", "神情疲惫"),
    "resolute": ("with a resolute face", "神情坚定"),
    "tender": ("with a tender look", "目光温柔"),
}
LOOKS: dict[str, Both] = {
    "sun": ("the sun", "太阳"),
    "moon": ("the moon", "月亮"),
    "sky": ("the sky", "天空"),
    "camera": ("the camera", "镜头"),
}
_GOES = 0.6
"""Metres from which a way is a walk and no shift of weight."""
_TURNED = 1.5
"""Radians from which a turn is told of."""
_NEAR = 1.9
"""Metres from somebody at which one has come up to them."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What names the words go by: of people by their ids, of things by theirs."""

    tongue: Tongue
    people: Mapping[str, str]
    things: Mapping[str, str]

    def name(self, id: str) -> str:
        """Somebody or something, as the words call them."""
        if id in self.people:
            return self.people[id]
        if id in LOOKS:
            return said(LOOKS, id, self.tongue)
        return self.thing(id)

    def thing(self, id: str) -> str:
        """Something with its article, or nothing where it has no name in this language."""
        named = self.things.get(id) or said(THINGS, id, self.tongue)
        return a(named) if named and self.tongue == "en" and named.islower() else named


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something done from `start` on; `key` is what it is (a verb, or a way), for whoever has told it already."""

    start: int
    key: str
    text: str


def deeds_in(shot: Shot, seen: Seen, told: Told) -> tuple[Deed, ...]:
    """All that one of those in the picture does in what the cut uses, in order."""
    used = shot.range_in_take
    person = seen.person
    found = [
        _action(action, told) for action in person.actions if action.start < used.stop and action.stop > used.start
    ]
    found += _ways(shot, seen, told)
    found += _postures(shot, person, told.tongue)
    found += _turns(shot, person, told.tongue)
    kept: dict[str, Deed] = {}
    for deed in sorted((each for each in found if each.text), key=lambda each: (each.start, each.key)):
        kept.setdefault(deed.text, deed)
    return tuple(kept.values())


def handled(shot: Shot, person: Person, things: Collection[str], told: Told) -> tuple[Deed, ...]:
    """What somebody does with one of these things in what the cut uses: of an insert one sees no more of them."""
    used = shot.range_in_take
    return tuple(
        _action(action, told)
        for action in person.actions
        if action.start < used.stop and action.stop > used.start and (action.thing in things or action.target in things)
    )


def _action(action: Action, told: Told) -> Deed:
    who = told.name(action.target) if action.target else ""
    thing = told.thing(action.thing) if action.thing else ""
    same = action.target == action.thing or who == thing
    if who and thing and not same and action.verb in BOTH:
        text = in_tongue(BOTH[action.verb], told.tongue).format(thing=thing, who=who)
    elif thing and action.verb in WITH:
        text = in_tongue(WITH[action.verb], told.tongue).format(thing)
    elif who and action.verb in AT:
        text = in_tongue(AT[action.verb], told.tongue).format(who)
    else:
        text = in_tongue(VERBS[action.verb], told.tongue)
    return Deed(start=action.start, key=action.verb, text=text)


def _ways(shot: Shot, seen: Seen, told: Told) -> list[Deed]:
    """The way they go over the ground, if they do."""
    used, person = shot.range_in_take, seen.person
    begin, end = person.mark_at(used.start), person.mark_at(used.stop - 1)
    dx, dz = end.position.x - begin.position.x, end.position.z - begin.position.z
    if (dx * dx + dz * dz) ** 0.5 < _GOES:
        return []
    runs = any(mark.posture == "run" for mark in person.marks)
    start = next((mark.frame for mark in person.marks if mark.posture in ("walk", "run")), used.start)
    key = "run" if runs else "walk"
    return [Deed(start=max(start, used.start), key=key, text=_way(shot, seen, told, runs=runs, dx=dx, dz=dz))]


def _way(shot: Shot, seen: Seen, told: Told, *, runs: bool, dx: float, dz: float) -> str:
    goes = _in(told.tongue, "runs" if runs else "walks", "跑" if runs else "走")
    near = _comes_up_to(shot, seen.person)
    side = ("right", "右") if dx < 0 else ("left", "左")
    if seen.entering:
        comes = _in(told.tongue, f"{goes} in from the {side[0]}", f"从{side[1]}侧{goes}来")
        return comes + (_in(told.tongue, f" up to {told.name(near)}", f"，到{told.name(near)}面前") if near else "")
    if seen.leaving:
        out = ("left", "左") if dx < 0 else ("right", "右")
        return _in(told.tongue, f"{goes} out of frame to the {out[0]}", f"向{out[1]}侧{goes}出画面")
    if near:
        return _in(told.tongue, f"{goes} up to {told.name(near)}", f"{goes}到{told.name(near)}面前")
    gaze = next((each.target for each in reversed(seen.person.gazes) if each.target in LOOKS), "")
    if gaze and abs(dz) >= abs(dx) and dz > 0:
        return _in(told.tongue, f"{goes} away towards {told.name(gaze)}", f"朝着{told.name(gaze)}{goes}去")
    if abs(dz) > abs(dx):
        return (
            _in(told.tongue, f"{goes} away into the distance", f"向远处{goes}去")
            if dz > 0
            else _in(told.tongue, f"{goes} towards the camera", f"朝镜头{goes}来")
        )
    out = ("left", "左") if dx < 0 else ("right", "右")
    return _in(told.tongue, f"{goes} to the {out[0]}", f"向{out[1]}{goes}去")


def _comes_up_to(shot: Shot, person: Person) -> str:
    """Whom they end beside, having been farther off before."""
    used = shot.range_in_take
    begin, end = person.mark_at(used.start).position, person.mark_at(used.stop - 1).position
    for other in shot.staging.people:
        if other.id == person.id:
            continue
        at = other.mark_at(used.stop - 1).position
        if end.distance(at) < _NEAR and begin.distance(at) > end.distance(at) + _GOES / 2:
            return other.id
    return ""


def _postures(shot: Shot, person: Person, tongue: Tongue) -> list[Deed]:
    """Sitting down, standing up and the like."""
    used, found, before = shot.range_in_take, list[Deed](), ""
    for mark in person.marks:
        posture = "stand" if mark.posture in ("walk", "run") else mark.posture
        if before and posture != before and used.start <= mark.frame < used.stop:
            found.append(Deed(start=mark.frame, key=posture, text=said(BECOMES, posture, tongue)))
        before = posture
    return found


def _turns(shot: Shot, person: Person, tongue: Tongue) -> list[Deed]:
    """Turning round on the spot, where nobody wrote it down as a verb."""
    used, before = shot.range_in_take, person.mark_at(shot.range_in_take.start)
    for mark in person.marks:
        if used.start < mark.frame < used.stop:
            turned = abs((mark.yaw - before.yaw + math.pi) % (2 * math.pi) - math.pi)
            if turned > _TURNED and mark.position.distance(before.position) < _GOES:
                return [Deed(start=mark.frame, key="turn", text=said(VERBS, "turn", tongue))]
            before = mark
    return []


def bearing(seen: Seen, mark: Mark, told: Told, *, gaze: str = "", body: bool = True) -> str:
    """How somebody is who does nothing else: `stands, looking at Ada`; without the `body` only where they look."""
    posture = "stand" if mark.posture in ("walk", "run") else mark.posture
    if not body and gaze:
        return f"望着{gaze}" if told.tongue == "zh" else f"looks at {gaze}"
    at = said(POSTURES, posture, told.tongue)
    rest = said(RESTS, seen.person.rest, told.tongue) if isinstance(seen.person.rest, str) else ""
    if told.tongue == "zh":
        whole = f"{rest}{at}" if rest else at
        return f"{whole}，望着{gaze}" if gaze else whole
    whole = f"{at} {rest}" if rest else at
    return f"{whole}, looking at {gaze}" if gaze else whole


def gaze_of(person: Person, frame: int) -> str:
    """Whom or what they look at on a frame, by id; nothing where that has none."""
    target = next((gaze.target for gaze in reversed(person.gazes) if gaze.frame <= frame), "")
    return target if target != person.id else ""


def mood_of(person: Person, frame: int, tongue: Tongue) -> str:
    """What the face shows on a frame."""
    feeling = next((each for each in reversed(person.feelings) if each.frame <= frame), None)
    return said(MOODS, feeling.mood, tongue) if feeling and feeling.strength >= 0.3 else ""


def piece_name(piece: SetPiece) -> str:
    """A thing of the place by its kind."""
    return piece.kind.replace("_", " ")


def _in(tongue: Tongue, english: str, chinese: str) -> str:
    return chinese if tongue == "zh" else english
