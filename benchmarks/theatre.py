"""What a frame of the paper theatre costs on one core: `python -m benchmarks theatre`.

Processor milliseconds of this thread (so that waiting for a core is not counted), medians; caches are warm. The
parts stand beside `cv2.warpPerspective` + `multiply` + `add` of the same layers in the same run, one thread: the plain
way to lay perspective layers with OpenCV, without the haze and the float accumulation that the theatre's cards have.
"""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.measured import Measured, thread_ms
from lampblack.base.time import Rate
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.compositor import draw_card
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.builtin.theatre.raster.noise import fbm
from lampblack.builtin.theatre.raster.paint import paint
from lampblack.builtin.theatre.raster.post import Post
from lampblack.builtin.theatre.raster.sheet import Sheet
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.render import Renderer
from lampblack.builtin.theatre.set import Grade
from lampblack.engines.requests import Size
from lampblack.media.colour import to_planes
from lampblack.media.video import VideoWriter
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

LAYERS = 8
PLACES = (("river", "dawn"), ("mountains", "dawn"), ("forest", "morning"), ("room", "night"))
CAMERA = CameraPose(position=Point(y=1.6, z=-4.0), yaw=0.03, pitch=0.02, focal_length_mm=35)


def layers(width: int, height: int) -> list[Card]:
    """Full-frame pictures with torn upper edges, one behind the other."""
    found: list[Card] = []
    focal = CAMERA.focal_pixels(width)
    for index in range(LAYERS):
        cloud = fbm(height, width, 90, 90, 4, index)
        rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
        cover = np.clip((rows - 0.1 * index - 0.2 * cloud) * 12, 0, 1)
        rgba = np.stack([(0.4 + 0.3 * cloud) * cover, 0.4 * cover, 0.5 * cover, cover], axis=2)
        z = 40.0 - 4 * index
        wide = (z + 4) * width / focal * 1.15
        texture = Texture((np.clip(rgba, 0, 1) * 255).astype(np.uint8))
        found.append(upright(texture, 0, 1.6 - wide * height / width / 2, z, wide))
    return found


def by_opencv(cards: list[Card], width: int, height: int) -> Callable[[], object]:
    """The same layers by warping eight-bit pictures and laying them over each other."""
    warp = np.array([[0.88, 0.01, 60.0], [0.005, 0.88, 30.0], [1e-5, 1e-5, 1.0]])
    ground = np.zeros((height, width, 3), np.uint8)

    def draw() -> object:
        out = ground.copy()
        for card in cards:
            seen = cv2.warpPerspective(card.texture.rgba, warp, (width, height), flags=cv2.INTER_LINEAR)
            clear = cv2.cvtColor(255 - seen[..., 3], cv2.COLOR_GRAY2BGR)
            out = cv2.add(cv2.multiply(out, clear, scale=1 / 255), seen[..., :3])
        return out

    return draw


def robe(paths: int) -> Sheet:
    """Overlapping filled and brushed shapes with gradients, soft edges and clips, the mix of a puppet."""
    sheet = Sheet()
    for index in range(paths // 2):
        x, y = 200 + index * 7.3 % 800, 200 + index * 13.7 % 320
        ring = [
            (x + 60 * math.cos(a / 10 * math.tau), y + (60 + 12 * (a % 2)) * math.sin(a / 10 * math.tau))
            for a in range(10)
        ]
        soft = 2.0 if index % 4 == 0 else 0.0
        sheet.fill(ring, "#2c4a6e", "#4f74a0", weave=0.2 * (index % 2), feather=soft, keep=True)
        sheet.stroke(ring[:6], 5, "#1c1a20e0", inside=index % 3 == 0)
    return sheet


def staged(kit: str, hour: str) -> Staging:
    """Two people who talk while the camera comes nearer."""
    keys = (
        CameraKey(frame=0, pose=CameraPose(position=Point(x=-0.7, y=1.5, z=-3.5), yaw=0.03, focus=7.0, f_number=5.6)),
        CameraKey(frame=96, pose=CameraPose(position=Point(x=0.1, y=1.6, z=-1.0), yaw=0.05, focus=4.5, f_number=5.6)),
    )
    people = tuple(
        Person(id=id, figure=Figure(id=id), marks=(Mark(frame=0, position=Point(x=x, z=3.2), yaw=yaw),))
        for id, x, yaw in (("left", -0.6, 2.2), ("right", 0.6, -2.2))
    )
    place = Place(id=kit, kit=kit, time=hour, seed=3)  # type: ignore[arg-type]
    return Staging(rate=Rate(numerator=24), frames=97, place=place, camera=CameraPath(keys=keys), people=people)


def figures(*, quick: bool, width: int = 1280, height: int = 720) -> list[Measured]:
    """Cards and paths beside OpenCV, whole frames beside x264 encoding those very frames."""
    cv2.setNumThreads(1)
    runs = 3 if quick else 9
    cards, picture, fog = layers(width, height), canvas(width, height), Fog(density=0.01)
    sheet, post = robe(200), Post(width, height)
    theirs = {"unit": "ms CPU", "peer": "cv2.warpPerspective of 8 layers"}
    opencv = thread_ms(by_opencv(cards, width, height), runs)
    ours = thread_ms(lambda: [draw_card(picture, card, CAMERA, fog) for card in cards], runs)
    paths = thread_ms(lambda: paint(sheet, picture), runs)
    finish = thread_ms(lambda: post(picture, Grade(), 1), runs)
    return [
        Measured(name=f"{LAYERS} full-frame perspective cards, {width}x{height}", value=ours, against=opencv, **theirs),
        Measured(name="200 filled and brushed paths", value=paths, against=opencv, **theirs),
        Measured(name="bloom, paper, grade, grain", value=finish, against=opencv, **theirs),
        *(frame for kit, hour in PLACES for frame in whole_frame(kit, hour, width, height, quick=quick)),
    ]


def whole_frame(kit: str, hour: str, width: int, height: int, *, quick: bool) -> list[Measured]:
    """A place with two people: what a frame costs to draw, and what x264 needs to encode the same frames."""
    renderer = Renderer(staged(kit, hour), Size(width=width, height=height))
    renderer.frame(0)
    drawn: list[NDArray[np.uint8]] = []
    spent: list[float] = []
    for number in range(1, 25, 3 if quick else 1):
        began = time.thread_time()
        drawn.append(renderer.frame(number))
        spent.append(1000 * (time.thread_time() - began))
    return [
        Measured(
            name=f"a frame of the theatre, {kit}, two people",
            value=statistics.median(spent),
            unit="ms CPU",
            peer="x264 veryfast alone, same frames",
            against=_x264_ms(drawn, width, height),
        )
    ]


def _x264_ms(drawn: list[NDArray[np.uint8]], width: int, height: int) -> float:
    """Processor milliseconds a frame of x264, one thread, crf 20; bringing RGB to planes is not counted."""
    planes = [to_planes(rgb) for rgb in drawn]
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        with VideoWriter(Path(folder) / "alone.mp4", size=(width, height), rate=Rate(numerator=24), crf=20) as writer:
            for each in planes:
                writer.write_planes(each)
        return 1000 * (time.process_time() - began) / len(drawn)
