"""Files of picture and sound, opened as what they are: never as lists that lead to other files, or to the net."""

from __future__ import annotations

from pathlib import Path

import av
from av.container.input import InputContainer

OPENED = (
    "mov", "matroska", "avi", "asf", "flv", "mpeg", "mpegts", "mpegvideo", "mxf", "nut", "dv", "ivf", "yuv4mpegpipe",
    "h264", "hevc", "obu", "m4v", "gif", "apng", "webp", "webp_anim", "png_pipe", "jpeg_pipe", "webp_pipe",
    "wav", "w64", "aiff", "caf", "au", "flac", "mp3", "ogg", "aac", "ac3", "eac3", "dts", "truehd", "amr", "ape", "wv",
    "tta", "mpc", "mpc8", "rm", "voc", "tak", "dsf", "loas",
)  # fmt: skip
"""FFmpeg's names for the kinds of file that are opened. A playlist, a script or a session's description is none of
them: whoever hands one over would have this machine open whatever stands in it."""


def opened(path: Path) -> InputContainer:
    """The file at `path`, to be read; FFmpeg's own errors and `OSError` where it is none of these kinds."""
    return av.open(str(path), options={"format_whitelist": ",".join(OPENED)})
