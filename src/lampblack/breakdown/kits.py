"""From place words to what builds the place: kit, ground, and what is always heard there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from lampblack.breakdown import today
from lampblack.breakdown.lexicon import Lexicon
from lampblack.breakdown.model import Where
from lampblack.staging.place import Season

_KITS: dict[str, str] = {
    # the more special kits first: of two words as long and in the same spot, the first in the table counts
    "moon_palace": "月宫|广寒宫|广寒|月亮|月球|蟾宫|moon palace|palace of the moon|lunar palace|moon",
    "sky": "云端|云上|云中|云间|云霄|天上|天庭|天宫|天界|天空|半空|空中|九天|仙境|南天门|瑶池|凌霄宝殿|灵霄宝殿|"
    "sky|skies|heaven|heavens|clouds|cloud|mid-?air",
    "palace_hall": "大殿|宫殿|金殿|金銮殿|宝殿|正殿|殿|朝堂|朝廷|皇宫|王宫|龙宫|宫|"
    "palace|palace hall|throne room|throne|great hall|royal court|imperial court",
    "inn": "客栈|酒馆|酒楼|酒肆|酒家|驿站|驿馆|茶馆|茶楼|茶肆|饭馆|旅店|inn|tavern|"
    "alehouse|pub|teahouse|tea house|saloon|taproom",
    "study": "书房|书斋|书院|书阁|藏书阁|藏书楼|study|library|scriptorium",
    "cave": "山洞|洞穴|岩洞|溶洞|洞府|石窟|地穴|洞|cave|caves|cavern|grotto|mine|mineshaft",
    "bamboo": "竹林|竹海|竹园|竹|bamboo|bamboo grove|bamboo forest|bamboo wood|bamboo woods",
    "snow_field": "雪原|雪地|雪野|雪域|冰原|冰川|冰河|冰天雪地|北极|南极|snowfield|snowfields|snow field|"
    "snow fields|snowy field|snowy plain|tundra|glacier|ice field|ice sheet|arctic|antarctic|frozen waste|"
    "frozen wastes|frozen wasteland",
    "desert": "沙漠|戈壁|大漠|荒漠|沙丘|沙海|绿洲|火星|月面|月表|月球表面|月球荒原|外星荒原|行星表面|星球表面|"
    "mars|planet|surface of the moon|moon surface|moon's surface|lunar surface|lunar plain|"
    "desert|deserts|dune|dunes|sahara|oasis",
    "sea": "大海|(?<!上)海|海边|海滩|海岸|海上|沙滩|岛|码头|港口|sea|seas|seaside|seashore|sea shore|"
    "shore|ocean|beach|coast|harbour|harbor|island|bay|lagoon|quay",
    "lake": "湖|断桥|湖边|湖畔|湖岸|湖心|池塘|荷塘|莲池|潭|lake|lakeside|lakeshore|lake shore|pond|jetty|lotus pond",
    "village": "村|村庄|村子|村落|村口|村头|山村|渔村|农家|农庄|寨|village|village square|village green|"
    "hamlet|farm|farmyard|farmstead",
    "courtyard": "庭院|院子|院落|天井|后院|院|courtyard|yard|patio|garden|cloister|[a-z]*yard|porch|terrace|"
    "campus|quad|花园|园",
    "room": "房间|卧室|厅|室|屋|馆|厨房|店|办公|教室|客厅|医院|车内|room|house|home|kitchen|"
    "office|hall|"
    "bedroom|bar|cafe|shop|hut|cabin|apartment|hospital|temple|cellar|studio|car|"
    "[a-z]*room|[a-z]*house|restaurant|church|chapel|school|university|hallway|corridor|foyer|lobby|"
    "basement|attic|store|office|stage|theatre|theater|court|vault|trailer|tent|plane|airplane|train|bus|"
    "boat|ship|elevator|prison|jail|cell|museum|factory|stables|barn|station|bank(?= (?:lobby|vault))",
    "street": "大街|街|巷|胡同|集市|市集|市场|路口|城门|城|镇|street|alley|lane|market|town|city|"
    "square|road|neighborhood|neighbourhood|sidewalk|highway|driveway|parking lot|lot|gate|plaza|circus|"
    "fair|fairground",
    "river": "大河|河|江|溪|渡口|岸|桥|桥洞|瀑布|river|"
    "riverbank|riverside|river shore|bank|stream|bridge|ford|waterfall",
    "forest": "森林|树林|桃林|林|丛|forest|wood|woods|grove|jungle|orchard|tree|trees|path|trail|campfire|camp|swamp",
    "mountains": "山巅|山顶|山|峰|崖|岭|谷|mountain|mountains|summit|peak|cliff|ridge|valley|hill|hilltop|pass",
    "plain": "平原|草原|荒野|原野|田|野|plain|plains|field|fields|steppe|meadow|prairie|wasteland|heath",
}
_GROUNDS = Lexicon(
    {
        "snow": "雪|冰|snow|ice|icy|snowy", "sand": "沙|滩|sand|beach|desert|shore", "rock": "岩|石|崖|山巅|"
        "山顶|峰|rock|rocky|cliff|summit|peak|stone",
        "wood": "木板|地板|wooden floor|floorboards|deck", "grass": "草|桃林|grass|meadow|lawn|orchard",
    }
)  # fmt: skip
_USUAL: dict[str, tuple[str, tuple[str, ...]]] = {
    "mountains": ("rock", ("wind", "birds")),
    "river": ("sand", ("river", "wind")),
    "forest": ("grass", ("leaves", "birds")),
    "plain": ("earth", ("wind",)),
    "room": ("wood", ("room",)),
    "courtyard": ("earth", ("birds", "leaves")),
    "street": ("earth", ("crowd",)),
    "lake": ("wood", ("wind", "birds")),
    "sea": ("sand", ("sea", "wind")),
    "desert": ("sand", ("wind",)),
    "bamboo": ("grass", ("leaves", "birds")),
    "snow_field": ("snow", ("wind",)),
    "village": ("earth", ("birds", "leaves")),
    "palace_hall": ("rock", ("room",)),
    "inn": ("wood", ("crowd",)),
    "study": ("wood", ("room",)),
    "cave": ("rock", ("wind",)),
    "sky": ("grass", ("wind",)),
    "moon_palace": ("rock", ("wind",)),
    **today.USUAL,
}
_INSIDE = frozenset({*today.INSIDE, "room", "palace_hall", "inn", "study", "cave", "moon_palace"})
"""Kits a scene inside can play in; the words that name others say what is around the room."""
_BEFORE = {**today.FRONTS, "palace_hall": "courtyard", "study": "courtyard", "inn": "street", "cave": "mountains"}
"""Where a scene outside plays whose place is a house or a cave: before it."""
_BESIDE = re.compile(
    r"\s(?:by|near|beside|at|on|in|of|above|below|under|behind|outside|overlooking|facing)\s", re.IGNORECASE
)
_SEASONS = Lexicon(
    {
        "spring": "春|花开|开花|桃花|杏花|樱花|spring|blossom|blossoms|cherry trees",
        "autumn": "秋|红叶|落叶|枫|autumn|fall leaves|maple",
        "winter": "冬|雪|冰|winter|snow|snowy|ice|icy",
    }
)
_HEARD = Lexicon(
    {
        "sea": "(?<!上)海|sea|ocean|beach", "rain": "雨|rain", "crickets": "虫鸣|蟋蟀|crickets", "birds": "鸟|birds",
        "fire": "篝火|炉火|壁炉|fireplace|campfire|hearth", "city": "城市|都市|city", "wind": "风|wind",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What stands for a place nobody described: its kit, its ground, its ambience, its season."""

    kit: str
    ground: str
    ambience: tuple[str, ...]
    season: Season
    certain: bool
    """False: no word named a kind of place."""


@cache
def _lexicon(world: str) -> Lexicon:
    """All kits and their words in a story of that world: those of today first, they are the more special."""
    own = today.words_of(world)
    older = {kit: f"{own[kit]}|{words}" if kit in own else words for kit, words in _KITS.items()}
    return Lexicon({**{kit: words for kit, words in own.items() if kit not in _KITS}, **older})


def ground_of(words: str, where: Where, world: str = "") -> Ground:
    """The kit for these place words: what stands last in them, of "an inn by the lake" the inn.

    Inside it is a kit with walls, rather one of its own kind than just a room, and a room where they name none; outside
    a plain where they name no kind of place. `world` is the one the story is told in (`appearance.world_of`): in one of
    today a street is a city's and a kitchen a flat's.
    """
    lexicon = _lexicon(world)
    hits = lexicon.all(_BESIDE.split(words)[0]) or lexicon.all(words)
    kit = hits[-1].meaning if hits else "plain"
    if where == "int":
        # where what is named first is no kind of room ("the bridge of the starship"), what it is part of tells
        both = (*reversed(hits), *reversed(lexicon.all(words)))
        within = [hit.meaning for hit in both if hit.meaning in _INSIDE and hit.meaning != "room"]
        kit = within[0] if within else today.ROOM.get(world, "room")
    elif where == "ext":
        kit = _BEFORE.get(kit, kit)
    ground, usual = _USUAL[kit]
    heard = tuple(dict.fromkeys(hit.meaning for hit in _HEARD.all(words)))
    return Ground(
        kit=kit,
        ground=_GROUNDS.foremost(words) or ground,
        ambience=tuple(dict.fromkeys((*usual, *heard))),
        season=cast(Season, _SEASONS.foremost(words) or "summer"),
        certain=bool(hits),
    )
