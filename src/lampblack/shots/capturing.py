"""The step that reads a motion capture file: once for all shots that follow it."""

from __future__ import annotations

from lampblack.base.context import Blob, Context
from lampblack.base.findings import Finding
from lampblack.base.saved import encode
from lampblack.base.time import Rate
from lampblack.media.bvh import read_bvh
from lampblack.staging.capture.captured import understood
from lampblack.staging.motion import Up


def capture(
    context: Context, *, source: Blob, file: str, rate: Rate, up: Up = "auto"
) -> dict[str, Blob | tuple[Finding, ...]]:
    """The motion in a BVH file at the film's rate, as the blob `motion`, and the doubts there are, as `findings`.

    `file` is its name for people; a file that is damaged or holds no body is a `UserError`."""
    read = understood(read_bvh(context.path(source).read_bytes(), file), rate, file, up)
    return {"motion": context.put(encode(read.capture)), "findings": read.findings}
