"""Inserts by the grammar: what goes from hand to hand, and what somebody looks at in a hand, is seen from
near, each once in a scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lampblack.base.time import Rate
from lampblack.shots.labels import label, role
from lampblack.shots.pace import SHORTEST
from lampblack.shots.parts import Doing, Part, Setup, Stances
from lampblack.shots.slices import apart

_NEAR = ("give", "take")
"""Verbs of which the hand is the story, where the line names the thing."""
LOOKED = 1.7
"""Seconds one sees what somebody looks at."""
_WHY = "what goes from hand to hand is seen from near"


def with_insert(setups: Sequence[Setup], rate: Rate, held: Mapping[str, str]) -> list[Setup]:
    """The setups with the first thing that is handed over in an insert, behind the frame that shows who does it, and
    with the first thing in a hand that somebody looks at, behind their look. `held`: what everybody comes with."""
    return _looked_at(_handed_over(setups, rate), rate, held)


def _looked_at(setups: Sequence[Setup], rate: Rate, held: Mapping[str, str]) -> list[Setup]:
    for index, setup in enumerate(setups):
        done = [doing for part in setup.parts for doing in part.doings]
        if setup.size == "insert" or len(setup.parts) != 1 or not done:
            continue
        thing = looked_at(done[-1])
        if not thing or thing not in _in_hands(setup.parts[0].after, held):
            continue
        part = setup.parts[0]
        seen = replace(
            setup, parts=(), silent=rate.frames_in(LOOKED), before=part.after, label=label(f"{thing}-seen", (part,)),
            size="insert", angle="three_quarter", move="static", subject=(thing,),
            why="what somebody looks at is shown",
        )  # fmt: skip
        return [*setups[:index], replace(setup, closing=False), seen, *setups[index + 1 :]]
    return list(setups)


def looked_at(doing: Doing) -> str:
    """The thing that somebody does nothing else but look at, or empty."""
    return doing.deed.thing if doing.deed.verb is None and not doing.deed.move else ""


def _in_hands(stances: Stances, held: Mapping[str, str]) -> set[str]:
    there = {id: stance for id, stance in stances.items() if stance.on_stage}
    return {held.get(id, "") if stance.held is None else stance.held for id, stance in there.items()}


def _handed_over(setups: Sequence[Setup], rate: Rate) -> list[Setup]:
    shortest = rate.frames_in(SHORTEST)
    for index, setup in enumerate(setups):
        if index == 0 or len(setup.parts) != 1 or setup.parts[0].kind != "action":
            continue
        part = setup.parts[0]
        at = next((number for number, doing in enumerate(part.doings) if _handed(doing)), None)
        if at is None:
            continue
        thing = part.doings[at].deed.thing
        joint = part.doings[at].start
        if joint >= shortest and _one_after_another(part, at):
            first, second = apart(part, at)
            begun = replace(setup, parts=(first,), label=label(role(setup.subject), (first,)), closing=False)
            return [*setups[:index], begun, _insert(setup, second, thing), *setups[index + 1 :]]
        seen = setups[index - 1]
        if set(setup.subject) <= set(seen.subject) and seen.size not in ("extreme_wide", "wide", "insert"):
            return [*setups[:index], _insert(setup, part, thing), *setups[index + 1 :]]
    return list(setups)


def _handed(doing: Doing) -> bool:
    return not doing.implied and doing.deed.verb in _NEAR and bool(doing.deed.thing) and doing.way < 0.1


def _one_after_another(part: Part, at: int) -> bool:
    joint = part.doings[at].start
    return all(doing.start + doing.frames <= joint for doing in part.doings[:at]) and all(
        doing.start >= joint for doing in part.doings[at:]
    )


def _insert(setup: Setup, part: Part, thing: str) -> Setup:
    return replace(
        setup, parts=(part,), before=part.before, label=label(thing, (part,)), size="insert", angle="three_quarter",
        move="static", subject=(thing,), why=_WHY,
    )  # fmt: skip
