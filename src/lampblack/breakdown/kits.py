"""From place words to what builds the place: kit, ground, and what is always heard there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from lampblack.breakdown.lexicon import Lexicon
from lampblack.breakdown.model import Where
from lampblack.staging.place import Season

_KITS = Lexicon(
    {
        "courtyard": "庭院|院子|院落|天井|后院|院|courtyard|yard|patio|garden|cloister|[a-z]*yard|porch|terrace|"
        "campus|quad|花园|园",
        "room": "客栈|房间|卧室|厅|室|屋|殿|馆|厨房|店|宫|办公|教室|客厅|医院|洞|车内|room|house|home|kitchen|"
        "office|inn|hall|"
        "bedroom|bar|cafe|shop|hut|cabin|apartment|hospital|tavern|palace|temple|cave|cellar|studio|car|study|"
        "[a-z]*room|[a-z]*house|restaurant|church|chapel|school|university|hallway|corridor|foyer|lobby|"
        "basement|attic|store|office|stage|theatre|theater|court|vault|trailer|tent|plane|airplane|train|bus|"
        "boat|ship|elevator|prison|jail|cell|library|museum|factory|stables|barn|station|bank(?= (?:lobby|vault))",
        "street": "大街|街|巷|胡同|集市|市集|市场|路口|城门|城|镇|村口|street|alley|lane|market|town|city|"
        "square|road|neighborhood|neighbourhood|sidewalk|highway|driveway|parking lot|lot|gate|plaza|circus|"
        "fair|fairground",
        "river": "大河|河|江|湖|海|溪|渡口|岸|桥|潭|瀑布|river|"
        "riverbank|riverside|lake|lakeside|seaside|sea|shore|bank|beach|stream|bridge|ford|"
        "harbour|harbor|pond",
        "forest": "森林|树林|竹林|桃林|林|丛|forest|wood|woods|grove|jungle|orchard|bamboo|tree|trees|path|"
        "trail|campfire|camp|swamp",
        "mountains": "山巅|山顶|山|峰|崖|岭|谷|mountain|mountains|summit|peak|cliff|ridge|valley|hill|hilltop|pass",
        "plain": "平原|草原|荒野|原野|田|沙漠|戈壁|野|plain|plains|field|fields|desert|steppe|meadow|prairie|"
        "wasteland|heath",
    }
)
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
}
_SEASONS = Lexicon(
    {
        "spring": "春|花开|开花|桃花|杏花|樱花|spring|blossom|blossoms|cherry trees",
        "autumn": "秋|红叶|落叶|枫|autumn|fall leaves|maple",
        "winter": "冬|雪|冰|winter|snow|snowy|ice|icy",
    }
)
_HEARD = Lexicon(
    {
        "sea": "海|sea|ocean|beach", "rain": "雨|rain", "crickets": "虫鸣|蟋蟀|crickets", "birds": "鸟|birds",
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


def ground_of(words: str, where: Where) -> Ground:
    """The kit for these place words: inside always a room; outside a plain where they name no kind of place."""
    hits = _KITS.all(words)
    kit = hits[-1].meaning if hits else "plain"
    if where == "int":
        kit = "room"
    ground, usual = _USUAL[kit]
    heard = tuple(dict.fromkeys(hit.meaning for hit in _HEARD.all(words)))
    return Ground(
        kit=kit,
        ground=_GROUNDS.foremost(words) or ground,
        ambience=tuple(dict.fromkeys((*usual, *heard))),
        season=cast(Season, _SEASONS.foremost(words) or "summer"),
        certain=bool(hits),
    )
