"""What a scene heading says: inside or outside, which place, which hour, in any order people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lampblack.breakdown.hours import hour_of, is_same_hour
from lampblack.breakdown.model import Where
from lampblack.staging.place import TimeOfDay

_BOTH = re.compile(
    r"(?:INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT|I\.?/E|E\.?/I|ИНТ\.?\s?/\s?(?:НАТ|ЭКСТ)|НАТ\.?\s?/\s?ИНТ|内外景|内/外景?|外/内景?)"
    r"(?:[.。．:：]\s*|\s+|(?=\w)|$)",
    re.IGNORECASE,
)
_INT = re.compile(r"(?:(?:INT|ИНТ|ІНТ)(?:[.。．]\s*|\s+|$)|(?:内景|屋内|室内)[\s:：.。,，]*)", re.IGNORECASE)
_EXT = re.compile(r"(?:(?:EXT|EST|НАТ|ЭКСТ|ЕКСТ)(?:[.。．]\s*|\s+|$)|(?:外景|屋外|室外)[\s:：.。,，]*)", re.IGNORECASE)
_PREFIXES: tuple[tuple[re.Pattern[str], Where], ...] = ((_BOTH, "both"), (_INT, "int"), (_EXT, "ext"))
_SIDES: dict[str, Where] = {
    "内": "int", "外": "ext", "内外": "both", "外内": "both", "内景": "int", "外景": "ext", "屋内": "int",
    "屋外": "ext", "室内": "int", "室外": "ext",
}  # fmt: skip
_COMPACT = re.compile(r"(日|夜|晨|昏)(内外|内|外)\s*")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GAP = re.compile(r"\s+[-–—－|]+\s*|\s*[-–—－|]+\s+|\s*[–—－|]\s*|[,，:：、·・。]\s*")
_SPACE = re.compile(r"[\s\u3000]+")
_DATE = re.compile(r"[\d./年月日\-]+")
_INDOORS = re.compile(
    r"室|屋|厅|房|客栈|酒楼|酒肆|茶楼|驿站|殿|(?<![月寒天])宫|朝堂|店|馆|厨|办公|教室|书斋|车内|(?<!桥)洞(?!庭)|"
    r"病房|医院|公寓|宿舍|车厢|列车|火车(?!站)|地铁(?!站|口)|课堂|咖啡|酒吧|飞船|星舰|舰桥|太空舱|空间站|"
    r"(?i:\b(?:room|house|home|kitchen|office|inn|hall|bedroom|apartment|cabin|bar|cafe|shop|car|hut|cave|cavern|cellar|"
    r"tavern|palace|study|hospital|ward|clinic|classroom|diner|restaurant|café|carriage|compartment|train|subway|"
    r"spaceship|starship|spacecraft|airlock|hallway|corridor|library|bathroom|lobby)\b"
    r"(?! (?:station|platform|stop|gate|gates|garden|gardens|yard|roof|steps)\b))"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A heading taken apart. `time` is None where it names no hour; `goes_on` where it continues the one before."""

    where: Where
    place: str
    time: TimeOfDay | None
    time_words: str = ""
    goes_on: bool = False


def said_by(heading: str) -> Said:
    """Take a heading's text apart; a place that is not named is an empty `place`."""
    where, rest = _prefix(heading.strip())
    found: list[str] = []
    times: list[str] = []
    if match := _COMPACT.match(rest):
        where, times, rest = _SIDES[match[2]], [match[1]], rest[match.end() :]
    for part in _parts(rest):
        side = _SIDES.get(part)
        if side and where is None:
            where = side
        elif side or (times and _DATE.fullmatch(part)):
            continue
        elif _is_time(part, last=bool(found)):
            times.append(part)
        else:
            found.append(part)
    place = " ".join(found) if all(_EAST.search(part) for part in found) else " - ".join(found)
    words = " ".join(times)
    return Said(
        where=where or ("int" if _INDOORS.search(place) else "ext"),
        place=place,
        time=hour_of(words),
        time_words=words,
        goes_on=is_same_hour(words),
    )


def _prefix(heading: str) -> tuple[Where | None, str]:
    for pattern, where in _PREFIXES:
        if match := pattern.match(heading):
            return where, heading[match.end() :].strip(" -–—")
    return None, heading


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for part in _GAP.split(text):
        parts += _SPACE.split(part.strip()) if _EAST.search(part) else [part.strip()]
    return [part for part in parts if part]


def _is_time(part: str, *, last: bool) -> bool:
    """Whether a part names an hour and nothing else; of words in letters only a part behind the place may."""
    if _EAST.search(part):
        return len(part) <= 4 and (part in ("日", "天", "午", "昼") or _whole(part))
    return last and (hour_of(part) is not None or is_same_hour(part))


def _whole(part: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:黎明|拂晓|破晓|凌晨|日出|清晨|早晨|早上|上午|晨|朝|正午|中午|晌午|白天|白昼|下午|午后|黄昏|傍晚|日落|夕阳|"
            r"昏|夕方|深夜|午夜|夜晚|晚上|入夜|夜|晚|连续|稍后|片刻后|同时|夜明け)(?:时分?)?",
            part,
        )
    )
