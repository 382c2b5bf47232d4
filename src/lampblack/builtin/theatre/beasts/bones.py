"""The bones of a beast on four feet at an instant, on the stage in metres."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.beasts.carriage import Carriage
from lampblack.builtin.theatre.beasts.envelope import Hoop
from lampblack.builtin.theatre.beasts.plan import Limb, Plan
from lampblack.builtin.theatre.beasts.way import Gait, Tread, Way, footing, step_of
from lampblack.builtin.theatre.puppet.vector import (
    Frame,
    Vec,
    add,
    along,
    cross,
    length,
    mix,
    scaled,
    squared,
    sub,
    unit,
    upright,
)
from lampblack.staging.space import Point

WALKING = (0.0, 0.5, 0.75, 0.25)
"""When in a stride each foot falls: right fore, left fore, right hind, left hind; a hind foot follows from behind."""
RUNNING = (0.52, 0.64, 0.0, 0.13)
WALK_DUTY, RUN_DUTY = 0.66, 0.30
STAGGER = (0.045, -0.035, -0.095, 0.015)
"""How far before its place each foot stands at rest: nobody stands square but on parade, and all four are seen."""
RUN_STRIDE = 2.1
"""How much longer than a walking stride a running one is."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg: from where it grows out of the trunk down to the foot."""

    fore: bool
    side: float
    """1: right."""
    root: Vec
    joints: tuple[Vec, ...]
    """Shoulder or hip, elbow or knee, wrist or hock, fetlock."""
    foot: Frame
    """Under the fetlock, on the ground or where the foot is: up along the pastern."""


@dataclass(frozen=True, slots=True)
class Bones:
    """A beast at an instant; everything on the stage in metres."""

    plan: Plan
    tall: float
    """Its withers."""
    body: Frame
    """Over the middle of its feet, on the ground."""
    trunk: tuple[Hoop, ...]
    neck: tuple[Hoop, ...]
    head: Frame
    """At the poll: forward along the muzzle."""
    legs: tuple[Leg, ...]
    """Right fore, left fore, right hind, left hind."""
    tail: tuple[Vec, ...]
    carriage: Carriage

    @property
    def middle(self) -> Vec:
        return self.trunk[len(self.trunk) // 2].centre


def gait_of(plan: Plan, tall: float, running: bool) -> Gait:
    if running:
        return Gait(plan.stride * tall * RUN_STRIDE, RUN_DUTY, RUNNING)
    return Gait(plan.stride * tall, WALK_DUTY, WALKING)


def bones_of(
    plan: Plan, tall: float, place: Point, yaw: float, way: Way | None, covered: float, now: Carriage
) -> Bones:
    """The beast standing at `place`, facing `yaw`, `covered` metres along `way`."""
    if plan.foot == "paw" and now.graze > 0.0:
        now = replace(now, crouch=max(now.crouch, 0.95 * now.graze))
    gait = gait_of(plan, tall, way.running if way else False)
    steps = [_step(plan, tall, place, yaw, way, gait, covered, foot) for foot in range(4)]
    body = _carried(plan, tall, place, yaw, way, gait, covered, now)
    trunk = _trunk(plan, tall, body, way, gait, covered, now)
    head, neck = _neck(plan, tall, body, trunk, way, gait, covered, now)
    legs = tuple(_leg(plan, tall, body, step, foot, way, now) for foot, step in enumerate(steps))
    return Bones(
        plan, tall, body.ground, trunk, neck, head, legs, _tail(plan, tall, body, way, covered, gait, now), now
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The trunk's own frame, tipped and lowered, and the ground under it."""

    ground: Frame
    shoulders: Frame
    hips: Frame
    middle: Frame


def _step(
    plan: Plan, tall: float, place: Point, yaw: float, way: Way | None, gait: Gait, covered: float, foot: int
) -> Tread:
    limb = plan.fore if foot < 2 else plan.hind
    side = (1.0 if foot % 2 == 0 else -1.0) * limb.apart * tall
    ahead = (limb.ahead + STAGGER[foot]) * tall
    if way is None:
        return Tread(footing(place, yaw, side, ahead), 0.0, 0.0, yaw)
    return step_of(way, gait, foot, side, ahead, covered)


def _carried(
    plan: Plan, tall: float, place: Point, yaw: float, way: Way | None, gait: Gait, covered: float, now: Carriage
) -> _Body:
    """The trunk over the feet: it bobs as it goes, sinks to sit and to lie, tips to rear."""
    ground = upright((place.x, place.y, place.z), yaw)
    bob = pitch = 0.0
    if way is not None:
        turn = 2.0 * math.pi * covered / gait.stride
        ends = min(1.0, 4.0 * min(covered, way.size - covered) / gait.stride)
        if way.running:
            bob, pitch = 0.045 * math.sin(turn + 0.6) * ends, 0.085 * math.sin(turn - 0.5) * ends
        else:
            bob, pitch = 0.008 * math.sin(2.0 * turn) * ends, 0.010 * math.sin(2.0 * turn + 1.0) * ends
    low = plan.trunk[4]
    belly = low[1] - low[4]
    drop = now.lie * (belly - 0.01) + (1.0 - now.lie) * now.crouch * 0.16
    shoulders = -drop - 0.02 * now.sit + bob + pitch * 0.5 + 0.42 * now.rear + 0.004 * now.breath
    hips = -drop - now.sit * (1.0 - now.lie) * 0.50 + bob - pitch * 0.5 - 0.12 * now.rear
    if now.crouch and not now.lie:
        shoulders -= 0.05 * now.crouch
    back = -0.13 * now.sit * (1.0 - now.lie) - 0.16 * now.rear
    rise = math.atan2(shoulders - hips, plan.fore.ahead - plan.hind.ahead)
    tipped = ground.turned(0.0, rise)
    level = 0.5 * (shoulders + hips)
    middle = tipped.at(ground.out(0.0, level * tall, back * tall))

    return _Body(ground, tipped.at(ground.out(0.0, shoulders * tall, back * tall)), tipped, middle)


def _on(body: _Body, tall: float, ahead: float, high: float, side: float = 0.0) -> Vec:
    """A place of the trunk given in withers."""
    return body.middle.out(side * tall, high * tall, ahead * tall)


def _trunk(
    plan: Plan, tall: float, body: _Body, way: Way | None, gait: Gait, covered: float, now: Carriage
) -> tuple[Hoop, ...]:
    arch = 0.0
    if way is not None and way.running:
        turn = 2.0 * math.pi * covered / gait.stride
        arch = 0.05 * math.cos(turn - 0.4) * min(1.0, 4.0 * min(covered, way.size - covered) / gait.stride)
    arch += 0.05 * now.sit + 0.03 * now.bristle
    swell = 1.0 + 0.012 * now.breath
    hoops: list[Hoop] = []
    for ahead, high, wide, up, low in plan.trunk:
        bend = arch * max(0.0, 1.0 - (2.0 * ahead) ** 2)
        hoops.append(
            Hoop(
                _on(body, tall, ahead, high + bend),
                body.middle.right,
                body.middle.up,
                wide * tall * swell,
                up * tall,
                low * tall * swell,
            )
        )
    return tuple(hoops)


def _neck(
    plan: Plan,
    tall: float,
    body: _Body,
    trunk: tuple[Hoop, ...],
    way: Way | None,
    gait: Gait,
    covered: float,
    now: Carriage,
) -> tuple[Frame, tuple[Hoop, ...]]:
    bob = 0.0
    if way is not None:
        turn = 2.0 * math.pi * covered / gait.stride
        bob = 0.10 * math.sin(turn) - 0.28 if way.running else 0.035 * math.sin(2.0 * turn)
    foot = _on(body, tall, *plan.neck_at)
    steady = math.atan2(body.middle.forward[1], 1.0)
    down = 0.95 if plan.foot == "paw" else plan.neck_rise + (0.75 if plan.neck_rise > 0.5 else 0.55)
    rise = plan.neck_rise + now.neck + bob - now.graze * down - steady * (0.6 - 0.3 * now.rear)
    turned = body.middle.turned(0.46 * now.yaw, rise)
    bent = body.middle.turned(0.18 * now.yaw, rise - 0.12)
    size = plan.neck_long * tall
    half = along(foot, bent.forward, 0.5 * size)
    poll = along(half, turned.forward, 0.5 * size)
    facing = upright(poll, math.atan2(body.ground.forward[0], body.ground.forward[2]))
    hang = plan.skull.hang + 0.55 * now.graze * (0.6 if plan.skull.hang < 0.6 else 0.35)
    head = facing.turned(now.yaw, max(-1.12, now.nod - hang + 0.25 * now.neck), now.tilt)
    if now.graze > 0.0:
        head = _reaching(head, poll, plan.skull.size * tall, body.ground.origin[1], now.graze)
    side = body.middle.right
    hoops: list[Hoop] = []
    inside = along(foot, bent.forward, -0.42 * plan.neck_deep[0] * tall)
    for share, where, frame in (
        (-1.0, along(inside, bent.forward, -0.6 * plan.neck_deep[0] * tall), bent),
        (-0.5, inside, bent),
        (0.0, foot, bent),
        (0.25, mix(foot, half, 0.5), bent),
        (0.5, half, turned),
        (0.75, mix(half, poll, 0.5), turned),
        (1.0, poll, turned),
        (1.3, along(poll, turned.forward, 0.55 * plan.neck_deep[2] * tall), turned),
    ):
        thin = 1.0 + 0.62 * min(0.0, share) - 0.14 * (share == 0.0) - 0.42 * (share > 1.0)
        kept = min(1.0, max(0.0, share))
        deep = _between(plan.neck_deep, kept) * tall * thin
        wide = _between(plan.neck_wide, kept) * tall * thin
        right = unit(mix(side, frame.right, min(1.0, 2.0 * kept)))
        hoops.append(Hoop(where, right, unit(cross(frame.forward, right)), wide, deep, deep))
    return head, tuple(hoops)


def _reaching(head: Frame, poll: Vec, size: float, ground: float, share: float) -> Frame:
    """A head that comes to the ground and not through it."""
    nose = along(poll, head.forward, size)
    under = ground + 0.03 * size - nose[1]
    return head.at((poll[0], poll[1] + share * max(0.0, under), poll[2]))


def _between(row: Sequence[float], share: float) -> float:
    """The value of a row of three at a share of its way."""
    at = share * (len(row) - 1)
    low = min(int(at), len(row) - 2)
    return row[low] + (row[low + 1] - row[low]) * (at - low)


def _leg(plan: Plan, tall: float, body: _Body, step: Tread, foot: int, way: Way | None, now: Carriage) -> Leg:
    fore, side = foot < 2, 1.0 if foot % 2 == 0 else -1.0
    limb = plan.fore if fore else plan.hind
    inward = 0.72
    root = _on(
        body,
        tall,
        limb.ahead + (0.02 if fore else -0.03),
        limb.high + (0.13 if fore else 0.03),
        side * limb.apart * inward,
    )
    joint = _on(body, tall, limb.ahead + (0.035 if fore else 0.0), limb.high, side * limb.apart * 0.95)
    at, pitch = step.at, 0.0
    if step.air > 0.0:
        up = math.sin(math.pi * step.air)
        run = way is not None and way.running
        at = (at[0], at[1] + (0.30 if run else 0.125) * tall * up * min(1.0, 1.6 * step.lift), at[2])
        pitch = (1.3 if run else 0.95) * math.sin(math.pi * min(1.0, step.air * 1.35)) * (1.0 - 0.5 * step.air)
        if step.air > 0.74:
            pitch *= max(0.0, 1.0 - (step.air - 0.74) / 0.26)
        pitch *= min(1.0, 1.6 * step.lift)
    ahead = upright(at, step.yaw)
    at, pitch = _placed(plan, tall, body, limb, fore, side, at, pitch, now)
    pad = ahead.at(at).turned(0.0, -pitch)
    tilt = 0.30 if plan.foot == "hoof" else 0.0
    fetlock = along(along(at, pad.up, plan.fetlock * tall), pad.forward, -tilt * plan.fetlock * tall)
    reach = (limb.high - plan.fetlock) * tall
    a, b, c = (bone * reach for bone in limb.bones)
    back, forth = scaled(body.middle.forward, -1.0), body.middle.forward
    if fore:
        gap = length(sub(fetlock, joint))
        eff = min(b + c, max(0.55 * (b + c), gap - 0.72 * a))
        elbow = _joint(joint, fetlock, a, eff, back)
        wrist = _joint(elbow, fetlock, b, c, forth)
        return Leg(fore, side, root, (joint, elbow, wrist, fetlock), pad)
    knee = _joint(joint, fetlock, a + c, b, forth)
    thigh = unit(sub(knee, joint))
    knee = along(joint, thigh, a)
    hock = sub(fetlock, scaled(thigh, c))
    far = length(sub(hock, knee))
    if far > 1.03 * b:
        hock = along(knee, unit(sub(hock, knee)), b)
    return Leg(fore, side, root, (joint, knee, hock, fetlock), pad)


def _placed(
    plan: Plan, tall: float, body: _Body, limb: Limb, fore: bool, side: float, at: Vec, pitch: float, now: Carriage
) -> tuple[Vec, float]:
    """Where a foot is that does not stand as usual: folded under a body that lies, put forward, lifted in the air."""
    ground = body.ground
    if now.lie > 0.0:
        ahead = (limb.ahead + 0.16) if fore else (limb.ahead + 0.22)
        folded = ground.out(side * limb.apart * (1.1 if fore else 1.7) * tall, 0.02 * tall, ahead * tall)
        if fore and plan.foot == "hoof":
            folded = ground.out(side * limb.apart * 1.2 * tall, 0.03 * tall, (limb.ahead - 0.02) * tall)
            pitch += 1.5 * now.lie
        at = mix(at, folded, now.lie)
    if now.sit > 0.0 and now.lie < 1.0:
        share = now.sit * (1.0 - now.lie)
        goal = ground.out(
            side * limb.apart * (1.0 if fore else 1.75) * tall,
            0.0,
            (limb.ahead - 0.24 if fore else limb.ahead + 0.16) * tall,
        )
        at = mix(at, goal, share)
    if fore and now.rear > 0.0:
        lifted = ground.out(side * limb.apart * tall, (0.92 + 0.09 * side) * tall, (limb.ahead + 0.02) * tall)
        at = mix(at, lifted, now.rear)
        pitch += 0.9 * now.rear
    if fore and side > 0.0 and now.paw > 0.0:
        at = mix(at, ground.out(side * limb.apart * tall, 0.36 * tall, (limb.ahead + 0.24) * tall), now.paw)
        pitch += 0.55 * now.paw
    return at, pitch


def _joint(a: Vec, b: Vec, first: float, second: float, towards: Vec) -> Vec:
    """The joint between two bones from `a` to `b`, bent towards a direction."""
    way = sub(b, a)
    far = min(max(length(way), abs(first - second) + 1e-4), 0.9985 * (first + second))
    line = unit(way)
    x = (first * first - second * second + far * far) / (2.0 * far)
    high = math.sqrt(max(0.0, first * first - x * x))
    return along(along(a, line, x), squared(towards, line, (0.0, 1.0, 0.0)), high)


def _tail(
    plan: Plan, tall: float, body: _Body, way: Way | None, covered: float, gait: Gait, now: Carriage
) -> tuple[Vec, ...]:
    """Seven places along the tail, from the rump on."""
    last = plan.trunk[1]
    at = _on(body, tall, plan.trunk[0][0] + 0.03, last[1] + 0.55 * last[3])
    rise, curl = {
        "tuft": (-1.05, -0.16),
        "hair": (-0.55, -0.52),
        "brush": (-0.62, 0.18),
        "sabre": (0.55, 0.42),
        "long": (-0.75, 0.42),
        "scut": (0.35, -0.1),
    }[plan.tail]
    swing = 0.20 * now.wag
    if way is not None:
        turn = 2.0 * math.pi * covered / gait.stride
        swing += 0.12 * math.sin(turn)
        rise += 0.55 if way.running else 0.12
        curl *= 0.5 if way.running else 1.0
    rise += 0.7 * now.tail - 0.35 * now.lie * (plan.tail != "sabre")
    frame = upright(at, math.atan2(-body.ground.forward[0], -body.ground.forward[2]))
    points = [at]
    size = plan.tail_long * tall / 6.0
    ground = body.ground.origin[1] + 0.5 * plan.tail_wide * tall
    for number in range(6):
        share = number / 5.0
        pitch = rise + curl * number * (0.62 if plan.tail != "tuft" else 0.5)
        if plan.tail == "long":
            pitch = rise + 0.25 - 0.55 * math.cos(2.6 * share) + 1.75 * share * share
        wave = swing * (0.4 + share) + 0.10 * math.sin(1.7 * now.seconds - 2.2 * share)
        pitch = max(-1.5, min(1.9, pitch))
        way_on = frame.turned(wave, pitch).forward
        point = along(points[-1], way_on, size)
        if point[1] < ground:
            flat = unit((way_on[0], 0.0, way_on[2]), frame.forward)
            point = add(points[-1], scaled(flat, size))
            point = (point[0], max(ground, min(point[1], points[-1][1])), point[2])
        points.append(point)
    return tuple(points)
