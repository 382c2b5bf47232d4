"""The storyboard on a page: a frame of every shot in the film's order, what was accepted, and how to accept another."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Protocol

from lampblack.base.digest import Digest
from lampblack.build.sheet_page import card, page

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("storyboard", "分镜画面"),
    "accepted": ("accepted", "已采用"),
    "open": ("not accepted yet", "尚未采用"),
    "keep": ("To keep it:", "采用："),
    "about": (
        "An accepted frame is the first frame of every take by an engine that begins with a picture.",
        "凡是从一幅画面开始拍的引擎，每一条都从已采用的这一帧开始。",
    ),
}


class Boarded(Protocol):
    """How a shot stands."""

    @property
    def shot(self) -> str: ...
    @property
    def scene(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def drafts(self) -> Mapping[str, Digest]: ...
    @property
    def accepted(self) -> Path | None: ...


def board_page(boards: Iterable[Boarded], title: str, language: str, folder: str) -> str:
    """The page as HTML, in the film's language; pictures stand beside it as `SCENE.SHOT.TAKE.png`."""
    chinese = language.split("-")[0] == "zh"
    say = {key: words[chinese] for key, words in _WORDS.items()}
    groups: dict[str, list[str]] = {}
    for each in boards:
        groups.setdefault(each.scene, []).extend(_cards(each, say, folder))
    body = "".join(
        f"<h2>{escape(scene)}</h2>\n<section>\n{''.join(cards)}</section>\n" for scene, cards in groups.items()
    )
    head = f"{title} · {say['title']}" if title else say["title"]
    return page(head, say["about"], body, language)


def _cards(each: Boarded, say: Mapping[str, str], folder: str) -> list[str]:
    """The accepted frame first, then the drafts."""
    name, stem, cards = each.shot.partition("/")[2], each.shot.replace("/", "."), list[str]()
    words = f"<p>{escape(each.words)}</p>" if each.words else ""
    if each.accepted is not None:
        where = f"<code>refs/boards/{escape(each.shot)}{each.accepted.suffix}</code>{words}"
        seal = f'<span class="seal">{say["accepted"]}</span>'
        cards.append(card(name, seal, f"{stem}.accepted.png", where, kept=True))
    for take in each.drafts:
        state = f"<span>{escape(take)}</span>" + (f"<span>{say['open']}</span>" if each.accepted is None else "")
        command = f"lampblack accept {shlex.quote(folder)} boards/{each.shot} {take}"
        foot = f"{say['keep']} <code>{escape(command)}</code>{words}"
        cards.append(card(name, state, f"{stem}.{take}.png", foot))
    return cards
