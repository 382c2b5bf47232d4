# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# (pypinyin's segmenter is untyped.)
"""How the Hanzi of a line are read: one pinyin syllable each, tone sandhi done, and the words they form.

Readings come from pypinyin's phrase table, which is right on 重庆, 银行, 行长 and 长大; what it is known to get
wrong is mended here. Sandhi follows the standard textbooks: 3-3 within a word, 不 and 一 by the tone that follows.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pypinyin import Style, lazy_pinyin
from pypinyin.seg import mmseg

from lampblack.base.errors import UserError
from lampblack.engines.speaking.lightly import softened, stays_first
from lampblack.engines.speaking.text import Clause, Unit, clauses, is_hanzi

_SYLLABLE = re.compile(r"[a-zêü]+[1-5]")
_NUMERALS = "一二两三四五六七八九十百千万几半每数这那哪"
_ROWS = "字诗泪白树脚大"
_DIGITS = "〇零一二三四五六七八九十第"
_PARTICLES = "的了着过吗呢吧啊呀得地们么嘛哪儿里上"
_LONGEST_WORD = 4

Word = tuple[int, ...]
"""Numbers of the Hanzi (counted through the whole text) that are said as one word."""


def readings(text: str, pinyin: tuple[str, ...] = ()) -> tuple[str, ...]:
    """One syllable a Hanzi of `text`, in order, as it is said (`ni2 hao3` for 你好).

    `pinyin` overrides: one syllable a Hanzi, said as it is written; an empty one leaves that Hanzi as it was. A
    `UserError` where their number or their spelling is wrong."""
    found: list[str] = []
    for run in _runs(text):
        said = lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
        read = _mended(run, said if len(said) == len(run) else [_alone(letter) for letter in run])
        found += softened(run, _cut(run), read)
    for spans in _words_by_run(text):
        for word in _leaning_forward(spans):
            _third_tones(found, word)
    _bu_and_yi([letter for letter in text if is_hanzi(letter)], found)
    return _overridden(tuple(found), pinyin) if pinyin else tuple(found)


def words(text: str) -> tuple[Word, ...]:
    """The Hanzi of `text` in spoken words of one to four: particles lean back, single ones pair up."""
    return tuple(word for run in _words_by_run(text) for word in run)


def _words_by_run(text: str) -> list[list[Word]]:
    """The words of each run of Hanzi: no tone gives way across a pause."""
    made: list[list[Word]] = []
    number = 0
    for run in _runs(text):
        spans: list[Word] = []
        for piece in _cut(run):
            spans.append(tuple(range(number, number + len(piece))))
            number += len(piece)
        made.append(_paired(_leaned(spans, run, number - len(run))))
    return made


def _runs(text: str) -> list[str]:
    return [run for clause in clauses(text) for run in _runs_of(clause)]


def _runs_of(clause: Clause) -> list[str]:
    """Hanzi that stand together, without a foreign word or a gap between them."""
    found: list[list[Unit]] = []
    for unit in clause.units:
        if not unit.hanzi:
            found.append([])
        elif found and found[-1] and found[-1][-1].last == unit.first:
            found[-1].append(unit)
        else:
            found.append([unit])
    return ["".join(unit.text for unit in run) for run in found if run]


def _alone(letter: str) -> str:
    said = lazy_pinyin(letter, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    return said[0] if said else "en5"


def _mended(run: str, said: list[str]) -> list[str]:
    """What the phrase table gets wrong: 三只 (a classifier), 两行泪 (a row)."""
    for index, letter in enumerate(run):
        after_number = index > 0 and run[index - 1] in _NUMERALS
        following = run[index + 1 : index + 2]
        if letter == "只" and after_number:
            said[index] = "zhi1"
        if letter == "行" and after_number and (following in _ROWS if following else run[index - 1] in "两几"):
            said[index] = "hang2"
    return said


def _cut(run: str) -> list[str]:
    """The words of a run, none longer than four Hanzi."""
    pieces: list[str] = []
    for word in mmseg.seg.cut(run):
        size = 2 if len(word) > _LONGEST_WORD else _LONGEST_WORD
        pieces += [word[start : start + size] for start in range(0, len(word), size)]
    return pieces


def _leaned(spans: list[Word], run: str, offset: int) -> list[Word]:
    made: list[Word] = []
    for span in spans:
        leans = len(span) == 1 and run[span[0] - offset] in _PARTICLES
        if leans and made and len(made[-1]) < _LONGEST_WORD:
            made[-1] = (*made[-1], *span)
        else:
            made.append(span)
    return made


def _paired(spans: list[Word]) -> list[Word]:
    made: list[Word] = []
    for span in spans:
        if len(span) == 1 and made and len(made[-1]) == 1:
            made[-1] = (*made[-1], *span)
        else:
            made.append(span)
    return made


def _leaning_forward(spans: list[Word]) -> list[Word]:
    """A word of one Hanzi is said with the word after it (我 渴了), so its tone gives way to that one."""
    made = [(*a, *b) if len(a) == 1 else a for a, b in pairwise(spans)]
    return [*made, *spans[-1:]]


def _third_tones(said: list[str], word: Word) -> None:
    for a, b in pairwise(word):
        if said[a].endswith("3") and said[b].endswith("3"):
            said[a] = said[a][:-1] + "2"


def _bu_and_yi(hanzi: list[str], said: list[str]) -> None:
    for index in range(len(hanzi) - 1):
        coming = said[index + 1][-1]
        if hanzi[index] == "不" and coming == "4" and said[index] != "bu5":
            said[index] = "bu2"
        counted = hanzi[index + 1] in _DIGITS or (index > 0 and hanzi[index - 1] in _DIGITS)
        counted = counted or stays_first(hanzi, index)
        if hanzi[index] == "一" and counted:
            said[index] = "yi1"
        elif hanzi[index] == "一" and said[index].startswith("yi") and said[index] != "yi5":
            said[index] = "yi2" if coming in "45" else "yi4"


def _overridden(found: tuple[str, ...], pinyin: tuple[str, ...]) -> tuple[str, ...]:
    if len(pinyin) != len(found):
        raise UserError(f"{len(pinyin)} readings are given for {len(found)} Hanzi: one each is wanted")
    for each in pinyin:
        if each and not _SYLLABLE.fullmatch(each):
            raise UserError(f"{each!r} is not a reading", possible=("ni3", "lv4", "de5", "an empty one: as it was"))
    return tuple(given.replace("ü", "v") or own for given, own in zip(pinyin, found, strict=True))
