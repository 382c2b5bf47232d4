"""Mouths: lips that truly meet on an M and open on an A, teeth, tongue, and corners that say how a person feels."""

from __future__ import annotations

from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.skull import OF_OLD, variation
from lampblack.builtin.theatre.puppet.tone import RGB, clear, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY
from lampblack.staging.mouth import MouthPose

OPEN = 0.115
"""Head heights between the lips of a mouth wide open."""
CAVE: RGB = (0.235, 0.065, 0.075)
TEETH: RGB = (0.955, 0.93, 0.875)
TONGUE: RGB = (0.74, 0.33, 0.33)
ROUGE: RGB = (0.74, 0.19, 0.185)


def gap_of(mouth: MouthPose) -> float:
    """Head heights between upper and lower lip: 0 with lips shut."""
    return OPEN * mouth.open * (1.0 - 0.12 * mouth.round)


def half_width_of(mouth: MouthPose, natural: float, smile: float) -> float:
    """Half the mouth's width in head heights, from its width at rest."""
    return natural * (
        1.0 + 0.3 * mouth.wide - 0.5 * mouth.round - 0.08 * mouth.open * (1.0 - mouth.wide) + 0.16 * max(0.0, smile)
    )


def _rouge(head: HeadView) -> float:
    """How red a woman's lips are: painted in the old stories, by seed today, pale in age."""
    if head.figure.age == "old":
        return 0.34
    own = 0.5 + 0.5 * variation(head.figure, "rouge")
    return 0.58 + 0.26 * own if head.figure.dress in OF_OLD else 0.30 + 0.42 * own


def draw_mouth(head: HeadView) -> None:
    """The mouth, where it is seen at all."""
    f, brush = head.skull.features, head.brush
    if head.seen(0.0, f.mouth_y) < 0.0 and head.seen(0.0, f.mouth_y) < -0.05:
        return
    mouth = head.face.mouth
    gap = gap_of(mouth)
    smile = max(-1.0, min(1.4, head.face.smile))
    wide = half_width_of(mouth, f.mouth_wide, smile)
    corner = (0.032 if smile > 0.0 else 0.027) * smile - 0.22 * gap
    top, low = 0.16 * gap, -0.84 * gap

    def at(x: float, y: float) -> XY:
        return head.on(x, f.mouth_y + y, 0.004, lips=True)

    rosy = head.figure.sex == "woman" and head.figure.age != "child"
    colour = mixed(head.skin, ROUGE, _rouge(head) if rosy else 0.30 if head.figure.age != "old" else 0.22)
    if not rosy:
        colour = darker(colour, 0.88)
    full = f.lip * (1.0 + 0.25 * mouth.round) * (1.0 - 0.5 * mouth.pressed)
    peak, dip, under = 0.027 * full, 0.019 * full, 0.036 * full
    left, right = at(wide, corner), at(-wide, corner)
    if gap < 0.004:
        _shut(head, wide, corner, peak, dip, under, colour)
        return
    inner_w = wide * 0.86
    upper = [at(inner_w * 0.55, top * 0.85), at(0.0, top), at(-inner_w * 0.55, top * 0.85)]
    lower = [at(-inner_w * 0.58, low * 0.84), at(0.0, low), at(inner_w * 0.58, low * 0.84)]
    a, b = at(inner_w, corner + 0.002), at(-inner_w, corner + 0.002)
    lips = [
        left, left, at(wide * 0.62, top * 0.8 + peak * 0.72), at(wide * 0.24, top + peak), at(0.0, top + dip),
        at(-wide * 0.24, top + peak), at(-wide * 0.62, top * 0.8 + peak * 0.72), right, right,
        at(-wide * 0.6, low * 0.86 - under * 0.8), at(0.0, low - under), at(wide * 0.6, low * 0.86 - under * 0.8),
    ]  # fmt: skip
    brush.sheet.fill(lips, darker(colour, 0.86), colour, mixed(colour, (1.0, 0.9, 0.84), 0.16))
    hole = [a, a, *upper, b, b, *lower]
    brush.sheet.fill(hole, CAVE, darker(CAVE, 0.62), keep=True)
    if brush.tall > 200.0:
        _inside(head, mouth, gap, inner_w, top, low)
        brush.line(
            [a, *upper, b], 0.012 * head.pixels / brush.hair_width, darker(CAVE, 0.55), 0.85, pressure=(0.4, 1.0, 0.4)
        )
    _under_lip(head, low - under, wide)


def _inside(head: HeadView, mouth: MouthPose, gap: float, wide: float, top: float, low: float) -> None:
    """Tongue, then teeth; both within the open mouth."""
    f, brush = head.skull.features, head.brush

    def at(x: float, y: float) -> XY:
        return head.on(x, f.mouth_y + y, 0.0, lips=True)

    lifted = 0.68 * mouth.tongue * gap
    if gap > 0.02:
        back = low + lifted + 0.36 * gap
        tongue = [
            at(wide * 0.7, low - 0.02),
            at(wide * 0.55, back - 0.14 * gap),
            at(0.0, back),
            at(-wide * 0.55, back - 0.14 * gap),
            at(-wide * 0.7, low - 0.02),
            at(0.0, low - 0.03),
        ]
        strong = 0.55 + 0.45 * mouth.tongue
        brush.sheet.fill(tongue, mixed(CAVE, TONGUE, strong), mixed(CAVE, darker(TONGUE, 0.8), strong), inside=True)
        if mouth.tongue > 0.3 and brush.close:
            brush.line([at(0.0, back - 0.1 * gap), at(0.0, low)], 0.7, darker(TONGUE, 0.6), 0.5, inside=True)
    shown = max(mouth.teeth, 0.30 * mouth.open * (1.0 - mouth.round) * (1.0 - 0.7 * mouth.tongue))
    if shown > 0.05:
        deep = top - min(gap * 0.94, 0.012 + 0.034 * shown)
        row = [
            at(wide, top + 0.02),
            at(wide * 0.9, deep + 0.008),
            at(wide * 0.4, deep),
            at(-wide * 0.4, deep),
            at(-wide * 0.9, deep + 0.008),
            at(-wide, top + 0.02),
        ]
        brush.sheet.fill(row, darker(TEETH, 0.82), TEETH, inside=True)
        if brush.close and mouth.teeth > 0.4:
            for x in (0.0, 0.3, -0.3):
                brush.line(
                    [at(wide * x, top), at(wide * x, deep)],
                    0.4,
                    darker(TEETH, 0.7),
                    0.5,
                    inside=True,
                    pressure=(1.0, 0.4),
                )


def _shut(head: HeadView, wide: float, corner: float, peak: float, dip: float, under: float, colour: RGB) -> None:
    f, brush = head.skull.features, head.brush

    def at(x: float, y: float) -> XY:
        return head.on(x, f.mouth_y + y, 0.004, lips=True)

    ends = (at(wide, corner), at(-wide, corner))
    if brush.tall > 150.0:
        lips = [
            ends[0], ends[0], at(wide * 0.6, peak * 0.62 + corner * 0.4), at(wide * 0.22, peak), at(0.0, dip),
            at(-wide * 0.22, peak), at(-wide * 0.6, peak * 0.62 + corner * 0.4), ends[1], ends[1],
            at(-wide * 0.52, -under * 0.78 + corner * 0.3), at(0.0, -under),
            at(wide * 0.52, -under * 0.78 + corner * 0.3),
        ]  # fmt: skip
        brush.sheet.fill(lips, darker(colour, 0.84), colour, mixed(colour, (1.0, 0.92, 0.86), 0.2))
    seam = [
        at(wide * 1.07, corner + 0.006), at(wide * 0.55, corner * 0.25 + 0.004), at(wide * 0.2, 0.004), at(0.0, -0.003),
        at(-wide * 0.2, 0.004), at(-wide * 0.55, corner * 0.25 + 0.004), at(-wide * 1.07, corner + 0.006),
    ]  # fmt: skip
    brush.line(
        seam,
        0.0165 * head.pixels / brush.hair_width,
        darker(mixed(colour, (0.2, 0.05, 0.05), 0.6), 0.6),
        0.95,
        pressure=(0.35, 0.8, 1.0, 0.7, 1.0, 0.8, 0.35),
    )
    if head.face.mouth.pressed > 0.1 and brush.fine:
        _pressed(head, wide, corner)
    _under_lip(head, -under, wide)


def _pressed(head: HeadView, wide: float, corner: float) -> None:
    """The small hollows at the corners of lips that are pressed together, and the fold over the chin."""
    f, brush, share = head.skull.features, head.brush, head.face.mouth.pressed
    shade = darker(mixed(head.skin, (0.5, 0.2, 0.15), 0.35), 0.6)
    thick = 0.014 * head.pixels / brush.hair_width
    for side in (1.0, -1.0):
        if head.seen(side * wide, f.mouth_y) > 0.1:
            hollow = [
                head.on(side * wide * x, f.mouth_y + corner + y, lips=True)
                for x, y in ((1.12, 0.020), (1.2, 0.0), (1.12, -0.022))
            ]
            brush.line(hollow, thick, shade, 0.8 * share, pressure=(0.1, 1.0, 0.1))


def _under_lip(head: HeadView, y: float, wide: float) -> None:
    """The small shadow under the lower lip."""
    f, brush = head.skull.features, head.brush
    if not brush.fine:
        return
    line = [head.on(x * wide, f.mouth_y + y - d, lips=True) for x, d in ((0.42, 0.012), (0.0, 0.019), (-0.42, 0.012))]
    shade = darker(mixed(head.skin, (0.5, 0.2, 0.15), 0.3), 0.66)
    brush.sheet.stroke(
        line, 0.018 * head.pixels, clear(shade, 0.5), pressure=(0.1, 1.0, 0.1), feather=min(8.0, 0.006 * head.pixels)
    )
