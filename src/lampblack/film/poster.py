"""The poster: one frame of the film with its title set large in the lower third, on a soft shade."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lampblack.media.colour import Picture
from lampblack.media.lettering import Hand, block, line, lines_of, marked, over


def poster(rgb: Picture, title: str, fonts: tuple[Path, ...]) -> Picture:
    """The frame, darkened towards its foot, and the title on it; as large as the frame."""
    height, width = rgb.shape[:2]
    rows = np.linspace(0.0, 1.0, height, dtype=np.float32)[:, None, None]
    shade = 1.0 - 0.62 * np.clip((rows - 0.5) / 0.5, 0.0, 1.0) ** 1.4
    ground = np.rint(rgb.astype(np.float32) * shade).astype(np.uint8)
    text = marked(title, fonts)
    if not text.strip():
        return ground
    for share in (0.15, 0.12, 0.1, 0.08, 0.06):
        em = height * share
        hand = Hand(size=em, spacing=0.16, weight=em * 0.012, edge=em * 0.02, shadow=em * 0.09, fonts=fonts)
        lines = lines_of(text, hand, width * 0.86, most=1 if share > 0.06 else 3)
        if lines is not None:
            bitmap = block(tuple(line(each, hand) for each in lines))
            over(ground, bitmap, round(height * 0.8) - bitmap.shape[0] // 2, (width - bitmap.shape[1]) // 2)
            break
    return ground
