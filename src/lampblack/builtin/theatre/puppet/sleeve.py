"""Sleeves: one outline from the shoulder over elbow and wrist to the hanging hem of the cuff and back to the armpit."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.brush import SWELL, Brush, oval
from lampblack.builtin.theatre.puppet.limb import direction, sides_of
from lampblack.builtin.theatre.puppet.skeleton import Arm, Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, darker
from lampblack.builtin.theatre.puppet.vector import UP, XY, Vec, add, along, dot, mix, scaled, squared, sub, unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """How a sleeve is cut: how far its cuff hangs, how wide it is (heights of the figure), and its band."""

    drop: float
    wide: float = 1.0
    band: float = 0.024
    lining: bool = True


def draw_sleeve(
    brush: Brush,
    bones: Skeleton,
    arm: Arm,
    cut: Cut,
    colour: RGB,
    trim: RGB,
    inner: RGB,
    lag: Vec,
    weave: float,
    *,
    mouth: bool = False,
    light: tuple[XY, XY] | None = None,
) -> None:
    """The sleeve of one arm over its hand's wrist."""
    view = brush.view
    h = bones.body.height
    k = brush.scale * h * (0.55 + 0.45 * bones.body.girth) * cut.wide
    way = unit(sub(arm.wrist, arm.elbow))
    flat = math.sqrt(max(0.0, 1.0 - way[1] * way[1]))
    ref = add(add(scaled(UP, -1.0), scaled(bones.chest.right, arm.side * 0.22)), scaled(bones.chest.forward, -0.42))
    under = squared(ref, way, scaled(UP, -1.0))
    drop = cut.drop * h
    hem = along(arm.wrist, under, drop * (0.42 + 0.58 * flat))
    hem = add(along(along(hem, UP, -drop * 0.34 * (1.0 - flat)), way, -0.02 * h), scaled(lag, 0.55))
    cuff = along(arm.wrist, way, 0.012 * h)
    if cut.lining and brush.tall > 170.0 and cut.drop > 0.05:
        _undersleeve(brush, arm, inner, h)
    s, e, w, b = view.point(arm.shoulder), view.point(arm.elbow), view.point(cuff), view.point(hem)
    d1 = direction(s, e)
    d2 = direction(e, w, d1)
    side = 1.0 if -d2[1] * (b[0] - w[0]) + d2[0] * (b[1] - w[1]) > 0.0 else -1.0
    n1, n2 = (-d1[1] * side, d1[0] * side), (-d2[1] * side, d2[0] * side)
    ne = direction((0.0, 0.0), (n1[0] + n2[0], n1[1] + n2[1]), n1)
    r_s, r_e, r_w = 0.043 * k, 0.041 * k, (0.033 if cut.drop > 0.08 else 0.027) * k
    b = _beyond(b, w, n2, r_w)
    slack = view.point(along(add(mix(arm.elbow, arm.wrist, 0.12), scaled(lag, 0.3)), UP, -drop * 0.42))
    m = _beyond(slack, e, ne, r_e)
    up_e = _moved(e, ne, -r_e)
    # Seen edge on, the cuff hangs alike on both sides, so that nothing jumps when its low corner changes sides.
    broad = min(1.0, ((b[0] - w[0]) * n2[0] + (b[1] - w[1]) * n2[1] - r_w) / (1.6 * r_w))
    hang = max(0.0, (b[0] - w[0]) * d2[0] + (b[1] - w[1]) * d2[1])
    up_w = _moved(_moved(w, n2, -r_w), d2, hang * (1.0 - broad))
    neck = view.point(bones.chest.origin)
    outer = 1.0 if n1[0] * (s[0] - neck[0]) + n1[1] * (s[1] - neck[1]) < 0.0 else -1.0
    tip = _moved(_moved(s, n1, -r_s * outer * 0.82), d1, 0.3 * r_s)
    over = view.point(bones.chest.out(arm.side * bones.body.shoulder * 0.84, -0.023 * h, -0.004 * h))
    slope = view.point(bones.chest.out(arm.side * bones.body.shoulder * 0.60, -0.001 * h, -0.004 * h))
    pit = _moved(_moved(s, n1, r_s * outer), d1, r_s * 1.25)
    deep = (s[0] * 0.72 + neck[0] * 0.28, s[1] * 0.85 + neck[1] * 0.15)
    # Seen from the side a shoulder is round in front of the breast: no line runs on to the neck.
    aside = abs(dot(bones.chest.right, unit(sub(view.eye, bones.chest.origin))))
    turned = min(1.0, max(0.0, (aside - 0.5) / 0.35))
    over = _mixed(over, _moved(s, d1, -0.8 * r_s), turned)
    slope = _mixed(slope, _moved(_moved(s, n1, r_s * outer * 0.8), d1, -0.1 * r_s), turned)
    start = [slope, over, tip] if outer > 0.0 else [pit]
    finish = [pit] if outer > 0.0 else [tip, over, slope]
    low_mid = ((b[0] + m[0]) / 2.0 + (s[0] - e[0]) * 0.02, max((b[1] + m[1]) / 2.0, (b[1] + m[1]) / 2.0 + 0.012 * k))
    high_mid = _moved(_mixed(s, e, 0.5), n1, -r_s * 0.98)
    low_arm = _moved(_mixed(s, e, 0.62), n1, r_s * 0.98)
    curve = _moved(_mixed(up_w, b, 0.5), d2, 0.010 * k)
    run = [*start, high_mid, up_e, _mixed(up_e, up_w, 0.6), up_w, up_w, curve, b, b, low_mid, m, low_arm, *finish]
    if cut.drop <= 0.05:
        run = [*start, high_mid, up_e, up_w, up_w, b, b, _moved(e, ne, r_e), low_arm, *finish]
    brush.part([run[0], *run, run[-1], deep], colour, weave=weave, shadow=0.022, open_edge=run, handles=light)
    if cut.band > 0.0:
        _cuff(brush, up_w, curve, b, d2, trim, cut.band * k)
    if brush.fine:
        _folds(brush, s, e, up_e, m, b, w, curve, colour, k)
    if mouth and brush.tall > 170.0:
        _opening(brush, w, d2, r_w, inner)


def _undersleeve(brush: Brush, arm: Arm, inner: RGB, h: float) -> None:
    """The end of the shirt's sleeve, round the wrist under the wide one."""
    way = arm.fingers
    ends = [brush.view.point(along(arm.wrist, way, by * h)) for by in (-0.05, 0.0, 0.02)]
    k = brush.scale * h
    left, right = sides_of(ends, (0.024 * k, 0.0225 * k, 0.0215 * k))
    shape = [left[0], *left, left[-1], right[-1], *reversed(right), right[0]]
    brush.part(shape, inner, line=0.8, shadow=0.0)


def _opening(brush: Brush, wrist: XY, way: XY, reach: float, inner: RGB) -> None:
    """The dark mouth of a sleeve that points at the camera, behind the hand that comes out of it."""
    turn = math.atan2(way[0], -way[1])
    brush.part(oval(*wrist, reach * 1.12, reach * 0.6, turn), darker(inner, 0.5), line=0.7, shadow=0.0)


def _moved(p: XY, d: XY, by: float) -> XY:
    return (p[0] + d[0] * by, p[1] + d[1] * by)


def _mixed(a: XY, b: XY, t: float) -> XY:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _beyond(p: XY, start: XY, normal: XY, least: float) -> XY:
    """`p` moved so that it lies at least `least` pixels beyond `start` along `normal`."""
    off = (p[0] - start[0]) * normal[0] + (p[1] - start[1]) * normal[1]
    return p if off >= least else _moved(p, normal, least - off)


def _cuff(brush: Brush, top: XY, curve: XY, low: XY, way: XY, trim: RGB, width: float) -> None:
    back = [_moved(p, way, -width * 0.5) for p in (top, curve, low)]
    inner = [_moved(p, way, -width) for p in (top, curve, low)]
    brush.sheet.stroke(back, width, trim, darker(trim, 0.78), pressure=(1.0, 1.0), inside=True)
    brush.line(inner, 0.7, darker(trim, 0.35), 0.7, pressure=(1.0, 1.0), inside=True)


def _folds(brush: Brush, s: XY, e: XY, up_e: XY, m: XY, b: XY, w: XY, curve: XY, colour: RGB, k: float) -> None:
    dark = darker(colour, 0.42)
    fold = 0.012 * k
    soft = min(6.0, fold * 0.35)
    brush.sheet.stroke(
        [up_e, _mixed(e, m, 0.5), _mixed(m, b, 0.55)],
        fold * 1.6,
        (*dark, 0.05),
        (*dark, 0.5),
        pressure=(0.1, 1.0, 0.6),
        inside=True,
        feather=soft,
    )
    brush.line(
        [_mixed(up_e, w, 0.1), _mixed(e, curve, 0.5), _mixed(curve, b, 0.5)],
        1.0,
        dark,
        0.6,
        pressure=SWELL,
        inside=True,
    )
    brush.line(
        [_mixed(s, e, 0.55), _mixed(e, m, 0.35), _mixed(m, b, 0.25)], 1.1, dark, 0.55, pressure=SWELL, inside=True
    )
    if brush.close:
        brush.line([_mixed(up_e, s, 0.1), _mixed(e, m, 0.2), _mixed(e, w, 0.4)], 0.9, dark, 0.5, inside=True)
        brush.line([_mixed(e, w, 0.7), _mixed(w, b, 0.35), _mixed(curve, b, 0.85)], 0.8, dark, 0.45, inside=True)
