# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""One frame of a staged shot: the order in which the theatre draws it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.digest import seed_of
from lampblack.base.memory import reused
from lampblack.builtin.theatre.air import Drifting
from lampblack.builtin.theatre.cast import draw_person
from lampblack.builtin.theatre.lamps import Lamp, carried, darkness, halo, lamplit, lamps_of, pool
from lampblack.builtin.theatre.layers import Layer, hide, out_of_focus
from lampblack.builtin.theatre.lightning import Flash, before_hills, bolt, flash_at, lighten, struck
from lampblack.builtin.theatre.looks.bodies import Bodies
from lampblack.builtin.theatre.looks.look import Look, Sheet
from lampblack.builtin.theatre.looks.registry import look as look_of
from lampblack.builtin.theatre.order import Seen, beyond, blowing, melting, standing
from lampblack.builtin.theatre.passing import Passing
from lampblack.builtin.theatre.person import lay_person
from lampblack.builtin.theatre.raster.canvas import Canvas, canvas, size_of
from lampblack.builtin.theatre.raster.card import Card, depth_of, mirrored
from lampblack.builtin.theatre.raster.compose import lay_over
from lampblack.builtin.theatre.raster.compositor import draw_passes
from lampblack.builtin.theatre.raster.crowd import Crowd
from lampblack.builtin.theatre.raster.passes import Lens, Pass, lens_of, passes_of
from lampblack.builtin.theatre.raster.post import Beam
from lampblack.builtin.theatre.raster.tiles import Tiles
from lampblack.builtin.theatre.raster.water import draw_water, ripples
from lampblack.builtin.theatre.scenery import build
from lampblack.builtin.theatre.set import Grade, Set, Sun, WaterLevel
from lampblack.builtin.theatre.shadow import contact_shadow, thrown_shadow
from lampblack.builtin.theatre.spill import on_floor, on_walls
from lampblack.builtin.theatre.veils import drifted, veils
from lampblack.builtin.theatre.wall_shadow import wall_shadows, walls_of
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Light, Place, light_of
from lampblack.staging.projection import project, rotation
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

FAR = 1000.0
"""Metres at which the sun is projected."""


class Renderer:
    """Draws the frames of one take. Any frame, in any order, by any process: each follows from its number alone.

    `detail`: `draft` has everything in focus, no grain and coarser pictures; `review` less grain; `final` all.
    """

    def __init__(self, staging: Staging, size: Size, look: str = "paper", detail: str = "final") -> None:
        self._look: Look = look_of(look)
        reused()
        cv2.setNumThreads(1)  # two workers share the cores; threads inside one would only fight
        self._staging, self._detail = staging, detail
        self._size, self._width, self._height = size, size.width, size.height
        self._light = light_of(staging.place)
        self.stage = built(staging.place, self._light, detail)
        if self._look.hung is not None:
            self.stage = self._look.hung(self.stage, staging.place)
        self._lamps = self._burning = lamps_of(self.stage.cards)
        self._walls = walls_of(self.stage.cards) if self._look.shadows else ()
        spilt = on_floor(self._lamps) if self._look.shadows and self.stage.floors and not self.stage.water else ()
        self._spilt = on_walls(self._lamps, self._walls)
        self._dark = darkness(staging.place)
        self._veils = tuple(
            (card, air.wind) for air in self.stage.air if air.kind == "mist" for card in veils(air, staging.place.seed)
        )
        self._grade = graded(self.stage.grade, detail)
        self._sky, self._floors, self._cards = (
            Crowd(cards, Passing) for cards in (self.stage.sky, (*self.stage.floors, *spilt), self.stage.cards)
        )
        self._tiles = Tiles(size.width, size.height)
        self._picture = canvas(size.width, size.height)
        half = (max(2, size.width // 2), max(2, size.height // 2))
        self._mirror, self._half, self._half_tiles = canvas(*half), canvas(*half), Tiles(*half)
        self._bodies = Bodies(size.width, size.height) if self._look.bodies else None
        self._post = self._look.developer(
            Sheet(width=size.width, height=size.height, place=staging.place, rate=staging.rate, draft=detail == "draft")
        )
        self._flash: Flash | None = None
        self._tile = ripples(seed_of("water", staging.place.seed))

    def frame(self, n: int) -> NDArray[np.uint8]:
        """Frame `n` of the take: uint8 (height, width, 3), red first."""
        camera = self._staging.camera.at(n)
        seconds = float(self._staging.rate.seconds(n))
        lens = None if self._detail == "draft" or not self._look.lens else lens_of(camera)
        people = self._people(n, camera, lens)
        self._flash = flash_at(self._staging, n)
        self._burning = tuple(lamp.at_time(seconds) for lamp in self._lamps)
        self.draw(self._picture, camera, seconds, lens, people)
        if self._flash is not None:
            lighten(self._picture, self._flash, inside=self._staging.place.inside)
        if self._bodies is not None:
            self._picture[3] = self._bodies.share
        return self._post(self._picture, self._grade, n, self._beam(camera))

    def draw(
        self,
        picture: Canvas,
        camera: CameraPose,
        seconds: float,
        lens: Lens | None,
        people: list[Seen],
    ) -> None:
        """Everything but the last pass, onto `picture`."""
        held = self._carried(people, seconds)
        stage, size = self.stage, (self._width, self._height)
        air = Drifting(stage.air, camera, seconds, lens, self._staging.place.seed, size, stage.roofs)
        layers = self._layers(camera, seconds, lens, people, held)
        self._tiles.clear()
        hide(self._tiles, layers, camera, lens, self._width)
        soft = out_of_focus(layers, lens, camera.focal_pixels(self._width))
        if soft:
            self._background(picture, layers[:soft], camera, seconds, lens)
        else:
            self._emptied(picture)
        if self._bodies is not None:
            self._bodies.clear()
        for order, layer in enumerate(layers):
            if order < soft:
                continue
            if layer.card is not None:
                draw_passes(picture, layer.card, layer.passes, self.stage.fog, self._tiles, order)
                if self._bodies is not None:
                    self._bodies.hide(layer.card, layer.passes, self._tiles, order)
            elif layer.seen is not None:
                air.beyond(picture, layer.seen[2].depth)
                self._person(picture, layer.seen, camera, lens, held)
            else:
                self._water(picture, camera, seconds, people, held, order)
        air.beyond(picture, 0.0)

    def _emptied(self, picture: Canvas) -> None:
        for plane, part in enumerate(self.stage.fog.colour):
            picture[plane].fill(part)

    def _background(
        self, picture: Canvas, layers: list[Layer], camera: CameraPose, seconds: float, lens: Lens | None
    ) -> None:
        """Layers that are well out of focus, at half the size: a quarter of the pixels, and they look the same."""
        half, tiles = self._half, self._half_tiles
        width, height = size_of(half)
        self._emptied(half)
        cards = [layer.card for layer in layers if layer.card is not None]
        smaller = [Layer(card=card, passes=self._passes(card, camera, lens, (width, height))) for card in cards]
        tiles.within(self._tiles)
        hide(tiles, smaller, camera, lens, width)
        for order, layer in enumerate(smaller):
            assert layer.card is not None
            draw_passes(half, layer.card, layer.passes, self.stage.fog, tiles, order)
        for plane in range(3):
            cv2.resize(half[plane], (self._width, self._height), dst=picture[plane], interpolation=cv2.INTER_LINEAR)

    def _layers(
        self, camera: CameraPose, seconds: float, lens: Lens | None, people: list[Seen], held: dict[str, Lamp]
    ) -> list[Layer]:
        """All that is seen on the frame, the first to be drawn first."""
        sky, floors = self._near(self._sky, camera), self._near(self._floors, camera)
        wet = self.stage.water is not None
        if self._flash is not None:
            sky = before_hills(sky, bolt(self._flash, self._staging.place.inside))
        found = [self._layer(card, camera, seconds, lens) for card in sky if not wet or beyond(card, camera)]
        if wet:
            found.append(Layer())
            found += [self._layer(card, camera, seconds, lens) for card in sky if not beyond(card, camera)]
        found += [self._layer(card, camera, seconds, lens) for card in floors]
        found += [self._plain(card, camera, None) for card in self._thrown(camera, people, held)]
        moved = (drifted(card, wind, seconds) for card, wind in self._veils)
        shadows = self._on_walls(camera, people, held)
        deep = ((seen[2].depth, seen) for seen in people)
        for each in standing((*self._near(self._cards, camera), *moved), deep, camera):
            if isinstance(each, Card):
                found.append(self._layer(each, camera, seconds, lens))
                found += [self._layer(card, camera, seconds, lens) for wall, card in self._spilt if wall is each]
                found += [self._plain(card, camera, lens) for wall, card in shadows if wall is each]
            else:
                if self._look.shadows:
                    weight = each[2].weight or (each[1], 0.42 * each[0].figure.height)
                    found.append(self._plain(contact_shadow(*weight, 0.5), camera, lens))
                found.append(Layer(seen=each))
        return [layer for layer in found if layer.card is None or layer.passes]

    def _near(self, crowd: Crowd, camera: CameraPose) -> list[Card]:
        return [card for _, card in crowd.near(camera, self._width, self._height)]

    def _layer(self, card: Card, camera: CameraPose, seconds: float, lens: Lens | None) -> Layer:
        """A card of the place, as the wind has it, down to the water."""
        blown = blowing(card, seconds)
        passes = self._passes(blown, camera, lens, (self._width, self._height))
        return Layer(card=blown, passes=passes, lens=True)

    def _passes(self, card: Card, camera: CameraPose, lens: Lens | None, size: tuple[int, int]) -> tuple[Pass, ...]:
        water = self.stage.water
        found = passes_of(
            card,
            camera,
            *size,
            lens,
            waterline=water.height if water is not None else None,
            melt=melting(card, water),
            coarser=1 if self._detail == "draft" else 0,
            ready=False,
        )
        return tuple(found)

    def _plain(self, card: Card, camera: CameraPose, lens: Lens | None) -> Layer:
        """A shadow, or a light on the ground."""
        return Layer(card=card, passes=tuple(passes_of(card, camera, self._width, self._height, lens, ready=False)))

    def _people(self, n: int, camera: CameraPose, lens: Lens | None) -> list[Seen]:
        """Everyone who is seen, with where they stand."""
        seen: list[Seen] = []
        if self._look.cut is not None or self._bodies is not None:
            lens = None
        for person in self._staging.people:
            drawn = draw_person(person, n, self._staging, camera, self._light, self._width, self._height, lens)
            if drawn is not None:
                cut = drawn if self._look.cut is None else self._look.cut(drawn)
                seen.append((person, person.mark_at(n).position, cut))
        return seen

    def _person(
        self, picture: Canvas, seen: Seen, camera: CameraPose, lens: Lens | None, held: dict[str, Lamp]
    ) -> None:
        person, feet, drawn = seen
        light, lamp = lamplit(self._light, (*self._burning, *held.values()), feet)
        stage = self.stage
        if self._flash is not None:
            stage, light = struck(stage, light, self._flash)
        lay_person(picture, drawn, stage, light, lamp, camera, lens, tuple(held.values()))
        if self._bodies is not None:
            self._bodies.lay(drawn)
        if person.id in held and self._look.shadows:
            halo(picture, held[person.id], camera)

    def _carried(self, people: list[Seen], seconds: float) -> dict[str, Lamp]:
        """The burning lanterns in people's hands, by who holds them."""
        lamps = ((person.id, carried(drawn, person.figure.seed, self._dark, seconds)) for person, _, drawn in people)
        return {id: lamp for id, lamp in lamps if lamp is not None}

    def _thrown(self, camera: CameraPose, people: list[Seen], held: dict[str, Lamp]) -> list[Card]:
        """The light of lanterns on the ground, and shadows on it, where there is ground."""
        if not self.stage.floors or not self._look.shadows:
            return []
        found = [pool(feet, held[person.id]) for person, feet, _ in people if person.id in held]
        for _, feet, drawn in people:
            light, lamp = lamplit(self._light, (*self._burning, *held.values()), feet)
            card = thrown_shadow(drawn, feet, camera, light, max(self.stage.shade.shadow, 0.5 * lamp))
            if card is not None:
                found.append(card)
        return found

    def _on_walls(self, camera: CameraPose, people: list[Seen], held: dict[str, Lamp]) -> list[tuple[Card, Card]]:
        """The shadows that lamps throw of people on the walls of their room, each after its wall."""
        lamps = (*self._burning, *held.values())
        if not self._walls or not lamps:
            return []
        return [pair for _, feet, drawn in people for pair in wall_shadows(drawn, feet, camera, lamps, self._walls)]

    def _water(
        self,
        picture: Canvas,
        camera: CameraPose,
        seconds: float,
        people: list[Seen],
        held: dict[str, Lamp],
        order: int,
    ) -> None:
        water = self.stage.water
        assert water is not None
        eye = (camera.position.x, camera.position.y - water.height, camera.position.z)
        if eye[1] < 0.02:
            return
        horizon = self._height / 2 + math.tan(camera.pitch) * camera.focal_pixels(self._width)
        first_row = 0.0 if camera.roll else horizon - 1.0
        if not self._half_tiles.mirrored_in(self._tiles, order, first_row):
            return
        self._draw_mirror(water, camera, seconds, people)
        for lamp in held.values():
            halo(self._mirror, lamp, camera, 0.8, over=water.height)
        fog = self.stage.fog
        draw_water(
            picture,
            self._mirror,
            self._tile,
            rotation(camera).astype(np.float32),
            np.array(eye, np.float32),
            np.float32(camera.focal_pixels(self._width)),
            np.float32(seconds),
            np.array(water.colour, np.float32),
            np.array([*fog.colour, fog.density / 8, fog.start], np.float32),
            self._glitter(camera),
            np.float32(water.ripple),
            np.float32(water.murk),
            self._tiles.hidden,
            order,
        )

    def _draw_mirror(self, water: WaterLevel, camera: CameraPose, seconds: float, people: list[Seen]) -> None:
        """What the water sees, each thing turned over at its surface, at half the size."""
        stage, mirror, level = self.stage, self._mirror, water.height
        self._emptied(mirror)
        size = (mirror.shape[2], mirror.shape[1])
        sky, cards = (crowd.near(camera, *size, soft=False, mirror=level) for crowd in (self._sky, self._cards))
        nobody: tuple[tuple[float, Card], ...] = ()
        for card in (*(card for _, card in sky), *standing((card for _, card in cards), nobody, camera)):
            turned = mirrored(blowing(card, seconds), level)
            # the image reaches a pixel above the water line, so that no light shows between a thing and its image
            seam = level + 2.5 * max(0.0, depth_of(card, camera)) / camera.focal_pixels(self._width)
            melt = melting(card, water)
            passes = passes_of(turned, camera, *size, waterline=seam, under=True, melt=melt, ready=False)
            draw_passes(mirror, turned, tuple(passes), stage.fog, self._half_tiles)
        for _, feet, drawn in people:
            line = project(camera, Point(x=feet.x, y=level, z=feet.z), self._width, self._height).y
            share = drawn.step / 2
            high, wide = (share * side for side in drawn.canvas.shape[1:])
            left, top = share * drawn.x, line - (share * drawn.y + high)
            if not self._half_tiles.reaches(left, left + wide, top, top + high):
                continue
            block = np.stack([plane[::-1] if drawn.step > 1 else _halved(plane[::-1]) for plane in drawn.canvas])
            lay_over(mirror, block, round(left), round(top))

    def _sun(self, sun: Sun | None, camera: CameraPose, up: float = 1.0) -> tuple[float, float] | None:
        """Where the sun (or, `up` -1, its mirror image) is in the picture; None behind the camera."""
        if sun is None:
            return None
        p = camera.position
        flat = FAR * math.cos(sun.height)
        point = Point(
            x=p.x + flat * math.sin(sun.azimuth),
            y=p.y + up * FAR * math.sin(sun.height),
            z=p.z + flat * math.cos(sun.azimuth),
        )
        seen = project(camera, point, self._width, self._height)
        return (seen.x, seen.y) if seen.depth > 1.0 else None

    def _glitter(self, camera: CameraPose) -> NDArray[np.float32]:
        at = self._sun(self.stage.sun, camera, -1.0)
        sun = self.stage.sun
        if at is None or sun is None:
            return np.zeros(5, np.float32)
        # a high sun is mirrored at one's feet, out of the picture: only a low one lays a road across the water
        strength = min(1.0, max(0.1, 1.25 - 1.1 * sun.height))
        return np.array([at[0], 0.055 * self._width, *(part * strength for part in sun.colour)], np.float32)

    def _beam(self, camera: CameraPose) -> Beam | None:
        at = self._sun(self.stage.sun, camera)
        sun = self.stage.sun
        return None if at is None or sun is None else Beam(x=at[0], y=at[1], colour=sun.colour)


@lru_cache(maxsize=1)
def built(place: Place, light: Light, detail: str) -> Set:
    """The set of a place, kept for the shots that follow in it."""
    return build(place, light, detail)


def graded(grade: Grade, detail: str) -> Grade:
    """The grade at a level of detail: a draft has no grain, paper or rays, a review half the grain."""
    if detail == "draft":
        return replace(grade, grain=0.0, paper=0.0, rays=0.0)
    return replace(grade, grain=grade.grain * 0.5) if detail == "review" else grade


def _halved(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    size = (max(1, plane.shape[1] // 2), max(1, plane.shape[0] // 2))
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
