"""How Hanzi are read: polyphones, sandhi, spoken words, and a person's own readings."""

import pytest

from lampblack.base.errors import UserError
from lampblack.engines.speaking.mandarin import readings, words


def said(text: str) -> str:
    return " ".join(readings(text))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("重庆", "chong2 qing4"),
        ("银行", "yin2 hang2"),
        ("行长", "hang2 zhang3"),
        ("长大", "zhang3 da4"),
        ("三只鸟", "san1 zhi1 niao3"),
        ("两行泪", "liang3 hang2 lei4"),
        ("一行人", "yi4 xing2 ren2"),
        ("了解", "liao2 jie3"),
        ("夸父追日", "kua1 fu4 zhui1 ri4"),
    ],
)
def test_polyphones_are_read_by_their_words(text: str, reading: str) -> None:
    assert said(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("你好", "ni2 hao3"),
        ("我渴了", "wo2 ke3 le5"),
        ("不去", "bu2 qu4"),
        ("不来", "bu4 lai2"),
        ("一天", "yi4 tian1"),
        ("一夜", "yi2 ye4"),
        ("第一", "di4 yi1"),
    ],
)
def test_tones_give_way_to_those_that_follow(text: str, reading: str) -> None:
    assert said(text) == reading


def test_no_tone_gives_way_across_a_pause() -> None:
    assert said("我，好").startswith("wo3")


def test_words_cover_every_hanzi_once_and_particles_lean_back() -> None:
    text = "我在城门外等了你三天，你没有来。"
    spans = words(text)
    assert [number for span in spans for number in span] == list(range(14))
    assert (5, 6) in spans  # 等了
    assert all(len(span) <= 4 for span in spans)


def test_a_persons_readings_override_one_by_one() -> None:
    assert readings("行长", ("xing2", "")) == ("xing2", "zhang3")
    assert readings("绿", ("lü4",)) == ("lv4",)


@pytest.mark.parametrize("pinyin", [("ni3",), ("ni", "hao"), ("ni3", "hao6")])
def test_readings_that_do_not_fit_are_told(pinyin: tuple[str, ...]) -> None:
    with pytest.raises(UserError):
        readings("你好", pinyin)
