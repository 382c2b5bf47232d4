"""Drafting what the bible lacks: a person, a place or a thing from what the script says of it, stable by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lampblack.breakdown.figures import figure_of
from lampblack.breakdown.kits import ground_of
from lampblack.breakdown.lexicon import Lexicon
from lampblack.breakdown.model import Character, PlaceEntry, PropEntry, Where
from lampblack.breakdown.slugs import id_of

_PROPS = Lexicon(
    {
        "手杖|staff": "手杖|木杖|拐杖|权杖|staff|walking stick|cane", "灯笼|lantern": "灯笼|lantern",
        "扇子|fan": "扇子|折扇|羽扇|团扇", "葫芦|gourd": "葫芦|gourd", "伞|umbrella": "油纸伞|雨伞|umbrella|parasol",
        "书|book": "书卷|古书|经书|书信集|book|scroll", "杯子|cup": "酒杯|茶杯|杯子|cup|mug|goblet",
        "剑|sword": "长剑|宝剑|佩剑|拔剑|剑|sword", "刀|knife": "匕首|短刀|菜刀|knife|dagger", "弓|bow": "长弓|弓箭|弓",
        "信|letter": "书信|信件|信封|一封信|letter|envelope", "碗|bowl": "饭碗|瓷碗|碗|bowl", "琴|"
        "zither": "古琴|琴|zither|guqin",
        "笛子|flute": "笛子|竹笛|箫|flute", "镜子|mirror": "铜镜|镜子|mirror", "钥匙|key": "钥匙|keys?",
        "手机|phone": "手机|电话|phone|telephone", "枪|gun": "手枪|枪|gun|pistol|rifle", "鼓|drum": "鼓|drum",
        "绳子|rope": "绳子|绳索|rope", "蜡烛|candle": "蜡烛|烛台|candle", "地图|map": "地图|map", "包袱|"
        "bundle": "包袱|行囊|bundle|backpack",
    }
)  # fmt: skip

_HAN = re.compile(r"[\u3400-\u9fff]")
_PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b|他(?!们)|她(?!们)", re.IGNORECASE)
_HE = ("he", "his", "him", "他")
_KINDS = re.compile(
    "man|woman|boy|girl|child|lady|gentleman|guard|soldier|officer|doctor|nurse|driver|waiter|waitress|voice|clerk|"
    "king|queen|prince|princess|monk|priest|one|two|three|mother|father|brother|sister|son|daughter",
    re.IGNORECASE,
)


_DESCRIBES = re.compile(
    r"(?i:an?|in (?:an?|his|her|full|[a-z]+ (?:uniform|dress|robes?|suit|coat))|with|wearing|dressed|clad|bald)\b|"
    r"(?i:(?:(?:in\s+(?:his|her|their)\s+)?(?:(?:early|mid|late)[\s-]+)?)?\d{1,2}(?:['’]?s)?$)|"
    r"(?i:[a-z-]+(?:,? and [a-z-]+)?)$(?<!ing)(?<!ly)"
)
"""What a phrase begins with, or all it is, that describes somebody: `a tired clerk`, `in a red dress`, `elegant`."""


def draft_character(
    name: str,
    words: str,
    taken_ids: set[str],
    taken_robes: Iterable[str],
    *,
    on_stage: bool,
    sex: str = "",
    world: str = "",
) -> Character:
    """A member of the cast nobody described: a figure from what the script says, or none for a voice.

    `sex` is what pronouns make likely; the name's own words and the description count for more; `world` is the one the
    story is told in.
    """
    id = id_of(name, "" if _HAN.search(name) else "_", taken_ids)
    figure = figure_of(id, name, words, taken=tuple(taken_robes), likely=sex, world=world) if on_stage else None
    return Character(id=id, name=name, words=words, figure=figure, drafted=True)


def shorter(name: str) -> tuple[str, ...]:
    """What `OLD TOM` is called for short, where the last word is a name and no kind of person or number."""
    last = name.split()[-1] if " " in name and name.isascii() else ""
    return (last,) if last.isalpha() and not _KINDS.fullmatch(last) else ()


def likely_sex(name: str, actions: Iterable[str]) -> str:
    """What the pronouns behind a name make likely: `man`, `woman`, or empty where they do not say."""
    named = re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" if name.isascii() else re.escape(name), re.IGNORECASE)
    he = she = 0
    for action in actions:
        if match := named.search(action):
            said = _PRONOUN.search(action, match.end())
            he += bool(said and said[0].casefold() in _HE)
            she += bool(said and said[0].casefold() not in _HE)
    return "man" if he > she else "woman" if she > he else ""


def with_figure(character: Character, taken_robes: Iterable[str], world: str = "") -> Character:
    """Someone the bible names without a figure, who stands on the stage after all."""
    figure = figure_of(character.id, character.name, character.words, taken=tuple(taken_robes), world=world)
    return replace(character, figure=figure)


def draft_place(name: str, where: Where, taken_ids: set[str], world: str = "") -> PlaceEntry:
    """A place nobody described, from its name and the world the story is told in."""
    ground = ground_of(name, where, world)
    return PlaceEntry(
        id=id_of(name, "_", taken_ids), name=name, kit=ground.kit, words=name, ambience=ground.ambience,
        ground=ground.ground, season=ground.season, drafted=True,
    )  # fmt: skip


def things_in(action: str, language: str) -> tuple[tuple[str, str], ...]:
    """Things with a name of their own in an action: (name in the film's language, the word that was found)."""
    east = language.split("-")[0] in ("zh", "ja", "yue", "cmn")
    return tuple((hit.meaning.split("|")[0 if east else 1], hit.words) for hit in _PROPS.all(action))


def draft_prop(name: str, found: tuple[str, ...], taken_ids: set[str]) -> PropEntry:
    """A thing nobody described; the words it was found by are its aliases."""
    aliases = tuple(dict.fromkeys(word for word in found if word != name))
    return PropEntry(id=id_of(name, "_", taken_ids), name=name, aliases=aliases, drafted=True)


def introduction(name: str, actions: Iterable[str]) -> str:
    """How a person is described when first seen: what stands in brackets behind the name, and what is said in passing
    behind it: `JACK (40s, a tall sailor)`, `DORA PRICE (28), elegant, in a red dress, hurries in`."""
    surname = r"(?:[ ]+[A-Z][A-Z'.-]+)*" if name.isascii() else ""
    named = re.compile(rf"(?<![A-Za-z])(?i:{re.escape(name)}){surname}(?![A-Za-z])")
    bracket = re.compile(r"\s*[(（]([^()（）\n]{1,120})[)）]")
    for action in actions:
        for match in named.finditer(action):
            found = bracket.match(action, match.end())
            words = [found[1].strip()] if found else []
            words += _in_passing(action[found.end() if found else match.end() :])
            if words:
                return ", ".join(words)
    return ""


def _in_passing(behind: str) -> list[str]:
    """The phrases between commas behind a name that say how somebody is, up to the first that tells what they do."""
    said: list[str] = []
    text = re.split(r"[.!?;。！？；\n]", behind)[0]
    for part in text.split(",")[1:] if text.lstrip().startswith(",") else ():
        if not _DESCRIBES.match(part.strip()):
            break
        said.append(part.strip())
    return said
