"""Dresses: which garments a figure wears, how they are cut, and the order in which they lie on the body."""

from __future__ import annotations

from collections.abc import Callable

from lampblack.builtin.theatre.puppet import modern
from lampblack.builtin.theatre.puppet import skirt as skirts
from lampblack.builtin.theatre.puppet import sleeve as sleeves
from lampblack.builtin.theatre.puppet.collar import (
    draw_cross_collar,
    draw_straight_front,
    draw_trunk,
    trunk_folds,
)
from lampblack.builtin.theatre.puppet.hand import draw_hand, palm_of
from lampblack.builtin.theatre.puppet.held import draw_held
from lampblack.builtin.theatre.puppet.hide import draw_bands, draw_hide, skin_light, strength
from lampblack.builtin.theatre.puppet.limb import (
    draw_bare_arm,
    draw_foot,
    draw_leg,
    draw_slim_arm,
    draw_wrappings,
    sides_of,
)
from lampblack.builtin.theatre.puppet.outfit import draw_pack
from lampblack.builtin.theatre.puppet.sash import draw_jade, draw_sash, draw_tails
from lampblack.builtin.theatre.puppet.skeleton import Arm
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.top import light_of_trunk
from lampblack.builtin.theatre.puppet.vector import mix
from lampblack.builtin.theatre.puppet.wearer import Wearer
from lampblack.staging.figure import Dress

SHOE: RGB = (0.17, 0.15, 0.17)
WEAVE = 0.16

_SLEEVES: dict[Dress, sleeves.Cut] = {
    "robe": sleeves.Cut(drop=0.165),
    "gown": sleeves.Cut(drop=0.20, band=0.02),
    "coat": sleeves.Cut(drop=0.10, band=0.026),
    "tunic": sleeves.Cut(drop=0.036, band=0.026, wide=0.95),
    "suit": sleeves.Cut(drop=0.030, band=0.0, wide=0.82),
    "shirt": sleeves.Cut(drop=0.030, band=0.022, wide=0.77),
    "tee": sleeves.Cut(drop=0.034, band=0.010, wide=1.16),
    "sweater": sleeves.Cut(drop=0.034, band=0.024, wide=0.86),
    "hoodie": sleeves.Cut(drop=0.034, band=0.026, wide=0.93),
    "puffer": sleeves.Cut(drop=0.036, band=0.018, wide=1.16),
    "overcoat": sleeves.Cut(drop=0.034, band=0.0, wide=0.94),
    "labcoat": sleeves.Cut(drop=0.034, band=0.0, wide=0.90),
    "uniform": sleeves.Cut(drop=0.034, band=0.022, wide=0.95),
    "dress": sleeves.Cut(drop=0.034, band=0.0, wide=1.06),
    "qipao": sleeves.Cut(drop=0.034, band=0.010, wide=1.02),
    "jumpsuit": sleeves.Cut(drop=0.032, band=0.022, wide=0.88),
    "spacesuit": sleeves.Cut(drop=0.036, band=0.03, wide=1.2),
}
_SHORT: dict[Dress, float] = {"tee": 0.56, "dress": 0.42, "qipao": 0.36}
"""How far down the upper arm short sleeves reach."""
_TRIMMED = ("robe", "gown", "coat", "tunic", "qipao")
"""Whose cuffs are of the trim's colour; those of today are of the sleeve's own."""
_FULLNESS: dict[Dress, float] = {"hide": 0.9, "shirt": 0.94, "tee": 0.93, "dress": 0.93, "qipao": 0.92, "puffer": 1.06,
                                 "spacesuit": 1.08}  # fmt: skip
GLOVE: RGB = (0.86, 0.86, 0.84)


def fullness(dress: Dress) -> float:
    """How much a dress adds to the trunk."""
    return _FULLNESS.get(dress, 1.0)


def draw_arm(w: Wearer, arm: Arm) -> None:
    """An arm, its hand, and what it carries; a hand held out towards the camera is before its sleeve."""
    palm = palm_of(w.bones, arm)
    view = w.brush.view
    out = view.depth(arm.elbow) - view.depth(arm.wrist) > 0.48 * w.bones.body.forearm
    if w.figure.dress == "hide":
        draw_bare_arm(w.brush, w.bones, arm, w.skin, strength(w), handles=skin_light(w))
        draw_bands(w, arm)
    elif w.figure.dress in _SHORT:
        draw_slim_arm(w.brush, w.bones, arm, w.skin, 0.74 if w.figure.sex == "woman" else 0.9)
    elif out:
        _sleeve(w, arm, out)
    if w.figure.held and w.pose.carries == ("right" if arm.side > 0.0 else "left"):
        aside = w.pose.prop_out * arm.side
        draw_held(w.brush, w.bones, palm.held, w.figure.held, w.pose.prop, aside, w.sash)
    draw_hand(w.brush, palm, GLOVE if w.figure.dress == "spacesuit" else w.skin, arm.pose.grip)
    if w.figure.dress in _SHORT:
        _sleeve(w, _cut_off(arm, _SHORT[w.figure.dress]), False)
    elif w.figure.dress != "hide" and not out:
        _sleeve(w, arm, out)


def _sleeve(w: Wearer, arm: Arm, out: bool) -> None:
    cut = _SLEEVES[w.figure.dress]
    weave, lag = _weave(w), w.pose.lag
    # one light on breast and sleeves, so that no step of tone shows where a sleeve is set in
    light = light_of_trunk(w)
    trim = w.trim if w.figure.dress in _TRIMMED else darker(w.robe, 0.86)
    sleeves.draw_sleeve(w.brush, w.bones, arm, cut, w.robe, trim, w.inner, lag, weave, mouth=out, light=light)
    if w.figure.dress in ("puffer", "spacesuit"):
        _quilted(w, arm, cut.wide)


def _quilted(w: Wearer, arm: Arm, wide: float) -> None:
    """The seams across a padded sleeve."""
    b = w.brush
    if not b.fine:
        return
    k = b.scale * w.height * (0.55 + 0.45 * w.bones.body.girth) * wide
    shares = (0.3, 0.52, 0.74) if w.figure.dress == "puffer" else (0.5,)
    for start, end, radius in ((arm.shoulder, arm.elbow, 0.041), (arm.elbow, arm.wrist, 0.033)):
        for share in shares:
            points = [b.view.point(mix(start, end, share + 0.02 * n)) for n in (0, 1)]
            left, right = sides_of(points, (radius * k, radius * k))
            middle = b.view.point(mix(start, end, share + 0.06))
            b.line([left[0], middle, right[0]], 1.1, darker(w.robe, 0.4), 0.65, pressure=(1.0, 0.8, 1.0), inside=True)


def _cut_off(arm: Arm, reach: float) -> Arm:
    """The part of an arm that a short sleeve covers, as an arm of its own."""
    elbow, wrist = mix(arm.shoulder, arm.elbow, 0.5 * reach), mix(arm.shoulder, arm.elbow, reach)
    return Arm(arm.side, arm.shoulder, elbow, wrist, arm.pose)


def draw_body(w: Wearer) -> None:
    """Legs, lower and upper garments, from the ground up and from the skin out."""
    _BODIES[w.figure.dress](w)


def draw_borne(w: Wearer) -> None:
    """What is carried on the back, over body and arms of who is seen from behind."""
    if w.figure.dress == "spacesuit":
        draw_pack(w, behind=False)


def _weave(w: Wearer) -> float:
    return WEAVE if w.figure.dress in ("robe", "gown", "coat", "qipao") else 0.0


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


_BODIES: dict[Dress, Callable[[Wearer], None]] = {
    "robe": _robe,
    "gown": _gown,
    "coat": _coat,
    "tunic": _tunic,
    "hide": draw_hide,
    **modern.BODIES,
}
