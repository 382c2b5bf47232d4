"""Things that change hands: what a person holds on a frame, from what everybody gives and takes in the take."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from lampblack.builtin.theatre.puppet.handling import HANDED
from lampblack.builtin.theatre.puppet.holds import HOLDS, TALL
from lampblack.staging.people import Action, Person
from lampblack.staging.stage import Staging

_PASSING = ("give", "take")


class _Same:
    """A person with something else in hand, known again by being the same values in memory."""

    def __init__(self, person: Person, held: str) -> None:
        self.person, self.held = person, held

    def __hash__(self) -> int:
        return hash((id(self.person), self.held))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.person is self.person and other.held == self.held


@lru_cache(maxsize=256)
def _with(same: _Same) -> Person:
    return replace(same.person, figure=replace(same.person.figure, held=same.held))


def holding(person: Person, frame: int, staging: Staging) -> Person:
    """`person` with what is in their hand on `frame`."""
    held = held_at(person, frame, staging)
    return person if held == person.figure.held else _with(_Same(person, held))


def held_at(person: Person, frame: int, staging: Staging) -> str:
    """What `person` has in hand on `frame`: their own thing, what they were given, or what an action puts there."""
    if busy := _used(person, frame):
        return busy
    passed = sorted(
        ((_handed(action), one.id, action) for one in staging.people for action in one.actions if _passes(one, action)),
        key=lambda each: (each[0], each[1]),
    )
    if not passed:
        return person.figure.held
    hands = {one.id: one.figure.held for one in staging.people}
    hands.setdefault(person.id, person.figure.held)
    for at, who, action in passed:
        if at > frame:
            break
        giver, taker = (who, action.target) if action.verb == "give" else (action.target, who)
        loose = hands.get(giver, "")
        thing = action.thing or ("" if loose in TALL else loose)
        if not thing:
            continue
        if giver in hands and hands[giver] == thing:
            hands[giver] = ""
        if taker in hands:
            hands[taker] = thing
    return hands[person.id]


def momentary(person: Person, frame: int) -> bool:
    """Whether what is in the hand is there only for what is done with it, not carried."""
    return bool(_used(person, frame))


def _passes(one: Person, action: Action) -> bool:
    return action.verb in _PASSING and (action.target != "" or bool(action.thing)) and action.target != one.id


def _handed(action: Action) -> int:
    return round(action.start + HANDED * (action.stop - action.start))


def _used(person: Person, frame: int) -> str:
    """The thing an action needs while it lasts; what is given, until it is handed over."""
    for action in person.actions:
        stop = _handed(action) if action.verb == "give" else action.stop - 3
        if action.thing in HOLDS and action.verb != "take" and action.start + 3 <= frame < stop:
            return "" if action.thing == person.figure.held else action.thing
    return ""
