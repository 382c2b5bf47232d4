"""Which accepted sheets a shot is shown with: those of everybody and everything that is seen in it."""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.base.digest import Digest
from lampblack.base.findings import Finding
from lampblack.breakdown.model import Bible
from lampblack.engines.capabilities import Capabilities
from lampblack.engines.guides import Reference
from lampblack.shots.model import Shot
from lampblack.takes.sheets.files import STYLE
from lampblack.takes.words.people import called, plain_name
from lampblack.takes.words.place import KITS
from lampblack.takes.words.seen import seen_in
from lampblack.takes.words.tongue import Tongue, is_in, language_of, said, tongue_for


def references_of(
    shot: Shot, accepted: Mapping[str, Digest], limits: Capabilities, bible: Bible | None = None
) -> tuple[Reference, ...]:
    """The accepted sheets of everybody and everything seen in a shot, the most important first; no more of them than
    the engine takes (`left_out` says which). `of` is the name by which the words call them, given the bible."""
    return _cut(_wanted(shot, accepted, limits, bible), limits)[0]


def left_out(
    shot: Shot, accepted: Mapping[str, Digest], limits: Capabilities, bible: Bible | None = None
) -> tuple[Finding, ...]:
    """A remark where an engine does not take as many sheets as a shot has."""
    kept, gone = _cut(_wanted(shot, accepted, limits, bible), limits)
    if not gone or not kept:
        return ()
    names = ", ".join(each.of for each in gone)
    most = f"its engine takes {limits.most_references} sheets"
    return (Finding(message=f"{shot.id}: {most}; it is not shown how these look: {names}"),)


def _wanted(shot: Shot, accepted: Mapping[str, Digest], limits: Capabilities, bible: Bible | None) -> list[Reference]:
    if "references" not in limits.controls:
        return []
    tongue: Tongue = tongue_for(language_of(bible), limits.word_languages) if bible else "en"
    found: list[Reference] = []
    for one in seen_in(shot):
        if digest := accepted.get(f"person/{one.id}"):
            name = called(one.id, bible, tongue) if bible else one.id
            found.append(Reference(picture=digest, of=name, kind="person"))
    for id in shot.subject:
        if digest := accepted.get(f"thing/{id}"):
            found.append(Reference(picture=digest, of=id, kind="thing"))
    place = shot.staging.place.id
    if digest := accepted.get(f"place/{place}"):
        found.append(Reference(picture=digest, of=_place_name(bible, place, tongue), kind="place"))
    if digest := accepted.get(STYLE):
        found.append(Reference(picture=digest, of="style", kind="style"))
    return found


def _cut(found: list[Reference], limits: Capabilities) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
    most = limits.most_references or len(found)
    return tuple(found[:most]), tuple(found[most:])


def _place_name(bible: Bible | None, id: str, tongue: Tongue) -> str:
    """A place as the words call it: by its name where that is of the language, else by what it is."""
    entry = bible.place(id) if bible else None
    if entry is None:
        return id
    return plain_name(entry.name) if is_in(entry.name, tongue) else said(KITS, entry.kit, tongue) or entry.name
