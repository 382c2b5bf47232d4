"""The styles by name, in English and Chinese."""

from __future__ import annotations

from typing import Literal

from lampblack.base.errors import UserError

Style = Literal["chinese", "piano", "strings", "electronic", "silence"]

STYLES: dict[Style, tuple[str, ...]] = {
    "chinese": ("民乐", "国乐", "古风", "中国", "中式"),
    "piano": ("钢琴",),
    "strings": ("弦乐", "室内乐", "chamber"),
    "electronic": ("电子", "合成器", "synth"),
    "silence": ("无声", "无音乐", "无", "none"),
}
"""Each style and what else it is called."""

NAMES = tuple(name for style, others in STYLES.items() for name in (style, *others))


def style_named(name: str) -> Style:
    """The style of that name; a `UserError` lists them."""
    plain = name.strip().lower()
    for style, others in STYLES.items():
        if plain == style or plain in others:
            return style
    raise UserError(f"the score engine does not know the style {name!r}", possible=NAMES)
