"""A request against what its engine can do: every fault at once, one sentence each, before anything is made or paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

import msgspec

from lampblack.base.errors import MOST, UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.capabilities import Capabilities, Named, Offer
from lampblack.engines.requests import Compose, Film, Foley, Paint, Request, Scale, Size, Speak, kind_of

HOUSE_TIMBRES = re.compile(r"(?:man|woman|child)-[1-9]\d*")
"""The house's words for timbres, which every engine that speaks knows how to play."""


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
        *_reference_faults(request, limits),
        *_words_faults(request, limits),
        *_sound_faults(request, limits),
        *_look_faults(request, limits),
        *_name_faults(request, limits),
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


def has_look(look: str, limits: Capabilities) -> bool:
    """Whether a look is offered; no list covers all."""
    return not limits.looks or look.strip().lower() in limits.looks


def knows(name: str, what: Named, limits: Capabilities) -> bool:
    """Whether a kit, a timbre, an ambience or an effect of that name is offered; no list covers all, and everybody can
    play the house's own words for timbres."""
    if what == "timbre" and (not name or HOUSE_TIMBRES.fullmatch(name)):
        return True
    return what not in limits.names or name in limits.names[what]


def nearest(name: str, what: Named, limits: Capabilities) -> tuple[str, ...]:
    """Every name there is, the likeliest to be meant first."""
    names = limits.names.get(what, ())
    near = get_close_matches(name, names, n=3)
    return (*near, *(each for each in names if each not in near))


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
    longest = min((most for most in (limits.longest_seconds, *limits.lengths[-1:]) if most is not None), default=None)
    seconds = _seconds(request) * certain
    if longest is None or seconds <= longest + 1e-6:
        return []
    return [f"{seconds:.2f} seconds is longer than {longest:g}"]


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
    can = ", ".join(sorted(limits.controls)) or "none"
    wanted = dict.fromkeys(_wanted(request))
    faults = [f"it cannot be steered by {each} (it takes: {can})" for each in wanted if each not in limits.controls]
    if limits.demands and not limits.demands.intersection(wanted):
        faults.append(f"it makes nothing without {' or '.join(sorted(limits.demands))}")
    return [*faults, *_together_faults(frozenset(wanted), limits)]


def _together_faults(wanted: frozenset[str], limits: Capabilities) -> Iterator[str]:
    """Controls that are only taken together, and those of which one at a time is taken."""
    for control, needed in limits.needs.items():
        if control in wanted and not wanted.issuperset(needed):
            yield f"{control} is taken only with {' and '.join(needed)}"
    for group in limits.apart:
        if len(both := [each for each in group if each in wanted]) > 1:
            yield f"{' and '.join(both)} are not taken together"


def _wanted(request: Request) -> Iterator[str]:
    """The controls (`capabilities.CONTROLS`) that a request makes use of."""
    match request:
        case Film():
            yield from _picture(request)
            last = request.staging.frames - 1
            for still in request.stills:
                yield "first" if still.at <= 0 else "last" if still.at >= last else "middle"
            if request.source is not None:
                yield request.source.use
            if request.voice:
                yield "voice"
            if any(person.motion is not msgspec.UNSET for person in request.staging.people):
                yield "motion"
        case Paint():
            yield from _picture(request)
            if request.source:
                yield "restyle"
        case Speak() if request.pinyin:
            yield "pinyin"
        case Foley() if request.video:
            yield "video"
        case _:
            pass


def _picture(request: Film | Paint) -> Iterator[str]:
    """What moving and still pictures have in common."""
    said = {
        "references": bool(request.references), "without": bool(request.without),
        "guidance": bool(request.guidance), "seed": bool(request.seed),
    }  # fmt: skip
    yield from (name for name, there in said.items() if there)
    for each in request.steered:
        yield f"signal:{each.signal}"


def _reference_faults(request: Request, limits: Capabilities) -> list[str]:
    if not isinstance(request, Paint | Film) or not limits.most_references:
        return []
    many, most = len(request.references), limits.most_references
    if "references" not in limits.controls or many <= most:
        return []
    return [f"{many} references are too many (at most {most}): {', '.join(each.of for each in request.references)}"]


def _words_faults(request: Request, limits: Capabilities) -> list[str]:
    if not isinstance(request, Paint | Film) or not limits.longest_words or "words" not in limits.controls:
        return []
    long, most = len(request.words), limits.longest_words
    return [f"{long} characters of words are too many (at most {most})"] if long > most else []


def _name_faults(request: Request, limits: Capabilities) -> list[str]:
    asked: tuple[Named, str] | None = None
    match request:
        case Foley():
            asked = ("ambience" if request.ambience else "effect", request.what)
        case Speak():
            asked = ("timbre", request.voice.timbre)
        case Film() | Paint() if request.staging is not None and "staging" in limits.controls:
            asked = ("kit", request.staging.place.kit)
        case _:
            pass
    if asked is None or knows(asked[1], asked[0], limits):
        return []
    what, name = asked
    possible = nearest(name, what, limits)
    told = ", ".join(possible[:MOST]) + (" ..." if len(possible) > MOST else "")
    return [f"there is no {what} called {name!r} (possible: {told})"]


def _sound_faults(request: Request, limits: Capabilities) -> list[str]:
    return ["it makes no sound"] if isinstance(request, Film) and request.sound and not limits.makes_sound else []


def _look_faults(request: Request, limits: Capabilities) -> list[str]:
    if not isinstance(request, Paint | Film | Compose):
        return []
    name, look = ("style", request.style) if isinstance(request, Compose) else ("look", request.look)
    return (
        [] if has_look(look, limits) else [f"there is no {name} called {look!r} (possible: {', '.join(limits.looks)})"]
    )
