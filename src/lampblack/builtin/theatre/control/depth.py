# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""Depth: metres along the camera's axis, whole as an EXR, to the millimetre as a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.control.survey import Survey
from lampblack.media.exr import exr_bytes
from lampblack.media.picture import grey_png
from lampblack.staging.control import SKY_METRES

FURTHEST = 65_535
"""What a picture says of all that is 65.535 m away or further."""


def millimetres(depth: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Metres as whole millimetres; what is too far for sixteen bits is `FURTHEST`."""
    return np.minimum(np.rint(depth * np.float32(1000.0)), np.float32(FURTHEST)).astype(np.uint16)


def rounded(depth: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same to one part in 16,384 (0.6 mm at ten metres): noise in the last bits is half of a packed file."""
    bits = np.ascontiguousarray(depth).view(np.uint32)
    return ((bits + np.uint32(0x200)) & np.uint32(0xFFFFFC00)).view(np.float32)


def depth_files(survey: Survey) -> dict[str, bytes]:
    """The files of a frame, by their endings."""
    return {"exr": exr_bytes({"Z": rounded(survey.depth)}), "png": grey_png(millimetres(survey.depth))}


WORDS = (
    "metres along the camera's axis, not along the ray. EXR: channel Z, 32-bit float; the sky is "
    f"{SKY_METRES:g} m away. PNG: sixteen bits, millimetres; {FURTHEST}: that far or further."
)
