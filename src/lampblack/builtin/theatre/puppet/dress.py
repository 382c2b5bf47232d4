"""Dresses: which garments a figure wears, how they are cut, and the order in which they lie on the body."""

from __future__ import annotations

from collections.abc import Callable

from lampblack.builtin.theatre.puppet import skirt as skirts
from lampblack.builtin.theatre.puppet import sleeve as sleeves
from lampblack.builtin.theatre.puppet.collar import (
    draw_cross_collar,
    draw_lapels,
    draw_round_collar,
    draw_straight_front,
    draw_trunk,
    seen_path,
    trunk_folds,
)
from lampblack.builtin.theatre.puppet.hand import draw_hand, palm_of
from lampblack.builtin.theatre.puppet.held import draw_held
from lampblack.builtin.theatre.puppet.hide import draw_bands, draw_hide, skin_light, strength
from lampblack.builtin.theatre.puppet.limb import draw_bare_arm, draw_foot, draw_leg, draw_wrappings
from lampblack.builtin.theatre.puppet.loft import outline_of
from lampblack.builtin.theatre.puppet.sash import draw_jade, draw_sash, draw_tails
from lampblack.builtin.theatre.puppet.skeleton import Arm
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.wearer import Wearer
from lampblack.staging.figure import Dress

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


def draw_arm(w: Wearer, arm: Arm) -> None:
    """An arm, its hand, and what it carries; a hand held out towards the camera is before its sleeve."""
    palm = palm_of(w.bones, arm)
    view = w.brush.view
    out = view.depth(arm.elbow) - view.depth(arm.wrist) > 0.48 * w.bones.body.forearm
    if w.figure.dress == "hide":
        draw_bare_arm(w.brush, w.bones, arm, w.skin, strength(w), handles=skin_light(w))
        draw_bands(w, arm)
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
    # one light on breast and sleeves, so that no step of tone shows where a sleeve is set in
    left, right = outline_of(w.trunk.rings, w.brush.view)
    light = w.brush.handles([*left[1:], *right[1:]])
    sleeves.draw_sleeve(w.brush, w.bones, arm, cut, w.robe, w.trim, w.inner, lag, weave, mouth=out, light=light)


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
    "hide": draw_hide,
    "suit": _suit,
    "shirt": _shirt,
}
