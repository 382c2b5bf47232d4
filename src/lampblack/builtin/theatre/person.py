# pyright: reportUnknownVariableType=false
# (numba kernels leave arrays untyped.)
"""A drawn person in the light of the place: form, tint, edge light, haze, focus."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.lamps import Lamp, warmed
from lampblack.builtin.theatre.raster.canvas import Canvas, size_of
from lampblack.builtin.theatre.raster.compose import lay_over
from lampblack.builtin.theatre.raster.lighting import Lighting, lay_lit, lit_block
from lampblack.builtin.theatre.raster.passes import Lens
from lampblack.builtin.theatre.raster.softness import SOFT, softened
from lampblack.builtin.theatre.set import Colour, Set
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Light
from lampblack.staging.projection import rotation

FORM = 0.24
"""How much darker the side away from the light is."""
LAMP_FORM = 0.30
"""How much more so by lamplight, which comes from one point."""
RIM_METRES = 0.010
"""Width of the edge light: a finger's breadth."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Lit:
    """A block ready to be laid over the picture with its top-left pixel at (x, y)."""

    canvas: Canvas
    x: int
    y: int


def lit(
    drawn: Drawn,
    stage: Set,
    light: Light,
    lamp: float,
    camera: CameraPose,
    lens: Lens | None,
    size: Size,
    near: tuple[Lamp, ...] = (),
) -> Lit:
    """The person as the place's light shows them.

    `lamp`: how much of the light is a lamp's; `lens` None: all sharp; `size`: of the picture; `near`: lanterns in
    people's hands.
    """
    block = lit_block(_by_lanterns(drawn, camera, size, near), lighting(drawn, stage, light, lamp, camera))
    if lens is None:
        return Lit(canvas=block, x=drawn.x, y=drawn.y)
    block, grown = softened(block, lens.blur(drawn.depth, camera.focal_pixels(size.width)))
    return Lit(canvas=block, x=drawn.x - grown, y=drawn.y - grown)


def lay_person(
    picture: Canvas,
    drawn: Drawn,
    stage: Set,
    light: Light,
    lamp: float,
    camera: CameraPose,
    lens: Lens | None,
    near: tuple[Lamp, ...] = (),
) -> None:
    """The person as the place's light shows them, over the picture. The rest as `lit` has it."""
    width, height = size_of(picture)
    size = Size(width=width, height=height)
    if lens is not None and lens.blur(drawn.depth, camera.focal_pixels(width)) >= SOFT:
        block = lit(drawn, stage, light, lamp, camera, lens, size, near)
        lay_over(picture, block.canvas, block.x, block.y)
        return
    block = _by_lanterns(drawn, camera, size, near)
    lay_lit(picture, block, drawn.x, drawn.y, lighting(drawn, stage, light, lamp, camera))


def lighting(drawn: Drawn, stage: Set, light: Light, lamp: float, camera: CameraPose) -> Lighting:
    """How the place's light falls on them where they stand; `lamp`: how much of it is a lamp's."""
    x, y, behind = towards(light, camera)
    return Lighting(
        towards=(x, y),
        tint=_warmed(stage.shade.tint, light.key_colour, lamp),
        form=FORM + LAMP_FORM * lamp,
        reach=max(2.0, 0.09 * drawn.scale),
        rim=max(stage.shade.rim, lamp) * (0.45 + 0.55 * behind),
        rim_width=min(max(0.9, RIM_METRES * drawn.scale), 6.0),
        rim_colour=light.rim_colour,
        haze=stage.fog.at(drawn.depth),
        haze_colour=stage.fog.colour,
    )


def _by_lanterns(drawn: Drawn, camera: CameraPose, size: Size, near: tuple[Lamp, ...]) -> Canvas:
    block = drawn.canvas
    for flame in near:
        block = warmed(block, drawn, flame, camera, size)
    return block


def _warmed(tint: Colour, colour: Colour, share: float) -> Colour:
    """The hour's tint with a lamp's colour in it, as bright as before."""
    r, g, b = (t * (1 - 0.4 * share) + max(tint) * c * 0.4 * share for t, c in zip(tint, colour, strict=True))
    return r, g, b


def towards(light: Light, camera: CameraPose) -> tuple[float, float, float]:
    """Where the light comes from as seen in the picture: unit x, y (down), and how far from behind, 0 to 1."""
    turn = rotation(camera)
    key = (light.key.x, light.key.y, light.key.z)
    x, y, z = (float(sum(turn[row, i] * key[i] for i in range(3))) for row in range(3))
    length = math.hypot(x, y)
    if length < 1e-6:
        return 0.0, -1.0, max(0.0, z)
    return x / length, y / length, max(0.0, z)
