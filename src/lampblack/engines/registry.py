"""Which engines there are, found by their entry points; each is loaded on its first use and not before.

An engine's package names, in the group `lampblack.engines`, a light `Offer`. In a source tree the table is
read from the
tree's own `pyproject.toml`, of which the installed metadata is only a copy (and may be an old one).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from inspect import isfunction
from pathlib import Path
from typing import Any, cast

import msgspec

from lampblack.base.errors import UserError
from lampblack.base.findings import Finding
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.protocol import Engine
from lampblack.engines.requests import (
    Compose,
    Film,
    Foley,
    Paint,
    Request,
    Scale,
    Size,
    Speak,
    kind_of,
)

GROUP = "lampblack.engines"

_SOURCE_TREE = Path(__file__).parents[3]


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What asking around brought: the offers by name, and a finding for each entry point that is broken."""

    offers: Mapping[str, Offer]
    findings: tuple[Finding, ...] = ()


def survey(entries: Iterable[EntryPoint]) -> Survey:
    """Ask each entry point for its `Offer`, or call it for a tuple of those that a person wrote down. A broken one is
    reported and left out; the first of two namesakes stays."""
    offers: dict[str, Offer] = {}
    findings: list[Finding] = []
    for entry in entries:
        try:
            found = entry.load()
            found = found() if isfunction(found) else found
        except Exception as error:  # a stranger's package may raise anything; the others must still be offered
            findings.append(_broken(entry, f"{type(error).__name__}: {error}"))
            continue
        if isinstance(found, Offer) and found.name != entry.name:
            findings.append(_broken(entry, f"its Offer calls itself {found.name!r}"))
            continue
        several = cast(tuple[Any, ...], found if isinstance(found, tuple) else (found,))
        for each in several:
            if not isinstance(each, Offer):
                findings.append(_broken(entry, f"{entry.value} is not an Offer"))
            elif each.name in offers:
                findings.append(_broken(entry, f"{offers[each.name].makes} has that name already"))
            else:
                offers[each.name] = each
    return Survey(offers=dict(sorted(offers.items())), findings=tuple(findings))


def offers() -> dict[str, Offer]:
    """Every engine there is, by name; loads nothing heavy."""
    return dict(_surveyed().offers)


def findings() -> tuple[Finding, ...]:
    """What is wrong with engines that are installed and could not be asked."""
    return _surveyed().findings


def offer(name: str) -> Offer:
    """The offer of that name; a `UserError` that says what there is."""
    known = offers()
    if name not in known:
        said = "".join(f"; {finding}" for finding in findings() if f"engine {name} " in str(finding))
        raise UserError(f"there is no engine {name!r}{said}", possible=tuple(known))
    return known[name]


def missing(offer: Offer) -> str:
    """What must be installed before this engine can be loaded, as one sentence; empty: nothing."""
    if lacking := _not_installed(offer):
        return lacking
    return f"engine {offer.name} needs: {offer.lacks}" if offer.lacks else ""


def _not_installed(offer: Offer) -> str:
    if not offer.needs:
        return ""
    module, _, extra = offer.needs.partition("=")
    if find_spec(module.partition(".")[0]) is not None:
        return ""
    wanted = f"'lampblack[{extra}]'" if extra else module
    return f"engine {offer.name} needs: pip install {wanted}"


def load(name: str) -> Engine:
    """A new engine of that name, its module imported now; `UserError` where it is unknown or a part is missing."""
    found = offer(name)
    if lacking := missing(found):
        raise UserError(lacking)
    module, _, maker = found.makes.partition(":")
    try:
        made = getattr(import_module(module), maker)
    except (ImportError, AttributeError) as error:
        raise UserError(f"engine {name} cannot be loaded from {found.makes}: {error}") from error
    return cast(Engine, made(**dict(found.made_with)))


def check(request: Request, offer: Offer, certain: float = 1.0) -> list[str]:
    """Every way in which `request` is beyond what `offer` can do, one sentence each; empty: it can be done.

    `certain` is the share of its length that is certain, where that was only guessed.
    """
    kind = kind_of(request)
    limits = offer.can(kind)
    if limits is None:
        can = ", ".join(each.kind for each in offer.capabilities)
        return [f"engine {offer.name} does no {kind} (it does: {can})"]
    faults = [
        *_size_faults(request, limits),
        *_rate_faults(request, limits),
        *_length_faults(request, limits, certain),
        *_language_faults(request, limits),
        *_control_faults(request, limits),
        *_look_faults(request, limits),
    ]
    return [f"engine {offer.name}, {kind}: {fault}" for fault in faults]


def require(request: Request, offer: Offer) -> None:
    """One `UserError` with every way in which `request` is beyond `offer`: what an engine's `run` may begin with."""
    if faults := check(request, offer):
        raise UserError("; ".join(faults))


def speaks(language: str, limits: Capabilities) -> bool:
    """Whether a language is offered: `zh` covers `zh-CN` (BCP 47 prefixes), and no list covers all."""
    asked = language.lower()
    return not limits.languages or any(
        asked == each.lower() or asked.startswith(each.lower() + "-") for each in limits.languages
    )


def _size_faults(request: Request, limits: Capabilities) -> list[str]:
    if not isinstance(request, Paint | Film | Scale):
        return []
    size, faults = request.size, list[str]()
    if limits.sizes and size not in limits.sizes:
        faults.append(f"size {size} is not offered (possible: {', '.join(map(str, limits.sizes))})")
    if limits.largest and not _fits(size, limits.largest):
        faults.append(f"size {size} is larger than {limits.largest}")
    return faults


def _fits(size: Size, largest: Size) -> bool:
    """Whether `size`, upright or lying, is within `largest`."""
    sides, most = sorted((size.width, size.height)), sorted((largest.width, largest.height))
    return sides[0] <= most[0] and sides[1] <= most[1]


def _rate_faults(request: Request, limits: Capabilities) -> list[str]:
    if not isinstance(request, Film) or not limits.rates or str(request.staging.rate) in limits.rates:
        return []
    return [f"{request.staging.rate} frames a second is not offered (possible: {', '.join(limits.rates)})"]


def _length_faults(request: Request, limits: Capabilities, certain: float) -> list[str]:
    seconds = _seconds(request) * certain
    if limits.longest_seconds is None or seconds <= limits.longest_seconds:
        return []
    return [f"{seconds:.2f} seconds is longer than {limits.longest_seconds:g}"]


def _seconds(request: Request) -> float:
    """How long the answer is to be; 0 where only the answer can tell."""
    match request:
        case Film():
            return float(request.staging.rate.seconds(request.staging.frames))
        case Foley() | Compose():
            return request.samples / SAMPLE_RATE
        case _:
            return 0.0


def _language_faults(request: Request, limits: Capabilities) -> list[str]:
    if not isinstance(request, Speak) or speaks(request.language, limits):
        return []
    return [f"language {request.language!r} is not spoken (possible: {', '.join(limits.languages)})"]


def _control_faults(request: Request, limits: Capabilities) -> list[str]:
    wanted: list[str] = []
    if isinstance(request, Paint | Film) and request.references:
        wanted.append("references")
    if isinstance(request, Film) and any(person.motion is not msgspec.UNSET for person in request.staging.people):
        wanted.append("motion")
    if isinstance(request, Speak) and request.pinyin:
        wanted.append("pinyin")
    can = ", ".join(sorted(limits.controls)) or "none"
    return [f"it cannot be steered by {each} (it takes: {can})" for each in wanted if each not in limits.controls]


def has_look(look: str, limits: Capabilities) -> bool:
    """Whether a look is offered; no list covers all."""
    return not limits.looks or look.strip().lower() in limits.looks


def _look_faults(request: Request, limits: Capabilities) -> list[str]:
    if not isinstance(request, Paint | Film | Compose):
        return []
    name, look = ("style", request.style) if isinstance(request, Compose) else ("look", request.look)
    return (
        [] if has_look(look, limits) else [f"there is no {name} called {look!r} (possible: {', '.join(limits.looks)})"]
    )


def _broken(entry: EntryPoint, reason: str) -> Finding:
    return Finding(message=f"engine {entry.name} is left out: {reason}", severity="fault")


@cache
def _surveyed() -> Survey:
    own = source_entries(_SOURCE_TREE / "pyproject.toml")
    names = {entry.name for entry in own}
    installed = [entry for entry in entry_points(group=GROUP) if not (own and _is_ours(entry, names))]
    return survey([*own, *installed])


def _is_ours(entry: EntryPoint, names: set[str]) -> bool:
    """Whether an installed entry point is the copy (perhaps an old one) of the source tree's own table."""
    return entry.dist.name == "lampblack" if entry.dist is not None else entry.name in names


def source_entries(pyproject: Path) -> tuple[EntryPoint, ...]:
    """The engines' table of a source tree, or nothing where `pyproject` is not Lampblack's own."""
    if not pyproject.is_file():
        return ()
    project = cast(dict[str, Any], tomllib.loads(pyproject.read_text("utf-8")).get("project", {}))
    if project.get("name") != "lampblack":
        return ()
    table = cast(dict[str, str], project.get("entry-points", {}).get(GROUP, {}))
    return tuple(EntryPoint(name=name, value=value, group=GROUP) for name, value in table.items())
