"""What a frame of the paper theatre costs on one core: cards beside OpenCV, paths, light, and whole frames.

    python benchmarks/theatre.py [width height]

CPU milliseconds of this thread (so that waiting for a core is not counted), medians of several runs; caches are warm.
Ratios are against `cv2.warpPerspective` + `multiply` + `add` of the same layers in the same run, one thread: the plain
way to lay perspective layers with OpenCV, without the haze and the float accumulation that the theatre's cards have.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable

import cv2
import numpy as np

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
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

LAYERS = 8
CAMERA = CameraPose(position=Point(y=1.6, z=-4.0), yaw=0.03, pitch=0.02, focal_length_mm=35)


def cost(work: Callable[[], object], runs: int = 9) -> float:
    """Median CPU milliseconds."""
    work()
    times: list[float] = []
    for _ in range(runs):
        start = time.thread_time()
        work()
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times)


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


def main(width: int = 1280, height: int = 720) -> None:
    """Measure and print."""
    cv2.setNumThreads(1)
    cards = layers(width, height)
    picture = canvas(width, height)
    fog = Fog(density=0.01)
    ours = cost(lambda: [draw_card(picture, card, CAMERA, fog) for card in cards])
    theirs = cost(by_opencv(cards, width, height))
    print(f"{width}x{height}, one core, CPU ms")
    print(f"{LAYERS} full-frame perspective cards  {ours:7.1f}   OpenCV {theirs:7.1f}   ratio {ours / theirs:.2f}")
    sheet = robe(200)
    paths = cost(lambda: paint(sheet, picture))
    print(f"200 paths                       {paths:7.1f}   ratio {paths / theirs:.2f}")
    print(f"building their sheet            {cost(lambda: robe(200)):7.1f}")
    post = Post(width, height)
    print(f"bloom, paper, grade, grain      {cost(lambda: post(picture, Grade(), 1)):7.1f}")
    for kit, hour in (("river", "dawn"), ("mountains", "dawn"), ("forest", "morning"), ("room", "night")):
        renderer = Renderer(staged(kit, hour), Size(width=width, height=height))
        renderer.frame(0)
        frames = iter(range(1, 97, 8))
        spent = cost(lambda renderer=renderer, frames=frames: renderer.frame(next(frames)), runs=10)
        stage = renderer.stage
        parts = (
            f"{len(stage.sky) + len(stage.cards) + len(stage.floors)} cards{', water' if stage.water else ''}, 2 people"
        )
        print(f"whole frame, {kit:<18} {spent:7.1f}   ratio {spent / theirs:.2f}   ({parts})")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
