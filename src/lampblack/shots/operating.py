"""The operator: the frame and the move of a setup, solved so that they hold on all of a shot's frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lampblack.base.time import FrameRange, Rate
from lampblack.shots.acting import Played
from lampblack.shots.bodies import Body
from lampblack.shots.composing import bodies_at, composed, composed_frame
from lampblack.shots.judging import PATCH, Going, Look, Watch, across, looked_at
from lampblack.shots.model import Angle
from lampblack.shots.moves import Round, moved
from lampblack.shots.parts import Doing, Setup
from lampblack.shots.rakes import behind, frame_rake, racked
from lampblack.shots.solving import placed, seen, within
from lampblack.shots.things import frame_thing, thing_at
from lampblack.shots.wides import WIDES
from lampblack.staging.camera import CameraPath, CameraPose
from lampblack.staging.people import Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point

_ANOTHER_FRAME, _FARTHER = 0.2, 0.16
"""What it costs to compose for another instant than grammar would, and to stand a tenth farther back."""
_STEPS_BACK = (1.0, 1.1, 1.22, 1.4)
_ASIDE, _SIDEWAYS = (0.0, 0.14, -0.14, 0.26, -0.26), 1.0
"""How far somebody who goes a way may stand aside from where they would be composed, as shares of the frame's width, so
that both ends of it are in the frame; and what a whole width of it costs."""
_A_WAY = 0.6
"""Metres."""
_GOES = 0.12
"""Metres in a quarter of a second: who moves as fast is on their way."""
_CROSSED = "; the line is crossed: they stand so that no camera keeps to its side of it"
_WALKED = "; the line is crossed by a walk that one sees"


@dataclass(frozen=True, kw_only=True)
class Take:
    """What the operator finds on the stage: who does what, where, how long, and in which shape it is filmed."""

    company: Sequence[Person]
    played: Sequence[Played]
    place: Place
    in_take: FrameRange
    frames: int
    rate: Rate
    aspect: float
    seed: int

    def bodies(self, frame: int) -> dict[str, Body]:
        return bodies_at(self.company, self.played, frame)

    def going(self, frame: int) -> Going:
        """Who is on the way on a frame, and who is not there yet or any more."""
        step = self.rate.frames_in(0.125)
        gone = {doing.deed.who for at, doing in self.doings() if doing.deed.move == "exit" and frame >= at}
        coming = {
            doing.deed.who for at, doing in self.doings() if doing.deed.move == "enter" and frame < at + doing.frames
        }
        moves = {
            person.id
            for person in self.company
            if person.mark_at(frame - step).position.distance(person.mark_at(frame + step).position) > _GOES
        }
        return Going(on_the_way=frozenset(moves), off=frozenset(gone | coming))

    def doings(self) -> list[tuple[int, Doing]]:
        """What is done, and from which frame of the take on."""
        return [(each.start + doing.start, doing) for each in self.played for doing in each.part.doings]


@dataclass(frozen=True, kw_only=True)
class Filmed:
    """The camera of a shot, the angle it really has, and what is to be said of the line."""

    camera: CameraPath
    angle: Angle
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class _Framed:
    """One composition, and what it gives away before anybody looks at it."""

    pose: CameraPose
    angle: Angle
    about: Round
    less: float


def operated(setup: Setup, take: Take, rack_at: int | None = None) -> Filmed:
    """The best frame and move for a setup. `rack_at`: the frame in the middle of a pull of focus, if it was chosen."""
    goer = next((person for person in take.company if setup.subject and person.id == setup.subject[0]), None)
    followed = setup.move == "follow" and goer is not None
    first, last = take.in_take.start, take.in_take.stop - 1

    def going(frame: int) -> Going:
        found = take.going(frame)
        return replace(found, on_the_way=found.on_the_way - {goer.id}) if followed and goer is not None else found

    best: tuple[float, Filmed] | None = None
    for framed in _framings(setup, take, rack_at):
        look = Look(subject=setup.subject, size=setup.size, angle=framed.angle, aspect=take.aspect)
        watch = Watch(look=look, frames=looked_at(first, last), bodies=take.bodies, going=going)
        judged = watch.along if setup.size != "insert" else None
        camera = moved(setup.move, framed.about, take.frames, take.rate, take.seed, goer, judged)
        cost = 0.0 if judged is None else judged(camera) + framed.less
        if best is None or cost < best[0]:
            best = (cost, Filmed(camera=camera, angle=framed.angle, remark=_line(camera, take, setup)))
        if best[0] < PATCH:
            break
    assert best is not None
    return best[1]


def _framings(setup: Setup, take: Take, rack_at: int | None) -> list[_Framed]:
    """The frames to be tried, the grammar's own first; others only where people are elsewhere at other times."""
    if setup.size == "insert" and setup.subject:
        found = thing_at(
            setup.subject[0], take.company, take.place, take.in_take.start, take.in_take.stop - 1, take.rate
        )
        if found is not None:
            thing, frame = found
            pose = frame_thing(thing, bodies_at(take.company, (), frame), take.aspect)
            return [_Framed(pose=pose, angle=setup.angle, about=_round(pose, thing.middle, setup, take), less=0.0)]
    own = composed_frame(take.played, take.in_take.start, take.frames - 1, setup.size)
    middle = (take.in_take.start + take.in_take.stop) // 2
    framings: list[_Framed] = []
    met: list[Mapping[str, Body]] = []
    for number, frame in enumerate((own, middle, take.in_take.start, take.in_take.stop - 1)):
        bodies = take.bodies(frame)
        if bodies in met:
            continue
        met.append(bodies)
        framings += _at(setup, take, bodies, rack_at, less=_ANOTHER_FRAME if number else 0.0)
    return framings


def _at(setup: Setup, take: Take, bodies: Mapping[str, Body], rack_at: int | None, *, less: float) -> list[_Framed]:
    swing = (take.seed % 7 - 3) * 0.07
    if setup.move == "rack_focus":
        return [_raked(setup, take, bodies, rack_at, less)]
    pose, angle, point = composed(setup, bodies, swing, take.aspect, inside=take.place.inside)
    found: list[_Framed] = []
    ways = any(doing.way > _A_WAY and doing.deed.who in setup.subject for _, doing in take.doings())
    near = setup.size not in WIDES and angle != "over_shoulder"
    for farther in _STEPS_BACK if near else (1.0,):
        for aside in _ASIDE if near and ways and setup.move != "follow" else (0.0,):
            at = seen(pose, point, take.aspect)
            back = pose
            if farther != 1.0 or aside != 0.0:
                back = placed(pose, point, at.u + aside, at.v, at.depth * farther, take.aspect)
            if back is not pose and not within(back):
                continue
            cost = less + (farther - 1.0) * 10.0 * _FARTHER + abs(aside) * _SIDEWAYS
            found.append(_Framed(pose=back, angle=angle, about=_round(back, point, setup, take), less=cost))
    return found


def _raked(setup: Setup, take: Take, bodies: Mapping[str, Body], rack_at: int | None, less: float) -> _Framed:
    """The frame of a pull of focus: two people in depth, or one before the place."""
    first, then, spoken = racked(setup.subject, take.played, bodies)
    swing = (take.seed % 7 - 3) * 0.07
    pose, angle, point = composed(setup, bodies, swing, take.aspect, inside=take.place.inside)
    if first:
        pose = frame_rake(bodies[first], bodies[then], setup.size, take.aspect)
        angle, point = "two_shot", bodies[then].eyes
    other = bodies[first].eyes if first else behind(pose, point)
    about = _round(pose, point, setup, take)
    return _Framed(
        pose=pose, angle=angle, about=replace(about, other=other, rack_at=spoken if rack_at is None else rack_at),
        less=less,
    )  # fmt: skip


def _round(pose: CameraPose, point: Point, setup: Setup, take: Take) -> Round:
    return Round(
        pose=pose, point=point, aspect=take.aspect, side=1.0 if take.seed % 2 else -1.0, size=setup.size,
        peopled=bool(setup.subject),
    )  # fmt: skip


def _line(camera: CameraPath, take: Take, setup: Setup) -> str:
    """What a shot's reason says of the line between two people: nothing where it is kept."""
    first, last = (list(take.bodies(frame).values()) for frame in (take.in_take.start, take.in_take.stop - 1))
    if setup.size == "insert" or len(last) < 2:
        return ""
    if across(camera.at(take.in_take.start), first) or across(camera.at(take.in_take.stop - 1), last):
        return _CROSSED
    before = {(a.id, b.id): a.feet.x < b.feet.x for a in first for b in first if a.id < b.id}
    after = {(a.id, b.id): a.feet.x < b.feet.x for a in last for b in last if a.id < b.id}
    return _WALKED if any(before[pair] != after[pair] for pair in before.keys() & after.keys()) else ""
