"""A beast drawn for one frame: carriage, bones, and every part laid down in its order of depth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lampblack.builtin.theatre.beasts.bones import bones_of
from lampblack.builtin.theatre.beasts.carriage import carriage_at
from lampblack.builtin.theatre.beasts.painter import Painter, coat_of
from lampblack.builtin.theatre.beasts.plans import PLANS
from lampblack.builtin.theatre.beasts.quadruped import draw_quadruped
from lampblack.builtin.theatre.beasts.way import way_at
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.vector import XY, Vec
from lampblack.builtin.theatre.puppet.view import View, view_of
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.paint import paint
from lampblack.builtin.theatre.raster.sheet import Sheet
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.place import Light
from lampblack.staging.stage import Staging

MARGIN = 24
"""Pixels kept round the picture, so that a blur of the block knows what lies just outside."""
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
    capsules: tuple[tuple[Vec, Vec, float], ...]
    """The body as rods: both ends and the radius in metres."""

    def box(self, width: int, height: int) -> tuple[int, int, int, int] | None:
        """Pixels it reaches, a margin round the picture counted: left, top, right, bottom; None: not seen."""
        left, top, right, low = self.sheet.bounds()
        x0, y0 = max(math.floor(left), -MARGIN), max(math.floor(top), -MARGIN)
        x1, y1 = min(math.ceil(right), width + MARGIN), min(math.ceil(low), height + MARGIN)
        return None if x1 - x0 < 2 or y1 - y0 < 2 else (x0, y0, x1, y1)


def draw_beast(
    person: Person, frame: int, staging: Staging, camera: CameraPose, light: Light, width: int, height: int
) -> Drawn | None:
    """The beast `person` as seen on `frame`, on a block of its own; None when out of the picture."""
    sketch = sketch_beast(person, frame, staging, camera, light, width, height)
    box = sketch.box(width, height) if sketch is not None else None
    if sketch is None or box is None:
        return None
    x0, y0, x1, y1 = box
    block = canvas(x1 - x0, y1 - y0)
    paint(sketch.sheet, block, (-float(x0), -float(y0)))
    joints: dict[str, XY] = {name: sketch.view.point(p) for name, p in sketch.joints.items()}
    return Drawn(
        canvas=block,
        x=x0,
        y=y0,
        depth=sketch.depth,
        scale=sketch.scale,
        joints=joints,
        feet=sketch.view.point(sketch.feet),
    )


def sketch_beast(
    person: Person, frame: int, staging: Staging, camera: CameraPose, light: Light, width: int, height: int
) -> BeastSketch | None:
    """The beast `person` on `frame` with nothing painted yet; None when out of the picture or behind the camera."""
    figure = person.figure
    plan = PLANS[figure.kind]
    tall = figure.height / plan.crown
    view = view_of(camera, width, height)
    way = way_at(person, frame, tall)
    mark = person.mark_at(frame)
    place, yaw, covered = mark.position, mark.yaw, 0.0
    if way is not None:
        covered = way.covered(frame)
        place, yaw = way.body(covered)
    eyes = (place.x + 0.8 * tall * math.sin(yaw), place.y + 0.95 * figure.height, place.z + 0.8 * tall * math.cos(yaw))
    now = carriage_at(person, frame, staging, yaw, eyes)
    bones = bones_of(plan, tall, place, yaw, way, covered, now)
    depth = view.depth(bones.middle)
    if depth < NEAREST:
        return None
    scale = view.focal / depth
    x, y = view.point(bones.middle)
    reach = 2.2 * figure.height * scale
    if figure.height * scale < SMALLEST or not (-reach < x < width + reach and -reach < y < height + reach):
        return None
    sheet = Sheet()
    brush = Brush(sheet, view, light_from(light, view), scale, figure.height * scale)
    trunk = [view.point(hoop.at(turn)) for hoop in bones.trunk for turn in (0.0, 1.57, 3.14, -1.57)]
    painter = Painter(brush, bones, coat_of(figure, plan.colours, plan.markings), brush.handles(trunk), tall * scale)
    draw_quadruped(painter)
    joints: dict[str, Vec] = {"head": bones.head.origin, "middle": bones.middle, "rump": bones.trunk[1].centre}
    rods: list[tuple[Vec, Vec, float]] = []
    names = ("right_fore", "left_fore", "right_hind", "left_hind")
    for name, leg in zip(names, bones.legs, strict=True):
        joints[name] = leg.foot.origin
        a, b, c, d = leg.joints
        rods += [(a, b, 0.08 * tall), (b, c, 0.05 * tall), (c, d, 0.04 * tall)]
    return BeastSketch(
        sheet=sheet,
        view=view,
        depth=depth,
        scale=scale,
        joints=joints,
        feet=(place.x, place.y, place.z),
        capsules=tuple(rods),
    )


def light_from(light: Light, view: View) -> XY:
    """Where the key comes from in the picture; always a little from above, as paper is seen."""
    key = (light.key.x, light.key.y, light.key.z)
    x = sum(a * b for a, b in zip(key, view.across, strict=True))
    y = sum(a * b for a, b in zip(key, view.down, strict=True)) - 0.3
    x += math.copysign(0.25, x)
    size = math.hypot(x, y)
    return (x / size, y / size)
