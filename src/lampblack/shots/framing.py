"""Composition, solved through the projection: one person, several, or one over another's shoulder."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from lampblack.shots.bodies import CROWN, EYES, FACE, SHOULDERS, Body
from lampblack.shots.judging import CAPTIONS, CLEAR, across
from lampblack.shots.lenses import JOINTS, LENSES, Lens
from lampblack.shots.model import Angle, ShotSize
from lampblack.shots.solving import YAW, brought_within, depth_for, fitted, placed, seen, tidy, within
from lampblack.shots.wides import WIDES, frame_wide
from lampblack.staging.camera import CameraPose
from lampblack.staging.space import Point

OFF_FACE: dict[Angle, float] = {
    "front": 14.0, "three_quarter": 38.0, "low": 34.0, "high": 34.0, "profile": 80.0, "back": 152.0,
    "over_shoulder": 38.0, "two_shot": 38.0,
}  # fmt: skip
"""Degrees between the way a person faces and the way to the camera."""

TILT: dict[Angle, float] = {"low": 8.0, "high": -7.0}
"""Degrees the camera is tilted: from below for power, from above for weakness, with the horizon still in the frame."""

TILTED_MM = 45.0
"""The longest lens from above: a longer one would see nothing but ground behind a face."""
_CAPTIONED = 1.0 - CAPTIONS
_HEADROOM = 0.045
_HEADS_WIDE: dict[ShotSize, float] = {"medium_close": 1.7, "close": 1.6, "extreme_close": 1.3}
"""How many heads wide a frame is at the least: an upright one shows more below, not half a face."""
_OF_THE_FACE = 0.74
"""Cut lines above this share of the height are a close-up's."""
_LOWER = 0.10
"""How far below their line the eyes may come, as a share of the frame, for the sake of hair and hats."""

_LYING, _ALONG = 0.6, 0.12
"""How low the eyes of one who lies are in the frame, and how far to the side, for the body that lies before them."""

_ORDINARY, _STEPS_BACK, _GOOD = 33, 110, 0.35
"""Steps back of a twentieth that a frame of several is looked for in, and in all where none of those holds everybody;
and what may be wrong with one that does."""
_ACROSS = 24.0
"""What it costs to be across the line between who is framed and somebody else."""
SHOULDER_MOST = 0.25
"""The most of the frame's width that a shoulder at its edge takes."""
SHOULDER_LEAST = 0.13
"""Less of it is a stain at the edge."""


def frame_one(
    body: Body, others: Sequence[Body], size: ShotSize, angle: Angle, aspect: float, swing: float = 0.0,
    *, room: float = 0.0, inside: bool = False,
) -> CameraPose:  # fmt: skip
    """One person: eyes high, room before the face, nobody in the way. `swing` (radians) turns the camera round them.

    In wides `room` is the side (+1 right) that is to stay free; 0 leaves it to the way they look."""
    face = body.yaw + math.pi
    off = math.radians(OFF_FACE[angle])
    tried: list[tuple[float, CameraPose]] = []

    def look(yaw: float, wanted: float, side: float) -> None:
        missed = abs(_wrapped(yaw - wanted))
        turned = missed * 2.0 + missed * missed * 1.5 + abs(yaw) * 0.35
        if size in WIDES and angle not in ("profile", "back"):
            turned = missed * 0.6 + abs(yaw - swing) * 1.4  # a place is painted to be seen from the front
        for less, pose in _held(body, size, angle, yaw, side, aspect, room, inside=inside):
            cost = turned + less + crowding(pose, body, others, aspect) + _off_line(pose, body, others)
            tried.append((cost + (0.0 if within(pose) else 4.0), pose))

    for side in (1.0, -1.0):
        wanted = _wrapped(face + side * off + swing)
        for turn in range(-40, 41, 8):
            yaw = min(max(wanted, -YAW), YAW) + math.radians(turn)
            if abs(yaw) <= YAW:
                look(yaw, wanted, side)
    best = min(tried, key=lambda each: each[0])[1]
    if _off_line(best, body, others):  # from nowhere near the angle asked for is the line kept: from all round, then
        for side in (1.0, -1.0):
            for yaw in range(-80, 81, 8):
                look(math.radians(yaw), _wrapped(face + side * off + swing), side)
        best = min(tried, key=lambda each: each[0])[1]
    return tidy(best)


def _off_line(pose: CameraPose, body: Body, others: Sequence[Body]) -> float:
    """What it costs that a camera is across the line between who is framed and the others."""
    return _ACROSS * sum(across(pose, (body, other)) for other in others)


def _intrusion(u: float, half: float) -> float:
    """How far somebody reaches into the frame from its nearer edge, as a share of its width."""
    return min(u + half, 1.0 - u + half)


def _held(
    body: Body, size: ShotSize, angle: Angle, yaw: float, side: float, aspect: float, room: float, *, inside: bool
) -> list[tuple[float, CameraPose]]:
    """The frames along one yaw, with what each gives away: room before the face, for an edge without anybody else."""
    if size in WIDES:
        return [(0.0, frame_wide((body,), size, yaw, room or _ahead(body, yaw, side), aspect, inside=inside))]
    return [((1.0 - lead) * 0.5, _solved(body, size, angle, yaw, aspect, lead)) for lead in (1.0, 0.5, 0.05)]


def _ahead(body: Body, yaw: float, side: float) -> float:
    """The side somebody looks to in the frame; `side` for who looks into it or out of it."""
    looks = math.sin(body.yaw - yaw)
    return math.copysign(1.0, looks) if abs(looks) > 0.1 else side


def frame_many(
    bodies: Sequence[Body], size: ShotSize, angle: Angle, swing: float, aspect: float,
    *, room: float = 0.0, inside: bool = False,
) -> CameraPose:  # fmt: skip
    """Several people, or the way one goes: all heads inside with margins, seen across the line between them.

    `swing` in radians turns the camera round them, so that two wides of a scene are not the same; in wides `room` is
    the side (+1 right) that is to stay free."""
    yaw = min(max(_across(bodies) + swing, -YAW), YAW)
    if size in WIDES:
        free = room or math.copysign(1.0, swing or 1.0)
        return tidy(frame_wide(bodies, size, yaw, free, aspect, inside=inside))
    lens = LENSES[size]
    pitch = math.radians(TILT.get(angle, 0.0))
    focal = fitted(lens.focal_length_mm, aspect)
    pose = CameraPose(position=Point(), yaw=yaw, pitch=pitch, focal_length_mm=focal, f_number=lens.f_number)
    tallest = max(bodies, key=lambda body: body.eyes.y)
    asked = _asked_height(tallest, lens)
    best: tuple[float, float, CameraPose] | None = None
    for step in range(_STEPS_BACK):
        depth = depth_for(asked * (1.0 + 0.05 * step), focal, aspect)
        tried = brought_within(_centred(pose, bodies, tallest, lens.eyes, depth, aspect), tallest.eyes, 0.0, aspect)
        held = sum(_bad_hold(tried, body, aspect) for body in bodies)
        if best is None or held + 0.06 * step < best[0]:
            best = (held + 0.06 * step, held, tried)
        if step >= _ORDINARY and best[1] < _GOOD:
            break
        if step >= _ORDINARY and held < _GOOD:  # many people in an upright frame: farther than anybody would ask
            best = (0.0, held, tried)
    assert best is not None
    return tidy(best[2])


def frame_over_shoulder(far: Body, near: Body, aspect: float, others: Sequence[Body] = ()) -> CameraPose | None:
    """The far face whole, the near one's shoulder and back of the head at the frame's edge; None where their heights
    make that impossible, or somebody else's back would fill the frame."""
    away = math.atan2(far.feet.x - near.feet.x, far.feet.z - near.feet.z)
    side = 1.0 if _wrapped(-away) > 0 else -1.0
    best: tuple[float, CameraPose] | None = None
    for focal in (50.0, 40.0, 35.0):
        for swing in range(8, 60, 3):
            yaw = away + side * math.radians(swing)
            if abs(yaw) > YAW:
                continue
            for share in (0.36, 0.42, 0.5, 0.6, 0.72):
                pose = _over(far, near, yaw, fitted(focal, aspect), share, side, aspect)
                cost = (
                    _over_cost(pose, far, near, side, aspect) + (50.0 - focal) / 150 + abs(share - 0.45) + swing / 150
                ) + _backs(pose, far, others, aspect)
                if best is None or cost < best[0]:
                    best = (cost, pose)
    return tidy(best[1]) if best is not None and best[0] < 1.6 else None


def _backs(pose: CameraPose, far: Body, others: Sequence[Body], aspect: float) -> float:
    """What it costs that somebody nearer than who is framed, and not of the talk, takes a part of the frame."""
    cost, eyes = 0.0, seen(pose, far.eyes, aspect)
    for other in others:
        at = seen(pose, other.eyes, aspect)
        if at.depth < 0.25:
            beside = pose.position.distance(Point(x=other.feet.x, y=pose.position.y, z=other.feet.z))
            cost += 9.0 if beside < CLEAR else 0.0
        elif at.depth < eyes.depth:
            wide = _half_width(pose, at.depth, max(SHOULDERS, other.head) * other.height)
            cost += 6.0 * max(0.0, min(1.0, at.u + wide) - max(0.0, at.u - wide))
    return cost


def crowding(pose: CameraPose, body: Body, others: Iterable[Body], aspect: float) -> float:
    """How much the others are in the way: in front of the face, or a sliver of them at the frame's edge."""
    eyes = seen(pose, body.eyes, aspect)
    half = _half_width(pose, eyes.depth, body.head * body.height)
    cost = 0.0
    for other in others:
        at = seen(pose, other.eyes, aspect)
        if at.depth < 0.25:
            beside = pose.position.distance(Point(x=other.feet.x, y=pose.position.y, z=other.feet.z))
            cost += 9.0 if beside < CLEAR else 3.0 if beside < 0.5 else 0.0
            continue
        wide = _half_width(pose, at.depth, max(SHOULDERS, other.head) * other.height)
        top = seen(pose, other.top, aspect).v
        cost += _headless(headless_share(pose, other, aspect))
        if at.depth < eyes.depth and abs(at.u - eyes.u) < wide + half and top < eyes.v + 0.3:
            cost += 3.0
        elif at.u - wide < 1.0 and at.u + wide > 0.0 and top < 1.0 and seen(pose, other.chin, aspect).v > _CAPTIONED:
            cost += 0.3 + 1.6 * min(1.0, _intrusion(at.u, wide) / SHOULDER_MOST)
        elif at.u - wide < 1.0 and at.u + wide > 0.0 and not (0.04 < at.u < 0.96):
            cost += 1.2
    return cost


def _headless(share: float) -> float:
    """What it costs that somebody stands in the frame with the head above it."""
    return 0.4 + 1.8 * min(1.0, share / SHOULDER_MOST) if share > 0.0 else 0.0


def headless_share(pose: CameraPose, other: Body, aspect: float) -> float:
    """How much of the frame's width somebody takes whose head is above it; 0 where no such body is in it."""
    at = seen(pose, other.eyes, aspect)
    if at.depth < 0.25 or at.v > 0.03 or seen(pose, other.level(0.5), aspect).v < 0.0:
        return 0.0
    wide = _half_width(pose, at.depth, max(SHOULDERS, other.head) * other.height)
    return max(0.0, min(1.0, at.u + wide) - max(0.0, at.u - wide))


def _solved(body: Body, size: ShotSize, angle: Angle, yaw: float, aspect: float, lead: float) -> CameraPose:
    lens = LENSES[size]
    focal = fitted(min(lens.focal_length_mm, TILTED_MM) if angle == "high" else lens.focal_length_mm, aspect)
    pitch = math.radians(TILT.get(angle, 0.0))
    pose = CameraPose(position=Point(), yaw=yaw, pitch=pitch, focal_length_mm=focal, f_number=lens.f_number)
    u = 0.5 - lead * lens.lead * math.sin(body.yaw - yaw)
    if size == "insert":
        hands = body.level(0.6)
        pose = placed(pose, hands, 0.5, 0.46, depth_for(0.32 * body.height, focal, aspect), aspect)
        return brought_within(pose, hands, 0.46, aspect)
    eyes = body.eyes
    if body.flat:  # there is no cut line below the eyes: as far away as from somebody who stands
        depth = depth_for((EYES - lens.cut) * body.height / (1.0 - lens.eyes), focal, aspect)
        return brought_within(
            placed(pose, eyes, u - _ALONG * math.sin(body.yaw - yaw), _LYING, depth, aspect), eyes, _LYING, aspect
        )
    depth = depth_for(_asked_height(body, lens), focal, aspect)
    pose = brought_within(placed(pose, eyes, u, lens.eyes, depth, aspect), eyes, lens.eyes, aspect)
    low = _wide_enough(_edge(body, lens), body, lens, size, aspect)
    for _ in range(3):  # a tilted camera foreshortens: measure the cut line and come nearer or step back
        below = seen(pose, low, aspect).v - lens.eyes
        depth *= below / (1.0 - lens.eyes)
        pose = brought_within(placed(pose, eyes, u, lens.eyes, depth, aspect), eyes, lens.eyes, aspect)
    return pose if size == "extreme_close" else _with_headroom(pose, body, aspect)


def _with_headroom(pose: CameraPose, body: Body, aspect: float) -> CameraPose:
    """Hair and hat inside the frame: the eyes come down as far as they may, and then the camera steps back."""
    eyes, top = seen(pose, body.eyes, aspect), seen(pose, body.top, aspect)
    if top.v >= _HEADROOM or body.above == 0.0:
        return pose
    v = eyes.v + min(_LOWER, _HEADROOM - top.v)
    farther = max(1.0, (eyes.v - top.v) / (v - _HEADROOM))
    return brought_within(placed(pose, body.eyes, eyes.u, v, eyes.depth * farther, aspect), body.eyes, v, aspect)


def _edge(body: Body, lens: Lens) -> Point:
    """The point of the body, or of the ground below it, that the frame's lower edge is to meet."""
    if lens.cut < 0 or body.level(lens.cut).y <= body.feet.y:
        return body.feet + Point(y=min(lens.cut, -0.1) * body.height)
    return body.level(lens.cut if lens.cut < _OF_THE_FACE else _by_the_face(body, lens.cut))


def _by_the_face(body: Body, cut: float) -> float:
    """A close-up is measured in faces: the cut line of somebody with a larger head, a child, is as much lower."""
    larger = max(1.0, body.face / FACE)
    return min(cut, CROWN - (CROWN - cut) * larger)


def _wide_enough(low: Point, body: Body, lens: Lens, size: ShotSize, aspect: float) -> Point:
    """The lower edge, farther down where an upright frame would be too narrow for the head."""
    high = _HEADS_WIDE.get(size, 0.0) * body.head * body.height / aspect
    return Point(x=low.x, y=min(low.y, body.eyes.y - high * (1.0 - lens.eyes)), z=low.z)


def _asked_height(body: Body, lens: Lens) -> float:
    return (body.eyes.y - _edge(body, lens).y) / (1.0 - lens.eyes)


def _across(bodies: Sequence[Body]) -> float:
    """The yaw that looks across the line between the outermost people, from the audience's side."""
    left = min(bodies, key=lambda body: body.feet.x)
    right = max(bodies, key=lambda body: body.feet.x)
    dx, dz = right.feet.x - left.feet.x, right.feet.z - left.feet.z
    if math.hypot(dx, dz) < 0.2:
        return 0.0
    return min(max(-math.atan2(dz, max(dx, 1e-3)), -0.7), 0.7)


def _centred(
    pose: CameraPose, bodies: Sequence[Body], tallest: Body, eyes: float, depth: float, aspect: float
) -> CameraPose:
    """The tallest one's eyes on their line, the outermost heads as far from either edge; one alone leads the frame."""
    if len(bodies) == 1:
        return placed(pose, tallest.eyes, 0.5 - 0.12 * math.sin(tallest.yaw - pose.yaw), eyes, depth, aspect)
    made = placed(pose, tallest.eyes, 0.5, eyes, depth, aspect)
    for _ in range(3):
        across = [seen(made, body.eyes, aspect).u for body in bodies]
        middle = (min(across) + max(across)) / 2
        at = seen(made, tallest.eyes, aspect)
        made = placed(made, tallest.eyes, at.u + 0.5 - middle, eyes, depth, aspect)
    return made


def _bad_hold(pose: CameraPose, body: Body, aspect: float) -> float:
    """What is wrong with how a frame holds one of several people; 0 where nothing is."""
    eyes = seen(pose, body.eyes, aspect)
    half = _half_width(pose, eyes.depth, SHOULDERS * body.height)
    crown, chin = seen(pose, body.level(CROWN + max(0.03, body.above)), aspect), seen(pose, body.chin, aspect)
    cost = 8.0 * max(0.0, 0.03 - (eyes.u - half)) + 8.0 * max(0.0, eyes.u + half - 0.97)
    cost += 10.0 * max(0.0, 0.03 - crown.v) + 12.0 * max(0.0, chin.v - (0.94 - CAPTIONS))
    cost += 4.0 if eyes.depth < 0.3 else 0.0
    for share in JOINTS.values():
        edge = seen(pose, body.level(share), aspect).v
        near = abs(edge - 1.0) * (1.0 - EYES + share + 0.4)
        cost += max(0.0, 0.035 - near) * 8.0 if body.posture in ("stand", "walk", "run") else 0.0
    return cost


def _over(far: Body, near: Body, yaw: float, focal: float, share: float, side: float, aspect: float) -> CameraPose:
    """A camera behind `near` that holds `far` from the eyes down to `share` of the height below them."""
    depth = depth_for(share * far.height / (1.0 - 0.32), focal, aspect)
    reach = max(0.4, depth - far.feet.distance(near.feet) * 0.5)
    rise = near.level(0.86).y - far.eyes.y
    pitch = min(max(-math.atan2(rise, reach) * 0.75, math.radians(-24)), math.radians(18))
    pose = CameraPose(position=Point(), yaw=yaw, pitch=pitch, focal_length_mm=focal, f_number=4.0)
    return placed(pose, far.eyes, 0.5 - side * 0.12, 0.33, depth, aspect)


def _over_cost(pose: CameraPose, far: Body, near: Body, side: float, aspect: float) -> float:
    eyes, back = seen(pose, far.eyes, aspect), seen(pose, near.eyes, aspect)
    if back.depth < 0.45 or not within(pose):
        return 9.0
    # Near and large against far and small is what makes it a shoulder and not a two-shot.
    ratio = back.depth / eyes.depth
    far_half = _half_width(pose, eyes.depth, far.head * far.height)
    near_half = _half_width(pose, back.depth, near.head * near.height)
    shoulder = seen(pose, near.level(0.80), aspect)
    gap = side * (back.u - eyes.u) - far_half - near_half
    cost = 6.0 * max(0.0, 0.05 - gap)
    at = 0.5 + side * (back.u - 0.5)
    cost += 3.0 * max(0.0, 0.82 - at) + 5.0 * max(0.0, at - 1.02) + 4.0 * max(0.0, ratio - 0.62)
    share = shoulder_share(pose, far, near, aspect)
    cost += 12.0 * max(0.0, share - (SHOULDER_MOST - 0.01)) + 8.0 * max(0.0, SHOULDER_LEAST - share)
    cost += 4.0 * max(0.0, shoulder.v - 0.85) + 3.0 * max(0.0, -0.05 - back.v)
    chin = seen(pose, far.chin, aspect).v
    return cost + 6.0 * max(0.0, chin - (1 - CAPTIONS))


def shoulder_share(pose: CameraPose, far: Body, near: Body, aspect: float) -> float:
    """How much of the frame's width the near one's shoulder and head take from the edge inwards."""
    eyes, back = seen(pose, far.eyes, aspect), seen(pose, near.eyes, aspect)
    half = _half_width(pose, back.depth, max(SHOULDERS, near.head) * near.height)
    return 1.0 - (back.u - half) if back.u > eyes.u else back.u + half


def _half_width(pose: CameraPose, depth: float, metres: float) -> float:
    """Half of `metres`, as a share of the frame's width, at that depth."""
    return metres / 2 * pose.focal_length_mm / 36.0 / max(depth, 0.05)


def _wrapped(angle: float) -> float:
    return (angle + math.pi) % (2 * math.pi) - math.pi
