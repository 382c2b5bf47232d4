"""The colours of clothes of today, picked by name: muted, as ink and paper like them, and going together."""

from __future__ import annotations

from lampblack.base.digest import seed_of

_TOPS = (
    "#5a6a78", "#8a5a4a", "#8f8878", "#a8664a", "#56705e", "#c2b59a", "#6a5a74", "#3f5468", "#b0904e", "#93545a",
    "#d2cabb", "#4f5a4a",
)  # fmt: skip
_SUITS = ("#34394a", "#3b3b3e", "#4a4238", "#2e3d3a", "#585a60", "#3f3040")
_COATS = ("#8a7355", "#3d4350", "#5a5048", "#6a3f38", "#4f5a4a", "#2f3336")
_LADIES = ("#7c2f3a", "#2f5a5e", "#4f7a6e", "#5d3f6b", "#8f5a68", "#34466b", "#a8784a")
_CREWS = ("#5c6670", "#6a6450", "#4a5a66", "#705a4a", "#58685e")
_SCHOOLS = ("#2f5a8a", "#8a3a34", "#2f6a56", "#5a4a7a")
_TROUSERS = ("#3a3d45", "#4a4438", "#5b5348", "#2f3a48", "#44403e")
_JEANS = ("#46586e", "#3b4a5e", "#586a7c")
_ACCENTS = ("#8a3f36", "#3f6670", "#b08a4a", "#4f6a4a", "#6a4a6e", "#b0703c")
_PALES = ("#ece8de", "#dfe3e2", "#e6dcc8", "#cfd8dd")


def wardrobe_of(dress: str, lower: str, name: str, taken: tuple[str, ...] = ()) -> dict[str, str]:
    """Colours by a figure's field. A colour that another person wears is passed over while there are others."""
    tops = {"suit": _SUITS, "overcoat": _COATS, "qipao": _LADIES, "dress": _LADIES, "jumpsuit": _CREWS}.get(
        dress, _TOPS
    )
    robe = {"labcoat": "#eeebe4", "spacesuit": "#e6e3da", "uniform": "#efece4"}.get(dress) or _free(tops, name, taken)
    school = _pick(_SCHOOLS, "school", name)
    jeans = lower == "jeans" or (lower == "own" and dress in ("tee", "hoodie"))
    accent = _pick(_ACCENTS, "accent", name)
    return {
        "robe": robe,
        "skirt": school if dress == "uniform" else _pick(_JEANS if jeans else _TROUSERS, "trousers", name),
        "trim": school if dress == "uniform" else "#d9b77c" if dress == "qipao" else accent if dress == "jumpsuit" else
        _pick(_PALES, "trim", name),
        "inner": _pick(_PALES if dress in ("suit", "labcoat") else _TOPS, "inner", name),
        "sash": accent,
    }  # fmt: skip


def _free(colours: tuple[str, ...], name: str, taken: tuple[str, ...]) -> str:
    start = seed_of("wardrobe", name)
    order = [colours[(start + step) % len(colours)] for step in range(len(colours))]
    return next((colour for colour in order if colour not in taken), order[0])


def _pick(colours: tuple[str, ...], what: str, name: str) -> str:
    return colours[seed_of(what, name) % len(colours)]
