# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Ink wash (水墨): one ink in five tones on rice paper, with a single red.

After the painters' own rules (Zhang Yanyuan, *Record of Famous Painters*, 847: 运墨而五色具, the handling of ink has
all five colours): burnt, thick, heavy, pale, clear. Sky and mist are the paper left white (留白); a wash pools at its
end and bleeds over damp paper; a dry brush breaks; nothing throws a shadow.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.looks.hanging import hazed, is_mist, is_wall, skyless, stamped, unlit
from lampblack.builtin.theatre.looks.ink_kernel import wash
from lampblack.builtin.theatre.looks.look import Develop, Look, Sheet
from lampblack.builtin.theatre.looks.plates import Plane, eight_bits, exposed, spread, tones_of, wobble
from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.builtin.theatre.raster.noise import fbm, smoothstep
from lampblack.builtin.theatre.raster.post import Beam
from lampblack.builtin.theatre.set import Air, Colour, Grade, Set, Shade
from lampblack.staging.place import Place

INKS = (0.0, 0.13, 0.34, 0.60, 0.90)
"""How dark each tone is: paper, clear, pale, heavy, thick; lines are burnt ink."""
BLANK: Colour = (1.0, 1.0, 1.0)
SNOWY: Colour = (0.70, 0.70, 0.70)
"""Snow is paper left white, so what is behind it is washed grey."""
NIGHT: Colour = (0.405, 0.405, 0.405)
"""A thin wash over all that is open, at night: darker than paper by one tone, against which a moon is left white."""
FLOOR, BOARDS = 0.55, 0.12
WALLS = 0.12
"""How much of the ground, of a room's floor and of its walls is left white."""
CINNABAR: Colour = (0.86, 0.17, 0.13)


def hung(stage: Set, place: Place) -> Set:
    """The set with its sky and mist left white and its light taken away."""
    blank = NIGHT if place.time == "night" and not place.inside else SNOWY if place.weather == "snow" else BLANK
    disc = BLANK if place.time == "night" else CINNABAR
    floor = BOARDS if place.inside else FLOOR
    fog = Fog(
        colour=blank,
        density=max(stage.fog.density, 0.0 if place.inside else 0.011),
        start=max(8.0, stage.fog.start * 0.6),
    )

    def haze(card: Card) -> float | None:
        if is_mist(card):
            return 1.0
        return WALLS if is_wall(card) else None

    water = (
        None
        if stage.water is None
        else replace(stage.water, colour=(0.80, 0.80, 0.80), ripple=stage.water.ripple * 0.6)
    )
    return replace(
        stage,
        sky=tuple(stamped(card, disc) if card.name == "sun" else card for card in hazed(skyless(stage.sky), haze)),
        cards=hazed(unlit(stage.cards), haze),
        floors=hazed(unlit(stage.floors), lambda card: floor),
        fog=fog,
        water=water,
        air=tuple(_inked(air) for air in stage.air if air.kind != "dust"),
        shade=Shade(rim=0.0, shadow=0.0),
    )


def _inked(air: Air) -> Air:
    if air.kind == "rain":
        return replace(air, colour=(0.25, 0.25, 0.26), size=1.6 * air.size)
    return replace(air, colour=(1.0, 1.0, 1.0)) if air.kind in ("snow", "mist") else air


class _Painter:
    """Develops pictures of one size as washes."""

    def __init__(self, sheet: Sheet) -> None:
        height, width, unit = sheet.height, sheet.width, sheet.height / 720
        self._unit = unit
        low, high = exposed(sheet.place)
        # rain is finer than a blot
        self._blot = 0 if sheet.place.weather in ("rain", "storm") else 2 * round(1 + 2 * unit) - 1
        self._maps = wobble(height, width, max(3.0, 14 * unit), 3.4 * unit, 21)
        self._rough = eight_bits(
            fbm(height, width, max(2.5, 18 * unit), max(2.5, 26 * unit), 3, 23, 0.6), 26 * (high - low)
        )
        self._wet = eight_bits(fbm(height, width, 60 * unit, 80 * unit, 2, 24) + np.float32(0.15), 127)
        self._grain = eight_bits(_grain(height, width, unit), 127)
        self._dry = _streaks(height, width, unit)
        self._place, self._people = ramp(low, high, 0.5), ramp(0.05, 0.80, 0.55)
        self._how = np.array([1.35, 0.55, 0.85, 0.16, 0.07], np.float32)
        self._planes = np.empty((3, height, width), np.uint8)

    def __call__(self, picture: Canvas, grade: Grade, frame: int, beam: Beam | None = None) -> NDArray[np.uint8]:
        tones = tones_of(picture, 7 * self._unit)
        # leaves and stones run together into blots, as a full brush makes them
        blots = cv2.medianBlur(tones.tone, min(9, self._blot)) if self._blot > 1 else tones.tone
        tone = cv2.remap(blots, *self._maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        near = spread(tones.tone, max(0.8, 2.0 * self._unit))
        wash(
            tone, tones.around, tones.tone, near, np.stack(cv2.split(tones.colour)), picture[3], self._rough, self._dry,
            self._wet, self._grain, self._place, self._people, self._how, self._planes,
        )  # fmt: skip
        return np.asarray(cv2.merge(list(self._planes)), np.uint8)


def ramp(low: float, high: float, soft: float) -> NDArray[np.float32]:
    """The ink for each of 256 tones: five steps between paper at `high` and full at `low`, their edges `soft` (0 to 1
    of a step) wide."""
    dark = np.clip((high - np.arange(256, dtype=np.float32) / 255) / np.float32(high - low), 0, 1) * (len(INKS) - 1)
    step = np.floor(dark)
    share = smoothstep(0.5 - soft / 2, 0.5 + soft / 2, (dark - step).astype(np.float32))
    return np.interp(step + share, np.arange(len(INKS)), INKS).astype(np.float32)


def _grain(height: int, width: int, unit: float) -> Plane:
    """Rice paper: cloudy pulp with fibres."""
    pulp = fbm(height, width, max(2.0, 6 * unit), max(2.0, 6 * unit), 2, 25, 0.7)
    cloud = fbm(height, width, 120 * unit, 120 * unit, 3, 26)
    return np.asarray(0.7 * pulp + 0.5 * cloud, np.float32)


def _streaks(height: int, width: int, unit: float) -> NDArray[np.uint8]:
    """Where a dry brush misses the paper: streaks along its way, in patches."""
    streak = fbm(height, width, max(1.2, 2.6 * unit), 24 * unit, 2, 27, 0.6)
    patch = smoothstep(-0.05, 0.45, fbm(height, width, 110 * unit, 150 * unit, 2, 28))
    return np.asarray(255 * smoothstep(0.18, 0.55, streak) * patch, np.uint8)


def _developer(sheet: Sheet) -> Develop:
    return _Painter(sheet)


LOOK = Look(developer=_developer, hung=hung, lens=False, shadows=False, bodies=True)
