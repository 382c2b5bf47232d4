"""A staged take's control signals, each as a roll."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.errors import UserError
from lampblack.builtin.theatre.control import camera, depth, edges, flow, ids, pose
from lampblack.builtin.theatre.control.survey import Survey, Surveyor
from lampblack.engines.controls import RollWriter
from lampblack.engines.requests import Size
from lampblack.staging.capture.following import loaded
from lampblack.staging.control import JOINTS, SIGNALS, SKY_METRES, CameraFrame, Roll, Signal
from lampblack.staging.stage import Staging

WORDS: dict[Signal, str] = {
    "depth": depth.WORDS,
    "ids": ids.WORDS,
    "pose": pose.WORDS,
    "edges": edges.WORDS,
    "flow": flow.WORDS,
    "camera": camera.WORDS,
}
FILES: dict[Signal, tuple[str, ...]] = {
    "depth": ("depth/%06d.exr", "depth/%06d.png"),
    "ids": ("ids/%06d.png",),
    "pose": ("pose/%06d.json", "pose/%06d.png"),
    "edges": ("edges/%06d.png",),
    "flow": ("flow/%06d.exr",),
    "camera": (),
}


def draw(
    context: Context, *, staging: Staging, size: Size, signals: tuple[Signal, ...], detail: str, theatre: int
) -> dict[str, Blob]:
    """A roll for each signal, under its name. `theatre` is the version of the pictures they go with."""
    if staging.frames < 1 or not signals:
        raise UserError("control signals need a frame and a signal", possible=SIGNALS)
    surveyor = Surveyor(loaded(staging, context.path), size, detail)
    paths: dict[Signal, Path] = {signal: context.scratch / f"{signal}.tar" for signal in signals}
    with ExitStack() as opened:
        rolls: dict[Signal, RollWriter] = {
            signal: opened.enter_context(RollWriter(path, roll_of(signal, surveyor))) for signal, path in paths.items()
        }
        if signals != ("camera",):
            _frames(context, surveyor, rolls)
    return {signal: context.put(path) for signal, path in paths.items()}


def _frames(context: Context, surveyor: Surveyor, rolls: dict[Signal, RollWriter]) -> None:
    frames = surveyor.staging.frames
    now = surveyor.survey(0)
    for n in range(frames):
        if context.cancelled():
            raise Cancelled
        later = surveyor.survey(n + 1) if n + 1 < frames else None
        for signal, make in _makers(now, later, surveyor).items():
            if signal in rolls:
                rolls[signal].write(n, make())
        context.progress((n + 1) / frames, f"frame {n + 1} of {frames}")
        now = later or now


def _makers(now: Survey, later: Survey | None, surveyor: Surveyor) -> dict[Signal, Callable[[], dict[str, bytes]]]:
    return {
        "depth": lambda: depth.depth_files(now),
        "ids": lambda: ids.ids_files(now, surveyor.things),
        "pose": lambda: pose.pose_files(now),
        "edges": lambda: edges.edges_files(now, surveyor.things),
        "flow": lambda: flow.flow_files(now, later),
    }


def roll_of(signal: Signal, surveyor: Surveyor) -> Roll:
    """A roll's header."""
    staging, size = surveyor.staging, surveyor.size
    return Roll(
        signal=signal,
        width=size.width,
        height=size.height,
        frames=staging.frames,
        rate=staging.rate,
        files=FILES[signal],
        words=WORDS[signal],
        things=surveyor.things if signal == "ids" else (),
        cameras=_cameras(surveyor) if signal == "camera" else (),
        joints=JOINTS if signal == "pose" else (),
        more={"sky_metres": SKY_METRES} if signal == "depth" else {},
    )


def _cameras(surveyor: Surveyor) -> tuple[CameraFrame, ...]:
    path, size = surveyor.staging.camera, surveyor.size
    return tuple(camera.camera_frame(path.at(n), n, size.width, size.height) for n in range(surveyor.staging.frames))
