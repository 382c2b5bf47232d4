"""What engines that read are told of a shot, and what those that look are shown."""

from __future__ import annotations

from dataclasses import replace

from lampblack.breakdown.model import Bible
from lampblack.build.sources import Sources
from lampblack.engines.capabilities import Capabilities
from lampblack.shots.model import Shot
from lampblack.takes.model import Words
from lampblack.takes.sheets.references import references_of
from lampblack.takes.ways import Wanted, Way
from lampblack.takes.words.telling import choice_for, still_words_of, words_of


def told(wanted: Wanted, sources: Sources, shot: Shot, way: Way, bible: Bible) -> Wanted:
    """`wanted` with words for the engine that films, and for the one that paints its first frame, and their sheets."""
    choice, look, painter = choice_for(sources.choices, shot), wanted.look, way.offers.get("first")
    paints = painter.can("paint") if painter else None
    return replace(
        wanted,
        words=words_of(shot, bible, look, way.limits, choice) if _reads(way.limits) else Words(),
        still=still_words_of(shot, bible, look, paints, choice) if paints and _reads(paints) else Words(),
        references=references_of(shot, sources.sheets, way.limits, bible),
        shown=references_of(shot, sources.sheets, paints, bible) if paints else (),
    )


def _reads(limits: Capabilities) -> bool:
    return "words" in limits.controls
