"""What is said for what is written: figures and signs in words, directions left out, names as a person wants them."""

import pytest

from lampblack.base.errors import UserError
from lampblack.engines.requests import Speak, Voice, Word
from lampblack.engines.speaking.aloud import aloud
from lampblack.engines.speaking.mandarin import readings
from lampblack.engines.speaking.pronounced import checked, wanted
from lampblack.engines.speaking.saying import said, said_of
from lampblack.engines.speaking.text import BEAT, LONG_BEAT, clauses


def line(text: str, language: str = "zh", **more) -> Speak:
    return Speak(text=text, language=language, voice=Voice(), **more)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("2024年3月5日", "二零二四年三月五日"),
        ("2024-03-05", "二零二四年三月五日"),
        ("2000年前", "两千年前"),
        ("98年和10年后", "九八年和十年后"),
        ("7:30，14:05，8:00", "七点半，十四点零五分，八点"),
        ("3:2", "三比二"),
        ("50%，10%-20%", "百分之五十，百分之十到百分之二十"),
        ("¥300，$5", "三百元，五美元"),
        ("3.5万元", "三点五万元"),
        ("-5℃，20°C", "零下五摄氏度，二十摄氏度"),
        ("60km/h，5km，10kg", "六十公里每小时，五公里，十公斤"),
        ("13800138000", "幺三八，零零幺三，八零零零"),
        ("拨打110", "拨打幺幺零"),
        ("110个人", "一百一十个人"),
        ("302房间", "三零二房间"),
        ("1/2，½", "二分之一，二分之一"),
        ("3-5天", "三到五天"),
        ("2个人，2月，2楼，第2", "两个人，二月，二楼，第二"),
        ("10500，1,200，2000", "一万零五百，一千二百，两千"),
        ("100000000", "一亿"),
        ("3D，A4", "三D，A四"),
        ("007", "零零七"),
        ("第21章", "第二十一章"),
    ],
)
def test_chinese_figures_are_read_as_a_newsreader_does(text: str, heard: str) -> None:
    assert said_of(text, "zh").text == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("March 5, 2024", "March fifth, twenty twenty-four"),
        ("the 5th of May, 5 March", "the fifth of May, the fifth of March"),
        ("2024-03-05", "March fifth, twenty twenty-four"),
        ("7:30 pm, 7:05, 12:00", "seven thirty P M, seven oh five, twelve o'clock"),
        ("It is 5 p.m.", "It is five P M."),
        ("$5, $3.50, $1.5 million", "five dollars, three dollars and fifty cents, one point five million dollars"),
        ("50%, -5°C", "fifty percent, minus five degrees Celsius"),
        ("60 mph, 1 kg, 5'11\"", "sixty miles an hour, one kilogram, five feet eleven"),
        ("555-0123, call 911", "five five five, oh one two three, call nine one one"),
        ("Room 302", "Room three oh two"),
        ("1/2 cup, 2 1/2 hours, ¾", "one half cup, two and a half hours, three quarters"),
        ("3-5 days", "three to five days"),
        ("in 1984, the 1980s", "in nineteen eighty-four, the nineteen eighties"),
        ("the '90s, 1905", "the nineties, nineteen oh five"),
        ("1900 people", "one thousand nine hundred people"),
        ("Henry VIII, World War II", "Henry the eighth, World War two"),
        ("#5, No. 5", "number five, number five"),
        ("Mr. Smith vs. Dr. Jones", "mister Smith versus doctor Jones"),
        ("FBI and TV, NO, STOP", "F B I and T V, NO, STOP"),
        ("3D, 1,205,033", "three D, one million two hundred and five thousand and thirty-three"),
    ],
)  # fmt: skip
def test_english_figures_are_read_as_a_newsreader_does(text: str, heard: str) -> None:
    assert said_of(text, "en").text == heard


def test_other_languages_are_left_as_they_are_written() -> None:
    assert said_of("5%です", "ja").text == "5%です"


def test_what_is_heard_is_found_where_it_is_written() -> None:
    text = "有50%的人。"
    words = said_of(text, "zh")
    heard = [
        Word(first=at, last=at + 1, start=at * 100, stop=at * 100 + 100) for at in range(len(words.text) - 1)
    ]  # fmt: skip
    placed = words.placed(heard)
    assert [text[word.first : word.last] for word in placed] == ["有", "50%", "的", "人"]
    assert (placed[1].start, placed[1].stop) == (100, 600)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("你（停顿）走吧", f"你{BEAT}走吧"),
        ("I (a long silence) know.", f"I {LONG_BEAT} know."),
        ("（低声）走吧", "走吧"),
        ("我（昨天）见过他", "我（昨天）见过他"),
    ],
)
def test_directions_inside_a_line_are_followed_and_not_read_out(text: str, heard: str) -> None:
    assert said_of(text, "zh" if "我" in text or "走" in text else "en").text == heard


def test_a_beat_is_a_pause() -> None:
    plain, beat = (clauses(said_of(text, "zh").text)[0].pause for text in ("算了，走吧。", "算了，（停顿）走吧。"))
    assert beat > 4 * plain


def test_a_dictionary_says_how_hanzi_are_read() -> None:
    words = said(line("重楼来了", says=(("重楼", "chong2 lou2"),)))
    assert (words.text, words.pinyin) == ("重楼来了", ("chong2", "lou2", "", ""))
    assert words.written(0, 1) == (0, 1)


def test_a_name_in_letters_may_be_said_in_pinyin_in_ipa_or_as_it_sounds() -> None:
    pinyin = said(line("Ahe, come!", "en", says=(("Ahe", "a1 he2"),)))
    assert (pinyin.text, pinyin.pinyin, pinyin.written(0, 2)) == ("〇〇, come!", ("a1", "he2"), (0, 3))
    assert said(line("Ahe, come!", "en", says=(("Ahe", "/ɑːhə/"),))).sounds == ((0, "ɑːhə"),)
    assert said(line("Ahe, come!", "en", says=(("Ahe", "ah-heh"),))).text == "ah-heh, come!"


def test_a_persons_pinyin_stays_with_its_hanzi_when_figures_become_words() -> None:
    words = said(line("3行", pinyin=("hang2",)))
    assert (words.text, words.pinyin) == ("三行", ("", "hang2"))
    with pytest.raises(UserError, match="2 readings are given for 1 Hanzi"):
        said(line("3行", pinyin=("san1", "hang2")))


def test_only_whole_words_and_only_those_in_the_text_are_looked_up() -> None:
    words = {"Ahe": "ah-heh", "重楼": "chong2 lou2", "he": "hee"}
    assert wanted("Ahead, he said.", words) == (("he", "hee"),)
    assert wanted("没有人。", words) == ()


@pytest.mark.parametrize("reading", ["", "重", "chong", "chong2 lou", "123"])
def test_a_reading_nobody_can_make_a_sound_of_is_told(reading: str) -> None:
    if reading in ("chong", "chong2 lou"):
        reading += "!"
    with pytest.raises(UserError, match="does not say how"):
        checked("重楼", reading)


def test_an_engine_that_reads_any_text_gets_it_without_directions_and_names_as_they_sound() -> None:
    says = (("重楼", "chong2 lou2"), ("Ahe", "ah-heh"))
    assert aloud(line("重楼（停顿）来了3次。", says=says)).endswith("…来了3次。")
    spelled = aloud(line("重楼", says=says))
    assert len(spelled) == 2 and spelled != "重楼" and readings(spelled) == ("chong2", "lou2")
    assert aloud(line("Ahe (beat) sees 重楼.", "en", says=says)) == "ah-heh … sees chonglou."
    assert aloud(line("Ahe", "en", says=(("Ahe", "/ɑːhə/"),))) == "Ahe"


def test_a_line_cut_off_and_one_that_trails_away_are_known() -> None:
    ends = [clauses(text)[-1].ends for text in ("I only wanted to--", "我只是——", "I don't know…", "不……好。")]
    assert ends == ["cut", "cut", "trails", ""]
