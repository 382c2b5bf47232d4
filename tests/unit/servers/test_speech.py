"""Servers of speech: each dialect, money, keys, and a line whose words are found in what comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.provider.speech import Talker, talking

from lampblack.base.errors import Busy, JobError, UserError
from lampblack.engines.capabilities import LeftOut
from lampblack.engines.conformance import conform_remote
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.sounds import line_faults
from lampblack.engines.prices import price
from lampblack.engines.protocol import Declined, Refused
from lampblack.engines.registry import load, missing, offer
from lampblack.engines.requests import Compose, Speak, Voice
from lampblack.media.audio import read_wav
from lampblack_engines.servers.dialects import body_of
from lampblack_engines.servers.offers import offer_of, offered
from lampblack_engines.servers.server import Server
from lampblack_engines.servers.speech import SpeechServer
from lampblack_engines.servers.spool import Spool
from lampblack_engines.servers.written import WHERE

pytestmark = pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG is the voice behind the double")

TEXT = "老人家，这条路通到哪里？我走了三天三夜。"
LINE = Speak(text=TEXT, language="zh", voice=Voice(name="kuafu", timbre="man-2", pace=1.1), mood="weary")
TICKET = "0b1c2d3e-ticket"


def engine(talker: Talker, tmp_path: Path, **more) -> SpeechServer:
    server = Server(url=f"{talker.url}/v1", languages=("zh", "en"), **more)
    return SpeechServer("voices", server, Spool(tmp_path / "spool"))


def answered(made: SpeechServer, bench: Bench, request: Speak = LINE, ticket: str = TICKET):
    made.submit(made.prepare(request, 1, ticket, bench), ticket)
    return made.fetch(ticket, bench)


def test_a_line_comes_back_levelled_cut_close_and_with_its_words_found(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path / "bench")
    with talking(Talker()) as talker:
        answer = answered(engine(talker, tmp_path), bench)
    assert list(line_faults(LINE, bench.path(answer["voice"]), answer["spoken"])) == []
    assert answer["spoken"].measured and answer["spoken"].confidence > 0.8
    assert [TEXT[word.first : word.last] for word in answer["spoken"].words] == [one for one in TEXT if one.isalnum()]
    sound = read_wav(bench.path(answer["voice"]))[:, 0]
    pause = answer["spoken"].words[2].stop, answer["spoken"].words[3].start
    assert pause[1] - pause[0] > 4_800, "a pause after 老人家"
    assert np.abs(sound[pause[0] + 1_500 : pause[1] - 1_500]).max() < 0.1 * np.abs(sound).max()


@pytest.mark.parametrize("priced", [0.0, 0.015])
def test_it_keeps_the_promises_that_money_relies_on(priced: float, tmp_path: Path) -> None:
    with talking(Talker()) as talker:
        made = replace(Server(url=f"{talker.url}/v1", languages=("zh", "en")), price=priced)
        spool = Spool(tmp_path / "spool")
        faults = conform_remote(lambda: SpeechServer("voices", made, spool), offer_of("voices", made), tmp_path / "try")
        assert faults == ()
        assert len(talker.billed) == len(set(talker.billed)) == 2


def test_each_dialect_is_asked_in_its_own_words() -> None:
    openai = body_of(LINE, Server(url="http://x/v1", dialect="openai"))
    assert openai == {
        "model": "gpt-4o-mini-tts",
        "input": TEXT,
        "voice": "echo",
        "response_format": "wav",
        "speed": pytest.approx(1.1 * 0.84, abs=0.001),
    }
    told = body_of(LINE, Server(url="http://x/v1", model="gpt-4o-mini-tts"))
    assert told["instructions"] == "Say it like this: weary."
    kokoro = body_of(LINE, Server(url="http://x/v1", dialect="kokoro-fastapi"))
    assert (kokoro["voice"], kokoro["lang_code"], kokoro["stream"]) == ("zm_yunxi", "z", False)
    assert "instructions" not in kokoro
    omni = body_of(LINE, Server(url="http://x/v1", dialect="vllm-omni", model="Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice"))
    assert (omni["voice"], omni["language"], omni["instructions"]) == ("ryan", "Chinese", "Say it like this: weary.")
    extra = body_of(LINE, Server(url="http://x/v1", dialect="qwen3-tts", extra={"task_type": "CustomVoice"}))
    assert extra["task_type"] == "CustomVoice"


def test_voices_are_the_persons_then_the_servers_own_then_what_fits() -> None:
    server = Server(url="http://x/v1", dialect="kokoro-fastapi", voices={"man-2": "my_clone"})
    assert body_of(LINE, server)["voice"] == "my_clone"
    own = replace(LINE, voice=Voice(name="kuafu", timbre="af_bella+af_sky"))
    assert body_of(own, server)["voice"] == "af_bella+af_sky"
    many = {body_of(replace(LINE, voice=Voice(timbre=f"woman-{n}")), server)["voice"] for n in range(1, 9)}
    assert many == {"zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zf_xiaoyi"}
    nobody = replace(LINE, language="ru")
    with pytest.raises(UserError, match="is known to speak 'ru'"):
        body_of(nobody, replace(server, voices={}))


@pytest.mark.parametrize(
    ("luck", "kind", "says"),
    [
        ("busy", Busy, "too much to do"),
        ("refused", Refused, "not to be said"),
        ("elsewhere", Declined, "says 307"),
        ("broken", JobError, "out of memory"),
        ("words", JobError, "answered without a sound"),
        ("lost", Exception, None),
    ],
)
def test_what_a_server_may_say_is_told_apart(luck: str, kind: type[Exception], says: str, tmp_path: Path) -> None:
    with talking(Talker(luck=[luck])) as talker:
        made = engine(talker, tmp_path)
        body = made.prepare(LINE, 1, TICKET, Bench(folder=tmp_path))
        with pytest.raises(kind, match=says) as told:
            made.submit(body, TICKET)
        assert isinstance(told.value, Declined | Refused | Busy) == (luck in ("busy", "refused", "elsewhere"))
        assert made.find(body, TICKET, 0.0).ids == ()
        assert talker.billed == ([] if luck in ("busy", "refused", "elsewhere") else [TEXT])


def test_only_a_free_server_is_asked_again_without_a_word(tmp_path: Path) -> None:
    with talking(Talker()) as talker:
        free, priced = engine(talker, tmp_path), engine(talker, tmp_path, price=0.01)
        assert free.find(b"", TICKET, 0.0).complete and not priced.find(b"", TICKET, 0.0).complete


def test_an_answer_is_kept_for_whoever_asks_after_a_crash(tmp_path: Path) -> None:
    with talking(Talker()) as talker:
        body = engine(talker, tmp_path).prepare(LINE, 1, TICKET, Bench(folder=tmp_path))
        assert engine(talker, tmp_path).submit(body, TICKET).state == "succeeded"
        assert engine(talker, tmp_path).find(body, TICKET, 0.0).ids == (TICKET,)
        assert engine(talker, tmp_path).look(TICKET).state == "succeeded"
    assert engine(talker, tmp_path).look("another-ticket").state == "expired"
    first = engine(talker, tmp_path).fetch(TICKET, Bench(folder=tmp_path / "a"))
    assert first == engine(talker, tmp_path).fetch(TICKET, Bench(folder=tmp_path / "b"))


def test_silence_is_no_line(tmp_path: Path) -> None:
    with talking(Talker(luck=["silent"])) as talker, pytest.raises(JobError, match="what voices answered is silent"):
        answered(engine(talker, tmp_path), Bench(folder=tmp_path))


def test_a_key_comes_from_the_environment_and_goes_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(folder=tmp_path)
    with talking(Talker(key="secret-1")) as talker:
        made = engine(talker, tmp_path, key="MY_VOICES_KEY")
        body = made.prepare(LINE, 1, TICKET, bench)
        with pytest.raises(Declined, match="needs a key in the environment: MY_VOICES_KEY"):
            made.submit(body, TICKET)
        monkeypatch.setenv("MY_VOICES_KEY", "secret-2")
        with pytest.raises(Declined, match="no such key") as told:
            made.submit(body, TICKET)
        assert "secret" not in str(told.value)
        monkeypatch.setenv("MY_VOICES_KEY", "secret-1")
        made.submit(body, TICKET)
    assert b"secret" not in body
    assert all(b"secret" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_nothing_there_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    made = SpeechServer("voices", Server(url="http://127.0.0.1:9/v1"), Spool(tmp_path))
    body = made.prepare(LINE, 1, TICKET, Bench(folder=tmp_path))
    with pytest.raises(Declined, match=r"http://127.0.0.1:9 cannot be reached"):
        made.submit(body, TICKET)
    with pytest.raises(UserError, match="voices only speaks"):
        made.prepare(Compose(samples=1, passages=()), 1, TICKET, Bench(folder=tmp_path))


def test_servers_are_engines_by_name_with_a_price_and_a_version_of_what_is_heard(tmp_path: Path) -> None:
    first = Server(url="http://x/v1", model="a", price=0.03, currency="CNY")
    made = offer_of("voices", first)
    assert (made.remote, made.name) == (True, "voices")
    assert price(LINE, made) == pytest.approx(0.03 * len(TEXT) / 1000.0)
    assert offer_of("voices", replace(first, url="http://y/v1", price=9.0, at_once=4)).version == made.version
    others = (replace(first, model="b"), replace(first, voices={"man-1": "x"}), replace(first, dialect="vllm-omni"))
    assert len({made.version, *(offer_of("voices", each).version for each in others)}) == 4


def test_a_file_of_servers_brings_engines_and_its_mistakes_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "servers.toml"
    monkeypatch.setenv(WHERE, str(file))
    assert [each.name for each in offered()] == ["speech-server", "music-server"]
    assert "written in servers.toml as [speech-server]" in missing(offered()[0])
    file.write_text('[mine]\nurl = "http://127.0.0.1:8880/v1"\nkey = "NOT_SET_ANYWHERE"\n', encoding="utf-8")
    mine, music = offered()
    assert (mine.name, music.name) == ("mine", "music-server")
    assert missing(mine) == "engine mine needs: a key in the environment: NOT_SET_ANYWHERE"
    with pytest.raises(UserError, match="there is no server 'yours'"):
        SpeechServer("yours")
    for text, says, line in (
        ('[mine]\nmodel = "a"\n', "mine has no url", 1),
        ('[mine]\nurl = "ftp://x"\n', "is no address of a server", 2),
        ('[mine]\nurl = "http://x"\nspeed = 2\n', "mine.speed is not known", 3),
        ('[mine]\nurl = "http://x"\n\nkey = "sk-123"\n', "never the key itself", 4),
        ('[mine]\nurl = "http://x"\nprice = -1\n', "price = -1.0 is not possible", 3),
        ('[mine]\nurl = "http://x"\ndialect = "other"\n', "mine.dialect cannot be 'other'", 3),
        ("[Mine]\n", "named in small letters", 1),
        ('mine = "http://x"\n', "must be a table", 1),
    ):
        file.write_text(text, encoding="utf-8")
        (told,) = (each for each in offered() if isinstance(each, LeftOut))
        assert says in str(told.error) and told.error.spot is not None and told.error.spot.line == line, text


def test_what_is_kept_is_the_body_and_the_answer(tmp_path: Path) -> None:
    with talking(Talker()) as talker:
        made = engine(talker, tmp_path)
        body = made.prepare(LINE, 1, TICKET, Bench(folder=tmp_path))
        made.submit(body, TICKET)
        assert talker.asked == [json.loads(body)["send"]]


def test_the_door_makes_each_server_from_its_own_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lampblack.engines import registry

    file = tmp_path / "servers.toml"
    file.write_text('[mine]\nurl = "http://127.0.0.1:1/v1"\n', encoding="utf-8")
    monkeypatch.setenv(WHERE, str(file))
    registry._surveyed.cache_clear()
    try:
        assert type(load("mine")).__name__ == "SpeechServer"
    finally:
        monkeypatch.delenv(WHERE)
        registry._surveyed.cache_clear()
