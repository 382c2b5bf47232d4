"""From saving a file to the first new frame in a browser: `python -m benchmarks preview`.

A real Chromium, `films/kuafu` at 640x360, the preview's own processes; places are painted into an empty folder, so that
what is new is really painted. Seconds by the clock on the wall, from before the file is replaced to after the frame was
put on the screen; medians. Every word and every place is another one: nothing is shown that was drawn before.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from benchmarks.browser import CHROMIUM, Page, chromium
from benchmarks.measured import Measured

FILM = Path(__file__).parents[1] / "films" / "kuafu"
LINE = "夸父，你真的要去追太阳吗？"
HEADING = ".外景 山巅 - 黎明"
WORDS = tuple("月星云风雨雪雷电虹霞鹿鹤马牛羊虎豹龙凤鱼鲸鹰雁鸦蝶")
HOURS = tuple(f"{hour}{sky}" for sky in ("", "，雨", "，雪", "，雾") for hour in ("夜晚", "正午", "黄昏", "早晨"))
LIMITS = {"word": 1.0, "place": 2.0, "painted": 0.3}


class Writer:
    """Somebody who edits a film's script and saves it as an editor does, with the page open beside it."""

    def __init__(self, folder: Path, page: Page) -> None:
        self._script = folder / "script.fountain"
        self._text = self._script.read_text("utf-8")
        self._page = page
        self._changes: dict[str, str] = {}

    def look_at(self, words: str) -> None:
        """Put the playhead where a line is spoken, and wait until the picture is there."""
        self._page.until("reel && buttons.length")
        self._page.until("!reel.lines.some((line) => !line.voice)")
        self._page.run(
            f"(() => {{ const line = reel.lines.find((each) => each.text === {words!r});"
            " seek(Math.round((line.start / 48000 + 0.5) * rate()), true); })()"
        )
        self._page.until("painted")
        self._page.run("window.seen = []; addEventListener('painted', (event) => seen.push(event.detail)); 0")

    def save(self, before: str, after: str) -> float:
        """Write something else in place of what stood there first; seconds until its first frame was seen."""
        self._changes[before] = after
        text = self._text
        for old, new in self._changes.items():
            assert old in text, f"{old!r} is not in the script"
            text = text.replace(old, new, 1)
        part = self._script.with_name("script.part")
        part.write_text(text, "utf-8")
        revision = self._page.run("seen.length = 0, revision")
        began = time.time()
        part.replace(self._script)
        seen = self._page.until(f"seen.find((each) => each.revision > {revision})")
        return seen["when"] / 1000.0 - began

    def rest(self) -> None:
        """Until lines are spoken and the screen is quiet: a person reads what they wrote."""
        self._page.until("!reel.lines.some((line) => !line.voice)")
        time.sleep(0.7)


@contextmanager
def previewed(folder: Path, **told: str) -> Generator[str]:
    """`lampblack preview` as a person starts it; its address."""
    command = [sys.executable, "-m", "lampblack.cli.main", "preview", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **told}) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().rpartition(" ")[2].strip()
        finally:
            process.terminate()
            process.wait(10)


def measured(runs: int, places: int) -> dict[str, list[float]]:
    """Seconds of each save: a word in a line, so often; as many whole places; the same, painted before."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "film"
        shutil.copytree(FILM, folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
        with previewed(folder, XDG_CACHE_HOME=f"{scratch}/cache") as address, chromium() as page:
            page.go(address)
            writer = Writer(folder, page)
            writer.look_at(LINE)
            writer.rest()

            def all_of(changes: Iterable[tuple[str, str]]) -> list[float]:
                found: list[float] = []
                for before, after in changes:
                    found.append(writer.save(before, after))
                    writer.rest()
                return found

            hours = HOURS[:places]
            words = all_of((LINE, LINE.replace("太阳", f"{word}亮")) for word in WORDS[:runs])
            anew = all_of((HEADING, HEADING.replace("黎明", hour)) for hour in hours)
            writer.save(LINE, LINE.replace("太阳", "它们"))
            writer.rest()
            painted = all_of((HEADING, HEADING.replace("黎明", hour)) for hour in hours)
            assert not page.complaints, page.complaints
    return {"word": words, "place": anew, "painted": painted}


def figures(*, quick: bool = False) -> list[Measured]:
    """The three medians beside their limits; nothing where there is no Chromium."""
    if CHROMIUM is None:
        print("benchmarks: preview needs Chromium, and there is none here", file=sys.stderr)
        return []
    found = measured(4, 3) if quick else measured(20, len(HOURS))
    names = {
        "word": "saving a changed word, to the first new frame",
        "place": "another hour or weather, its place painted anew",
        "painted": "another hour or weather, its place painted before",
    }
    return [
        Measured(name=names[what], value=statistics.median(found[what]), unit="s", peer="its limit", against=limit)
        for what, limit in LIMITS.items()
    ]
