"""ComfyUI keeps the promises that money relies on: against the double, new and old, and against a real one if given."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.doubles.comfyui import Comfy, serving
from tests.doubles.comfyui_workflows import ALL, node, studio_named, written

from lampblack.base.time import Rate
from lampblack.engines.conformance import conform_remote
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.guides import bare
from lampblack.engines.protocol import Declined
from lampblack.engines.requests import Film, Size
from lampblack_engines.comfyui.engine import ComfyEngine
from lampblack_engines.comfyui.offer import offer_of
from lampblack_engines.comfyui.reading import studios
from lampblack_engines.comfyui.table import Studio
from lampblack_engines.servers.spool import Spool

WHERE = "LAMPBLACK_COMFYUI"
TICKET = "0b1c2d3e-0000-4000-8000-0000000000aa"


def faults(studio: Studio, folder: Path, patience: float = 20.0) -> tuple[str, ...]:
    spool = Spool(folder / "spool")
    return conform_remote(
        lambda: ComfyEngine(studio.name, studio, spool), offer_of(studio), folder / "try", patience=patience
    )


@pytest.mark.parametrize("name", tuple(ALL))
def test_every_kind_of_workflow_keeps_the_promises(name: str, tmp_path: Path) -> None:
    with serving(Comfy(folder=tmp_path, slow=0.05)) as comfy:
        assert faults(studio_named(tmp_path / "table", name, comfy.url), tmp_path) == ()
        assert len(comfy.accepted) == len(set(comfy.accepted)) == len(comfy.graphs) > 0


@pytest.mark.parametrize("name", ("film", "still"))
def test_so_it_does_on_a_server_without_a_list_of_jobs(name: str, tmp_path: Path) -> None:
    with serving(Comfy(folder=tmp_path, jobs=False, slow=0.05)) as comfy:
        assert faults(studio_named(tmp_path / "table", name, comfy.url, "price = 0.5\n"), tmp_path) == ()
        assert any(asked.startswith("GET /history/") for asked in comfy.asked)


@pytest.mark.parametrize("need", ("first", "depth", "references.1", "voice"))
def test_a_workflow_that_needs_a_file_is_given_it(need: str, tmp_path: Path) -> None:
    with serving(Comfy(folder=tmp_path)) as comfy:
        studio = studio_named(tmp_path / "table", "film", comfy.url, f'needs = ["{need}"]\n')
        assert faults(studio, tmp_path) == ()
        assert len(comfy.written) >= 1


# ---- a real one ------------------------------------------------------------------------------------------------------

NOISE = {
    "1": node("Size", "EmptyImage", width=832, height=480, batch_size=81, color=8355711),
    "2": node("Sampler", "ImageAddNoise", image=["1", 0], seed=0, strength=0.3),
    "3": node("Speed", "CreateVideo", images=["2", 0], fps=16, audio=["5", 0]),
    "4": node("Save", "SaveVideo", video=["3", 0], filename_prefix="lampblack/take", format="mp4", codec="h264"),
    "5": node("Voice", "LoadAudio", audio="voice.wav"),
}
STEERED = {
    "1": node("Depth", "LoadVideo", file="depth.mp4"),
    "2": node("Get Video Components", "GetVideoComponents", video=["1", 0]),
    "3": node("Size", "ImageScale", image=["2", 0], upscale_method="bilinear", width=832, height=480, crop="disabled"),
    "4": node("Sampler", "ImageAddNoise", image=["3", 0], seed=0, strength=0.1),
    "5": node("Speed", "CreateVideo", images=["4", 0], fps=16),
    "6": node("Save", "SaveVideo", video=["5", 0], filename_prefix="lampblack/depth", format="auto", codec="auto"),
    "7": node("Look", "PreviewImage", images=["4", 0]),
}
MOVING = {
    "1": NOISE["1"], "2": NOISE["2"],
    "3": node("Save", "SaveAnimatedPNG", images=["2", 0], filename_prefix="lampblack/a", fps=24, compress_level=4),
}  # fmt: skip
PICTURES = {"1": NOISE["1"], "2": NOISE["2"], "3": node("Save", "SaveImage", images=["2", 0], filename_prefix="f")}
STILL = {**PICTURES, "1": node("Size", "EmptyImage", width=832, height=480, batch_size=1, color=255)}
_SIZE = 'width = "Size.width"\nheight = "Size.height"\n'
_MADE = _SIZE + 'frames = "Size.batch_size"\nseed = "Sampler.seed"\n'
REAL = {
    "noise": (
        NOISE,
        f'block = 16\nframes_rule = "4k+1"\n[NAME.inputs]\n{_MADE}rate = "Speed.fps"\nvoice = "Voice.audio"\n',
    ),
    "talking": (NOISE, f'needs = ["voice"]\n[NAME.inputs]\n{_MADE}rate = "Speed.fps"\nvoice = "Voice.audio"\nSOUND'),
    "steered": (
        STEERED,
        'output = "Save"\nneeds = ["depth"]\nlongest_seconds = 10.0\n[NAME.inputs]\n'
        f'{_SIZE}seed = "class:ImageAddNoise.seed"\nrate = "#5.fps"\ndepth = "Depth.file"\n',
    ),
    "larger": (
        STEERED,
        f'output = "Save"\nkind = "scale"\n[NAME.inputs]\n{_SIZE}rate = "Speed.fps"\nvideo = "Depth.file"\n',
    ),
    "moving": (MOVING, f'rates = ["24"]\n[NAME.inputs]\n{_MADE}'),
    "pictures": (PICTURES, f'rates = ["24"]\n[NAME.inputs]\n{_MADE}'),
    "still": (STILL, f'kind = "paint"\n[NAME.inputs]\n{_SIZE}seed = "Sampler.seed"\n'),
}
"""Workflows of core nodes that need no model."""


@contextmanager
def real_one(folder: Path) -> Iterator[str]:
    """ComfyUI from the checkout that `LAMPBLACK_COMFYUI` names, on the processor, in folders of its own.

    `LAMPBLACK_COMFYUI_PYTHON` is the Python that has its requirements; without it, this one.
    """
    home = Path(os.environ[WHERE])
    python = os.environ.get(f"{WHERE}_PYTHON", sys.executable)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = folder / "page"
    page.mkdir()
    (page / "index.html").write_text("no page is needed", "utf-8")
    command = [
        python,
        "main.py",
        "--cpu",
        "--port",
        str(port),
        "--disable-all-custom-nodes",
        "--front-end-root",
        str(page),
    ]
    for kind in ("input", "output", "temp", "user"):
        (folder / kind).mkdir()
        command += [f"--{kind}-directory", str(folder / kind)]
    command += ["--database-url", f"sqlite:///{folder / 'comfy.db'}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, stdout=log, stderr=log)
        try:
            yield _up(f"http://127.0.0.1:{port}", server, folder / "log")
        finally:
            server.terminate()
            server.wait(20)


def _up(url: str, server: subprocess.Popen[bytes], log: Path) -> str:
    stop = time.monotonic() + 180
    while time.monotonic() < stop and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{url}/system_stats", timeout=2) as said:
            json.load(said)
            return url
        time.sleep(0.3)
    raise AssertionError(f"ComfyUI did not start: {log.read_text('utf-8', 'replace')[-2000:]}")


@pytest.mark.skipif(not os.environ.get(WHERE), reason=f"{WHERE} names no checkout of ComfyUI")
@pytest.mark.slow
def test_a_real_comfyui_keeps_them_too(tmp_path: Path) -> None:
    (tmp_path / "comfy").mkdir()
    with real_one(tmp_path / "comfy") as url:
        for name, (graph, table) in REAL.items():
            sound = "SOUND" in table
            written(tmp_path / name, name, graph, ("sound = true\n" if sound else "") + table.replace("SOUND", ""), url)
            studio = studios(tmp_path / name / "servers.toml")[name]
            assert ComfyEngine(name, studio, Spool(tmp_path / name)).lacks() == ()
            assert faults(studio, tmp_path / name, 60.0) == (), name
        _refusals(url, tmp_path)
        _again(url, tmp_path)
        _stopped(url, tmp_path)


def _again(url: str, folder: Path) -> None:
    """The same graph a second time is nothing to do for the server, and still gives its file."""
    engine = ComfyEngine("noise", studios(folder / "noise" / "servers.toml")["noise"], Spool(folder / "again"))
    bench = Bench(folder=folder / "again-bench")
    request = Film(staging=bare(Rate(numerator=24), 5), size=Size(width=160, height=96))
    for ticket in (TICKET, TICKET[:-1] + "b"):
        engine.submit(engine.prepare(request, 1, ticket, bench), ticket)
        assert _end(engine, ticket) == "succeeded"
        assert "video" in engine.fetch(ticket, bench)


def _stopped(url: str, folder: Path) -> None:
    """One is stopped at work, one while it waits, and both say so."""
    engine = ComfyEngine("noise", studios(folder / "noise" / "servers.toml")["noise"], Spool(folder / "stopped"))
    bench = Bench(folder=folder / "stopped-bench")
    request = Film(staging=bare(Rate(numerator=24), 241), size=Size(width=640, height=352))
    tickets = [TICKET[:-1] + letter for letter in "cd"]
    for take, ticket in enumerate(tickets, start=1):
        engine.submit(engine.prepare(request, take, ticket, bench), ticket)
    for ticket in reversed(tickets):
        engine.cancel(ticket)
    assert [_end(engine, ticket) for ticket in tickets] == ["cancelled", "cancelled"]


def _end(engine: ComfyEngine, ticket: str) -> str:
    stop = time.monotonic() + 60
    while (state := engine.look(ticket).state) == "running" and time.monotonic() < stop:
        time.sleep(0.05)
    return state


def _refusals(url: str, folder: Path) -> None:
    """What a real server would not take is told before it is queued."""
    lost = node("Lost", "NoSuchNode", image=["1", 0])
    graph = {**NOISE, "2": node("Sampler", "ImageAddNoise", image=["9", 0], seed=0), "9": lost}
    written(folder / "no", "no", graph, REAL["noise"][1], url)
    engine = ComfyEngine("no", studios(folder / "no" / "servers.toml")["no"], Spool(folder / "no"))
    bench = Bench(folder=folder / "bench")
    request = Film(staging=bare(Rate(numerator=24), 5), size=Size(width=160, height=90))
    with pytest.raises(
        Declined, match=r"Sampler.strength is told nothing.*; the server has no node class NoSuchNode \(node 'Lost'\)"
    ):
        engine.submit(engine.prepare(request, 1, TICKET, bench), TICKET)
