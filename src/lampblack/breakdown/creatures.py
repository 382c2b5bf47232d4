"""Whether somebody in the cast is an animal, from name and description; and the figure that is cut for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lampblack.base.digest import seed_of
from lampblack.base.saved import convert
from lampblack.breakdown.bestiary import EAST, EAST_WORD, KINDS, WEST, WEST_WORD, Kind
from lampblack.breakdown.lexicon import Lexicon
from lampblack.staging.figure import Figure

_STOPS = (
    "with|of|like|and|in|on|who|as|from|for|to|named|called|man|men|woman|women|boy|girl|child|king|queen|lady|prince|"
    "princess|by|at|is|rides|riding|keeps|hunts|hunting|leads|selling"
)
_FIRST = re.compile(
    rf"^\W*(?:(?:an?|the|one|two|his|her|their|our|my|some)\s+)?(?P<said>(?:(?!(?:{_STOPS})\b)[a-z][a-z'-]*,?\s+){{0,6}}?"
    rf"(?P<word>{WEST_WORD})s?)\b(?P<after>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_AFTER = re.compile(
    r"^\s*(?:$|[,.;:()—–]|-\s|(?:with|who|that|which|whose|of|in|and|from|called|named|on|by|at|is|was|spirit|demon|as|"
    r"sitting|standing|lying|cub|mother|father|but|so|covered|wearing)\b)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?i)\b(?:shape|form|guise) of an?\b|\bhuman (?:form|shape)\b|\bdisguised as\b|\bturned into an?\b|\bnicknamed\b|"
    r"化作|化成|化为|幻化|变成|扮成|人形|外号|绰号|名叫|装扮|一样的|似的"
)
_ADJECTIVES = (
    "the|a|an|old|young|little|big|great|small|tiny|giant|huge|black|white|grey|gray|red|brown|golden|silver|blue|green|"
    "yellow|wild|mad|hungry|wise|clever|sly|lame|blind|wounded|mother|father|baby|first|second|third|talking|magic|mountain|"
    "forest|sea|river|snow|lone|spotted|striped|stray|sacred|celestial|crowned|red-crowned|water|sika|polar"
)
_NAME = re.compile(rf"^(?P<said>(?:(?:{_ADJECTIVES})\s+)+(?P<word>{WEST_WORD})s?)(?:\s*#?\d+)?$", re.IGNORECASE)
_BARE = re.compile(rf"^(?P<word>{WEST_WORD})s?$", re.IGNORECASE)
_EAST_NAME = re.compile(
    rf"^(?P<said>[老小大白黑黄红灰花青金银赤神野母公疯瘦饿病千年山雪玉仙灵巨的枣棕褐]{{0,5}}(?P<word>{EAST_WORD}))[甲乙丙丁]?$"
)
_SURNAMES = re.compile(r"^(?!老虎)[小老大阿][马牛龙虎燕鹏鹤熊象狮豹鹿]$")
"""What people are called."""
_EAST_FIRST = re.compile(
    rf"^(?:(?P<count>[一两二三那这]?[只头匹条尾])|[一那这]个)?(?P<said>[^，,。；;、（(]{{0,14}}?(?P<word>{EAST_WORD}))$"
)
_DOES = re.compile(r"[骑牵养像如属打放赶卖杀猎怕爱抱捉救追喂]|人|女|男|孩|汉|翁|婆|爷|娘")
_COATS = Lexicon(
    {
        "#ece8de #f6f3ea #c4beb2": "雪白|洁白|纯白|白|snow-white|white|snowy",
        "#2b282c #413e43 #161417": "漆黑|乌黑|墨|黑|乌|black|jet-black|coal-black",
        "#b5803c #d9b67c #5a3d24": "黄|土黄|yellow|tawny|sandy|buff",
        "#c4923a #e6cf94 #7a4f22": "金|golden|gold",
        "#8a4a2c #c08a62 #3a2018": "枣红|枣|赤|红|火红|chestnut|red|bay|russet|scarlet",
        "#87888a #cfcdc8 #4c4b50": "灰|青灰|银灰|银|grey|gray|silver|ashen",
        "#6e4a30 #a8825c #332219": "棕|褐|咖啡|brown|sorrel|dun",
        "#2f6472 #c9cfae #1f3c4c": "青|蓝|blue|azure|teal",
        "#4f7246 #d2cf9a #2c3f2a": "绿|碧|翠|green|emerald|jade",
        "#5d3f6b #c3aec8 #37253f": "紫|purple|violet",
    }
)
_PAINTED = Lexicon(
    {"patches": "花|花斑|piebald|pinto|skewbald|patched|calico", "stripes": "虎斑|条纹|tabby|striped|stripes|brindled",
     "spots": "斑点|梅花|dappled|spotted|spots|speckled|dapple"}
)  # fmt: skip
_OF_FUR = re.compile(
    r"(?i)\b([a-z-]+)(?:\s+[a-z-]+)?\s+(?:coat|fur|feathers|scales|hide|plumage)\b|([^，,。；;、]{1,4}?)(?:色)?的?(?:皮毛|毛色|毛|羽毛|羽|鳞片|鳞)"
)
_SIZES = Lexicon(
    {"2.2": "巨大|巨型|巨|硕大|giant|gigantic|colossal|enormous", "1.2": "高大|大|huge|big|great|large|mighty|tall",
     "0.62": "幼小|幼|崽|baby|newborn|cub", "0.75": "小|瘦小|small|little|tiny|young"}
)  # fmt: skip
_AGES = Lexicon(
    {"old": "老|年迈|苍老|千年|old|ancient|aged|elderly", "child": "幼|崽|小|baby|cub|kitten|puppy|foal|fawn"}
)
_HERS = re.compile(r"(?i)母|雌|牝|\b(?:she|her|hen|mare|cow|vixen|doe|lioness|tigress|ewe|sow|mother|queen)\b")


def kind_of(name: str, words: str) -> tuple[Kind, str] | None:
    """What animal this is, and the words that say how it looks; None for people. The description counts before the
    name, and whoever has taken a human shape is drawn as a person."""
    if _PERSON.search(words):
        return None
    if words.strip():
        if found := _described(words):
            return found[0], f"{found[1]} {name}"
        if re.search(
            r"(?i)岁|\b(?:man|woman|boy|girl|years old|[2-9]0s)\b|女子|男子|少年|少女|姑娘|书生|老人|将军", words
        ):
            return None
    if match := _NAME.match(name.strip()):
        return WEST[match["word"].casefold()], f"{match['said']} {words}"
    east = _EAST_NAME.match(name.strip())
    if east and not _SURNAMES.match(name.strip()):
        return EAST[east["word"]], f"{east['said']} {words}"
    return None


def _described(words: str) -> tuple[Kind, str] | None:
    first = re.split(r"[，,。；;、（(]", words.strip(), maxsplit=1)[0].strip()
    if (east := _EAST_FIRST.match(first)) and not _DOES.search(east["said"].replace(east["word"], "")):
        return EAST[east["word"]], east["said"] + _fur(words)
    match = _FIRST.match(words)
    if match and _AFTER.match(match["after"]):
        return WEST[match["word"].casefold()], match["said"] + _fur(words)
    return None


def _fur(words: str) -> str:
    """What is said of coat, feathers or scales anywhere in the description."""
    return "".join(f" {found[1] or found[2]}" for found in _OF_FUR.finditer(words))


def beast_said(name: str, actions: Iterable[str]) -> str:
    """How the action lines speak of a bare animal's name, so that FOX is one where they say `a red fox` and Mr Fox is
    not: `a red fox`, `一只红狐狸`; empty where they do not."""
    bare = _BARE.match(name.strip())
    east = _EAST_NAME.match(name.strip())
    if not bare and not east:
        return ""
    if bare:
        pattern = rf"\b(?:an?|the)\s+((?:(?!(?:{_STOPS})\b)[a-z-]+\s+){{0,3}}?{bare['word']})\b(?!['’]?\w)"
    else:
        pattern = rf"[一那这两][只头匹条尾]([^，,。；;、]{{0,6}}?{re.escape(name.strip())})"
    for action in actions:
        if match := re.search(pattern, action, re.IGNORECASE):
            return f"a {match[1].lower()}" if bare else match[0]
    return ""


def kind_named(species: str) -> Kind | None:
    """The first kind of a species: how it usually is."""
    return next((kind for kind in KINDS if kind.species == species), None)


def beast_of(id: str, name: str, kind: Kind, said: str, written: Mapping[str, Any], height: float = 0.0) -> Figure:
    """The figure of an animal. Fields in `written` stand; `height` is what the description states, 0: nothing."""
    size = float(_SIZES.foremost(said) or 1.0)
    if kind.west.split("|")[0] in ("calf", "pony", "puppy", "doe") or not said:
        size = 1.0
    fields: dict[str, Any] = {
        "species": kind.species,
        "age": _AGES.foremost(said) or "middle",
        "sex": "woman" if kind.hornless or _HERS.search(said) else "man",
        "height": height or round(kind.height * size * (0.97 + seed_of("height", name) % 7 / 100), 2),
        "seed": seed_of("figure", name),
    }
    colours = {"coat": kind.coat, "under": kind.under, "marking": kind.marking, "markings": kind.markings}
    fields |= {key: value for key, value in colours.items() if value}
    if coat := _COATS.first(_without(said, kind)):
        fields |= _coated(kind, *coat.split())
    if painted := _PAINTED.foremost(_without(said, kind)):
        fields["markings"] = painted
    return convert({**fields, **written, "id": id}, Figure)


def _without(said: str, kind: Kind) -> str:
    """The words without those that only name the kind: 金鱼 is not golden, 梅花鹿 not patched."""
    for word in sorted((*kind.east.split("|"), *kind.west.split("|")), key=len, reverse=True):
        if len(word) > 1 and word[0] not in "白黑黄红灰青":
            said = re.sub(re.escape(word), " ", said, flags=re.IGNORECASE)
    return said.replace("red-crowned", " ")


def _coated(kind: Kind, coat: str, under: str, marking: str) -> dict[str, str]:
    """A coat of a colour; stripes, a crane's black and a carp's red stay what they are."""
    if kind.species in ("tiger", "crane", "fish", "deer", "dragon"):
        return {"coat": coat, "under": under if kind.species != "deer" else "#f1e8d6"}
    return {"coat": coat, "under": under, "marking": marking}
