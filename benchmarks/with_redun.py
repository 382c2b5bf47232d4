"""The film-shaped graph for redun, as its manual says: lazy tasks, results in SQLite, its usual validity (`full`).

Tasks run in the threads of its local executor. It needs one task more than the others: the one that calls them all.
Tasks have versions, so that their source is not hashed: that is quicker, and what paid work would need.
"""

from __future__ import annotations

import logging
from pathlib import Path

from redun import Scheduler, task
from redun.config import Config

from benchmarks.graph import bytes_of, spoken

redun_namespace = "film"
ran: list[str] = []


@task(version="1")
def breakdown(shots: int) -> str:
    return _work("breakdown", "", str(shots))


@task(version="1")
def board(shot: str, breakdown: str) -> str:
    return _work("board", shot, breakdown)


@task(version="1")
def voice(shot: str, line: str) -> str:
    return _work("voice", shot, line)


@task(version="1")
def clip(shot: str, board: str, voice: str) -> str:
    return _work("clip", shot, board, voice)


@task(version="1")
def sync(shot: str, clip: str, voice: str) -> str:
    return _work("sync", shot, clip, voice)


@task(version="1")
def upscale(shot: str, sync: str) -> str:
    return _work("upscale", shot, sync)


@task(version="1")
def music(shot: str, board: str) -> str:
    return _work("music", shot, board)


@task(version="1")
def mix(shot: str, voice: str, music: str) -> str:
    return _work("mix", shot, voice, music)


@task(version="1")
def grade(shot: str, upscale: str) -> str:
    return _work("grade", shot, upscale)


@task(version="1")
def cut(shot: str, grade: str, mix: str) -> str:
    return _work("cut", shot, grade, mix)


@task(version="1")
def check(shot: str, cut: str) -> str:
    return _work("check", shot, cut)


@task(version="1")
def film(checks: list[str]) -> str:
    return _work("film", "", *checks)


@task(version="1")
def main(lines: list[str]) -> str:
    first, checks = breakdown(len(lines)), []
    for number, line in enumerate(lines):
        shot = f"{number:05d}"
        drawn, said = board(shot, first), voice(shot, line)
        synced = sync(shot, clip(shot, drawn, said), said)
        graded = grade(shot, upscale(shot, synced))
        mixed = mix(shot, said, music(shot, drawn))
        checks.append(check(shot, cut(shot, graded, mixed)))
    return film(checks)


def _work(name: str, shot: str, *above: str) -> str:
    ran.append(name)
    return bytes_of(name, shot, above)


def build(folder: str, shots: int, word: str) -> int:
    """Run redun over the film; answers how many jobs it ran, the one that calls the others not counted."""
    logging.getLogger("redun").setLevel(logging.ERROR)
    Path(folder).mkdir(parents=True, exist_ok=True)
    scheduler = Scheduler(config=Config({"backend": {"db_uri": f"sqlite:///{folder}/redun.db"}}))
    scheduler.load()
    scheduler.run(main(spoken(shots, word)))
    return len(ran)
