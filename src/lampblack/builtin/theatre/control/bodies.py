"""A person as capsules in the picture: what tells depth and movement of every pixel of a flat puppet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.beasts.creature import BeastSketch
from lampblack.builtin.theatre.puppet.held import ends_of
from lampblack.builtin.theatre.puppet.puppet import Sketch
from lampblack.builtin.theatre.puppet.vector import Vec, along
from lampblack.builtin.theatre.puppet.view import NEAREST, View
from lampblack.builtin.theatre.raster.sheet import INSIDE, KEEP, Sheet

Capsules = NDArray[np.float64]
"""n x 9: x, y in pixels, 1 / depth, half width in pixels, of one end and of the other; half its thickness in metres."""
GREY = np.array([0.299, 0.587, 0.114], np.float32)
"""What red, green and blue count for luminance (Rec. 601)."""
FINE = 0.03
"""Metres of a body between two places at which its depth and movement are worked out."""
TALL = ("staff", "sword", "umbrella")
"""What is long enough that its two ends are not as far away."""


def capsules_of(sketch: Sketch | BeastSketch) -> Capsules:
    """Head, trunk and limbs, always in this order; of an animal whatever it is made of."""
    if isinstance(sketch, BeastSketch):
        return np.array([_capsule(sketch.view, a, b, half) for a, b, half in sketch.capsules])
    bones, view = sketch.bones, sketch.view
    h, girth, head = bones.body.height, bones.body.girth, bones.body.head
    trunk = 0.075 * h * girth
    rows = [
        _capsule(view, bones.head.out(0.0, -0.2 * head, 0.0), bones.head.out(0.0, 0.15 * head, 0.0), 0.36 * head),
        _capsule(view, bones.head.origin, bones.chest.origin, 0.035 * h),
        _capsule(view, bones.chest.out(0.0, -0.05 * h, 0.0), bones.pelvis.origin, trunk),
        _capsule(view, bones.right_arm.shoulder, bones.left_arm.shoulder, 0.045 * h * girth),
    ]
    for arm in (bones.right_arm, bones.left_arm):
        rows.append(_capsule(view, arm.shoulder, arm.elbow, 0.030 * h * girth))
        rows.append(_capsule(view, arm.elbow, arm.wrist, 0.026 * h * girth))
        rows.append(_capsule(view, arm.wrist, along(arm.wrist, arm.fingers, 0.7 * bones.body.hand), 0.022 * h))
    for leg in (bones.right_leg, bones.left_leg):
        rows.append(_capsule(view, leg.hip, leg.knee, 0.046 * h * girth))
        rows.append(_capsule(view, leg.knee, leg.ankle, 0.034 * h * girth))
        rows.append(_capsule(view, leg.heel, leg.toe, 0.022 * h))
    return np.array(rows)


def held_of(sketch: Sketch | BeastSketch, held: str) -> Capsules:
    """The thing in their hand; none: no row. An animal has no hand."""
    if not held or isinstance(sketch, BeastSketch):
        return np.zeros((0, 9))
    h, frame = sketch.bones.body.height, sketch.held
    if sketch.flame is not None:
        return np.array([_capsule(sketch.view, sketch.flame, frame.origin, 0.03 * h)])
    low, high = ends_of(held, frame, sketch.bones) if held in TALL else (-0.02, 0.1)
    ends = (frame.out(0.0, low * h, 0.0), frame.out(0.0, high * h, 0.0))
    return np.array([_capsule(sketch.view, *ends, 0.012 * h)])


def step_of(sketch: Sketch | BeastSketch) -> int:
    """Pixels between two such places."""
    return max(1, min(8, int(FINE * sketch.scale)))


def _capsule(view: View, a: Vec, b: Vec, half: float) -> tuple[float, ...]:
    (x0, y0), (x1, y1) = view.point(a), view.point(b)
    near, far = (1.0 / max(view.depth(p), NEAREST) for p in (a, b))
    return (x0, y0, near, half * view.focal * near, x1, y1, far, half * view.focal * far, half)


def marked(sheet: Sheet) -> Sheet:
    """The same paths in other colours: red is what belongs to a thing in the hand, green the real colours' luminance.

    Painted, it says of every pixel whose it is and how light it is, in one go. Cloth patterns and soft light within a
    shape are left out: they change no outline and are no edge.
    """
    out = Sheet()
    out.points, out.pressures = sheet.points, sheet.pressures
    colours = np.stack(sheet.ramps) if sheet.ramps else np.zeros((0, 256, 4), np.float32)
    ramps = np.zeros((2 if sheet.things else 1, *colours.shape), np.float32)
    ramps[:, ..., 1] = colours[..., :3] @ GREY
    ramps[:, ..., 3] = colours[..., 3]
    ramps[1:, ..., 0] = colours[..., 3]
    out.ramps = list(ramps.reshape(-1, *colours.shape[1:]))
    things = {place for first, last in sheet.things for place in range(first, last)}
    for place, (numbers, measures) in enumerate(zip(sheet.numbers, sheet.measures, strict=True)):
        half, feather, weave, *handles = measures
        if feather > 0.0 and numbers[2] & (INSIDE | KEEP) == INSIDE:
            continue
        out.numbers.append((*numbers[:4], numbers[4] + len(colours), *numbers[5:]) if place in things else numbers)
        out.measures.append((half, feather, 0.0, *handles) if weave else measures)
    return out
