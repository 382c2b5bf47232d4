from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.media.breaking import NOT_FIRST, NOT_LAST, units
from lampblack.media.lettering import SHIPPED, Hand, block, line, lines_of, marked, missing, over, width_of

HAND = Hand(size=30, edge=1.5, shadow=4)
SPEECH = "太阳每天从东方升起，又从西方落下；那么夜里，它去了哪里？问一问它——“你怕黑吗？”他说：《山海经》里有……"


def test_the_shipped_font_draws_what_films_here_are_written_in() -> None:
    assert missing(SPEECH + " Kuafu chases the sun — “why?” āáǎàüǘ é ñ ç 0123456789 …！？、《》【】·～￥♪") == set()
    assert missing("Куда уходит солнце ночью? ひとりで歩く、カメラ。 Πού πάει ο ήλιος;") == {"歩"}


def test_missing_glyphs_are_found_before_drawing() -> None:
    assert missing("夸父龘鱻한😀") == {"龘", "鱻", "한", "😀"}


def test_a_missing_glyph_is_refused_and_never_drawn_as_a_box() -> None:
    with pytest.raises(UserError, match="龘"):
        line("龘", HAND)
    assert marked("一龘二") == "一〓二"


@pytest.mark.parametrize("width", (100, 137, 200, 311, 480, 640))
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(width: int) -> None:
    lines = lines_of(SPEECH, HAND, width)
    assert lines is not None and "".join(lines) == SPEECH
    assert all(each[0] not in NOT_FIRST and each[-1] not in NOT_LAST for each in lines)
    assert all(width_of(each, HAND) <= width for each in lines)


def test_latin_breaks_at_spaces_only_and_in_lines_of_like_length() -> None:
    text = "The sun rises in the east every day and sets in the west. Then where does it go at night?"
    lines = lines_of(text, HAND, 700)
    assert lines is not None and " ".join(lines) == text and len(lines) == 2
    assert width_of(lines[1], HAND) > 0.7 * width_of(lines[0], HAND)


def test_latin_and_chinese_may_part_where_they_meet() -> None:
    assert units("看iPhone吧！") == ("看", "iPhone", "吧！")


def test_a_text_that_does_not_fit_says_so() -> None:
    assert lines_of("Rindfleischetikettierungsgesetz", HAND, 100) is None
    assert lines_of(SPEECH, HAND, 200, most=2) is None


def test_letters_are_light_with_a_dark_edge_and_premultiplied() -> None:
    bitmap = line("山", HAND)
    alpha = bitmap[..., 3].astype(int)
    assert (bitmap[..., :3].max(2) <= alpha + 1).all()
    on_white = np.full((*bitmap.shape[:2], 3), 255, np.uint8)
    over(on_white, bitmap, 0, 0)
    assert on_white.min() < 70
    on_black = np.zeros_like(on_white)
    over(on_black, bitmap, 0, 0)
    assert on_black.max() > 235


def test_lines_of_a_block_do_not_touch() -> None:
    bitmap = block((line("山高水长", Hand(size=30)), line("The road is long", Hand(size=20))))
    rows = bitmap[..., 3].any(1)
    assert int((rows[1:] & ~rows[:-1]).sum()) == 2


def test_the_font_has_its_own_name_and_its_licence_beside_it() -> None:
    licence = (SHIPPED.parent / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence and "Copyright 2021-2023 LXGW" in licence
    assert "Lampblack Kai" in (SHIPPED.parent / "ORIGIN.txt").read_text("utf-8")
    assert SHIPPED.stat().st_size < 1_700_000


def test_a_font_that_cannot_be_read_is_a_users_mistake(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(b"no font")
    with pytest.raises(UserError, match="cannot be read as a font"):
        width_of("a", Hand(size=20, fonts=(path,)))
