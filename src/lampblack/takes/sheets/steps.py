"""The views of a person, laid out on one sheet."""

from __future__ import annotations

import numpy as np

from lampblack.base.context import Blob, Context
from lampblack.engines.requests import Size
from lampblack.media.picture import png_bytes, read_picture


def laid_out(context: Context, *, views: tuple[Blob, ...], size: Size) -> dict[str, Blob]:
    """The views beside each other, from the left, as one picture of `size` (`picture`, PNG). Each is as high as the
    sheet, and together they are as wide."""
    sheet = np.concatenate([read_picture(context.path(view)) for view in views], axis=1)
    assert sheet.shape[:2] == (size.height, size.width), "views are painted to fill the sheet"
    return {"picture": context.put(png_bytes(sheet))}
