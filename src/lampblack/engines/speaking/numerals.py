"""Numbers in words, in Chinese and in English: counted, digit by digit, in order, and as years."""

from __future__ import annotations

_HAN = "零一二三四五六七八九"
_HAN_PLACES = ("", "十", "百", "千")
_HAN_GROUPS = ("", "万", "亿", "万亿")
_MOST = 10**16

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_GROUPS = ("", " thousand", " million", " billion", " trillion", " quadrillion")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def han_number(digits: str) -> str:
    """A number as Chinese counts it: `10500` is 一万零五百, `2000` is 两千, `3.14` is 三点一四. Commas are not said."""
    whole, _, after = digits.replace(",", "").partition(".")
    number = int(whole or "0")
    said = _han_whole(number) if number < _MOST else han_digits(whole)
    said = f"两{said[1:]}" if said.startswith(("二千", "二万", "二亿")) else said
    return f"{said}点{han_digits(after)}" if after else said


def han_digits(digits: str, one: str = "一") -> str:
    """Digit by digit; `one` is 幺 where numbers are called out (telephones, rooms)."""
    return "".join(one if digit == "1" else _HAN[int(digit)] for digit in digits)


def han_counted(digits: str) -> str:
    """A number before what it counts: two of anything is 两."""
    said = han_number(digits)
    return "两" if said == "二" else said


def _han_whole(number: int) -> str:
    if number == 0:
        return _HAN[0]
    said, gap = "", False
    for group in range(len(_HAN_GROUPS) - 1, -1, -1):
        part = number // 10_000**group % 10_000
        if not part:
            gap = bool(said)
            continue
        said += ("零" if said and (gap or part < 1_000) else "") + _han_group(part) + _HAN_GROUPS[group]
        gap = False
    return said.removeprefix("一") if said.startswith("一十") else said


def _han_group(part: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = part // 10**place % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + _HAN[digit] + _HAN_PLACES[place]
        gap = False
    return said


def number_words(digits: str) -> str:
    """A number as English counts it: `1,205` is one thousand two hundred and five, `3.14` three point one four."""
    whole, _, after = digits.replace(",", "").partition(".")
    number = int(whole or "0")
    said = _counted(number) if number < 1_000 ** len(_GROUPS) else digit_words(whole)
    return f"{said} point {digit_words(after)}" if after else said


def digit_words(digits: str) -> str:
    """Digit by digit."""
    return " ".join(_SMALL[int(digit)] for digit in digits)


def ordinal_words(digits: str) -> str:
    """`21` as twenty-first."""
    head, cut, last = _split_last(number_words(digits))
    if last.endswith("y"):
        return f"{head}{cut}{last[:-1]}ieth"
    return f"{head}{cut}{_ORDINALS.get(last, last + 'th')}"


def year_words(digits: str) -> str:
    """A year in pairs: nineteen eighty-four, nineteen oh five, two thousand and seven, twenty twenty-four."""
    year = int(digits)
    century, rest = divmod(year, 100)
    if year < 1_000 or 2_000 <= year < 2_010 or year % 1_000 == 0:
        return number_words(digits)
    if rest == 0:
        return f"{_counted(century)} hundred"
    return f"{_counted(century)} {'oh ' if rest < 10 else ''}{_counted(rest)}"


def decade_words(digits: str) -> str:
    """`1980` of 1980s as nineteen eighties."""
    head, cut, last = _split_last(year_words(digits))
    return f"{head}{cut}{last[:-1]}ies" if last.endswith("y") else f"{head}{cut}{last}s"


def roman(numeral: str) -> int:
    """What a Roman numeral up to a few hundred counts."""
    values = [_ROMAN[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _counted(number: int) -> str:
    if number == 0:
        return _SMALL[0]
    said: list[str] = []
    for group in range(len(_GROUPS) - 1, -1, -1):
        part = number // 1_000**group % 1_000
        if part:
            under = group == 0 and part < 100 and said
            said.append(("and " if under else "") + _hundreds(part) + _GROUPS[group])
    return " ".join(said)


def _hundreds(part: int) -> str:
    hundreds, rest = divmod(part, 100)
    head = f"{_SMALL[hundreds]} hundred" if hundreds else ""
    if not rest:
        return head
    tail = _SMALL[rest] if rest < 20 else _TENS[rest // 10] + (f"-{_SMALL[rest % 10]}" if rest % 10 else "")
    return f"{head} and {tail}" if head else tail


def _split_last(words: str) -> tuple[str, str, str]:
    """Everything before the last word, what joins it, and the last word."""
    at = max(words.rfind(" "), words.rfind("-"))
    return (words[:at], words[at], words[at + 1 :]) if at >= 0 else ("", "", words)
