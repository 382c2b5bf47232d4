"""How Chinese is typed: full-width signs, and a speech on the line of its cue. Rows as Fountain would have them."""

from __future__ import annotations

import re
from dataclasses import replace

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.script.rows import Row

_SIGN = re.compile(r"\s*([＠！])(?=[^\W_])")
_SIGNS = {"＠": "@", "！": "!"}
_EXTENSION = r"(?:\s*[（(][^()（）]*[)）])*"
_COLON = re.compile(rf"(\s*@[^:：（(]{{1,30}}{_EXTENSION})\s*[:：]\s*(?=\S)")
_GAP = re.compile(
    rf"(\s*@\s*[\u3400-\u9fff·・]{{1,8}}{_EXTENSION})[ \t\u3000]+(?=[“「『\u3400-\u9fff].*[。！？…!?~～”」』]\s*$)"
)
_BRACKET = re.compile(r"(\s*（[^（）]*）|\s*\([^()]*[\u3400-\u9fff][^()]*\))\s*(?=[^\s（(])")


def as_fountain(rows: list[Row], file: str) -> tuple[list[Row], list[Finding]]:
    """The rows with `＠` and `！` read as `@` and `!`, and `@阿禾：走吧。` as a cue and its words below it."""
    found: list[Row] = []
    findings: list[Finding] = []
    for row in rows:
        if sign := _SIGN.match(row.text):
            at = sign.start(1)
            row = replace(row, text=row.text[:at] + _SIGNS[sign[1]] + row.text[at + 1 :])
        said = _COLON.match(row.text) or _GAP.match(row.text) if row.text.lstrip().startswith("@") else None
        if said is None:
            found.append(row)
            continue
        cue, words = _parted(row, said.end(1), said.end())
        found += [cue, words]
        line, column = words.place(0)
        message = (
            f"“{words.text.strip()[:40]}”: taken for the words of {cue.text.strip()}; they belong on the next line"
        )
        findings.append(Finding(message=message, spot=Spot(file=file, line=line, column=column)))
    return found, findings


def bracket_apart(row: Row) -> tuple[Row, Row] | None:
    """`（轻声）走吧。` as its brackets and its words; None for a row that does not begin so."""
    match = _BRACKET.match(row.text)
    return _parted(row, match.end(1), match.end()) if match else None


def _parted(row: Row, stop: int, start: int) -> tuple[Row, Row]:
    """The row up to `stop`, and from `start` on; notes go with the words."""
    line, column = row.place(start)
    before = tuple(piece for piece in row.pieces if piece[0] <= stop)
    behind = tuple((index - start, line, column) for index, line, column in row.pieces if index > start)
    remarks = tuple(replace(one, index=max(0, one.index - start)) for one in row.remarks)
    return (
        replace(row, text=row.text[:stop], pieces=before, remarks=()),
        Row(text=row.text[start:], pieces=((0, line, column), *behind), remarks=remarks),
    )
