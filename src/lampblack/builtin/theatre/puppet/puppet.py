"""A person drawn for one frame: pose, bones, and every part laid down in its order of depth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lampblack.builtin.theatre.drawn import Drawn, painted
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.dress import Wearer, draw_arm, draw_body, draw_borne, fullness
from lampblack.builtin.theatre.puppet.hand import palm_of
from lampblack.builtin.theatre.puppet.handing import holding
from lampblack.builtin.theatre.puppet.head import draw_head, draw_head_back, draw_head_front
from lampblack.builtin.theatre.puppet.headview import HeadView, headview_of
from lampblack.builtin.theatre.puppet.held import frame_of, lantern_light
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.seat import TABLES, draw_before, draw_behind, is_behind, seats_of
from lampblack.builtin.theatre.puppet.skeleton import Arm, Skeleton, skeleton_of
from lampblack.builtin.theatre.puppet.skull import skull_of
from lampblack.builtin.theatre.puppet.thinned import rising, thinned
from lampblack.builtin.theatre.puppet.tone import rgb
from lampblack.builtin.theatre.puppet.trunk import trunk_of
from lampblack.builtin.theatre.puppet.vector import Frame, Vec, add, mix, scaled
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
"""Pixels: a person less tall than this is not drawn."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sketch:
    """A person ready to be painted: every path in its order, and the bones they were laid round."""

    sheet: Sheet
    bones: Skeleton
    view: View
    head: HeadView
    held: Frame
    """How the thing in their hand lies in space, should they hold one."""
    depth: float
    """Metres from the camera along its axis, to the pelvis."""
    scale: float
    """Pixels a metre at that depth."""
    flame: Vec | None = None

    def box(self, width: int, height: int) -> tuple[int, int, int, int] | None:
        """Pixels it reaches, a margin round the picture counted: left, top, right, bottom; None: not seen."""
        return self.sheet.box(width, height)


def draw_person(
    person: Person,
    frame: int,
    staging: Staging,
    camera: CameraPose,
    light: Light,
    width: int,
    height: int,
    lens: Lens | None = None,
) -> Drawn | None:
    """`person` as seen on `frame`, on a block of its own; None when out of the picture or behind the camera.

    `lens`: who is well out of its focus is drawn smaller (`Drawn.step`)."""
    sketch = sketch_person(person, frame, staging, camera, light, width, height)
    if sketch is None:
        return None
    step = 1 if lens is None else step_of(lens.blur(sketch.depth, sketch.view.focal))
    return _drawn(sketch, width, height, step)


def sketch_person(
    person: Person, frame: int, staging: Staging, camera: CameraPose, light: Light, width: int, height: int
) -> Sketch | None:
    """`person` on `frame` with nothing painted yet; None when out of the picture or behind the camera."""
    person = holding(person, frame, staging)
    body = proportions_of(person.figure)
    view = view_of(camera, width, height)
    bones = skeleton_of(pose := pose_at(person, frame, staging), body)
    depth = view.depth(bones.pelvis.origin)
    if depth < 0.35:
        return None
    scale = view.focal / depth
    if body.height * scale < SMALLEST or _away(bones, view, width, height, scale):
        return None
    sheet = Sheet()
    brush = Brush(sheet, view, light_from(light, view), scale, body.height * scale)
    skin, hair = rgb(person.figure.skin), rgb(person.figure.hair_colour)
    skull = skull_of(person.figure)
    head = headview_of(
        brush,
        bones.head,
        body.head,
        skull,
        person.figure,
        pose.face,
        skin,
        hair,
        add(pose.lag, pose.sway),
        pose.root[1],
    )
    wearer = Wearer(
        brush, bones, trunk_of(bones, person.figure, fullness(person.figure.dress)), pose, person.figure, skin
    )
    back = scaled(bones.chest.forward, -1.0)
    behind, beside, before = _arms(bones, view)
    seats = seats_of(person, staging)
    for seat in seats:
        draw_behind(brush, seat)
    draw_head_back(head, back)
    for arm in behind:
        draw_arm(wearer, arm)
    draw_body(wearer)
    for seat in seats:
        draw_before(brush, seat)
    tabled = any(seat.kind in TABLES and not is_behind(brush, seat) for seat in seats)
    for arm, share in beside:
        share = 1.0 if tabled else share  # what lies on a table is not half behind it
        draw_arm(replace(wearer, brush=thinned(brush, share)), arm)
    draw_borne(wearer)
    draw_head(head, back)
    for arm in before:
        draw_arm(wearer, arm)
    draw_head_front(head)
    arm = bones.right_arm if pose.carries == "right" else bones.left_arm
    fist, holds = palm_of(bones, arm).held, person.figure.held
    return Sketch(
        sheet=sheet,
        bones=bones,
        view=view,
        head=head,
        held=frame_of(bones, fist, holds, pose.prop, pose.prop_out * arm.side),
        depth=depth,
        scale=scale,
        flame=lantern_light(bones, fist, pose.prop) if holds == "lantern" else None,
    )


def _drawn(sketch: Sketch, width: int, height: int, step: int) -> Drawn | None:
    block = painted(sketch.sheet, width, height, step)
    if block is None:
        return None
    view, bones, flame = sketch.view.smaller(step), sketch.bones, sketch.flame
    joints = bones.joints()
    lamp = None
    if flame is not None:
        joints["lantern"] = flame
        lamp = Point(x=flame[0], y=flame[1], z=flame[2])
    return Drawn(
        canvas=block[0],
        x=block[1],
        y=block[2],
        depth=sketch.depth,
        scale=sketch.scale / step,
        joints={name: view.point(p) for name, p in joints.items()},
        feet=view.point(bones.root),
        lamp=lamp,
        step=step,
    )


def _away(bones: Skeleton, view: View, width: int, height: int, scale: float) -> bool:
    """Whether the whole person, arms and hat and all, is outside the picture."""
    x, y = view.point(bones.pelvis.origin)
    reach = bones.body.height * scale * 1.15
    return x < -reach or x > width + reach or y < -reach or y > height + reach


BEHIND, BESIDE = 0.045, 0.02
"""How much farther than the trunk an arm is that is behind it, or not yet: in heights. Between, it is both in part."""


def _arms(bones: Skeleton, view: View) -> tuple[list[Arm], list[tuple[Arm, float]], list[Arm]]:
    """The arms behind the trunk, those between trunk and head, with how much they are, and those before the head.

    The further one comes first.
    """
    middle = view.depth(mix(bones.chest.origin, bones.pelvis.origin, 0.4))
    head = view.depth(bones.head.origin)
    behind: list[Arm] = []
    beside: list[tuple[Arm, float]] = []
    before: list[Arm] = []

    def depth(arm: Arm) -> float:
        return view.depth(mix(mix(arm.shoulder, arm.elbow, 0.5), mix(arm.elbow, arm.wrist, 0.7), 0.6))

    for arm in sorted((bones.right_arm, bones.left_arm), key=depth, reverse=True):
        share = rising((depth(arm) - middle) / bones.body.height, BEHIND, BESIDE)
        if share < 1.0:
            behind.append(arm)
        if share > 0.0:
            if view.depth(mix(arm.elbow, arm.wrist, 0.6)) > head or share < 1.0:
                beside.append((arm, share))
            else:
                before.append(arm)
    return behind, beside, before
