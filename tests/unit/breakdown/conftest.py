"""Scripts to take apart, in two languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest

from lampblack.breakdown.formats import read_bible
from lampblack.breakdown.model import Breakdown, Whereabouts
from lampblack.breakdown.steps import break_down
from lampblack.script.formats import read_fountain

BreakDown = Callable[..., tuple[Breakdown, Whereabouts]]


@pytest.fixture
def taken_apart() -> BreakDown:
    """A script (and a bible) to what `break_down` makes of it."""

    def make(script: str, bible: str = "", language: str = "") -> tuple[Breakdown, Whereabouts]:
        screenplay = read_fountain(script, "script.fountain")
        made = break_down(
            cast(Any, None), screenplay=screenplay, bible=read_bible(bible, "bible.toml"), language=language
        )
        return made["value"], made["where"]

    return make
