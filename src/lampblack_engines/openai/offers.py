"""The engines that servers of this family are, as they stand in the registry: one a table. No server is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from lampblack.base.digest import seed_of
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Capabilities, LeftOut, Offer, each_offered
from lampblack.engines.requests import Kind, Size
from lampblack.engines.shapes import size_of
from lampblack_engines.openai.dialects import FILMS, PAINTS
from lampblack_engines.openai.models import Model, heard
from lampblack_engines.openai.service import OWN, Service, service_from
from lampblack_engines.servers.secrets import lacking
from lampblack_engines.servers.written import tables

VERSION = 1
_MAKES = "lampblack_engines.openai.engine:OpenAIServer"
_FILM_SECONDS = 3_600.0
"""A take may be waited for so long, also where one answer is waited for less."""
_SILENT = "an answer from {url}: it has never said what it can do (is it up, and does it have that model?)"
_ROUNDS = 2
"""A model that writes is asked once more where its answer does not fit (`chat.ROUNDS`): both are reserved."""


def offered() -> tuple[Offer | LeftOut, ...]:
    """An engine for each server that is written down, and one that says how where there is none."""
    found = each_offered(tables(OWN), lambda table: offer_of(table.name, service_from(table)))
    return found or (_unwritten(),)


def offer_of(name: str, service: Service) -> Offer:
    """The engine that a server is. Its version changes with whatever changes what is seen, heard or read."""
    asked = service.dialect == "lampblack"
    there = heard(name, service) if asked else None
    seen = [*_seen(service), *([there.version] if there else [])]
    return Offer(
        name=name,
        version=1_000_000 * VERSION + seed_of("openai", encode(seen).decode()) % 1_000_000,
        makes=_MAKES,
        made_with=(("name", name),),
        capabilities=tuple(_known(service, kind, there) for kind in service.does),
        licence="Apache-2.0 (this part)",
        summary=f"{service.model or service.dialect} at {service.url}",
        remote=True,
        lacks=lacking(service.key) or (_SILENT.format(url=service.url) if asked and there is None else ""),
    )


def _known(service: Service, kind: Kind, there: Model | None) -> Capabilities:
    """By the table; for another Lampblack by what its engine says, with the table's money and patience."""
    own = capabilities_of(service, kind)
    told = there.capabilities.get(kind) if there else None
    if told is None:
        return own
    return replace(
        told,
        price_per_unit=own.price_per_unit,
        price_by_lines=(),
        unit=own.unit,
        currency=own.currency,
        concurrency=own.concurrency,
        requests_per_minute=own.requests_per_minute,
        limit_seconds=own.limit_seconds,
        output_licence=own.output_licence or told.output_licence,
        finds_lost_answers=own.finds_lost_answers,
        key_seconds=own.key_seconds,
        cores=1,
        gpus=0,
        vram_gb=0.0,
    )


def capabilities_of(service: Service, kind: Kind) -> Capabilities:
    """What a server can do for one kind of job, by its table and its dialect."""
    more: dict[str, Any] = {"price_per_unit": service.price, "finds_lost_answers": "tag"}
    more |= {"film": _film, "paint": _paint, "speak": _speak}.get(kind, _words)(service)
    return Capabilities(
        kind=kind,
        currency=service.currency,
        concurrency=service.at_once,
        requests_per_minute=service.a_minute,
        limit_seconds=max(service.seconds, _FILM_SECONDS if kind == "film" else 60.0),
        output_licence=service.licence,
        **more,
    )


def _film(service: Service) -> dict[str, Any]:
    dialect = FILMS[service.dialect]
    lengths = service.lengths or dialect.lengths
    finds: Literal["key", "list", "tag"] = "tag" if dialect.finds == "no" else dialect.finds
    return {
        **_picture(service, dialect.sizes, dialect.usual),
        "rates": service.rates,
        "lengths": lengths,
        "apart": tuple(each for each in dialect.apart if set(each) <= set(service.controls)),
        "most_signals": dialect.most_signals,
        "demands": frozenset(service.demands),
        "longest_seconds": service.longest or None,
        "makes_sound": service.sound,
        "unit": "second",
        "finds_lost_answers": finds,
    }


def _paint(service: Service) -> dict[str, Any]:
    dialect = PAINTS[service.dialect]
    return {**_picture(service, dialect.sizes, dialect.usual), "unit": "request"}


def _picture(service: Service, sizes: tuple[str, ...], usual: frozenset[str]) -> dict[str, Any]:
    there: tuple[Size, ...] = tuple(size_of(each) for each in service.sizes or sizes)
    return {
        "sizes": there,
        "largest": size_of(service.largest) if service.largest else None,
        "controls": frozenset({"words", *service.controls}) if service.controls else usual,
        "most_references": service.references,
        "looks": service.looks,
        "longest_words": service.words,
        "prompts": service.prompts,
        "word_languages": service.word_languages,
    }


def _speak(service: Service) -> dict[str, Any]:
    return {"languages": service.languages, "unit": "thousand characters"}


def _words(service: Service) -> dict[str, Any]:
    return {"unit": "request", "price_per_unit": service.price * _ROUNDS, "controls": frozenset({"words"})}


def _seen(service: Service) -> list[Any]:
    """All of a table that changes what comes back."""
    return [
        service.dialect, service.model, service.voices, service.extra, str(service.instructions), service.frames,
        service.block, service.lengths, service.tokens, service.shown,
    ]  # fmt: skip


def _unwritten() -> Offer:
    return Offer(
        name="openai-server",
        version=VERSION,
        makes=_MAKES,
        capabilities=tuple(Capabilities(kind=kind) for kind in ("film", "paint", "write", "judge")),
        licence="Apache-2.0 (this part)",
        summary="any server with /v1/videos, /v1/images or /v1/chat/completions (vLLM-Omni, SGLang, Ollama, clouds)",
        remote=True,
        lacks='a server, written in servers.toml as [openai-server] with protocol = "openai", its url and what it does',
    )
