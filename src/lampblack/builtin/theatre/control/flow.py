# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numba kernels leave arrays untyped.)
"""Optical flow: where what a pixel shows is on the next frame, and whether it is seen there.

Cards move as planes do, exactly, and so does the water's surface; people with their bones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.control.bodies import step_of
from lampblack.builtin.theatre.control.flow_kernel import flow_body, flow_planes
from lampblack.builtin.theatre.control.survey import Survey
from lampblack.builtin.theatre.raster.card import Card
from lampblack.media.exr import exr_bytes
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import intrinsics, rotation

FINEST = np.float32(256.0)
"""Steps a pixel in files: finer is below what planes and bones are known to, and packs to twice the size."""
MIDDLE = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
"""From a pixel's whole number to its middle."""
WORDS = (
    "EXR, 32-bit float. R, G: where what this pixel shows is on the next frame, in pixels right and down. B: 1 where "
    "it is seen there, 0 where it is hidden or out of the picture. The last frame has none: all 0."
)


def flow_between(now: Survey, later: Survey) -> NDArray[np.float32]:
    """float32 (3, height, width): pixels right, pixels down, 1 where it is valid."""
    width, height = now.size
    flow = np.zeros((3, height, width), np.float32)
    count = len(now.surfaces)
    moves, planes, there = np.zeros((count, 3, 3)), np.zeros(count, np.bool_), np.zeros(count, np.int64)
    moves[0], planes[0] = _sky(now.camera, later.camera, width, height), True
    seen = np.bincount(now.label.ravel(), minlength=count)
    pairs: list[tuple[int, Card, Card]] = []
    for label in np.flatnonzero(seen).tolist():
        surface = now.surfaces[label]
        if surface is None:
            continue
        there[label] = later.keys.get(surface.key, 0)
        other = later.surfaces[there[label]]
        if surface.card is not None and other is not None and other.card is not None:
            pairs.append((label, surface.card, other.card))
    if pairs:
        before = _card_to_picture([card for _, card, _ in pairs], now.camera, width, height)
        after = _card_to_picture([card for _, _, card in pairs], later.camera, width, height)
        places = [label for label, _, _ in pairs]
        moves[places], planes[places] = after @ np.linalg.inv(before), True
    flow_planes(now.label, now.depth, moves, planes, there, later.label, later.depth, flow)
    for label in np.flatnonzero(seen).tolist():
        surface = now.surfaces[label]
        if surface is not None and surface.body is not None and there[label]:
            _moved(now, later, label, int(there[label]), flow)
    return flow


def _moved(now: Survey, later: Survey, label: int, there: int, flow: NDArray[np.float32]) -> None:
    surface, other = now.surfaces[label], later.surfaces[there]
    assert surface is not None and surface.body is not None and other is not None and other.body is not None
    box = surface.body.sketch.box(*now.size)
    held = surface.key[0] == "held" and len(surface.body.held) and len(other.body.held)
    bones = (surface.body.held, other.body.held) if held else (surface.body.bones, other.body.bones)
    if box is not None:
        flow_body(now.label, label, *bones, there, later.label, flow, *box, step_of(surface.body.sketch))


def _card_to_picture(cards: list[Card], camera: CameraPose, width: int, height: int) -> NDArray[np.float64]:
    """n x 3 x 3: texels (u, v, 1) to a pixel (x, y, 1) times its depth; a pixel's middle is at its number here."""
    eye = np.array([camera.position.x, camera.position.y, camera.position.z])
    planes = np.empty((len(cards), 3, 3))
    planes[:, :, 0] = [card.across for card in cards]
    planes[:, :, 1] = [card.down for card in cards]
    planes[:, :, 2] = np.array([card.origin for card in cards]) - eye
    seen = np.linalg.inv(MIDDLE) @ intrinsics(camera, width, height) @ rotation(camera)
    return np.asarray(seen @ planes, np.float64)


def _sky(now: CameraPose, later: CameraPose, width: int, height: int) -> NDArray[np.float64]:
    """How what is infinitely far moves: with the camera's turns alone."""
    before = intrinsics(now, width, height) @ rotation(now)
    after = intrinsics(later, width, height) @ rotation(later)
    return np.asarray(np.linalg.inv(MIDDLE) @ after @ np.linalg.inv(before) @ MIDDLE, np.float64)


def flow_files(now: Survey, later: Survey | None) -> dict[str, bytes]:
    """The file of a frame, by its ending; `later` None: the last frame."""
    width, height = now.size
    flow = np.zeros((3, height, width), np.float32) if later is None else flow_between(now, later)
    np.rint(flow[:2] * FINEST, out=flow[:2])
    flow[:2] /= FINEST
    return {"exr": exr_bytes({"R": flow[0], "G": flow[1], "B": flow[2]})}
