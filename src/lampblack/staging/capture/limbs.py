"""A stranger's skeleton understood: legs, arms, trunk and head, by their names, else by where they hang in the tree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.base.errors import Spot, UserError
from lampblack.media.bvh import Bvh
from lampblack.staging.capture.names import Side, called, read_name

NO_JOINT = -1
ANKLE_BEND = 0.6
"""Radians from the shin beyond which what is below an ankle lies ahead of it: a toe, not a heel."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Leg:
    """Joint numbers of one leg; `toe` may be an end site, or `NO_JOINT`."""

    thigh: int
    shin: int
    foot: int
    toe: int = NO_JOINT


@dataclass(frozen=True, kw_only=True, slots=True)
class Arm:
    """Joint numbers of one arm; `collar` and `end` (a finger or end site) may be `NO_JOINT`."""

    arm: int
    forearm: int
    hand: int
    collar: int = NO_JOINT
    end: int = NO_JOINT


@dataclass(frozen=True, kw_only=True)
class Limbs:
    """Who is who. `left` and `right` are the actor's own; arms, neck and head may be missing. `guessed` names what was
    found by its place alone, `missing` what was not found."""

    hips: int
    chest: int
    left_leg: Leg
    right_leg: Leg
    left_arm: Arm | None = None
    right_arm: Arm | None = None
    neck: int = NO_JOINT
    head: int = NO_JOINT
    crown: int = NO_JOINT
    guessed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    sides_known: bool = True
    """Whether names said which side is which."""


def limbs_of(bvh: Bvh, file: str) -> Limbs:
    """The limbs of the skeleton in `bvh`; a `UserError` where there are no two legs to stand on."""
    tree = _Tree(bvh)
    guessed: list[str] = []
    legs = _named_legs(tree)
    if legs is None:
        legs = _hanging_legs(tree)
        guessed.append("the legs")
    if legs is None:
        names = tuple(joint.name for joint in bvh.joints if not joint.end)[:24]
        message = "two legs of hip, knee and ankle could not be found"
        raise UserError(f"{message} among these joints: {', '.join(names)}", spot=Spot(file=file))
    left, right, known = legs
    hips = tree.meeting(left.thigh, right.thigh)
    arms = _named_arms(tree)
    if arms is None:
        arms = _hanging_arms(tree, hips, left, right)
        if arms is not None:
            guessed.append("the arms")
    chest = tree.meeting(arms[0].arm, arms[1].arm) if arms else _chest_alone(tree, hips, left, right)
    neck, head = _head(tree, chest, arms)
    if head == NO_JOINT or called(read_name(tree.name(head))[1], "head") < 0:
        guessed += ["the head"] if head != NO_JOINT else []
    missing = [name for name, there in (("arms", arms is not None), ("head", head != NO_JOINT)) if not there]
    missing += [f"{side} toes" for side, leg in (("left", left), ("right", right)) if leg.toe == NO_JOINT]
    return Limbs(
        hips=hips, chest=chest, left_leg=left, right_leg=right,
        left_arm=arms[0] if arms else None, right_arm=arms[1] if arms else None,
        neck=neck, head=head, crown=tree.end_of(head), guessed=tuple(guessed), missing=tuple(missing),
        sides_known=known,
    )  # fmt: skip


class _Tree:
    """The joints with their children and how long their bones are."""

    def __init__(self, bvh: Bvh) -> None:
        self.joints = bvh.joints
        self.children: list[list[int]] = [[] for _ in bvh.joints]
        for number, joint in enumerate(bvh.joints):
            if joint.parent >= 0:
                self.children[joint.parent].append(number)
        self.read = [("", "") if joint.end else read_name(joint.name) for joint in bvh.joints]

    def name(self, number: int) -> str:
        return self.joints[number].name

    def bone(self, number: int) -> float:
        """How long the bone is that leads to a joint."""
        return math.hypot(*self.joints[number].offset)

    def above(self, number: int) -> list[int]:
        """The joint and all above it, the root last."""
        found = [number]
        while self.joints[found[-1]].parent >= 0:
            found.append(self.joints[found[-1]].parent)
        return found

    def below(self, number: int) -> list[int]:
        """All below a joint, in the file's order."""
        found: list[int] = []
        waiting = list(self.children[number])
        while waiting:
            each = waiting.pop(0)
            found.append(each)
            waiting = self.children[each] + waiting
        return found

    def meeting(self, a: int, b: int) -> int:
        """The lowest joint above both."""
        over = set(self.above(a)[1:])
        return next((each for each in self.above(b)[1:] if each in over), self.above(b)[-1])

    def chain(self, number: int) -> list[int]:
        """A joint and the longest line of joints below it, its end site included."""
        line = [number]
        while self.children[line[-1]]:
            line.append(max(self.children[line[-1]], key=self.reach))
        return line

    def bends(self, joint: int, below: int) -> float:
        """Radians between the bone that leads to a joint and the way from there to one below it."""
        a = self.joints[joint].offset
        b = [0.0, 0.0, 0.0]
        while below != joint:
            b = [x + y for x, y in zip(b, self.joints[below].offset, strict=True)]
            below = self.joints[below].parent
        size = math.hypot(*a) * math.hypot(*b)
        return math.acos(max(-1.0, min(1.0, sum(map(math.prod, zip(a, b, strict=True))) / size))) if size else 0.0

    def reach(self, number: int) -> float:
        """How far it is from the parent of a joint along its longest line."""
        return self.bone(number) + max((self.reach(each) for each in self.children[number]), default=0.0)

    def end_of(self, number: int) -> int:
        """The end site or last joint straight below, `NO_JOINT` where there is none with a length."""
        if number == NO_JOINT:
            return NO_JOINT
        last = self.chain(number)[-1]
        return last if last != number and self.bone(last) > 0.0 else NO_JOINT


# ---- by name ---------------------------------------------------------------------------------------------------------


def _find(tree: _Tree, side: Side, part: str, under: int = NO_JOINT, without: Sequence[int] = ()) -> int:
    """The joint most surely called a part; of equals the highest."""
    among = range(len(tree.joints)) if under == NO_JOINT else tree.below(under)
    found = [
        (called(said, part), number)
        for number in among
        if (own := tree.read[number])[0] == side and (said := own[1]) and called(said, part) >= 0
        and number not in without
    ]  # fmt: skip
    return min(found)[1] if found else NO_JOINT


def _named_legs(tree: _Tree) -> tuple[Leg, Leg, bool] | None:
    left, right = _named_leg(tree, "left"), _named_leg(tree, "right")
    return (left, right, True) if left and right else None


def _named_leg(tree: _Tree, side: Side) -> Leg | None:
    foot = _find(tree, side, "foot")
    ankle = next((n for n, own in enumerate(tree.read) if own == (side, "ankle")), NO_JOINT)
    foot = ankle if ankle != NO_JOINT else foot
    if foot == NO_JOINT:
        return None
    over = [n for n in tree.above(foot)[1:] if tree.read[n][0] == side]
    shin = next((n for n in over if called(tree.read[n][1], "shin") >= 0), NO_JOINT)
    over = over[over.index(shin) + 1 :] if shin in over else []
    thigh = next((n for n in over if called(tree.read[n][1], "thigh") >= 0), NO_JOINT)
    if thigh == NO_JOINT:
        return None
    return Leg(thigh=thigh, shin=shin, foot=foot, toe=_toe(tree, side, foot))


def _toe(tree: _Tree, side: Side, foot: int) -> int:
    named = _find(tree, side, "toe", under=foot)
    if named != NO_JOINT:
        return named
    below = [each for each in tree.chain(foot)[1:] if tree.bone(each) > 0.0]
    ahead = [each for each in below if tree.bends(foot, each) > ANKLE_BEND]
    return (ahead or below or [NO_JOINT])[0]


def _named_arms(tree: _Tree) -> tuple[Arm, Arm] | None:
    left, right = _named_arm(tree, "left"), _named_arm(tree, "right")
    return (left, right) if left and right else None


def _named_arm(tree: _Tree, side: Side) -> Arm | None:
    wrist = next((n for n, own in enumerate(tree.read) if own == (side, "wrist")), NO_JOINT)
    hand = wrist if wrist != NO_JOINT else _find(tree, side, "hand")
    if hand == NO_JOINT:
        return None
    over = [n for n in tree.above(hand)[1:] if tree.read[n][0] == side]
    forearm = next((n for n in over if called(tree.read[n][1], "forearm") >= 0), NO_JOINT)
    over = over[over.index(forearm) + 1 :] if forearm in over else []
    arm = next((n for n in over if called(tree.read[n][1], "arm") >= 0), NO_JOINT)
    if arm == NO_JOINT:
        return None
    over = over[over.index(arm) + 1 :]
    collar = next((n for n in over if called(tree.read[n][1], "collar") >= 0), NO_JOINT)
    return Arm(arm=arm, forearm=forearm, hand=hand, collar=collar, end=_finger(tree, hand))


def _finger(tree: _Tree, hand: int) -> int:
    below = [each for each in tree.chain(hand)[1:] if tree.bone(each) > 0.0]
    return below[0] if below else NO_JOINT


# ---- by place --------------------------------------------------------------------------------------------------------


def _two_alike(tree: _Tree, branches: Sequence[int]) -> tuple[int, int] | None:
    """The two branches that are most alike and long enough to be limbs."""
    best: tuple[float, float, int, int] | None = None
    for i, a in enumerate(branches):
        for b in branches[i + 1 :]:
            long, other = tree.reach(a), tree.reach(b)
            if len(tree.chain(a)) < 4 or len(tree.chain(b)) < 4 or min(long, other) <= 0.0:
                continue
            unlike = abs(math.log(long / other))
            if unlike < 0.25 and (best is None or (-(long + other), unlike) < (best[0], best[1])):
                best = (-(long + other), unlike, a, b)
    return (best[2], best[3]) if best else None


def _bones(tree: _Tree, first: int) -> list[int]:
    """A limb's joints: where its longest two bones in a row begin, meet and end, and what follows."""
    chain = [each for each in tree.chain(first) if each == first or tree.bone(each) > 0.0]
    if len(chain) < 3:
        return []
    pairs = [(tree.bone(chain[i + 1]) + tree.bone(chain[i + 2]), -i) for i in range(len(chain) - 2)]
    start = -max(pairs)[1]
    return chain[start:]


def _hanging_legs(tree: _Tree) -> tuple[Leg, Leg, bool] | None:
    for number in range(len(tree.joints)):
        branches = tree.children[number]
        if len(branches) < 2:
            continue
        rest = [branch for branch in branches if len(tree.below(branch)) >= 6]
        legs = [branch for branch in branches if all(len(tree.children[each]) <= 2 for each in tree.chain(branch))]
        two = _two_alike(tree, [each for each in legs if _arms_in(tree, each) is None])
        if two is None or not [each for each in rest if each not in two]:
            continue
        lines = [_bones(tree, each) for each in two]
        if min(len(line) for line in lines) < 3:
            continue
        a, b = (Leg(thigh=x[0], shin=x[1], foot=x[2], toe=x[3] if len(x) > 3 else NO_JOINT) for x in lines)
        return a, b, False
    return None


def _arms_in(tree: _Tree, number: int) -> tuple[int, int] | None:
    """The two arms that branch off below a joint of the trunk."""
    for each in (number, *tree.below(number)):
        if len(tree.children[each]) >= 2 and (two := _two_alike(tree, tree.children[each])):
            return two
    return None


def _hanging_arms(tree: _Tree, hips: int, left: Leg, right: Leg) -> tuple[Arm, Arm] | None:
    taken = {*tree.above(left.thigh), *tree.above(right.thigh)}
    for branch in tree.children[hips]:
        if branch in taken or (two := _arms_in(tree, branch)) is None:
            continue
        lines = [_bones(tree, each) for each in two]
        if min(len(line) for line in lines) < 3:
            continue
        a, b = (Arm(arm=x[0], forearm=x[1], hand=x[2], end=x[3] if len(x) > 3 else NO_JOINT) for x in lines)
        return a, b
    return None


def _chest_alone(tree: _Tree, hips: int, left: Leg, right: Leg) -> int:
    """Without arms: the joint in the middle of what goes up from the hips."""
    taken = {*tree.above(left.thigh), *tree.above(right.thigh)}
    up = [branch for branch in tree.children[hips] if branch not in taken]
    if not up:
        return hips
    chain = [each for each in tree.chain(max(up, key=tree.reach)) if not tree.joints[each].end]
    return chain[len(chain) // 2]


def _head(tree: _Tree, chest: int, arms: tuple[Arm, Arm] | None) -> tuple[int, int]:
    """Neck and head: by name, else the branch of the chest that is no arm."""
    head, neck = _find(tree, "", "head"), _find(tree, "", "neck")
    if head != NO_JOINT:
        return neck, head
    taken = {each for arm in arms or () for each in tree.above(arm.arm)}
    up = [branch for branch in tree.children[chest] if branch not in taken]
    if not up:
        return neck, NO_JOINT
    chain = [each for each in tree.chain(max(up, key=tree.reach)) if not tree.joints[each].end]
    return (chain[0] if chain else neck), (chain[-1] if chain else NO_JOINT)
