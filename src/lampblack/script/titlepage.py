"""The title page: `Key: value` lines at the very top, values that go on over indented lines, ended by a blank line."""

from __future__ import annotations

import re

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.script.cues import is_transition
from lampblack.script.emphasis import plain_of
from lampblack.script.headings import heading_of
from lampblack.script.model import TitleEntry
from lampblack.script.rows import Row

_ENTRY = re.compile(r"([^\W\d_][^:：\n]{0,39})[:：][ \t\u3000]*(.*)")
_FORCED = (".", "!", "@", "#", "=", ">", "~")
CAST_KEYS = ("cast", "characters", "人物", "角色", "演员", "出场人物", "登場人物", "персонажи")
_NAMES = re.compile(r"[,，、;；/\n]+")


def read_title_page(rows: list[Row], file: str) -> tuple[tuple[TitleEntry, ...], int, list[Finding]]:
    """The entries, how many rows they took, and what did not look like a title page's line."""
    first = next((index for index, row in enumerate(rows) if row.text.strip()), len(rows))
    if first == len(rows) or not _begins(rows[first].text):
        return (), 0, []
    entries: list[tuple[str, list[str], int]] = []
    findings: list[Finding] = []
    index = first
    while index < len(rows) and not rows[index].blank:
        row = rows[index]
        index += 1
        if row.only_remarks:
            continue
        match = _ENTRY.fullmatch(row.text.rstrip())
        if match:
            value = plain_of(match[2].strip())[0]
            entries.append((match[1].strip(), [value] if value else [], row.line))
            continue
        if not row.text[0].isspace():
            if heading_of(row.text) is not None:
                index -= 1
                findings.append(_no_gap(row, file))
                break
            findings.append(_stray(row, file))
        entries[-1][1].append(plain_of(row.text.strip())[0])
    found = tuple(TitleEntry(key=key, values=tuple(values), line=line) for key, values, line in entries)
    return found, index, findings


def cast_named(entries: tuple[TitleEntry, ...]) -> tuple[str, ...]:
    """The names a title page lists under `Cast:`, `人物：` and the like."""
    listed = [value for entry in entries if entry.key.casefold() in CAST_KEYS for value in entry.values]
    return tuple(name.strip() for value in listed for name in _NAMES.split(value) if name.strip())


def _begins(text: str) -> bool:
    return bool(
        _ENTRY.fullmatch(text.rstrip())
        and not text.startswith(_FORCED)
        and not is_transition(text.strip())
        and heading_of(text) is None
    )


def _no_gap(row: Row, file: str) -> Finding:
    line, column = row.place(0)
    return Finding(
        message="a scene heading directly under the title page; put a blank line between them",
        spot=Spot(file=file, line=line, column=column),
    )


def _stray(row: Row, file: str) -> Finding:
    line, column = row.place(0)
    return Finding(
        message="this line of the title page has no key and is not indented; read as part of the value above it "
        "(a blank line ends the title page)",
        spot=Spot(file=file, line=line, column=column),
    )
