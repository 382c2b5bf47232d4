"""What is asked of a shot's takes: the words, pictures and format, of all that a film's folder says of it."""

from __future__ import annotations

from lampblack.breakdown.model import Bible
from lampblack.build.sources import Sources
from lampblack.shots.model import Shot
from lampblack.takes.ways import Wanted, Way


def wanted_of(sources: Sources, shot: Shot, way: Way, bible: Bible) -> Wanted:
    """What is wanted of every take of this shot that is made in this way. Only what an engine reads is put into words:
    a corrected word in an action line must not be another request to the others."""
    settings, painter = sources.settings, way.offers.get("first")
    plain = Wanted(
        size=settings.format.size, look=settings.look.style, detail=settings.detail,
        boards={at: picture for (id, at), picture in sources.boards.items() if id == shot.id},
    )  # fmt: skip
    read_by = [limits for limits in (way.limits, painter.can("paint") if painter else None) if limits is not None]
    if not any("words" in limits.controls or "references" in limits.controls for limits in read_by):
        return plain
    # Loaded for engines that read or are shown: the words for how people look take a second, the theatre needs none.
    from lampblack.build.telling import told

    return told(plain, sources, shot, way, bible)
