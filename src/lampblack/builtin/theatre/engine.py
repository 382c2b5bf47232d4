"""The paper theatre as an engine: a staging goes in, a filmed take comes out."""

from __future__ import annotations

from dataclasses import replace

from lampblack.base.context import Cancelled, Context
from lampblack.base.errors import UserError
from lampblack.base.memory import given_back
from lampblack.builtin.theatre.offer import LARGEST, OFFER
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.checking import require
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Film, Paint, Request, Size, Taken, kind_of
from lampblack.media.picture import png_bytes
from lampblack.media.video import VideoWriter
from lampblack.staging.capture.following import loaded
from lampblack.staging.stage import Staging

CRF = 12
"""The mezzanine's quality: the grain survives it."""
PRESET = "ultrafast"
"""12 ms a frame; a slower one would cost more than it saves in a file that is read once."""


_DOOR = replace(OFFER, capabilities=tuple(replace(each, names={}) for each in OFFER.capabilities))
"""What is refused at once. An unknown kit is told by those who build, who know what was added to them."""


class Theatre:
    """Films staged shots, and paints stills of them. Frames are drawn by one thread: workers share the cores."""

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer `film` with `video` and `taken`, `paint` with `picture`. Another take sways the camera differently."""
        require(request, _DOOR)
        if isinstance(request, Film):
            return _film(request, take, context)
        if isinstance(request, Paint):
            return _paint(request, take, context)
        raise UserError(f"the theatre cannot {kind_of(request)}", possible=("film", "paint"))

    def close(self) -> None:
        """Nothing is held but painted sets, which the next request may use."""


def _film(request: Film, take: int, context: Context) -> Answer:
    staging, size = another(loaded(request.staging, context.path), take), fitting(request.size)
    if staging.frames < 1:
        raise UserError("a shot of no frames cannot be filmed", possible=("1 frame or more",))
    path = context.scratch / "take.mp4"
    gop = max(1, staging.rate.frames_in(1))
    with VideoWriter(
        path, size=(size.width, size.height), rate=staging.rate, crf=CRF, preset=PRESET, gop=gop, threads=1
    ) as writer:
        renderer = Renderer(staging, size, request.look, request.detail)
        for n in range(staging.frames):
            if context.cancelled():
                raise Cancelled
            writer.write(renderer.frame(n))
            context.progress((n + 1) / staging.frames, f"frame {n + 1} of {staging.frames}")
    given_back()
    taken = Taken(frames=staging.frames, rate=staging.rate, size=size)
    return {"video": context.put(path), "taken": taken}


def _paint(request: Paint, take: int, context: Context) -> Answer:
    if request.staging is None:
        raise UserError(
            "the theatre paints what is staged, not words", possible=("a picture of a shot", "another paint engine")
        )
    staging = another(loaded(request.staging, context.path), take)
    at = staging.frames // 2 if request.at is None else max(0, request.at)
    frame = Renderer(staging, fitting(request.size), request.look).frame(min(at, staging.frames - 1))
    return {"picture": context.put(png_bytes(frame))}


def fitting(size: Size) -> Size:
    """The size, if the theatre has a canvas for it; else a `UserError`."""
    if not (0 < size.width <= LARGEST.width and 0 < size.height <= LARGEST.height):
        raise UserError(f"the theatre has no canvas of {size}", possible=(f"up to {LARGEST}",))
    return size


_OFF_THE_TRIPOD = 0.0025
"""Radians of sway in a second take of a still shot: enough to be another take, too little to be another shot."""


def another(staging: Staging, take: int) -> Staging:
    """The staging for a take: the first is as staged, others have another operator at the camera."""
    if take <= 1:
        return staging
    path = staging.camera
    hands = replace(path, seed=path.seed + 7919 * (take - 1), handheld=max(path.handheld, _OFF_THE_TRIPOD))
    return replace(staging, camera=hands)
