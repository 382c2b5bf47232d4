# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# (pysubs2's methods are partly untyped.)
"""Caption files: SubRip (`.srt`, by pysubs2) and WebVTT (`.vtt`, W3C, with who speaks as voice tags)."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from math import floor

import pysubs2

from lampblack.base.time import SAMPLE_RATE
from lampblack.film.model import Caption

_NO_TAGS = str.maketrans("<>{}\\", "＜＞｛｝＼")
"""SubRip has no escapes: what players would take for a tag is written with its full-width sign."""


def srt(captions: tuple[Caption, ...], languages: tuple[str, ...]) -> str:
    """The captions in these languages, one under the other, as SubRip."""
    file = pysubs2.SSAFile()
    for caption in captions:
        text = r"\N".join(each.translate(_NO_TAGS) for each in _lines(caption, languages))
        if text:
            start, stop = _milliseconds(caption.range.start), _milliseconds(caption.range.stop)
            file.append(pysubs2.SSAEvent(start=start, end=stop, text=text))
    return file.to_string("srt")


def vtt(captions: tuple[Caption, ...], languages: tuple[str, ...]) -> str:
    """The captions in these languages as WebVTT, each with its speaker's name."""
    cues = ["WEBVTT"]
    for caption in captions:
        lines = _lines(caption, languages)
        if lines:
            text = "\n".join(escape(each, quote=False) for each in lines)
            voice = escape(caption.speaker, quote=False)
            times = f"{_clock(caption.range.start)} --> {_clock(caption.range.stop)}"
            cues.append(f"{len(cues)}\n{times}\n" + (f"<v {voice}>{text}</v>" if voice else text))
    return "\n\n".join(cues) + "\n"


def _lines(caption: Caption, languages: tuple[str, ...]) -> list[str]:
    return [caption.text[each] for each in languages if caption.text.get(each, "").strip()]


def _milliseconds(sample: int) -> int:
    return floor(Fraction(sample * 1000, SAMPLE_RATE) + Fraction(1, 2))


def _clock(sample: int) -> str:
    seconds, thousandths = divmod(_milliseconds(sample), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"
