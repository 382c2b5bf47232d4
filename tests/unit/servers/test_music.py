"""ACE-Step's server: a score asked for in words, waited for, as long as the film to the sample."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.provider.speech import Talker, talking

from lampblack.base.errors import Busy, JobError, UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.conformance import conform_remote
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.protocol import Declined
from lampblack.engines.requests import Compose, Passage, Speak, Theme, Voice
from lampblack.media.audio import read_wav
from lampblack_engines.servers.music import MusicServer
from lampblack_engines.servers.offers import offer_of
from lampblack_engines.servers.scoring import midi_of, shaped, words_of
from lampblack_engines.servers.server import Server
from lampblack_engines.servers.spool import Spool

TICKET = "0b1c2d3e-ticket"
SCORE = Compose(
    samples=12 * SAMPLE_RATE + 5,
    passages=(
        Passage(start=0, mood="calm"),
        Passage(start=4 * SAMPLE_RATE, mood="calm", strength=0.0),
        Passage(start=7 * SAMPLE_RATE, mood="sad", strength=0.4),
    ),
    tempo=72,
    themes=(Theme(who="kuafu", instrument="xiao"),),
)


def engine(talker: Talker, tmp_path: Path, **more) -> MusicServer:
    return MusicServer("music", Server(url=talker.url, protocol="ace-step", **more), Spool(tmp_path / "spool"))


@pytest.mark.parametrize("price", [0.0, 0.002])
def test_it_keeps_the_promises_that_money_relies_on(price: float, tmp_path: Path) -> None:
    with talking(Talker()) as talker:
        server = Server(url=talker.url, protocol="ace-step", price=price)
        spool = Spool(tmp_path / "spool")
        made = offer_of("music", server)
        assert conform_remote(lambda: MusicServer("music", server, spool), made, tmp_path / "try") == ()
        assert len(talker.billed) == 1


def test_the_music_is_as_long_as_the_film_and_silent_where_it_should_be(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path / "bench")
    with talking(Talker(key="k")) as talker:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MUSIC_KEY", "k")
            made = engine(talker, tmp_path, key="MUSIC_KEY")
            standing = made.submit(made.prepare(SCORE, 1, TICKET, bench), TICKET)
            assert standing.state == "running"
            assert (made.look(standing.id).state, made.look(standing.id).state) == ("running", "succeeded")
            answer = made.fetch(standing.id, bench)
        with pytest.raises(Declined, match="needs a key in the environment: MUSIC_KEY"):
            made.look(standing.id)
    sound = read_wav(bench.path(answer["music"]))
    assert sound.shape == (SCORE.samples, 2)
    level = np.abs(sound[:, 0]).reshape(-1, 1)
    second = [float(level[n * SAMPLE_RATE : (n + 1) * SAMPLE_RATE].max()) for n in range(12)]
    assert max(second[4:7]) == 0.0 and min(second[0:3]) > 0.3 and second[8] > 0.3
    assert float(level[-200:].max()) < 0.01
    (asked,) = talker.asked
    assert (asked["audio_duration"], asked["bpm"], asked["batch_size"]) == (12.5, 72, 1)
    assert not asked["use_random_seed"]


def test_a_score_in_words() -> None:
    words = words_of(SCORE)
    assert "guqin" in words and "with xiao" in words and "no vocals" in words
    assert "moods in order: calm at 0:00, silence at 0:04, sad at 0:07" in words
    plain = Compose(samples=9, passages=(Passage(start=0, mood="happy"),), style="ragtime piano")
    assert words_of(plain).startswith("instrumental film score, ragtime piano, happy,")


def test_another_take_is_another_seed(tmp_path: Path) -> None:
    made = MusicServer("music", Server(url="http://x"), Spool(tmp_path))
    bench = Bench(folder=tmp_path)
    assert made.prepare(SCORE, 1, TICKET, bench) == made.prepare(SCORE, 1, TICKET, bench)
    assert made.prepare(SCORE, 1, TICKET, bench) != made.prepare(SCORE, 2, TICKET, bench)
    with pytest.raises(UserError, match="only makes music"):
        made.prepare(Speak(text="a", language="en", voice=Voice()), 1, TICKET, bench)


def test_music_that_is_too_short_ends_softly_in_silence() -> None:
    short = np.full((5 * SAMPLE_RATE, 2), 0.5, np.float32)
    made = shaped(short, Compose(samples=8 * SAMPLE_RATE, passages=(Passage(start=0, mood="calm"),)))
    assert len(made) == 8 * SAMPLE_RATE
    assert made[2 * SAMPLE_RATE, 0] == 0.5 and 0 < made[int(4.5 * SAMPLE_RATE), 0] < 0.1
    assert not made[5 * SAMPLE_RATE :].any()


def test_what_was_asked_is_a_midi_file_with_its_moods() -> None:
    data = midi_of(SCORE)
    assert data[:4] == b"MThd" and data[14:18] == b"MTrk"
    assert int.from_bytes(data[18:22], "big") == len(data) - 22
    assert round(60_000_000 / 72).to_bytes(3, "big") in data
    assert data.count(b"\xff\x06") == 3 and b"sad" in data


@pytest.mark.parametrize(
    ("luck", "kind", "says"),
    [("busy", Busy, "too much"), ("broken", JobError, "out of memory"), ("words", JobError, "named no task")],
)
def test_what_the_server_may_say_is_told_apart(luck: str, kind: type[Exception], says: str, tmp_path: Path) -> None:
    with talking(Talker(luck=[luck])) as talker:
        made = engine(talker, tmp_path)
        body = made.prepare(SCORE, 1, TICKET, Bench(folder=tmp_path))
        with pytest.raises(kind, match=says):
            made.submit(body, TICKET)
        assert made.find(body, TICKET, 0.0).ids == ()


def test_a_task_that_fails_is_failed_and_one_that_is_gone_is_expired(tmp_path: Path) -> None:
    with talking(Talker(luck=["fails"])) as talker:
        made = engine(talker, tmp_path)
        standing = made.submit(made.prepare(SCORE, 1, TICKET, Bench(folder=tmp_path)), TICKET)
        assert (made.look(standing.id).state, made.look(standing.id).state) == ("running", "failed")
        talker.tasks.clear()
        assert made.look(standing.id).state == "expired"
        with pytest.raises(JobError, match="has no result"):
            made.fetch(standing.id, Bench(folder=tmp_path))


def test_a_file_on_another_host_is_looked_for_on_the_server_itself(tmp_path: Path) -> None:
    from lampblack_engines.servers.music import _own

    assert _own("http://169.254.169.254/latest?path=/a b", "http://127.0.0.1:8001") == (
        "http://127.0.0.1:8001/latest?path=/a%20b"
    )
