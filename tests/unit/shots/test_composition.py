"""Composition over many situations: who is filmed, how tall, in which posture, every size, angle, move and shape.

What is measured here is measured in pixels through the stage's own projection, not by the solver's functions."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import get_args

import pytest
from tests.unit.shots.stage import FILM, TALK, action, line, planned, scene

from lampblack.base.time import FrameRange
from lampblack.breakdown.model import Deed
from lampblack.shots.bodies import SHOULDERS, Body
from lampblack.shots.framing import frame_one
from lampblack.shots.lenses import JOINTS, LADDER, LENSES
from lampblack.shots.marks import homes
from lampblack.shots.model import Angle, Move, Shot, ShotSize
from lampblack.shots.operating import Filmed, Take, operated
from lampblack.shots.parts import Setup
from lampblack.shots.solving import within
from lampblack.shots.wides import WIDES
from lampblack.staging.camera import CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person, Posture
from lampblack.staging.place import Place
from lampblack.staging.projection import project
from lampblack.staging.space import Point, heading

ASPECTS: dict[str, tuple[int, int]] = {
    "16:9": (1920, 1080),
    "9:16": (1080, 1920),
    "1:1": (1080, 1080),
    "2.39:1": (2390, 1000),
}
FRAMES = 97

HEADROOM = -0.012
"""A crown may touch the upper edge while the camera moves, not go beyond it; in an extreme close-up it does."""
CAPTIONED = 0.845
"""No chin lower: captions stand in the lowest 18 %, and a beard may hang into them."""
EYES_BAND = 0.16
"""Eyes are about where the size wants them, on every frame of every move."""
JOINT_MARGIN = 0.011
"""Shares of the body's height that the lower edge keeps from a joint at the start and at the end of a shot."""
BODY_CLEARANCE = 0.2
"""Metres between the camera and the middle of anybody."""
SIDE_MARGIN = 0.0
"""Heads of those a shot is about are whole from side to side."""


@dataclass(frozen=True, kw_only=True)
class Situation:
    heights: tuple[float, ...]
    postures: tuple[Posture, ...]
    size: ShotSize
    angle: Angle
    move: Move
    aspect: str
    subject: tuple[str, ...]
    seed: int

    def people(self) -> tuple[Person, ...]:
        ids = [f"p{number}" for number in range(len(self.heights))]
        places = homes(dict(zip(ids, self.heights, strict=True)))
        return tuple(
            Person(
                id=id,
                figure=Figure(id=id, height=height, age="child" if height < 1.35 else "young", hair="short"),
                marks=(Mark(frame=0, position=places[id], yaw=self._faces(id, places), posture=posture),),
            )
            for id, height, posture in zip(ids, self.heights, self.postures, strict=True)
        )

    @staticmethod
    def _faces(id: str, places: dict[str, Point]) -> float:
        others = [place for other, place in places.items() if other != id]
        if not others:
            return math.pi - 0.5
        nearest = min(others, key=lambda place: place.distance(places[id]))
        to = heading(places[id], nearest)
        return to + math.copysign(0.45, math.sin(to)) * (1.0 if abs(to) < math.pi else -1.0)


def situations(count: int, aspect: str) -> Iterator[Situation]:
    """Every size and angle at this aspect, each with people, postures and a move drawn by lot."""
    draw = random.Random(f"situations {aspect}")
    moves = [move for move in get_args(Move) if move not in ("follow", "rack_focus", "handheld")]
    angles = [angle for angle in get_args(Angle) if angle not in ("over_shoulder", "two_shot")]
    for size, angle in product(LADDER, angles):
        for _ in range(count):
            number = draw.choice((1, 2, 2, 3))
            heights = tuple(draw.choice((1.1, 1.2, 1.5, 1.62, 1.72, 1.8, 2.1, 2.6)) for _ in range(number))
            postures = tuple(draw.choice(("stand", "stand", "stand", "sit", "kneel")) for _ in range(number))
            who = draw.randrange(number)
            yield Situation(
                heights=heights, postures=postures, size=size, angle=angle, move=draw.choice(moves), aspect=aspect,
                subject=(f"p{who}",), seed=draw.randrange(10_000),
            )  # fmt: skip


def filmed(one: Situation) -> tuple[Filmed, Take]:
    wide, high = ASPECTS[one.aspect]
    take = Take(
        company=one.people(), played=(), place=Place(id="a", kit="mountains"), in_take=FrameRange(start=0, stop=FRAMES),
        frames=FRAMES, rate=FILM, aspect=wide / high, seed=one.seed,
    )  # fmt: skip
    return operated(Setup(label="a", size=one.size, angle=one.angle, move=one.move, subject=one.subject), take), take


def shares(pose: CameraPose, point: Point, aspect: str) -> tuple[float, float, float]:
    width, height = ASPECTS[aspect]
    pixel = project(pose, point, width, height)
    return pixel.x / width, pixel.y / height, pixel.depth


def wrong(one: Situation) -> list[str]:
    """What is wrong with how a situation is filmed, in words."""
    made, take = filmed(one)
    found: list[str] = []
    for frame in (0, FRAMES // 4, FRAMES // 2, FRAMES - 1):
        pose = made.camera.at(frame)
        bodies = take.bodies(frame)
        if not within(pose):
            found.append(f"{frame}: the camera is where no crew could put it")
        for body in bodies.values():
            beside = math.hypot(pose.position.x - body.feet.x, pose.position.z - body.feet.z)
            if beside < BODY_CLEARANCE and pose.position.y < body.top.y:
                found.append(f"{frame}: the camera is in {body.id}")
        found += [f"{frame}: {each}" for id in one.subject for each in _held(pose, bodies[id], one, frame)]
        for id, other in product(one.subject, bodies):
            if other != id and _covered(pose, bodies[id], bodies[other], one.aspect):
                found.append(f"{frame}: {other} stands before the face")
    return found


def _covered(pose: CameraPose, body: Body, other: Body, aspect: str) -> bool:
    """Whether somebody nearer has their head, or their trunk, over the eyes."""
    u, v, depth = shares(pose, body.eyes, aspect)
    at, top, near = shares(pose, other.level(1.0), aspect)
    if not 0.05 < near < depth or top > v:
        return False
    wide = other.head if shares(pose, other.chin, aspect)[1] > v else 0.8 * SHOULDERS
    return abs(at - u) < wide * other.height / 2 * pose.focal_length_mm / 36.0 / near


def _held(pose: CameraPose, body: Body, one: Situation, frame: int) -> Iterator[str]:
    u, v, depth = shares(pose, body.eyes, one.aspect)
    crown, chin = shares(pose, body.level(1.0), one.aspect)[1], shares(pose, body.chin, one.aspect)[1]
    half = body.head * body.height / 2 * pose.focal_length_mm / 36.0 / max(depth, 0.05)
    if depth < 0.3:
        yield "behind the camera"
        return
    if u - half < SIDE_MARGIN or u + half > 1.0 - SIDE_MARGIN:
        yield f"the head is cut at the side ({u:.2f})"
    if crown < HEADROOM and one.size != "extreme_close":
        yield f"the crown is out ({crown:.3f})"
    if chin > CAPTIONED:
        yield f"the chin is in the captions ({chin:.3f})"
    if one.size not in WIDES and abs(v - LENSES[one.size].eyes) > EYES_BAND:
        yield f"the eyes are at {v:.2f}"
    low = shares(pose, body.feet, one.aspect)[1]
    if body.posture == "stand" and low > 1.0 and frame in (0, FRAMES - 1) and one.size != "extreme_close":
        for joint, share in JOINTS.items():
            at = shares(pose, body.level(share), one.aspect)[1]
            if abs(at - 1.0) < JOINT_MARGIN / 0.93 * (low - v):
                yield f"cut at the {joint}"


@pytest.mark.parametrize("aspect", list(ASPECTS))
def test_whoever_is_filmed_however_and_in_whatever_shape_is_held_whole_along_the_move(aspect: str) -> None:
    failed = {one: found for one in situations(3, aspect) if (found := wrong(one))}
    assert not failed, "\n".join(f"{one}: {found}" for one, found in failed.items())


def groups(count: int, aspect: str) -> Iterator[Situation]:
    """Two or three people in one frame: a child beside a giant, one who sits beside one who stands."""
    draw = random.Random(f"groups {aspect}")
    moves: tuple[Move, ...] = ("static", "push_in", "pull_out", "pan", "tilt", "truck", "crane", "orbit", "zoom_in")
    sizes: tuple[ShotSize, ...] = ("extreme_wide", "wide", "full", "medium_full", "medium")
    angles: tuple[Angle, ...] = ("two_shot", "low", "high")
    for size, angle in product(sizes, angles):
        for _ in range(count):
            number = draw.choice((2, 2, 3))
            postures = tuple(draw.choice(("stand", "stand", "sit", "kneel")) for _ in range(number))
            heights = tuple(draw.choice((1.1, 1.5, 1.62, 1.72, 1.8, 2.6)) for _ in range(number))
            yield Situation(
                heights=heights, postures=postures, size=size, angle=angle, move=draw.choice(moves), aspect=aspect,
                subject=tuple(f"p{each}" for each in range(number)), seed=draw.randrange(10_000),
            )  # fmt: skip


def badly_shared(one: Situation) -> list[str]:
    made, take = filmed(one)
    found: list[str] = []
    for frame in (0, FRAMES // 2, FRAMES - 1):
        pose, bodies = made.camera.at(frame), take.bodies(frame)
        order: list[float] = []
        for id in one.subject:
            u, _, depth = shares(pose, bodies[id].eyes, one.aspect)
            crown = shares(pose, bodies[id].level(1.0), one.aspect)[1]
            chin = shares(pose, bodies[id].chin, one.aspect)[1]
            order.append(u)
            if depth < 0.3 or not 0.01 < u < 0.99 or crown < HEADROOM or chin > CAPTIONED:
                found.append(f"{frame}: {id} at {u:.2f}, {crown:.3f} to {chin:.3f}")
        if order != sorted(order):
            found.append(f"{frame}: the line is crossed, {order}")
    return found


@pytest.mark.parametrize("aspect", list(ASPECTS))
def test_two_or_three_share_a_frame_with_every_head_in_it_and_left_stays_left(aspect: str) -> None:
    failed = {one: found for one in groups(4, aspect) if (found := badly_shared(one))}
    assert not failed, "\n".join(f"{one}: {found}" for one, found in failed.items())


LOOKS_ON = 0.55
"""In a reverse, who looks to the right stands left of this, and the other way round: room before the face."""
EYES_MATCH = 0.06
"""Of two in talk, filmed alike, the eyes are as high in the frame."""


TURNS = [line(who, f"我们走吧，走到{n}里外的海边去看看。") for n in range(4) for who in ("tall", "small")]


def talk() -> list[Shot]:
    return list(planned(scene(*TURNS)).shots)


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1", "239:100"])
def test_the_line_is_kept_through_a_talk_and_eyes_meet_across_the_cut(aspect: str) -> None:
    name = aspect if aspect in ASPECTS else "2.39:1"
    plan = planned(scene(*TURNS), aspect=aspect)
    eyes: dict[ShotSize, dict[str, float]] = {}
    for shot in plan.shots:
        left, right = (shot.staging.person(id) for id in ("tall", "small"))
        assert left is not None and right is not None
        for frame in (shot.range_in_take.start, shot.range_in_take.stop - 1):
            pose = shot.staging.camera.at(frame)
            a, b = (
                shares(pose, who.mark_at(frame).position + Point(y=0.93 * who.figure.height), name)
                for who in (left, right)
            )
            if min(a[2], b[2]) > 0.3:
                assert a[0] < b[0], f"{shot.id}: who is on the left stays on the left"
            if shot.size in ("medium", "medium_close", "close") and len(shot.subject) == 1:
                (u, v, _), looks_right = (a, True) if shot.subject[0] == "tall" else (b, False)
                assert u < LOOKS_ON if looks_right else u > 1.0 - LOOKS_ON, shot.id
                eyes.setdefault(shot.size, {})[shot.subject[0]] = v
    reverses = [both for both in eyes.values() if len(both) == 2]
    assert reverses, "both have frames of their own, as near"
    assert all(abs(both["tall"] - both["small"]) < EYES_MATCH for both in reverses)
    assert "the line" not in " ".join(shot.why.partition(";")[2] for shot in plan.shots)


BESIDE_THE_LINE = 0.3
"""So much of the way between two people goes across the frame where the camera is clearly on one side of them."""


def test_however_two_stand_to_each_other_a_single_is_taken_from_the_audiences_side_of_the_line() -> None:
    draw = random.Random("lines")
    for _ in range(120):
        spots = [Point(x=draw.uniform(-1.5, 1.5), z=draw.uniform(1.0, 4.0)) for _ in range(2)]
        if spots[0].distance(spots[1]) < 0.8:
            continue
        a, b = (
            Body(
                id=id,
                height=draw.choice((1.2, 1.7, 2.2)),
                feet=spot,
                yaw=heading(spot, other) + draw.uniform(-1.0, 1.0),
            )
            for id, spot, other in (("a", *spots), ("b", *reversed(spots)))
        )
        angle: Angle = draw.choice(("front", "three_quarter", "profile", "low", "high"))
        size: ShotSize = draw.choice(("full", "medium", "close"))
        pose = frame_one(a, (b,), size, angle, 16 / 9)
        way = Point(x=b.feet.x - a.feet.x, z=b.feet.z - a.feet.z).scaled(1.0 / spots[0].distance(spots[1]))
        across = way.x * math.cos(pose.yaw) - way.z * math.sin(pose.yaw)
        assert abs(across) < BESIDE_THE_LINE or across * way.x > 0, (a, b, angle, size)


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1", "239:100"])
def test_who_walks_to_a_place_on_the_stage_is_in_the_frame_when_they_set_out_and_when_they_arrive(aspect: str) -> None:
    name = aspect if aspect in ASPECTS else "2.39:1"
    beats = (line("tall", "我去追太阳。"), action("他向太阳走去。", Deed(who="tall", move="walk", target="sun")))
    plan = planned(scene(*beats, line("tall", "到了。"), cast=("tall",), time="dawn"), aspect=aspect)
    shot = next(each for each in plan.shots if each.angle == "back")
    person = shot.staging.person("tall")
    assert person is not None and person.distance_walked(shot.staging.frames) > 2.0
    for frame in (shot.range_in_take.start, shot.range_in_take.stop - 1):
        at = person.mark_at(frame).position + Point(y=0.93 * person.figure.height)
        u, v, _ = shares(shot.staging.camera.at(frame), at, name)
        assert 0.04 < u < 0.96 and 0.04 < v < 0.9


def test_a_scene_told_in_more_than_shots_and_reverses() -> None:
    """What the grammar has a use for, it uses."""
    shots = [*planned(TALK).shots, *talk()]
    assert {"over_shoulder", "two_shot", "three_quarter", "low", "high", "profile"} <= {shot.angle for shot in shots}


SHOULDER_EDGE, SHOULDER_MOST = 0.1, 0.3
"""What of the frame's width the shoulder of who listens takes, from the edge inwards."""


@pytest.mark.parametrize("aspect", list(ASPECTS))
def test_over_a_shoulder_the_shoulder_is_at_the_edge_and_not_before_the_face(aspect: str) -> None:
    over = 0
    for heights in ((1.72, 1.62), (1.62, 1.75), (1.8, 1.7), (1.6, 1.6), (1.2, 1.25), (2.4, 2.3)):
        for subject in (("p0", "p1"), ("p1", "p0")):
            one = Situation(
                heights=heights, postures=("stand", "stand"), size="medium", angle="over_shoulder", move="static",
                aspect=aspect, subject=subject, seed=1,
            )  # fmt: skip
            made, take = filmed(one)
            if made.angle != "over_shoulder":
                continue
            over += 1
            pose, bodies = made.camera.at(0), take.bodies(0)
            far, near = (bodies[id] for id in subject)
            face, back = (shares(pose, body.eyes, aspect) for body in (far, near))
            half = SHOULDERS * near.height / 2 * pose.focal_length_mm / 36.0 / back[2]
            share = 1.0 - (back[0] - half) if back[0] > face[0] else back[0] + half
            assert SHOULDER_EDGE < share < SHOULDER_MOST, one
            assert back[2] < face[2], "near and large"
            assert shares(pose, far.chin, aspect)[1] < CAPTIONED
    assert over >= 8
