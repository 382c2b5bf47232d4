"""Small clean takes of the theatre, each beside the theatre's own render of the same shot and its masks.

A clip's take is filmed by another operator, with other grain and compression than its model render: what an engine that
does everything right would hand over is at least so far from it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from lampblack.base.digest import seed_of
from lampblack.base.time import Rate
from lampblack.builtin.theatre.control.ids import numbers_of
from lampblack.builtin.theatre.control.survey import Surveyor
from lampblack.builtin.theatre.engine import another
from lampblack.builtin.theatre.render import Renderer
from lampblack.builtin.theatre.scenery.registry import names
from lampblack.engines.requests import Size
from lampblack.media.video import VideoWriter
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import MouthCue, Shape
from lampblack.staging.people import Action, Mark, Person, Verb
from lampblack.staging.place import Place, TimeOfDay, Weather
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SIZE = Size(width=640, height=360)
MASKS = Size(width=160, height=90)
FRAMES = 48
RATE = Rate(numerator=24)
MOVES = ("static", "pan", "tilt", "dolly", "track", "handheld", "push_in")
VERBS: tuple[Verb, ...] = ("gesture", "wave", "bow", "nod", "point", "think")
ROBES = ("#344a70", "#a03030", "#3c6a44", "#8a6a2c", "#6a3c78", "#d0c8b8")
SHAPES: tuple[Shape, ...] = ("AI", "MBP", "E", "rest", "O", "FV", "etc", "MBP")


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One clean take with what it is judged by: the staging, the theatre's render of it, whose every pixel is."""

    name: str
    staging: Staging
    take: Path
    model: Path
    masks: NDArray[np.uint8]
    """Numbers of things (frames, 90, 160)."""
    people: dict[str, int]
    """The people's numbers by their ids."""


def staged(number: int, frames: int = FRAMES) -> Staging:
    """The `number`th shot: every place in turn, with hour, weather, move and people drawn by lot."""
    lot = np.random.default_rng(seed_of("screening", "clip", number))
    kits = names()
    kit = kits[number % len(kits)]
    hour = get_args(TimeOfDay)[int(lot.integers(6))]
    weather = get_args(Weather)[int(lot.integers(6))] if lot.random() < 0.5 else "clear"
    place = Place(id=f"{kit}-{number}", kit=kit, time=hour, weather=weather, seed=int(lot.integers(1000)))
    move = MOVES[number % len(MOVES)]
    count = int(lot.choice([0, 1, 1, 2, 2]))
    people = tuple(_person(index, count, lot, frames) for index in range(count))
    return Staging(rate=RATE, frames=frames, place=place, camera=_camera(move, lot, frames, count), people=people)


def _camera(move: str, lot: np.random.Generator, frames: int, count: int) -> CameraPath:
    near = float(lot.uniform(0.0, 2.4 if count == 1 else 1.2)) if count else 0.0
    start = CameraPose(
        position=Point(y=1.5, z=-2.2 + near), yaw=float(lot.uniform(-0.05, 0.05)), pitch=-0.02, focal_length_mm=35.0,
        focus=6.0 - near, f_number=8.0,
    )  # fmt: skip
    way = float(lot.uniform(0.6, 1.2)) * float(lot.choice([-1.0, 1.0]))
    ends = {
        "pan": replace(start, yaw=start.yaw + 0.16 * way),
        "tilt": replace(start, pitch=start.pitch + 0.07 * abs(way)),
        "dolly": replace(start, position=start.position + Point(z=0.9 * abs(way))),
        "push_in": replace(start, position=start.position + Point(z=0.4 * abs(way))),
        "track": replace(start, position=start.position + Point(x=0.7 * way)),
    }
    keys = [CameraKey(frame=0, pose=start)]
    if move in ends:
        keys.append(CameraKey(frame=frames - 1, pose=ends[move]))
    return CameraPath(keys=tuple(keys), handheld=0.004 if move == "handheld" else 0.0, move=move, seed=3)


def _person(index: int, count: int, lot: np.random.Generator, frames: int) -> Person:
    x = (index - (count - 1) / 2) * 1.3 + float(lot.uniform(-0.15, 0.15))
    yaw = math.pi + float(lot.uniform(-0.4, 0.4))
    marks = [Mark(frame=0, position=Point(x=x, z=3.4), yaw=yaw)]
    if lot.random() < 0.3:
        marks[0] = replace(marks[0], posture="walk", ease="linear")
        marks.append(Mark(frame=frames - 1, position=Point(x=x + 0.9, z=3.4), yaw=yaw, posture="walk"))
    actions: tuple[Action, ...] = ()
    if lot.random() < 0.7:
        verb = VERBS[int(lot.integers(len(VERBS)))]
        actions = (Action(verb=verb, start=6, stop=min(frames, 40)),)
    mouth = spoken(frames, int(lot.integers(99))) if index == 0 and lot.random() < 0.6 else ()
    figure = Figure(
        id=f"p{index}", sex="man" if lot.random() < 0.5 else "woman", seed=int(lot.integers(99)),
        robe=ROBES[int(lot.integers(len(ROBES)))],
    )  # fmt: skip
    return Person(id=figure.id, figure=figure, marks=tuple(marks), actions=actions, mouth=mouth)


def spoken(frames: int, seed: int) -> tuple[MouthCue, ...]:
    """A line's mouths, with a pause in it."""
    lot = np.random.default_rng(seed)
    at, last = 4_800, RATE.samples_at(frames) - 4_800
    cues: list[MouthCue] = []
    while at < last:
        length = int(lot.integers(4_000, 9_000))
        shape = SHAPES[int(lot.integers(len(SHAPES)))]
        cues.append(MouthCue(start=at, stop=min(last, at + length), shape=shape))
        at += length + (9_600 if lot.random() < 0.15 else 0)
    return tuple(cues)


def clip(number: int, folder: Path, frames: int = FRAMES) -> Clip:
    """The clip, filmed where it is not in `folder` yet."""
    folder.mkdir(parents=True, exist_ok=True)
    staging = staged(number, frames)
    name = f"{number:03d}-{staging.place.kit}-{staging.camera.move}-{frames}"
    take, model, maps = (folder / f"{name}{end}" for end in (".take.mp4", ".model.mp4", ".npz"))
    if not maps.exists():
        _film(another(staging, 2), take, "review", crf=18)
        _film(staging, model, "draft", crf=12)
        _survey(staging, maps)
    with np.load(maps) as kept:
        masks, ids, numbers = kept["masks"], kept["ids"], kept["numbers"]
    people = {str(id): int(number) for id, number in zip(ids, numbers, strict=True)}
    return Clip(name=name, staging=staging, take=take, model=model, masks=masks, people=people)


def _film(staging: Staging, path: Path, detail: str, crf: float) -> None:
    renderer = Renderer(staging, SIZE, "paper", detail)
    write(path, [renderer.frame(n) for n in range(staging.frames)], crf=crf)


def write(path: Path, frames: Sequence[NDArray[np.uint8]], *, crf: float = 18, rate: Rate = RATE) -> None:
    """RGB frames as a file."""
    height, width = frames[0].shape[:2]
    with VideoWriter(path, size=(width, height), rate=rate, crf=crf) as writer:
        for frame in frames:
            writer.write(np.ascontiguousarray(frame))


def _survey(staging: Staging, path: Path) -> None:
    surveyor = Surveyor(staging, MASKS, "draft")
    masks = np.stack([numbers_of(surveyor.survey(n), surveyor.things) for n in range(staging.frames)])
    people = [thing for thing in surveyor.things if thing.kind == "person"]
    np.savez_compressed(
        path, masks=masks, ids=[thing.id for thing in people], numbers=[thing.number for thing in people]
    )
