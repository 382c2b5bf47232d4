"""What is written about silence is kept: beats wait, interruptions do not."""

import pytest
from tests.unit.shots.stage import FILM

from lampblack.breakdown.model import Line
from lampblack.shots.pace import head_frames, pause_frames, tail_frames


def line(who: str, text: str, *how: str) -> Line:
    return Line(id=who, character=who, text=text, language="zh", how=how)


PLAIN = pause_frames(line("a", "走吧。"), line("a", "好。"), FILM)


@pytest.mark.parametrize("how", ["beat", "停顿", "a beat", "顿了一下"])
def test_a_beat_is_a_silence_of_its_own(how: str) -> None:
    assert pause_frames(line("a", "走吧。"), line("a", "好。", how), FILM) >= 2 * PLAIN
    assert head_frames(line("a", "好。", how), FILM) > 2 * head_frames(line("a", "好。"), FILM)


def test_a_long_silence_is_longer_and_a_manner_is_none() -> None:
    beat, long, manner = (
        pause_frames(line("a", "走吧。"), line("a", "好。", how), FILM) for how in ("停顿", "长久的沉默", "大喊")
    )
    assert long > 1.5 * beat > manner == PLAIN


@pytest.mark.parametrize("text", ["我只是——", "I only wanted to--", "“可是——”"])
def test_who_is_interrupted_is_answered_before_the_last_word_is_out(text: str) -> None:
    assert -4 <= pause_frames(line("a", text), line("b", "够了！"), FILM) <= 0
    assert pause_frames(line("a", text), line("a", "够了。"), FILM) > 1
    assert tail_frames(line("a", text), FILM) == 1


def test_a_voice_that_trails_off_is_waited_for() -> None:
    assert pause_frames(line("a", "我不知道……"), line("b", "够了！"), FILM) > 6
