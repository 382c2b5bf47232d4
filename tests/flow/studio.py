"""A film folder under test, worked on as a person does: by command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILMS = Path(__file__).parents[2] / "films"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON object on the last line."""
        return json.loads(self.out.strip().splitlines()[-1])


def lampblack(*words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> Said:
    """Run one command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "lampblack.cli.main", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        timeout=600,
        check=False,
    )
    return Said(code=done.returncode, out=done.stdout, err=done.stderr)


class Film:
    """A copy of one of the films, alone in a folder of its own."""

    def __init__(self, folder: Path, name: str = "lantern") -> None:
        shutil.copytree(FILMS / name, folder, ignore=shutil.ignore_patterns(".lampblack", "out"))
        self.folder = folder

    @property
    def script(self) -> Path:
        return self.folder / "script.fountain"

    @property
    def movie(self) -> Path:
        return self.folder / "out" / "film.mp4"

    def make(self, *words: str) -> dict[str, Any]:
        """Make it; the JSON answer. Fails the test where the command failed."""
        said = lampblack("make", self.folder, "--json", *words)
        assert said.code == 0, said.err
        return said.answer

    def write(self, before: str, after: str) -> None:
        """Change the script by hand."""
        text = self.script.read_text(encoding="utf-8")
        assert before in text, f"{before!r} is not in the script"
        self.script.write_text(text.replace(before, after, 1), encoding="utf-8")


def packets(movie: Path) -> list[bytes]:
    """Every video packet of a film, in order."""
    import av

    with av.open(str(movie)) as file:
        return [bytes(packet) for packet in file.demux(video=0) if packet.size]
