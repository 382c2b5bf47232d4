"""The same frames are the same packets, whatever else the process did with its memory."""

import ctypes
import random
from pathlib import Path

import numpy as np

from lampblack.base.time import Rate
from lampblack.media.video import VideoWriter

SIZE = (320, 180)


def _frames() -> list[np.ndarray]:
    rng = np.random.default_rng(4)
    picture = np.repeat(np.repeat(rng.integers(30, 220, (30, 60), np.uint8), 12, 0), 12, 1)
    rolled = [np.roll(picture, (2 * n, 5 * n), (0, 1))[: SIZE[1], : SIZE[0]] for n in range(30)]
    noise = rng.integers(0, 9, (30, SIZE[1], SIZE[0]), np.uint8)
    return [np.repeat((one + grain)[..., None], 3, 2) for one, grain in zip(rolled, noise, strict=True)]


def _stir(rng: random.Random) -> None:
    """Leave the heap full of other bytes than before: what an encoder must not read."""
    heap = ctypes.CDLL(None)
    heap.malloc.restype, heap.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    heap.free.argtypes = [ctypes.c_void_p]
    heap.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
    held = []
    for _ in range(600):
        size = rng.choice([100, 1000, 5000, 20_000, 60_000, 120_000])
        held.append(heap.malloc(size))
        heap.memset(held[-1], rng.randrange(256), size)
    for one in held:
        heap.free(one)


def _encoded(path: Path, frames: list[np.ndarray], extra: str = "") -> bytes:
    rate = Rate(numerator=24)
    with VideoWriter(
        path, size=SIZE, rate=rate, crf=20, preset="veryfast", gop=24, stitchable=True, extra=extra
    ) as out:
        for frame in frames:
            out.write(frame)
    return path.read_bytes()


def test_an_encoding_does_not_depend_on_the_heap(tmp_path: Path):
    frames, rng, made = _frames(), random.Random(1), set()
    for _ in range(5):
        _stir(rng)
        made.add(_encoded(tmp_path / "x.mp4", frames))
    assert len(made) == 1
