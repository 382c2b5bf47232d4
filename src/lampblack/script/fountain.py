"""Fountain 1.1: rows in, a screenplay out. Every row lands in exactly one element; what is doubtful is said."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.script.cues import (
    Cue,
    bare_cue,
    cue_of,
    is_bare_cue,
    is_heard,
    is_manner,
    is_no_name,
    is_transition,
    is_upper_cue,
    names_together,
    narrates,
)
from lampblack.script.decoding import one_newline
from lampblack.script.emphasis import plain_of
from lampblack.script.headings import Heading, heading_of, numbered
from lampblack.script.model import Element, ElementKind, Screenplay
from lampblack.script.rows import Remark, Row, rows_of
from lampblack.script.titlepage import cast_named, read_title_page
from lampblack.script.typed import as_fountain, bracket_apart

_PAGE_BREAK = re.compile(r"\s*={3,}\s*")
_SECTION = re.compile(r"(#+)\s*(.*\S.*)")
_FORCED_HEADING = re.compile(r"\.(?=[^\W_])")
_STARTS = ("#", "=", "!", "@", "~", ">", ".")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_CALLED = re.compile(
    r"[小老阿][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,3}(?:医生|大夫|护士|老师|师傅|警官|队长|主任|经理|先生|太太|小姐|女士|"
    r"奶奶|爷爷|大爷|大娘|大妈|大叔|大伯|婆婆|公公|掌柜|将军|大人|公子|姑娘|道长|和尚|师太|捕头)"
)
"""What people are called by: never the beginning of an action."""
_NAME_AND_COLON = re.compile(r"\s*([^:：\s][^:：]{0,30})[:：]\s*\S")
_CJK_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}[:：]?")
_ROUND = {"(": ")", "（": "）"}


def read_fountain(text: str, file: str, names: tuple[str, ...] = ()) -> Screenplay:
    """The screenplay that `text` is. `names` are people known from elsewhere (the bible): their names, alone on a line
    in a script without capitals, are taken for cues. Nothing in a text is an error; doubts are in `findings`."""
    rows, findings = rows_of(one_newline(text), file)
    rows, apart = as_fountain(rows, file)
    entries, used, strays = read_title_page(rows, file)
    known = {*names, *cast_named(entries), *_forced_names(rows), *_often_alone(rows[used:])}
    reader = _Reader(rows, used, file, known)
    reader.coloned = _often_before_colons(rows[used:])
    reader.findings = [*findings, *apart, *strays]
    reader.read()
    found = sorted(reader.findings, key=lambda one: (one.spot.line, one.spot.column) if one.spot else (0, 0))
    return Screenplay(file=file, title_page=entries, elements=tuple(reader.elements), findings=tuple(found))


def _forced_names(rows: list[Row]) -> set[str]:
    return {bare_cue(row.text.strip()[1:]).name for row in rows if row.text.lstrip().startswith("@")}


def _often_alone(rows: list[Row]) -> set[str]:
    """Names in a script without capitals that stand alone above other words more than once, or once above brackets, or
    as one calls people (`小赵`, `陈医生`) and an action tells of them."""
    counts: Counter[str] = Counter()
    for before, row, after in zip([None, *rows], rows, rows[1:], strict=False):
        line = row.text.strip()
        if (before is None or before.blank) and after.text.strip() and is_bare_cue(line) and heading_of(line) is None:
            name = bare_cue(line).name
            surely = is_manner(line) or bool(_BRACKETED.fullmatch(after.text.strip()))
            counts[name] += 0 if is_no_name(name) else 2 if surely else 1
    told = [row.text for row in rows if len(row.text.strip()) > 10 and heading_of(row.text.strip()) is None]
    called = {name for name in counts if _CALLED.fullmatch(name) and any(name in text for text in told)}
    return called | {name for name, count in counts.items() if count > 1}


def _often_before_colons(rows: list[Row]) -> set[str]:
    """Names that stand in front of a colon and words more than once: somebody means them to speak."""
    counts = Counter(cue_of(match[1]).name for row in rows if (match := _NAME_AND_COLON.match(row.text)))
    return {name for name, count in counts.items() if count > 1 and is_bare_cue(name) and not is_no_name(name)}


class _Reader:
    """One pass over the rows."""

    def __init__(self, rows: list[Row], used: int, file: str, known: set[str]) -> None:
        self.rows, self.file, self.known = rows, file, known
        self.elements: list[Element] = []
        self.findings: list[Finding] = []
        self.index = used
        self.after_gap = True
        """A blank line, the top, or an element that is whole by itself stands before this row."""
        self.speech_before = False
        self.headed = False
        self.guessed: set[str] = set()
        self.coloned: set[str] = set()
        for row in rows[:used]:
            self._remarks(row.remarks)

    def read(self) -> None:
        while self.index < len(self.rows):
            row = self.rows[self.index]
            if row.blank:
                self.after_gap = True
                self.index += 1
            elif row.only_remarks:
                self._remarks(row.remarks)
                self.index += 1
            else:
                self._element(row)

    def _element(self, row: Row) -> None:
        line = row.text.strip()
        if self._single(row, line):
            self.after_gap = True
            return
        if (cue := self._cue(row, line)) is not None:
            self._speech(row, line, cue)
            return
        self.speech_before = False
        self._action(row)

    # elements of one line

    def _single(self, row: Row, line: str) -> bool:
        """Heading, section, synopsis, page break, lyric, centred text, transition; False where it is none of them."""
        if _PAGE_BREAK.fullmatch(row.text):
            return self._one("page_break", row, "")
        if section := _SECTION.fullmatch(line):
            return self._one("section", row, section[2], level=len(section[1]))
        if line.startswith("=") and line[1:].strip():
            return self._one("synopsis", row, line[1:].strip())
        if _FORCED_HEADING.match(line):
            words, number = numbered(line[1:].strip())
            return self._heading(row, Heading(text=words, number=number), forced=True)
        if line.startswith("~") and line[1:].strip():
            return self._one("lyric", row, line[1:].strip())
        if line.startswith(">") and line.endswith("<") and len(line) > 2:
            return self._one("centered", row, line[1:-1].strip())
        if line.startswith(">") and line[1:].strip():
            return self._one("transition", row, line[1:].strip(), forced=True)
        if line.startswith(("!", "@")):
            return False
        if (heading := heading_of(line)) is not None:
            if self.after_gap:
                return self._heading(row, heading, forced=False)
            self._doubt(row, "looks like a scene heading, but no blank line stands before it; read as action", line)
        if self.after_gap and is_transition(line) and (self._gap_follows() or self._heading_follows()):
            return self._one("transition", row, line)
        return False

    def _one(self, kind: ElementKind, row: Row, text: str, **more: Any) -> bool:
        words, spans = plain_of(text)
        self._add(kind, row, row, text=words, spans=spans, **more)
        self._remarks(row.remarks)
        self.speech_before = False
        self.index += 1
        return True

    def _heading(self, row: Row, heading: Heading, *, forced: bool) -> bool:
        self.headed = True
        if heading.no_place:
            self._doubt(row, "this scene heading names no place", heading.text)
        if heading.doubt:
            self._doubt(row, f"this scene heading {heading.doubt}", heading.text)
        return self._one("heading", row, heading.text, number=heading.number, forced=forced)

    # speeches

    def _cue(self, row: Row, line: str) -> Cue | None:
        if line.startswith("@") and line[1:].strip():
            if not self._speech_follows():
                self._doubt(row, "nobody speaks after this cue: its words must follow on the next line", line)
            return cue_of(line[1:].rstrip(":： \u3000"))
        if line.startswith("!") or not self.after_gap:
            return None
        if is_upper_cue(line):
            if self._speech_follows():
                return cue_of(line)
            if cue_of(line).name in self.known:
                self._doubt(row, "a cue without dialogue? its words must follow on the next line; read as action", line)
            return None
        together = names_together(line, self.known)
        if (together or is_bare_cue(line)) and self._speech_follows():
            name = bare_cue(line).name
            if together or name in self.known or is_heard(line) or narrates(line):
                if name not in self.guessed:
                    self._doubt(row, f"taken for a cue wherever it stands alone; write @{name} to be sure", line)
                self.guessed.add(name)
                return bare_cue(line)
            if not is_no_name(name):
                self._doubt(row, f"read as action; if {name} speaks here, write @{name}", line)
        return None

    def _speech(self, row: Row, line: str, cue: Cue) -> None:
        if cue.dual and not self.speech_before:
            self._doubt(row, "^ asks for two voices at once, but no speech stands directly before this one", line)
        if cue.name.endswith((":", "：")):
            self._doubt(row, "read as a cue, but it ends in a colon; a transition needs a blank line after it", line)
        name, spans = plain_of(cue.name)
        self.known.add(name)
        self._add(
            "character", row, row, text=name, spans=spans, forced=line.startswith("@"), extensions=cue.extensions,
            dual=cue.dual and self.speech_before,
        )  # fmt: skip
        self._check_start(row, "a speech")
        self._remarks(row.remarks)
        self.index += 1
        self._words()
        self.speech_before = True
        self.after_gap = False

    def _words(self) -> None:
        """Dialogue, parentheticals and lyrics down to the blank line."""
        block: list[Row] = []
        while self.index < len(self.rows) and not self._ends(self.rows[self.index]):
            row = self.rows[self.index]
            line = row.text.strip()
            if row.only_remarks:
                if any(remark.is_caption for remark in row.remarks):
                    self._dialogue(block)
                    block = []
                self._remarks_or_keep(row, block)
            elif self._next_cue(row, line):
                break
            elif (parted := bracket_apart(row)) is not None:
                self.rows[self.index : self.index + 1] = parted
                continue
            elif count := self._parenthetical():
                self._dialogue(block)
                block = []
                self._in_brackets(count)
                continue
            elif line.startswith("~") and line[1:].strip():
                self._dialogue(block)
                block = []
                self._one("lyric", row, line[1:].strip())
                continue
            else:
                block.append(row)
                if any(remark.is_caption for remark in row.remarks):
                    self._dialogue(block)
                    block = []
            self.index += 1
        self._dialogue(block)

    def _next_cue(self, row: Row, line: str) -> bool:
        """Whether the next speech begins here, though no blank line stands before it."""
        if not self._speech_follows() or len(line) > 30:
            return False
        if line.startswith("@") and line[1:].strip() and line[-1] not in "。！？!?…，,":
            self._doubt(row, "taken for the next cue, though no blank line stands before it", line)
            return True
        if is_bare_cue(line) and bare_cue(line).name in self.known and _CJK_NAME.fullmatch(line.strip("*_")):
            self._doubt(
                row, "spoken, as it stands under a cue; if it is the next cue, put a blank line before it", line
            )
        return False

    def _remarks_or_keep(self, row: Row, block: list[Row]) -> None:
        if block:
            block.append(row)
        else:
            self._remarks(row.remarks)

    def _ends(self, row: Row) -> bool:
        return row.blank and len(row.text) < 2

    def _dialogue(self, block: list[Row]) -> None:
        spoken = [row for row in block if not row.only_remarks]
        while spoken and spoken[-1].blank:
            spoken.pop()
        if spoken:
            text, spans = plain_of("\n".join(row.text.strip() for row in spoken))
            self._add("dialogue", spoken[0], spoken[-1], text=text, spans=spans)
        for row in block:
            self._remarks(row.remarks)

    def _parenthetical(self) -> int:
        """How many rows from here on are one parenthetical; 0 for none."""
        opening = self.rows[self.index].text.lstrip()[:1]
        if opening not in _ROUND:
            return 0
        depth = 0
        for count, row in enumerate(self.rows[self.index : self.index + 4], 1):
            if row.blank:
                return 0
            line = row.text.strip()
            for at, char in enumerate(line):
                depth += (char in "(（") - (char in ")）")
                if depth == 0:
                    return count if at == len(line) - 1 else 0
        return 0

    def _in_brackets(self, count: int) -> None:
        rows = self.rows[self.index : self.index + count]
        text, spans = plain_of("\n".join(row.text.strip() for row in rows)[1:-1].strip())
        self._add("parenthetical", rows[0], rows[-1], text=text, spans=spans)
        for row in rows:
            self._remarks(row.remarks)
        self.index += count

    # action

    def _action(self, first: Row) -> None:
        rows: list[Row] = []
        forced = first.text.lstrip().startswith("!")
        while self.index < len(self.rows) and not self.rows[self.index].blank:
            row = self.rows[self.index]
            if rows and not row.only_remarks and self._breaks(row):
                break
            rows.append(row)
            self.index += 1
        lines = [row.text.rstrip() for row in rows if not row.only_remarks]
        if forced:
            lines[0] = lines[0].replace("!", "", 1)
        text, spans = plain_of("\n".join(lines))
        self._check_colons(rows)
        self._check_start(first, "action")
        self._add("action", first, rows[-1], text=text, spans=spans, forced=forced)
        for row in rows:
            self._remarks(row.remarks)
        self.after_gap = False

    def _check_colons(self, rows: list[Row]) -> None:
        """In a stage play, and in many Chinese scripts, `name: words` is a speech; here it is not, so it is said."""
        for row in rows:
            match = _NAME_AND_COLON.match(row.text)
            if match and cue_of(match[1]).name in self.known | self.coloned:
                name = cue_of(match[1]).name
                self._doubt(
                    row, f"read as action; a speech is @{name} and its words on the next line", row.text.strip()
                )

    def _breaks(self, row: Row) -> bool:
        """Whether a forced sign in the middle of a paragraph begins another element."""
        line = row.text.strip()
        if not line.startswith(_STARTS):
            if heading_of(line) is not None:
                self._doubt(row, "looks like a scene heading, but no blank line stands before it; read as action", line)
            return False
        if line.startswith("."):
            return bool(_FORCED_HEADING.match(line))
        return bool(line.strip("#=!@~>").strip()) or bool(_PAGE_BREAK.fullmatch(line))

    # what they share

    def _add(self, kind: ElementKind, first: Row, last: Row, **fields: Any) -> None:
        indent = len(first.text) - len(first.text.lstrip())
        line, column = first.place(0 if kind == "action" else indent)
        self.elements.append(Element(kind=kind, line=line, column=column, last_line=last.last_line, **fields))

    def _remarks(self, remarks: tuple[Remark, ...]) -> None:
        for one in remarks:
            self.elements.append(
                Element(kind=one.kind, text=one.text, line=one.line, column=one.column, last_line=one.last_line)
            )

    def _check_start(self, row: Row, what: str) -> None:
        if not self.headed:
            self.headed = True
            self._doubt(row, f"{what} before the first scene heading belongs to no scene", row.text.strip())

    def _gap_follows(self) -> bool:
        after = self._next()
        return after is None or after.blank

    def _heading_follows(self) -> bool:
        after = self._next()
        return after is not None and heading_of(after.text) is not None

    def _speech_follows(self) -> bool:
        after = self._next()
        return after is not None and not (after.blank and len(after.text) < 2)

    def _next(self) -> Row | None:
        """The next row that is more than a remark."""
        for row in self.rows[self.index + 1 : self.index + 50]:
            if not row.only_remarks:
                return row
        return None

    def _doubt(self, row: Row, message: str, line: str) -> None:
        place = row.place(len(row.text) - len(row.text.lstrip()))
        quoted = line if len(line) <= 40 else line[:39] + "…"
        self.findings.append(
            Finding(message=f"“{quoted}”: {message}", spot=Spot(file=self.file, line=place[0], column=place[1]))
        )
