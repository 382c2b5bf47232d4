# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Shadow play (皮影): dyed leather puppets against a cloth screen, with one lamp behind it.

As in Shaanxi and Hebei: hide scraped until it is clear, dyed red, green and yellow, outlined and pierced with the
knife; an oil lamp hangs behind the cloth, brighter in its middle; scenery is cut leather, darker the nearer it is.
"""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre.looks.hanging import hazed, is_mist, is_wall, skyless, stamped, unlit
from lampblack.builtin.theatre.looks.leather import cut
from lampblack.builtin.theatre.looks.look import Develop, Look, Sheet
from lampblack.builtin.theatre.looks.plates import Plane, eight_bits, exposed, spread, tones_of
from lampblack.builtin.theatre.looks.shadow_kernel import shine
from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.builtin.theatre.raster.noise import fbm
from lampblack.builtin.theatre.raster.post import Beam
from lampblack.builtin.theatre.set import Air, Colour, Grade, Set, Shade
from lampblack.staging.place import Place

CLOTH: Colour = (1.0, 1.0, 1.0)
DISC: Colour = (1.0, 0.60, 0.46)
"""Sun and moon: thin hide, dyed."""
WALLS = 0.42
"""How much of a room's wall is bare cloth: without it a room would be a black screen."""
LEATHER: Colour = (0.075, 0.034, 0.016)
"""The light that even the thickest hide lets through."""
FLICKER = 0.020
"""How much an oil lamp's light comes and goes: seen, and never a strobe."""
_HUES: dict[str, Colour] = {"night": (0.56, 0.86, 1.60), "dusk": (1.0, 0.88, 0.80), "dawn": (1.0, 0.94, 0.92)}
"""The dyed cloth a showman hangs before his lamp for an hour that is not day."""
_STRENGTH = {"night": 0.92, "dusk": 0.92, "dawn": 0.96}


def hung(stage: Set, place: Place) -> Set:
    """The set before a white cloth: no sky, no light of its own, and what is far is pale."""
    density = 0.0 if place.inside else max(0.014, stage.fog.density)

    def haze(card: Card) -> float | None:
        if is_mist(card):
            return 1.0
        return WALLS if is_wall(card) else None

    return replace(
        stage,
        sky=tuple(stamped(card, DISC) if card.name == "sun" else card for card in hazed(skyless(stage.sky), haze)),
        cards=hazed(unlit(stage.cards), haze),
        floors=unlit(stage.floors),
        fog=Fog(colour=CLOTH, density=density, start=min(6.0, stage.fog.start)),
        water=None if stage.water is None else replace(stage.water, colour=(0.45, 0.45, 0.45)),
        air=tuple(_cut(air) for air in stage.air if air.kind != "dust"),
        shade=Shade(rim=0.0, shadow=0.0),
    )


def _cut(air: Air) -> Air:
    return replace(air, colour=(0.25, 0.25, 0.25)) if air.kind in ("rain", "snow") else air


class _Screen:
    """Develops pictures of one size as light through leather."""

    def __init__(self, sheet: Sheet) -> None:
        height, width = sheet.height, sheet.width
        self._unit, self._rate = height / 720, sheet.rate
        self._strength = _STRENGTH.get(sheet.place.time, 1.0)
        self._hue = (1.0, 1.0, 1.0) if sheet.place.inside else _HUES.get(sheet.place.time, (1.0, 1.0, 1.0))
        self._weave = _weave(height, width, self._unit)
        self._screen, self._warm = _lamp(height, width, 0.74 if sheet.place.time == "night" else 0.58)
        low, high = exposed(sheet.place)
        level = np.clip((np.arange(256, dtype=np.float32) / 255 - low) / (high + 0.06 - low), 0, 1)
        self._leather = np.asarray(0.03 + 0.97 * level**2.4, np.float32)
        self._planes = np.empty((3, height, width), np.uint8)

    def __call__(self, picture: Canvas, grade: Grade, frame: int, beam: Beam | None = None) -> NDArray[np.uint8]:
        tones = tones_of(picture, 6 * self._unit)
        lamp = self._strength * burning(frame, self._rate)
        how = np.array([0.020, 9.0, lamp, *LEATHER, *self._hue], np.float32)
        # scenery hangs a hand's breadth behind the puppets, so its edges are soft on the cloth
        soft = spread(tones.tone, max(0.5, 1.1 * self._unit))
        tint = np.stack(cv2.split(tones.colour))
        near = spread(cv2.convertScaleAbs(picture[3], alpha=255.0), 9 * self._unit)
        shine(
            soft, tones.around, near, tint, picture[3], self._weave, self._screen,
            self._warm, self._leather, how, self._planes,
        )  # fmt: skip
        return np.asarray(cv2.merge(list(self._planes)), np.uint8)


def burning(frame: int, rate: Rate) -> float:
    """The lamp's strength at a frame, about 1: slow waves that never quite repeat."""
    seconds = float(rate.seconds(frame))
    waves = 0.5 * math.sin(5.3 * seconds) + 0.3 * math.sin(8.9 * seconds + 1.3) + 0.2 * math.sin(2.1 * seconds + 0.4)
    return 1.0 + FLICKER * waves


def _lamp(height: int, width: int, fall: float) -> tuple[Plane, Plane]:
    """How bright the lamp makes each point of the cloth, and how far from it the point is (0 to 1)."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    far = np.hypot((x - 0.5 * width) / np.float32(0.62 * width), (y - 0.42 * height) / np.float32(0.80 * height))
    hot = np.exp(-((far / 0.34) ** 2)) * np.float32(0.16)
    body = 1.0 - np.float32(fall) * np.clip(far, 0, 1.25) ** 1.7
    return np.asarray(np.clip(body, 0.12, 1) * 0.96 + hot, np.float32), np.asarray(np.clip(far, 0, 1), np.float32)


def _weave(height: int, width: int, unit: float) -> NDArray[np.int8]:
    """The screen's threads and its uneven cloth."""
    thread = fbm(height, width, max(1.0, 1.6 * unit), 60 * unit, 1, 41) + fbm(
        height, width, 60 * unit, max(1.0, 1.6 * unit), 1, 42
    )
    return eight_bits(np.asarray(0.5 * thread + 0.8 * fbm(height, width, 90 * unit, 90 * unit, 3, 43), np.float32), 127)


def _developer(sheet: Sheet) -> Develop:
    return _Screen(sheet)


LOOK = Look(developer=_developer, hung=hung, cut=cut, lens=False, shadows=False, bodies=True)
