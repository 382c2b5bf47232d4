"""The page on which the sheets hang: everybody and every place, what was accepted, and how to accept another."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from lampblack.base.digest import Digest

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("sheets", "设定图"),
    "people": ("People", "人物"),
    "places": ("Places", "场景"),
    "accepted": ("accepted", "已采用"),
    "open": ("not accepted yet", "尚未采用"),
    "changed": ("the bible has changed since it was accepted", "采用之后设定已有改动"),
    "older": ("as it was before", "改动前的样子"),
    "keep": ("To keep it:", "采用："),
    "about": (
        "An accepted sheet is sent with every shot that shows its subject, to every engine that takes references.",
        "凡画面中出现的人物与场景，其已采用的设定图都会随请求发给支持参考图的引擎。",
    ),
}
FONT = "lampblack-kai.woff2"
"""Lies beside the page, so that Chinese is read on machines that have no face for it."""
_STYLE = """
@font-face { font-family: "Lampblack Kai"; src: url("lampblack-kai.woff2") format("woff2"); font-display: swap; }
:root { color-scheme: light; }
body { margin: 0; background: #e9e2d3; color: #2b2622;
  font: 16px/1.55 Georgia, "Lampblack Kai", serif; }
main { max-width: 1320px; margin: 0 auto; padding: 40px 28px 80px; }
h1 { font-weight: 500; font-size: 34px; margin: 0 0 4px; }
h2 { font-weight: 500; font-size: 20px; margin: 44px 0 14px; border-bottom: 1px solid #b9ad95; padding-bottom: 6px; }
p.about { margin: 0; color: #6a5f51; }
section { display: grid; grid-template-columns: repeat(auto-fill, minmax(560px, 1fr)); gap: 26px; }
article { background: #f7f2e7; padding: 14px 14px 12px; box-shadow: 0 2px 10px #5a4a3026; }
article.kept { outline: 3px solid #a5342c; }
article header { display: flex; align-items: baseline; gap: 12px; margin: 0 2px 10px; }
article header b { font-size: 19px; font-weight: 600; }
article header span { color: #6a5f51; font-size: 14px; }
article header span.seal { color: #f7f2e7; background: #a5342c; padding: 1px 9px; }
article header span.changed { color: #a5342c; }
img { display: block; width: 100%; height: auto; background: #ddd3be; }
footer { margin: 9px 2px 0; font-size: 13px; color: #6a5f51; overflow-wrap: anywhere; }
code { font: 13px/1.4 ui-monospace, Menlo, Consolas, monospace; color: #2b2622; }
@media (max-width: 640px) { section { grid-template-columns: 1fr; } }
"""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How one subject stands: its drafts by take, those of them that are of today, and the sheet that was accepted."""

    subject: str
    name: str
    drafts: Mapping[str, Digest] = field(default_factory=lambda: {})
    now: frozenset[str] = frozenset()
    accepted: Path | None = None
    taken: str = ""
    """The draft that the accepted sheet is; empty: none of them."""
    changed: bool = False

    @property
    def kept_file(self) -> str:
        """What a copy of the accepted sheet is called beside the page."""
        assert self.accepted is not None
        return f"{self.subject.replace('/', '-', 1)}.accepted{self.accepted.suffix.lower()}"

    def file(self, take: str) -> str:
        """What a draft is called beside the page."""
        return f"{self.subject.replace('/', '-', 1)}.{take}.png"


def page_of(shown: tuple[Shown, ...], title: str, language: str, folder: str) -> str:
    """The page as HTML, in the film's language; pictures stand beside it."""
    chinese = language.split("-")[0] == "zh"

    def say(key: str) -> str:
        return _WORDS[key][chinese]

    groups: list[str] = []
    for kind, heading in (("person/", "people"), ("place/", "places")):
        cards = [card for each in shown if each.subject.startswith(kind) for card in _cards(each, say, folder)]
        if cards:
            groups.append(f"<h2>{say(heading)}</h2>\n<section>\n{''.join(cards)}</section>\n")
    head = f"{title} · {say('title')}" if title else say("title")
    return page(head, say("about"), "".join(groups), language)


def page(title: str, about: str, body: str, language: str) -> str:
    """A whole page of that title, with a line on what it is about; `body` is HTML already."""
    head = escape(title)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{head}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n"
        f'<body>\n<main>\n<h1>{head}</h1>\n<p class="about">{escape(about)}</p>\n{body}</main>\n'
        f"</body>\n</html>\n"
    )


def _cards(each: Shown, say: Callable[[str], str], folder: str) -> list[str]:
    """The accepted sheet first, then the drafts that are another picture."""
    cards: list[str] = []
    if each.accepted is not None:
        marks = f'<span class="seal">{say("accepted")}</span>'
        marks += f'<span class="changed">{say("changed")}</span>' if each.changed else ""
        where = f"<code>refs/sheets/{escape(each.accepted.name)}</code>"
        cards.append(card(each.name, marks, each.kept_file, where, kept=True))
    for take in each.drafts:
        if take == each.taken:
            continue
        state = f"<span>{escape(take)}</span>"
        state += f"<span>{say('older')}</span>" if each.now and take not in each.now else ""
        state += f"<span>{say('open')}</span>" if each.accepted is None else ""
        command = f"lampblack accept {shlex.quote(folder)} sheets/{each.subject} {take}"
        cards.append(card(each.name, state, each.file(take), f"{say('keep')} <code>{escape(command)}</code>"))
    return cards


def card(name: str, marks: str, picture: str, foot: str, *, kept: bool = False) -> str:
    """A picture with its name and marks over it and a line under it; `marks` and `foot` are HTML already."""
    opening = '<article class="kept">' if kept else "<article>"
    return (
        f"{opening}<header><b>{escape(name)}</b>{marks}</header>"
        f'<img src="{escape(picture)}" alt="{escape(name)}" loading="lazy"><footer>{foot}</footer></article>\n'
    )
