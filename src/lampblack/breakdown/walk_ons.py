"""Walk-ons: people and animals who act and never speak, found in the action lines of a script whose bible lacks them.

What a line brings in is cast only where nobody of the cast can be meant by it; what stays doubtful is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.breakdown.acts import Act
from lampblack.breakdown.bestiary import EAST, WEST
from lampblack.breakdown.entrances import Entrance
from lampblack.breakdown.entrances_east import entrances_east, listed_east
from lampblack.breakdown.entrances_west import entrances_west
from lampblack.breakdown.mentions import Names
from lampblack.breakdown.model import Character
from lampblack.breakdown.trades import EAST_ANYONE, EAST_PEOPLE, WEST_ANYONE, WEST_PEOPLE, trade_of
from lampblack.script.model import Element


@dataclass(frozen=True, kw_only=True)
class WalkOn:
    """Somebody to be cast, and where he is first seen."""

    entrance: Entrance
    spot: Spot


@dataclass(kw_only=True)
class _House:
    """Who is known so far, and what was found."""

    cast: Sequence[Character]
    names: Names
    file: str
    met: set[str] = field(default_factory=lambda: set[str]())
    found: list[WalkOn] = field(default_factory=lambda: [])
    findings: list[Finding] = field(default_factory=lambda: [])


def walk_ons(
    acts: Iterable[Act], cast: Sequence[Character], file: str, preface: str = ""
) -> tuple[list[WalkOn], list[Finding]]:
    """Everybody who acts and is nobody in `cast` (the bible and all who speak), in order; and what is doubtful.

    `preface` is what the script says of its people before its first scene.
    """
    house = _House(cast=cast, names=_names(cast), file=file)
    acts = list(acts)
    for act in acts:
        for index, element in enumerate(act.elements):
            if element.kind == "character":
                house.met.add(house.names.id_of(element.text))
            elif element.kind == "action":
                _action(element, act.elements[index + 1 :], house)
    actions = [action for act in acts for action in act.actions]
    for entrance in _listed(preface):
        called = Names({"x": (entrance.name,)})
        if any(called.all(action) for action in actions) and not _is_known(entrance, house):
            _take(entrance, Spot(file=file, line=1, column=1), house)
    return house.found, house.findings


def _names(cast: Iterable[Character]) -> Names:
    return Names({person.id: (person.id, person.name, *person.aliases) for person in cast})


def described_in(preface: str) -> dict[str, str]:
    """What a script says of its people before its first scene: name to description."""
    return {entrance.name: entrance.words for entrance in _listed(preface) if entrance.words}


def _listed(preface: str) -> list[Entrance]:
    return [entrance for entrance in (*listed_east(preface), *entrances_of(preface)) if entrance.kind == "named"]


def entrances_of(action: str) -> list[Entrance]:
    """Everybody an action brings in, in either language; of two who overlap, the first found."""
    kept: list[Entrance] = []
    for entrance in (*entrances_east(action), *entrances_west(action)):
        inside = any(
            one.start < entrance.stop and entrance.start < one.stop for one in kept if one.kind != "named" or one.doubt
        )
        if not inside or entrance.name not in [one.name for one in kept]:
            kept.append(entrance)
    return kept


def _action(element: Element, behind: Sequence[Element], house: _House) -> None:
    here = set(house.names.ids(element.text))
    for entrance in entrances_of(element.text):
        if _is_known(entrance, house):
            continue
        spot = Spot(file=house.file, line=element.line, column=element.column)
        asked = entrance.first and not entrance.doubt and not _goes_on(entrance, behind)
        speaker = _next_unmet(behind, house, here) if asked else ""
        if entrance.kind == "anyone" and _revealed(element.text[entrance.stop :], house):
            continue
        if speaker:
            message = (
                f"{entrance.name} acts here, {speaker} speaks next: taken for one; if not, write both into bible.toml"
            )
            house.findings.append(Finding(message=message, spot=spot, severity="note"))
        elif entrance.doubt:
            _tell(entrance, spot, house)
        else:
            _take(entrance, spot, house)
    house.met |= here


def _next_unmet(behind: Sequence[Element], house: _House, here: set[str]) -> str:
    """Who speaks next in the scene, if nobody has heard or read of him before: a nurse who comes in may be Mary."""
    cue = next((element for element in behind if element.kind == "character"), None)
    if cue is None:
        return ""
    id = house.names.id_of(cue.text)
    person = next((one for one in house.cast if one.id == id), None)
    told = person is None or bool(person.words) or trade_of(person.name) is not None
    return "" if told or id in house.met or id in here else cue.text


def _goes_on(entrance: Entrance, behind: Sequence[Element]) -> bool:
    """Whether the scene still calls him by what he is after somebody spoke: then he is not the one who spoke."""
    spoken = next((number for number, element in enumerate(behind) if element.kind == "character"), len(behind))
    names = Names({"x": (entrance.name, *entrance.aliases)})
    return any(element.kind == "action" and names.ids(element.text) for element in behind[spoken:])


def _revealed(behind: str, house: _House) -> bool:
    """Whether the line goes on to say who it is: `一个男人走进来。是老周。`, `A man turns. It is TOM.`"""
    return any(
        re.search(r"(?:是|\bis|['’]s|:|—|–|--)\s*$", behind[: mention.start]) for mention in house.names.all(behind)
    )


def _is_known(entrance: Entrance, house: _House) -> bool:
    if entrance.kind == "beast":
        return _beast_known(entrance, house)
    if house.names.id_of(entrance.name) or any(house.names.id_of(alias) for alias in entrance.aliases):
        return True
    if any(_same(entrance, one.entrance) for one in house.found):
        return True
    if entrance.kind == "named":
        return _shares_a_name(entrance.name, house)
    trade = EAST_PEOPLE.get(entrance.word) or WEST_PEOPLE.get(entrance.word)
    if trade is None and _shares_a_name(entrance.name, house):
        return True
    return any(_is(person, entrance.word) or (trade is not None and trade_of(person.name, person.words) is trade)
               for person in house.cast)  # fmt: skip


def _is(person: Character, word: str) -> bool:
    """Whether somebody of the cast is called or described by this word."""
    said = " ".join((person.name, person.words, *person.aliases)).casefold()
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", said)) if word.isascii() else word in said


def _shares_a_name(name: str, house: _House) -> bool:
    """MARTA KOWALSKI is Marta, 林小雨 is 小雨; YOUNG MARTA is not."""
    if name.split()[0].casefold() in ("young", "younger", "little", "old", "older", "adult", "teenage"):
        return False
    parts = {part.casefold() for part in re.findall(r"[^\W\d_]{3,}", name)}
    for person in house.cast:
        for known in (person.name, *person.aliases):
            if name.isascii():
                if parts & {part.casefold() for part in re.findall(r"[^\W\d_]{3,}", known)}:
                    return True
            elif len(known) > 1 and (known in name or name in known):
                return True
    return False


def _same(one: Entrance, other: Entrance) -> bool:
    if one.kind == "named" or other.kind == "named":
        return one.name.casefold() == other.name.casefold() or (bool(one.word) and one.word == other.word)
    a, b = one.name.casefold(), other.name.casefold()
    return one.word == other.word and (not a.isascii() or a.endswith(b) or b.endswith(a))


def _beast_known(entrance: Entrance, house: _House) -> bool:
    """Whether the cast has an animal of this kind, or somebody called by its word."""
    kind = EAST.get(entrance.word) or WEST.get(entrance.word)
    if kind is None:
        return True
    played = {person.figure.kind for person in house.cast if person.figure is not None}
    there = [
        EAST.get(one.entrance.word) or WEST.get(one.entrance.word)
        for one in house.found
        if one.entrance.kind == "beast"
    ]
    return (
        kind.species in played
        or any(one is not None and one.species == kind.species for one in there)
        or any(_is(person, entrance.word) for person in house.cast)
    )


def _take(entrance: Entrance, spot: Spot, house: _House) -> None:
    free = tuple(alias for alias in entrance.aliases if not house.names.id_of(alias))
    taken = {alias for one in house.found for alias in (one.entrance.name, *one.entrance.aliases)}
    aliases = tuple(alias for alias in free if alias not in taken)
    house.found.append(WalkOn(entrance=replace(entrance, aliases=aliases), spot=spot))


def _tell(entrance: Entrance, spot: Spot, house: _House) -> None:
    message = (
        f"{entrance.name} {entrance.doubt}; nobody in the cast is one: write whoever is to be seen into bible.toml"
    )
    if all(one.message != message for one in house.findings):
        house.findings.append(Finding(message=message, spot=spot))


def is_anyone(word: str) -> bool:
    """Whether a word says no more of somebody than that he is a man, a girl, a stranger."""
    return word in EAST_ANYONE or word in WEST_ANYONE
