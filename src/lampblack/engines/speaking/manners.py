"""How a line is to be spoken, from what stands in brackets before it: （低声）, (shouting), （缓缓地）."""

from __future__ import annotations

import re

_WORDS: dict[str, str] = {
    "whisper": r"whisper|under (?:his|her|their|its|my) breath|sotto voce|hushed|breath(?:es|"
    r"ing) the words|耳语|悄声|悄悄|"
    r"附耳|气声|窃窃|压着嗓|低声耳语",
    "shout": r"shout|yell|scream|roar|bellow|holler|at the top of|大喊|喊道|高喊|喊叫|呼喊|嘶喊|怒吼|大吼|"
    r"吼|大叫|尖叫|咆哮|"
    r"厉声|喝道|大喝|怒喝|喊",
    "quiet": r"quiet|softly|\bsoft\b|low voice|\blow\b|murmur|mutter|mumbl|to (?:him|her|them)self|低声|小声|轻声|压低|"
    r"低低|喃喃|嘟囔|嘀咕|自言自语|自语|柔声|轻轻|低语",
    "loud": r"loud|call(?:s|ing)? out|\bcalling\b|\bcalls\b|project|raising (?:his|her|their) voice|大声|"
    r"高声|朗声|扬声|洪亮|"
    r"提高(?:声音|嗓门|音量)|招呼",
    "slow": r"slow|deliberate|drawl|taking (?:his|her|their) time|word by word|solemn|缓缓|慢慢|缓慢|徐徐|"
    r"一字一顿|一字一句|"
    r"慢条斯理|拖长|沉吟|郑重|庄重",
    "fast": r"quick|\bfast\b|hurr(?:ied|y)|rapid|urgent|rush|in one breath|急切|急忙|急促|焦急|急急|连忙|"
    r"飞快|快速|一口气|"
    r"匆忙|慌忙|赶紧|催促|急",
    "flat": r"\bflat|deadpan|monoton|cold(?:ly)?\b|emotionless|blank|冷冷|冷淡|冷漠|面无表情|淡淡|机械|"
    r"平淡|木然|不带感情",
    "trembling": r"trembl|shak(?:y|ing)|quaver|sob|through tears|choking|weep|in tears|颤抖|颤声|发抖|哆嗦|"
    r"哽咽|抽泣|啜泣|"
    r"带着?哭腔|泣不成声|声音发颤",
    "breathless": r"breathless|out of breath|pant|gasp|wheez|喘|上气不接下气|气喘|断断续续",
    "hesitant": r"hesita|halting|stammer|stutter|unsure|uncertain|falter|searching for|犹豫|迟疑|吞吞吐吐|"
    r"支支吾吾|结巴|结结巴巴",
    "laughing": r"laugh|chuckl|giggl|amused|grin|笑",
}
_FINDS = {name: re.compile(words, re.IGNORECASE) for name, words in _WORDS.items()}
_AGAINST = {"quiet": "whisper", "loud": "shout"}
"""The weaker of two that mean the same thing says nothing beside the stronger."""
_NOT = re.compile(r"(?:\bnot\b|n't|without|no longer|不再|没有|并不|不)\s*$", re.IGNORECASE)

MANNERS = tuple(_WORDS)
"""What a line can be asked to be, in the words a request has for it."""


def manners_of(how: tuple[str, ...]) -> tuple[str, ...]:
    """The manners that parentheticals speak of, in one order whatever order they are written in."""
    found = [name for name, finds in _FINDS.items() if any(_meant(finds, one) for one in how)]
    return tuple(name for name in found if _AGAINST.get(name) not in found)


def _meant(finds: re.Pattern[str], words: str) -> bool:
    return any(not _NOT.search(words[: match.start()]) for match in finds.finditer(words))
