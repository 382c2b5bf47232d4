"""A film that is bought is edited in many ways: only what is told to the provider otherwise is bought again, all parts
of a long shot are priced before the first is sent, and no key is in anything that is kept or said."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from studio import Film, Said, lampblack
from tests.doubles.tasks.kling import Kling
from tests.doubles.tasks.maker import serving

pytestmark = pytest.mark.slow

SCENE = """.外景 河边 - 夜

夜深了，河水静静地流。

@小满
还有人等我吗？

@爷爷
有。灯亮着呢。
"""
OTHER = """.内景 屋里 - 夜

屋里很暗。

@小满
我回来了。
"""
SCRIPT = f"Title: 灯\nLanguage: zh\n\n{SCENE}\n{OTHER}"
RECIPE = """
[recipes.bought]
film = "dear"
size = "1280x720"
extend = true

[budget]
currency = "USD"
cap = {cap}
ask_above = 100.0
"""
PROVIDER = """over = "kling"

[models."brief"]
model = "kling-v3"
rates = ["24"]
lengths = "3-3"
controls = ["words", "without", "first"]
price = { amount = 0.126 }
body = { image = "{still.first}", aspect_ratio = "{ratio}", negative_prompt = "{without}" }
routes = [
  { name = "image2video", when = ["still.first"], path = "/v1/videos/image2video" },
  { name = "text2video", path = "/v1/videos/text2video" },
]

[models."brief".sizes]
"1280x720" = { tier = "std" }
"""
SECRETS = ("ak-nobody-may-see-this", "sk-nor-may-anyone-see-this")


@dataclass(kw_only=True)
class World:
    """The film, who is paid for it, and what is written of that."""

    film: Film
    kling: Kling
    folder: Path
    env: dict[str, str]
    said: list[Said] = field(default_factory=list)
    settings: str = ""

    def lampblack(self, *words: str | Path) -> Said:
        self.said.append(lampblack(*words, env=self.env))
        return self.said[-1]

    def server(self, **more: str) -> None:
        table = {
            "protocol": '"tasks"', "provider": '"mine"', "model": '"brief"', "url": f'"{self.kling.url}"',
            "key": '"DEAR_KEY"', "secret": '"DEAR_SECRET"', **more,
        }  # fmt: skip
        lines = "\n".join(f"{name} = {value}" for name, value in table.items())
        (self.folder / "servers.toml").write_text(f"[dear]\n{lines}\n", encoding="utf-8")

    def budget(self, cap: float) -> None:
        text = self.settings + RECIPE.format(cap=cap)
        (self.film.folder / "film.toml").write_text(text, encoding="utf-8")

    def bought(self, *words: str) -> int:
        """Make it; how many jobs were charged by that."""
        before = len(self.kling.jobs)
        made = self.lampblack("make", self.film.folder, "--json", *words)
        assert made.code == 0, made.err
        return len(self.kling.jobs) - before


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with serving(Kling(key=SECRETS[0], secret=SECRETS[1])) as kling:
        film = Film(tmp_path / "film")
        film.script.write_text(SCRIPT, encoding="utf-8")
        (tmp_path / "providers").mkdir()
        (tmp_path / "providers" / "mine.toml").write_text(PROVIDER, encoding="utf-8")
        env = {
            "LAMPBLACK_SERVERS": str(tmp_path / "servers.toml"), "LAMPBLACK_PROVIDERS": str(tmp_path / "providers"),
            "DEAR_KEY": SECRETS[0], "DEAR_SECRET": SECRETS[1], "OTHER_KEY": SECRETS[0],
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }  # fmt: skip
        made = World(film=film, kling=kling, folder=tmp_path, env=env)
        made.settings = (film.folder / "film.toml").read_text(encoding="utf-8")
        made.server()
        made.budget(100.0)
        (film.folder / "choices.toml").write_text('[engines]\n"he-bian-ye" = "bought"\n', encoding="utf-8")
        yield made


def changed(world: World, before: str, after: str) -> None:
    world.film.write(before, after)


EDITS: dict[str, Callable[[World], object]] = {
    "nothing": lambda world: None,
    "its price, licence, patience": lambda world: world.server(
        price="0.2", at_once="2", licence='"mine"', seconds="90", a_minute="500"
    ),
    "its address": lambda world: world.server(url=f'"{world.kling.url.replace("127.0.0.1", "localhost")}"'),
    "where its key is": lambda world: world.server(key='"OTHER_KEY"'),
    "the order of its table": lambda world: (world.folder / "servers.toml").write_text(
        '[another]\nprotocol = "tasks"\nprovider = "runway"\nmodel = "gen4.5"\n\n[dear]\n'
        + "\n".join(reversed((world.folder / "servers.toml").read_text().splitlines()[1:])) + "\n"
    ),
    "a size more that is sold": lambda world: (world.folder / "providers" / "mine.toml").write_text(
        PROVIDER.replace("0.126", "0.3").replace('rates = ["24"]', 'rates = ["24", "25"]')
    ),
    "all that lies in the cache": lambda world: shutil.rmtree(world.folder / "cache", ignore_errors=True),
    "words of another scene": lambda world: changed(world, "我回来了。", "我回来了，爷爷。"),
    "a scene moved before it": lambda world: world.film.script.write_text(
        world.film.script.read_text(encoding="utf-8").replace(SCENE, "") + "\n" + SCENE, encoding="utf-8"
    ),
    "the title": lambda world: changed(world, "Title: 灯", "Title: 长明灯"),
    "how it is delivered": lambda world: (
        setattr(world, "settings", world.settings.replace("320x180", "480x270")), world.budget(100.0)
    ),
}  # fmt: skip


def test_edits_that_the_provider_is_not_told_of_buy_nothing(world: World) -> None:
    world.budget(0.5)
    refused = world.lampblack("make", world.film.folder, "--json")
    assert refused.code == 2 and "of the cap" in refused.err, refused.err
    assert not world.kling.jobs, "all its parts are priced before the first is sent"
    world.budget(100.0)
    first = world.bought()
    assert first >= 3 and any(job.body.get("image") for job in world.kling.jobs.values()), "a shot in parts"
    counted = {name: (edit(world), world.bought())[1] for name, edit in EDITS.items()}
    assert counted == dict.fromkeys(EDITS, 0)
    assert world.bought("--quality", "draft") == 0
    changed(world, "夜深了，河水静静地流。", "夜深了，河水慢慢地流。")
    again = world.bought()
    assert 0 < again < first, "the shot whose words changed, and no other"
    ledger = world.lampblack("cost", world.film.folder, "--json").answer["total"]
    assert ledger["reserved"] == ledger["in_doubt"] == 0.0
    told = "".join(each.out + each.err for each in world.said)
    told += world.lampblack("takes", world.film.folder, "--json").out
    held = [path for path in world.folder.rglob("*") if path.is_file() and os.access(path, os.R_OK)]
    for secret in SECRETS:
        assert secret not in told
        assert not [path for path in held if secret.encode() in path.read_bytes()]
