"""The camera of every frame in OpenCV's axes."""

from __future__ import annotations

import numpy as np

from lampblack.staging.camera import CameraPose
from lampblack.staging.control import CameraFrame
from lampblack.staging.projection import intrinsics, rotation

WORDS = (
    "OpenCV: camera = R world + t, x right, y down, z away from the lens; pixel = fx x / z + cx, fy y / z + cy, a "
    "pixel's middle at + 0.5. The world is x right, y down, z away from the audience, metres. No lens distortion."
)


def camera_frame(pose: CameraPose, frame: int, width: int, height: int) -> CameraFrame:
    """The camera on a frame, for a picture of that size."""
    over = np.diag([1.0, -1.0, 1.0])
    turn = rotation(pose) @ over
    at = over @ np.array([pose.position.x, pose.position.y, pose.position.z])
    move = -turn @ at
    k = intrinsics(pose, width, height)
    rows = tuple((float(turn[i, 0]), float(turn[i, 1]), float(turn[i, 2]), float(move[i])) for i in range(3))
    return CameraFrame(
        frame=frame,
        intrinsics=(float(k[0, 0]), float(k[1, 1]), float(k[0, 2]), float(k[1, 2])),
        world_to_camera=rows,
        position=(float(at[0]), float(at[1]), float(at[2])),
        yaw=pose.yaw,
        pitch=pose.pitch,
        roll=pose.roll,
        focal_length_mm=pose.focal_length_mm,
        f_number=pose.f_number,
        focus=pose.focus,
    )
