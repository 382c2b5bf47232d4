"""A figure from words: sex, age, build, height, hair, beard, dress, hat, colours and what the hand holds.

What words leave open is picked by name, so it is the same in every film and two people are never twins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lampblack.base.digest import seed_of
from lampblack.base.saved import convert
from lampblack.breakdown.colours import cloth_of, hair_in, robe_in, skin_of
from lampblack.breakdown.lexicon import Lexicon
from lampblack.staging.figure import Figure

_LEXICONS: dict[str, Lexicon] = {
    "sex": Lexicon(
        {
            "woman": "女|姑娘|妇|娘|妈|母亲|婆|姐|妹|奶奶|姨|夫人|小姐|公主|皇后|嫂|尼姑|裙|旗袍|woman|women|girl|"
            "female|mother|mom|"
            "grandmother|grandma|sister|daughter|wife|queen|princess|lady|miss|mrs|aunt|she|her|witch|nun|waitress",
            "man": "男|汉子|汉|少年|小伙|爷|伯|叔|爸|父亲|公公|翁|哥|弟|先生|丈夫|皇帝|和尚|书生|老头|老者|将军|"
            "man|men|boy|male|"
            "father|dad|grandfather|grandpa|brother|son|husband|king|prince|mr|uncle|he|his|guy|monk|wizard|waiter",
        }
    ),
    "age": Lexicon(
        {
            "child": "小孩|孩子|孩童|小女孩|小男孩|童子|幼|[四五六七八九]岁|十[一二]?岁|child|kid|little girl|"
            "little boy|toddler|"
            "(?:[4-9]|1[0-2]) years old",
            "old": "老人|老者|老头|老翁|老妇|老太|老婆婆|婆婆|奶奶|爷爷|年迈|年老|苍老|白须|白发|"
            "[六七八九]十[一二三四五六七八九]?岁|"
            "old man|old woman|elderly|aged|ancient|grandfather|grandmother|[6-9]0s|old",
            "middle": "中年|大叔|大婶|[四五]十[一二三四五六七八九]?岁|middle-aged|middle aged|[45]0s|forties|fifties",
            "young": "年轻|少年|少女|青年|姑娘|小伙|十[三四五六七八九]岁|[二三]十[一二三四五六七八九]?岁|young|"
            "youth|teen|teenage|"
            "girl|boy|[23]0s|twenties|thirties",
        }
    ),
    "build": Lexicon(
        {
            "broad": "魁梧|壮|强壮|粗壮|胖|肥|高大|虎背|巨人|broad|stout|burly|heavy|heavyset|muscular|fat|"
            "giant|strong|big",
            "slight": "瘦|纤|娇小|苗条|单薄|slight|slim|thin|slender|lean|small|petite|skinny|wiry",
        }
    ),
    "hair": Lexicon(
        {
            "bald": "光头|秃|和尚|bald|shaven head|shaved head",
            "bun": "双髻|发髻|盘发|丫髻|bun|hair up",
            "topknot": "束发|道髻|冠发|topknot|top-knot",
            "braids": "辫|braid|braids|braided|pigtails|plaits",
            "loose": "披发|披散|散发|乱发|loose hair|wild hair|unkempt|tousled",
            "short": "短发|寸头|short hair|short-haired|cropped hair|crew cut",
            "long": "长发|long hair|long-haired",
        }
    ),
    "beard": Lexicon(
        {
            "long": "长须|长髯|白须|须及胸|长胡子|大胡子|long beard|white beard|full beard|bushy beard",
            "moustache": "八字胡|小胡子|moustache|mustache",
            "short": "短须|胡茬|络腮|胡子|胡须|髯|short beard|beard|bearded|stubble|goatee",
            "none": "无须|clean-shaven|clean shaven",
        }
    ),
    "hat": Lexicon(
        {
            "straw": "斗笠|草帽|蓑笠|straw hat|bamboo hat",
            "crown": "王冠|皇冠|冠冕|金冠|crown|tiara",
            "scarf": "头巾|包头|纱巾|headscarf|scarf|bandana|hijab",
            "cap": "帽|cap|hat|beanie|beret",
        }
    ),
    "dress": Lexicon(
        {
            "hide": "兽皮|皮裘|毛皮|hide|hides|fur|furs|animal skin|pelts?",
            "suit": "西装|西服|suit|tuxedo|uniform",
            "coat": "大衣|风衣|外套|棉袄|斗篷|披风|coat|overcoat|cloak|jacket|parka",
            "gown": "长裙|裙|嫁衣|红衣|dress|gown|skirt|sari",
            "shirt": "衬衫|汗衫|T恤|shirt|t-shirt|sweater|hoodie|blouse|jeans",
            "tunic": "短衣|短褐|短打|袄|麻衣|tunic|rags|overalls|apron",
            "robe": "长袍|袍|道袍|僧衣|汉服|robe|robes|kimono|habit",
        }
    ),
    "held": Lexicon(
        {
            "staff": "手杖|木杖|拐杖|权杖|杖|拐棍|staff|cane|walking stick|crutch",
            "lantern": "灯笼|提灯|油灯|lantern|lamp",
            "fan": "扇子|折扇|羽扇|团扇|fan",
            "gourd": "葫芦|水囊|gourd|calabash",
            "umbrella": "油纸伞|雨伞|伞|umbrella|parasol",
            "book": "书卷|书本|古书|捧书|book|scroll",
            "cup": "酒杯|茶杯|杯子|酒碗|cup|mug|goblet",
            "sword": "长剑|宝剑|佩剑|剑|刀|sword|blade",
        }
    ),
}
_METRES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:米|公尺|m\b|metres?|meters?)(?:\s*(\d{1,2})(?!\d))?", re.IGNORECASE)
_CENTIMETRES = re.compile(r"(\d{2,3})\s*(?:厘米|公分|cm\b)", re.IGNORECASE)
_FEET = re.compile(r"(\d)\s*(?:'|’|foot|feet|ft\b)\s*(\d{1,2})?", re.IGNORECASE)
_HAN_METRES = re.compile(r"([一二两三四五六七八九十])米([一二三四五六七八九])?")
_HAN = {sign: number for number, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_STATURE = Lexicon(
    {"giant": "巨人|巨大|顶天立地|giant|gigantic|colossal", "tall": "高大|高挑|高个|个子高|tall", "short": "矮|"
    "short man|short woman|dwarf|tiny"}
)  # fmt: skip
_YEARS = re.compile(r"(?<!\d)(\d{1,2})(?=\s*(?:岁|years?\b|yo\b|\)|）|,|，|$))")
_HEIGHTS = {"child": 1.24, "young": 1.72, "middle": 1.73, "old": 1.67}
_LOOSE = {
    ("man", "young"): ("topknot", "short", "long"), ("man", "middle"): ("topknot", "short", "loose"),
    ("man", "old"): ("topknot", "long", "bald"), ("man", "child"): ("topknot", "short", "braids"),
    ("woman", "young"): ("bun", "long", "braids"), ("woman", "middle"): ("bun", "long"),
    ("woman", "old"): ("bun",), ("woman", "child"): ("bun", "braids"),
}  # fmt: skip


def figure_of(
    id: str,
    name: str,
    words: str,
    written: Mapping[str, Any] | None = None,
    taken: tuple[str, ...] = (),
    likely: str = "",
) -> Figure:
    """The figure that `words` describe. Fields in `written` stand as they are; `taken` are robes others wear;
    `likely` is a sex to take where neither words nor name say one."""
    said = _said(words)
    given = dict(written or {})
    chosen = {**_said_by_name(name, {**said, **given}, likely), **said, **given}
    sex, age = str(chosen["sex"]), str(chosen["age"])
    fields: dict[str, Any] = {
        "hair": _pick(_LOOSE[sex, age], "hair", name),
        "hair_colour": "#cfcac2" if age == "old" else "#1c1a20",
        "beard": _beard(sex, age, name),
        "dress": "gown" if sex == "woman" and age != "child" else "tunic" if age == "child" else "robe",
        "skin": skin_of(name),
        **_clothes(name, taken),
        "height": _height(sex, age, words, name),
        "seed": seed_of("figure", name),
    }
    return convert({**fields, **chosen, "id": id}, Figure)


def _said(words: str) -> dict[str, Any]:
    """Only what the words say."""
    said: dict[str, Any] = {field: value for field, found in _LEXICONS.items() if (value := found.foremost(words))}
    if (
        said.get("sex") == "woman"
        and re.search(r"(?i)\b(?:he|his)\b", words)
        and not re.search(r"女|woman|girl", words)
    ):
        said["sex"] = "man"
    if years := _YEARS.search(words):
        said["age"] = _age(int(years[1]))
    if robe := robe_in(words):
        said["robe"] = robe
    if hair := hair_in(words):
        said["hair_colour"] = hair
    return said


def _said_by_name(name: str, said: Mapping[str, Any], likely: str) -> dict[str, Any]:
    """Sex and age as the name itself gives them (奶奶, OLD MAN), else picked by name; young where nothing is known."""
    sex = _LEXICONS["sex"].foremost(name) or likely or _pick(("man", "woman"), "sex", name)
    return {"sex": said.get("sex", sex), "age": _LEXICONS["age"].foremost(name) or "young", "build": _build(name)}


def _build(name: str) -> str:
    return _LEXICONS["build"].foremost(name) or _pick(("slight", "medium", "medium"), "build", name)


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


def _clothes(name: str, taken: tuple[str, ...]) -> dict[str, str]:
    cloth = cloth_of(name, taken)
    return {"robe": cloth.robe, "trim": cloth.trim, "inner": cloth.inner, "skirt": cloth.skirt, "sash": cloth.sash}


def _pick(choices: tuple[str, ...], what: str, name: str) -> str:
    return choices[seed_of(what, name) % len(choices)]
