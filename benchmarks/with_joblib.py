"""The film-shaped graph for joblib, as its manual says: a function for each step, decorated with `Memory.cache`.

It is a cache and no graph: the script calls the functions in order and hands the values on.
"""

from __future__ import annotations

from joblib import Memory

from benchmarks.graph import bytes_of, spoken

ran: list[str] = []


def breakdown(shots: int) -> str:
    return _work("breakdown", "", str(shots))


def board(shot: str, breakdown: str) -> str:
    return _work("board", shot, breakdown)


def voice(shot: str, line: str) -> str:
    return _work("voice", shot, line)


def clip(shot: str, board: str, voice: str) -> str:
    return _work("clip", shot, board, voice)


def sync(shot: str, clip: str, voice: str) -> str:
    return _work("sync", shot, clip, voice)


def upscale(shot: str, sync: str) -> str:
    return _work("upscale", shot, sync)


def music(shot: str, board: str) -> str:
    return _work("music", shot, board)


def mix(shot: str, voice: str, music: str) -> str:
    return _work("mix", shot, voice, music)


def grade(shot: str, upscale: str) -> str:
    return _work("grade", shot, upscale)


def cut(shot: str, grade: str, mix: str) -> str:
    return _work("cut", shot, grade, mix)


def check(shot: str, cut: str) -> str:
    return _work("check", shot, cut)


def film(checks: list[str]) -> str:
    return _work("film", "", *checks)


STEPS = (breakdown, board, voice, clip, sync, upscale, music, mix, grade, cut, check, film)


def _work(name: str, shot: str, *above: str) -> str:
    ran.append(name)
    return bytes_of(name, shot, above)


def build(folder: str, shots: int, word: str) -> int:
    """Call every step of the film; answers how many really ran."""
    memory = Memory(folder, verbose=0)
    step = {each.__name__: memory.cache(each) for each in STEPS}
    first, checks = step["breakdown"](shots), []
    for number, line in enumerate(spoken(shots, word)):
        shot = f"{number:05d}"
        drawn, said = step["board"](shot, first), step["voice"](shot, line)
        synced = step["sync"](shot, step["clip"](shot, drawn, said), said)
        graded = step["grade"](shot, step["upscale"](shot, synced))
        mixed = step["mix"](shot, said, step["music"](shot, drawn))
        checks.append(step["check"](shot, step["cut"](shot, graded, mixed)))
    step["film"](checks)
    return len(ran)
