"""What pieces, joints and sound cost: `python -m benchmarks media`, one process.

x264 alone encodes the same frames with the same settings beside whole pieces (decode the take, caption, encode, watch);
then a minute of film is joined from pieces. Ratios are of processor time, so a busy machine does not change them much.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.measured import Measured, process_ms
from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of_file
from lampblack.base.time import FrameRange, Rate, SampleRange
from lampblack.engines.requests import Size
from lampblack.film import conform, steps
from lampblack.film.grading import faded, laid_over
from lampblack.film.letters import caption_overlay
from lampblack.film.model import Caption, Encoding, Piece, Source
from lampblack.media.audio import wav_bytes
from lampblack.media.colour import to_planes, to_rgb
from lampblack.media.video import VideoWriter

RATE = Rate.parse(24)
FRAMES = 96
PIECES = 15
SPAN = Source(blob=0, range_in_take=FrameRange(start=0, stop=FRAMES))
CAPTION = Caption(
    range=SampleRange(start=0, stop=RATE.samples_at(FRAMES)),
    text={"zh": "山高水长，此去何时归？", "en": "The road is long, the water longer."},
)


class Desk:
    """A context whose blobs are files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def scratch(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._folder))

    def path(self, blob: Blob | Digest) -> Path:
        return self._folder / (blob.digest if isinstance(blob, Blob) else blob)

    def put(self, source: bytes | Path) -> Blob:
        if isinstance(source, bytes):
            path = self.scratch / "bytes"
            path.write_bytes(source)
            source = path
        digest = digest_of_file(source)
        source.rename(self._folder / digest)
        return Blob(digest=digest)

    def progress(self, done: float, note: str = "") -> None:
        return

    def cancelled(self) -> bool:
        return False


def painted(width: int, height: int, frames: int) -> Iterator[NDArray[np.uint8]]:
    """Soft shapes on grainy paper, panning: about as hard to encode as a frame of the theatre."""
    random = np.random.default_rng(1)
    coarse = random.integers(40, 220, (height // 20, width // 10, 3)).astype(np.uint8)
    wide = cv2.resize(coarse, (width * 2, height), interpolation=cv2.INTER_CUBIC)
    grain = random.normal(0, 2.0, (height, width * 2, 1))
    for number in range(frames):
        left = number * 2
        view = wide[:, left : left + width] + grain[:, left * 3 % width : left * 3 % width + width]
        yield np.clip(view, 0, 255).astype(np.uint8)


def figures(*, quick: bool, width: int = 1280, height: int = 720) -> list[Measured]:
    """Pieces, joints, sound and pixels."""
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as name:
        desk, size = Desk(Path(name)), Size(width=width, height=height)
        planes = [to_planes(rgb) for rgb in painted(width, height, FRAMES)]
        take, alone = _take(desk, planes, size), _x264_alone(desk, planes, size)
        encoding = Encoding(size=size, rate=RATE)
        pieces = {
            "nothing done to it": Piece(sources=(SPAN,), frames=FRAMES),
            "captioned all through, with a fade": Piece(
                sources=(SPAN,), frames=FRAMES, captions=(CAPTION,), caption_languages=("zh", "en"), fade_in=24
            ),
        }
        found: list[Measured] = []
        for words, piece in pieces.items():
            began = time.process_time()
            answer = steps.encode_piece(desk, piece=piece, takes=(take,), encoding=encoding)
            spent = 1000 * (time.process_time() - began) / FRAMES
            found.append(
                Measured(
                    name=f"a frame of a piece, {words}",
                    value=spent,
                    unit="ms CPU",
                    peer="x264 veryfast alone, same frames",
                    against=alone,
                )
            )
            last = answer
        found += _joined(desk, last, alone)
    return found + _pixels(width, height, 5 if quick else 30)


def _take(desk: Desk, planes: list[NDArray[np.uint8]], size: Size) -> Blob:
    path = desk.scratch / "take.mp4"
    with VideoWriter(path, size=(size.width, size.height), rate=RATE, crf=14, preset="ultrafast") as writer:
        for each in planes:
            writer.write_planes(each)
    return desk.put(path)


def _x264_alone(desk: Desk, planes: list[NDArray[np.uint8]], size: Size) -> float:
    """Processor milliseconds a frame with the settings of a piece, one thread."""
    began = time.process_time()
    with VideoWriter(
        desk.scratch / "alone.mp4", size=(size.width, size.height), rate=RATE, crf=20, gop=24, stitchable=True
    ) as writer:
        for each in planes:
            writer.write_planes(each)
    return 1000 * (time.process_time() - began) / len(planes)


def _joined(desk: Desk, answer: Mapping[str, Any], alone: float) -> list[Measured]:
    """A minute of film joined from equal pieces: packets copied beside encoding them again."""
    samples = RATE.samples_at(FRAMES * PIECES)
    seconds = FRAMES * PIECES / 24
    mix = desk.put(wav_bytes(np.random.default_rng(2).normal(0, 0.05, (samples, 2)).astype(np.float32)))
    began = time.process_time()
    sound = steps.encode_sound(desk, mix=mix, samples=samples)["sound"]
    spoken = time.process_time() - began
    parts, facts = (answer["piece"],) * PIECES, (answer["value"],) * PIECES
    out = desk.scratch / "film.mp4"

    def joining() -> None:
        conform.join(tuple(map(desk.path, parts)), facts, desk.path(sound), out, rate=RATE, title="t")  # type: ignore[arg-type]

    joined = process_ms(joining, 3) / 1000
    looked = process_ms(lambda: conform.check_joints(out, facts), 1) / 1000  # type: ignore[arg-type]
    again = alone * FRAMES * PIECES / 1000
    encoded = {"unit": "s CPU", "peer": "x264 encoding them again", "against": again}
    return [
        Measured(name=f"{seconds:.0f} s of film joined from {PIECES} pieces", value=joined, **encoded),
        Measured(name=f"its {PIECES} joints decoded and looked at", value=looked, **encoded),
        Measured(name="its sound encoded, AAC", value=spoken, unit="s CPU", peer="its length", against=seconds),
    ]


def _pixels(width: int, height: int, runs: int) -> list[Measured]:
    rgb = next(painted(width, height, 1))
    planes = to_planes(rgb)
    lettering = caption_overlay(CAPTION, ("zh", "en"), Size(width=width, height=height))
    assert lettering is not None
    opencv = process_ms(lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420), runs)
    beside = {"unit": "ms CPU", "peer": "cv2.cvtColor to I420, BT.601", "against": opencv}
    return [
        Measured(name="RGB to planes, BT.709", value=process_ms(lambda: to_planes(rgb), runs), **beside),
        Measured(name="planes to RGB, BT.709", value=process_ms(lambda: to_rgb(planes), runs), **beside),
        Measured(name="a caption laid over", value=process_ms(lambda: laid_over(planes, lettering), runs), **beside),
        Measured(name="a frame faded", value=process_ms(lambda: faded(planes, 0.5), runs), **beside),
    ]
