"""Motion capture files as makers write them, generated: one actor, many names, axes, units, channel orders, rest poses.

The actor is a plain body in metres (y up, facing +z as files do). `walking` and `standing` give world positions of
joints; a file is written from them by solving each bone's turn, so any rest pose can be put under it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

Floats = NDArray[np.float64]

BODY: dict[str, tuple[str, tuple[float, float, float]]] = {
    "hips": ("", (0.0, 0.0, 0.0)),
    "spine": ("hips", (0.0, 0.2, 0.0)),
    "neck": ("spine", (0.0, 0.3, 0.0)),
    "head": ("neck", (0.0, 0.1, 0.0)),
    "l_collar": ("spine", (0.04, 0.25, 0.0)),
    "l_arm": ("l_collar", (0.14, 0.0, 0.0)),
    "l_forearm": ("l_arm", (0.28, 0.0, 0.0)),
    "l_hand": ("l_forearm", (0.25, 0.0, 0.0)),
    "r_collar": ("spine", (-0.04, 0.25, 0.0)),
    "r_arm": ("r_collar", (-0.14, 0.0, 0.0)),
    "r_forearm": ("r_arm", (-0.28, 0.0, 0.0)),
    "r_hand": ("r_forearm", (-0.25, 0.0, 0.0)),
    "l_thigh": ("hips", (0.09, 0.0, 0.0)),
    "l_shin": ("l_thigh", (0.0, -0.42, 0.0)),
    "l_foot": ("l_shin", (0.0, -0.4, 0.0)),
    "l_toe": ("l_foot", (0.0, -0.08, 0.13)),
    "r_thigh": ("hips", (-0.09, 0.0, 0.0)),
    "r_shin": ("r_thigh", (0.0, -0.42, 0.0)),
    "r_foot": ("r_shin", (0.0, -0.4, 0.0)),
    "r_toe": ("r_foot", (0.0, -0.08, 0.13)),
}
"""Each joint's parent and where it is from it in a T-pose: left is +x of a body that faces +z."""

_PARTS = "hips spine neck head l_collar l_arm l_forearm l_hand r_collar r_arm r_forearm r_hand l_thigh l_shin l_foot"


def _names(words: str) -> dict[str, str]:
    parts = [*_PARTS.split(), "l_toe", "r_thigh", "r_shin", "r_foot", "r_toe"]
    return dict(zip(parts, words.split(","), strict=True))


MAKERS: Mapping[str, Mapping[str, str]] = {
    "CMU": _names(
        "Hips,Spine1,Neck,Head,LeftShoulder,LeftArm,LeftForeArm,LeftHand,RightShoulder,RightArm,RightForeArm,RightHand,"
        "LeftUpLeg,LeftLeg,LeftFoot,LeftToeBase,RightUpLeg,RightLeg,RightFoot,RightToeBase"
    ),
    "ACCAD": _names(
        "hip,abdomen,neck,head,lCollar,lShldr,lForeArm,lHand,rCollar,rShldr,rForeArm,rHand,"
        "lThigh,lShin,lFoot,lToe,rThigh,rShin,rFoot,rToe"
    ),
    "Biovision": _names(
        "Hips,Chest,Neck,Head,LeftCollar,LeftShoulder,LeftElbow,LeftWrist,RightCollar,RightShoulder,RightElbow,"
        "RightWrist,LeftHip,LeftKnee,LeftAnkle,LeftToe,RightHip,RightKnee,RightAnkle,RightToe"
    ),
    "Mixamo": _names(
        "mixamorig:Hips,mixamorig:Spine,mixamorig:Neck,mixamorig:Head,mixamorig:LeftShoulder,mixamorig:LeftArm,"
        "mixamorig:LeftForeArm,mixamorig:LeftHand,mixamorig:RightShoulder,mixamorig:RightArm,mixamorig:RightForeArm,"
        "mixamorig:RightHand,mixamorig:LeftUpLeg,mixamorig:LeftLeg,mixamorig:LeftFoot,mixamorig:LeftToeBase,"
        "mixamorig:RightUpLeg,mixamorig:RightLeg,mixamorig:RightFoot,mixamorig:RightToeBase"
    ),
    "Bandai-Namco": _names(
        "Hips,Chest,Neck,Head,Shoulder_L,UpperArm_L,LowerArm_L,Hand_L,Shoulder_R,UpperArm_R,LowerArm_R,Hand_R,"
        "UpperLeg_L,LowerLeg_L,Foot_L,Toes_L,UpperLeg_R,LowerLeg_R,Foot_R,Toes_R"
    ),
    "Xsens": _names(
        "Hips,Chest4,Neck,Head,LeftCollar,LeftUpperArm,LeftForeArm,LeftHand,RightCollar,RightUpperArm,RightForeArm,"
        "RightHand,LeftUpperLeg,LeftLowerLeg,LeftFoot,LeftToe,RightUpperLeg,RightLowerLeg,RightFoot,RightToe"
    ),
    "Blender": _names(
        "hips,spine,neck,head,shoulder.L,upper_arm.L,forearm.L,hand.L,shoulder.R,upper_arm.R,forearm.R,hand.R,"
        "thigh.L,shin.L,foot.L,toe.L,thigh.R,shin.R,foot.R,toe.R"
    ),
    "biped": _names(
        "Bip01,Bip01 Spine,Bip01 Neck,Bip01 Head,Bip01 L Clavicle,Bip01 L UpperArm,Bip01 L Forearm,Bip01 L Hand,"
        "Bip01 R Clavicle,Bip01 R UpperArm,Bip01 R Forearm,Bip01 R Hand,Bip01 L Thigh,Bip01 L Calf,Bip01 L Foot,"
        "Bip01 L Toe0,Bip01 R Thigh,Bip01 R Calf,Bip01 R Foot,Bip01 R Toe0"
    ),
    "SMPL": _names(
        "Pelvis,Spine1,Neck,Head,L_Collar,L_Shoulder,L_Elbow,L_Wrist,R_Collar,R_Shoulder,R_Elbow,R_Wrist,"
        "L_Hip,L_Knee,L_Ankle,L_Foot,R_Hip,R_Knee,R_Ankle,R_Foot"
    ),
    "nobody": {part: f"b{number}" for number, part in enumerate(BODY)},
}
"""What each maker calls the joints; `nobody` says nothing at all."""


@dataclass(frozen=True, kw_only=True)
class Maker:
    """How a file is written. `axes` takes the actor's axes to the file's; `laid`: bones along x in the rest pose."""

    names: Mapping[str, str]
    unit: float = 1.0
    order: str = "ZXY"
    axes: tuple[tuple[float, ...], ...] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    laid: bool = False
    places: bool = False
    """Whether every joint writes its place as well."""
    fps: int = 60
    without: tuple[str, ...] = ()


Z_UP = ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0))
"""The actor's y becomes the file's z."""

Acting = Callable[[float], dict[str, Rotation | Floats]]
"""Seconds in; each joint's turn in the world out (those left out turn with their parent), and `hips at`, a place."""


def walking(seconds: float) -> dict[str, Rotation | Floats]:
    """A walk along +z of 1.2 m/s, a step every half second, each foot flat where it stands."""
    made: dict[str, Rotation | Floats] = {}
    at = np.array([0.0, 0.84, 1.2 * seconds])
    made["hips at"] = at
    made["hips"] = Rotation.identity()
    for side, shift in (("l", 0.0), ("r", 0.5)):
        ankle = _step(seconds + shift) - np.array([0.0, 0.0, 1.2 * shift])
        ankle[0] = 0.09 if side == "l" else -0.09
        hip = at + np.array([ankle[0], 0.0, 0.0])
        made[f"{side}_thigh"], made[f"{side}_shin"] = _leg(hip, ankle)
        made[f"{side}_foot"] = Rotation.identity()
    swing = 0.5 * math.sin(2.0 * math.pi * seconds)
    for side, sign in (("l", 1.0), ("r", -1.0)):
        down = Rotation.from_euler("z", -sign * 80, degrees=True)
        made[f"{side}_arm"] = Rotation.from_euler("x", -sign * swing) * down
    return made


def standing(seconds: float) -> dict[str, Rotation | Floats]:
    """Upright with arms stretched to the sides, the right hand slowly raised."""
    up = Rotation.from_euler("z", -min(1.2, seconds), degrees=False)
    return {"hips at": np.array([0.0, 0.9, 0.0]), "hips": Rotation.identity(), "r_arm": up}


def _step(seconds: float) -> Floats:
    """The ankle of a foot that stands for half of every second and swings for the other half."""
    whole, part = divmod(seconds, 1.0)
    stood = 1.2 * whole + 0.3
    if part < 0.5:
        return np.array([0.0, 0.08, stood])
    share = (part - 0.5) / 0.5
    eased = share * share * (3 - 2 * share)
    return np.array([0.0, 0.08 + 0.1 * math.sin(math.pi * share), stood + 1.2 * eased])


def _leg(hip: Floats, ankle: Floats) -> tuple[Rotation, Rotation]:
    """Thigh and shin as turns about x that reach the ankle, the knee ahead."""
    way = ankle - hip
    far = min(0.8199, math.hypot(way[1], way[2]))
    lean = math.atan2(way[2], -way[1])
    inner = math.acos((0.42**2 + far**2 - 0.4**2) / (2 * 0.42 * far))
    knee = math.pi - math.acos((0.42**2 + 0.4**2 - far**2) / (2 * 0.42 * 0.4))
    return Rotation.from_euler("x", -(lean + inner)), Rotation.from_euler("x", -(lean + inner) + knee)


def written(acting: Acting, seconds: float, maker: Maker) -> bytes:
    """The file that `maker` would have written of it."""
    body = {part: entry for part, entry in BODY.items() if part not in maker.without}
    axes = np.array(maker.axes, float)
    laid = {part: _laid(part) if maker.laid else Rotation.identity() for part in body}
    turned = Rotation.from_matrix(axes)
    offsets = {part: _offset(part, laid, turned) / maker.unit for part in body}
    lines = ["HIERARCHY", *_joint("hips", body, offsets, maker, 0), "MOTION"]
    frames = round(seconds * maker.fps) + 1
    lines += [f"Frames: {frames}", f"Frame Time: {1 / maker.fps:.6f}"]
    for frame in range(frames):
        lines.append(" ".join(_row(acting(frame / maker.fps), body, laid, turned, offsets, maker)))
    return ("\n".join(lines) + "\n").encode()


def _laid(part: str) -> Rotation:
    """The turn under a joint whose bone lies along x in the rest pose (and, on the right, against it)."""
    if part in ("hips", "spine", "neck", "head"):
        return Rotation.from_euler("z", 90, degrees=True)
    return Rotation.from_euler("zx", [-90, 40], degrees=True)


def _offset(part: str, laid: Mapping[str, Rotation], turned: Rotation) -> Floats:
    parent, offset = BODY[part]
    if not parent:
        return np.zeros(3)
    return np.asarray((turned * laid[parent].inv()).apply(offset), float)


def _joint(part: str, body: Mapping[str, object], offsets: Mapping[str, Floats], maker: Maker, depth: int) -> list[str]:
    tab = "\t" * depth
    channels = [f"{axis}rotation" for axis in maker.order]
    if not depth or maker.places:
        channels = ["Xposition", "Yposition", "Zposition", *channels]
    kind = "JOINT" if depth else "ROOT"
    numbers = " ".join(f"{each:.6f}" for each in offsets[part])
    lines = [f"{tab}{kind} {maker.names[part]}", f"{tab}{{", f"{tab}\tOFFSET {numbers}"]
    lines.append(f"{tab}\tCHANNELS {len(channels)} {' '.join(channels)}")
    below = [each for each in body if BODY[each][0] == part]
    for each in below:
        lines += _joint(each, body, offsets, maker, depth + 1)
    if not below:
        long = 0.0 if part.endswith("foot") else 0.05
        end = f"{tab}\tEnd Site", f"{tab}\t{{", f"{tab}\t\tOFFSET 0 {long / maker.unit:.6f} 0", f"{tab}\t}}"
        lines += end
    return [*lines, f"{tab}}}"]


def _row(
    pose: Mapping[str, Rotation | Floats], body: Mapping[str, object], laid: Mapping[str, Rotation], turned: Rotation,
    offsets: Mapping[str, Floats], maker: Maker,
) -> list[str]:  # fmt: skip
    world: dict[str, Rotation] = {}
    row: list[str] = []
    for part in _in_file_order("hips", body):
        parent = BODY[part][0]
        acted = pose.get(part)
        world[part] = acted if isinstance(acted, Rotation) else world[parent]
        under = turned * world[part] * laid[part] * turned.inv()
        over = turned * world[parent] * laid[parent] * turned.inv() if parent else Rotation.identity()
        local = over.inv() * under
        if not parent or maker.places:
            place = turned.apply(np.asarray(pose["hips at"])) / maker.unit if not parent else offsets[part]
            row += [f"{each:.6f}" for each in place]
        row += [f"{each:.6f}" for each in local.as_euler(maker.order, degrees=True)]
    return row


def _in_file_order(part: str, body: Mapping[str, object]) -> list[str]:
    return [part, *(deep for each in body if BODY[each][0] == part for deep in _in_file_order(each, body))]
