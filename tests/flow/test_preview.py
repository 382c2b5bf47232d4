"""The preview as a program: it follows what is saved, disturbs nobody, and ends when it is told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import numpy as np
import pytest
from studio import Film, lampblack

from lampblack.media.picture import read_picture
from lampblack.store.store import Store

pytestmark = pytest.mark.slow

PATIENCE = 90.0
"""Seconds: kernels may have to be compiled first."""

Said = tuple[str, dict[str, Any]]


class Visitor:
    """A page without a browser: hears everything that happens."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        self.address = address
        self.process = process
        self._said: SimpleQueue[Said] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    def next(self, name: str, which: Callable[[dict[str, Any]], object] = lambda data: True) -> dict[str, Any]:
        """The next thing of that name that is `which`; everything before it is let go."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                what, data = self._said.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise AssertionError(f"{name}: waited in vain") from None
            if what == name and which(data):
                return data

    def get(self, path: str) -> bytes:
        """What is at that address."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return answer.read()

    def at(self, frame: int) -> None:
        """Look at that frame of the film."""
        body = json.dumps({"frame": frame, "playing": False, "follow": True}).encode()
        urllib.request.urlopen(urllib.request.Request(self.address + "at", data=body), timeout=10).close()

    def _listen(self) -> None:
        name = ""
        with suppress(OSError), urllib.request.urlopen(self.address + "events", timeout=PATIENCE) as events:
            for line in events:
                text = line.decode().rstrip("\n")
                if text.startswith("event: "):
                    name = text.removeprefix("event: ")
                elif text.startswith("data: "):
                    self._said.put((name, json.loads(text.removeprefix("data: "))))


@contextmanager
def preview(folder: Path, end: int = signal.SIGINT) -> Generator[Visitor]:
    """`lampblack preview`, ended as a person does; it must end by itself, in peace."""
    command = [sys.executable, "-m", "lampblack.cli.main", "preview", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        try:
            first = process.stdout.readline()
            assert " is shown at http://127.0.0.1:" in first, process.stderr.read()
            yield Visitor(first.rpartition(" ")[2].strip(), process)
            children = children_of(process.pid)
            assert len(children) >= 2, "the painters"
            process.send_signal(end)
            assert process.wait(10) == 0
            assert not [each for each in children if is_there(each)], "nobody is left behind"
            assert process.stderr.read() == ""
        finally:
            process.kill()


def children_of(process: int) -> list[int]:
    """The processes it started, by their numbers."""
    said = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in said.splitlines()[1:]]
    return [int(pid) for pid, parent in rows if parent == str(process)]


def is_there(process: int) -> bool:
    """Whether a process of that number runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def names_of(reel: dict[str, Any]) -> set[str]:
    return {clip["pictures"] for clip in reel["clips"]}


def test_a_saved_word_is_drawn_anew_and_nothing_else(fresh_lantern: Film, tmp_path: Path) -> None:
    with preview(fresh_lantern.folder) as visitor:
        first = visitor.next("reel")
        assert first["reel"]["title"] == "灯" and first["changed"] is None
        clips = first["reel"]["clips"]
        visitor.at(clips[1]["start"] + 2)
        drawn = visitor.next("drawn", lambda data: data["pictures"] == clips[1]["pictures"])
        picture = tmp_path / "frame.jpg"
        picture.write_bytes(visitor.get(f"frame/{drawn['pictures']}/{drawn['number']}.jpg"))
        seen = read_picture(picture)
        assert seen.shape == (first["reel"]["height"], first["reel"]["width"], 3) and np.ptp(seen) > 60

        spoken = visitor.next("reel", lambda data: all(line["voice"] for line in data["reel"]["lines"]))
        assert visitor.get(f"sound/{spoken['reel']['lines'][0]['voice']}.wav").startswith(b"RIFF")
        fresh_lantern.write("还有人等我吗", "还有谁等我吗")
        saved = visitor.next("reel", lambda data: data["changed"])
        lines = [line["text"] for line in saved["reel"]["lines"]]
        assert lines[0] == "还有谁等我吗？" and not saved["reel"]["lines"][0]["voice"], "not spoken yet"
        new = names_of(saved["reel"]) - names_of(spoken["reel"])
        assert len(new) == 1 and len(saved["changed"]) == 1
        there = visitor.next("drawn")
        assert {there["pictures"]} == new, "what changed is drawn first"
        visitor.next("reel", lambda data: all(line["voice"] for line in data["reel"]["lines"]))


def test_a_mistake_is_told_with_its_line_and_the_last_good_film_stays(fresh_lantern: Film) -> None:
    with preview(fresh_lantern.folder, signal.SIGTERM) as visitor:
        good = visitor.next("reel", lambda data: all(line["voice"] for line in data["reel"]["lines"]))
        bible = fresh_lantern.folder / "bible.toml"
        text = bible.read_text("utf-8")
        bible.write_text(text + "\n[[cast]]\nid = 3\n", "utf-8")
        told = visitor.next("mistakes", lambda data: data["mistakes"])["mistakes"]
        assert told[0]["where"].startswith("bible.toml:") and told[0]["message"]
        assert visitor.get(f"frame/{good['reel']['clips'][0]['pictures']}/0.jpg"), "still shown"
        bible.write_text(text.replace('kit = "', 'kit = "no-such-', 1), "utf-8")
        told = visitor.next("mistakes", lambda data: "no-such-" in str(data))["mistakes"]
        line = next(number for number, each in enumerate(text.splitlines(), 1) if each.startswith('kit = "'))
        assert told[0]["where"] == f"bible.toml:{line}"
        bible.write_text(text, "utf-8")
        visitor.next("mistakes", lambda data: not data["mistakes"])


def test_a_make_and_another_preview_beside_it_are_not_disturbed(fresh_lantern: Film) -> None:
    with preview(fresh_lantern.folder) as visitor, preview(fresh_lantern.folder) as other:
        visitor.next("reel")
        other.next("reel")
        assert other.address != visitor.address
        with Store.open(fresh_lantern.folder, owner=True):
            pass  # whoever wants to build is the owner at once
        assert fresh_lantern.make("--quality", "draft")["failed"] == []
        for each in (visitor, other):
            mixed = each.next("reel", lambda data: data["reel"]["mix"])["reel"]
            assert each.get(f"sound/{mixed['mix']}.wav").startswith(b"RIFF")


def test_what_is_no_film_is_said_in_one_line(tmp_path: Path) -> None:
    said = lampblack("preview", tmp_path, "--no-open")
    assert said.code == 2 and "this folder has no script" in said.err and len(said.err.splitlines()) == 1
