"""Hair that hangs and trails: the fall down the back, locks before the ears, plaits."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.hair import SHEEN, hair_light
from lampblack.builtin.theatre.puppet.headview import QUARTER, HeadView, away, thinly
from lampblack.builtin.theatre.puppet.loft import Ring
from lampblack.builtin.theatre.puppet.skull import OF_OLD
from lampblack.builtin.theatre.puppet.thinned import rising
from lampblack.builtin.theatre.puppet.tone import darker, mixed
from lampblack.builtin.theatre.puppet.vector import UP, XY, Vec, add, along, cross, dot, scaled, sub, unit


def sway_of(head: HeadView) -> XY:
    """How far light things hang aside, in head heights of the picture."""
    view = head.brush.view
    across = sum(a * b for a, b in zip(head.sway, view.across, strict=True))
    down = sum(a * b for a, b in zip(head.sway, view.down, strict=True))
    return (across / head.size, down / head.size)


def fall_length(head: HeadView) -> float:
    """How far hair falls below the crown, in head heights; 0 where it is put up."""
    kind, woman = head.figure.hair, head.figure.sex == "woman"
    if kind == "long":
        return (2.7 if head.figure.dress in OF_OLD else 1.75) if woman else 2.0
    if kind == "loose":
        return 1.95
    if kind == "bun" and woman and head.figure.age == "young" and head.figure.dress in OF_OLD:
        return 2.35
    return 0.0


_FALL = (
    (0.08, 1.0, 0.30),
    (0.22, 1.04, 0.24),
    (0.42, 0.98, 0.17),
    (0.66, 0.86, 0.15),
    (0.86, 0.66, 0.12),
    (1.0, 0.36, 0.08),
)
"""How far down a fall is, how wide there, and how deep in head heights."""


def _rows_of_fall(head: HeadView, back: Vec) -> list[Ring]:
    """The fall as rings, from the skull down the back; empty where hair is put up.

    Round the skull it is the skull's own hair, below it lies flat on the shoulders; `back` points away from the breast.
    """
    long = fall_length(head)
    if long <= 0.0:
        return []
    s, frame = head.size, head.frame
    wild = head.figure.hair == "loose"
    wide = 0.47 if wild else 0.37 if head.figure.hair == "long" else 0.25
    full = 1.0 if wide > 0.3 else 0.0
    rings = [
        Ring(frame.out(0.0, y * s, -0.05 * s), frame.right, frame.forward, w * s, 0.30 * s, deep * s)
        for y, w, deep in (((0.22, 0.37, 0.435), (0.0, 0.385, 0.45)) if full else ((-0.08, 0.24, 0.37),))
    ]
    start = frame.out(0.0, -0.1 * s, -0.16 * s)
    across = cross(back, UP)
    for share, w, deep in _FALL:
        point = add(add(start, (0.0, -(long - 0.5) * s * share, 0.0)), scaled(head.sway, share * share * 1.35))
        point = along(point, back, s * (0.02 + 0.22 * min(1.0, share * 2.2)))
        below = head.floor + 0.02 * s - point[1]
        if below > 0.0:
            up = frame.up
            point = (point[0] + up[0] * below * 0.7, point[1] + below, point[2] + up[2] * below * 0.7)
        rings.append(Ring(point, across, scaled(back, -1.0), wide * w * s, 0.10 * s, deep * s))
    return rings


PART_BEHIND = 1.72
"""The turn at which a fall ends beside the neck: behind the ear."""


def draw_fall_inside(head: HeadView, back: Vec) -> None:
    """The whole fall, before the body: what is seen of it beside neck and shoulders from the front."""
    rings = _rows_of_fall(head, back)
    if not rings:
        return
    view = head.brush.view
    edges = [ring.edges(view.eye, _axis(head, rings, index), view.across) for index, ring in enumerate(rings)]
    left, right = [view.point(a) for a, _ in edges], [view.point(b) for _, b in edges]
    if head.figure.hair == "loose":
        left, right = _ragged(left, head.pixels, -1.0), _ragged(right, head.pixels, 1.0)
    shape = [*left, _tip(head, rings), *reversed(right)]
    head.brush.part(shape, darker(head.hair, 0.82), line=0.9, depth=0.75, shadow=0.0)


def _axis(head: HeadView, rings: list[Ring], index: int) -> Vec:
    a, b = rings[max(0, index - 1)].centre, rings[min(len(rings) - 1, index + 1)].centre
    return unit(sub(a, b), head.frame.up)


def _tip(head: HeadView, rings: list[Ring]) -> XY:
    return head.brush.view.point(along(rings[-1].centre, (0.0, -1.0, 0.0), 0.12 * head.size))


def draw_fall(head: HeadView, back: Vec) -> None:
    """What of the fall faces the camera, over neck and back: more of it, the more the person turns away."""
    rings = _rows_of_fall(head, back)
    if not rings:
        return
    eye = head.brush.view.eye
    lows = [0.0] * (len(rings) - len(_FALL)) + [rising(share, 0.08, 0.42) for share, _, _ in _FALL]
    for shift in (-2.0 * math.pi, 0.0, 2.0 * math.pi):
        spans = [_seen_of(ring, eye, shift, rings[0].faced(eye)) for ring in rings]
        spans = [_on_the_back(span, ring, back, eye, low) for span, ring, low in zip(spans, rings, lows, strict=True)]
        if max(stop - start for start, stop in spans) > 0.02:
            _sheet_of_hair(head, rings, spans)


def _on_the_back(span: tuple[float, float], ring: Ring, back: Vec, eye: Vec, low: float) -> tuple[float, float]:
    """What is left of a span where shoulder and arm stand before it: `low` 1 below the shoulders, 0 round the head."""
    faces = dot(unit(sub(eye, ring.centre), back), back)
    left = 1.0 - low * (1.0 - rising(faces, 0.02, 0.4))
    return span[0], span[0] + (span[1] - span[0]) * left


def _seen_of(ring: Ring, eye: Vec, shift: float, about: float) -> tuple[float, float]:
    """From which turn to which a ring of the fall is seen, its two sides being apart by a full turn of `shift`.

    `about`: the turn that faces the camera, to within half a turn: so all rings count alike.
    """
    middle = about + (ring.faced(eye) - about + math.pi) % (2.0 * math.pi) - math.pi
    low, high = PART_BEHIND + shift, 2.0 * math.pi - PART_BEHIND + shift
    start, stop = max(low, middle - QUARTER), min(high, middle + QUARTER)
    if start < stop:
        return start, stop
    edge = low if middle < low else high
    edge = max(middle - QUARTER, min(middle + QUARTER, edge))
    return edge, edge


def _run(rings: list[Ring], spans: list[tuple[float, float]]) -> tuple[list[Ring], list[tuple[float, float]]]:
    """The rings of which something is seen, and one more at either end, where the hair goes out of sight."""
    shown = [index for index, (start, stop) in enumerate(spans) if stop - start > 1e-6]
    first, last = max(0, shown[0] - 1), min(len(rings), shown[-1] + 2)
    return rings[first:last], spans[first:last]


def _sheet_of_hair(head: HeadView, rings: list[Ring], spans: list[tuple[float, float]]) -> None:
    brush, view = head.brush, head.brush.view
    wild = head.figure.hair == "loose"
    rings, spans = _run(rings, spans)

    def row(k: float) -> list[XY]:
        return [view.point(r.at(b + (a - b) * k)) for r, (a, b) in zip(rings, spans, strict=True)]

    first, last = row(0.0), row(1.0)
    whole = spans[-1][1] - spans[-1][0] > 1e-6
    end = [_tip(head, rings)] if whole else []
    outer, other = first, last
    if wild:
        lean = 1.0 if first[0][0] < last[0][0] else -1.0
        outer, other = _ragged(first, head.pixels, -lean), _ragged(last, head.pixels, lean)
    top = [view.point(rings[0].at(b + (a - b) * k)) for a, b in spans[:1] for k in (0.75, 0.5, 0.25)]
    shape = [*outer, *end, *reversed(other), *top]
    edge = [*outer[1:], *end, *reversed(other[1:])]
    brush.part(shape, head.hair, line=0.9, depth=0.6, shadow=0.0, open_edge=edge, handles=hair_light(head))
    if not brush.fine:
        return
    light = mixed(head.hair, SHEEN, 0.34)
    shown = min(1.0, max(0.0, max(b - a for a, b in spans) / 0.9 - 0.3))
    count = (9 if brush.close else 6) if shown > 0.0 else 0
    for index in range(count):
        points = row((index + 0.5) / count)
        bend = 0.04 * head.pixels * math.sin(index * 2.1)
        points[len(points) // 2] = (points[len(points) // 2][0] + bend, points[len(points) // 2][1])
        brush.line(
            points,
            0.9,
            light if index % 2 else darker(head.hair, 0.4),
            (0.42 if index % 2 else 0.7) * shown,
            pressure=(0.05, 0.8, 1.0, 0.7, 0.1),
        )


def _ragged(points: list[XY], px: float, side: float) -> list[XY]:
    out: list[XY] = []
    for index, (x, y) in enumerate(points):
        out.append((x + side * 0.03 * px * math.sin(index * 2.7), y))
        if index >= 4:
            out.append((x + side * (0.09 + 0.03 * math.sin(index * 5.0)) * px, y + 0.10 * px))
            out.append((x + side * (0.09 + 0.03 * math.sin(index * 5.0)) * px, y + 0.10 * px))
    return out


def draw_locks(head: HeadView) -> None:
    """Loose locks before the ears: wild ones for loose hair, one soft strand each side for a woman."""
    kind, brush = head.figure.hair, head.brush
    old = head.figure.dress in OF_OLD
    strand = kind == "long" or (kind == "bun" and old and head.figure.age != "old")
    if kind != "loose" and not (strand and head.figure.sex == "woman") and not (kind == "long" and old):
        return
    sway = sway_of(head)
    px = head.pixels
    wild = kind == "loose"
    for side in (1.0, -1.0):
        shown = min(rising(head.seen(side * 0.30, 0.0), -0.28, 0.0), rising(math.cos(head.turn), -0.5, -0.2))
        if shown == 0.0:
            continue
        for k in range(3 if wild else 1):
            points = _lock(head, side, k, wild, sway)
            thick = (0.085 if wild else 0.045) * px / brush.hair_width
            brush.line(points, thick * shown, head.hair, 1.0, pressure=(0.7, 1.0, 0.9, 0.7, 0.4, 0.03))
            if brush.fine:
                brush.line(points, 0.8, mixed(head.hair, SHEEN, 0.35), 0.4 * shown, pressure=(0.05, 1.0, 0.05))


def _lock(head: HeadView, side: float, k: int, wild: bool, sway: XY) -> list[XY]:
    """One lock: over the temple as the head is held, then down as everything hangs, with a wave in it."""
    s, px = head.size, head.pixels
    root = head.at(side * (0.30 + 0.05 * k), 0.20 - 0.1 * k, 0.20 - 0.12 * k)
    start = head.frame.out(side * (0.385 + 0.035 * k) * s, -0.10 * s, (0.15 - 0.11 * k) * s)
    long = (0.5, 0.95, 0.72)[k] if wild else 0.52
    points = [root, head.brush.view.point(start)]
    for share in (0.3, 0.55, 0.8, 1.0):
        down = long * share * s
        wave = side * (0.035 if wild else 0.02) * math.sin(share * 4.6 + k * 1.7) * s
        p = along(along(start, (0.0, -1.0, 0.0), down), head.frame.right, wave)
        p = (p[0], max(p[1], head.floor + 0.01), p[2])
        x, y = head.brush.view.point(p)
        points.append((x + sway[0] * px * 0.8 * share * share, y + sway[1] * px * 0.4 * share))
    return points


def draw_braids(head: HeadView, *, near: bool) -> None:
    """Two plaits from behind the ears, tied with red: those that hang before head and body, or those behind."""
    if head.figure.hair not in ("braids", "plait"):
        return
    single = head.figure.hair == "plait"
    for side in (1.0,) if single else (1.0, -1.0):
        share = max(away(head), rising(side * math.sin(head.turn), 0.28, 0.38))
        if share > 0.0 if near else share < 1.0:
            _braid(thinly(head, share) if near else head, side, single)


def _braid(head: HeadView, side: float, single: bool) -> None:
    brush, px = head.brush, head.pixels
    long = 0.75 if head.figure.age == "child" else 1.6 if single else 1.35
    previous = head.at(side * 0.30, -0.05, -0.16)
    lobes = 10 if single else 6
    for index in range(lobes):
        share = (index + 1) / lobes
        p = head.frame.out(
            side * (0.36 + 0.05 * share) * head.size,
            (-0.1 - long * share) * head.size,
            (-0.14 + 0.12 * share) * head.size,
        )
        p = add(p, scaled(head.sway, share * (0.8 if single else 1.5)))
        here = brush.view.point(p)
        wide = (0.095 - 0.03 * share) * px
        x, y = (previous[0] + here[0]) / 2.0, (previous[1] + here[1]) / 2.0
        lobe = [(x - wide, y - wide * 0.3), (x, y - wide * 1.15), (x + wide, y + wide * 0.1), (x, y + wide * 1.2)]
        brush.part(lobe, head.hair, line=0.7, depth=0.75, shadow=0.0)
        previous = here
    x, y = previous
    r = 0.05 * px
    brush.part(
        [(x - r, y - r * 0.7), (x + r, y - r * 0.7), (x + r, y + r * 0.5), (x - r, y + r * 0.5)],
        (0.72, 0.2, 0.17),
        line=0.7,
        shadow=0.0,
    )
    brush.line(
        [(x, y), (x - r * 0.3, y + r * 2.6)], 0.07 * px / brush.hair_width, head.hair, 1.0, pressure=(0.8, 1.0, 0.1)
    )
