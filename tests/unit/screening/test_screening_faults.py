"""Each planted fault is found by its detector and a clean take is not blamed: frames made here, no codec."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.planted import faults

from lampblack.base.time import Rate
from lampblack.engines.requests import Size
from lampblack.media.colour import to_planes
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging
from lampblack.takes.screening.asked import Asked, Masks
from lampblack.takes.screening.looking import Seen, see
from lampblack.takes.screening.model import WHATS, Screened
from lampblack.takes.screening.room import screen

RATE = Rate(numerator=24)
FRAMES, WIDTH, HEIGHT = 30, 320, 180
MASK = np.zeros((FRAMES, 90, 160), np.bool_)
MASK[:, 30:75, 70:90] = True


ELSEWHERE = ("shaken", "a pan nobody asked for")
"""Tested on their own: this take pans by itself, and nobody speaks."""


def cloth(seed: int, width: int, height: int) -> np.ndarray:
    lot = np.random.default_rng(seed)
    field = sum(
        cv2.resize(
            lot.random((height // side + 1, width // side + 1, 3)).astype(np.float32), (width, height), interpolation=2
        )
        for side in (8, 24, 60)
    )
    return np.clip(60 + 50 * field, 0, 255)


def pictures(seed: int = 0) -> np.ndarray:
    """A cloth panned by two pixels a frame, somebody in red before it who waves a little; new grain for every seed."""
    ground, lot = cloth(1, WIDTH + 2 * FRAMES + 20, HEIGHT), np.random.default_rng(seed)
    body = cloth(2, 40, 90) * np.array([1.0, 0.3, 0.3])
    out = []
    for n in range(FRAMES):
        frame = ground[:, 10 + 2 * n : 10 + 2 * n + WIDTH].copy()
        frame[60:150, 140:180] = body
        frame[80:90, 180 : 186 + round(4 * np.sin(n / 4))] = (200, 160, 140)
        out.append(np.clip(np.rint(frame + lot.standard_normal(frame.shape[:2])[..., None]), 0, 255).astype(np.uint8))
    return np.stack(out)


def seen(frames: np.ndarray) -> Seen:
    return see((to_planes(frame) for frame in frames), RATE)


@pytest.fixture(scope="module")
def clean() -> np.ndarray:
    return pictures()


@pytest.fixture(scope="module")
def asked() -> Asked:
    pose = CameraPose(position=Point(y=1.5, z=-3.0))
    path = CameraPath(keys=(CameraKey(frame=0, pose=pose), CameraKey(frame=FRAMES - 1, pose=pose)), move="pan")
    staging = Staging(rate=RATE, frames=FRAMES, place=Place(id="yard", kit="yard"), camera=path)
    model = seen(pictures(seed=7))
    return Asked(
        staging=staging, size=Size(width=WIDTH, height=HEIGHT), frames=FRAMES, rate=RATE, model=model, before=model,
        before_model=model, masks=Masks(numbers=MASK.astype(np.uint8), people={"her": 1}),
    )  # fmt: skip


def screened(frames: np.ndarray, asked: Asked) -> Screened:
    return screen(seen(frames), asked)


def test_a_clean_take_passes_and_every_detector_was_asked(clean: np.ndarray, asked: Asked) -> None:
    found = screened(clean, asked)
    assert found.verdict == "pass", found.faults
    assert tuple(note.what for note in found.notes) == WHATS


@pytest.mark.parametrize(
    "fault",
    [fault for fault in faults.FAULTS if fault.name not in ELSEWHERE],
    ids=lambda fault: fault.name.replace(" ", "_"),
)
def test_the_strongest_of_each_fault_is_rejected_by_its_detector(
    fault: faults.Fault, clean: np.ndarray, asked: Asked
) -> None:
    found = screened(fault.plant(clean, fault.strengths[-1], MASK), asked)
    assert found.note(fault.what).verdict == "reject", found.note(fault.what)
    assert found.verdict == "reject"


def test_a_picture_that_jumps_about_is_rejected(clean: np.ndarray, asked: Asked) -> None:
    assert screened(faults.shake(clean, 8, MASK), asked).verdict == "reject"


def test_a_camera_that_goes_twice_as_far_as_asked_is_rejected(clean: np.ndarray, asked: Asked) -> None:
    assert screened(faults.drifting_camera(clean, 25, MASK), asked).note("camera").verdict == "reject"


def test_faults_say_when_and_where(clean: np.ndarray, asked: Asked) -> None:
    black = screened(faults.blacken(clean, 3, MASK), asked).note("black")
    assert (black.frames.start, black.frames.stop, black.number) == (20, 23, 3)
    held = screened(faults.freeze(clean, 0.5, MASK), asked).note("frozen")
    assert held.frames.start in (10, 11) and 21 <= held.frames.stop <= 23
    who = screened(faults.stranger(clean, 0.8, MASK), asked).note("stranger")
    assert who.box is not None and who.box.left < 0.4 and who.box.right < 0.75
