"""What a model would make: an MP4 that grows lighter, with sound where it is asked for; PNGs; and traps."""

from __future__ import annotations

import io
import struct
import zlib
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from PIL import Image


@cache
def film(width: int, height: int, frames: int, rate: int, sound: bool = False, light: int = 0) -> bytes:
    """An MP4 (H.264, yuv420p) of so many frames; `light` makes it another one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.mp4"
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libx264", rate=rate, options={"crf": "20", "preset": "ultrafast"})
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            audio = container.add_stream("aac", rate=48_000) if sound else None
            for number in range(frames):
                picture = np.full((height, width, 3), 30 + light + (180 * number) // max(1, frames), np.uint8)
                picture[height // 4 : height // 2, width // 4 : width // 2] = (200, 40, 40)
                for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                    container.mux(packet)
            if audio is not None:
                _sound(container, audio, round(48_000 * frames / rate))
            for packet in stream.encode():
                container.mux(packet)
        return path.read_bytes()


def _sound(container: av.container.OutputContainer, audio: av.audio.AudioStream, samples: int) -> None:
    tone = (0.2 * np.sin(np.arange(samples + 4_800) * 0.05)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(np.stack([tone, tone]), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = 48_000, 0, Fraction(1, 48_000)
    for packet in (*audio.encode(frame), *audio.encode(None)):
        container.mux(packet)


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture with something in it."""
    made = np.zeros((height, width, 3), np.uint8)
    made[:, : width // 2] = (180, 60, 30)
    out = io.BytesIO()
    Image.fromarray(made).save(out, kind)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes that says it has so many pixels on each side."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
