"""What this machine can do, what is missing, and how to get it: one check a line, in a person's words.

Looks only: nothing is written but to a temporary folder, and no store is begun. What may hang or crash (encoders,
compiled kernels) is tried in a process of its own, while the others are looked at.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from lampblack.base.errors import LampblackError
from lampblack.project.folder import FilmFolder, find
from lampblack.project.health import machine, parts
from lampblack.project.health.check import Check
from lampblack.project.settings import Settings
from lampblack.project.whereabouts import store_folder
from lampblack.store.store import FOLDER

PATIENCE = 7.0
"""Seconds for everything that is tried out; a doctor who takes longer is not asked again."""

TRIAL = ("-m", "lampblack.project.health.trial")
"""The module that tries things out, as Python is told of it."""

Trials = Mapping[str, Mapping[str, Any]]
"""What `project.health.trial` said, by part; a part that was not reached is missing."""


def examine(folder: Path | None = None, trials: Callable[[tuple[str, ...]], Trials] | None = None) -> tuple[Check, ...]:
    """Every check, the machine's first; `folder` is a film's, a series' or any other that films are to be made in.

    Films can be made here if `able` says so.
    """
    where = folder or Path.cwd()
    settings, store = _known(where)
    kernels = parts.kernels()
    # Drawing comes last: where kernels have to be compiled first, it is what is not reached.
    tried = ("picture", "sound", "engines", "drawing")
    pending = _Trying(tried) if trials is None else None
    found: list[Check] = [*machine.checks(where, store), *parts.checks(settings), kernels]
    said = pending.wait() if pending is not None else (trials or _nothing)(tried)
    return (*found, *parts.tried(said, tried), machine.memory(said.get("drawing", {}).get("gigabytes", 0.0)))


def able(checks: tuple[Check, ...]) -> bool:
    """Whether films can be made here."""
    return not any(each.needed and each.state == "missing" for each in checks)


def _known(folder: Path) -> tuple[Settings | None, Path]:
    """The settings of the film or series in the folder, if there is one, and where its records lie, or would."""
    try:
        film = find(folder)
    except LampblackError:
        return None, folder / FOLDER
    home = film.home if isinstance(film, FilmFolder) else film.folder
    return film.settings, store_folder(home, film.settings.store)


def _nothing(parts: tuple[str, ...]) -> Trials:
    return {}


class _Trying:
    """The trial in its own process, begun at once."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *TRIAL, *parts],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def wait(self) -> Trials:
        """What it said until its time was over."""
        try:
            told, _ = self._process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            told, _ = self._process.communicate()
        found: dict[str, Mapping[str, Any]] = {}
        for line in told.splitlines():
            with suppress(msgspec.DecodeError, KeyError):
                said = msgspec.json.decode(line, type=dict[str, Any])
                found[said["part"]] = said
        return found
