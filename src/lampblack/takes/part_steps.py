"""Parts of a take: rolls cut to them, the frame on which the next one begins, and all of them put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.time import Rate
from lampblack.engines.controls import RollReader, RollWriter
from lampblack.media.audio import Sound, read_wav, wav_bytes
from lampblack.media.picture import png_bytes
from lampblack.media.video import VideoReader, VideoWriter

_CRF, _GOP = 12, 12


def sliced(context: Context, *, roll: Blob, rate: Rate, start: int, frames: int) -> dict[str, Blob]:
    """Frames `start` to `start + frames` of a take at `rate`, out of a roll at the film's rate: each as the roll has it
    at that moment (`roll`)."""
    path = context.scratch / "slice.tar"
    with RollReader(context.path(roll)) as whole:
        endings = {PurePosixPath(pattern).suffix[1:] for pattern in whole.roll.files}
        moments = [whole.moment(start + number, rate) for number in range(frames)]
        cameras = tuple(
            replace(whole.roll.cameras[at], frame=number) for number, at in enumerate(moments) if whole.roll.cameras
        )
        with RollWriter(path, replace(whole.roll, frames=frames, rate=rate, cameras=cameras)) as cut:
            for number, at in enumerate(moments):
                cut.write(number, {ending: whole.file(at, ending) for ending in sorted(endings)})
    return {"roll": context.put(path)}


def last_frame(context: Context, *, video: Blob, frame: int) -> dict[str, Blob]:
    """One frame as a PNG (`picture`)."""
    with VideoReader(context.path(video)) as reader:
        return {"picture": context.put(png_bytes(reader.frame(frame)))}


def joined(
    context: Context, *, videos: tuple[Blob, ...], frames: Sequence[int], again: Sequence[bool],
    sounds: tuple[Blob, ...] = (),
) -> dict[str, Blob]:  # fmt: skip
    """Parts as one picture (`video`), and their sounds as one (`sound`): a frame that is there `again` is left out, and
    its sound with it."""
    path, made = context.scratch / "joined.mp4", dict[str, Blob]()
    with VideoReader(context.path(videos[0])) as first:
        found = first.contents
    with VideoWriter(path, size=(found.width, found.height), rate=found.rate, crf=_CRF, gop=_GOP) as writer:
        for blob, count, doubled in zip(videos, frames, again, strict=True):
            with VideoReader(context.path(blob)) as reader:
                for planes in reader.planes(int(doubled), count):
                    if context.cancelled():
                        raise Cancelled
                    writer.write_planes(planes)
                    context.progress(writer.frames / sum(frames))
    made["video"] = context.put(path)
    if sounds:
        made["sound"] = context.put(_heard(context, sounds, frames, again, found.rate))
    return made


def _heard(
    context: Context, sounds: tuple[Blob, ...], frames: Sequence[int], again: Sequence[bool], rate: Rate
) -> bytes:  # fmt: skip
    at, parts = 0, list[Sound]()
    for blob, count, doubled in zip(sounds, frames, again, strict=True):
        sound = read_wav(context.path(blob))[rate.samples_at(int(doubled)) :]
        seen = count - int(doubled)
        samples = rate.samples_at(at + seen) - rate.samples_at(at)
        part = np.zeros((samples, sound.shape[1]), np.float32)
        part[: min(samples, len(sound))] = sound[:samples]
        parts.append(part)
        at += seen
    return wav_bytes(np.concatenate(parts))
