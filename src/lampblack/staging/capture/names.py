"""Who is which joint: the names makers give, read word by word.

Known by name: CMU and ACCAD (`LeftUpLeg`, `lThigh`), Biovision (`LeftHip`, `LeftKnee`), Mixamo (`mixamorig:LeftUpLeg`),
Bandai-Namco (`UpperLeg_L`), Xsens (`LeftUpperLeg`), Rokoko and Blender (`thigh.L`), 3ds biped (`Bip01 L Thigh`), SMPL
(`L_Hip`), OptiTrack (`LUArm`), Unreal (`calf_l`).
"""

from __future__ import annotations

import re
from typing import Literal

Side = Literal["left", "right", ""]

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_SIDES: dict[str, Side] = {"left": "left", "l": "left", "lft": "left", "right": "right", "r": "right", "rgt": "right"}
_NOISE = {
    "bip", "biped", "b", "j", "jt", "joint", "bone", "bn", "def", "org", "cc", "base", "robot", "character", "skel",
    "mixamorig", "rig", "model", "skeleton", "root", "avatar", "hum", "human", "mocap", "armature", "actor", "sk",
}  # fmt: skip
_NEVER = ("twist", "roll", "end", "nub", "site", "tip", "ik", "pole", "hold", "prop")

PARTS: dict[str, tuple[str, ...]] = {
    "thigh": ("upleg", "upperleg", "thigh", "legupper", "uleg", "upperthigh", "femur", "hip", "leg"),
    "shin": ("lowerleg", "lowleg", "calf", "shin", "knee", "leglower", "lleg", "tibia", "leg", "downleg"),
    "foot": ("foot", "ankle", "feet"),
    "toe": ("toe", "toes", "ball", "toebase", "foottoe", "toejoint", "foottoes", "foot", "midfoot"),
    "collar": ("collar", "clavicle", "shoulder", "innershoulder"),
    "arm": ("upperarm", "uparm", "arm", "armupper", "shldr", "uarm", "humerus", "shoulder"),
    "forearm": ("forearm", "lowerarm", "lowarm", "elbow", "farm", "armlower", "fore", "radius", "arm"),
    "hand": ("hand", "wrist", "palm"),
    "neck": ("neck",),
    "head": ("head",),
}
"""What each part is called without its side, the surest word first; a word that two parts share is settled by what
else there is along the limb."""


def read_name(name: str) -> tuple[Side, str]:
    """The side a name speaks of, and what is left of it: `mixamorig:LeftUpLeg` is (`left`, `upleg`)."""
    plain = name.rsplit(":", 1)[-1].rsplit("|", 1)[-1]
    words = [word.lower() for word in _WORD.findall(plain)]
    side: Side = ""
    rest: list[str] = []
    for word in words:
        if not side and word in _SIDES:
            side = _SIDES[word]
        elif not word.isdigit():
            rest.append(word)
    if len(rest) > 1:
        rest = [word for word in rest if word not in _NOISE] or rest
    said = "".join(rest)
    if not side and len(said) > 2 and said[0] in "lr" and _known(said[1:]) and not _known(said):
        return ("left" if said[0] == "l" else "right"), said[1:]
    return side, said


def called(said: str, part: str) -> int:
    """How surely a name without its side means a part: 0 the surest, -1 not at all."""
    if any(said.endswith(never) for never in _NEVER):
        return -1
    return PARTS[part].index(said) if said in PARTS[part] else -1


def _known(said: str) -> bool:
    return any(said in words for words in PARTS.values())
