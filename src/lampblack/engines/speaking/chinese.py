"""How Chinese says what is written in figures and signs: dates, hours, money, shares, measures, telephones.

After 《出版物上数字用法》 (GB/T 15835-2011) and how newsreaders read it aloud.
"""

from __future__ import annotations

import re

from lampblack.engines.speaking.numerals import han_counted, han_digits, han_number
from lampblack.engines.speaking.rules import Rule, rule

_N = r"\d+(?:,\d{3})*(?:\.\d+)?"
_TO = r"\s*[-–—~～至到]\s*"
_ALONE = r"(?<![\d.A-Za-z])"

_COINS = {"¥": "元", "￥": "元", "$": "美元", "€": "欧元", "£": "英镑", "HK$": "港元", "US$": "美元"}
_MEASURES = {
    "km/h": "公里每小时", "m/s": "米每秒", "km²": "平方公里", "m²": "平方米", "m³": "立方米", "km": "公里",
    "cm": "厘米", "mm": "毫米", "kg": "公斤", "mg": "毫克", "ml": "毫升", "mL": "毫升", "kW": "千瓦", "Hz": "赫兹",
    "GB": "G B", "MB": "M B", "TB": "T B", "m": "米", "g": "克",
    "t": "吨", "L": "升", "l": "升", "s": "秒", "h": "小时", "W": "瓦",
    "V": "伏",
}  # fmt: skip
_COUNTED = (
    "人个只条张本位名次天年点岁块元里米公斤两升杯碗瓶把座间家所艘辆匹头首件双对种句封步层遍场阵回片朵棵滴刻分秒小周星"
    "倍下口颗根支枝群队排串顶副幅篇则趟番尺寸亩斗百千万亿万余多几"
)
_NOT_COUNTED = ("月", "号", "日", "楼", "路", "班")
_CALLED = r"(?:电话|手机|号码|拨打?|致电|热线|QQ|微信号?|编号|卡号|密码|邮编|尾号|车牌|代号|频道)[^\d，。]{0,6}"
_FRACTIONS = {
    "½": "二分之一", "⅓": "三分之一", "⅔": "三分之二", "¼": "四分之一", "¾": "四分之三", "⅕": "五分之一",
    "⅛": "八分之一",
}  # fmt: skip


def _called(digits: str) -> str:
    """A number that is called out: in the groups it is written or dialled in, one as 幺."""
    parts = re.findall(r"\d+", digits)
    if len(parts) == 1 and len(digits) == 11:
        parts = [digits[:3], digits[3:7], digits[7:]]
    return "，".join(han_digits(part, "幺") for part in parts)


def _date(match: re.Match[str]) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{han_digits(match['year'])}年{han_number(str(month))}月{han_number(str(day))}日"


def _hour(match: re.Match[str]) -> str | None:
    hour, minute, second = int(match["hour"]), int(match["minute"]), match["second"]
    if hour > 24 or minute > 59:
        return None
    said = f"{han_counted(str(hour))}点"
    if minute == 30 and not second:
        return said + "半"
    if minute:
        said += ("零" if minute < 10 else "") + han_number(str(minute)) + "分"
    if second and int(second):
        said += ("" if minute else "零分") + han_counted(str(int(second))) + "秒"
    return said


def _money(match: re.Match[str]) -> str:
    coin = _COINS[match["coin"]]
    return (han_number if match["many"] else han_counted)(match["sum"]) + (match["many"] or "") + coin


def _measured(match: re.Match[str]) -> str:
    return han_counted(match["n"]) + _MEASURES[match["unit"]]


def _counting(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    counted = after != "" and after in _COUNTED and after not in _NOT_COUNTED
    if match.string[: match.start()].endswith("第"):
        counted = False
    minus = "负" if match["minus"] else ""
    return minus + (han_counted if counted else han_number)(match["n"])


def _share(match: re.Match[str]) -> str:
    return f"{han_number(match['under'])}分之{han_number(match['over'])}"


def _years(match: re.Match[str]) -> str | None:
    """2024年 and 98年 are digits; 2000年前 counts years, and so, more often than not, do 10年 and 15年."""
    digits, after = match["year"], match.string[match.end() + 1 : match.end() + 2]
    if len(digits) == 4:
        return None if int(digits) % 100 == 0 and after and after in "前后来间内里以之" else han_digits(digits)
    return han_digits(digits) if digits[0] == "0" or (digits >= "50" and digits[1] != "0") else None


def _percent(match: re.Match[str]) -> str:
    return ("负" if match["minus"] else "") + "百分之" + han_number(match["n"])


def _degrees(match: re.Match[str]) -> str:
    below = "零下" if match["below"] else ""
    scale = "华氏度" if match["scale"] == "F" else "摄氏度" if match["scale"] or "℃" in match[0] else "度"
    return below + han_number(match["n"]) + scale


def _called_out(match: re.Match[str]) -> str | None:
    """Digits behind a word that says they are dialled, and the numbers everybody dials."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    known = match["n"] in ("110", "119", "120", "122", "12306", "911") and re.search(r"[打拨叫是报]$", before)
    if known or re.search(_CALLED + r"$", before):
        return _called(match["n"])
    return None


CHINESE: tuple[Rule, ...] = (
    rule(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)", _date),
    rule(rf"(?<=[\d元%％])(?P<to>{_TO})(?=[¥￥$]?\d+(?:\.\d+)?(?:%|年|月|日|号|点|岁|个|元|天|℃|°))", "到"),
    rule(rf"{_ALONE}(?<!第)(?P<year>\d{{4}}|\d\d)(?=年)", _years),
    rule(r"(?<!\d)(?P<hour>\d{1,2})[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?(?!\d)", _hour),
    rule(rf"{_ALONE}(?P<a>\d+)\s?[:：]\s?(?P<b>\d+)(?!\d)", lambda m: f"{han_number(m['a'])}比{han_number(m['b'])}"),
    rule(rf"(?P<minus>(?<![\d%])[-−])?(?P<n>{_N})[%％]", _percent),
    rule(rf"(?P<n>{_N})‰", lambda m: "千分之" + han_number(m["n"])),
    rule(rf"(?P<coin>HK\$|US\$|[¥￥$€£])(?P<sum>{_N})(?P<many>[万亿千百])?", _money),
    rule(rf"(?P<below>[-−])?(?P<n>{_N})\s?(?:℃|°\s?(?P<scale>[CF])?)", _degrees),
    rule(rf"{_ALONE}(?P<n>{_N})\s?(?P<unit>{'|'.join(map(re.escape, _MEASURES))})(?![A-Za-z²³])", _measured),
    rule(r"\+?86[- ]?(?=1[3-9]\d)", "加八六，"),
    rule(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)", lambda m: _called(m[0])),
    rule(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)", lambda m: _called(m[0])),
    rule(r"(?<!\d)400-?\d{3}-?\d{4}(?!\d)", lambda m: _called(m[0])),
    rule(r"(?<!\d)(?P<n>\d{3,}(?:-\d+)*)(?!\d)", _called_out),
    rule(
        r"(?<!\d)(?P<n>\d{3,4})(?=(?:号(?:房|病房|室|楼|包厢)|房间|室|国道|航班|次列车|教室|病房))",
        lambda m: _called(m[0]),
    ),
    rule(rf"{_ALONE}(?P<over>\d+)/(?P<under>\d+)(?![\d/])", _share),
    *(rule(sign, said) for sign, said in _FRACTIONS.items()),
    rule(rf"(?<=\d){_TO}(?=\d)", "到"),
    rule(r"(?<=\d)\s?[×xX*]\s?(?=\d)", "乘"),
    rule(r"(?<=\d)\s?\+\s?(?=\d)", "加"),
    rule(r"(?<=[\d\u4e00-\u9fff])\s?[=＝]\s?(?=[\d\u4e00-\u9fff])", "等于"),
    rule(r"(?<=[\w\u4e00-\u9fff])\s?[&＆]\s?(?=[\w\u4e00-\u9fff])", "和"),
    rule(r"(?:No\.|NO\.|№)\s?(?P<n>\d+)", lambda m: han_number(m["n"]) + "号"),
    rule(r"(?<!\d)0\d+(?!\.)", lambda m: han_digits(m[0])),
    rule(rf"(?P<minus>(?<![\d\w])[-−])?(?P<n>{_N})", _counting),
)
"""Tried from the first to the last."""
