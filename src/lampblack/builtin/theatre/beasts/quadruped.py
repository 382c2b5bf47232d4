"""A beast on four feet, painted: what lies beyond the trunk, the body in one wash, what stands before it."""

from __future__ import annotations

from lampblack.builtin.theatre.beasts.bones import Leg
from lampblack.builtin.theatre.beasts.coats import draw_belly, draw_bib, draw_markings, on_trunk
from lampblack.builtin.theatre.beasts.crest import draw_forelock, draw_horn, draw_mane, draw_ruff, draw_whiskers
from lampblack.builtin.theatre.beasts.envelope import Edges, edges_of
from lampblack.builtin.theatre.beasts.heads import Head, draw_ear, draw_head, ears_far_first, head_of, ink_head
from lampblack.builtin.theatre.beasts.legs import draw_far_leg, draw_foot, ink_leg, line_leg, wash_leg
from lampblack.builtin.theatre.beasts.painter import Painter
from lampblack.builtin.theatre.beasts.tails import draw_tail
from lampblack.builtin.theatre.puppet.tone import darker
from lampblack.builtin.theatre.puppet.vector import XY, dot


def draw_quadruped(painter: Painter) -> Head:
    """Every part in its order of depth."""
    bones = painter.bones
    head = head_of(painter)
    middle = painter.depth(bones.middle)
    legs = sorted(bones.legs, key=lambda leg: -painter.depth(leg.joints[1]))
    far = [leg for leg in legs if painter.depth(leg.joints[1]) > middle + 0.01 * bones.tall]
    near = [leg for leg in legs if leg not in far]
    away = dot(bones.body.forward, painter.to_eye(bones.middle)) < -0.35
    for leg in far:
        draw_far_leg(painter, leg)
    if painter.frontal() > -0.2:
        draw_tail(painter)
    _body(painter, head, near, away=away)
    if painter.frontal() <= -0.2:
        draw_tail(painter)
    return head


def _body(painter: Painter, head: Head, near: list[Leg], *, away: bool) -> None:
    """Trunk, near legs, neck and head: first all lines, then all washes, so that they are one skin."""
    brush, coat, bones = painter.brush, painter.coat, painter.bones
    trunk = edges_of(bones.trunk, brush.view)
    neck = neck_edges(painter)
    for leg in near:
        draw_foot(painter, leg)
    for leg in near:
        ink_leg(painter, leg)
    brush.edge(trunk.outline, coat.coat, 1.75)
    brush.edge(neck.outline, coat.coat, 1.75)
    if away:
        draw_face(painter, head)
        _neck(painter, neck)
    else:
        _behind_head(painter, head)
        ink_head(painter, head)
    brush.wash(neck.outline, coat.coat, handles=painter.handles, keep=False)
    brush.wash(trunk.outline, coat.coat, handles=painter.handles)
    draw_belly(painter)
    brush.shadow(trunk.lower, coat.coat, 0.06 * bones.tall, 0.30, closed=False)
    if away:
        _croup(painter)
    for leg in near:
        wash_leg(painter, leg)
    brush.sheet.fill(trunk.outline, (0.0, 0.0, 0.0, 0.0), keep=True)
    draw_markings(painter)
    for leg in near:
        line_leg(painter, leg)
    if not away:
        _neck(painter, neck)
        draw_face(painter, head, inked=True)


def _neck(painter: Painter, neck: Edges) -> None:
    """The neck's wash, its shaded edge, its mane."""
    brush, coat, bones = painter.brush, painter.coat, painter.bones
    brush.wash(neck.outline, coat.coat, handles=painter.handles)
    draw_bib(painter)
    low: list[XY] = neck.lower if sum(p[1] for p in neck.lower) > sum(p[1] for p in neck.upper) else neck.upper
    brush.shadow(low, coat.coat, 0.05 * bones.tall, 0.25, closed=False)
    if bones.plan.mane:
        draw_mane(painter, beyond=True)
        draw_mane(painter, beyond=False)


def _croup(painter: Painter) -> None:
    """Where the rump stands before the shoulders, seen from behind."""
    strong = min(1.0, max(0.0, (-painter.frontal() - 0.75) * 4.0))
    if strong > 0.05:
        row = [painter.px(on_trunk(painter, 0.3, turn)[0]) for turn in (-1.1, -0.55, 0.0, 0.55, 1.1)]
        painter.brush.line(
            row, 1.1, darker(painter.coat.coat, 0.35), 0.8 * strong, pressure=(0.05, 0.8, 1.0, 0.8, 0.05)
        )


def neck_edges(painter: Painter) -> Edges:
    """The neck's silhouette, across its own axis."""
    neck = painter.bones.neck
    a, b = painter.px(neck[0].centre), painter.px(neck[-1].centre)
    x, y = b[0] - a[0], b[1] - a[1] - 0.25 * painter.unit
    size = (x * x + y * y) ** 0.5 or 1.0
    return edges_of(neck, painter.brush.view, (x / size, y / size))


def _behind_head(painter: Painter, head: Head) -> None:
    """Ears and horns of the far side, which the head will cover."""
    first = ears_far_first(painter, head)[0]
    if painter.sideways() > 0.3:
        draw_horn(painter, head, first)
        draw_ear(painter, head, first)


def draw_face(painter: Painter, head: Head, *, inked: bool = False) -> None:
    """The head with what grows on it."""
    far, near = ears_far_first(painter, head)
    facing = dot(head.frame.forward, painter.to_eye(head.frame.origin))
    if not inked:
        ink_head(painter, head)
    if not inked or painter.sideways() <= 0.3:
        for side in (far, near):
            draw_horn(painter, head, side)
            draw_ear(painter, head, side)
    draw_ruff(painter, head)
    draw_head(painter, head)
    if painter.bones.plan.mane and facing > -0.7:
        draw_forelock(painter, head)
    if inked and painter.sideways() > 0.3:
        draw_horn(painter, head, near)
        draw_ear(painter, head, near)
    draw_whiskers(painter, head)
