"""What a person sees while a film is made."""

from __future__ import annotations

import sys

import pytest

from lampblack.base.events import Event
from lampblack.cli.screen import Screen


def events() -> list[Event]:
    about = {"job": "takes/river/wide", "stage": "takes", "subject": "river/wide"}
    return [
        Event(what="planned", note="3 jobs"),
        Event(what="kept", job="script", stage="script", subject="script"),
        Event(what="started", **about),
        Event(what="progress", done=0.5, **about),
        Event(what="made", seconds=2.0, cost=0.35, **about),
        Event(what="failed", job="cut", stage="cut", subject="the cut", note="no"),
    ]


def test_a_terminal_shows_how_far_it_is_and_what_was_spent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Screen() as screen:
        for event in events():
            screen.hear(event)
        table = screen._picture(0.0)
    cells = [cell for column in table.columns for cell in column.cells]
    assert "2/3 done" in cells and "takes 1" in cells
    assert any("0.35 spent" in str(cell) for cell in cells)
    assert "river/wide" in capsys.readouterr().err


def test_elsewhere_what_took_long_or_cost_money_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Screen() as screen:
        for event in events():
            screen.hear(event)
    assert capsys.readouterr().err.splitlines() == ["  takes     river/wide  2.0 s  0.35"]


def test_a_quiet_screen_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Screen(quiet=True) as screen:
        for event in events():
            screen.hear(event)
    assert capsys.readouterr().err == ""
