"""The report page: the whole film as a board, in one HTML file that needs nothing else, not even a font."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

from lampblack.base.findings import Finding
from lampblack.base.time import Rate
from lampblack.film.model import Board, BoardLine, BoardScene, BoardShot
from lampblack.media.lettering import SHIPPED

_STYLE = Path(__file__).with_name("report.css")

_TONES = ("#8c5a3c", "#4f6d7a", "#a03428", "#6b7a4f", "#7a5c86", "#b08a3e", "#3f5f5a", "#94635f")
"""One colour a scene, mineral pigments of the paper theatre, in turn."""

_CHINESE = {
    "extreme_wide": "大远景", "wide": "远景", "full": "全景", "medium_full": "中全景", "medium": "中景",
    "medium_close": "近景", "close": "特写", "extreme_close": "大特写", "insert": "插入",
    "front": "正面", "three_quarter": "四分之三侧面", "profile": "侧面", "over_shoulder": "过肩", "two_shot": "双人",
    "low": "仰拍", "high": "俯拍", "back": "背面",
    "static": "固定", "push_in": "推", "pull_out": "拉", "pan": "摇", "tilt": "俯仰", "truck": "移", "crane": "升降",
    "orbit": "环绕", "zoom_in": "变焦推", "zoom_out": "变焦拉", "follow": "跟", "handheld": "手持",
    "rack_focus": "移焦",
    "dissolve": "叠化", "fade": "淡出淡入",
}  # fmt: skip

_SEVERITIES = {"note": "注 note", "doubt": "疑 doubt", "fault": "误 fault"}


def page(board: Board, stills: tuple[bytes, ...]) -> str:
    """The page as HTML; `stills` are JPEGs, numbered as the board's shots say. No script, nothing from outside."""
    tones = {scene.scene: _TONES[number % len(_TONES)] for number, scene in enumerate(board.scenes)}
    scenes = "\n".join(_scene(board, scene, stills, tones[scene.scene]) for scene in board.scenes)
    policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
    return f"""<!doctype html>
<html lang="{escape(board.language or "zh")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(board.title)} · Lampblack</title>
<style>
{_style(board)}</style>
</head>
<body>
{_head(board)}
{_strip(board, tones)}
{_findings(board.findings)}
<main>
{scenes}
</main>
<footer>墨 Lampblack</footer>
</body>
</html>
"""


def _style(board: Board) -> str:
    font = base64.b64encode(SHIPPED.read_bytes()).decode()
    aspect = f"{board.size.width} / {board.size.height}"
    return _STYLE.read_text("utf-8").replace("%FONT%", font).replace("%ASPECT%", aspect)


def _head(board: Board) -> str:
    facts = {
        "片长 Length": f"{board.rate.timecode(board.frames)} · {board.frames} 帧 frames",
        "场 Scenes": str(len(board.scenes)),
        "镜头 Shots": str(len(board.shots)),
        "画面 Picture": f"{board.size} · {board.rate} fps",
        **board.notes,
    }
    entries = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts.items())
    return f'<header><h1>{escape(board.title)}</h1><div class="rule"></div><dl class="facts">{entries}</dl></header>'


def _strip(board: Board, tones: dict[str, str]) -> str:
    """The film from left to right, every shot as wide as it is long."""
    marks = "".join(
        f'<a href="#shot-{shot.still}" style="flex:{shot.range_in_cut.duration};'
        f'--tone:{tones.get(shot.scene, _TONES[0])}"'
        f' title="{escape(shot.shot)}" aria-label="{escape(shot.shot)}"></a>'
        for shot in board.shots
    )
    scale = f"<span>{board.rate.timecode(0)}</span><span>{board.rate.timecode(board.frames)}</span>"
    return f'<nav class="strip">{marks}</nav><div class="scale">{scale}</div>'


def _findings(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    items = "".join(
        f"<li><b>{_SEVERITIES[each.severity]}</b> {escape(each.message)}"
        + (f' <span class="spot">{escape(str(each.spot))}</span>' if each.spot else "")
        + "</li>"
        for each in findings
    )
    return f'<aside class="findings"><h2>要看一眼的 · To look at</h2><ul>{items}</ul></aside>'


def _scene(board: Board, scene: BoardScene, stills: tuple[bytes, ...], tone: str) -> str:
    shots = "\n".join(_shot(shot, stills[shot.still], board.rate) for shot in board.shots if shot.scene == scene.scene)
    synopsis = f"<p>{escape(scene.synopsis)}</p>" if scene.synopsis else ""
    return (
        f'<section style="--tone:{tone}"><h2><i></i>{escape(scene.heading)}</h2>{synopsis}'
        f'<div class="shots">\n{shots}\n</div></section>'
    )


def _shot(shot: BoardShot, still: bytes, rate: Rate) -> str:
    picture = base64.b64encode(still).decode()
    span = shot.range_in_cut
    lines = "".join(_line(each) for each in shot.lines)
    told = shot.words and all(shot.words != line.text for line in shot.lines)
    words = f'<p class="words">{escape(shot.words)}</p>' if told else ""
    why = f'<p class="why">{escape(shot.why)}</p>' if shot.why else ""
    kept = f"{shot.take}（{shot.take_why}）" if shot.take_why else shot.take
    return f"""<article id="shot-{shot.still}">
<img alt="{escape(shot.words or shot.shot)}" loading="lazy" src="data:image/jpeg;base64,{picture}">
<div class="body">
<div class="time"><span>{rate.timecode(span.start)}</span><span>{span.duration} 帧 f</span></div>
<div class="name">{escape(shot.shot)}</div>
<ul class="grammar">{_grammar(shot)}</ul>
{words}{lines}{why}
<p class="take">留用 kept: {escape(kept)}</p>
</div></article>"""


def _grammar(shot: BoardShot) -> str:
    """Size, angle, move and the way out, in both languages."""
    named = [each for each in (shot.size, shot.angle, shot.move) if each]
    named += [shot.join_out] if shot.join_out != "cut" else []
    return "".join(f"<li>{_CHINESE.get(each, '')} {escape(each.replace('_', ' '))}</li>" for each in named)


def _line(line: BoardLine) -> str:
    others = "".join(
        f'<span class="other" lang="{escape(language)}">{escape(text)}</span>'
        for language, text in line.captions.items()
    )
    return f'<p class="line"><span class="who">{escape(line.speaker)}</span>{escape(line.text)}{others}</p>'
