"""A node's side of a cluster, without one: bytes are brought once, versions are compared, the folder stays small."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from lampblack import __version__
from lampblack.base.digest import Digest, digest_of
from lampblack.engines.requests import Write, saved
from lampblack.graph.job import Ask, Job
from lampblack.graph.orders import Order
from lampblack.runners.cluster import inputs_of
from lampblack.runners.messages import Node
from lampblack.runners.needs import Needs
from lampblack.runners.station import Answer, Parcel, Station
from lampblack.runners.task import Task

TEXT = b"the river is wide"
STEP = "tests.unit.runners.sample_steps:letters"


def parcel(version: str = __version__) -> bytes:
    digest = digest_of(TEXT)
    task = Task(job="a", step=STEP, inputs={"text": digest}, settings={"times": 3})
    return msgspec.json.encode(Parcel(version=version, number=7, task=task, inputs=[digest]))


def do(station: Station, data: bytes, bring: Any = lambda digest: TEXT) -> tuple[Answer, dict[str, bytes]]:
    answer, blobs = station.do(data, bring, lambda done, note: None, lambda: False)
    return msgspec.json.decode(answer, type=Answer), blobs


def test_a_job_is_done_with_what_was_brought_and_its_bytes_go_back(tmp_path: Path) -> None:
    answer, blobs = do(Station(tmp_path), parcel())
    assert answer.ended.fault == "", answer.ended.message
    assert blobs == {digest_of(TEXT * 3): TEXT * 3}
    assert answer.ended.outputs["said"].text == '"the river "'
    assert answer.printed == "17 letters\n"
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_is_there_is_not_brought_again(tmp_path: Path) -> None:
    first, _ = do(Station(tmp_path), parcel())

    def bring(digest: Digest) -> bytes:
        raise AssertionError("asked for what is there")

    again, blobs = do(Station(tmp_path), parcel(), bring)
    assert (first.brought, again.brought, len(blobs)) == (len(TEXT), 0, 1)


def test_what_was_damaged_on_its_way_is_not_used(tmp_path: Path) -> None:
    answer, _ = do(Station(tmp_path), parcel(), lambda digest: b"something else")
    assert (answer.ended.fault, answer.ended.message) == ("failed", "an input was damaged on its way to the node")


def test_another_version_is_refused_in_one_line(tmp_path: Path) -> None:
    answer, _ = do(Station(tmp_path), parcel("9.9.9"))
    assert answer.ended.fault == "refused"
    assert f"has Lampblack {__version__} and the film's machine 9.9.9: install the same on both" in answer.ended.message


def test_the_folder_is_kept_small_by_what_was_longest_not_asked_for(tmp_path: Path) -> None:
    station = Station(tmp_path)
    old, new, fresh = (station.blobs.put_bytes(letter * 1000) for letter in (b"a", b"b", b"c"))
    for digest, ago in ((old, 9000.0), (new, 8000.0)):
        os.utime(station.blobs.file(digest), (time.time() - ago,) * 2)
    station.tend(most=2500 / 2**30)
    assert [station.blobs.size(each) for each in (old, new, fresh)] == [None, 1000, 1000]
    station.tend(most=0.0)
    assert [station.blobs.size(each) for each in (new, fresh)] == [None, 1000], "what is in use stays"


def test_every_digest_that_a_request_names_is_sent() -> None:
    video, more = (digest_of(each) for each in (b"video", b"more"))
    request = {**saved(Write(instruction="x")), "video": video, "references": [more, video, "blake3:short"]}
    job = Job(id="a", stage="s", subject="", work=Ask(engine="fake", version=1, request=request))
    order = Order(job=job, key=digest_of(b"key"), given={"lines": (more,)})
    assert inputs_of(order) == [more, video]


def test_engines_share_a_gpu_as_far_as_the_smallest_that_takes_them_bears() -> None:
    ray = pytest.importorskip("lampblack.runners.ray", reason="Ray is not installed")
    nodes = [Node(name="a", cores=8, gpus=2, vram_gb=48), Node(name="b", cores=8, gpus=1, vram_gb=80)]
    assert ray.share_of_gpu(Needs(gpus=1, vram_gb=12.0), nodes) == 0.5
    assert ray.share_of_gpu(Needs(gpus=1, vram_gb=40.0), nodes) == 0.5
    assert ray.share_of_gpu(Needs(gpus=2, vram_gb=12.0), nodes) == 2.0
    assert ray.share_of_gpu(Needs(gpus=1), nodes) == 1.0


def test_whoever_makes_films_here_loads_no_ray() -> None:
    code = "import sys, lampblack.cli.build, lampblack.runners.cluster; print('ray' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
