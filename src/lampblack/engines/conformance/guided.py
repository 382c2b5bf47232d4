"""Requests that make use of one control each: those an engine lists must work, those it does not must be refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lampblack.base.digest import Digest, digest_of
from lampblack.base.time import Rate
from lampblack.engines.capabilities import Capabilities
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_picture, a_roll, a_video, a_wav
from lampblack.engines.guides import Footage, Reference, Steer, Still
from lampblack.engines.requests import Film, Paint
from lampblack.staging.control import SIGNALS, Signal, signals_named

_CONTROLS = (
    "first", "last", "middle", "references", "without", "restyle", "extend", "repair", "voice", "guidance", "seed",
    *(f"signal:{signal}" for signal in SIGNALS),
)  # fmt: skip


def guided(request: Film | Paint, limits: Capabilities, bench: Bench) -> Iterator[Film | Paint]:
    """`request` once for each control of pictures that is listed, asking for just that (and for what it `demands`)."""
    for control in _CONTROLS:
        if control in limits.controls and control not in limits.demands:
            for asked in _asking(request, control, bench):
                yield _with(asked, limits.needs.get(control, ()), bench)


def unguided(request: Film | Paint, limits: Capabilities) -> Iterator[Film | Paint]:
    """`request` once for each control that is not listed; what it names is not there, for it must be refused."""
    for control in _CONTROLS:
        if limits.controls and control not in limits.controls:
            yield from _asking(request, control, None)


def demanded(request: Film | Paint, limits: Capabilities, bench: Bench) -> Film | Paint:
    """`request` with one of the things without which the engine makes nothing, rather one that other controls need too;
    as it is where it needs none."""
    needed = {each for group in limits.needs.values() for each in group}
    control = min(limits.demands, key=lambda each: (each not in needed, each), default="")
    return next(_asking(request, control, bench), request)


def _with(request: Film | Paint, needed: tuple[str, ...], bench: Bench) -> Film | Paint:
    """`request` with what else is needed for it."""
    for control in needed:
        request = next(_asking(request, control, bench), request)
    return request


def _asking(request: Film | Paint, control: str, bench: Bench | None) -> Iterator[Film | Paint]:
    if control == "without":
        yield replace(request, without="text, watermark")
    elif control == "guidance":
        yield replace(request, guidance=4.0)
    elif control == "seed":
        yield replace(request, seed=7)
    elif control == "references":
        yield replace(request, references=(Reference(picture=_named(bench, "picture"), of="the man"),))
    elif control.startswith("signal:"):
        (signal,) = signals_named(control.removeprefix("signal:"))
        yield replace(request, steered=(Steer(signal=signal, roll=_roll(request, signal, bench)),))
    elif isinstance(request, Film):
        yield from _moving(request, control, bench)
    elif control == "restyle":
        yield replace(request, source=_named(bench, "picture"))


def _moving(request: Film, control: str, bench: Bench | None) -> Iterator[Film]:
    frames = request.staging.frames
    match control:
        case "first" | "last" | "middle":
            at = {"first": 0, "middle": frames // 2, "last": frames - 1}[control]
            yield replace(request, stills=(*request.stills, Still(picture=_named(bench, "picture"), at=at)))
        case "voice":
            yield replace(request, voice=_named(bench, "voice"))
        case "restyle" | "extend" | "repair":
            yield replace(request, source=Footage(video=_named(bench, "video"), use=control, first=1, last=3))
        case _:
            pass


def _named(bench: Bench | None, what: str) -> Digest:
    """A file on the bench, or without one a name of nothing."""
    if bench is None:
        return digest_of(what.encode())
    made = {"picture": a_picture, "voice": a_wav, "video": a_video}[what](bench)
    return made.digest


def _roll(request: Film | Paint, signal: Signal, bench: Bench | None) -> Digest:
    if bench is None:
        return digest_of(signal.encode())
    still = isinstance(request, Paint)
    frames, rate = (1, Rate(numerator=24)) if still else (request.staging.frames, request.staging.rate)
    return a_roll(bench, signal, frames, rate).digest
