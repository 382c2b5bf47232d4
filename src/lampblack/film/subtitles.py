# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# (pysubs2's methods are partly untyped.)
"""Caption files: SubRip (`.srt`) and Advanced SubStation (`.ass`, with who speaks and how it looks), both by pysubs2,
and WebVTT (`.vtt`, W3C, with who speaks as voice tags)."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from math import floor

import pysubs2

from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.requests import Size
from lampblack.film.letters import FOOT, WIDTH, em_of
from lampblack.film.model import Caption

_WIDE = ("zh", "ja", "ko", "yue")
_FACES = {"zh": "Noto Sans CJK SC", "yue": "Noto Sans CJK HK", "ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR"}
_ASS_EM = 1.35
"""ASS counts a font's size from the lowest to the highest letter (VSFilter), not in ems."""
_NO_OVERRIDES = str.maketrans("{}\\", "｛｝＼")
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


def ass(captions: tuple[Caption, ...], languages: tuple[str, ...], size: Size) -> str:
    """The captions in these languages as ASS for a picture of `size`, with each speaker's name, looking as the captions
    that are drawn into the picture do: the first language larger, above the others, all within the title-safe area."""
    file = pysubs2.SSAFile()
    file.info |= {"PlayResX": str(size.width), "PlayResY": str(size.height), "ScaledBorderAndShadow": "yes"}
    file.styles.clear()
    for number, language in enumerate(languages):
        file.styles[language] = _style(language, size, first=number == 0)
    for caption in captions:
        shown = [each for each in languages if caption.text.get(each, "").strip()]
        if shown:
            start, stop = _milliseconds(caption.range.start), _milliseconds(caption.range.stop)
            # one event, its lines each in their language's style: two events would be stacked by the player's own rules
            text = r"\N".join(rf"{{\r{each}}}{caption.text[each].translate(_NO_OVERRIDES)}" for each in shown)
            event = pysubs2.SSAEvent(start=start, end=stop, style=shown[0], name=caption.speaker, text=text)
            file.append(event)
    return file.to_string("ass")


def _style(language: str, size: Size, *, first: bool) -> pysubs2.SSAStyle:
    em = em_of(size, wide=language.split("-")[0] in _WIDE, first=first)
    side = round(size.width * (1.0 - WIDTH) / 2)
    return pysubs2.SSAStyle(
        fontname=_FACES.get(language.split("-")[0], "Arial"), fontsize=round(em * _ASS_EM, 1),
        primarycolor=pysubs2.Color(255, 252, 244), outlinecolor=pysubs2.Color(20, 16, 14),
        outline=max(1.0, round(em * 0.05, 1)), shadow=max(1.0, round(em * 0.04, 1)),
        alignment=pysubs2.Alignment.BOTTOM_CENTER, marginl=side, marginr=side, marginv=round(size.height * FOOT),
    )  # fmt: skip


def _lines(caption: Caption, languages: tuple[str, ...]) -> list[str]:
    return [caption.text[each] for each in languages if caption.text.get(each, "").strip()]


def _milliseconds(sample: int) -> int:
    return floor(Fraction(sample * 1000, SAMPLE_RATE) + Fraction(1, 2))


def _clock(sample: int) -> str:
    seconds, thousandths = divmod(_milliseconds(sample), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"
