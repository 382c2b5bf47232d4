"""Dresses: which garments a figure wears, how they are cut, and the order in which they lie on the body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet import skirt as skirts
from lampblack.builtin.theatre.puppet import sleeve as sleeves
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.collar import (
    draw_cross_collar,
    draw_lapels,
    draw_neck,
    draw_round_collar,
    draw_straight_front,
    draw_trunk,
    seen_path,
    trunk_folds,
)
from lampblack.builtin.theatre.puppet.hand import draw_hand, palm_of
from lampblack.builtin.theatre.puppet.held import draw_held
from lampblack.builtin.theatre.puppet.limb import draw_bare_arm, draw_foot, draw_leg, draw_wrappings
from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.builtin.theatre.puppet.sash import draw_jade, draw_sash, draw_tails
from lampblack.builtin.theatre.puppet.skeleton import Arm, Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed, rgb
from lampblack.builtin.theatre.puppet.trunk import Trunk
from lampblack.builtin.theatre.puppet.vector import scaled
from lampblack.staging.figure import Dress, Figure

SHOE: RGB = (0.17, 0.15, 0.17)
WEAVE = 0.16

_SLEEVES: dict[Dress, sleeves.Cut] = {
    "robe": sleeves.Cut(drop=0.165),
    "gown": sleeves.Cut(drop=0.20, band=0.02),
    "coat": sleeves.Cut(drop=0.10, band=0.026),
    "tunic": sleeves.Cut(drop=0.036, band=0.026, wide=0.95),
    "suit": sleeves.Cut(drop=0.034, band=0.0, wide=0.98),
    "shirt": sleeves.Cut(drop=0.036, band=0.02, wide=0.92),
}


@dataclass(frozen=True, eq=False, slots=True)
class Wearer:
    """One figure in one picture: all that its garments ask for."""

    brush: Brush
    bones: Skeleton
    trunk: Trunk
    pose: BodyPose
    figure: Figure
    skin: RGB

    @property
    def height(self) -> float:
        return self.bones.body.height

    @property
    def robe(self) -> RGB:
        return rgb(self.figure.robe)

    @property
    def trim(self) -> RGB:
        return rgb(self.figure.trim)

    @property
    def inner(self) -> RGB:
        return rgb(self.figure.inner)

    @property
    def skirt(self) -> RGB:
        return rgb(self.figure.skirt)

    @property
    def sash(self) -> RGB:
        return rgb(self.figure.sash)


def draw_arm(w: Wearer, arm: Arm) -> None:
    """An arm, its hand, and what it carries; a hand held out towards the camera is before its sleeve."""
    palm = palm_of(w.bones, arm)
    view = w.brush.view
    out = view.depth(arm.elbow) - view.depth(arm.wrist) > 0.48 * w.bones.body.forearm
    if w.figure.dress == "hide":
        draw_bare_arm(w.brush, w.bones, arm, w.skin, 0.8 + 0.6 * (w.bones.body.girth - 0.9))
        _bracer(w, arm)
    elif out:
        _sleeve(w, arm, out)
    if w.figure.held and w.pose.carries == ("right" if arm.side > 0.0 else "left"):
        aside = w.pose.prop_out * arm.side
        draw_held(w.brush, w.bones, palm.held, w.figure.held, w.pose.prop, aside, w.sash)
    draw_hand(w.brush, palm, w.skin, arm.pose.grip)
    if w.figure.dress != "hide" and not out:
        _sleeve(w, arm, out)


def _sleeve(w: Wearer, arm: Arm, out: bool) -> None:
    cut = _SLEEVES[w.figure.dress]
    weave, lag = _weave(w), w.pose.lag
    sleeves.draw_sleeve(w.brush, w.bones, arm, cut, w.robe, w.trim, w.inner, lag, weave, mouth=out)


def draw_body(w: Wearer) -> None:
    """Legs, lower and upper garments, from the ground up and from the skin out."""
    _BODIES[w.figure.dress](w)


def _weave(w: Wearer) -> float:
    return WEAVE if w.figure.dress in ("robe", "gown", "coat") else 0.0


def _legs(w: Wearer, colour: RGB, *, bare: bool = False, wrapped: bool = False, shoe: RGB = SHOE) -> None:
    """Both legs, the further one first."""
    view = w.brush.view
    strong = 0.7 + 0.3 * w.bones.body.girth
    for leg in sorted((w.bones.right_leg, w.bones.left_leg), key=lambda l: -view.depth(l.knee)):
        if bare:
            draw_leg(w.brush, leg, colour, w.height, strong, bare=True)
            draw_foot(w.brush, leg, colour, w.height, bare=True)
            continue
        draw_foot(w.brush, leg, shoe, w.height)
        draw_leg(w.brush, leg, colour, w.height, strong)
        if wrapped:
            draw_wrappings(w.brush, leg, mixed(colour, (0.9, 0.86, 0.76), 0.22), w.height)


def _shoes(w: Wearer) -> None:
    """Shoes under a long robe; those of who kneels are under the robe altogether."""
    if skirts.pooled(w.bones) > 0.7:
        return
    view = w.brush.view
    for leg in sorted((w.bones.right_leg, w.bones.left_leg), key=lambda l: -view.depth(l.ankle)):
        draw_foot(w.brush, leg, SHOE, w.height)


def _robe(w: Wearer) -> None:
    """A scholar's robe to the ankle, wrapped left over right, with sash, tails and jade."""
    b = w.brush
    _shoes(w)
    cut = skirts.Cut(reach=1.0)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, w.pose.lag, w.pose.flutter)
    skirts.draw_skirt(b, skirt, w.robe, w.trim, _weave(w), inner=w.skirt)
    if b.tall > 150.0:
        skirts.overlap_line(b, skirt, 0.55, w.trim, w.robe, 0.016 * w.height)
    draw_trunk(b, w.trunk, w.robe, _weave(w), low=1)
    trunk_folds(b, w.trunk, w.robe)
    draw_cross_collar(b, w.bones, w.trunk, w.trim, w.inner, w.skin)
    draw_sash(b, w.trunk, 0.72, 1.32, w.sash)
    draw_tails(b, w.bones, w.trunk, 1.0, w.sash, w.pose.lag, w.pose.flutter)
    draw_jade(b, w.bones, w.trunk, 0.8, w.sash, w.pose.lag)


def _gown(w: Wearer) -> None:
    """A short jacket over a long skirt tied high, as the ladies of the old paintings wear it."""
    b = w.brush
    _shoes(w)
    cut = skirts.Cut(reach=1.0, flare=1.12, train=0.014, band=0.014)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, w.pose.lag, w.pose.flutter)
    skirts.draw_skirt(b, skirt, w.skirt, w.trim, _weave(w))
    draw_trunk(b, w.trunk, w.robe, _weave(w), low=1)
    trunk_folds(b, w.trunk, w.robe)
    draw_cross_collar(b, w.bones, w.trunk, w.trim, w.inner, w.skin, band=0.028)
    draw_sash(b, w.trunk, 0.7, 1.45, w.sash)
    draw_tails(b, w.bones, w.trunk, 1.05, w.sash, w.pose.lag, w.pose.flutter, turn=0.05, long=0.34)


def _coat(w: Wearer) -> None:
    """A long coat over shirt and trousers, open in front."""
    b = w.brush
    _legs(w, w.skirt)
    cut = skirts.Cut(reach=0.5, flare=1.1)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, w.pose.lag, w.pose.flutter)
    skirts.draw_skirt(b, skirt, w.robe, w.trim, _weave(w))
    for turn in (0.45, -0.45):
        skirts.overlap_line(b, skirt, turn, w.trim, w.robe, 0.02 * w.height)
    draw_trunk(b, w.trunk, w.robe, _weave(w), low=1)
    trunk_folds(b, w.trunk, w.robe)
    draw_straight_front(b, w.bones, w.trunk, w.trim, w.inner, w.skin)
    draw_sash(b, w.trunk, 0.85, 1.2, w.sash, line=0.9)


def _tunic(w: Wearer) -> None:
    """A working tunic to the thigh, trousers, bound shins."""
    b = w.brush
    _legs(w, w.skirt, wrapped=True)
    cut = skirts.Cut(reach=0.05, flare=1.2, band=0.016)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, w.pose.lag, w.pose.flutter)
    skirts.draw_skirt(b, skirt, w.robe, w.trim, 0.0)
    draw_trunk(b, w.trunk, w.robe, 0.0, low=1)
    trunk_folds(b, w.trunk, w.robe)
    draw_cross_collar(b, w.bones, w.trunk, w.trim, w.inner, w.skin, band=0.026)
    draw_sash(b, w.trunk, 0.78, 1.22, w.sash)
    draw_tails(b, w.bones, w.trunk, 1.0, w.sash, w.pose.lag, w.pose.flutter, long=0.16)


def _hide(w: Wearer) -> None:
    """A rough skin over one shoulder, torn at the knee; arms, shins and feet are bare."""
    b, t = w.brush, w.trunk
    _legs(w, w.skin, bare=True)
    cut = skirts.Cut(reach=0.0, flare=1.2, ragged=0.36, band=0.0)
    skirt = skirts.skirt_of(w.bones, t, cut, scaled(w.pose.lag, 0.8), w.pose.flutter)
    skirts.draw_skirt(b, skirt, w.robe, None, 0.0)
    _fur(w, skirt)
    draw_neck(b, w.bones, w.skin)
    draw_trunk(b, t, w.skin, 0.0, low=1)
    _throat(w)
    _muscles(w)
    _pelt(w)
    draw_sash(b, t, 0.75, 1.2, w.sash)
    draw_tails(b, w.bones, t, 1.0, w.sash, w.pose.lag, w.pose.flutter, long=0.15, turn=0.4)


def _throat(w: Wearer) -> None:
    """Where a bare neck meets a bare breast there is no seam; within the trunk, directly after it."""
    b, ring = w.brush, w.trunk.ring(4.9)
    middle = ring.faced(b.view.eye)
    row = [b.view.point(ring.at(middle + 1.3 * (1.0 - 2.0 * k / 4))) for k in range(5)]
    wide = 0.034 * w.height * b.scale
    tone = darker(mixed(w.skin, (0.6, 0.25, 0.18), 0.05), 0.94)
    b.sheet.stroke(row, wide, (*tone, 0.75), pressure=(0.9, 1.0, 0.9), inside=True, feather=min(15.0, 0.5 * wide))


def _muscles(w: Wearer) -> None:
    b, t = w.brush, w.trunk
    if not b.fine:
        return
    shade = darker(mixed(w.skin, (0.45, 0.15, 0.1), 0.35), 0.55)
    for path in (
        ((0.10, 2.1), (0.45, 1.98), (0.85, 2.15), (1.1, 2.6)),
        ((0.18, 4.35), (0.55, 4.18), (0.95, 3.9)),
        ((0.0, 3.6), (0.01, 2.8), (0.0, 2.0)),
        ((0.30, 1.8), (0.32, 1.5), (0.26, 1.25)),
        ((2.8, 3.4), (2.95, 2.6), (3.05, 1.6)),
        ((2.3, 3.3), (2.5, 2.9), (2.2, 2.5)),
    ):
        for side in (1.0, -1.0):
            points = seen_path(b, t, path, side)
            if len(points) == len(path):
                b.line(points, 1.0, shade, 0.55, inside=True)


def _pelt(w: Wearer) -> None:
    """The part of the skin that covers breast and back and hangs from the left shoulder."""
    b, t = w.brush, w.trunk
    view = b.view
    chain = (
        (-2.7, 3.9),
        (-2.2, 4.25),
        (-1.6, 4.4),
        (-1.15, 4.3),
        (-0.7, 3.85),
        (-0.15, 3.2),
        (0.35, 2.5),
        (0.85, 1.95),
        (1.35, 1.5),
        (1.9, 1.4),
        (2.4, 1.7),
        (2.9, 2.4),
        (3.4, 3.5),
    )
    edge = seen_path(b, t, chain)
    if len(edge) < 2:
        return
    ring = t.ring(1.0)
    middle = ring.faced(view.eye)
    bottom = [view.point(ring.at(middle + 1.5 * (1.0 - 2.0 * k / 6))) for k in range(7)]
    if (edge[0][0] - edge[-1][0]) * (bottom[0][0] - bottom[-1][0]) > 0:
        bottom.reverse()
    first, last = edge[0], edge[-1]
    shape = [first, first, *_ragged(edge, 0.012 * w.height * b.scale), last, last, *bottom]
    b.part(shape, w.robe, shadow=0.03)
    if b.fine:
        dark = darker(w.robe, 0.45)
        for index in range(1, len(edge) - 1):
            x, y = edge[index]
            for k in range(2):
                dx = (0.4 - 0.5 * k) * 0.02 * w.height * b.scale
                b.line([(x + dx, y), (x + dx * 1.3, y + 0.035 * w.height * b.scale)], 1.0, dark, 0.6, inside=True)


def _ragged(points: list[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for index, (x, y) in enumerate(points):
        lift = size * (0.6 if index % 2 else -0.6)
        out.append((x, y + lift))
    return out


def _fur(w: Wearer, skirt: skirts.Skirt) -> None:
    b = w.brush
    if not b.fine:
        return
    view = b.view
    dark, lit = darker(w.robe, 0.45), mixed(w.robe, (1.0, 0.9, 0.7), 0.3)
    middle = skirt.rings[1].faced(view.eye)
    rows = 4 if b.close else 3
    for row in range(rows):
        ring = skirt.rings[min(row, len(skirt.rings) - 3)]
        for k in range(7):
            turn = middle + 1.3 * (1.0 - 2.0 * (k + 0.5 * (row % 2)) / 6.5)
            x, y = view.point(ring.at(turn))
            long = (0.028 + 0.008 * ((k * 7 + row * 3) % 5) / 5) * w.height * b.scale
            y -= long * (0.9 + 0.3 * ((k * 5 + row) % 3))
            b.line(
                [(x, y), (x + long * 0.1, y + long * 0.5), (x - long * 0.05, y + long)],
                1.2,
                dark if (k + row) % 3 else lit,
                0.55,
                pressure=(0.2, 1.0, 0.05),
                inside=True,
            )


def _bracer(w: Wearer, arm: Arm) -> None:
    """A thong wound round the wrist."""
    b = w.brush
    if not b.fine:
        return
    x0, y0 = b.view.point(arm.elbow)
    x1, y1 = b.view.point(arm.wrist)
    r = 0.021 * w.height * b.scale
    dx, dy = x1 - x0, y1 - y0
    size = max(1.0, (dx * dx + dy * dy) ** 0.5)
    nx, ny = -dy / size, dx / size
    for share in (0.74, 0.80, 0.86):
        x, y = x0 + dx * share, y0 + dy * share
        b.line(
            [(x - nx * r, y - ny * r), (x + dx / size * r * 0.3, y + dy / size * r * 0.3), (x + nx * r, y + ny * r)],
            2.0,
            darker(w.robe, 0.55),
            0.95,
            pressure=(1.0, 1.0, 1.0),
        )


def _suit(w: Wearer) -> None:
    b = w.brush
    _legs(w, darker(w.robe, 0.92))
    cut = skirts.Cut(reach=-0.3, flare=1.0, band=0.0)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, (0.0, 0.0, 0.0), 0.0)
    skirts.draw_skirt(b, skirt, w.robe, None, 0.0)
    draw_trunk(b, w.trunk, w.robe, 0.0, low=1)
    trunk_folds(b, w.trunk, w.robe)
    _buttoned(w, skirt, 2.2)
    draw_lapels(b, w.bones, w.trunk, w.robe, w.inner, w.sash, w.skin)


def _shirt(w: Wearer) -> None:
    b = w.brush
    _legs(w, w.skirt)
    cut = skirts.Cut(reach=-0.4, flare=0.98, band=0.0)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, (0.0, 0.0, 0.0), 0.0)
    skirts.draw_skirt(b, skirt, w.robe, None, 0.0)
    draw_trunk(b, w.trunk, w.robe, 0.0, low=1)
    trunk_folds(b, w.trunk, w.robe)
    draw_round_collar(b, w.bones, w.trunk, w.robe, w.skin)


def _buttoned(w: Wearer, skirt: skirts.Skirt, top: float) -> None:
    """The front edge of a jacket with two buttons."""
    b = w.brush
    front = seen_path(b, w.trunk, ((0.02, top), (0.0, 1.2), (0.0, 0.0)))
    if len(front) < 3:
        return
    hem = b.view.point(skirt.hem(0.12))
    b.line([*front, hem], 1.0, darker(w.robe, 0.35), 0.8, pressure=(0.5, 1.0, 0.8))
    if b.fine:
        r = 0.006 * w.height * b.scale
        for t in (1.5, 0.9):
            for x, y in seen_path(b, w.trunk, ((-0.06, t),)):
                b.sheet.fill([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], darker(w.robe, 0.4))


_BODIES: dict[Dress, Callable[[Wearer], None]] = {
    "robe": _robe,
    "gown": _gown,
    "coat": _coat,
    "tunic": _tunic,
    "hide": _hide,
    "suit": _suit,
    "shirt": _shirt,
}
