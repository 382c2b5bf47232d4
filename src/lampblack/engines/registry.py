"""Which engines there are, found by their entry points; each is loaded on its first use and not before.

An engine's package names, in the group `lampblack.engines`, a light `Offer`. In a source tree the table is
read from the
tree's own `pyproject.toml`, of which the installed metadata is only a copy (and may be an old one).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from inspect import isfunction
from pathlib import Path
from typing import Any, cast

from lampblack.base.errors import LampblackError, UserError
from lampblack.base.findings import Finding
from lampblack.engines.capabilities import LeftOut, Offer
from lampblack.engines.protocol import Engine

GROUP = "lampblack.engines"

_SOURCE_TREE = Path(__file__).parents[3]


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What asking around brought: the offers by name, and a finding for each entry point that is broken."""

    offers: Mapping[str, Offer]
    findings: tuple[Finding, ...] = ()
    left_out: Mapping[str, LampblackError] = field(default_factory=lambda: {})
    """What is wrong with each engine that a person wrote down and that is none as it stands."""


def survey(entries: Iterable[EntryPoint]) -> Survey:
    """Ask each entry point for its `Offer`, or call it for a tuple of those that a person wrote down. A broken one is
    reported and left out; the first of two namesakes stays."""
    offers: dict[str, Offer] = {}
    findings: dict[str, Finding] = {}
    left_out: dict[str, LampblackError] = {}

    def tell(finding: Finding) -> None:
        findings.setdefault(str(finding), finding)  # a file that cannot be read is told by each family that reads it

    for entry in entries:
        try:
            found = entry.load()
            found = found() if isfunction(found) else found
        except UserError as error:
            tell(Finding(message=error.taught, spot=error.spot, severity="fault"))
            continue
        except Exception as error:  # a stranger's package may raise anything; the others must still be offered
            tell(_broken(entry, f"{type(error).__name__}: {error}"))
            continue
        if isinstance(found, Offer) and found.name != entry.name:
            tell(_broken(entry, f"its Offer calls itself {found.name!r}"))
            continue
        several = cast(tuple[Any, ...], found if isinstance(found, tuple) else (found,))
        for each in several:
            if isinstance(each, LeftOut):
                left_out[each.name] = each.error
                words = f"engine {each.name} is left out: {each.error.taught}"
                tell(Finding(message=words, spot=each.error.spot, severity="fault"))
            elif not isinstance(each, Offer):
                tell(_broken(entry, f"{entry.value} is not an Offer"))
            elif each.name in offers:
                words = f"a second engine called {each.name!r} is left out: give its table another name"
                tell(
                    _broken(entry, "another has that name already")
                    if found is each
                    else Finding(message=words, severity="fault")
                )
            else:
                offers[each.name] = each
    return Survey(offers=dict(sorted(offers.items())), findings=tuple(findings.values()), left_out=left_out)


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
        if name in (left_out := _surveyed().left_out):
            raise UserError(f"engine {name!r} cannot be used: {left_out[name]}")
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
