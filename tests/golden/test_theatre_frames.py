"""Frames of the paper theatre against pictures that a person has looked at.

After a change that is meant to be seen: `LAMPBLACK_RECORD=1 python -m pytest tests/golden`, look at the new pictures in
`tests/golden/theatre/`, and commit them. On failure the frame and the difference (eight times as strong) are written to
`$LAMPBLACK_GOLDEN_OUT`, else to the test's own folder, and named in the message.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.media.picture import png_bytes, read_picture
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place, TimeOfDay, Weather
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Picture = NDArray[np.uint8]
FOLDER = Path(__file__).parent / "theatre"
SIZE = Size(width=320, height=180)
MEAN = 1.2
"""The mean difference allowed, of 255: other processors round a pixel here and there."""
FAR = 0.01
"""The share of pixels that may differ by more than `OFF`."""
OFF = 24


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One frame to keep."""

    name: str
    kit: str
    hour: TimeOfDay
    weather: Weather = "clear"
    eye: tuple[float, float, float] = (-0.2, 1.5, -2.6)
    lens: float = 35.0
    inside: bool = False


SHOTS = (
    Shot(name="river-dawn-two-shot", kit="river", hour="dawn"),
    Shot(name="mountains-afternoon-wide", kit="mountains", hour="afternoon", eye=(-0.4, 1.7, -6.0), lens=28.0),
    Shot(name="plain-snow-close", kit="plain", hour="morning", weather="snow", eye=(0.0, 1.5, 0.2), lens=50.0),
    Shot(name="room-night", kit="room", hour="night", eye=(0.0, 1.4, -1.6), inside=True),
)


def staged(shot: Shot) -> Staging:
    x, y, z = shot.eye
    pose = CameraPose(position=Point(x=x, y=y, z=z), yaw=0.03, focal_length_mm=shot.lens, focus=3.2 - z, f_number=4.0)
    left = Figure(id="left", height=1.76, held="staff")
    right = Figure(id="right", sex="woman", hair="bun", dress="gown", robe="#a03030", height=1.64)
    people = tuple(
        Person(id=figure.id, figure=figure, marks=(Mark(frame=0, position=Point(x=at, z=3.2), yaw=yaw),))
        for figure, at, yaw in ((left, -0.6, 2.3), (right, 0.6, -2.3))
    )
    return Staging(
        rate=Rate(numerator=24),
        frames=24,
        place=Place(id=shot.kit, kit=shot.kit, time=shot.hour, weather=shot.weather, seed=5, inside=shot.inside),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=people,
    )


def differs(frame: Picture, golden: Picture) -> str:
    """What is wrong with the frame, in one line, or nothing."""
    if frame.shape != golden.shape:
        return f"it is {frame.shape[1]}x{frame.shape[0]}, not {golden.shape[1]}x{golden.shape[0]}"
    off = np.abs(frame.astype(int) - golden).max(axis=2)
    mean, far = float(off.mean()), float((off > OFF).mean())
    if mean <= MEAN and far <= FAR:
        return ""
    return f"the mean difference is {mean:.2f} of {MEAN}, and {far:.2%} of the pixels are far off"


@pytest.mark.slow
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_frame_looks_as_it_did(shot: Shot, tmp_path: Path) -> None:
    frame = Renderer(staged(shot), SIZE, detail="draft").frame(12)
    path = FOLDER / f"{shot.name}.png"
    if os.environ.get("LAMPBLACK_RECORD"):
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(png_bytes(frame))
        return
    golden = read_picture(path)
    fault = differs(frame, golden)
    if fault:
        out = Path(os.environ.get("LAMPBLACK_GOLDEN_OUT", str(tmp_path)))
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{shot.name}.png").write_bytes(png_bytes(frame))
        strong = np.clip(np.abs(frame.astype(int) - golden) * 8, 0, 255).astype(np.uint8)
        (out / f"{shot.name}-difference.png").write_bytes(png_bytes(strong))
        pytest.fail(f"{shot.name}: {fault}; look at {out}")


def test_the_comparison_notices_a_small_thing_and_forgives_rounding() -> None:
    golden = np.full((180, 320, 3), 120, np.uint8)
    rounded = golden + (np.indices((180, 320)).sum(axis=0) % 2).astype(np.uint8)[..., None]
    assert differs(rounded, golden) == ""
    hand = golden.copy()
    hand[80:110, 150:175] = 20
    assert "far off" in differs(hand, golden)
    assert "not 320x180" in differs(golden[:90], golden)
