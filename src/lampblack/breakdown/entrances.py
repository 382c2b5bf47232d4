"""What an action line says of somebody who may be there only to act: the noun, and what both languages look out for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["named", "trade", "anyone", "beast"]


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """Somebody who is seen to act at `start` to `stop` of an action."""

    kind: Kind
    name: str
    """What he is called in the cast."""
    word: str = ""
    """The word of his trade, of people or of his kind of animal, in small letters; empty for a name of his own."""
    aliases: tuple[str, ...] = ()
    words: str = ""
    """How he is described there."""
    start: int = 0
    stop: int = 0
    first: bool = False
    """Brought in as somebody nobody knows yet (`a nurse`, `一个护士`): whoever speaks next may be meant."""
    doubt: str = ""
    """Why he is told of and not cast; empty: he is cast."""


SEVERAL = "are several; nobody sees them"
PICTURED = re.compile(
    r"电视|收音机|广播|照片|相片|画像|画里|画中|画上|年画|壁画|海报|报纸上|屏幕|录像|雕像|塑像|石像|泥塑|木偶|梦里|梦中|梦见|传说|"
    r"据说|听说|从前|当年|小说|书里|书上|故事|信里|信中|回忆|想起|记得|好像|仿佛|似乎|如同|犹如|牌子|招牌|"
    r"\b(?:photos?|photographs?|portraits?|paintings?|posters?|pictures?|statues?|murals?|screens?|tv|television|radio|"
    r"newspapers?|headlines?|billboards?|magazines?|recordings?|videos?|footage|newsreel|dreams?|dreamt|memor(?:y|ies)|"
    r"remembers?|legends?|dummy|dolls?|toys?|costumes?|mannequins?|tattoos?|carvings?|logos?|stickers?|figurines?|"
    r"cartoons?|as if|as though|imagines?|signs?|reads|words|reflection|silhouettes? of|shadow of|story|once|years ago|"
    r"used to|would|if|in the distance|off.?screen|somewhere)\b",
    re.IGNORECASE,
)
"""Behind these words nobody is there in the flesh."""
QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"|‘[^’]*’")


def unquoted(action: str) -> str:
    """The action with what is quoted in it blotted out, as long as before."""
    return QUOTED.sub(lambda match: "\x00" * len(match[0]), action)


def sentence_before(text: str, at: int) -> str:
    """What stands in front of `at` in its own sentence, of a very long one its end."""
    return re.split(r"[.!?;。！？；\n]", text[max(0, at - 120) : at])[-1]
