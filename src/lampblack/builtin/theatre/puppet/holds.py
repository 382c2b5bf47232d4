"""Ways to hold a thing: a few natural ones each, of which a shot takes the first that leaves the face free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.puppet.pose import BodyPose, HandPose, Side
from lampblack.builtin.theatre.puppet.vector import Vec, sub, upright

TALL = ("staff", "umbrella", "sword")
"""Things long enough to cross the face of who holds them."""
STEADY = (*TALL, "lantern", "cane")
"""Things that keep to their hand: whatever else is done is done with the other one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """One way to hold a thing: the hand, and how far the thing leans forward and outward, in radians."""

    hand: HandPose
    ahead: float = 0.0
    out: float = 0.0
    side: Side = "right"

    def mirrored(self) -> Hold:
        """The same in the other hand."""
        return replace(self, side="left" if self.side == "right" else "right")


def _hand(x: float, y: float, z: float, elbow_out: float = 0.5) -> HandPose:
    return HandPose(x=x, y=y, z=z, elbow_out=elbow_out, grip="grip")


def _either(*holds: Hold) -> tuple[Hold, ...]:
    """These, then the same in the left hand: a thing changes hands only where it must."""
    return (*holds, *(hold.mirrored() for hold in holds))


HOLDS: Mapping[str, tuple[Hold, ...]] = {
    "staff": (
        *_either(
            Hold(hand=_hand(0.30, -0.46, 0.66), ahead=0.10, out=0.10),
            Hold(hand=_hand(0.26, -0.44, 0.74), ahead=0.30),
            Hold(hand=_hand(0.48, -0.50, 0.40), ahead=0.08, out=0.24),
            Hold(hand=_hand(0.72, -0.44, 0.22, 0.3), ahead=0.0, out=0.16),
            Hold(hand=_hand(0.14, -0.40, 0.86, 0.3), ahead=0.46),
            Hold(hand=_hand(0.42, -0.72, 0.42), ahead=0.2, out=0.62),
        ),
        Hold(hand=_hand(0.2, -0.9, 0.2, 0.2), ahead=1.36),
    ),
    "umbrella": _either(
        Hold(hand=_hand(0.02, -0.36, 0.50)),
        Hold(hand=_hand(0.16, -0.36, 0.56), out=0.06),
        Hold(hand=_hand(0.34, -0.40, 0.26), out=0.14),
        Hold(hand=_hand(0.02, -0.34, 0.66), ahead=0.12),
    ),
    "sword": _either(
        Hold(hand=_hand(0.24, -0.80, 0.30), ahead=0.9, out=0.2),
        Hold(hand=_hand(0.20, -0.84, 0.26), ahead=1.4),
    ),
    "cane": (Hold(hand=_hand(0.30, -0.88, 0.26, 0.5)), Hold(hand=_hand(0.30, -0.88, 0.26, 0.5), side="left")),
    "lantern": (Hold(hand=_hand(0.26, -0.46, 0.64)),),
    "fan": (Hold(hand=_hand(-0.12, -0.42, 0.56, 0.6)),),
    "book": (Hold(hand=_hand(-0.08, -0.50, 0.58)),),
    "cup": (Hold(hand=_hand(0.0, -0.50, 0.56)),),
    "mug": (Hold(hand=_hand(0.0, -0.50, 0.52)),),
    "gourd": (Hold(hand=_hand(0.20, -0.82, 0.30)),),
    "key": (Hold(hand=_hand(-0.06, -0.46, 0.56)),),
    "gun": (Hold(hand=_hand(-0.04, -0.24, 0.84, 0.3)),),
    "letter": (Hold(hand=_hand(-0.10, -0.44, 0.60)),),
    "phone": (Hold(hand=_hand(-0.08, -0.42, 0.56)),),
    "torch": (Hold(hand=_hand(0.16, -0.52, 0.60)),),
    "cigarette": (Hold(hand=_hand(0.14, -0.34, 0.42, 0.4)),),
    "clipboard": (Hold(hand=_hand(-0.08, -0.54, 0.50)),),
    "twig": (Hold(hand=_hand(0.02, -0.46, 0.54)),),
}
"""What can be held, and how, the most natural way first."""

_WHOLE = ("strike", "parry", "fight", "raise", "fall")
"""What is done with the thing itself."""
_RIGHT = (
    "gesture", "point", "reach", "wave", "drink", "eat", "give", "take", "bow", "laugh", "think", "wipe",
)  # fmt: skip
"""What the right hand leads, unless it is loaded."""
FULL = ("cup", "mug")
"""Things one spills: nobody waves with them, or wipes their eyes."""
_BESIDE_A_CUP = ("gesture", "point", "reach", "wave", "eat", "think", "wipe", "weep", "shrug", "laugh", "bow")


def _on_cane(pose: BodyPose, side: Side, height: float) -> Vec:
    """Where the hand is on a cane that stands beside the other foot: it follows the cane half of its way."""
    sign, foot = (1.0, pose.left_foot) if side == "right" else (-1.0, pose.right_foot)
    ground = upright(pose.root, pose.yaw)
    _, up, ahead = ground.inward(sub(foot.at, pose.root))
    return ground.out(sign * 0.15 * height, 0.5 * height + 0.3 * max(0.0, up), 0.5 * ahead + 0.07 * height)


def carrying(pose: BodyPose, held: str, hold: Hold | None, height: float = 1.7) -> BodyPose:
    """`pose` with a thing in its hand; who lies keeps it where the hand lies, who runs carries it low."""
    if hold is None:
        return pose
    own = pose.right if hold.side == "right" else pose.left
    if abs(pose.lay) > 0.3 or (held == "cane" and pose.pelvis < 0.4):
        return with_hand(replace(pose, carries=hold.side), hold.side, replace(own, grip="grip"))
    if held == "cane":
        hand = replace(hold.hand, aim=_on_cane(pose, hold.side, height), pull=0.92)
        return with_hand(replace(pose, carries=hold.side), hold.side, hand)
    swing = 0.25 * (own.z - 0.1) if pose.pelvis > 0.8 else 0.0
    hand = replace(hold.hand, z=hold.hand.z + swing)
    ahead = max(pose.prop, hold.ahead) if held in TALL else pose.prop
    return with_hand(replace(pose, prop=ahead, prop_out=hold.out, carries=hold.side), hold.side, hand)


def with_hand(pose: BodyPose, side: Side, hand: HandPose) -> BodyPose:
    """`pose` with another pose of one hand."""
    return replace(pose, right=hand) if side == "right" else replace(pose, left=hand)


def swapped(pose: BodyPose) -> BodyPose:
    """Left for right above the hips: what one hand can do, the other can."""
    return replace(
        pose,
        right=pose.left,
        left=pose.right,
        twist=-pose.twist,
        side=-pose.side,
        shift_x=-pose.shift_x,
        head_yaw=-pose.head_yaw,
        head_roll=-pose.head_roll,
    )


def _stays(held: str, verb: str) -> bool:
    """Whether what is held stays in its hand, where it is, while the other hand does `verb`."""
    if held in FULL:
        return verb in _BESIDE_A_CUP
    return held in STEADY and verb not in _WHOLE


def kept(before: BodyPose, after: BodyPose, held: str, verb: str) -> BodyPose:
    """`after` with the loaded hand as it was `before`, unless it is the thing itself that the verb moves."""
    if not _stays(held, verb):
        return after
    own = before.right if before.carries == "right" else before.left
    return with_hand(replace(after, prop=before.prop, prop_out=before.prop_out), before.carries, own)


def frees(held: str, side: Side, verb: str) -> bool:
    """Whether `verb` is to be done with the hands swapped, because the one that leads it is loaded (or is not)."""
    if held not in STEADY and not _stays(held, verb):
        return False
    return verb in _RIGHT if side == "right" else verb in ("weep", "strike", "parry", "fight", "raise")
