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
_NARRATES = re.compile(r"旁白|画外音|解说(?:词)?")
_NO_NAME = re.compile(
    r"(?:特写|大特写|全景|远景|近景|中景|空镜头?|镜头|主观镜头|画面|字幕|片名|片头|片尾|闪回|闪前|回忆|幻觉|梦境|蒙太奇|黑屏|黑场|音乐|音效|配乐|"
    r"静默|沉默|寂静|安静|停顿|良久|许久|片刻|突然|忽然|这时|此时|同时|随后|接着|然后|于是|终于|次日|翌日|当天|当晚|当夜|第二天|数日后|"
    r"多年后|三年后|天亮|天黑|清晨|早晨|上午|中午|正午|下午|黄昏|傍晚|夜晚|深夜|午夜|黎明|拂晓|日出|日落|春|夏|秋|冬|春天|夏天|秋天|冬天|"
    r"人物|角色|演员|地点|时间|场景|道具|备注|注|说明|提示|内|外|日|夜|内景|外景|第.{1,3}[场幕集章]|"
    r".*[^阿老小][里外上下边旁处时后间内])"
)
"""What stands alone on a line and is nobody: the camera's words, hours, seasons, and where something is."""
_MANNER = re.compile(
    r".*[声地笑怒哭喊叹]|[对向朝].+|自语|自言自语|惊|喜|急|怒|冷冷|低语|耳语|打电话|哽咽|激动|犹豫|停顿|OS|VO",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"[、和与&＆]")
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
    name = bare_cue(text).name
    return bool(_BARE_NAME.fullmatch(name) and _CJK.search(name))


def bare_cue(text: str) -> Cue:
    """The parts of a line that may be a bare cue, without the bold it is printed in and the colon behind it."""
    return cue_of(text.strip().strip("*_").rstrip(":： \u3000"))


def is_no_name(name: str) -> bool:
    """Whether words that stand alone name nobody: `特写`, `次日`, `远处`."""
    return bool(_NO_NAME.fullmatch(name))


def narrates(text: str) -> bool:
    """Whether a line is a voice that nobody has: `旁白`."""
    return bool(_NARRATES.fullmatch(bare_cue(text).name))


def is_manner(text: str) -> bool:
    """Whether the line has in brackets how something is said: `阿禾（轻声）`, and not how old somebody is."""
    return any(_MANNER.fullmatch(one) for one in bare_cue(text).extensions)


def names_together(text: str, known: set[str]) -> bool:
    """Whether the line is several known names and no more: `阿禾、夸父`."""
    parts = [part.strip() for part in _TOGETHER.split(bare_cue(text).name)]
    return len(parts) > 1 and len(text) <= 40 and all(part in known for part in parts) and bool(_CJK.search(text))


def is_heard(text: str) -> bool:
    """Whether the line ends as only a cue does: `王医生 (V.O.)`, `小二（画外音）`."""
    return any(_HEARD.fullmatch(extension) for extension in cue_of(text).extensions)


def is_transition(line: str) -> bool:
    """Whether this line alone between blank lines is a transition nobody had to force."""
    if len(line) > 60:
        return False
    return bool(_TRANSITION.fullmatch(line) or _CHINESE_TRANSITION.fullmatch(line))
