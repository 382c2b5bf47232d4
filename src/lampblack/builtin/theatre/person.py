# pyright: reportUnknownVariableType=false
# (numba kernels leave arrays untyped.)
"""A drawn person in the light of the place: form, tint, edge light, haze, focus."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.lamps import Lamp, flame_on
from lampblack.builtin.theatre.raster.canvas import Canvas, size_of
from lampblack.builtin.theatre.raster.compose import lay_doubled, lay_over
from lampblack.builtin.theatre.raster.lighting import Lighting, lay_lit, lit_block
from lampblack.builtin.theatre.raster.passes import Lens
from lampblack.builtin.theatre.raster.softness import HALVED, SOFT, softened
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
    """The person as the place's light shows them, over the picture.

    `lamp`: how much of the light is a lamp's; `lens` None: all sharp; `near`: lanterns in people's hands.
    """
    width, height = size_of(picture)
    step = drawn.step
    how = lighting(drawn, stage, light, lamp, camera)
    flames = [flame_on(drawn, each, camera, Size(width=width // step, height=height // step)) for each in near]
    blur = 0.0 if lens is None else lens.blur(drawn.depth, camera.focal_pixels(width))
    if blur < SOFT:
        lay_lit(picture, drawn.canvas, drawn.x, drawn.y, how, flames)
        return
    block = lit_block(drawn.canvas, how, flames)
    if step == 1:
        block, grown = softened(block, blur)
        lay_over(picture, block, drawn.x - grown, drawn.y - grown)
        return
    block, grown = softened(block, math.sqrt(blur * blur - HALVED * HALVED) / step)
    lay_doubled(picture, block, (drawn.x - grown + 1) * step, (drawn.y - grown + 1) * step)


def lighting(drawn: Drawn, stage: Set, light: Light, lamp: float, camera: CameraPose) -> Lighting:
    """How the place's light falls on them where they stand; `lamp`: how much of it is a lamp's."""
    x, y, behind = towards(light, camera)
    return Lighting(
        towards=(x, y),
        tint=_warmed(stage.shade.tint, light.key_colour, lamp),
        form=FORM + LAMP_FORM * lamp,
        reach=max(2.0, 0.09 * drawn.scale),
        rim=max(stage.shade.rim, lamp) * (0.45 + 0.55 * behind),
        rim_width=min(max(0.9, RIM_METRES * drawn.scale), 6.0 / drawn.step),
        rim_colour=light.rim_colour,
        haze=stage.fog.at(drawn.depth),
        haze_colour=stage.fog.colour,
    )


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
