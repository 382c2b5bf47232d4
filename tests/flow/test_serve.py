"""A server over time: killed and started again, asked by many at once, by strangers, and for too much."""

from __future__ import annotations

import contextlib
import io
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image
from tests.flow.serving import FORM, Served, form, serving
from tests.flow.studio import Film, lampblack

pytestmark = pytest.mark.slow

FAKE = ("--engine", "fake", "--workers", "1")


def told(tally: Path, **more: Any) -> dict[str, str]:
    """How the fake engine is to behave, and where it counts its calls."""
    return {"LAMPBLACK_FAKE": json.dumps({"tally": str(tally), **more})}


def calls(tally: Path) -> int:
    return len(tally.read_text("utf-8").splitlines()) if tally.exists() else 0


def ask(server: Served, prompt: str, ticket: str = "", token: str = "") -> Any:
    headers = {"Idempotency-Key": ticket} if ticket else {}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    body = {"model": "fake", "prompt": prompt, "seconds": "1", "size": "64x48", "negative_prompt": prompt}
    return server.tell("/v1/videos", body, headers)


def until(true: Any, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def test_a_killed_server_goes_on_where_it_was(tmp_path: Path) -> None:
    box, tally = tmp_path / "box", tmp_path / "tally"
    with serving(box, *FAKE, env=told(tally)) as server:
        done = ask(server, "done before", "a").json
        assert server.over(done["id"])["status"] == "completed"
        film = server.ask("GET", f"/v1/videos/{done['id']}/content").data
        server.kill()
    with serving(box, *FAKE, env=told(tally, delay_seconds=20)) as server:
        ids = {ticket: ask(server, f"job {ticket}", ticket).json["id"] for ticket in ("b", "c", "d")}
        until(lambda: server.ask("GET", f"/v1/videos/{ids['b']}").json["status"] == "in_progress")
        server.kill()
    with serving(box, *FAKE, env=told(tally)) as server:
        for ticket, id in ids.items():
            assert server.over(id)["status"] == "completed"
            assert ask(server, f"job {ticket}", ticket).json["id"] == id, "the ticket stands for the same job"
        assert server.ask("GET", f"/v1/videos/{done['id']}/content").data == film
        assert ask(server, "done before").json["status"] == "completed", "what was made is not made again"
        assert calls(tally) == 5, "one before, one cut off, three after"


def test_a_server_that_is_asked_to_end_leaves_its_work_for_the_next(tmp_path: Path) -> None:
    box, tally = tmp_path / "box", tmp_path / "tally"
    with serving(box, *FAKE, env=told(tally, delay_seconds=30)) as server:
        id = ask(server, "x").json["id"]
        until(lambda: server.ask("GET", f"/v1/videos/{id}").json["status"] == "in_progress")
    with serving(box, *FAKE, env=told(tally)) as server:
        assert server.over(id)["status"] == "completed"


def test_a_job_that_ends_its_server_is_given_up(tmp_path: Path) -> None:
    box, tally = tmp_path / "box", tmp_path / "tally"
    with serving(box, *FAKE, env=told(tally, delay_seconds=60)) as server:
        id = ask(server, "x").json["id"]
        until(lambda: server.ask("GET", f"/v1/videos/{id}").json["status"] == "in_progress")
        server.kill()
    for _ in range(4):
        with serving(box, *FAKE, env=told(tally, delay_seconds=60)) as server:
            until(lambda: server.ask("GET", f"/v1/videos/{id}").json["status"] == "in_progress")
            server.kill()
    with serving(box, *FAKE, env=told(tally)) as server:
        job = server.ask("GET", f"/v1/videos/{id}").json
        assert job["status"] == "failed" and "each time" in job["error"]["message"]


def test_a_film_made_on_another_machine_is_the_one_made_here(
    made_lantern: Film, fresh_lantern: Film, tmp_path: Path
) -> None:
    """Pictures and voices over two tables of `servers.toml`: not a byte of the film is another."""
    token = lampblack("serve", "--folder", tmp_path / "box", "--new-token", "laptop").out.splitlines()[0]
    with serving(tmp_path / "box", "--engine", "theatre", "--engine", "instrument", "--workers", "2") as server:
        tables = [
            f'[{name}]\nprotocol = "lampblack"\nurl = "{server.address}/v1"\nkey = "BOX"\nmodel = "{model}"\n'
            f'does = ["{does}"]\n'
            for name, model, does in (("far", "theatre", "film"), ("voices", "instrument", "speak"))
        ]
        (tmp_path / "servers.toml").write_text("".join(tables), "utf-8")
        settings = fresh_lantern.folder / "film.toml"
        text = settings.read_text("utf-8").replace('film = "theatre"', 'film = "far"')
        settings.write_text(text.replace('speak = "instrument"', 'speak = "voices"'), "utf-8")
        env = {"LAMPBLACK_SERVERS": str(tmp_path / "servers.toml"), "XDG_CACHE_HOME": str(tmp_path), "BOX": token}
        asked = lampblack("engines", "--ask", env=env)
        assert asked.code == 0 and "far" in asked.out, asked.err
        said = lampblack("make", fresh_lantern.folder, "--json", env=env)
        assert said.code == 0, said.err
        assert fresh_lantern.movie.read_bytes() == made_lantern.movie.read_bytes()
        assert server.log.count("POST /v1/videos 200") == 3 and server.log.count("POST /v1/audio/speech 200") == 2
        assert not any(token in file.read_text("utf-8", "replace") for file in fresh_lantern.folder.rglob("*.sqlite*"))


def test_many_clients_who_ask_the_same_get_one_result(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    words = ("--engine", "fake", "--workers", "2", "--jobs", "100")
    with serving(tmp_path / "box", *words, env=told(tally, delay_seconds=0.3)) as server:
        with ThreadPoolExecutor(12) as crowd:
            same = [job.json["id"] for job in crowd.map(lambda n: ask(server, "the same", f"s{n}"), range(12))]
            other = [job.json["id"] for job in crowd.map(lambda n: ask(server, f"own {n}"), range(6))]
            lines = list(crowd.map(lambda n: server.tell("/v1/audio/speech", _line(n % 3)), range(12)))
        assert len(set(same)) == 12 and {server.over(id)["status"] for id in same + other} == {"completed"}
        films = {server.ask("GET", f"/v1/videos/{id}/content").data for id in same}
        assert len(films) == 1 and calls(tally) == 1 + 6 + 3
        assert {line.code for line in lines} == {200} and len({line.data for line in lines}) == 3


def _line(number: int) -> dict[str, Any]:
    return {"model": "fake", "input": f"line {number}", "voice": "man-1", "response_format": "wav"}


def test_one_ticket_sent_by_many_at_once_is_one_job(tmp_path: Path) -> None:
    with serving(tmp_path / "box", *FAKE) as server, ThreadPoolExecutor(8) as crowd:
        ids = {job.json["id"] for job in crowd.map(lambda n: ask(server, "x", "ticket"), range(16))}
        assert len(ids) == 1


def test_a_deleted_job_gives_its_worker_free(tmp_path: Path) -> None:
    env = told(tmp_path / "tally", delay_seconds=20)
    with serving(tmp_path / "box", *FAKE, env=env) as server:
        ids = [ask(server, f"job {n}").json["id"] for n in range(2)]
        until(lambda: server.ask("GET", f"/v1/videos/{ids[0]}").json["status"] == "in_progress")
        assert server.ask("GET", f"/v1/videos/{ids[1]}").json["status"] == "queued"
        heard = server.ask("GET", f"/v1/videos/{ids[0]}/content")
        assert (heard.code, heard.code_said) == (404, "not_ready")
        assert server.ask("DELETE", f"/v1/videos/{ids[0]}").json["deleted"]
        until(lambda: server.ask("GET", f"/v1/videos/{ids[1]}").json["status"] == "in_progress", 10.0)
        assert server.ask("GET", f"/v1/videos/{ids[0]}").code == 404


def test_a_result_that_was_damaged_on_the_disk_is_made_again(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    with serving(tmp_path / "box", *FAKE, env=told(tally)) as server:
        id = ask(server, "x").json["id"]
        server.over(id)
        film = server.ask("GET", f"/v1/videos/{id}/content").data
        for file in (server.folder / "store" / "blobs").rglob("*"):
            if file.is_file() and file.read_bytes() == film:
                file.chmod(0o644)
                file.write_bytes(film[:-9])
        heard = server.ask("GET", f"/v1/videos/{id}/content")
        assert (heard.code, heard.code_said) == (404, "not_ready")
        assert server.over(id)["status"] == "completed"
        assert server.ask("GET", f"/v1/videos/{id}/content").data == film and calls(tally) == 2


def test_an_engine_that_dies_fails_its_job_and_no_other(tmp_path: Path) -> None:
    with serving(tmp_path / "box", *FAKE, env=told(tmp_path / "tally", crash_every=1)) as server:
        job = server.over(ask(server, "x").json["id"])
        assert job["status"] == "failed" and job["error"]["code"] == "broken"
        assert "the engine broke" in job["error"]["message"] and "/" not in job["error"]["message"]
        heard = server.tell("/v1/audio/speech", _line(1))
        assert (heard.code, heard.code_said) == (500, "broken")
        assert server.ask("GET", "/health").code == 200


def test_tokens_open_the_door_and_keep_owners_apart(tmp_path: Path) -> None:
    box = tmp_path / "box"
    tokens = {
        name: lampblack("serve", "--folder", box, "--new-token", name).out.splitlines()[0] for name in ("ann", "bo")
    }
    assert not any(token in (box / "tokens").read_text("utf-8") for token in tokens.values())
    assert lampblack("serve", "--folder", box, "--new-token", "ann").code == 2
    with serving(box, *FAKE, "--jobs", "2", "--host", "0.0.0.0", env=told(tmp_path / "t", delay_seconds=1)) as server:
        for wrong in ("", "lb-wrong", tokens["ann"][:-1], "é"):
            headers = {"Authorization": f"Bearer {wrong}".encode()} if wrong else {}
            heard = server.ask("GET", "/v1/models", headers=headers)  # type: ignore[arg-type]
            assert (heard.code, heard.code_said) == (401, "invalid_api_key")
            assert heard.headers["www-authenticate"] == "Bearer"
        assert server.ask("GET", "/health").code == 200
        ann, bo = ({"Authorization": f"Bearer {tokens[name]}"} for name in ("ann", "bo"))
        first = ask(server, "1", "ticket", tokens["ann"]).json["id"]
        assert ask(server, "2", token=tokens["ann"]).code == 200
        full = ask(server, "3", token=tokens["ann"])
        assert (full.code, full.code_said) == (429, "too_many_jobs") and int(full.headers["retry-after"]) > 0
        other = ask(server, "3", "ticket", tokens["bo"])
        assert other.code == 200 and other.json["id"] != first, "a ticket is its owner's"
        for method in ("GET", "DELETE"):
            assert server.ask(method, f"/v1/videos/{first}", headers=bo).code == 404
        assert server.ask("GET", f"/v1/videos/{first}/content", headers=bo).code == 404
        assert [each["id"] for each in server.ask("GET", "/v1/videos", headers=bo).json["data"]] == [other.json["id"]]
        assert server.over(first, ann)["status"] == "completed"
        lines = (box / "tokens").read_text("utf-8").splitlines()
        (box / "tokens").write_text("\n".join(line for line in lines if not line.startswith("ann")) + "\n", "utf-8")
        assert server.ask("GET", "/v1/models", headers=ann).code == 401, "taken out, shut out"
        assert server.ask("GET", "/v1/models", headers=bo).code == 200
        everything = server.log + "".join(
            file.read_text("utf-8", "replace") for file in box.rglob("*") if file.is_file()
        )
        assert not any(token in everything for token in tokens.values())


def test_a_server_that_may_not_be_is_refused_in_one_line(tmp_path: Path) -> None:
    def refused(*words: str, env: dict[str, str] | None = None) -> str:
        said = lampblack("serve", "--folder", tmp_path / "box", "--port", "0", *words, env=env)
        assert said.code == 2 and len(said.err.splitlines()) == 1, said.err
        return said.err

    assert "without a token only this machine is served" in refused("--host", "0.0.0.0")
    assert "no token in the environment variable NOBODY" in refused("--token-env", "NOBODY")
    assert "16 characters" in refused("--token-env", "SHORT", env={"SHORT": "abc"})
    priced = refused("--engine", "fake", env={"LAMPBLACK_FAKE": '{"price": 1.0}'})
    assert "costs money or works elsewhere" in priced
    assert "makes nothing that is served" in refused("--engine", "score")
    assert "there is no engine 'nobody'" in refused("--engine", "nobody")
    assert "cannot read the tokens" in refused("--token-file", str(tmp_path / "none"))
    assert "--keep-days" in refused("--keep-days", "0") and "--keep-days" in refused("--keep-days", "nan")
    (tmp_path / "rags").write_bytes(b"\xff\xfe")
    assert "no file of tokens" in refused("--token-file", str(tmp_path / "rags"))
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "jobs.sqlite").write_bytes(
        b"not a database at all, but long enough to be taken for one" * 9
    )
    assert "move it away" in refused("--folder", str(tmp_path / "damaged"), "--engine", "fake")
    (tmp_path / "file").write_text("")
    assert refused("--folder", str(tmp_path / "file" / "box"), "--engine", "fake")
    with serving(tmp_path / "box", *FAKE) as server:
        assert "is at work on" in refused("--engine", "fake"), "one folder, one server"
        port = server.address.rpartition(":")[2]
        assert "cannot be opened" in refused("--engine", "fake", "--port", port)


def test_large_files_go_to_the_disk_and_not_into_memory(tmp_path: Path) -> None:
    with serving(tmp_path / "box", *FAKE, "--body-mb", "300") as server:
        assert server.ask("GET", "/health").code == 200
        body = form(
            [("prompt", b"x", False), ("model", b"fake", False), ("input_reference", b"\0" * 200_000_000, True)]
        )
        before = _peak(server)
        heard = server.ask("POST", "/v1/videos", body, {"Content-Type": FORM})
        assert heard.code == 400, "that is no picture"
        assert _peak(server) - before < 60, "megabytes"
        assert not list((server.folder / "store" / "tmp").iterdir()), "nothing is left of it"


def _peak(server: Served) -> float:
    """Megabytes the server has taken at most."""
    status = Path(f"/proc/{server.process.pid}/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1000


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with serving(tmp_path / "box", *FAKE, "--body-mb", "1", "--token-mb", "1") as server:
        body = form([("prompt", b"x", False), ("input_reference", b"\0" * 1_100_000, True)])
        heard = server.ask("POST", "/v1/videos", body, {"Content-Type": FORM})
        assert (heard.code, heard.code_said) == (413, "too_large")
        sizes = {"model": "fake", "seconds": "1", "size": "1280x720", "fps": "24"}
        first = server.tell("/v1/videos", {**sizes, "prompt": "a", "seed": 1}).json["id"]
        assert server.over(first)["status"] == "completed"
        for seed in range(2, 200):
            full = server.tell("/v1/videos", {**sizes, "prompt": "a", "seed": seed})
            if full.code != 200:
                break
            server.over(full.json["id"])
        assert (full.code, full.code_said) == (403, "storage_full")
        server.ask("DELETE", f"/v1/videos/{first}")
        assert server.tell("/v1/videos", {**sizes, "prompt": "a", "seed": 999}).code == 200


def test_who_sends_nothing_holds_nobody_up(tmp_path: Path) -> None:
    import socket
    from urllib.parse import urlsplit

    with serving(tmp_path / "box", *FAKE) as server:
        place = urlsplit(server.address)
        silent = [socket.create_connection((str(place.hostname), int(place.port or 0))) for _ in range(50)]
        head = f"POST /v1/videos HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: {FORM}\r\nContent-Length: 99\r\n\r\n"
        for line in silent:
            line.sendall(head.encode())
        assert ask(server, "x").code == 200
        for line in silent:
            line.close()
        until(lambda: not list((server.folder / "store" / "tmp").iterdir()))


def test_killed_again_and_again_nothing_it_said_yes_to_is_lost(tmp_path: Path) -> None:
    """Each round is cut off at another moment of taking in, making and handing out."""
    box, said, luck = tmp_path / "box", dict[str, str](), Random(7)
    picture = _png()
    for round in range(4):
        with serving(box, "--engine", "fake", "--workers", "2", "--jobs", "99", env=told(tmp_path / "tally")) as server:
            fall = threading.Timer(luck.uniform(0.0, 0.9), server.kill)
            fall.start()
            for number in range(12):
                ticket = f"{round}-{number}"
                with contextlib.suppress(OSError, HTTPException, ValueError):
                    said[ticket] = _send(server, ticket, picture)["id"]
                with contextlib.suppress(OSError, HTTPException, ValueError, KeyError):
                    server.ask("GET", f"/v1/videos/{said[ticket]}/content")
            fall.join()
            server.process.wait()
    with serving(box, "--engine", "fake", "--workers", "2", "--jobs", "999") as server:
        assert len(said) >= 4
        for ticket, id in said.items():
            assert _send(server, ticket, picture)["id"] == id, "said yes, and taken in"
            job = server.over(id)
            assert job["status"] == "completed", job["error"]
        films = {server.ask("GET", f"/v1/videos/{id}/content").data[4:8] for id in said.values()}
        assert films == {b"ftyp"}


def _send(server: Served, ticket: str, picture: bytes) -> dict[str, Any]:
    parts = {"model": "fake", "prompt": ticket, "seconds": "0.5", "size": "64x48", "seed": str(1 + hash_of(ticket))}
    fields = [(name, value.encode(), False) for name, value in parts.items()]
    heard = server.send("/v1/videos", [*fields, ("input_reference", picture, True)], {"Idempotency-Key": ticket})
    assert heard.code == 200, heard.data
    return heard.json


def hash_of(ticket: str) -> int:
    """A number of its own for each ticket."""
    return int.from_bytes(ticket.encode()) % 1_000_003


def _png() -> bytes:
    held = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(held, format="PNG")
    return held.getvalue()
