"""How English says what is written in figures and signs: dates, hours, money, measures, telephones, short forms."""

from __future__ import annotations

import re

from lampblack.engines.speaking.numerals import (
    decade_words,
    digit_words,
    number_words,
    ordinal_words,
    roman,
    year_words,
)
from lampblack.engines.speaking.rules import Rule, rule

_N = r"\d+(?:,\d{3})*(?:\.\d+)?"
_ALONE = r"(?<![\w.,])"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)|Sept?(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_COINS = {
    "$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny"), "¥": ("yuan", "fen"),
    "￥": ("yuan", "fen"),
}  # fmt: skip
_SAME_MANY = {"yuan": "yuan", "fen": "fen", "penny": "pence", "foot": "feet", "hertz": "hertz", "inch": "inches"}
_MEASURES = {
    "km/h": "kilometre# an hour", "mph": "mile# an hour", "m/s": "metre# a second", "km": "kilometre#",
    "cm": "centimetre#", "mm": "millimetre#", "kg": "kilogram#", "mg": "milligram#", "ml": "millilitre#",
    "lbs": "pound#", "lb": "pound#", "oz": "ounce#", "ft": "foot#", "GHz": "gigahertz", "MHz": "megahertz",
    "Hz": "hertz", "kW": "kilowatt#", "GB": "gigabyte#", "MB": "megabyte#", "TB": "terabyte#", "min": "minute#",
    "sec": "second#", "hrs": "hour#", "hr": "hour#", "m": "metre#", "g": "gram#", "mi": "mile#", "yd": "yard#",
}  # fmt: skip
_SHORT = {
    "Mr": "mister", "Mrs": "missis", "Ms": "miz", "Dr": "doctor", "Prof": "professor", "Jr": "junior", "Sr": "senior",
    "Capt": "captain", "Lt": "lieutenant", "Sgt": "sergeant", "Gen": "general", "Col": "colonel", "vs": "versus",
    "etc": "et cetera", "Ave": "avenue", "Rev": "reverend", "Hon": "honourable", "Gov": "governor", "approx": "about",
    "Dept": "department", "Mt": "mount",
}  # fmt: skip
_SPELLED = frozenset(
    [
        "AI",
        "ATM",
        "BBC",
        "CEO",
        "CIA",
        "CPR",
        "DIY",
        "DJ",
        "DNA",
        "ECG",
        "EU",
        "FBI",
        "FM",
        "GPS",
        "HIV",
        "ICU",
        "ID",
        "IOU",
        "IQ",
        "IV",
        "LA",
        "MIA",
        "MIT",
        "NBA",
        "NYPD",
        "OK",
        "PA",
        "PC",
        "PIN",
        "POV",
        "PR",
        "TNT",
        "TV",
        "UAE",
        "UFO",
        "UK",
        "UN",
        "US",
        "USA",
        "USB",
        "VIP",
        "WWII",
        "LED",
        "LCD",
        "RSVP",
        "SOS",
        "BMW",
        "NYC",
        "DC",
        "PM",
        "AM",
        "ABC",
        "EMT",
        "MRI",
        "NGO",
        "MP",
        "PhD",
        "CD",
        "DVD",
    ]
)
_WORDS_OF_CAPITALS = frozenset(("HMM", "SHH", "PSST", "BRR", "GRR", "PFFT", "TSK", "NTH", "HM", "SH", "MM", "MR", "MRS",
    "MS", "DR", "ST", "PIN", "VS"))  # fmt: skip
_PARTS = {"2": ("half", "halves"), "4": ("quarter", "quarters")}
_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_KINGS = "Henry|Louis|George|Charles|Elizabeth|Edward|Richard|James|William|Philip|Francis|Napoleon|Pius|Paul"
_NUMBERED = "Part|Book|War|Chapter|Act|Phase|Volume|Scene|Type|Episode"
_THINGS = r"(?!\s+(?:people|men|women|dollars|miles|steps|times|days|years|soldiers|words|pages|metres|meters|feet))"


def _many(number: str, unit: str) -> str:
    one = number == "1"
    head, mark, tail = unit.partition("#")
    if not mark:
        return unit
    return (head if one else _SAME_MANY.get(head, head + "s")) + tail


def _money(match: re.Match[str]) -> str:
    coin, small = _COINS[match["coin"]]
    many = match["many"]
    if many:
        scale = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "bn": "billion", "B": "billion"}
        return f"{number_words(match['sum'])} {scale.get(many, many)} {_many('2', coin + '#')}"
    whole, _, cents = match["sum"].partition(".")
    said = f"{number_words(whole)} {_many(whole, coin + '#')}"
    if len(cents) != 2 or cents == "00":
        return said if not cents.strip("0") else f"{number_words(match['sum'])} {_many('2', coin + '#')}"
    coins = f"{number_words(str(int(cents)))} {_many(str(int(cents)), small + '#')}"
    return coins if int(whole.replace(",", "")) == 0 else f"{said} and {coins}"


def _half(match: re.Match[str]) -> str:
    """`P M`, and the full stop of a sentence that ends in p.m."""
    after = match.string[match.end() :]
    ends = match[0].endswith(".") and (not after.strip() or re.match(r"\s+[\"“]?[A-Z]", after))
    return f" {match['half'][0].upper()} M" + ("." if ends else "")


def _hour(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24:
        return None
    half = match["half"]
    if minute == 0:
        said = number_words(str(hour)) + ("" if half else " o'clock" if 0 < hour < 13 else " hundred hours")
    else:
        said = f"{number_words(str(hour))} {'oh ' if minute < 10 else ''}{number_words(str(minute))}"
    return said + (_half(match) if half else "")


def _oclock(match: re.Match[str]) -> str:
    return number_words(match["hour"]) + _half(match)


def _iso(match: re.Match[str]) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{_MONTHS[month - 1]} {ordinal_words(str(day))}, {year_words(match['year'])}"


def _month(match: re.Match[str]) -> str:
    return next(month for month in _MONTHS if month.startswith(match[0][:3]))


def _measured(match: re.Match[str]) -> str:
    return f"{number_words(match['n'])} {_many(match['n'], _MEASURES[match['unit']])}"


def _feet(match: re.Match[str]) -> str:
    said = f"{number_words(match['feet'])} {_many(match['feet'], 'foot#')}"
    return f"{said} {number_words(match['inches'])}" if match["inches"] else said


def _degrees(match: re.Match[str]) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit"}.get((match["scale"] or "").upper(), "")
    minus = "minus " if match["minus"] else ""
    return f"{minus}{number_words(match['n'])} {_many(match['n'], 'degree#')}{scale}"


def _share(over: int, under: int) -> str:
    one, many = _PARTS.get(str(under), ("", ""))
    if not one:
        one = ordinal_words(str(under))
        many = one + "s"
    return f"{number_words(str(over))} {one if over == 1 else many}"


def _fraction(match: re.Match[str]) -> str | None:
    over, under = int(match["over"]), int(match["under"])
    if under < 2 or under > 100:
        return None
    whole = match["whole"]
    if not whole:
        return _share(over, under)
    part = {(1, 2): "a half", (1, 4): "a quarter"}.get((over, under), _share(over, under))
    return f"{number_words(whole)} and {part}"


def _sign(match: re.Match[str]) -> str:
    over, under = _SIGNS[match["sign"]]
    whole = match["whole"]
    return f"{number_words(whole)} and a half" if whole and (over, under) == (1, 2) else (
        f"{number_words(whole)} and {_share(over, under)}" if whole else _share(over, under)
    )  # fmt: skip


def _dialled(match: re.Match[str]) -> str:
    return ", ".join(digit_words(part) for part in re.findall(r"\d+", match[0])).replace("zero", "oh")


def _numeral(match: re.Match[str]) -> str:
    return number_words(str(roman(match[0])))


def _regnal(match: re.Match[str]) -> str:
    return "the " + ordinal_words(str(roman(match[0])))


def _initials(match: re.Match[str]) -> str | None:
    """Capitals without a vowel, or known to be initials, are spelled; those that shout (NO, STOP) are words."""
    word = match[0]
    if word in _WORDS_OF_CAPITALS or not (word in _SPELLED or not re.search("[AEIOUY]", word)):
        return None
    return " ".join(word)


def _day(match: re.Match[str]) -> str | None:
    """`5` in March 5 and in 5 March."""
    return ordinal_words(match["day"]) if 1 <= int(match["day"]) <= 31 else None


def _day_of(match: re.Match[str]) -> str:
    """`5` in 5 March; after 'the' it is not said again."""
    the = "" if re.search(r"\bthe $", match.string[: match.start()], re.IGNORECASE) else "the "
    return f"{the}{ordinal_words(match['day'])} of"


def _decade(match: re.Match[str]) -> str:
    return decade_words(match["year"]) if len(match["year"]) == 4 else decade_words("19" + match["year"]).split()[-1]


def _number(match: re.Match[str]) -> str:
    return ("minus " if match["minus"] else "") + number_words(match["n"])


ENGLISH: tuple[Rule, ...] = (
    rule(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)", _iso),
    *(
        rule(rf"(?<={month} )(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%])", _day)
        for month in (*_MONTHS, "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
    ),
    rule(rf"(?<![\d:])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?=\s{_MONTH}(?!\w))", _day_of),
    rule(rf"\b(?:{'|'.join(month[:3] for month in _MONTHS)}|Sept)\.(?=\s\d)", _month),
    rule(r"(?<!\d)(?P<n>\d+)(?:st|nd|rd|th)\b", lambda match: ordinal_words(match["n"])),
    rule(r"(?<![\w'’])['’]?(?P<year>(?:1[1-9]|20)?[1-9]0)s\b", _decade),
    rule(r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?:\s?(?P<half>[ap]\.?m\b\.?))?(?![\d:])", _hour, re.I),
    rule(r"(?<![\d:.])(?P<hour>1[0-2]|[1-9])\s?(?P<half>[ap]\.?m\b\.?)", _oclock, re.I),
    rule(rf"(?P<coin>[$€£¥￥])(?P<sum>{_N})(?:\s?(?P<many>thousand|million|billion|trillion|bn|[kKmMB])\b)?", _money),
    rule(rf"(?P<minus>(?<![\w%])[-−])?(?P<n>{_N})\s?%", lambda match: _number(match) + " percent"),
    rule(rf"(?P<minus>(?<![\w.])[-−])?(?P<n>{_N})\s?(?:°\s?(?P<scale>[CFcf])?|℃)", _degrees),
    rule(r"(?<![\d\w])(?P<feet>[1-8])['’′](?P<inches>\d{1,2})?[\"”″]?(?![\w])", _feet),
    rule(rf"{_ALONE}(?P<n>{_N})[ -]?(?P<unit>{'|'.join(map(re.escape, _MEASURES))})\b(?!['’])", _measured),
    rule(r"\+\d{1,3}(?:[ -]\d{2,4}){2,5}\b|(?<!\d)(?:\(\d{3}\)\s?|\d{3}[-. ])?\d{3}[-. ]\d{4}(?!\d)", _dialled),
    rule(r"(?<![\d.,$])(?:911|999|411)(?![\d%]|[.,]\d)", _dialled),
    *(rule(rf"(?<=\b{each} )\d{{3,4}}\b", _dialled, re.I) for each in ("room", "flight", "agent", "extension")),
    rule(r"(?<![\d.,])0\d+\b(?!\.)", _dialled),
    rule(r"(?<![\d/])(?:(?P<whole>\d+)\s)?(?P<over>\d{1,2})/(?P<under>\d{1,3})(?![\d/])", _fraction),
    rule(rf"(?P<whole>\d+)?(?P<sign>[{''.join(_SIGNS)}])", _sign),
    rule(rf"(?<=\d)(?:\s?[–—]\s?|-)(?={_N}(?!\d*-))", " to "),
    rule(rf"(?<![\d.,$#])(?:1[1-9]\d\d|20\d\d)(?![\d%]|[.,]\d){_THINGS}", lambda match: year_words(match[0])),
    *(rule(rf"(?<=\b{each} )[IVX]+\b", _numeral) for each in _NUMBERED.split("|")),
    *(rule(rf"(?<=\b{each} )[IVX]+\b", _regnal) for each in _KINGS.split("|")),
    rule(r"\b(?:No\.|№)\s?(?=\d)|#(?=\d)", "number "),
    rule(rf"\b(?:{'|'.join(_SHORT)})\b\.", lambda match: _SHORT[match[0].rstrip(".")]),
    rule(r"\bSt\.(?=\s[A-Z])", "saint"),
    rule(r"\b[A-Z]{2,5}\b", _initials),
    rule(r"(?<=\w)\s?&\s?(?=\w)", " and "),
    rule(r"(?<=\d)\s?\+\s?(?=\d)", " plus "),
    rule(r"(?<=\w)\s?=\s?(?=\w)", " equals "),
    rule(r"(?<=\d)\s?[×x*]\s?(?=\d)", " times "),
    rule(r"(?<=\w)@(?=\w)", " at "),
    rule(rf"(?P<minus>(?<![\d\w])[-−])?(?P<n>{_N})", _number),
)
"""Tried from the first to the last."""
