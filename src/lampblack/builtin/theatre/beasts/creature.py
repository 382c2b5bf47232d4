"""A beast drawn for one frame: carriage, bones, and every part laid down in its order of depth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lampblack.builtin.theatre.beasts.stand import Rod, stand_of
from lampblack.builtin.theatre.drawn import Drawn, painted
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.vector import Vec
from lampblack.builtin.theatre.puppet.view import View, light_from, view_of
from lampblack.builtin.theatre.raster.passes import Lens
from lampblack.builtin.theatre.raster.sheet import Sheet
from lampblack.builtin.theatre.raster.softness import step_of
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.place import Light
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SMALLEST = 3.0
"""Pixels: a beast less tall than this is not drawn."""
NEAREST = 0.35


@dataclass(frozen=True, kw_only=True, eq=False)
class BeastSketch:
    """A beast ready to be painted."""

    sheet: Sheet
    view: View
    depth: float
    """Metres from the camera along its axis, to the middle of the body."""
    scale: float
    """Pixels a metre at that depth."""
    joints: Mapping[str, Vec]
    feet: Vec
    capsules: tuple[Rod, ...]
    """The body as rods: both ends and the radius in metres."""

    def box(self, width: int, height: int) -> tuple[int, int, int, int] | None:
        """Pixels it reaches, a margin round the picture counted: left, top, right, bottom; None: not seen."""
        return self.sheet.box(width, height)


def draw_beast(
    person: Person,
    frame: int,
    staging: Staging,
    camera: CameraPose,
    light: Light,
    width: int,
    height: int,
    lens: Lens | None = None,
) -> Drawn | None:
    """The beast `person` as seen on `frame`, on a block of its own; None when out of the picture.

    `lens`: what is well out of its focus is drawn smaller (`Drawn.step`)."""
    sketch = sketch_beast(person, frame, staging, camera, light, width, height)
    if sketch is None:
        return None
    step = 1 if lens is None else step_of(lens.blur(sketch.depth, sketch.view.focal))
    block = painted(sketch.sheet, width, height, step)
    if block is None:
        return None
    view = sketch.view.smaller(step)
    return Drawn(
        canvas=block[0],
        x=block[1],
        y=block[2],
        depth=sketch.depth,
        scale=sketch.scale / step,
        joints={name: view.point(p) for name, p in sketch.joints.items()},
        feet=view.point(sketch.feet),
        step=step,
        weight=_weight(sketch),
    )


def _weight(sketch: BeastSketch) -> tuple[Point, float]:
    """Under the middle of the body, not under the head where its mark is; as wide as the body is on the ground."""
    ends = [end for a, b, _ in sketch.capsules for end in (a, b)]
    lefts, nears = [p[0] for p in ends], [p[2] for p in ends]
    wide = math.hypot(max(lefts) - min(lefts), max(nears) - min(nears))
    middle = Point(x=(max(lefts) + min(lefts)) / 2, y=sketch.feet[1], z=(max(nears) + min(nears)) / 2)
    return middle, 0.8 * wide


def sketch_beast(
    person: Person, frame: int, staging: Staging, camera: CameraPose, light: Light, width: int, height: int
) -> BeastSketch | None:
    """The beast `person` on `frame` with nothing painted yet; None when out of the picture or behind the camera."""
    view = view_of(camera, width, height)
    stand = stand_of(person, frame, staging)
    depth = view.depth(stand.middle)
    if depth < NEAREST:
        return None
    scale = view.focal / depth
    x, y = view.point(stand.middle)
    tall = person.figure.height
    reach = stand.reach * scale
    if tall * scale < SMALLEST or not (-reach < x < width + reach and -reach < y < height + reach):
        return None
    sheet = Sheet()
    stand.draw(Brush(sheet, view, light_from(light, view), scale, tall * scale))
    place = person.mark_at(frame).position
    return BeastSketch(
        sheet=sheet, view=view, depth=depth, scale=scale, joints=stand.joints, feet=(place.x, place.y, place.z),
        capsules=stand.rods,
    )  # fmt: skip
