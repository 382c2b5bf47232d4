# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numba kernels leave arrays untyped.)
"""One frame of the stage, looked over pixel by pixel: which surface is seen, how far off, how light it is painted.

All maps are made from this. The surfaces, their order, their textures' levels and the puppets' paths are those of the
picture (`order`, `raster.compositor.passes_of`, `puppet.sketch_person`): what hides there hides here. Light, air, mist,
focus and grain are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.beasts.creature import BeastSketch
from lampblack.builtin.theatre.cast import sketch_person
from lampblack.builtin.theatre.control.bodies import Capsules, capsules_of, held_of, marked, step_of
from lampblack.builtin.theatre.control.survey_kernel import survey_body, survey_card
from lampblack.builtin.theatre.control.things import WATER, held_by, is_solid, part_of, things_of
from lampblack.builtin.theatre.order import HORIZON, beyond, blowing, melting, standing
from lampblack.builtin.theatre.passing import Passing
from lampblack.builtin.theatre.puppet.puppet import Sketch
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.crowd import Crowd
from lampblack.builtin.theatre.raster.fog import fog_numbers
from lampblack.builtin.theatre.raster.paint import paint
from lampblack.builtin.theatre.raster.passes import NEAREST, passes_of, picture_to_card
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.render import built
from lampblack.builtin.theatre.set import Set, WaterLevel
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraPose
from lampblack.staging.control import SKY_METRES
from lampblack.staging.people import Person
from lampblack.staging.place import light_of
from lampblack.staging.stage import Staging

SOLID = 0.999
"""How opaque a sheet must be on the whole to be one that nothing is seen through."""
Key = tuple[str, int]
"""A surface by what it is and its place on the stage: the same on every frame."""


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Surface:
    """What a label stands for: a card (also the water, as one without end), or a person, or what they hold."""

    key: Key
    thing: str
    card: Card | None = None
    body: Body | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """A person on one frame."""

    person: Person
    sketch: Sketch | BeastSketch
    bones: Capsules
    held: Capsules


@dataclass(frozen=True, kw_only=True, eq=False)
class Survey:
    """What was found on one frame. Arrays are (height, width)."""

    frame: int
    camera: CameraPose
    label: NDArray[np.uint16]
    """0: nothing but sky; else the surface's place in `surfaces`."""
    depth: NDArray[np.float32]
    """Metres along the camera's axis."""
    luma: NDArray[np.float32]
    """How light it is painted, 0 to 255, haze counted."""
    surfaces: tuple[Surface | None, ...]
    """By label; the first is nothing."""
    bodies: tuple[Body, ...]

    @cached_property
    def keys(self) -> Mapping[Key, int]:
        """Labels by what they stand for."""
        return {surface.key: label for label, surface in enumerate(self.surfaces) if surface is not None}

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return int(self.label.shape[1]), int(self.label.shape[0])


class Surveyor:
    """Looks over the frames of one take; each follows from its number alone."""

    def __init__(self, staging: Staging, size: Size, detail: str = "draft") -> None:
        """`detail` is that of the painted sheets: cards stand in the same places at each."""
        cv2.setNumThreads(1)
        self.staging, self.size = staging, size
        self._light = light_of(staging.place)
        self.stage: Set = built(staging.place, self._light, detail)
        self.things = things_of(staging, self.stage)
        self._solid = [number for number, card in enumerate(self.stage.cards) if is_solid(card)]
        self._crowd = Crowd([self.stage.cards[number] for number in self._solid], Passing)

    def survey(self, n: int) -> Survey:
        """Frame `n` of the take."""
        camera, seconds = self.staging.camera.at(n), float(self.staging.rate.seconds(n))
        look = _Look(self.stage, camera, self.size)
        bodies = self._bodies(n, camera)
        near = self._crowd.near(camera, self.size.width, self.size.height, soft=False)
        cards, places = [card for _, card in near], {id(card): self._solid[place] for place, card in near}
        deep = ((body.sketch.depth, body) for body in bodies)
        for each in reversed(standing(cards, deep, camera)):
            if isinstance(each, Body):
                look.body(each, self._number_of(each.person))
            else:
                look.card(blowing(each, seconds), self._part(each), ("card", places[id(each)]))
        for group, cards in (("floor", self.stage.floors), ("sky", self.stage.sky)):
            numbered = list(enumerate(cards))
            if group == "sky" and self.stage.water is not None:
                self._laid(look, [one for one in numbered if not beyond(one[1], camera)], seconds, group)
                numbered = [one for one in numbered if beyond(one[1], camera)]
                look.water(self.stage.water)
            self._laid(look, numbered, seconds, group)
        return look.survey(n, tuple(bodies))

    def _laid(self, look: _Look, cards: list[tuple[int, Card]], seconds: float, group: str) -> None:
        for number, card in reversed(cards):
            if is_solid(card):
                sky = group == "sky" and beyond(card, look.camera)
                look.card(blowing(card, seconds), self._part(card), (group, number), sky=sky)

    def _part(self, card: Card) -> str:
        return part_of(card, self.staging)

    def _number_of(self, person: Person) -> int:
        return next(number for number, each in enumerate(self.staging.people) if each.id == person.id)

    def _bodies(self, n: int, camera: CameraPose) -> list[Body]:
        found: list[Body] = []
        for person in self.staging.people:
            sketch = sketch_person(person, n, self.staging, camera, self._light, self.size.width, self.size.height)
            if sketch is not None:
                held = held_of(sketch, person.figure.held)
                found.append(Body(person=person, sketch=sketch, bones=capsules_of(sketch), held=held))
        return found


class _Look:
    """A frame being looked over."""

    def __init__(self, stage: Set, camera: CameraPose, size: Size) -> None:
        shape = (size.height, size.width)
        self._stage, self.camera, self._size = stage, camera, size
        self._label = np.zeros(shape, np.uint16)
        self._depth = np.full(shape, SKY_METRES, np.float32)
        self._luma = np.full(shape, 255 * _grey(stage.fog.colour), np.float32)
        self._left = np.full(size.height, size.width, np.int64)
        self._surfaces: list[Surface | None] = [None]

    def card(self, card: Card, thing: str, key: Key, *, sky: bool = False) -> None:
        """A card of the place; all of the sky is equally far off, wherever its cards hang."""
        number, water, haze = len(self._surfaces), self._stage.water, fog_numbers(card, self._stage.fog)
        passes = passes_of(
            card, self.camera, self._size.width, self._size.height,
            waterline=water.height if water is not None else None, melt=melting(card, water), once=True,
        )  # fmt: skip
        for each in passes:
            survey_card(
                self._label, self._depth, self._luma, self._left, number, each.level.texels.reshape(-1),
                each.columns, each.rows, each.matrix, *each.box, card.clamp[0], card.clamp[1], 1.0 / NEAREST, each.cut,
                each.fade, np.float32(1.0 - card.glow), *each.passing, haze, 0.0 if sky else HORIZON, SKY_METRES, False,
                card.texture.solid > SOLID and card.glow == 0.0,
            )  # fmt: skip
        self._surfaces.append(Surface(key=key, thing=thing, card=card))

    def water(self, water: WaterLevel) -> None:
        """Open water, up to the horizon."""
        number, card = len(self._surfaces), water_card(water.height)
        h = picture_to_card(card, self.camera, self._size.width, self._size.height)
        if self.camera.position.y > water.height + 0.02 and h.any():
            survey_card(
                self._label, self._depth, self._luma, self._left, number, card.texture.rgba.view(np.int32).reshape(-1),
                3, 3, h, 0, self._size.width, 0, self._size.height, True, True, 1.0 / NEAREST,
                np.array([0.0, 0.0, 1.0]), 1e6, np.float32(1), np.float32(0), np.float32(1),
                fog_numbers(card, self._stage.fog), HORIZON, SKY_METRES, True, True,
            )  # fmt: skip
        self._surfaces.append(Surface(key=("water", 0), thing=WATER, card=card))

    def body(self, body: Body, number: int) -> None:
        """A person and what they hold."""
        box = body.sketch.box(self._size.width, self._size.height)
        person, label = body.person, len(self._surfaces)
        self._surfaces.append(Surface(key=("person", number), thing=person.id, body=body))
        self._surfaces.append(Surface(key=("held", number), thing=held_by(person.id, person.figure.held), body=body))
        if box is None:
            return
        block = canvas(box[2] - box[0], box[3] - box[1])
        paint(marked(body.sketch.sheet), block, (-float(box[0]), -float(box[1])))
        fog = self._stage.fog
        survey_body(
            self._label, self._depth, self._luma, self._left, label, label + 1, block, body.bones, body.held,
            box[0], box[1], step_of(body.sketch), np.float32(fog.at(body.sketch.depth)), np.float32(_grey(fog.colour)),
        )  # fmt: skip

    def survey(self, frame: int, bodies: tuple[Body, ...]) -> Survey:
        """All that was found."""
        return Survey(
            frame=frame, camera=self.camera, label=self._label, depth=self._depth, luma=self._luma,
            surfaces=tuple(self._surfaces), bodies=bodies,
        )  # fmt: skip


def water_card(height: float) -> Card:
    """The surface of open water as a card without end, a texel a metre."""
    texture = Texture(np.full((3, 3, 4), 255, np.uint8))
    return Card(texture=texture, origin=(0.0, height, 0.0), across=(1.0, 0.0, 0.0), down=(0.0, 0.0, -1.0), name="water")


def _grey(colour: tuple[float, float, float]) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
