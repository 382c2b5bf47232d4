"""The engines that servers are, as they stand in the registry: one for each table of `servers.toml`."""

from __future__ import annotations

from lampblack.base.digest import seed_of
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Capabilities, LeftOut, Offer, each_offered
from lampblack.engines.requests import Kind
from lampblack_engines.servers.secrets import lacking
from lampblack_engines.servers.server import Protocol, Server, servers
from lampblack_engines.servers.written import unread, written_at

VERSION = 1
_MAKES: dict[Protocol, str] = {
    "speech": "lampblack_engines.servers.speech:SpeechServer",
    "ace-step": "lampblack_engines.servers.music:MusicServer",
}
_KINDS: dict[Protocol, Kind] = {"speech": "speak", "ace-step": "compose"}
_NAMES: dict[Protocol, str] = {"speech": "speech-server", "ace-step": "music-server"}
_SUMMARIES: dict[Protocol, str] = {
    "speech": "any server with /v1/audio/speech (Kokoro-FastAPI, vLLM-Omni, Qwen3-TTS, clouds)",
    "ace-step": "ACE-Step 1.5's server: music from words",
}
_LONGEST = 600.0
"""Seconds of music an ACE-Step server makes at most."""


def offered() -> tuple[Offer | LeftOut, ...]:
    """An engine for each server that is written down, and one that says how, for each protocol without any."""
    path = written_at()
    found = servers(path)
    named = each_offered(found, lambda table: offer_of(table.name, table.read(Server)))
    used = {table.protocol for table in found.values()}
    return (*named, *unread(path), *(_unwritten(each, str(path)) for each in _KINDS if each not in used))


def offer_of(name: str, server: Server) -> Offer:
    """The engine that a server is. Its version changes with whatever changes what is heard."""
    heard = encode([server.dialect, server.model, server.voices, server.extra, str(server.instructions)])
    protocol = server.protocol
    return Offer(
        name=name,
        version=1_000_000 * VERSION + seed_of(protocol, heard.decode()) % 1_000_000,
        makes=_MAKES[protocol],
        made_with=(("name", name),),
        capabilities=(
            Capabilities(
                kind=_KINDS[protocol],
                languages=server.languages,
                controls=frozenset({"passages", "silences"} if protocol == "ace-step" else ()),
                longest_seconds=_LONGEST if protocol == "ace-step" else None,
                price_per_unit=server.price,
                unit="thousand characters" if protocol == "speech" else "second",
                currency=server.currency,
                concurrency=server.at_once,
                requests_per_minute=server.a_minute,
                limit_seconds=server.seconds,
                output_licence=server.licence,
                finds_lost_answers="tag",
            ),
        ),
        licence="Apache-2.0 (this part)",
        summary=f"{server.model or server.dialect} at {server.url}",
        remote=True,
        lacks=lacking(server.key),
    )


def _unwritten(protocol: Protocol, path: str) -> Offer:
    return Offer(
        name=_NAMES[protocol],
        version=VERSION,
        makes=_MAKES[protocol],
        capabilities=(Capabilities(kind=_KINDS[protocol]),),
        licence="Apache-2.0 (this part)",
        summary=_SUMMARIES[protocol],
        remote=True,
        lacks=f'a server, written in servers.toml as [{_NAMES[protocol]}] with protocol = "{protocol}" and its url',
    )
