"""A head as it is seen: its surface, its outline from here, and which way round it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.loft import Ring
from lampblack.builtin.theatre.puppet.pose import FacePose
from lampblack.builtin.theatre.puppet.skull import Skull
from lampblack.builtin.theatre.puppet.thinned import rising, thinned
from lampblack.builtin.theatre.puppet.tone import RGB
from lampblack.builtin.theatre.puppet.vector import XY, Frame, Vec, sub, unit
from lampblack.staging.figure import Figure

LIPS = -0.3
"""The height of the lips' meeting: what is below moves with the jaw."""
QUARTER = 1.5
"""Radians from the middle of what is seen to its edge: a hair less than a right angle, so that edges stay in view."""
JAW = 0.085
"""How far the chin drops with the mouth wide open, in head heights."""


@dataclass(frozen=True, eq=False, slots=True)
class HeadView:
    """Everything the painters of face and hair ask about one head in one picture."""

    brush: Brush
    frame: Frame
    size: float
    """Chin to crown in metres."""
    skull: Skull
    figure: Figure
    face: FacePose
    skin: RGB
    hair: RGB
    turn: float
    """The turn about the head that looks straight at the camera: 0 front, + the person's right is seen, pi the back."""
    nod: float
    """Radians the camera sees the head from above (+) or below (-)."""
    sway: Vec
    """How far loose hair trails, in metres."""
    floor: float = -1e9
    """The height of the ground in metres: hair of one who lies spreads on it."""
    eye: Vec = (0.0, 0.0, 1.0)
    """Where the camera is in the head's frame, in metres."""

    @property
    def pixels(self) -> float:
        """Chin to crown in pixels."""
        return self.size * self.brush.scale

    def _cut(self, y: float) -> tuple[float, float, float, float, float]:
        """The cut at height `y` in metres: its height with the jaw as it is, middle, half width, fore and back."""
        s = self.size
        wide, fore, back, middle = self.skull.cut(y)
        return (self.dropped(y) * s, middle * s, wide * s, (fore - middle) * s, (middle - back) * s)

    def _faced(self, middle: float, wide: float, fore: float, back: float) -> float:
        """The turn round such a cut that looks straight at the camera."""
        x, _, z = self.eye
        z -= middle
        deep = fore if z > 0.0 else back
        return math.atan2(x / (wide if wide > 1e-6 else 1e-6), z / (deep if deep > 1e-6 else 1e-6))

    def ring(self, y: float, thick: float = 0.0) -> Ring:
        """The cut through the head at height `y` (head heights), `thick` outside the skin."""
        up, middle, wide, fore, back = self._cut(y)
        more = thick * self.size
        frame = self.frame
        return Ring(frame.out(0.0, up, middle), frame.right, frame.forward, wide + more, fore + more, back + more)

    def dropped(self, y: float) -> float:
        """A height of the face with the jaw as far down as the mouth is open."""
        if y > LIPS:
            return y
        return y - JAW * self.face.mouth.open * min(1.0, (LIPS - y) / 0.045)

    def _undropped(self, y: float) -> float:
        """The height of the face that an open mouth has brought down to `y`."""
        drop = JAW * self.face.mouth.open
        if y > LIPS:
            return y
        return LIPS - (LIPS - y) * 0.045 / (0.045 + drop) if y > LIPS - 0.045 - drop else y + drop

    def on(self, x: float, y: float, out: float = 0.0, *, lips: bool = False) -> XY:
        """A point of the face `x` to its right and `y` up, on the skin, in pixels; never beyond the cheek's edge.

        With `lips` the height is where the point is in the end, however far the jaw is down.
        """
        up, middle, wide, fore, back = self._cut(self._undropped(y) if lips else y)
        s = self.size
        more = out * s
        wide, fore, back = wide + more, fore + more, back + more
        share = x * s / wide
        turn = math.asin(0.999 if share > 0.999 else -0.999 if share < -0.999 else share)
        faced = self._faced(middle, wide, fore, back)
        off = (turn - faced + math.pi) % (2.0 * math.pi) - math.pi
        if off > QUARTER or off < -QUARTER:
            turn = faced + math.copysign(QUARTER, off)
        c = math.cos(turn)
        return self.brush.view.point(
            self.frame.out(wide * math.sin(turn), up, middle + (fore if c > 0.0 else back) * c)
        )

    def seen(self, x: float, y: float) -> float:
        """How squarely a point of the face looks at the camera: 1 full on, 0 at the edge, below 0 hidden."""
        _, middle, wide, fore, back = self._cut(y)
        share = x * self.size / wide
        turn = math.asin(0.999 if share > 0.999 else -0.999 if share < -0.999 else share)
        return math.cos(turn - self._faced(middle, wide, fore, back))

    def at(self, x: float, y: float, z: float) -> XY:
        """Any point of the head's frame, in head heights, in pixels."""
        s = self.size
        return self.brush.view.point(self.frame.out(x * s, y * s, z * s))

    def edge(self, y: float, thick: float = 0.0) -> tuple[XY, XY]:
        """Left and right end of the head at height `y` in the picture, nose and all."""
        view = self.brush.view
        ring = self.ring(y, thick)
        if thick == 0.0 and abs(y - LIPS) < 0.01 and self.face.mouth.open > 0.0:
            ring = replace(ring, fore=ring.fore - 0.1 * min(1.0, self.face.mouth.open * 1.6) * self.size)
        left, right = ring.edges(view.eye, self.frame.up, view.across)
        a, b = view.point(left), view.point(right)
        if thick == 0.0 and self.skull.ridge[0][0] <= y <= self.skull.ridge[-1][0]:
            tip = self.at(0.0, y, self._ridge(y))
            middle = ((a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0)
            along = (b[0] - a[0], b[1] - a[1])
            span = along[0] * along[0] + along[1] * along[1] + 1e-9
            where = ((tip[0] - middle[0]) * along[0] + (tip[1] - middle[1]) * along[1]) / span
            if where > 0.5:
                b = tip
            elif where < -0.5:
                a = tip
        return a, b

    def _ridge(self, y: float) -> float:
        ridge = self.skull.ridge
        for index in range(1, len(ridge)):
            if y <= ridge[index][0]:
                (y0, z0), (y1, z1) = ridge[index - 1], ridge[index]
                return z0 + (z1 - z0) * (y - y0) / (y1 - y0)
        return ridge[-1][1]

    def nose(self, x: float, y: float) -> XY:
        """A point of the nose: on its ridge, sinking to the cheek at its sides."""
        level = self.skull.level(y)
        edge = self.skull.features.nose_wide
        share = min(1.0, abs(x) / edge)
        return self.at(x, y, self._ridge(y) * (1.0 - share) + (level.fore + 0.012) * share)


def headview_of(
    brush: Brush,
    frame: Frame,
    size: float,
    skull: Skull,
    figure: Figure,
    face: FacePose,
    skin: RGB,
    hair: RGB,
    sway: Vec,
    floor: float = -1e9,
) -> HeadView:
    """The head in `frame` (at its middle) as the brush's camera sees it."""
    x, y, z = frame.inward(unit(sub(brush.view.eye, frame.origin)))
    return HeadView(
        brush,
        frame,
        size,
        skull,
        figure,
        face,
        skin,
        hair,
        math.atan2(x, z),
        math.asin(max(-1.0, min(1.0, y))),
        sway,
        floor,
        frame.inward(sub(brush.view.eye, frame.origin)),
    )


def away(head: HeadView) -> float:
    """How far what hangs behind the head is before it: 0 as seen from the front, 1 from behind."""
    return rising(-math.cos(head.turn), 0.02, 0.22)


def thinly(head: HeadView, share: float) -> HeadView:
    """The head for a part of which only `share` is laid down."""
    return head if share >= 1.0 else replace(head, brush=thinned(head.brush, share))
