"""Animals that act in the action lines and are nobody in the cast: nobody will see them, so somebody is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.breakdown.acts import Act
from lampblack.breakdown.bestiary import EAST, EAST_WORD, WEST, WEST_WORD
from lampblack.breakdown.model import Character

_COUNTED = re.compile(
    rf"(?<![像如似同若])[一两二三那这][只头匹条尾](?P<said>[^，,。；;、！!？?一的像如似]{{0,6}}?(?P<word>{EAST_WORD}))"
)
"""An animal with its measure word is there in the flesh, unless somebody is only like one."""
_SUBJECT = re.compile(
    rf"(?:^|[.!?]\s+|;\s+)(?:an?|the|one|two|three)\s+(?P<said>(?:[a-z-]+\s+){{0,3}}?(?P<word>{WEST_WORD})s?)\s+(?!of\b|and\b)[a-z]+",
    re.IGNORECASE,
)
"""The first thing in a sentence, with a word after it: it does something."""


def unseen_animals(acts: Iterable[Act], cast: Sequence[Character], file: str) -> list[Finding]:
    """One doubt for each kind of animal that acts and that nobody in the cast is, where it is first named."""
    names = " ".join(f"{person.name} {person.words} {' '.join(person.aliases)}" for person in cast).casefold()
    played = {person.figure.kind for person in cast if person.figure is not None}
    found: dict[str, Finding] = {}
    for act in acts:
        for element in act.elements:
            if element.kind != "action":
                continue
            for match in (*_COUNTED.finditer(element.text), *_SUBJECT.finditer(element.text)):
                kind, said = EAST.get(match["word"]) or WEST[match["word"].casefold()], match["said"].strip()
                if kind.species in played or match["word"].casefold() in names or kind.species in found:
                    continue
                found[kind.species] = Finding(
                    message=f"{said} does something here, but nobody in the cast is one: nobody will see it; write it "
                    f'into bible.toml, for example [cast.{kind.species}] name = "{said}"',
                    spot=Spot(file=file, line=element.line, column=element.column),
                    severity="doubt",
                )
    return list(found.values())
