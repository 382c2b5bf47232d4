"""Cut paper: shapes of one colour each, laid over each other with a thin shadow and an ink edge, then lit.

Places of today are cut and pasted rather than washed: few flat tones, edges by a brush, light as the only gradient.
Lengths in metres, x from the sheet's left, y up from its foot; colours 0 to 255 as they are in white light.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, premultiplied, scaled
from lampblack.builtin.theatre.scenery.weave import Floats, sampled

INK: Colour = (26.0, 24.0, 32.0)
EDGE = 0.011
"""Metres: the width of the ink along an edge."""
FILM = 0.34
"""How much of what lies on glass is seen."""


class Cut:
    """One sheet of cut paper, `wide` by `high` metres at `metre` pixels each."""

    def __init__(self, wide: float, high: float, metre: float) -> None:
        self.wide, self.high, self.metre = wide, high, metre
        self.brush = Brush(max(6, round(wide * metre)), max(6, round(high * metre)))
        self.shining = Brush(self.brush.width, self.brush.height)
        """What has light of its own, laid on last."""
        self.film = Brush(self.brush.width, self.brush.height)
        """What lies thinly on glass: streaks, breath."""
        self._holes: list[tuple[float, float, float, float]] = []
        self._panes: list[tuple[float, float, float, float, Colour, float]] = []

    def shape(
        self,
        points: Sequence[XY],
        colour: Colour,
        *,
        smooth: bool = False,
        lift: float = 0.0,
        ink: float = EDGE,
        shine: bool = False,
    ) -> None:
        """A cut-out. `lift`: metres its shadow falls aside on what is below; `ink`: its edge; `shine`: a light."""
        path = self._path(points)
        brush = self.shining if shine else self.brush
        if lift:
            by = max(1.0, lift * self.metre)
            brush.shape([(x + by * 0.7, y + by) for x, y in path], self._under(path, colour), smooth=smooth)
        brush.shape(path, colour, smooth=smooth)
        thick = ink * self.metre
        if thick >= 0.5 and not smooth:
            dark = mixed(scaled(colour, 0.55), INK, 0.35)
            for a, b in zip(path, (*path[1:], path[0]), strict=True):
                brush.stroke((a, b), (thick, thick * 0.7), dark)

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour, **more: float | bool) -> None:
        """An upright rectangle with its lower left corner at (x, y)."""
        self.shape(((x, y), (x + wide, y), (x + wide, y + high), (x, y + high)), colour, **more)  # type: ignore[arg-type]

    def disc(self, x: float, y: float, wide: float, high: float, colour: Colour, *, shine: bool = False) -> None:
        """An ellipse of half axes `wide` and `high` about (x, y)."""
        at = self._path(((x, y),))[0]
        brush = self.shining if shine else self.brush
        brush.dab(at[0], at[1], wide * self.metre, high * self.metre, colour)

    def line(
        self, points: Sequence[XY], width: float | Sequence[float], colour: Colour, *, shine: bool = False
    ) -> None:
        """A stroke of the brush, `width` metres thick (or so much at each point); never thinner than a pixel."""
        widths = [width] * len(points) if isinstance(width, int | float) else width
        brush = self.shining if shine else self.brush
        brush.stroke(self._path(points), [max(1.0, each * self.metre) for each in widths], colour)

    def streak(self, points: Sequence[XY], widths: Sequence[float], colour: Colour) -> None:
        """Water on a pane: a stroke one sees through."""
        self.film.stroke(self._path(points), [max(0.8, each * self.metre) for each in widths], colour)

    def tube(self, points: Sequence[XY], width: float, colour: Colour) -> None:
        """A neon tube: its colour, and the white-hot line in it."""
        self.line(points, width, colour, shine=True)
        self.line(points, width * 0.38, mixed(colour, (255.0, 255.0, 255.0), 0.72), shine=True)

    def hole(self, x: float, y: float, wide: float, high: float) -> None:
        """Nothing there: what stands beyond is seen."""
        self._holes.append((x, y, wide, high))

    def pane(self, x: float, y: float, wide: float, high: float, colour: Colour, strength: float) -> None:
        """A hole with glass in it, which shows `colour` by so much."""
        self.hole(x, y, wide, high)
        self._panes.append((x, y, wide, high, colour, strength))

    def finished(self, light: Floats | Colour, *, seed: int) -> Bytes:
        """The sheet in that light (255: as it is; or height x width x 3, 1.0: as it is), with the paper's tooth."""
        below = self.brush.pixels
        height, width = below.shape[:2]
        shone = np.array(light, np.float32) / np.float32(255.0) if isinstance(light, tuple) else light
        picture = below[..., :3].astype(np.float32) * shone
        cover = below[..., 3].astype(np.float32)
        x, y = grid(height, width)
        s = np.float32(300.0 / max(60.0, self.metre))
        tooth = sampled("wool", x * s + seed % 977, y * s + seed % 613) * 0.6 + sampled("fibre", x * s, y * s) * 0.4
        picture *= (np.float32(0.90) + np.float32(0.20) * tooth)[..., None]
        np.minimum(picture, cover[..., None], out=picture)
        out = np.empty((height, width, 4), np.uint8)
        out[..., :3], out[..., 3] = picture + 0.5, below[..., 3]
        for box in self._holes:
            out[self._rows(box)] = 0
        for left, foot, wide, high, colour, strength in self._panes:
            out[self._rows((left, foot, wide, high))] = [round(part * strength) for part in (*colour, 255.0)]
        over(out, self.film.pixels, FILM)
        over(out, self.shining.pixels)
        return out

    def _rows(self, box: tuple[float, float, float, float]) -> tuple[slice, slice]:
        left, foot, wide, high = (each * self.metre for each in box)
        tall = self.brush.height
        return (
            slice(max(0, round(tall - foot - high)), max(0, round(tall - foot))),
            slice(max(0, round(left)), max(0, round(left + wide))),
        )

    def _path(self, points: Sequence[XY]) -> list[XY]:
        tall = self.brush.height
        return [(x * self.metre, tall - y * self.metre) for x, y in points]

    def _under(self, path: list[XY], colour: Colour) -> Colour:
        """A shadow's colour: what lies below the shape's foot, darker."""
        x, y = path[0]
        row, column = min(self.brush.height - 1, max(0, int(y) + 2)), min(self.brush.width - 1, max(0, int(x) - 3))
        r, g, b, a = (float(each) for each in self.brush.pixels[row, column])
        return scaled((r, g, b), 0.62) if a > 250 else scaled(colour, 0.4)


def bent(middle: XY, radius: XY, start: float, stop: float, count: int = 14) -> list[XY]:
    """Points along an arc about `middle`, from angle `start` to `stop` in radians, 0 to the right, upwards."""
    return [
        (middle[0] + radius[0] * math.cos(a), middle[1] + radius[1] * math.sin(a))
        for a in np.linspace(start, stop, count).tolist()
    ]


def plain(height: int, width: int, colour: Colour, strength: Floats) -> Bytes:
    """One colour, as strong as the field says."""
    picture = np.broadcast_to(np.array(colour, np.float32), (height, width, 3))
    return premultiplied(np.ascontiguousarray(picture), strength)
