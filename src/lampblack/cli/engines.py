"""`lampblack engines`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lampblack.base.saved import plain
from lampblack.cli.abilities import abilities, costs_of, recipe_told
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.lacking import lacking
from lampblack.project.folder import FilmFolder, find_film
from lampblack.project.settings import EngineChoice, read_text
from lampblack.shots.formats import read_choices
from lampblack.shots.model import Choices

_USUAL_LICENCE = "Apache-2.0"
_WIDEST = 28


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `engines`."""
    command.add_argument("folder", type=Path, nargs="?", help="a film's folder: who makes what in it, and its recipes")
    command.add_argument("--about", metavar="NAME", default="", help="all that one engine can do and be asked for")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument("--ask", action="store_true", help="ask servers too what they lack, such as models")
    command.set_defaults(run=_engines)


def _engines(asked: argparse.Namespace) -> int:
    film = find_film(asked.folder) if asked.folder else None
    offers = {asked.about: registry.offer(asked.about)} if asked.about else registry.offers()
    if asked.json:
        rows = [{**plain(offer), "ready": not registry.missing(offer)} for offer in offers.values()]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        for finding in registry.findings():
            print(finding, file=sys.stderr)
        return 0
    if asked.about:
        (offer,) = offers.values()
        lines = [*abilities(offer), *(f"  {each}" for each in _faults(offer, asked.ask))]
        print("\n".join(lines))
        return 0
    if film:
        print("\n".join([*_used(film), ""]))
    print("\n".join(_listed(offers.values(), asked.ask)))
    return 0


def _faults(offer: Offer, ask: bool) -> tuple[str, ...]:
    missing = registry.missing(offer)
    return (missing,) if missing else lacking(offer) if ask else ()


def _listed(offers: Iterable[Offer], ask: bool) -> Iterator[str]:
    """Those that can be used, then those that lack something, then what is written down and is no engine."""
    ready = [offer for offer in offers if not registry.missing(offer)]
    width = 2 + max((len(offer.name) for offer in offers), default=0)
    yield "READY"
    for offer in ready:
        licence = "" if offer.licence.startswith(_USUAL_LICENCE) else f" [{offer.licence}]"
        yield f"{offer.name:{width}}{_kinds(offer):{_WIDEST}}  {costs_of(offer)}: {offer.summary}{licence}"
        for fault in lacking(offer) if ask else ():
            yield f"{'':{width}}{fault}"
    lacks = [offer for offer in offers if registry.missing(offer)]
    if lacks:
        yield "\nNOT READY"
    for offer in lacks:
        said = registry.missing(offer).removeprefix(f"engine {offer.name} ")
        yield f"{offer.name:{width}}{_kinds(offer):{_WIDEST}}  {said}"
    if registry.findings():
        yield "\nWRONG"
    for finding in registry.findings():
        yield str(finding)


def _kinds(offer: Offer) -> str:
    return ", ".join(each.kind for each in offer.capabilities)


def _used(film: FilmFolder) -> Iterator[str]:
    """Who makes what in a film, as its files name them, and what its recipes do."""
    yield "THIS FILM"
    kinds = EngineChoice.__dataclass_fields__
    named = {kind: name for kind in kinds if (name := str(getattr(film.settings.engines, kind)))}
    choices = read_choices(read_text(film.choices), str(film.choices)) if film.choices.exists() else Choices()
    chosen = choices.engines
    width = 2 + max(map(len, (*named, *chosen, *film.settings.recipes)))
    for what, name in (*named.items(), *chosen.items()):
        yield f"{what:{width}}{name}{_state(name, film)}"
    if film.settings.recipes:
        yield "\nITS RECIPES"
    for name, recipe in film.settings.recipes.items():
        broken = [each for each in recipe.engines().values() if _state(each, film)]
        lacks = "".join(f"; {each}{_state(each, film)}" for each in broken)
        yield f"{name:{width}}{recipe_told(recipe)}{lacks}"


def _state(name: str, film: FilmFolder) -> str:
    if name in film.settings.recipes:
        return " (a recipe)"
    offer = registry.offers().get(name)
    if offer is None:
        return " (there is no such engine)"
    return " (not ready)" if registry.missing(offer) else ""
