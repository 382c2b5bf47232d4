"""Steps of the breakdown stage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from lampblack.base.context import Context
from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.breakdown.acts import Act, acts_of
from lampblack.breakdown.company import company_of
from lampblack.breakdown.lines import language_of_text
from lampblack.breakdown.model import Bible, Breakdown, Scene, Whereabouts
from lampblack.breakdown.scenes import SceneReader
from lampblack.script.model import Screenplay
from lampblack.script.titlepage import CAST_KEYS
from lampblack.staging.place import TimeOfDay

_TITLES = ("title", "标题", "片名", "剧名", "タイトル", "название")
_LANGUAGES = ("language", "lang", "语言", "язык")


def break_down(context: Context, *, screenplay: Screenplay, bible: Bible, language: str = "") -> Mapping[str, Any]:
    """The whole script taken apart: `value` (`Breakdown`, without positions) and `where` (`Whereabouts`; the
    screenplay's own findings are not repeated in it).

    `language` is the film's; empty: the title page's, else the one most dialogue is written in. No scene: `UserError`.
    """
    spoken = language or _first(screenplay, _LANGUAGES) or _language(screenplay)
    acts, findings = acts_of(screenplay)
    company = company_of(acts, bible, screenplay.file, spoken, _preface(screenplay))
    scenes: list[Scene] = []
    spots: dict[str, Spot] = {}
    findings += company.findings
    time: TimeOfDay | None = None
    for act in acts:
        time = _hour(act, time, screenplay.file, findings)
        reader = SceneReader(act, company, screenplay.file, spoken)
        scenes.append(reader.read(time))
        spots |= reader.spots
        findings += reader.findings
    title = _first(screenplay, _TITLES) or PurePath(screenplay.file).stem
    findings.sort(key=lambda one: (one.spot.line, one.spot.column) if one.spot else (0, 0))
    return {
        "value": Breakdown(title=title, language=spoken, scenes=tuple(scenes), bible=company.bible),
        "where": Whereabouts(spots=spots, findings=tuple(findings)),
    }


def _hour(act: Act, before: TimeOfDay | None, file: str, findings: list[Finding]) -> TimeOfDay:
    if act.said.time:
        return act.said.time
    if act.said.goes_on and before:
        return before
    spot = Spot(file=file, line=act.heading.line, column=act.heading.column)
    hours = "dawn 黎明, morning 早晨, noon 日, afternoon 下午, dusk 黄昏, night 夜"
    findings.append(Finding(message=f"this heading names no hour; taken for noon (possible: {hours})", spot=spot))
    return "noon"


def _preface(screenplay: Screenplay) -> str:
    """What stands before the first scene and may say who is in the film: the title page's cast, and words."""
    lines = [f"人物：{'、'.join(entry.values)}" for entry in screenplay.title_page if entry.key.casefold() in CAST_KEYS]
    for element in screenplay.elements:
        if element.kind == "heading":
            break
        if element.kind == "action":
            lines.append(element.text)
    return "\n".join(lines)


def _first(screenplay: Screenplay, keys: tuple[str, ...]) -> str:
    return next((found for key in keys if (found := screenplay.title(key))), "")


def _language(screenplay: Screenplay) -> str:
    spoken = "".join(element.text for element in screenplay.elements if element.kind in ("dialogue", "lyric", "action"))
    return language_of_text(spoken)
