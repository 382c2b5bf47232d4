"""A small stage for tests of control signals, and rays cast at it by other means than the theatre's."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre import render
from lampblack.builtin.theatre.control import survey
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.set import Grade, Set
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person, Posture
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SIZE = Size(width=320, height=180)
LARGE = Size(width=640, height=360)
PLAIN = Grade(grain=0, paper=0, vignette=0, bloom=0, contrast=0, saturation=1, lift=0)
HIM = Figure(id="him", height=1.78, held="staff")
HER = Figure(id="her", sex="woman", hair="bun", dress="gown", robe="#a03030", height=1.64)


@cache
def cloth(seed: int, width: int = 256, height: int = 256) -> Texture:
    """A soft pattern: something for flow to be measured by."""
    noise = np.random.default_rng(seed).random((height // 8 + 2, width // 8 + 2, 3))
    coarse = np.kron(noise, np.ones((8, 8, 1)))
    for axis in (0, 1):
        for _ in range(3):
            coarse = (np.roll(coarse, 3, axis) + coarse + np.roll(coarse, -3, axis)) / 3
    rgba = np.full((height, width, 4), 255, np.uint8)
    rgba[..., :3] = coarse[:height, :width] * 255
    return Texture(rgba)


@cache
def disc(seed: int) -> Texture:
    """A round sheet: see-through at its corners."""
    rgba = cloth(seed, 128, 128).rgba.copy()
    y, x = np.mgrid[-1:1:128j, -1:1:128j]
    rgba[x * x + y * y > 0.9] = 0
    return Texture(rgba)


SKY = replace(upright(cloth(1), 0, -200.0, 900.0, 1200.0, focus=False), name="sky", clamp=(True, True))
GROUND = replace(flat(cloth(2, 512, 512), 0, 0, -8.0, 30.0, 30.0), name="ground")
SLOPE = Card(
    texture=cloth(3), origin=(4.0, 3.0, 16.0), across=(10 / 256, 0, 0), down=(0, -3 / 256, -8 / 256), name="slope"
)
WALL = upright(cloth(4), -3.0, 0.0, 12.0, 6.0, 0.5, name="wall")
POST = upright(cloth(5, 32, 256), -0.62, 0.0, 2.2, 0.28, name="post")
TREE = upright(disc(6), 2.2, 0.4, 6.5, 2.4, -0.3, name="tree")


def small_set(*more: Card) -> Set:
    return Set(sky=(SKY,), floors=(GROUND,), cards=(SLOPE, WALL, TREE, *more), grade=PLAIN)


def on_stage(monkeypatch: pytest.MonkeyPatch, made: Set) -> None:
    """Picture and maps both play on that set."""
    monkeypatch.setattr(survey, "built", lambda place, light, detail: made)
    monkeypatch.setattr(render, "built", lambda place, light, detail: made)


def person(figure: Figure, x: float = 0.0, z: float = 4.0, yaw: float = math.pi, posture: Posture = "stand") -> Person:
    mark = Mark(frame=0, position=Point(x=x, z=z), yaw=yaw, posture=posture)
    return Person(id=figure.id, figure=figure, marks=(mark,))


def staged(
    *people: Person,
    eye: tuple[float, float, float] = (0.1, 1.5, -1.6),
    to: tuple[float, float, float] | None = None,
    turn: tuple[float, float] = (0.05, -0.06),
    lens: float = 30.0,
    frames: int = 9,
) -> Staging:
    """`to`: where the camera is on the last frame."""

    def pose(at: tuple[float, float, float]) -> CameraPose:
        yaw, pitch = turn
        point = Point(x=at[0], y=at[1], z=at[2])
        return CameraPose(position=point, yaw=yaw, pitch=pitch, focal_length_mm=lens, focus=6.0, f_number=16.0)

    keys = [CameraKey(frame=0, pose=pose(eye), ease="linear")]
    if to is not None:
        keys.append(CameraKey(frame=frames - 1, pose=pose(to), ease="linear"))
    return Staging(
        rate=Rate(numerator=24),
        frames=frames,
        place=Place(id="yard", kit="yard", time="noon"),
        camera=CameraPath(keys=tuple(keys)),
        people=people,
    )


def rays(pose: CameraPose, size: Size) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Eye and directions (height, width, 3), one metre long along the camera's axis, from its angles by hand."""
    cy, sy, cp, sp = math.cos(pose.yaw), math.sin(pose.yaw), math.cos(pose.pitch), math.sin(pose.pitch)
    ahead, up, right = np.array([sy * cp, sp, cy * cp]), np.array([-sy * sp, cp, -cy * sp]), np.array([cy, 0, -sy])
    focal = pose.focal_length_mm / 36.0 * size.width
    x = (np.arange(size.width) + 0.5 - size.width / 2) / focal
    y = (np.arange(size.height) + 0.5 - size.height / 2) / focal
    p = pose.position
    return np.array([p.x, p.y, p.z]), ahead + x[None, :, None] * right - y[:, None, None] * up


def cast(cards: tuple[Card, ...], pose: CameraPose, size: Size) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The nearest card every ray meets where it is opaque: metres along the axis (inf: none), and which (-1: none)."""
    eye, ray = rays(pose, size)
    depth = np.full(ray.shape[:2], np.inf)
    which = np.full(ray.shape[:2], -1)
    for number, card in enumerate(cards):
        across, down = np.array(card.across), np.array(card.down)
        normal, origin = np.cross(across, down), np.array(card.origin) - eye
        with np.errstate(divide="ignore", invalid="ignore"):
            far = (origin @ normal) / (ray @ normal)
        hit = np.nan_to_num(ray * far[..., None] - origin)
        u, v = hit @ across / (across @ across), hit @ down / (down @ down)
        rows, columns = card.texture.height, card.texture.width
        on = (far > 0.12) & np.isfinite(far)
        on &= card.clamp[0] | ((u >= 0) & (u < columns))
        on &= card.clamp[1] | ((v >= 0) & (v < rows))
        texel = card.texture.rgba[np.clip(v, 0, rows - 1).astype(int), np.clip(u, 0, columns - 1).astype(int), 3]
        on &= (texel > 127) & (far < depth)
        depth[on], which[on] = far[on], number
    return depth, which


def inner(*maps: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Pixels with no border in any of the maps on any side: edges are a matter of half a texel."""
    whole = np.ones(maps[0].shape, np.bool_)
    for each in maps:
        for axis in (0, 1):
            other = np.diff(each, axis=axis) != 0
            whole[(slice(None), slice(1, None)) if axis else (slice(1, None),)] &= ~other
            whole[(slice(None), slice(None, -1)) if axis else (slice(None, -1),)] &= ~other
    return whole
