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


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("爷爷和奶奶", "ye2 ye5 he2 nai3 nai5"),
        ("我知道了", "wo3 zhi1 dao5 le5"),
        ("起来看看", "qi3 lai5 kan4 kan5"),
        ("屋里有人", "wu1 li5 you3 ren2"),
        ("三千里", "san1 qian1 li3"),
        ("大方向", "da4 fang1 xiang4"),
    ],
)
def test_light_syllables_are_light_and_their_doubles_are_not(text: str, reading: str) -> None:
    assert said(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("跑得快", "pao3 de5 kuai4"),
        ("长得像你", "zhang3 de5 xiang4 ni3"),
        ("我们得去", "wo3 men5 dei3 qu4"),
        ("得到", "de2 dao4"),
        ("慢慢地走", "man4 man4 de5 zou3"),
        ("飞快地跑", "fei1 kuai4 de5 pao3"),
        ("大地上", "da4 di4 shang5"),
        ("为了你", "wei4 le5 ni3"),
        ("太阳落下去", "tai4 yang5 luo4 xia4 qu5"),
        ("倒是", "dao4 shi4"),
    ],
)
def test_small_words_are_read_by_their_neighbours(text: str, reading: str) -> None:
    assert said(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("一百一十一", "yi4 bai3 yi1 shi2 yi1"),
        ("一月一号", "yi1 yue4 yi1 hao4"),
        ("唯一的", "wei2 yi1 de5"),
        ("看一看", "kan4 yi5 kan4"),
        ("十一点", "shi2 yi1 dian3"),
        ("这一楼", "zhe4 yi4 lou2"),
    ],
)
def test_one_keeps_its_tone_in_ranks_and_loses_it_between_doubles(text: str, reading: str) -> None:
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
