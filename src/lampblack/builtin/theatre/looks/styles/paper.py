"""Paper theatre (纸影戏): painted cards and cut puppets under a real lens, as the places are painted."""

from __future__ import annotations

from lampblack.builtin.theatre.looks.look import Develop, Look, Sheet
from lampblack.builtin.theatre.raster.post import Post


def _developer(sheet: Sheet) -> Develop:
    return Post(sheet.width, sheet.height)


LOOK = Look(developer=_developer)
