"""The picture in `docs/control.md`: one frame and all its control signals, side by side.

python tools/control_sheet.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre.control.edges import edges_of
from lampblack.builtin.theatre.control.flow import flow_between
from lampblack.builtin.theatre.control.ids import numbers_of, palette_of
from lampblack.builtin.theatre.control.pose import drawn_pose, pose_of
from lampblack.builtin.theatre.control.survey import Surveyor
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.media.picture import jpeg_bytes
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Action, Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

FILE = Path(__file__).parents[1] / "docs/pictures/control.jpg"
SIZE = Size(width=640, height=360)
FRAME = 12
Picture = NDArray[np.uint8]


def staged() -> Staging:
    """Two people in a room by night, and a camera that comes nearer."""
    left = Figure(id="scholar", height=1.76, held="staff")
    right = Figure(id="lady", sex="woman", hair="bun", dress="gown", robe="#a03030", height=1.64, held="fan")
    people = tuple(
        Person(
            id=figure.id,
            figure=figure,
            marks=(Mark(frame=0, position=Point(x=x, z=3.0), yaw=yaw),),
            actions=(Action(verb="gesture", start=0, stop=24),),
        )
        for figure, x, yaw in ((left, -0.8, 2.3), (right, 0.8, -2.4))
    )
    ways = (Point(y=1.35, z=-1.3), Point(x=0.5, y=1.45, z=-0.5))
    keys = tuple(
        CameraKey(frame=frame, pose=CameraPose(position=at, yaw=0.02, focal_length_mm=35, focus=4.0, f_number=5.6))
        for frame, at in zip((0, 24), ways, strict=True)
    )
    place = Place(id="study", kit="room", time="night", inside=True, seed=5)
    return Staging(
        rate=Rate(numerator=24), frames=25, place=place, camera=CameraPath(keys=keys, move="push_in"), people=people
    )


def depth_seen(depth: NDArray[np.float32]) -> Picture:
    """Near is light."""
    near = 1 / np.clip(depth, 2.0, 40.0)
    level = (near - near.min()) / (near.max() - near.min())
    return cv2.applyColorMap((level * 255).astype(np.uint8), cv2.COLORMAP_INFERNO)[..., ::-1]


def flow_seen(flow: NDArray[np.float32]) -> Picture:
    """Colour is the way, light the speed; grey is not seen on the next frame."""
    speed, way = cv2.cartToPolar(flow[0], flow[1])
    hsv = np.full((*speed.shape, 3), 255, np.uint8)
    hsv[..., 0], hsv[..., 2] = way * 90 / np.pi, np.clip(speed * 40, 0, 255)
    seen = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    seen[flow[2] == 0] = 128
    return seen


def sheet() -> Picture:
    """Picture, depth, masks; skeletons, edges, flow."""
    staging = staged()
    surveyor = Surveyor(staging, SIZE, "review")
    now, later = surveyor.survey(FRAME), surveyor.survey(FRAME + 1)
    masks = palette_of(surveyor.things)[numbers_of(now, surveyor.things)]
    edges = np.repeat(edges_of(now, surveyor.things)[..., None], 3, axis=2)
    upper = (Renderer(staging, SIZE, detail="review").frame(FRAME), depth_seen(now.depth), masks)
    lower = (drawn_pose(pose_of(now)), edges, flow_seen(flow_between(now, later)))
    return np.vstack([np.hstack(upper), np.hstack(lower)])


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.write_bytes(jpeg_bytes(sheet(), 82))
    print(file)
