"""A workflow at work: what the server says, in a person's words; what it forgets, loses or sends astray."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.doubles.comfyui import Comfy, serving
from tests.doubles.comfyui_workflows import FILM, FILM_TABLE, node, studio_named, written

from lampblack.base.errors import Busy, JobError
from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_picture
from lampblack.engines.guides import Still, bare
from lampblack.engines.protocol import Declined, Standing
from lampblack.engines.requests import Film, Paint, Size
from lampblack_engines.comfyui.engine import ComfyEngine
from lampblack_engines.comfyui.reading import studios
from lampblack_engines.servers.spool import Spool

TICKET = "0b1c2d3e-0000-4000-8000-000000000001"
OTHER = "0b1c2d3e-0000-4000-8000-000000000002"
SHOT = Film(staging=bare(Rate(numerator=24), 5), size=Size(width=160, height=96), words="a man")
STILL = Paint(words="a man", size=Size(width=160, height=96))


@pytest.fixture
def comfy(tmp_path: Path) -> Iterator[Comfy]:
    with serving(Comfy(folder=tmp_path)) as there:
        yield there


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(folder=tmp_path / "bench")


def engine(comfy: Comfy, tmp_path: Path, name: str = "still", more: str = "") -> ComfyEngine:
    return ComfyEngine(name, studio_named(tmp_path / "table", name, comfy.url, more), Spool(tmp_path / "spool"))


def sent(made: ComfyEngine, bench: Bench, ticket: str = TICKET, request: Film | Paint = STILL) -> Standing:
    return made.submit(made.prepare(request, 1, ticket, bench), ticket)


def ended(made: ComfyEngine, id: str = TICKET) -> Standing:
    stop = time.monotonic() + 20
    while (standing := made.look(id)).state == "running" and time.monotonic() < stop:
        time.sleep(0.02)
    return standing


# ---- before it is queued ---------------------------------------------------------------------------------------------


def test_a_node_that_the_server_has_not_and_a_model_that_is_not_there_are_named(
    comfy: Comfy, bench: Bench, tmp_path: Path
) -> None:
    loader = node("Model", "CheckpointLoaderSimple", ckpt_name="wan9.safetensors")
    nodes = {
        **FILM,
        "1": loader,
        "8": node("Parts", "VHS_Parts", video=["7", 0]),
        "3": node("Negative", "T5", text="x"),
    }
    studio = studios(written(tmp_path / "t", "film", nodes, FILM_TABLE, comfy.url))["film"]
    made = ComfyEngine("film", studio, Spool(tmp_path / "spool"))
    with pytest.raises(Declined) as told:
        sent(made, bench, request=SHOT)
    said = str(told.value)
    assert "Model.ckpt_name: the server has no 'wan9.safetensors' (it has wan2.2_vace.safetensors, sdxl.saf" in said
    assert "the server has no node class T5 (node 'Negative')" in said and "VHS_Parts" not in said
    assert comfy.accepted == [] and comfy.written == []
    assert any("VHS_Parts" in each for each in made.lacks())


def test_numbers_that_a_node_does_not_take_are_named(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    table = FILM_TABLE.replace("Speed.fps", "Size.color").replace("4k+1", "any")
    studio = studios(written(tmp_path / "t", "film", FILM, table, comfy.url))["film"]
    made = ComfyEngine("film", studio, Spool(tmp_path / "spool"))
    ntsc = replace(SHOT, staging=bare(Rate.parse("30000/1001"), 5))
    with pytest.raises(Declined, match=r"Size\.color takes whole numbers only, not 29\.97"):
        sent(made, bench, request=ntsc)
    with pytest.raises(Declined, match=r"Sampler\.cfg: 200 is more than 100"):
        sent(made, bench, OTHER, replace(SHOT, guidance=200.0))
    assert made.lacks() == ()


def test_what_the_server_itself_declines_is_told_by_title(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    nodes = {**FILM, "5": {**FILM["5"], "inputs": {**FILM["5"]["inputs"], "start": ["15", 0]}}}
    nodes["15"] = node("House style", "LoadImage", image="gone.png")
    table = FILM_TABLE.replace('first = "First frame.image"\n', "")
    studio = studios(written(tmp_path / "t", "film", nodes, table, comfy.url))["film"]
    made = ComfyEngine("film", studio, Spool(tmp_path / "spool"))
    with pytest.raises(
        Declined, match="House style: Custom validation failed for node: image - Invalid image file: gone"
    ):
        sent(made, bench, request=SHOT)
    assert comfy.accepted == []


def test_a_file_is_sent_once_and_never_twice_under_a_reader(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    made = engine(comfy, tmp_path, "film")
    asked = replace(SHOT, stills=(Still(picture=a_picture(bench).digest),))
    sent(made, bench, TICKET, asked)
    sent(made, bench, OTHER, asked)
    (name,) = comfy.written
    assert name.startswith("lampblack-") and name.endswith(".png") and ended(made, OTHER).state == "succeeded"


def test_a_file_that_broke_off_there_is_written_again(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    made = engine(comfy, tmp_path, "film")
    asked = replace(SHOT, stills=(Still(picture=a_picture(bench).digest),))
    sent(made, bench, TICKET, asked)
    assert ended(made).state == "succeeded"
    (name,) = comfy.written
    comfy.uploads[name] = b"\x89PNG half"
    sent(made, bench, OTHER, asked)
    assert len(comfy.uploads[name]) > 20 and ended(made, OTHER).state == "succeeded"


def test_a_server_that_keeps_files_under_other_names_is_not_sent_the_job(
    comfy: Comfy, bench: Bench, tmp_path: Path
) -> None:
    comfy.renames = True
    asked = replace(SHOT, stills=(Still(picture=a_picture(bench).digest),))
    with pytest.raises(Declined, match="under another name"):
        sent(engine(comfy, tmp_path, "film"), bench, TICKET, asked)
    assert comfy.accepted == []


# ---- while it is queued ----------------------------------------------------------------------------------------------


def test_too_much_to_do_is_asked_again_and_a_server_that_is_not_there_took_nothing(
    comfy: Comfy, bench: Bench, tmp_path: Path
) -> None:
    made = engine(comfy, tmp_path)
    comfy.busy = 1
    with pytest.raises(Busy) as told:
        sent(made, bench)
    assert told.value.after == 7.0
    nowhere = ComfyEngine("still", studio_named(tmp_path / "no", "still"), Spool(tmp_path / "spool"))
    with pytest.raises(Declined, match="cannot be reached"):
        sent(nowhere, bench)


@pytest.mark.parametrize("jobs", (True, False))
def test_a_lost_answer_is_found_by_our_own_id(jobs: bool, comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    comfy.jobs, comfy.lose = jobs, 1
    made = engine(comfy, tmp_path)
    body = made.prepare(STILL, 1, TICKET, bench)
    with pytest.raises(Exception) as told:
        made.submit(body, TICKET)
    assert not isinstance(told.value, Declined | Busy)
    found = engine(comfy, tmp_path).find(body, TICKET, time.time())
    assert (found.ids, found.complete) == ((TICKET,), True)
    assert ended(made).state == "succeeded" and len(comfy.accepted) == 1
    assert set(made.fetch(TICKET, bench)) == {"picture"}


def test_what_was_never_taken_is_known_not_to_be_there(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    comfy.broken = 1
    made = engine(comfy, tmp_path)
    body = made.prepare(STILL, 1, TICKET, bench)
    with pytest.raises(JobError, match="says 500"):
        made.submit(body, TICKET)
    assert (made.find(body, TICKET, 0.0).ids, made.find(body, TICKET, 0.0).complete) == ((), True)
    assert not engine(comfy, tmp_path, more="price = 0.1\n").find(body, TICKET, 0.0).complete


def test_a_server_of_old_that_chooses_its_own_id_is_followed_under_that(
    comfy: Comfy, bench: Bench, tmp_path: Path
) -> None:
    comfy.jobs, comfy.own_ids = False, True
    made = engine(comfy, tmp_path)
    id = sent(made, bench).id
    assert id == comfy.accepted[0] != TICKET
    assert ended(made, id).state == "succeeded" and "picture" in made.fetch(id, bench)


def test_a_lost_answer_of_such_a_server_is_found_by_who_sent_it(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    comfy.jobs, comfy.own_ids, comfy.lose, comfy.held = False, True, 1, True
    made = engine(comfy, tmp_path)
    body = made.prepare(STILL, 1, TICKET, bench)
    with pytest.raises(Exception) as told:
        made.submit(body, TICKET)
    assert not isinstance(told.value, Declined | Busy)
    other = sent(made, bench, OTHER).id
    (waiting,) = made.find(body, TICKET, 0.0).ids
    comfy.release()
    assert waiting in comfy.accepted and waiting != other and ended(made, waiting).state == "succeeded"
    again = ComfyEngine("still", studio_named(tmp_path / "t", "still", comfy.url), Spool(tmp_path / "another"))
    assert again.find(body, TICKET, 0.0).ids == (waiting,) and "picture" in again.fetch(waiting, bench)


# ---- while it runs, and after ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", (True, False))
def test_a_job_waits_is_at_work_is_done(jobs: bool, comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    comfy.jobs, comfy.held, comfy.slow = jobs, True, 0.3
    made = engine(comfy, tmp_path)
    assert sent(made, bench).state == "running"
    assert made.look(TICKET).message == "waiting in the queue"
    comfy.release()
    time.sleep(0.15)
    assert made.look(TICKET).message == "at work"
    assert ended(made) == Standing(id=TICKET, state="succeeded", done=1.0)


@pytest.mark.parametrize("jobs", (True, False))
def test_a_node_that_breaks_down_is_told_by_its_title(jobs: bool, comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    comfy.jobs = jobs
    made = engine(comfy, tmp_path)
    sent(made, bench, request=replace(STILL, words="explode"))
    assert ended(made) == Standing(
        id=TICKET, state="failed", message="'Sampler': CUDA out of memory. Tried to allocate 2.00 GiB"
    )


@pytest.mark.parametrize("jobs", (True, False))
def test_a_server_that_was_restarted_has_forgotten_the_job(
    jobs: bool, comfy: Comfy, bench: Bench, tmp_path: Path
) -> None:
    comfy.jobs = jobs
    made = engine(comfy, tmp_path)
    sent(made, bench)
    assert ended(made).state == "succeeded"
    comfy.restart()
    gone = made.look(TICKET)
    assert gone.state == "expired" and "was it restarted?" in gone.message


@pytest.mark.parametrize("jobs", (True, False))
def test_a_waiting_and_a_working_job_are_stopped_and_nobody_else_s(
    jobs: bool, comfy: Comfy, bench: Bench, tmp_path: Path
) -> None:
    comfy.jobs, comfy.held, comfy.slow = jobs, True, 10.0
    made = engine(comfy, tmp_path)
    sent(made, bench, TICKET)
    sent(made, bench, OTHER)
    made.cancel(TICKET)
    assert made.look(TICKET).state == "cancelled" and made.look(OTHER).state == "running"
    comfy.release()
    time.sleep(0.15)
    made.cancel(TICKET)
    assert made.look(OTHER).message == "at work"
    made.cancel(OTHER)
    assert ended(made, OTHER) == Standing(id=OTHER, state="cancelled", message="it was interrupted there")
    made.cancel(OTHER)


def test_what_does_not_answer_as_comfyui_does_is_no_end_of_a_job(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    made = engine(comfy, tmp_path)
    sent(made, bench)
    comfy.token = "now there is a proxy"
    with pytest.raises(JobError, match="says 401"):
        made.look(TICKET)


# ---- what it sends ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ("../../etc/passwd.png", "a/b.png", "..\\x.png", "C:x.png", "", "x" * 300 + ".png"))
def test_a_name_that_leads_elsewhere_is_not_fetched(name: str, comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    comfy.bad_name = name or "\n.png"
    made = engine(comfy, tmp_path)
    sent(made, bench)
    assert ended(made).state == "succeeded"
    with pytest.raises(JobError, match="leads elsewhere"):
        made.fetch(TICKET, bench)
    assert not any("/view" in each for each in comfy.asked)


def test_a_page_in_the_place_of_a_picture_is_no_picture(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    comfy.sends = b"<html>log in first</html>"
    made = engine(comfy, tmp_path)
    sent(made, bench)
    assert ended(made).state == "succeeded"
    with pytest.raises(JobError, match="text/html"):
        made.fetch(TICKET, bench)


def test_a_workflow_that_gives_several_pictures_says_which_were_too_many(
    comfy: Comfy, bench: Bench, tmp_path: Path
) -> None:
    studio = studio_named(tmp_path / "t", "still", comfy.url)
    size = {**studio.workflow.nodes["4"], "inputs": {**studio.workflow.nodes["4"]["inputs"], "batch_size": 3}}
    studio = replace(studio, workflow=replace(studio.workflow, nodes={**studio.workflow.nodes, "4": size}))
    made = ComfyEngine("still", studio, Spool(tmp_path / "spool"))
    sent(made, bench)
    assert ended(made).state == "succeeded"
    with pytest.raises(JobError, match="gave 3 files, and one was asked for"):
        made.fetch(TICKET, bench)


def test_what_is_not_kept_any_more_cannot_be_fetched(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    sent(engine(comfy, tmp_path), bench)
    other = ComfyEngine("still", studio_named(tmp_path / "t", "still", comfy.url), Spool(tmp_path / "another"))
    with pytest.raises(JobError, match="is not kept here any more"):
        other.fetch(TICKET, bench)


# ---- keys ------------------------------------------------------------------------------------------------------------


def test_a_key_is_shown_to_a_proxy_and_to_nobody_else(
    comfy: Comfy, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    comfy.token = "s3cret-and-long"
    made = engine(comfy, tmp_path, more='key = "COMFY_KEY"\n')
    with pytest.raises(Declined, match="a key in the environment: COMFY_KEY"):
        sent(made, bench)
    monkeypatch.setenv("COMFY_KEY", "wr0ng-and-long")
    body = made.prepare(STILL, 1, TICKET, bench)
    with pytest.raises(Declined) as told:
        made.submit(body, TICKET)
    assert "401" in str(told.value) and "wr0ng" not in str(told.value)
    monkeypatch.setenv("COMFY_KEY", "s3cret-and-long")
    made.submit(body, TICKET)
    assert ended(made).state == "succeeded" and "picture" in made.fetch(TICKET, bench)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "spool").iterdir())
    assert b"s3cret" not in body + kept


def test_what_is_not_kept_any_more_is_known_again_by_what_was_sent(comfy: Comfy, bench: Bench, tmp_path: Path) -> None:
    made = engine(comfy, tmp_path)
    body = made.prepare(STILL, 1, TICKET, bench)
    made.submit(body, TICKET)
    assert ended(made).state == "succeeded"
    for note in tmp_path.rglob("*.answer"):
        note.unlink()
    with pytest.raises(JobError, match="not kept here"):
        made.fetch(TICKET, bench)
    assert made.known_as(TICKET, body) == TICKET
    assert made.fetch(TICKET, bench)["picture"]
    made.known_as("../../elsewhere", body)
    assert not list(tmp_path.rglob("elsewhere*"))
