# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""Shadows of people: the soft dark where the feet meet the ground, and the silhouette the light throws."""

from __future__ import annotations

import math
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Light
from lampblack.staging.space import Point

INK = (0.09, 0.07, 0.12)
"""Shadows are violet ink, never black."""
LONGEST = 2.4
"""A shadow is at most this many times as long as the figure, however low the sun."""
TALL = 120
"""Rows of a thrown shadow's texture: it is soft."""
LIFT = 0.004
"""Metres above the ground, so that a camera on the ground still sees it."""


def contact_shadow(feet: Point, width: float, strength: float) -> Card:
    """The soft dark under someone `width` metres wide, standing at `feet`."""
    depth = width * 0.55
    return flat(_pool(round(strength * 20)), feet.x, feet.y + LIFT, feet.z - depth / 2, width, depth)


def thrown_shadow(drawn: Drawn, feet: Point, camera: CameraPose, light: Light, strength: float) -> Card | None:
    """The person's silhouette on the ground, away from the light; None where it is weak or the feet are not seen."""
    key = light.key
    hidden = drawn.feet[1] - (drawn.y + drawn.canvas.shape[1])
    if key.y < 0.02 or strength < 0.03 or hidden > 0.08 * drawn.scale:
        return None
    silhouette, texel = _silhouette(drawn, strength)
    rows = silhouette.shape[0]
    reach = min(LONGEST, math.hypot(key.x, key.z) / key.y)
    flat_length = max(1e-6, math.hypot(key.x, key.z))
    away = (-key.x / flat_length * reach, -key.z / flat_length * reach)
    # across: along the picture, so the shadow hangs together with the figure; down: from its head to its feet
    ax, az = math.cos(camera.yaw) * texel, -math.sin(camera.yaw) * texel
    dx, dz = -away[0] * texel, -away[1] * texel
    if abs(ax * dz - az * dx) < 0.06 * texel * texel:
        return None
    foot = ((drawn.feet[0] - drawn.x) / drawn.scale / texel, (drawn.feet[1] - drawn.y) / drawn.scale / texel)
    foot = (foot[0], min(foot[1], float(rows)))
    origin = (feet.x - ax * foot[0] - dx * foot[1], feet.y + LIFT, feet.z - az * foot[0] - dz * foot[1])
    return Card(texture=Texture(silhouette), origin=origin, across=(ax, 0.0, az), down=(dx, 0.0, dz), name="shadow")


def _silhouette(drawn: Drawn, strength: float) -> tuple[NDArray[np.uint8], float]:
    """The figure's shape in ink, softer and fainter towards the head, and metres a texel."""
    cover = drawn.canvas[3]
    below = drawn.feet[1] - drawn.y
    cover = cover[: max(8, min(cover.shape[0], round(below + 0.06 * drawn.scale)))]
    share = min(1.0, TALL / cover.shape[0])
    size = (max(4, round(cover.shape[1] * share)), max(4, round(cover.shape[0] * share)))
    small = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    near, far = cv2.GaussianBlur(small, (0, 0), 0.8), cv2.GaussianBlur(small, (0, 0), 3.2)
    height = np.linspace(1, 0, size[1], dtype=np.float32)[:, None]
    soft = near * (1 - height) + far * height
    soft *= np.float32(strength) * (1 - np.float32(0.65) * height)
    return _ink(soft), cover.shape[0] / size[1] / drawn.scale


@cache
def _pool(strength: int) -> Texture:
    y, x = np.mgrid[-1:1:48j, -1:1:64j].astype(np.float32)
    radius = np.sqrt(x * x + y * y)
    fade = np.clip(1 - radius, 0, 1)
    return Texture(_ink(np.asarray(fade * fade * (3 - 2 * fade), np.float32) * np.float32(strength / 20)))


def _ink(cover: NDArray[np.float32]) -> NDArray[np.uint8]:
    out = np.empty((*cover.shape, 4), np.uint8)
    for part, value in enumerate((*INK, 1.0)):
        out[..., part] = np.clip(cover * np.float32(255 * value) + 0.5, 0, 255)
    return out
