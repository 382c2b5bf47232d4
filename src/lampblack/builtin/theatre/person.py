"""A drawn person in the light of the place: form, tint, edge light, haze, focus."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.lamps import Lamp, warmed
from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.compositor import Lens
from lampblack.builtin.theatre.raster.rim import hazed, modelled, rimmed, softened, tinted
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
    x, y, behind = towards(light, camera)
    block = tinted(drawn.canvas, _warmed(stage.shade.tint, light.key_colour, lamp))
    for flame in near:
        block = warmed(block, drawn, flame, camera, size)
    block = modelled(block, (x, y), max(2.0, 0.09 * drawn.scale), FORM + LAMP_FORM * lamp)
    width = min(max(0.9, RIM_METRES * drawn.scale), 6.0)
    strength = max(stage.shade.rim, lamp) * (0.45 + 0.55 * behind)
    block = rimmed(block, (x, y), width, light.rim_colour, strength)
    block = hazed(block, stage.fog.colour, stage.fog.at(drawn.depth))
    if lens is None:
        return Lit(canvas=block, x=drawn.x, y=drawn.y)
    block, grown = softened(block, lens.blur(drawn.depth, camera.focal_pixels(size.width)))
    return Lit(canvas=block, x=drawn.x - grown, y=drawn.y - grown)


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
