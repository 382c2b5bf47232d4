"""Whatever a person types is taken apart or refused in one line; nothing else may happen, and not slowly."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lampblack.base.errors import UserError
from lampblack.base.saved import encode

_PIECES = [
    "INT. HOUSE - DAY\n\n",
    "外景 山巅 - 黎明\n\n",
    ".#\n\n",
    "EXT.\n\n",
    "第三场\n\n",
    "\n\n",
    "\n",
    "BOB\n",
    "@夸父\n",
    "@\n",
    "@^\n",
    "BOB AND JILL ^\n",
    "JILL (V.O.)\n",
    "(softly)\n",
    "Hi.\n",
    "~la\n",
    "[[en: hi]]\n",
    "[[en: hi]]",
    "夸父走向Bob，坐下。",
    "He runs.",
    "Bob (40, tall) gives Jill the lantern",
    "淡出\n\n",
    "CUT TO:\n\n",
    "> \n",
    ">x<\n",
    "= s\n",
    "Title: x\n",
    "，",
    "。",
    " ",
    "()",
    "（）",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=30).map("".join))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_script_is_taken_apart_or_refused(taken_apart: Any, text: str) -> None:
    try:
        film, where = taken_apart(text)
    except UserError as error:
        assert "no scene" in error.message
        return
    assert len(encode(film)) > 0
    slugs = [scene.slug for scene in film.scenes]
    lines = [line.id for line in film.lines()]
    assert len(set(slugs)) == len(slugs)
    assert len(set(lines)) == len(lines)
    assert {*slugs, *lines} == set(where.spots)
    cast = {person.id for person in film.bible.cast}
    assert len(cast) == len(film.bible.cast)
    assert {line.character for line in film.lines()} <= cast
    assert all(set(scene.cast) <= cast and film.bible.place(scene.place) for scene in film.scenes)
    assert taken_apart(text) == (film, where)


@pytest.mark.parametrize(
    "piece", ["being ", "finally ", "Bob and ", "缓缓", "夸父和", "looks at ", "向", "red ", "(", "a, "]
)
def test_a_long_action_takes_no_long_time(taken_apart: Any, piece: str) -> None:
    start = time.process_time()
    taken_apart("INT. A - DAY\n\nBOB\nHi.\n\n@夸父\n走。\n\n" + piece * 2000 + "1 runs\n")
    assert time.process_time() - start < 3
