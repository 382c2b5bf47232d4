"""Snow on what stands: laid on the upper sides of a painted sheet, as it settles on boughs, roofs and stones."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, blurred, soft
from lampblack.builtin.theatre.scenery.weave import sampled
from lampblack.builtin.theatre.scenery.workshop import Workshop


def lies(shop: Workshop) -> bool:
    """Whether snow lies at this place: in winter, or while it falls."""
    return shop.place.season == "winter" or shop.place.weather == "snow"


def snowed(sheet: Bytes, hour: Hour, *, depth: float, seed: int, share: float = 0.92) -> Bytes:
    """The sheet with snow on every upper side, about `depth` pixels thick, ragged below; the sheet is not changed."""
    height, width = sheet.shape[:2]
    cover = sheet[..., 3].astype(np.float32) / np.float32(255.0)
    down = max(1, round(depth))
    above = np.zeros_like(cover)
    above[down:] = cover[:-down]
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    s = np.float32(26.0 / max(2.0, depth))
    ragged = sampled("cloud", x * s + seed % 977, y * s + seed % 613) - np.float32(0.5)
    open_above = 1.0 - blurred(above, max(0.8, depth * 0.45))
    white = soft(0.30, 0.62, open_above + ragged * np.float32(0.55)) * cover * np.float32(share)
    lit = np.array(hour.day((250, 252, 255), 0.85), np.float32)
    out = sheet.astype(np.float32)
    out[..., :3] += (lit * cover[..., None] - out[..., :3]) * white[..., None]
    return np.clip(out + 0.5, 0.0, 255.0).astype(np.uint8)
