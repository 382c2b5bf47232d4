"""Character cues and transitions: how a line says who speaks next, or how one scene gives way to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EXTENSION = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*$")
_TRANSITION = re.compile(
    r"[^a-z]*\bTO:|(?:SLOW )?FADE (?:IN|OUT|UP|TO BLACK|TO WHITE)[.:]?|(?:SMASH |HARD )?CUT TO (?:BLACK|WHITE)[.:]?|"
    r"DISSOLVE[.:]|CROSSFADE[.:]?|IRIS (?:IN|OUT)[.:]?"
)
_CHINESE_TRANSITION = re.compile(
    r"(?:镜头)?(?:硬|快|跳)?(?:切至|切到|切入|切换至|切|闪回|淡出|淡入|渐隐|渐显|叠化|叠化至|叠化到|化入|化出|溶入|溶出|黑场|"
    r"淡出至黑|划变|划至|转场|转至)[^\s。，,！？]{0,8}[:：。]?"
)
_HEARD = re.compile(r"[VO]\.?\s?[OSC]\.?|画外音?|旁白|独白|内心独白|续", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_BARE_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af·・A-Za-z0-9]{1,8}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """Who speaks, how they are heard (in parentheses), and whether together with the speech before."""

    name: str
    extensions: tuple[str, ...] = ()
    dual: bool = False


def cue_of(text: str) -> Cue:
    """The parts of a line that is known to be a cue; `@` is already off."""
    line = text.strip()
    dual = line.endswith("^")
    line = line.rstrip("^").rstrip() if dual else line
    extensions: list[str] = []
    while (match := _EXTENSION.search(line, max(0, len(line) - 200))) and match.start() > 0:
        extensions.insert(0, match[1].strip())
        line = line[: match.start()]
    return Cue(name=line.strip(), extensions=tuple(extensions), dual=dual)


def is_upper_cue(text: str) -> bool:
    """Whether the name on this line is written in capitals, in any script that has them."""
    if len(text) > 200:
        return False
    name = cue_of(text.strip().strip("*_")).name
    return any(char.isupper() for char in name) and not any(char.islower() for char in name)


def is_bare_cue(text: str) -> bool:
    """Whether this line could be a Chinese, Japanese or Korean name standing alone (scripts without capitals)."""
    if len(text) > 40:
        return False
    name = cue_of(text).name
    return bool(_BARE_NAME.fullmatch(name) and _CJK.search(name))


def is_heard(text: str) -> bool:
    """Whether the line ends as only a cue does: `王医生 (V.O.)`, `小二（画外音）`."""
    return any(_HEARD.fullmatch(extension) for extension in cue_of(text).extensions)


def is_transition(line: str) -> bool:
    """Whether this line alone between blank lines is a transition nobody had to force."""
    if len(line) > 60:
        return False
    return bool(_TRANSITION.fullmatch(line) or _CHINESE_TRANSITION.fullmatch(line))
