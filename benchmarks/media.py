"""What pieces, joints and sound cost: `python benchmarks/media.py [width] [height]` (default 1280 720), one process.

x264 alone encodes the same frames with the same settings beside whole pieces (decode the take, caption, encode, watch);
then a minute of film is joined from pieces. Ratios are of processor time, so a busy machine does not change them much.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

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
from lampblack.media.video import VideoReader, VideoWriter

RATE = Rate.parse(24)
FRAMES = 96
PIECES = 15


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


@contextmanager
def timed(name: str, count: int, unit: str, results: dict[str, float]) -> Iterator[None]:
    wall, processor = time.perf_counter(), time.process_time()
    yield
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    results[name] = processor
    print(f"{name:44s} {processor / count * 1e3:9.2f} ms cpu / {unit:8s} {wall:7.2f} s wall in all")


def repeated(name: str, work: Callable[[], object], times: int = 30) -> None:
    work()
    start = time.process_time()
    for _ in range(times):
        work()
    print(f"{name:44s} {(time.process_time() - start) / times * 1e3:9.2f} ms cpu")


def main() -> None:
    width, height = (int(each) for each in (*sys.argv[1:], 1280, 720)[:2]) if len(sys.argv) > 2 else (1280, 720)
    cv2.setNumThreads(1)
    results: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        desk, size = Desk(Path(name)), Size(width=width, height=height)
        encoding = Encoding(size=size, rate=RATE)
        print(f"{width}x{height}, {FRAMES} frames, {os.cpu_count()} cores\n")
        planes = [to_planes(rgb) for rgb in painted(width, height, FRAMES)]
        take_path = desk.scratch / "take.mp4"
        with VideoWriter(take_path, size=(width, height), rate=RATE, crf=14, preset="ultrafast") as writer:
            for each in planes:
                writer.write_planes(each)
        take = desk.put(take_path)

        with (
            timed("x264 alone, veryfast, crf 20, one thread", FRAMES, "frame", results),
            VideoWriter(
                desk.scratch / "alone.mp4", size=(width, height), rate=RATE, crf=20, gop=24, stitchable=True
            ) as writer,
        ):
            for each in planes:
                writer.write_planes(each)
        with timed("decoding the take", FRAMES, "frame", results), VideoReader(desk.path(take)) as reader:
            for _ in reader.planes(0, FRAMES):
                pass
        caption = Caption(
            range=SampleRange(start=0, stop=RATE.samples_at(FRAMES)),
            text={"zh": "山高水长，此去何时归？", "en": "The road is long, the water longer."},
        )
        span = Source(blob=0, range_in_take=FrameRange(start=0, stop=FRAMES))
        plain = Piece(sources=(span,), frames=FRAMES)
        captioned = Piece(
            sources=(span,), frames=FRAMES, captions=(caption,), caption_languages=("zh", "en"), fade_in=24
        )
        with timed("a piece, nothing done to it", FRAMES, "frame", results):
            answer = steps.encode_piece(desk, piece=plain, takes=(take,), encoding=encoding)
        with timed("a piece, captioned all through, with a fade", FRAMES, "frame", results):
            steps.encode_piece(desk, piece=captioned, takes=(take,), encoding=encoding)
        alone = results["x264 alone, veryfast, crf 20, one thread"]
        print("\nratio to x264 alone:")
        for each in ("a piece, nothing done to it", "a piece, captioned all through, with a fade"):
            print(f"  {each:42s} {results[each] / alone:9.2f}")

        samples = RATE.samples_at(FRAMES * PIECES)
        mix = desk.put(wav_bytes(np.random.default_rng(2).normal(0, 0.05, (samples, 2)).astype(np.float32)))
        print(f"\n{FRAMES * PIECES / 24:.0f} s of film, {PIECES} pieces:")
        with timed("AAC, one pass", FRAMES * PIECES // 24, "second", results):
            sound = steps.encode_sound(desk, mix=mix, samples=samples)["sound"]
        parts, facts = (answer["piece"],) * PIECES, (answer["value"],) * PIECES
        out = desk.scratch / "film.mp4"
        with timed("join, packets copied", 1, "film", results):
            conform.join(tuple(map(desk.path, parts)), facts, desk.path(sound), out, rate=RATE, title="t")  # type: ignore[arg-type]
        with timed("all joints looked at", PIECES, "joint", results):
            conform.check_joints(out, facts)  # type: ignore[arg-type]
        with timed("the whole film watched", FRAMES * PIECES, "frame", results):
            conform.watch(out)

        print()
        rgb = next(painted(width, height, 1))
        repeated("RGB to planes, BT.709 (ours)", lambda: to_planes(rgb))
        repeated("RGB to planes, BT.601 (OpenCV)", lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420))
        repeated("planes to RGB, BT.709 (ours)", lambda: to_rgb(planes[0]))
        lettering = caption_overlay(caption, ("zh", "en"), size)
        assert lettering is not None
        repeated("a caption laid over a frame", lambda: laid_over(planes[0], lettering))
        repeated("a frame faded", lambda: faded(planes[0], 0.5))


if __name__ == "__main__":
    main()
