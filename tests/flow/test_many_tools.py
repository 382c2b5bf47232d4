"""Many tools in one film: the theatre, a model on this machine that it steers, voices from another process, and a
provider who is paid; whichever of them is killed, the film is finished, and nothing is paid twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from serving import Served, serving
from studio import Film, lampblack
from tests.doubles.tasks.kling import Kling
from tests.doubles.tasks.maker import serving as selling

pytestmark = pytest.mark.slow

pytest.importorskip("diffusers")

SCRIPT = """Title: 灯
Language: zh

.外景 河边 - 夜

夜深了，河水静静地流。

@小满
还有人等我吗？
[[en: Is anyone still waiting for me?]]

@爷爷
有。灯亮着呢。
[[en: Yes. The light is on.]]

爷爷望着河水，什么也没有说。

@小满
那我们回家吧。
[[en: Then let us go home.]]
"""

RECIPES = """
[recipes.deep]
film = "tiny-wan-vace"
size = "160x96"
rate = "16"
steer = ["depth"]
extend = true

[recipes.posed]
film = "tiny-wan-vace"
size = "160x96"
rate = "16"
steer = ["pose"]

[recipes.bought]
film = "dear"
size = "1280x720"
first = "theatre"

[budget]
currency = "USD"
cap = 20.0
ask_above = 20.0
"""


WAYS = ("deep", "theatre", "bought", "posed")
"""Who films each of the four shots."""


@dataclass(kw_only=True)
class World:
    """The film, and those who work for it."""

    film: Film
    voices: Path
    kling: Kling
    env: dict[str, str]

    def lampblack(self, *words: str | Path):
        return lampblack(*words, env=self.env)

    def shots(self) -> list[str]:
        said = (
            self.lampblack("shots", self.film.folder, "--json") if False else self.lampblack("takes", self.film.folder)
        )
        return [line for line in said.out.splitlines() if not line.startswith(" ")]

    def begun(self) -> subprocess.Popen[str]:
        """A make under way, in a process group of its own, so that all of it can be killed."""
        command = [sys.executable, "-m", "lampblack.cli.main", "make", str(self.film.folder), "--json"]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **self.env},
            start_new_session=True,
        )  # fmt: skip


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.tiny.named import wrote

    folder = tmp_path_factory.mktemp("models")
    return wrote(folder / "models.toml", ["wan-vace"], folder)


@pytest.fixture
def world(tmp_path: Path, tiny_models: Path) -> Iterator[World]:
    with selling(Kling(seconds=0.5)) as kling:
        film = Film(tmp_path / "film")
        film.script.write_text(SCRIPT, encoding="utf-8")
        settings = film.folder / "film.toml"
        text = settings.read_text(encoding="utf-8").replace('speak = "instrument"', 'speak = "voices"')
        settings.write_text(text + RECIPES, encoding="utf-8")
        env = {
            "LAMPBLACK_MODELS": str(tiny_models), "LAMPBLACK_SERVERS": str(tmp_path / "servers.toml"),
            "KLING_ACCESS_KEY": kling.key, "KLING_SECRET_KEY": kling.secret, "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }  # fmt: skip
        yield World(film=film, voices=tmp_path / "voices", kling=kling, env=env)


def name_servers(world: World, served: Served) -> None:
    Path(world.env["LAMPBLACK_SERVERS"]).write_text(
        f'[voices]\nprotocol = "lampblack"\nurl = "{served.address}/v1"\nmodel = "instrument"\ndoes = ["speak"]\n'
        f'[dear]\nprotocol = "tasks"\nprovider = "kling"\nmodel = "kling-3.0"\nprice = 0.126\n'
        f'url = "{world.kling.url}"\n',
        encoding="utf-8",
    )


def choose(world: World, shots: list[str]) -> None:
    """A way for each of the first shots; the scene's for the last, whose words will change and its name with them."""
    assert len(shots) == len(WAYS)
    chosen = [*zip(shots[:-1], WAYS[:-1], strict=True), ("he-bian-ye", WAYS[-1])]
    lines = [f'"{id}" = "{way}"' for id, way in chosen]
    (world.film.folder / "choices.toml").write_text("[engines]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def cut_off(world: World, when: Callable[[], bool]) -> None:
    """Begin to make, and kill all of it as soon as something is so."""
    make = world.begun()
    deadline = time.monotonic() + 120
    while not when() and make.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    ended = make.poll()
    if ended is None:
        os.killpg(make.pid, signal.SIGKILL)
    told, _ = make.communicate()
    assert ended is None, f"it was over before it was killed ({ended}): {told}"


def later(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() > until


def test_whoever_is_killed_the_film_is_finished_and_paid_once(world: World) -> None:
    with serving(world.voices, "--engine", "instrument") as served:
        name_servers(world, served)
        first = world.lampblack("make", world.film.folder, "--json")
        assert first.code == 0, first.err
        choose(world, world.shots())
        cut_off(world, later(1.5))
        cut_off(world, lambda: bool(world.kling.jobs))
        cut_off(world, later(2.0))
        served.kill()
        world.film.write("那我们回家吧。", "那我们快些回家吧。")
        silent = world.lampblack("make", world.film.folder, "--json")
        assert silent.code == 2 and "cannot be reached" in silent.err
    with serving(world.voices, "--engine", "instrument") as again:
        name_servers(world, again)
        done = world.lampblack("make", world.film.folder, "--json")
        assert done.code == 0, done.err
        twice = world.lampblack("make", world.film.folder, "--json")
    assert twice.answer["made_jobs"] == []
    assert set(world.kling.charges().values()) == {1}
    ledger = world.lampblack("cost", world.film.folder, "--json").answer
    assert ledger["total"]["spent"] == ledger["total"]["kept"] == pytest.approx(world.kling.bill())
    assert ledger["total"]["reserved"] == ledger["total"]["in_doubt"] == 0.0
    for shot, way in zip(world.shots(), WAYS, strict=True):
        assert f"{way}-1  kept" in world.lampblack("takes", world.film.folder, shot).out
