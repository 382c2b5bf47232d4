"""What an engine can do, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from lampblack.base.saved import plain
from lampblack.engines.capabilities import CONTROLS, Capabilities, Offer
from lampblack.project.recipes import Recipe

_MOST_NAMES = 12


def cost_of(limits: Capabilities) -> str:
    """What a unit costs; `free`."""
    if not limits.price_per_unit:
        return "free"
    lowest = min([limits.price_per_unit, *(amount for _, amount in limits.price_by_lines)])
    least = f"{lowest:g} to " if lowest < limits.price_per_unit else ""
    unit = "1000 characters" if limits.unit == "thousand characters" else limits.unit
    return f"{least}{limits.price_per_unit:g} {limits.currency} a {unit}"


def costs_of(offer: Offer) -> str:
    """The same of all it does."""
    return ", ".join(dict.fromkeys(map(cost_of, offer.capabilities)))


def abilities(offer: Offer) -> Iterator[str]:
    """Everything an engine can be asked for, a line each."""
    yield f"{offer.name}: {offer.summary}"
    yield f"  licence: {offer.licence}"
    for limits in offer.capabilities:
        yield f"  {limits.kind}: {cost_of(limits)}"
        for words, told in _told(limits):
            yield f"    {words:12} {told}"


def _told(limits: Capabilities) -> Iterator[tuple[str, str]]:
    sizes = [f"{each.width}x{each.height}" for each in limits.sizes]
    if limits.largest and not sizes:
        sizes = [f"up to {limits.largest.width}x{limits.largest.height}"]
    looks = limits.kind in ("film", "paint")
    if looks or sizes:
        yield "sizes", ", ".join(sizes) or "any"
    if limits.kind == "film":
        yield "frames", f"{', '.join(limits.rates)} a second" if limits.rates else "any rate"
        lengths = ", ".join(f"{each:g}" for each in limits.lengths)
        longest = f"up to {limits.longest_seconds:g}" if limits.longest_seconds is not None else "any length"
        yield "seconds", lengths or longest
        yield "sound", "makes its own" if limits.makes_sound else "none"
    if limits.languages:
        yield "languages", ", ".join(limits.languages)
    for each in sorted(limits.controls):
        must = " (one of these it must be given)" if each in limits.demands else ""
        yield "is told", each + (f": {CONTROLS[each]}" if each in CONTROLS else "") + must
    if limits.most_references:
        yield "references", f"{limits.most_references} at most"
    if limits.longest_words:
        yield "words", f"{limits.longest_words} characters at most"
    for what, names in limits.names.items():
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        yield what, ", ".join(names[:_MOST_NAMES]) + more
    if limits.output_licence:
        yield "terms", limits.output_licence


def recipe_told(recipe: Recipe) -> str:
    """What a recipe does, in its own keys; what it leaves open is left out."""
    parts: list[str] = []
    for key in Recipe.__dataclass_fields__:
        value = getattr(recipe, key)
        if value == Recipe.__dataclass_fields__[key].default:
            continue
        if key == "size" and recipe.size:
            value = f"{recipe.size.width}x{recipe.size.height}"
        elif key == "rate":
            value = f"{value} a second"
        elif isinstance(value, tuple):
            value = "+".join(plain(value)) or "nothing"
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        parts.append(f"{key} {value}")
    return ", ".join(parts)
