"""What a client asks for, once it is understood: a request to an engine, with the files it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.engines.capabilities import Offer
from lampblack.engines.checking import check
from lampblack.engines.requests import Kind, Request, kind_of
from lampblack.server.book import Door
from lampblack.server.wrong import Wrong, unusable

KINDS: Mapping[Door, tuple[Kind, ...]] = {
    "video": ("film", "sync", "scale"),
    "image": ("paint",),
    "speech": ("speak",),
}
"""What is asked for at which door, the usual first."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One take. `files` are what the request names, by digest; `prompt`, `seconds` and `picture` are said back."""

    door: Door
    offer: Offer
    request: Request
    take: int = 1
    files: Mapping[Digest, Path]
    prompt: str = ""
    seconds: str = ""
    picture: str = ""
    notes: str = ""


def offer_of(fields: Mapping[str, Any], door: Door, served: Mapping[str, Offer], kind: Kind | None = None) -> Offer:
    """The engine that `model` names, or where it is not said the first that does such things."""
    kinds = (kind,) if kind else KINDS[door]
    able = {name: offer for name, offer in served.items() if any(offer.can(each) for each in kinds)}
    named = text_of(fields, "model")
    if not able:
        raise Wrong(404, "model_not_found", f"nothing that is served here makes {' or '.join(kinds)}", param="model")
    if not named:
        return next(iter(able.values()))
    if named not in able:
        words = f"the model {named[:80]!r} is not served here for this"
        raise Wrong(404, "model_not_found", words, param="model", possible=tuple(able))
    return able[named]


def require(wanted: Wanted) -> Wanted:
    """The same, if its engine can do it; a `Wrong` says all that it cannot."""
    try:
        faults = check(wanted.request, wanted.offer)
    except UserError as error:
        raise unusable(str(error)) from error
    if faults:
        raise Wrong(400, "beyond_the_engine", "; ".join(faults))
    assert kind_of(wanted.request) in KINDS[wanted.door]
    return wanted


def text_of(fields: Mapping[str, Any], name: str, usual: str = "") -> str:
    """A field that is a text, or not said."""
    found = fields.get(name)
    if found is None:
        return usual
    if not isinstance(found, str):
        raise unusable(f"{name} is a text", name)
    return found


def number_of(fields: Mapping[str, Any], name: str, usual: float, least: float, most: float) -> float:
    """A field that is a number, or a text of one, within bounds."""
    found = fields.get(name)
    if found is None or found == "":
        return usual
    try:
        number = float(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else float("nan")
    except (ValueError, OverflowError):
        number = float("nan")
    if not least <= number <= most:
        raise unusable(f"{name} is a number from {least:g} to {most:g}", name)
    return number


def whole_of(fields: Mapping[str, Any], name: str, usual: int, least: int, most: int) -> int:
    """A field that is a whole number."""
    number = number_of(fields, name, usual, least, most)
    if number != int(number):
        raise unusable(f"{name} is a whole number from {least} to {most}", name)
    return int(number)


def known(fields: Mapping[str, Any], names: frozenset[str]) -> None:
    """A `Wrong` for a field that nobody here reads: nothing is dropped in silence."""
    for name, value in fields.items():
        if name not in names and value is not None:
            raise Wrong(
                400,
                "unknown_parameter",
                f"{name[:80]!r} is not read here",
                param=name[:80],
                possible=tuple(sorted(names)),
            )


def one_of(fields: Mapping[str, Any], name: str, usual: str, possible: tuple[str, ...]) -> str:
    """A field that is one of a few words."""
    found = text_of(fields, name, usual)
    if found not in possible:
        raise unusable(f"{name} {found[:80]!r} is not possible here", name, possible)
    return found
