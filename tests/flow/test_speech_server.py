"""A film whose voices come from a server somebody named: bought once, aligned, told in the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studio import Film, lampblack
from tests.provider.speech import Talker, talking

from lampblack.engines.registry import missing, offer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG is the voice behind the double"),
]


def test_lines_are_bought_once_and_mouths_have_their_times(fresh_lantern: Film, tmp_path: Path) -> None:
    film = fresh_lantern
    settings = film.folder / "film.toml"
    text = settings.read_text("utf-8").replace('speak = "instrument"', 'speak = "voices"')
    settings.write_text(text + '\n[budget]\ncap = 1.0\ncurrency = "USD"\n', encoding="utf-8")
    with talking(Talker(key="secret-1", luck=["busy", "lost"])) as talker:
        servers = tmp_path / "servers.toml"
        table = f'[voices]\nurl = "{talker.url}/v1"\nkey = "VOICES_KEY"\nprice = 0.5\ndialect = "kokoro-fastapi"\n'
        servers.write_text(table, encoding="utf-8")
        env = {"LAMPBLACK_SERVERS": str(servers), "XDG_CACHE_HOME": str(tmp_path), "VOICES_KEY": "secret-1"}
        without = lampblack("plan", film.folder, env={**env, "VOICES_KEY": ""})
        assert without.code == 2 and "voices needs: a key in the environment: VOICES_KEY" in without.err
        said = lampblack("make", film.folder, "--json", "--spend", "1", env=env)
        assert said.code != 0, "one answer was lost, and nobody knows whether it is owed"
        doubts = lampblack("doubts", film.folder, env=env).out
        assert len(talker.billed) == 2 and "voices" in doubts
        again = lampblack("make", film.folder, "--json", "--spend", "1", env=env)
        assert len(talker.billed) == 2, "what may be owed is not bought again by itself"
        ticket = next(word for word in doubts.replace(",", " ").split() if word.count("-") == 4)
        assert lampblack("settle", film.folder, ticket, "again", env=env).code == 0
        said = lampblack("make", film.folder, "--json", "--spend", "1", env=env)
        assert said.code == 0, said.err
        assert len(talker.billed) == 3
        rows = json.loads(lampblack("lines", film.folder, "--json", env=env).out)
        assert all(row["measured"] and row["confidence"] > 0.5 and row["words"] for row in rows)
        assert lampblack("make", film.folder, "--json", env=env).answer["made_jobs"] == []
        assert len(talker.billed) == 3
        assert "secret" not in without.out + without.err + said.out + said.err + again.err + doubts
