"""What this machine can do, what is missing, and how to get it: one check a line, in a person's words.

Looks only: nothing is written but to a temporary folder, and no store is begun. What may hang or crash (encoders,
compiled kernels) is tried in a process of its own, while the others are looked at.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from lampblack.base.errors import LampblackError, Spot, UserError
from lampblack.project.folder import FilmFolder, find
from lampblack.project.health import machine, parts
from lampblack.project.health.check import Check
from lampblack.project.scripts import script_in
from lampblack.project.series import is_series
from lampblack.project.settings import Settings
from lampblack.project.whereabouts import store_folder
from lampblack.store.store import FOLDER

PATIENCE = 7.0
"""Seconds for everything that is tried out; a doctor who takes longer is not asked again."""

TRIED = ("picture", "sound", "engines"), ("drawing",)
"""What is tried out, side by side: drawing takes as long as all the rest."""

TRIAL = ("-m", "lampblack.project.health.trial")
"""The module that tries things out, as Python is told of it."""

Trials = Mapping[str, Mapping[str, Any]]
"""What `project.health.trial` said, by part; a part that was not reached is missing."""


def examine(folder: Path | None = None, trials: Callable[[], Trials] | None = None) -> tuple[Check, ...]:
    """Every check, the machine's first; `folder` is a film's, a series' or any other that films are to be made in.

    Films can be made here if `able` says so.
    """
    where = folder or Path.cwd()
    if where.is_file():
        raise UserError("this is a file; films are made in folders", spot=Spot(file=str(where)))
    settings, store, fault = _known(where)
    kernels = parts.kernels()
    pending = [_Trying(part) for part in TRIED] if trials is None else []
    found: list[Check] = [*machine.checks(where, store), *parts.checks(settings, fault), kernels]
    said = {part: answer for each in pending for part, answer in each.wait().items()} if trials is None else trials()
    tried = parts.tried(said, tuple(part for group in TRIED for part in group))
    return (*found, *tried, machine.memory(said.get("drawing", {}).get("gigabytes", 0.0)))


def able(checks: tuple[Check, ...]) -> bool:
    """Whether films can be made here."""
    return not any(each.needed and each.state == "missing" for each in checks)


def _known(folder: Path) -> tuple[Settings | None, Path, str]:
    """The settings of the film or series in the folder, where its records lie or would, and what is wrong with it."""
    try:
        film = find(folder)
    except LampblackError as error:
        return None, folder / FOLDER, str(error) if is_series(folder) or script_in(folder) else ""
    home = film.home if isinstance(film, FilmFolder) else film.folder
    return film.settings, store_folder(home, film.settings.store), ""


class _Trying:
    """Parts that are tried in a process of their own, begun at once."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._parts = parts
        self._process = subprocess.Popen(
            [sys.executable, *TRIAL, *parts],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._until = time.monotonic() + PATIENCE

    def wait(self) -> Trials:
        """What it said; parts it did not come to in its time are `late`, those it died of are missing."""
        late = False
        try:
            told, _ = self._process.communicate(timeout=max(0.1, self._until - time.monotonic()))
        except subprocess.TimeoutExpired:
            late = True
            self._process.kill()
            told, _ = self._process.communicate()
        found: dict[str, Mapping[str, Any]] = {part: {"late": True} for part in self._parts} if late else {}
        for line in told.splitlines():
            with suppress(msgspec.DecodeError, KeyError):
                said = msgspec.json.decode(line, type=dict[str, Any])
                found[said["part"]] = said
        return found
