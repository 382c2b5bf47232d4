"""Shot names that stay when other shots come and go: who is seen, and six hex digits of what is covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lampblack.base.digest import digest_of, short
from lampblack.shots.parts import Part, Setup


def label(role: str, parts: Sequence[Part]) -> str:
    """`ahe-3fa2b1`: a role, and the digest of the lines (of the words, where a line is cut up) and deeds covered."""
    covered = [part.key if part.begins and _whole(part) else f"{part.key}/{part.words}" for part in parts]
    return f"{role}-{short(digest_of(chr(31).join(covered).encode()), 6)}"


def role(subject: Sequence[str]) -> str:
    """Who a shot is about, as its name says it."""
    return "-".join(subject[:2]) if 0 < len(subject) <= 2 else ("all" if subject else "view")


def distinct(setups: Sequence[Setup]) -> list[Setup]:
    """The same setups; where two cover the very same thing, the later is called `-2`."""
    counts: dict[str, int] = {}
    named: list[Setup] = []
    for setup in setups:
        counts[setup.label] = counts.get(setup.label, 0) + 1
        again = counts[setup.label]
        named.append(setup if again == 1 else replace(setup, label=f"{setup.label}-{again}"))
    return named


def _whole(part: Part) -> bool:
    return part.line is None or part.line.text == part.words
