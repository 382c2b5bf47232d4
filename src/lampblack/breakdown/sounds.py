"""What can be heard in what is written: foley names found in the words of an action, in Chinese and English.

A sound is what is said to sound: `the dog barks` and 狗叫 are one, `the dog sleeps` is none. What is denied, or
stands in quoted speech, is not heard. What is named outright (`SFX:`, 音效：) is never passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lampblack.breakdown.heard_words import CALLS, SOUNDS
from lampblack.breakdown.lexicon import Found, Lexicon

_SOUNDS = Lexicon(SOUNDS)
_CALLS: Mapping[str, re.Pattern[str]] = {what: re.compile(words) for what, words in CALLS.items()}
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"")
_NOT = re.compile(
    r"(?:没有|没|不再|并无|毫无|听不见|听不到|不见|停了|无)[^，。,.]{0,3}$|"
    r"(?:\bno|\bnot|n't|\bnever|\bwithout|\bno more|\bno longer|\bstops?|\bnobody)\s+"
    r"(?:a |an |any |the |even )?(?:sound of )?$",
    re.IGNORECASE,
)
_NEAR = 20
_NAMED = re.compile(
    r"(?:(?<![A-Za-z])(?:SFX|FX|SOUND EFFECTS?|SOUND|SOUNDS)|音效|声效|音响|拟声)\s*[:：]\s*(?P<told>[^\n。；;]+)|"
    r"(?<![A-Za-z])[Ss]ounds? of (?P<of>[^,.;:!?\n]+?)"
    r"(?=[,.;:!?\n]|$| (?:fill|come|from|in|at|behind|outside|echo|drift|grow|fade|cut|is |as |and then)[a-z]*)"
)
"""Where a sound is named outright."""
_PARTS = re.compile(r"\s*(?:[,，、/&+]|\band\b|和|与)\s*")
_GUN = re.compile(r"枪|\bguns?\b|\bpistol|\brifle|\brevolver|\bshots?\b|\bfires\b", re.IGNORECASE)
_DOOR = re.compile(r"门|\bdoors?\b", re.IGNORECASE)
_GLASS = re.compile(r"玻璃|窗|杯|\bglass|\bwindow|\bbottle|\bmirror", re.IGNORECASE)
_BOWL = re.compile(r"碗|盘|碟|瓷|壶|坛|\bbowl|\bplate|\bdish|\bpot\b|\bvase|\bcup\b", re.IGNORECASE)


def sounds_of(action: str) -> tuple[str, ...]:
    """Foley names in the order in which they are first heard, each once."""
    return tuple(dict.fromkeys(what for what, _ in _heard(action)))


def moments_of(action: str) -> dict[str, float]:
    """How far into the words of an action each of its sounds is first named, 0 to 1."""
    shares: dict[str, float] = {}
    for what, at in _heard(action):
        shares.setdefault(what, at / max(1, len(action)))
    return shares


def unknown_sounds(action: str) -> tuple[str, ...]:
    """Sounds that an action names outright (`SFX: ...`, 音效：…, `the sound of ...`) and that no word stands for."""
    missed: list[str] = []
    for named in _NAMED.finditer(_QUOTED.sub("", action)):
        for words in _PARTS.split(named["told"] or named["of"]):
            if any(letter.isalnum() for letter in words) and not sounds_of(words):
                missed.append(words.strip(" .。…!！"))
    return tuple(missed)


def _heard(action: str) -> list[tuple[str, int]]:
    """Every sound with its place in the words, in order."""
    text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), action)
    found = [(_meant(hit, text), hit.start) for hit in _SOUNDS.all(text) if not _denied(text, hit.start)]
    found += [(_shouted(what, text), at) for what, at in _called(text)]
    names = {what for what, _ in found}
    if "door_slam" in names:  # a door that slams does not close once more
        found = [each for each in found if each[0] != "door_close"]
    return sorted(found, key=lambda each: each[1])


def _denied(text: str, start: int) -> bool:
    return bool(_NOT.search(text[max(0, start - _NEAR) : start]))


def _called(text: str) -> Iterator[tuple[str, int]]:
    """Sounds written as they sound: BANG, 砰."""
    for what, pattern in _CALLS.items():
        for hit in pattern.finditer(text):
            yield what, hit.start()


def _shouted(what: str, text: str) -> str:
    """A bang is a shot where there is a gun, a door where there is a door; what shatters is what is named."""
    if what == "bang":
        return "gunshot" if _GUN.search(text) else "door_slam" if _DOOR.search(text) else "thud"
    if what == "shatter":
        return _broken(text)
    return what


def _meant(hit: Found, text: str) -> str:
    """What breaks is glass, a bowl or wood, as the words around it say."""
    return _broken(text) if hit.meaning == "shatter" else hit.meaning


def _broken(text: str) -> str:
    return "crockery" if _BOWL.search(text) else "glass" if _GLASS.search(text) else "crash"
