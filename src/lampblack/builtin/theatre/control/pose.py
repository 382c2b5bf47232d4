# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""Skeletons: OpenPose's eighteen joints of everyone in the picture, as numbers and drawn in its colours."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.saved import encode
from lampblack.builtin.theatre.control.survey import Body, Survey
from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.puppet import Sketch
from lampblack.builtin.theatre.puppet.vector import Vec
from lampblack.media.picture import png_bytes
from lampblack.staging.control import COLOURS, JOINTS, LIMBS, PoseFrame, Skeleton18

WORDS = (
    "OpenPose (COCO, 18 joints). JSON as its own files: x, y in pixels and confidence a joint; 0: hidden or out of the "
    "picture, its place is still given. PNG: drawn in its colours on black; hidden joints are left out. Animals "
    "have no such joints and are left out; their masks are in `ids`."
)
SEEN = 0.02
"""How squarely a point of the face must look at the camera to be seen: the theatre draws eyes from 0.06 on."""
EARS = -0.15
"""Ears stand off the head and are seen from a little behind."""
EAR_HEIGHT = -0.04
DIM = 0.6
"""How bright limbs are beside joints."""
STICK, DOT = 4.0, 4.0
"""Half a limb's width and a joint's radius at 512 pixels, as OpenPose draws them."""


def joints_of(body: Body) -> dict[str, tuple[Vec, bool]]:
    """Every joint on the stage in metres, and whether it is on the side of the head that is seen."""
    assert isinstance(body.sketch, Sketch), "animals have no such joints"
    bones, head = body.sketch.bones, body.sketch.head
    joints = bones.joints()
    found = {name: (joints[name], True) for name in JOINTS if not name.endswith(("eye", "ear", "nose"))}
    found["nose"] = _nose(head)
    features = head.skull.features
    for side, name in ((1.0, "right"), (-1.0, "left")):
        found[f"{name}_eye"] = _on_face(head, side * features.eye_x, features.eye_y)
        ring = head.ring(EAR_HEIGHT)
        off = math.cos(side * math.pi / 2 - ring.faced(head.brush.view.eye))
        found[f"{name}_ear"] = (ring.at(side * math.pi / 2), off > EARS)
    return found


def _nose(head: HeadView) -> tuple[Vec, bool]:
    height, ahead = max(head.skull.ridge, key=lambda point: point[1])
    size = head.size
    return head.frame.out(0.0, height * size, ahead * size), head.seen(0.0, height) > SEEN - 0.25


def _on_face(head: HeadView, x: float, y: float) -> tuple[Vec, bool]:
    ring = head.ring(y)
    turn = math.asin(max(-0.999, min(0.999, x * head.size / ring.wide)))
    return ring.at(turn), head.seen(x, y) > SEEN


def pose_of(survey: Survey) -> PoseFrame:
    """Every human in the picture, in the staging's order: these joints are of people, animals have none of them."""
    width, height = survey.size
    people = tuple(_skeleton(body, survey) for body in survey.bodies if isinstance(body.sketch, Sketch))
    return PoseFrame(people=people, frame=survey.frame, canvas_width=width, canvas_height=height)


def _skeleton(body: Body, survey: Survey) -> Skeleton18:
    width, height = survey.size
    own = [label for label, surface in enumerate(survey.surfaces) if surface is not None and surface.body is body]
    view, joints = body.sketch.view, joints_of(body)
    numbers: list[float] = []
    depths: list[float] = []
    for name in JOINTS:
        point, faced = joints[name]
        (x, y), depth = view.point(point), view.depth(point)
        seen = faced and depth > 0 and 0 <= x < width and 0 <= y < height and _shows(survey, own, x, y)
        numbers += [x, y, 1.0 if seen else 0.0]
        depths.append(depth)
    return Skeleton18(person_id=body.person.id, pose_keypoints_2d=tuple(numbers), depth=tuple(depths))


def _shows(survey: Survey, own: list[int], x: float, y: float) -> bool:
    """Whether the person is what is seen at a place or right beside it: a wrist may lie on the edge of a sleeve."""
    row, column = int(y), int(x)
    near = survey.label[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
    return bool(np.isin(near, own).any())


def drawn_pose(pose: PoseFrame) -> NDArray[np.uint8]:
    """The skeletons on black, red first."""
    picture = np.zeros((pose.canvas_height, pose.canvas_width, 3), np.uint8)
    unit = min(pose.canvas_width, pose.canvas_height) / 512
    stick, dot = max(1.0, STICK * unit), max(1.0, DOT * unit)
    for person in sorted(pose.people, key=lambda one: -one.depth[1]):
        places = np.array(person.pose_keypoints_2d).reshape(-1, 3)
        for (a, b), colour in zip(LIMBS, COLOURS, strict=False):
            if places[a, 2] and places[b, 2]:
                _limb(picture, places[a, :2], places[b, :2], stick, (colour[0] * DIM, colour[1] * DIM, colour[2] * DIM))
        for (x, y, sure), colour in zip(places, COLOURS, strict=True):
            if sure:
                cv2.circle(picture, (round(x * 16), round(y * 16)), round(dot * 16), colour, -1, cv2.LINE_AA, 4)
    return picture


def _limb(
    picture: NDArray[np.uint8],
    a: NDArray[np.float64],
    b: NDArray[np.float64],
    half: float,
    colour: tuple[float, float, float],
) -> None:
    """A spindle from joint to joint, as OpenPose has it."""
    way = b - a
    length = float(np.hypot(way[0], way[1]))
    angle = np.linspace(0.0, 2.0 * np.pi, 24, endpoint=False)
    along = way / max(length, 1e-6)
    aside = np.array([-along[1], along[0]])
    middle = (a + b) / 2
    shape = middle + np.outer(np.cos(angle) * length / 2, along) + np.outer(np.sin(angle) * half, aside)
    cv2.fillConvexPoly(picture, np.rint(shape * 16).astype(np.int32), colour, cv2.LINE_AA, 4)


def pose_files(survey: Survey) -> dict[str, bytes]:
    """The files of a frame, by their endings."""
    pose = pose_of(survey)
    return {"json": encode(pose), "png": png_bytes(drawn_pose(pose))}
