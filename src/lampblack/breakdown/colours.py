"""Colours named in words, and colours picked by name where words name none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lampblack.base.digest import seed_of
from lampblack.breakdown.lexicon import Lexicon

_NAMED = {
    "#a83a34": "红|赤|朱|绯|red|crimson|scarlet",
    "#b8623a": "橙|橘|orange|rust",
    "#c59a3e": "黄|金|yellow|golden|gold|ochre",
    "#4f7a4a": "绿|翠|green|olive",
    "#2f5f6e": "青|碧|teal|cyan",
    "#344a70": "蓝|靛|blue|navy|indigo",
    "#5d3f6b": "紫|purple|violet",
    "#c98a94": "粉|桃色|pink",
    "#e4ddcd": "白|素|white|cream|pale",
    "#2a282c": "黑|墨色|玄|black",
    "#5a5f66": "灰|grey|gray",
    "#6b4a30": "棕|褐|咖啡|brown|leather",
}
_COLOURS = Lexicon(_NAMED)
_HAIRS = Lexicon(
    {"#d9d6d0": "白|银|white|silver", "#8d8a88": "灰|花白|grey|gray", "#6a3f24": "红|red|ginger|auburn",
     "#4a3426": "棕|brown", "#b89550": "金|blond|blonde|golden", "#1c1a20": "黑|black|dark"}
)  # fmt: skip
_SKINS = ("#eecead", "#e6c19c", "#dcb38c", "#f0d2b4", "#d2a278", "#c08a60")
_ROBES = (
    ("#344a70", "#d4c4a0", "#e2dac8", "#c8c2ba", "#96342c"),
    ("#7c3b34", "#d9b77c", "#eee0c8", "#b9a48c", "#2f4a52"),
    ("#4c6b50", "#d8d0a8", "#ebe4d0", "#a8b09a", "#6d3a2c"),
    ("#5d4668", "#d2c0d0", "#eae0e4", "#b8aab8", "#3a4a3c"),
    ("#8a6a36", "#efe0b8", "#f2e8d4", "#c8b690", "#4a3a5a"),
    ("#3f6670", "#cfd9cf", "#e6e2d4", "#9fb3ac", "#8a4a30"),
    ("#6a4a3a", "#d0b08a", "#e4d6c2", "#a8947c", "#38506a"),
    ("#8c4a60", "#e8c8b8", "#f4e4dc", "#ccb0a8", "#3c5a58"),
    ("#4a4e58", "#c8c4b4", "#dedcd4", "#9c9a98", "#9a5a2c"),
    ("#7a7440", "#e0d8a4", "#eeead0", "#b4b08c", "#5a2e3a"),
)
_CLOTHES = (
    r"(?:衣|袍|裙|衫|袄|裳|装|褂|披风|氅|服|T恤|夹克|"
    r"\s+(?:\w+\s+)?(?:robe|robes|dress|gown|coat|overcoat|shirt|t-shirt|suit|tunic|cloak|jacket|sari|hoodie|sweater|"
    r"cardigan|sweatshirt|parka|puffer|jumpsuit|coveralls|qipao|cheongsam|uniform|blouse))"
)
_HAIR = r"(?:发|头发|须|胡须|胡子|双髻|\s+(?:\w+\s+)?(?:hair|beard|bun|braids?|moustache))"
_BELOW = r"(?:裤|短裙|半身裙|\s+(?:\w+\s+)?(?:trousers|pants|jeans|slacks|shorts|skirt))"
_TIE = r"(?:领带|领结|\s+(?:\w+\s+)?(?:tie|necktie|bow tie))"
_WIDE = ("#f3d9c4", "#eecead", "#e0b48c", "#c69064", "#8f5f3f", "#63402b")
_HAIR_COLOURS = ("#1c1a20", "#33241c", "#4a3426", "#6a4a30", "#6a3f24", "#b08a54")
_BESIDE = 12
"""How many characters in front of a piece of clothing its colour may stand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cloth:
    """The colours of one set of clothes that go together."""

    robe: str
    trim: str
    inner: str
    skirt: str
    sash: str


def robe_in(words: str) -> str:
    """The colour of the clothes as the words give it, or empty."""
    return _beside(_COLOURS, _CLOTHES, words)


def hair_in(words: str) -> str:
    """The colour of hair or beard as the words give it, or empty."""
    return _beside(_HAIRS, _HAIR, words)


def below_in(words: str) -> str:
    """The colour of trousers or skirt as the words give it, or empty."""
    for match in re.finditer(_BELOW, words, re.IGNORECASE):
        near = re.split(r"[，,。；;、和与]|\band\b", words[max(0, match.start() - _BESIDE) : match.end()])[-1]
        near = re.split(_CLOTHES, near, flags=re.IGNORECASE)[-1]
        if hits := _COLOURS.all(near):
            return hits[-1].meaning
    return ""


def tie_in(words: str) -> str:
    """The colour of a tie as the words give it, or empty."""
    return _beside(_COLOURS, _TIE, words)


def skin_of(name: str, *, wide: bool = False) -> str:
    """A skin picked by name; `wide`: from all the world."""
    skins = _WIDE if wide else _SKINS
    return skins[seed_of("skin", name) % len(skins)]


def hair_of(name: str, skin: str) -> str:
    """A hair colour picked by name, as it goes with a skin: dark with dark."""
    dark = sum(int(skin[index : index + 2], 16) for index in (1, 3, 5)) < 440
    return _HAIR_COLOURS[seed_of("hair colour", name) % (2 if dark else len(_HAIR_COLOURS))]


_ALIKE = 36
"""How far two colours must be apart to tell people by them, in steps of red, green and blue."""


def cloth_of(name: str, taken: tuple[str, ...] = ()) -> Cloth:
    """Clothes picked by name; a robe that another person wears already is passed over, and those much like
    it, while there are others."""
    start = seed_of("cloth", name)
    order = [_ROBES[(start + step) % len(_ROBES)] for step in range(len(_ROBES))]
    robe, trim, inner, skirt, sash = next(
        (one for one in order if not any(_alike(one[0], worn) for worn in taken)),
        next((one for one in order if one[0] not in taken), order[0]),
    )
    return Cloth(robe=robe, trim=trim, inner=inner, skirt=skirt, sash=sash)


def _alike(one: str, other: str) -> bool:
    """Whether two colours, as `#rrggbb`, are taken for one from afar."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return sum((a - b) ** 2 for a, b in pairs) < _ALIKE**2


def _beside(lexicon: Lexicon, thing: str, words: str) -> str:
    for match in re.finditer(thing, words, re.IGNORECASE):
        start = max(0, match.start() - _BESIDE)
        near = re.split(r"[，,。；;、]", words[start : match.end()])[-1]
        if hits := lexicon.all(near):
            return hits[-1].meaning
    return ""
