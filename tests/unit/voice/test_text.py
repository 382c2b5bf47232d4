"""A line taken apart: breaths, pauses, words."""

from lampblack.engines.speaking.text import clauses, units


def test_words_are_hanzi_kana_and_whole_words() -> None:
    assert [unit.text for unit in units("我 said: it's 3.5, さくら!")] == [
        "我", "said", "it's", "3.5", "さ", "く", "ら",
    ]  # fmt: skip


def test_units_keep_their_place_in_the_text() -> None:
    text = "“你好，”他说。"
    assert all(text[unit.first : unit.last] == unit.text for unit in units(text))


def test_marks_cut_the_text_and_longer_marks_pause_longer() -> None:
    found = clauses("下雪了、你看，真白。")
    assert [clause.pause for clause in found] == [110, 190, 400]
    assert [clause.tune for clause in found] == [",", ",", "."]


def test_a_question_is_heard_through_a_quotation_mark() -> None:
    assert [clause.tune for clause in clauses("“真的？”他问。")] == ["?", "."]


def test_short_forms_and_numbers_do_not_end_a_clause() -> None:
    assert len(clauses("Mr. Smith paid 3.50 for it.")) == 1


def test_a_dash_after_a_stop_lengthens_its_pause_and_adds_no_clause() -> None:
    found = clauses("我不去。……真的？")
    assert [clause.pause for clause in found] == [560, 400]


def test_a_text_of_marks_alone_has_no_clauses() -> None:
    assert clauses("……？！") == ()
