"""Looking on while another process makes the film; and reading afterwards what its jobs printed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from studio import Film, lampblack

pytestmark = pytest.mark.slow


def test_watch_sees_a_make_of_another_process_to_its_end(fresh_lantern: Film) -> None:
    command = [sys.executable, "-m", "lampblack.cli.main"]
    words = ["make", str(fresh_lantern.folder), "--quality", "draft", "--json"]
    with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, text=True) as maker:
        events = fresh_lantern.folder / ".lampblack" / "events.jsonl"
        while not events.exists():
            assert maker.poll() is None
        looked = lampblack("watch", fresh_lantern.folder, "--json")
        assert maker.wait(5) == 0
        assert maker.stdout is not None
        answer = json.loads(maker.stdout.read().splitlines()[-1])
    told = [json.loads(line) for line in looked.out.splitlines()]
    assert looked.code == 0
    assert (told[0]["what"], told[-1]["what"]) == ("began", "ended")
    made = {event["job"] for event in told if event["what"] == "made"}
    assert set(answer["made_jobs"]) - made <= {"script", "breakdown"} and len(made) > 10
    after = lampblack("watch", fresh_lantern.folder)
    assert f"{len(made)} made" in after.out


def test_log_says_what_there_is(made_lantern: Film) -> None:
    said = lampblack("log", made_lantern.folder)
    assert said.code == 0 and said.out
    missing = lampblack("log", made_lantern.folder, "no-such-shot")
    assert missing.code == 2 and "no log is kept of 'no-such-shot'" in missing.err
