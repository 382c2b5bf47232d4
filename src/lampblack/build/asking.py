"""What is asked of a shot's takes: the words, pictures and format, of all that a film's folder says of it."""

from __future__ import annotations

from lampblack.breakdown.model import Bible
from lampblack.build.sources import Sources
from lampblack.engines.capabilities import Capabilities
from lampblack.shots.model import Shot
from lampblack.takes.sheets import references_of
from lampblack.takes.ways import Wanted, Way
from lampblack.takes.words import Words, choice_for, still_words_of, words_of


def wanted_of(sources: Sources, shot: Shot, way: Way, bible: Bible) -> Wanted:
    """What is wanted of every take of this shot that is made in this way. Only what an engine reads is put into words:
    a corrected word in an action line must not be another request to the others."""
    settings, choice = sources.settings, choice_for(sources.choices, shot)
    look, painter = settings.look.style, way.offers.get("first")
    paints = painter.can("paint") if painter else None
    return Wanted(
        size=settings.format.size,
        look=look,
        detail=settings.detail,
        words=words_of(shot, bible, look, way.limits, choice) if _reads(way.limits) else Words(),
        still=still_words_of(shot, bible, look, paints, choice) if paints and _reads(paints) else Words(),
        references=references_of(shot, sources.sheets, way.limits, bible),
        shown=references_of(shot, sources.sheets, paints, bible) if paints else (),
    )


def _reads(limits: Capabilities) -> bool:
    return "words" in limits.controls
