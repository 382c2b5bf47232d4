# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's streams are typed only in part.)
"""The files that makers hand over: an MP4 with or without sound, a PNG; each made once."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache

import av
import numpy as np
from PIL import Image

_HERTZ = 44_100


@cache
def picture(width: int, height: int) -> bytes:
    """A picture that grows lighter from the left to the right."""
    row = np.linspace(20, 235, width).astype(np.uint8)
    held = io.BytesIO()
    Image.fromarray(np.repeat(np.repeat(row[None, :, None], height, 0), 3, 2)).save(held, "PNG")
    return held.getvalue()


@cache
def film(width: int, height: int, rate: int, seconds: float, sound: bool) -> bytes:
    """A film that grows lighter, with a tone in stereo where sound is wanted."""
    held = io.BytesIO()
    with av.open(held, "w", format="mp4", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(
            "libx264", rate=rate, options={"preset": "ultrafast", "crf": "30", "threads": "1"}
        )
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        heard = container.add_stream("aac", rate=_HERTZ, layout="stereo") if sound else None
        for number in range(round(rate * seconds)):
            shown = np.full((height, width, 3), 30 + number % 200, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown, format="rgb24")))
        container.mux(stream.encode())
        if heard is not None:
            tone = (0.2 * np.sin(np.arange(round(_HERTZ * seconds)) * 0.03)).astype(np.float32)
            for start in range(0, tone.size, 1_024):
                part = av.AudioFrame.from_ndarray(np.stack([tone[start : start + 1_024]] * 2), "fltp", "stereo")
                part.sample_rate, part.pts, part.time_base = _HERTZ, start, Fraction(1, _HERTZ)
                container.mux(heard.encode(part))
            container.mux(heard.encode())
    return held.getvalue()
