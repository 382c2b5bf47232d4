"""Everyone and everything a script needs: the bible as written, and what had to be drafted for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.breakdown.acts import Act
from lampblack.breakdown.appearance import world_of
from lampblack.breakdown.colours import robe_in
from lampblack.breakdown.creatures import beast_said, kind_of
from lampblack.breakdown.drafting import (
    draft_character,
    draft_place,
    draft_prop,
    introduction,
    likely_sex,
    shorter,
    things_in,
    with_figure,
)
from lampblack.breakdown.entrances_west import called_west
from lampblack.breakdown.kits import ground_of
from lampblack.breakdown.lines import through_of
from lampblack.breakdown.mentions import Names
from lampblack.breakdown.model import Bible, Character, PlaceEntry, PropEntry
from lampblack.breakdown.trades import trade_before
from lampblack.breakdown.unseen import unseen_animals
from lampblack.breakdown.walk_ons import WalkOn, described_in, is_anyone, walk_ons

_TOGETHER = re.compile(r"\s+(?:AND|UND|ET|Y|И)\s+|\s*[&/+,、，和与]\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Company:
    """The merged bible, every name in it, and the place of each scene by slug."""

    bible: Bible
    people: Names
    things: Names
    places: dict[str, str]
    findings: tuple[Finding, ...] = ()


def company_of(acts: list[Act], bible: Bible, file: str, language: str, preface: str = "") -> Company:
    """Find everyone the scenes name in the bible; draft whoever and whatever it lacks. `preface` is what the script
    says of its people before its first scene."""
    findings: list[Finding] = []
    cast = _cast(acts, bible, file, findings, preface)
    props = _props(acts, bible, language, file, findings)
    places, where = _places(acts, bible, file, findings)
    return Company(
        bible=Bible(cast=tuple(cast), places=tuple(places), props=tuple(props)),
        people=people_named(cast),
        things=_named(props),
        places=where,
        findings=tuple(findings),
    )


def people_named(cast: list[Character] | tuple[Character, ...]) -> Names:
    """Everyone by id, name and aliases."""
    return _named(cast)


def _named(entries: list[Character] | tuple[Character, ...] | list[PlaceEntry] | list[PropEntry]) -> Names:
    return Names({entry.id: (entry.id, entry.name, *entry.aliases) for entry in entries})


def _cast(acts: list[Act], bible: Bible, file: str, findings: list[Finding], preface: str) -> list[Character]:
    cast = list(bible.cast)
    written = people_named(cast)
    actions = [action for act in acts for action in act.actions]
    world = _world(acts, bible)
    on_stage: dict[str, bool] = {}
    first: dict[str, tuple[str, Spot]] = {}
    for act in acts:
        for element in act.elements:
            if element.kind == "character":
                key = written.id_of(element.text) or element.text.casefold()
                seen = not through_of(element.text, element.extensions)
                on_stage[key] = on_stage.get(key, False) or seen
                first.setdefault(key, (element.text, Spot(file=file, line=element.line, column=element.column)))
    acting = written.ids("\n".join(actions))
    robes = [robe for person in cast for robe in _worn(person)]
    for index, person in enumerate(cast):
        narrates = through_of(person.name, ()) == "voice_over"
        if person.figure is None and not narrates and (on_stage.get(person.id) or person.id in acting):
            cast[index] = person = with_figure(person, robes, world)
            robes += _worn(person)
    listed = described_in(preface)
    speaking = [name for name, _ in first.values()]
    robes += [robe for name in speaking if (robe := robe_in(introduction(name, actions)))]
    for key, (name, spot) in first.items():
        if written.id_of(name) or parts_of(name, speaking, written):
            continue
        called = Names({key: (name,)})
        named = any(called.all(action) for action in actions)
        seen = (on_stage[key] or named) and through_of(name, ()) != "voice_over"
        words = introduction(name, actions) or listed.get(name, "") or beast_said(name, actions)
        if (trade := trade_before(name, actions)) and trade not in words:
            words = ", ".join(part for part in (trade, words) if part)
        drafted = draft_character(
            name, words, {person.id for person in cast}, robes, on_stage=seen, sex=likely_sex(name, actions),
            world=world,
        )  # fmt: skip
        robes += _worn(drafted)
        cast.append(drafted)
        findings.append(_drafted(f"{name} is not in the bible; drafted as [cast.{drafted.id}]", spot))
    _call_short(cast, {person.id for person in bible.cast}, first, findings)
    coming, doubtful = walk_ons(acts, cast, file, preface)
    for one in coming:
        cast.append(_walking_on(one, cast, actions, robes, world))
        findings.append(_seen(one, cast[-1]))
        robes += _worn(cast[-1])
    findings += doubtful
    findings += [_stood_in(person, first) for person in cast if stand_in(person)]
    findings += unseen_animals(acts, cast, file)
    return cast


def _walking_on(one: WalkOn, cast: list[Character], actions: list[str], robes: list[str], world: str) -> Character:
    """Somebody who acts and never speaks, as the lines describe him."""
    entrance = one.entrance
    words = entrance.words
    if entrance.kind != "beast":
        passing = introduction(entrance.name, actions)
        words = (
            ", ".join(dict.fromkeys(part for part in (entrance.words.split(", ")[0], passing) if part))
            if passing
            else words
        )
    drafted = draft_character(
        entrance.name, words, {person.id for person in cast}, robes, on_stage=True,
        sex=likely_sex(entrance.name, actions), world=world,
    )  # fmt: skip
    return replace(drafted, aliases=entrance.aliases)


def _seen(one: WalkOn, person: Character) -> Finding:
    doubtful = is_anyone(one.entrance.word)
    guess = "; if it is somebody of the cast, call him by his name there" if doubtful else ""
    message = f"{person.name} acts, never speaks and is not in the bible; drafted as [cast.{person.id}]{guess}"
    return replace(_drafted(message, one.spot), severity="doubt" if doubtful else "note")


def _worn(person: Character) -> list[str]:
    """The robe somebody wears: nobody else drafted is to wear it. Animals wear none."""
    return [person.figure.robe] if person.figure and person.figure.kind == "human" else []


def stand_in(person: Character) -> bool:
    """Whether the theatre draws somebody as an animal that is only its nearest relation."""
    if person.figure is None or person.figure.kind == "human":
        return False
    found = kind_of(person.name, person.words)
    return found is not None and not found[0].exact and found[0].species == person.figure.kind


def _stood_in(person: Character, first: dict[str, tuple[str, Spot]]) -> Finding:
    kind = kind_of(person.name, person.words)
    assert kind is not None and person.figure is not None
    east, west = kind[0].east.split("|")[0], kind[0].west.split("|")[0]
    named = first.get(person.id) or first.get(person.name.casefold())
    return Finding(
        message=f"the theatre draws no {west} ({east}) yet; {person.name} is drawn as its nearest relation there, a "
        f"{person.figure.kind} of a {west}'s size and colour",
        spot=named[1] if named else Spot(file="bible.toml"),
        severity="doubt",
    )


def _call_short(
    cast: list[Character], written: set[str], first: dict[str, tuple[str, Spot]], findings: list[Finding]
) -> None:
    """Let those who were drafted be called by the last word of their name, where nobody else is."""
    names = people_named(cast)
    short = [shorter(person.name) for person in cast]
    for index, person in enumerate(cast):
        if person.id in written:
            continue
        if by_trade := tuple(alias for alias in called_west(person.name) if not names.id_of(alias)):
            cast[index] = person = replace(person, aliases=by_trade)
            names = people_named(cast)
        if not short[index]:
            continue
        other = names.id_of(short[index][0])
        if not other and short.count(short[index]) == 1:
            cast[index] = replace(person, aliases=(*short[index], *person.aliases))
        elif other and person.name.casefold() in first:
            message = f"{person.name} and {short[index][0]} are taken for two people; if they are one, give it an alias"
            findings.append(Finding(message=message, spot=first[person.name.casefold()][1]))


def parts_of(name: str, speaking: list[str] | tuple[str, ...], known: Names) -> tuple[str, ...]:
    """The people of a cue for several (`EDWARD AND WILL`, `夸父、阿禾`), if each of them is known; else none."""
    parts = [part.strip() for part in _TOGETHER.split(name) if part.strip()]
    names = {one.casefold() for one in speaking}
    several = len(parts) > 1 and all(part.casefold() in names or known.id_of(part) for part in parts)
    return tuple(parts) if several else ()


def _props(acts: list[Act], bible: Bible, language: str, file: str, findings: list[Finding]) -> list[PropEntry]:
    props = list(bible.props)
    known = _named(props)
    found: dict[str, list[str]] = {}
    spots: dict[str, Spot] = {}
    for act in acts:
        for element in act.elements:
            if element.kind != "action":
                continue
            for name, word in things_in(element.text, language):
                if not known.id_of(word) and not known.id_of(name) and not known.all(word):
                    found.setdefault(name, []).append(word)
                    spots.setdefault(name, Spot(file=file, line=element.line, column=element.column))
    for name, words in found.items():
        drafted = draft_prop(name, tuple(words), {prop.id for prop in props})
        props.append(drafted)
        findings.append(_drafted(f"{name} is not in the bible; drafted as [props.{drafted.id}]", spots[name]))
    return props


def _places(
    acts: list[Act], bible: Bible, file: str, findings: list[Finding]
) -> tuple[list[PlaceEntry], dict[str, str]]:
    places = list(bible.places)
    where: dict[str, str] = {}
    before = ""
    world = _world(acts, bible)
    names = _named(places)
    for act in acts:
        spot = Spot(file=file, line=act.heading.line, column=act.heading.column)
        name = act.said.place
        id = names.id_of(name) or _within(names, name)
        if not id and not name and before:
            id = before
            findings.append(_drafted("this heading names no place; it plays where the scene before it played", spot))
        if not id:
            drafted = draft_place(name or "somewhere", act.said.where, {place.id for place in places}, world)
            id = drafted.id
            places.append(drafted)
            names = _named(places)
            sure = ground_of(name, act.said.where, world).certain
            guess = "" if sure else "; no word of it names a kind of place, so look at its kit"
            message = f"{drafted.name} is not in the bible; drafted as [places.{id}] with kit {drafted.kit}{guess}"
            findings.append(replace(_drafted(message, spot), severity="note" if sure else "doubt"))
        where[act.slug] = before = id
    return places, where


def _world(acts: list[Act], bible: Bible) -> str:
    """The world the story is told in, as its headings, its actions and its bible have it."""
    headings = [act.said.place for act in acts]
    actions = [action for act in acts for action in act.actions]
    written = [entry.words for entry in (*bible.cast, *bible.places)]
    return world_of("\n".join([*headings, *actions, *written]))


def _within(names: Names, name: str) -> str:
    """The one written place whose name is a part of this one (`HOUSE - KITCHEN`, `大河边`); or empty."""
    ids = names.ids(name)
    return ids[0] if len(ids) == 1 else ""


def _drafted(message: str, spot: Spot) -> Finding:
    return Finding(message=message, spot=spot, severity="note")
