"""The fake engine itself: a proper answer to every request, at once, unless it was told to misbehave."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.digest import Digest, seed_of
from lampblack.base.errors import JobError, UserError
from lampblack.base.saved import encode
from lampblack.builtin.fake.offer import offer
from lampblack.builtin.fake.pictures import Picture, picture
from lampblack.builtin.fake.settings import Behaviour, behaviour
from lampblack.builtin.fake.sounds import hushed, midi, spoken_line, stereo, tone, wav
from lampblack.builtin.fake.video import rate_of, read_video, write_video
from lampblack.builtin.fake.words import text
from lampblack.engines.checking import require
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import (
    Compose,
    Film,
    Foley,
    Judge,
    Paint,
    Request,
    Scale,
    Size,
    Speak,
    Sync,
    Taken,
    Write,
    kind_of,
    saved,
)

CRASH = 70
"""The exit code of a crash that was asked for (EX_SOFTWARE of sysexits.h)."""
_TICK = 0.01


class Fake:
    """Answers every kind of request. Behaviour is read from the environment once, when it is made."""

    def __init__(self, told: Behaviour | None = None) -> None:
        self._told = behaviour() if told is None else told
        self._calls = 0

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Misbehave as told, else answer; the answer depends on the request and the take alone."""
        require(request, offer(self._told.price))
        self._misbehave(request, take, context)
        seed = seed_of("fake", encode(saved(request)).decode(), take)
        return _answer(request, take, seed, context)

    def close(self) -> None:
        """Nothing is held."""

    def _misbehave(self, request: Request, take: int, context: Context) -> None:
        call = self._count(request, take)
        _refuse(request, self._told.refuse)
        _wait(self._told.delay_seconds, context)
        if _falls(call, self._told.crash_every):
            os._exit(CRASH)
        if _falls(call, self._told.fail_every):
            raise JobError(f"the fake engine fails call {call}, as it was told to")

    def _count(self, request: Request, take: int) -> int:
        """The number of this call: of this instance, or of all processes that share a tally."""
        if not self._told.tally:
            self._calls += 1
            return self._calls
        with Path(self._told.tally).open("a+", encoding="utf-8") as file:
            file.write(f"{kind_of(request)} {take}\n")
            file.flush()
            file.seek(0)
            return sum(1 for _ in file)


def _falls(call: int, every: int) -> bool:
    return every > 0 and call % every == 0


def _refuse(request: Request, words: tuple[str, ...]) -> None:
    said = encode(saved(request)).decode()
    for word in words:
        if word in said:
            raise UserError(f"the fake engine refuses this request: it says {word!r}")


def _wait(seconds: float, context: Context) -> None:
    until = time.monotonic() + seconds
    while True:
        if context.cancelled():
            raise Cancelled
        left = until - time.monotonic()
        if left <= 0.0:
            return
        time.sleep(min(_TICK, left))


def _answer(request: Request, take: int, seed: int, context: Context) -> Answer:
    match request:
        case Write():
            return {"text": text(request, take)}
        case Paint():
            return {"picture": context.put(_png(picture(request.size, seed, 0)))}
        case Film():
            return _filmed(request, seed, context)
        case Speak():
            sound, said = spoken_line(request, seed)
            return {"voice": context.put(wav(sound)), "spoken": said}
        case Sync():
            return {"video": _retaken(request.video, context, _spoken_to)}
        case Foley():
            made = stereo(request.samples, seed) if request.ambience else tone(request.samples, 220.0 + seed % 440)
            return {"sound": context.put(wav(made))}
        case Compose():
            music = hushed(stereo(request.samples, seed), request.silences)
            return {"music": context.put(wav(music)), "score": context.put(midi(request.samples, seed))}
        case Scale():
            return {"video": _retaken(request.video, context, _larger(request.size))}
        case Judge():
            return {"opinion": {"score": round(seed / 2**32, 3), "words": f"fake opinion on: {request.words}"}}


def _filmed(request: Film, seed: int, context: Context) -> Answer:
    staging = request.staging

    def frames() -> Iterator[Picture]:
        for frame in range(staging.frames):
            if context.cancelled():
                raise Cancelled
            yield picture(request.size, seed, frame)
            context.progress((frame + 1) / staging.frames)

    path = write_video(context.scratch / "fake.mp4", frames(), staging.rate)
    taken = Taken(frames=staging.frames, rate=staging.rate, size=request.size)
    answer: Answer = {"video": context.put(path), "taken": taken}
    if request.sound:
        answer = {**answer, "sound": context.put(wav(stereo(staging.rate.samples_at(staging.frames), seed)))}
    return answer


def _retaken(video: Digest, context: Context, change: Callable[[Picture], Picture]) -> Blob:
    """The video again, each picture changed, as many of them and at the same rate."""
    source = context.path(video)

    def frames() -> Iterator[Picture]:
        for made in read_video(source):
            if context.cancelled():
                raise Cancelled
            yield change(made)

    return context.put(write_video(context.scratch / "again.mp4", frames(), rate_of(source)))


def _spoken_to(made: Picture) -> Picture:
    """A white corner: the picture's mouth was seen to."""
    changed = made.copy()
    corner = max(2, made.shape[0] // 12)
    changed[-corner:, -corner:] = 235
    return changed


def _larger(size: Size) -> Callable[[Picture], Picture]:
    def change(made: Picture) -> Picture:
        return np.asarray(cv2.resize(made, (size.width, size.height), interpolation=cv2.INTER_NEAREST), np.uint8)

    return change


def _png(made: Picture) -> bytes:
    file = io.BytesIO()
    Image.fromarray(made).save(file, "PNG")
    return file.getvalue()
