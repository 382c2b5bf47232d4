"""The fake engine: right answers, and every misbehaviour it can be told."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lampblack.base.errors import JobError, UserError
from lampblack.base.time import Rate
from lampblack.builtin.fake.engine import CRASH, Fake
from lampblack.builtin.fake.offer import offer
from lampblack.builtin.fake.pictures import counted, picture
from lampblack.builtin.fake.settings import VARIABLE, Behaviour, behaviour
from lampblack.builtin.fake.video import read_video
from lampblack.engines.conformance import Bench
from lampblack.engines.conformance.trials import staged
from lampblack.engines.requests import Film, Size, Speak, Voice, Write

HELLO = Speak(text="hello", language="en", voice=Voice())


def test_frame_numbers_can_be_read_back_from_the_video(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    film = Film(staging=staged(Rate(numerator=24), frames=40), size=Size(width=160, height=90))
    answer = Fake(Behaviour()).run(film, 1, bench)
    assert [counted(each) for each in read_video(bench.path(answer["video"]))] == list(range(40))


def test_every_counter_value_is_its_own() -> None:
    size = Size(width=64, height=36)
    assert [counted(picture(size, 7, number)) for number in (0, 1, 4095, 65535)] == [0, 1, 4095, 65535]


def test_another_take_is_another_answer(tmp_path: Path) -> None:
    bench, fake = Bench(folder=tmp_path), Fake(Behaviour())
    assert fake.run(HELLO, 1, bench)["voice"] != fake.run(HELLO, 2, bench)["voice"]


def test_every_nth_call_fails(tmp_path: Path) -> None:
    fake, bench = Fake(Behaviour(fail_every=3)), Bench(folder=tmp_path)
    fake.run(HELLO, 1, bench)
    fake.run(HELLO, 1, bench)
    with pytest.raises(JobError, match="call 3"):
        fake.run(HELLO, 1, bench)
    fake.run(HELLO, 1, bench)


def test_tally_counts_over_instances(tmp_path: Path) -> None:
    told = Behaviour(fail_every=2, tally=str(tmp_path / "calls.txt"))
    bench = Bench(folder=tmp_path)
    Fake(told).run(HELLO, 1, bench)
    with pytest.raises(JobError):
        Fake(told).run(HELLO, 2, bench)
    assert (tmp_path / "calls.txt").read_text() == "speak 1\nspeak 2\n"


def test_refused_words_are_a_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="刀"):
        Fake(Behaviour(refuse=("刀",))).run(Write(instruction="画一把刀"), 1, Bench(folder=tmp_path))


def test_delay_is_waited_and_ends_at_a_cancel(tmp_path: Path) -> None:
    began = time.monotonic()
    Fake(Behaviour(delay_seconds=0.05)).run(HELLO, 1, Bench(folder=tmp_path))
    assert time.monotonic() - began >= 0.05


def test_crash_ends_the_process(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from lampblack.builtin.fake.engine import Fake;"
        "from lampblack.engines.conformance import Bench; from lampblack.engines.requests import Write;"
        f"Fake().run(Write(instruction='x'), 1, Bench(folder=Path({str(tmp_path)!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, VARIABLE: '{"crash_every": 1}'})
    assert done.returncode == CRASH


def test_settings_come_from_toml_json_or_the_variable_itself(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "fake.toml").write_text('price = 0.25\nrefuse = ["x"]\n')
    (tmp_path / "fake.json").write_text(json.dumps({"fail_every": 4}))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "fake.toml"))
    assert behaviour() == Behaviour(price=0.25, refuse=("x",))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "fake.json"))
    assert behaviour() == Behaviour(fail_every=4)
    monkeypatch.setenv(VARIABLE, '{"delay_seconds": 1}')
    assert behaviour() == Behaviour(delay_seconds=1.0)


@pytest.mark.parametrize("asked", ['{"delya": 1}', '{"price": "much"}', "{", "/no/such/file.toml"])
def test_wrong_settings_are_told(asked: str, monkeypatch) -> None:
    monkeypatch.setenv(VARIABLE, asked)
    with pytest.raises(UserError, match=VARIABLE):
        behaviour()


def test_price_is_in_the_offer() -> None:
    film = offer(0.5).can("film")
    assert film is not None
    assert film.price_per_unit == 0.5


def test_json_schema_is_fitted(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "required": ["mood", "beats"],
        "properties": {
            "mood": {"enum": ["calm", "sad"]},
            "beats": {"type": "array", "minItems": 2, "items": {"type": "integer"}},
            "extra": {"type": "string"},
        },
    }
    request = Write(instruction="x", json_schema=json.dumps(schema))
    answer = Fake(Behaviour()).run(request, 1, Bench(folder=tmp_path))
    assert json.loads(answer["text"]) == {"mood": "calm", "beats": [1, 1]}
