"""Dress of today and of a plain future: shirts, suits, coats, padded and sewn in one piece from hem to neck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lampblack.builtin.theatre.puppet import neckline as necks
from lampblack.builtin.theatre.puppet import skirt as skirts
from lampblack.builtin.theatre.puppet import top as tops
from lampblack.builtin.theatre.puppet import trousers
from lampblack.builtin.theatre.puppet.collar import draw_lapels, draw_round_collar
from lampblack.builtin.theatre.puppet.loft import Ring
from lampblack.builtin.theatre.puppet.outfit import draw_pack, draw_panel
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import scaled
from lampblack.builtin.theatre.puppet.wearer import Wearer
from lampblack.staging.figure import Dress, Lower

Rings = tuple[Ring, ...]
WHITE: RGB = (0.93, 0.915, 0.88)
BLACK_LEATHER: RGB = (0.15, 0.125, 0.12)
BROWN_LEATHER: RGB = (0.30, 0.19, 0.12)
METAL: RGB = (0.66, 0.68, 0.70)

_LOWERS: dict[Dress, Lower] = {"tee": "jeans", "hoodie": "jeans", "sweater": "trousers", "puffer": "trousers"}


def draw_lower(w: Wearer) -> None:
    """What is worn below a short garment, and the shoes that go with it."""
    dress, lower = w.figure.dress, w.figure.lower
    lower = _LOWERS.get(dress, "trousers") if lower == "own" else lower
    if lower == "skirt":
        draw_skirt_below(w, w.skirt, reach=0.04, flare=0.8)
    elif lower == "shorts":
        trousers.draw_legs(w, w.skirt, trousers.SHORTS, WHITE, "sneaker")
    elif lower == "jeans":
        trousers.draw_legs(w, w.skirt, trousers.JEANS, WHITE, "sneaker")
    elif dress == "uniform":
        trousers.draw_legs(w, w.skirt, replace(trousers.LOOSE, stripe=w.trim), WHITE, "sneaker")
    elif dress in ("puffer", "hoodie", "tee"):
        trousers.draw_legs(w, w.skirt, trousers.LOOSE, darker(WHITE, 0.8), "sneaker")
    else:
        shoe = BROWN_LEATHER if w.figure.seed % 3 == 1 else BLACK_LEATHER
        trousers.draw_legs(w, w.skirt, trousers.STRAIGHT, shoe, "leather")


def draw_skirt_below(w: Wearer, colour: RGB, *, reach: float, flare: float = 1.0) -> None:
    """Bare legs in pumps under a skirt that ends about the knee."""
    _bare_legs(w, darker(w.sash, 0.7))
    cut = skirts.Cut(reach=reach, flare=flare, band=0.0)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, scaled(w.pose.lag, 0.15), w.pose.flutter)
    tops.draw_top(w, skirt.rings, colour, own_light=True)


def _bare_legs(w: Wearer, shoe: RGB) -> None:
    view = w.brush.view
    for leg in sorted((w.bones.right_leg, w.bones.left_leg), key=lambda leg: -view.depth(leg.knee)):
        trousers.draw_shoe(w.brush, leg, shoe, w.height, "pump")
        trousers.draw_shank(w, leg, w.skin)


def _pleats(w: Wearer, rings: Rings) -> None:
    """Folds that open from the belt to the hem."""
    b, view = w.brush, w.brush.view
    middle = rings[0].faced(view.eye)
    waist = len(rings) - 5
    for k in (-1.1, -0.7, -0.25, 0.2, 0.65, 1.1):
        turn = middle + k
        line = [view.point(rings[i].at(turn)) for i in range(waist, -1, -1)]
        b.line(line, 0.95, darker(w.robe, 0.45), 0.55, pressure=(0.05, 0.5, 1.0, 0.8), inside=True)


def _top(w: Wearer, cut: tops.Cut, colour: RGB, weave: float = 0.0) -> Rings:
    rings = tops.rings_of(w, cut)
    tops.draw_top(w, rings, colour, weave=weave)
    tops.folds(w, rings, colour)
    return rings


def _shirt(w: Wearer) -> None:
    """A shirt worn over the belt, with its placket and its two points under the chin."""
    draw_lower(w)
    rings = _top(w, tops.Cut(reach=0.13, loose=1.05, waist=1.1, stiff=0.5), w.robe)
    necks.placket(w, rings, w.robe, buttons=5)
    draw_round_collar(w.brush, w.bones, w.trunk, w.robe, w.skin, buttons=False, front=False)
    necks.pocket(w, rings, w.robe)


def _tee(w: Wearer) -> None:
    draw_lower(w)
    rings = _top(w, tops.Cut(reach=0.13, loose=1.05, waist=1.1, stiff=0.5), w.robe)
    if w.figure.seed % 2:
        necks.print_on(w, rings, w.trim)
    necks.crew(w, w.robe, wide=0.011)


def _sweater(w: Wearer) -> None:
    draw_lower(w)
    rings = _top(w, tops.Cut(reach=0.12, loose=1.09, waist=1.16, stiff=1.0), w.robe)
    tops.band(w, rings, 0.0, 0.55, darker(w.robe, 0.86))
    necks.knit(w, rings, w.robe)
    necks.crew(w, darker(w.robe, 0.9), wide=0.021)


def _hoodie(w: Wearer) -> None:
    draw_lower(w)
    rings = _top(w, tops.Cut(reach=0.13, loose=1.12, waist=1.22, stiff=1.0), w.robe)
    tops.band(w, rings, 0.0, 0.5, darker(w.robe, 0.84))
    necks.pouch(w, rings, w.robe)
    necks.hood(w, w.robe, strings=True)


def _puffer(w: Wearer) -> None:
    draw_lower(w)
    rings = tops.rings_of(w, tops.Cut(reach=0.2, loose=1.16, waist=1.3, stiff=1.0))
    tops.draw_top(w, rings, w.robe)
    necks.quilting(w, rings, w.robe)
    necks.zip_line(w, rings, darker(w.robe, 0.35))
    necks.hood(w, w.robe, strings=False, high=True)


def _suit(w: Wearer) -> None:
    if w.figure.lower == "skirt":
        draw_skirt_below(w, darker(w.robe, 0.94), reach=0.04, flare=0.8)
    else:
        trousers.draw_legs(w, darker(w.robe, 0.94), trousers.STRAIGHT, BLACK_LEATHER, "leather")
    rings = _top(w, tops.Cut(reach=0.24, loose=1.07, waist=1.06, flare=1.03, stiff=0.8), w.robe)
    necks.jacket_front(w, rings, w.robe)
    draw_lapels(w.brush, w.bones, w.trunk, w.robe, w.inner, w.sash, w.skin, tied=w.figure.sex == "man")


def _overcoat(w: Wearer) -> None:
    draw_lower(w)
    rings = _top(w, tops.Cut(reach=0.98, loose=1.13, waist=1.13, flare=1.22), w.robe)
    necks.jacket_front(w, rings, w.robe, double=True)
    if w.figure.seed % 2:
        tops.band(w, rings, 3.85, 4.2, darker(w.robe, 0.86))
    draw_lapels(w.brush, w.bones, w.trunk, w.robe, w.inner, w.sash, w.skin, tied=False, wide=1.25)


def _labcoat(w: Wearer) -> None:
    draw_lower(w)
    rings = _top(w, tops.Cut(reach=0.86, loose=1.10, waist=1.14, flare=1.14), w.robe)
    necks.jacket_front(w, rings, w.robe)
    necks.pocket(w, rings, w.robe, pen=True)
    draw_lapels(w.brush, w.bones, w.trunk, w.robe, w.inner, w.sash, w.skin, tied=w.figure.sex == "man")


def _uniform(w: Wearer) -> None:
    """The tracksuit that Chinese schools wear: a yoke of another colour, a zip, stripes."""
    draw_lower(w)
    rings = _top(w, tops.Cut(reach=0.15, loose=1.12, waist=1.24, stiff=1.0), w.robe)
    necks.yoke(w, w.trim)
    tops.band(w, rings, 0.0, 0.4, w.skirt)
    necks.zip_line(w, rings, darker(w.robe, 0.4))
    draw_round_collar(w.brush, w.bones, w.trunk, w.trim, w.skin, buttons=False, front=False)


def _dress(w: Wearer) -> None:
    _bare_legs(w, darker(w.sash, 0.7))
    cut = skirts.Cut(reach=0.12, flare=1.22, band=0.0)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, scaled(w.pose.lag, 0.3), w.pose.flutter)
    rings = (*skirt.rings[:-2], *tops.rings_of(w, tops.Cut(reach=0.0, loose=1.0, waist=0.98))[1:])
    tops.draw_top(w, rings, w.robe)
    _pleats(w, rings)
    tops.band(w, rings, len(rings) - 5.25, len(rings) - 4.85, w.sash)
    necks.crew(w, w.trim, wide=0.010, deep=4.25)


def _qipao(w: Wearer) -> None:
    """A close sheath to the calf with a standing collar, closed at the shoulder, slit at the sides."""
    _bare_legs(w, darker(w.robe, 0.6))
    cut = skirts.Cut(reach=0.5, flare=0.74, band=0.012)
    skirt = skirts.skirt_of(w.bones, w.trunk, cut, scaled(w.pose.lag, 0.15), w.pose.flutter)
    rings = (*skirt.rings[:-2], *tops.rings_of(w, tops.Cut(reach=0.0, loose=1.0, waist=0.98))[1:])
    tops.draw_top(w, rings, w.robe, weave=0.16)
    necks.slit(w, rings, w.skin, w.trim)
    necks.hem(w, rings, w.trim)
    necks.sheath_closing(w, w.trim)
    necks.standing(w, w.robe, w.trim)


def _jumpsuit(w: Wearer) -> None:
    cut = replace(trousers.LOOSE, stripe=w.trim)
    trousers.draw_legs(w, w.robe, cut, trousers.BOOT, "boot")
    rings = _top(w, tops.Cut(reach=0.0, loose=1.08, waist=1.12), w.robe)
    necks.yoke(w, w.trim)
    tops.band(w, rings, 0.75, 1.15, darker(w.skirt, 0.6))
    necks.zip_line(w, rings, METAL)
    necks.badge(w, rings, w.sash)
    necks.standing(w, w.robe, w.trim)


def _spacesuit(w: Wearer) -> None:
    """A white suit in padded pieces with a ring for the helmet, a panel on the breast, a pack on the back."""
    draw_pack(w, behind=True)
    trousers.draw_legs(w, w.robe, replace(trousers.PADDED, stripe=w.sash), mixed(w.robe, METAL, 0.4), "boot")
    rings = tops.rings_of(w, tops.Cut(reach=0.0, loose=1.16, waist=1.24))
    tops.draw_top(w, rings, w.robe)
    tops.folds(w, rings, w.robe)
    tops.band(w, rings, 1.3, 1.75, mixed(w.robe, METAL, 0.5))
    draw_panel(w, rings)
    necks.badge(w, rings, w.sash, side=-1.0)
    necks.ring_collar(w, METAL)


BODIES: dict[Dress, Callable[[Wearer], None]] = {
    "suit": _suit,
    "shirt": _shirt,
    "tee": _tee,
    "sweater": _sweater,
    "hoodie": _hoodie,
    "puffer": _puffer,
    "overcoat": _overcoat,
    "labcoat": _labcoat,
    "uniform": _uniform,
    "dress": _dress,
    "qipao": _qipao,
    "jumpsuit": _jumpsuit,
    "spacesuit": _spacesuit,
}
