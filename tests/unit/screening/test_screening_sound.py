"""Mouths against voices, silence and clipping; what is unknown is no pass; a storm's lightning is only doubted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.planted import sounds
from tests.planted.clips import spoken

from lampblack.base.time import FrameRange, Rate
from lampblack.engines.requests import Size
from lampblack.media.colour import to_planes
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import mouth_at
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.looking import Seen, see
from lampblack.takes.screening.model import Box, Limits, Note, Screened, unknown
from lampblack.takes.screening.mouths import lag_of, mouth, mouth_boxes
from lampblack.takes.screening.operating import camera
from lampblack.takes.screening.room import screen
from lampblack.takes.screening.sounding import clipping, silence

RATE = Rate(numerator=24)
FRAMES, SIZE = 80, Size(width=320, height=180)
CUES = spoken(FRAMES, 4)
CAMERA = CameraPath(keys=(CameraKey(frame=0, pose=CameraPose(position=Point(y=1.5, z=-1.0), focal_length_mm=50.0)),))
SHE = Person(
    id="her", figure=Figure(id="her", height=1.7), mouth=CUES,
    marks=(Mark(frame=0, position=Point(z=0.9), yaw=3.1),),
)  # fmt: skip
STAGING = Staging(rate=RATE, frames=FRAMES, place=Place(id="yard", kit="yard"), camera=CAMERA, people=(SHE,))
VOICE = sounds.voice_of(CUES, STAGING)
ASKED = Asked(
    staging=STAGING, size=SIZE, frames=FRAMES, rate=RATE, voice=VOICE, speaker="her", sound=VOICE
)  # fmt: skip


@pytest.fixture(scope="module")
def talking() -> Seen:
    """A face whose mouth is a dark bar, as tall as the cues say, at the place the staging says."""
    boxes = mouth_boxes(STAGING, SIZE)["her"]
    out = []
    for n in range(FRAMES):
        frame = np.full((SIZE.height, SIZE.width, 3), 180, np.uint8)
        left, top, right, bottom = boxes[n]
        tall = round((bottom - top) / 2 * mouth_at(CUES, RATE.samples_at(n)).open)
        middle = (top + bottom) // 2
        frame[middle - tall // 2 : middle + (tall + 1) // 2, left + 4 : right - 4] = 40
        out.append(to_planes(frame))
    return see(out, RATE, mouth_boxes(STAGING, SIZE))


def test_a_mouth_that_goes_with_its_voice_passes(talking: Seen) -> None:
    assert mouth(talking, ASKED).verdict == "pass"


@pytest.mark.parametrize("seconds", [0.2, 0.35])
def test_a_voice_that_comes_late_is_rejected_by_as_much_as_it_is_late(talking: Seen, seconds: float) -> None:
    note = mouth(talking, replace(ASKED, voice=sounds.late(VOICE, seconds)))
    assert note.verdict == "reject" and note.number == pytest.approx(seconds, abs=0.045)
    assert "ahead of" in note.why


def test_a_short_line_is_only_doubted_and_an_unreadable_render_excuses(talking: Seen) -> None:
    short = replace(talking, luma=talking.luma[:60], crops={"her": talking.crops["her"][:60]})
    assert mouth(short, replace(ASKED, voice=sounds.late(VOICE, 0.2))).verdict == "doubt"
    late = {id: np.concatenate([crop[:1].repeat(8, axis=0), crop[:-8]]) for id, crop in talking.crops.items()}
    assert mouth(replace(talking, crops=late), replace(ASKED, model=talking)).verdict == "reject"
    blank = replace(talking, crops={"her": np.full_like(talking.crops["her"], 128)})
    assert mouth(replace(talking, crops=late), replace(ASKED, model=blank)).verdict == "unknown"


def test_a_lag_is_found_between_frames() -> None:
    wave = np.sin(np.arange(60) / 3.0) + np.sin(np.arange(60) / 7.0)
    later = np.sin((np.arange(60) - 2.5) / 3.0) + np.sin((np.arange(60) - 2.5) / 7.0)
    lag, best, now = lag_of(later, wave, RATE)
    assert lag == pytest.approx(2.5 / 24, abs=0.01) and best > 0.95 > now


def test_who_sits_or_is_small_has_no_mouth_to_read() -> None:
    sitting = replace(SHE, marks=(replace(SHE.marks[0], posture="sit"),))
    far = replace(SHE, marks=(replace(SHE.marks[0], position=Point(z=20.0)),))
    assert mouth_boxes(replace(STAGING, people=(sitting, far)), SIZE) == {}


def test_what_is_missing_makes_a_note_unknown_and_decides_nothing(talking: Seen) -> None:
    assert mouth(talking, replace(ASKED, voice=None)).verdict == "unknown"
    assert silence(talking, replace(ASKED, sound=None)).verdict == "unknown"
    assert camera(talking, ASKED).verdict == "unknown"  # a grey wall
    assert Screened(frames=1, notes=(unknown("mouth", 1, "no line"),)).verdict == "pass"


def test_silence_and_clipping_are_heard(talking: Seen) -> None:
    assert silence(talking, ASKED).verdict == clipping(talking, ASKED).verdict == "pass"
    assert silence(talking, replace(ASKED, sound=sounds.quiet(VOICE, 60))).verdict == "reject"
    cut = clipping(talking, replace(ASKED, sound=sounds.loud(VOICE, 30)))
    assert cut.verdict == "reject" and cut.frames.start >= RATE.frame_at(CUES[0].start) - 2
    assert silence(talking, replace(ASKED, sound=np.zeros((0, 2), np.float32))).verdict == "reject"
    assert clipping(talking, replace(ASKED, sound=np.stack([VOICE, VOICE], axis=1))).verdict == "pass"


def test_a_flash_is_a_fault_in_clear_weather_and_a_doubt_in_a_storm() -> None:
    lot = np.random.default_rng(1)
    picture = lot.integers(40, 160, (SIZE.height, SIZE.width, 3)).astype(np.uint8)
    frames = [to_planes(picture if n < 12 else 255 - picture) for n in range(24)]
    seen, asked = see(frames, RATE), replace(ASKED, voice=None, sound=None)
    assert screen(seen, asked).note("cut").verdict == "reject"
    storm = replace(STAGING, place=replace(STAGING.place, weather="storm"))
    assert screen(seen, replace(asked, staging=storm)).note("cut").verdict == "doubt"


def test_the_worst_fault_comes_first_and_is_the_verdict() -> None:
    limits, frames = Limits(doubt=1, reject=2, unit="x"), FrameRange(start=0, stop=9)
    box = Box(left=0, top=0, right=1, bottom=1)
    notes: tuple[Note, ...] = (
        limits.note("flicker", 1.5, frames),
        limits.note("cut", 3, frames, box=box),
        limits.note("frozen", 8, frames),
        limits.note("black", 0.2, frames, box=box, why="dark"),
    )
    found = Screened(frames=9, notes=notes)
    assert [note.what for note in found.faults] == ["frozen", "cut", "flicker"] and found.verdict == "reject"
    assert found.note("black").box is None and found.note("black").why == ""


def test_a_take_that_is_not_what_was_asked_is_rejected_with_what_is_wrong(talking: Seen) -> None:
    asked = replace(ASKED, frames=50, size=Size(width=640, height=360), rate=Rate(numerator=25))
    note = screen(talking, asked).note("format")
    assert note.verdict == "reject" and note.number == 3 and "80 frames, not 50" in note.why


def test_without_a_render_the_camera_is_held_against_its_staged_path() -> None:
    """A wall at the focus, photographed from a camera that pans: found right, and wrong when it stands still."""
    lot = np.random.default_rng(2)
    wall = np.kron(lot.integers(40, 200, (30, 90, 1)), np.ones((8, 8, 3))).astype(np.uint8)
    pose = CameraPose(position=Point(y=1.5, z=-1.0), focal_length_mm=50.0)
    focal = pose.focal_pixels(SIZE.width)
    end = replace(pose, yaw=float(np.arctan(94 / focal)))
    path = CameraPath(keys=(CameraKey(frame=0, pose=pose, ease="linear"), CameraKey(frame=47, pose=end)), move="pan")
    asked = replace(ASKED, staging=replace(STAGING, camera=path, people=()), voice=None, sound=None)
    panned = see([to_planes(wall[20:200, 40 + 2 * n : 360 + 2 * n]) for n in range(48)], RATE)
    still = see([to_planes(wall[20:200, 40:360]) for _ in range(48)], RATE)
    assert camera(panned, asked).verdict == "pass"
    assert camera(still, asked).verdict != "pass"
