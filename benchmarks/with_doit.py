"""The film-shaped graph for doit, as its manual says: a file for each job, `file_dep`, `targets`, `config_changed`.

Through its Python interface, in this process (its command line does the same and reads a file of tasks first). Its
table of states is a `json` file: of its three kinds the quickest here (nothing to do in 5,002 jobs: 0.25 s; `sqlite3`
and `dbm`, the default, 0.30 s).
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from doit.cmd_base import TaskLoader2
from doit.doit_cmd import DoitMain
from doit.reporter import ZeroReporter
from doit.task import dict_to_task
from doit.tools import config_changed

from benchmarks.graph import STEPS, bytes_of, spoken

ran: list[str] = []


class Film(TaskLoader2):
    """All tasks of a film, made anew for each run, as a `dodo.py` would."""

    def __init__(self, place: Path, lines: list[str], backend: str) -> None:
        super().__init__()
        self.place, self.lines, self.backend = place, lines, backend

    def load_doit_config(self) -> dict[str, Any]:
        return {
            "dep_file": str(self.place / "state"),
            "backend": self.backend,
            "reporter": ZeroReporter,
            "verbosity": 0,
        }

    def load_tasks(self, cmd: Any, pos_args: Any) -> list[Any]:
        tasks = [self._task("breakdown", "", [], str(len(self.lines)))]
        for number, line in enumerate(self.lines):
            shot = f"{number:05d}"
            for name, above in STEPS.items():
                files = [self._file("" if each == "breakdown" else shot, each) for each in above if each != "line"]
                tasks.append(self._task(name, shot, files, line if "line" in above else ""))
        checks = [self._file(f"{number:05d}", "check") for number in range(len(self.lines))]
        return [*tasks, self._task("film", "", checks, "")]

    def _file(self, shot: str, name: str) -> str:
        return f"{self.place}/out/{shot}{name}"

    def _task(self, name: str, shot: str, files: list[str], line: str) -> Any:
        target = self._file(shot, name)
        task = {
            "name": f"{shot}{name}",
            "file_dep": files,
            "targets": [target],
            "actions": [functools.partial(_work, name, shot, files, line, target)],
        }
        return dict_to_task({**task, "uptodate": [config_changed(line)]} if line else task)


def _work(name: str, shot: str, files: list[str], line: str, target: str) -> None:
    ran.append(target)
    above = [Path(each).read_text() for each in files]
    Path(target).write_text(bytes_of(name, shot, [line, *above]))


def build(folder: str, shots: int, word: str, backend: str = "json") -> int:
    """Run doit over the film; answers how many jobs it ran."""
    place = Path(folder)
    (place / "out").mkdir(parents=True, exist_ok=True)
    if DoitMain(Film(place, spoken(shots, word), backend), config_filenames=()).run(["run"]):
        raise RuntimeError("doit did not come to its end")
    return len(ran)
