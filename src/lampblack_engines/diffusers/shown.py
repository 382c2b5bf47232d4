"""What a model is shown: pictures, footage and signals of a request as RGB of the size the model works at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Blob, Context
from lampblack.base.digest import Digest
from lampblack.engines.controls import RollReader
from lampblack.engines.guides import Footage, Steer
from lampblack.engines.named import blob_bytes
from lampblack.engines.receiving import covering, read_image
from lampblack.engines.requests import Size
from lampblack.engines.rolled import pictures_of
from lampblack.media.video import VideoReader
from lampblack_engines.diffusers.pace import Pace

Picture = NDArray[np.uint8]


def fitted(picture: Picture, asked: Size, made: Size) -> Picture:
    """A picture as the film frames it, with its edges drawn out to the size that is made: what is cut off later."""
    framed = covering(picture, asked)
    down, across = made.height - asked.height, made.width - asked.width
    if not down and not across:
        return framed
    return np.pad(framed, ((down // 2, down - down // 2), (across // 2, across - across // 2), (0, 0)), mode="edge")


def still(digest: Digest, context: Context) -> Picture:
    """A picture that a request names, as RGB."""
    return read_image(blob_bytes(context, digest), "the film")


def footage(source: Footage, moments: Sequence[float], rate: float, context: Context) -> list[Picture]:
    """The footage's pictures at those moments (frames at `rate`, rising); the last one stays where it is shorter.
    Moments below 0 count from its end: -1 is its last frame."""
    with VideoReader(context.path(Blob(digest=source.video))) as reader:
        own = float(reader.contents.rate.fraction) / rate
        last = reader.contents.frames - 1
        wanted = [
            max(0, min(last, round(at * own) if at >= 0 else last + 1 + round((at + 1) * own) - 1)) for at in moments
        ]
        found = {
            number: picture
            for number, picture in zip(
                range(min(wanted), max(wanted) + 1), reader.rgb(min(wanted), max(wanted) + 1), strict=True
            )
            if number in set(wanted)
        }
        return [found[number] for number in wanted]


def signalled(steer: Steer, pace: Pace, rate: float, context: Context) -> list[Picture]:
    """A signal as pictures, one for each frame that is made."""
    with RollReader(context.path(Blob(digest=steer.roll))) as roll:
        own = float(roll.roll.rate.fraction) / rate
        wanted = [
            min(roll.roll.frames - 1, max(0, int(pace.film_frame(made) * own + 1e-6))) for made in range(pace.made)
        ]
        return list(pictures_of(roll, wanted))
