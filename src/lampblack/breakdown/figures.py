"""A figure from words: sex, age, build, height, hair, beard, dress, hat, colours and what the hand holds.

What words leave open is picked by name, so it is the same in every film and two people are never twins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lampblack.base.digest import seed_of
from lampblack.base.saved import convert
from lampblack.breakdown.ages import years_in
from lampblack.breakdown.appearance import LEXICONS, MODERN, STOOPS, dress_in
from lampblack.breakdown.colours import below_in, cloth_of, hair_in, hair_of, robe_in, skin_of, tie_in
from lampblack.breakdown.creatures import beast_of, kind_named, kind_of
from lampblack.breakdown.given_names import is_elder, sex_called
from lampblack.breakdown.lexicon import Lexicon
from lampblack.breakdown.trades import Trade, is_old, trade_of
from lampblack.breakdown.wardrobe import wardrobe_of
from lampblack.staging.figure import Figure

_METRES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:米|公尺|m\b|metres?|meters?)(?:\s*(\d{1,2})(?!\d))?", re.IGNORECASE)
_CENTIMETRES = re.compile(r"(\d{2,3})\s*(?:厘米|公分|cm\b)", re.IGNORECASE)
_FEET = re.compile(r"(\d)\s*(?:'|’|foot|feet|ft\b)\s*(\d{1,2})?", re.IGNORECASE)
_HAN_METRES = re.compile(r"([一二两三四五六七八九十])米([一二三四五六七八九])?")
_HAN = {sign: number for number, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_STATURE = Lexicon(
    {"giant": "巨人|巨大|顶天立地|giant|gigantic|colossal", "tall": "高大|高挑|高个|个子高|tall", "short": "矮|"
    "short man|short woman|dwarf|tiny"}
)  # fmt: skip
_HEIGHTS = {"child": 1.24, "young": 1.72, "middle": 1.73, "old": 1.67}
_SICK = re.compile(r"(?i)病号服|病员服|hospital gown|patient gown|hospital pyjamas|hospital pajamas")
_OF_THE_SICK = {"dress": "shirt", "robe": "#cbd8dc", "trim": "#eef0ea", "inner": "#eef0ea", "skirt": "#c3d0d5",
                "lower": "trousers", "sash": "#9fb4bd"}  # fmt: skip
"""What the sick wear in a ward: pale and loose, all of one cloth."""
_OF_DRESS = ("dress", "robe", "trim", "sash")
_LOOSE = {
    ("man", "young"): ("topknot", "short", "long"), ("man", "middle"): ("topknot", "short", "loose"),
    ("man", "old"): ("topknot", "long", "bald"), ("man", "child"): ("topknot", "short", "braids"),
    ("woman", "young"): ("bun", "long", "braids"), ("woman", "middle"): ("bun", "long"),
    ("woman", "old"): ("bun",), ("woman", "child"): ("bun", "braids"),
}  # fmt: skip
_TODAY = {
    ("man", "young"): ("parted", "crop", "short"), ("man", "middle"): ("parted", "short", "crop"),
    ("man", "old"): ("short", "bald", "parted"), ("man", "child"): ("short", "crop"),
    ("woman", "young"): ("ponytail", "long", "bob", "bun"), ("woman", "middle"): ("bob", "bun", "ponytail", "curly"),
    ("woman", "old"): ("short", "bun", "curly"), ("woman", "child"): ("braids", "ponytail", "bob"),
}  # fmt: skip


def figure_of(
    id: str,
    name: str,
    words: str,
    written: Mapping[str, Any] | None = None,
    taken: tuple[str, ...] = (),
    likely: str = "",
    world: str = "",
) -> Figure:
    """The figure that `words` describe. Fields in `written` stand as they are; `taken` are robes others wear;
    `likely` is a sex to take where neither words nor name say one, `world` what people wear where no word says it
    (`appearance.world_of`). An animal has a figure of its own kind."""
    given = dict(written or {})
    species = str(given.get("species", ""))
    beast = None if species == "human" else kind_of(name, words)
    if species not in ("", "human") and (beast is None or beast[0].species != species):
        kind = kind_named(species)
        beast = (kind, f"{words} {name}") if kind is not None else beast
    if beast is not None:
        return beast_of(id, name, *beast, given, _stated(words))
    said = _said(words)
    trade = trade_of(name, words)
    worn_there: Mapping[str, str] = trade.worn(world) if trade else {}
    chosen = {**_said_by_name(name, {**said, **given}, likely, trade), **_by_trade(worn_there, said, given)}
    chosen |= {**said, **given}
    sex, age = str(chosen["sex"]), str(chosen["age"])
    said_dress = str(said.get("dress", ""))
    if (
        "dress" not in given
        and (said_dress or "dress" not in worn_there)
        and (worn := dress_in(world, said_dress, sex, age))
    ):
        chosen["dress"] = _pick(worn, "dress", name)
        if chosen["dress"] == "shirt" and sex == "woman":
            chosen.setdefault("lower", _pick(("jeans", "skirt", "trousers"), "lower", name))
    dress = str(chosen.get("dress") or ("tunic" if age == "child" else "gown" if sex == "woman" else "robe"))
    today, foreign = dress in MODERN, name.isascii()
    skin = str(chosen.get("skin") or skin_of(name, wide=today and foreign))
    fields: dict[str, Any] = {
        "hair": _pick((_TODAY if today else _LOOSE)[sex, age], "hair", name),
        "hair_colour": "#cfcac2" if age == "old" else hair_of(name, skin) if today and foreign else "#1c1a20",
        "beard": _beard(sex, age, name),
        "dress": dress,
        "skin": skin,
        **(wardrobe_of(dress, str(chosen.get("lower", "own")), name, taken) if today else _clothes(dress, name, taken)),
        "height": _height(sex, age, words, name),
        "seed": seed_of("figure", name),
    }
    return convert({**fields, **chosen, "id": id}, Figure)


def _said(words: str) -> dict[str, Any]:
    """Only what the words say."""
    said: dict[str, Any] = {field: value for field, found in LEXICONS.items() if (value := found.foremost(words))}
    if (
        said.get("sex") == "woman"
        and re.search(r"(?i)\b(?:he|his)\b", words)
        and not re.search(r"女|woman|girl", words)
    ):
        said["sex"] = "man"
    if "age" not in said and is_old(words):
        said["age"] = "old"
    if (years := years_in(words)) is not None:
        said["age"] = _age(years)
    if said.get("dress") == "suit" and re.search(r"(?i)夹克|leather jacket", words):
        said["dress"] = "uniform"
    if said.get("lower") == "skirt" and said.get("dress") == "gown":
        del said["lower"]
    if said.get("beard", "none") != "none":
        said.setdefault("sex", "man")
    if _SICK.search(words):
        said |= _OF_THE_SICK
    if robe := robe_in(words):
        said["robe"] = robe
    if below := below_in(words):
        said["skirt"] = below
    if tie := tie_in(words):
        said["sash"] = tie
    if bent := STOOPS.foremost(words):
        said["stoop"] = float(bent)
    if hair := hair_in(words):
        said["hair_colour"] = hair
    return said


def _said_by_name(name: str, said: Mapping[str, Any], likely: str, trade: Trade | None) -> dict[str, Any]:
    """Sex and age as the name itself gives them (奶奶, OLD MAN), else the trade, else picked by name; young where
    nothing is known."""
    held, usual, age = (trade.sex, trade.usually, trade.age) if trade else ("", "", "")
    sex = LEXICONS["sex"].foremost(name) or held or likely or sex_called(name) or usual
    sex = sex or _pick(("man", "woman"), "sex", name)
    age = (
        LEXICONS["age"].foremost(name) or ("old" if is_old(name) else age) or ("middle" if is_elder(name) else "young")
    )
    return {"sex": said.get("sex", sex), "age": age, "build": _build(name)}


def _by_trade(worn: Mapping[str, str], said: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What a trade wears; where another dress is said, neither its colour nor its cut, and nothing at all where the
    bible sets the dress itself: what it leaves out there is not worn."""
    if "dress" in given:
        return {}
    return {key: value for key, value in worn.items() if "dress" not in said or key not in _OF_DRESS}


def _build(name: str) -> str:
    return LEXICONS["build"].foremost(name) or _pick(("slight", "medium", "medium"), "build", name)


def _age(years: int) -> str:
    return "child" if years < 13 else "young" if years < 40 else "middle" if years < 60 else "old"


def _beard(sex: str, age: str, name: str) -> str:
    if sex == "woman" or age == "child":
        return "none"
    return _pick(
        {"young": ("none",), "middle": ("none", "moustache", "short"), "old": ("long", "short")}[age], "beard", name
    )


def _height(sex: str, age: str, words: str, name: str) -> float:
    """In metres: stated, or by stature, or by age and sex with a few centimetres by name."""
    if stated := _stated(words):
        return stated
    usual = _HEIGHTS[age] - (0.1 if sex == "woman" and age != "child" else 0.0)
    more = {"giant": 0.75, "tall": 0.12, "short": -0.14, "": 0.0}[_STATURE.foremost(words)]
    return round(usual + more + (seed_of("height", name) % 9 - 4) / 100, 2)


def _stated(words: str) -> float:
    if match := _METRES.search(words):
        whole = match[1] if "." in match[1] or not match[2] else f"{match[1]}.{match[2]}"
        return _possible(float(whole))
    if match := _CENTIMETRES.search(words):
        return _possible(int(match[1]) / 100)
    if match := _HAN_METRES.search(words):
        return _possible(_HAN[match[1]] + (_HAN[match[2]] / 10 if match[2] else 0))
    if match := _FEET.search(words):
        return _possible(round(int(match[1]) * 0.3048 + int(match[2] or 0) * 0.0254, 2))
    return 0.0


def _possible(metres: float) -> float:
    return metres if 0.3 <= metres <= 20 else 0.0


def _clothes(dress: str, name: str, taken: tuple[str, ...]) -> dict[str, str]:
    cloth = cloth_of(name, taken)
    if dress == "hide":
        robe = _pick(("#7a4a2c", "#6b4a30", "#8a6a46", "#5a4436"), "hide", name)
        return {"robe": robe, "trim": "#d9b77c", "inner": cloth.inner, "skirt": "#8a6a46", "sash": "#96342c"}
    return {"robe": cloth.robe, "trim": cloth.trim, "inner": cloth.inner, "skirt": cloth.skirt, "sash": cloth.sash}


def _pick(choices: tuple[str, ...], what: str, name: str) -> str:
    return choices[seed_of(what, name) % len(choices)]
