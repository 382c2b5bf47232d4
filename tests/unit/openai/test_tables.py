"""Tables of the family: what each becomes as an engine, and a line for every mistake."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.engines.prices import price
from lampblack.engines.registry import missing
from lampblack.engines.requests import Size, Write
from lampblack_engines.openai.asked import length_of
from lampblack_engines.openai.offers import offer_of, offered
from lampblack_engines.openai.service import Service, services
from lampblack_engines.servers.offers import offered as speech_offered
from lampblack_engines.servers.written import WHERE

WAN = """\
[wan]
protocol = "openai"
dialect = "vllm-omni"
url = "http://gpu-box:8091/v1"
does = ["film"]
sizes = ["1280x720", "720x1280"]
rates = ["16"]
longest = 5.0
controls = ["first", "seed"]
demands = ["first"]
sound = true

[gpu-box]
protocol = "lampblack"
url = "https://gpu-box:8000/v1"
does = ["film", "paint", "speak"]
model = "theatre"
key = "NOT_SET_ANYWHERE"

[writer]
protocol = "openai"
dialect = "deepseek"
url = "https://api.deepseek.com/v1"
does = ["write"]
model = "deepseek-chat"
price = 0.002
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "servers.toml"
    path.write_text(WAN, encoding="utf-8")
    monkeypatch.setenv(WHERE, str(path))
    return path


def test_each_table_is_an_engine_by_its_name_and_no_server_is_asked(file: Path) -> None:
    wan, box, writer = offered()
    assert (wan.name, box.name, writer.name) == ("wan", "gpu-box", "writer")
    film = wan.can("film")
    assert film is not None and film.sizes == (Size(width=1280, height=720), Size(width=720, height=1280))
    assert (film.rates, film.longest_seconds, film.makes_sound, film.demands) == (("16",), 5.0, True, {"first"})
    assert film.controls == {"words", "first", "seed"}
    assert film.finds_lost_answers == "list" and box.can("film").finds_lost_answers == "key"
    assert {each.kind for each in box.capabilities} == {"film", "paint", "speak"}
    assert missing(box) == "engine gpu-box needs: a key in the environment: NOT_SET_ANYWHERE"
    assert price(Write(instruction="x"), writer) == pytest.approx(0.004), "an answer, and one that mends it"
    assert [each.name for each in speech_offered()] == ["speech-server", "music-server"], "others' tables are theirs"


def test_an_engines_version_follows_what_is_seen_and_not_where_it_is_or_what_it_costs() -> None:
    wan = Service(url="http://x/v1", dialect="vllm-omni", does=("film",), model="a")
    version = offer_of("wan", wan).version
    for same in ({"url": "http://y/v1"}, {"price": 1.0}, {"at_once": 4}, {"key": "A_KEY"}):
        assert offer_of("wan", replace(wan, **same)).version == version
    for other in ({"model": "b"}, {"dialect": "sglang"}, {"extra": {"num_inference_steps": 4}}, {"frames": "8k+1"}):
        assert offer_of("wan", replace(wan, **other)).version != version


@pytest.mark.parametrize(
    ("was", "written", "says", "line"),
    [
        ('does = ["film"]', "", "wan does not say what it does", 1),
        ('does = ["film"]', 'does = ["films"]', "wan.does cannot be \\['films'\\]", 5),
        ('dialect = "vllm-omni"', 'dialect = "ollama"', "wan.dialect: 'ollama' has no film", 3),
        ('dialect = "vllm-omni"', 'dialect = "lampblack"', "wan.dialect: it is a protocol of its own", 3),
        ('sizes = ["1280x720", "720x1280"]', 'sizes = ["720p"]', "wan.sizes: '720p' is no size", 6),
        ('rates = ["16"]', 'rates = ["fast"]', "wan.rates: 'fast' is no rate", 7),
        ('controls = ["first", "seed"]', 'controls = ["last"]', "wan.controls: vllm-omni cannot be told 'last'", 9),
        ('controls = ["first", "seed"]', 'controls = ["frist"]', "wan.controls: 'frist' is not known", 9),
        ('demands = ["first"]', 'demands = ["last"]', "wan.demands: 'last' is none of its controls", 10),
        ("longest = 5.0", "lengths = [8, 4]", "wan.lengths: these are seconds, rising", 8),
        ("longest = 5.0", 'frames = "4k+"', "wan.frames: '4k\\+' is not understood", 8),
        ("longest = 5.0", "price = 1\nlength = 4", "wan.length is not known", 9),
        ("longest = 5.0", 'key = "sk-1234"', "wan.key is the name", 8),
        ('dialect = "vllm-omni"', 'dialect = "dynamo"', "wan.sound: dynamo cannot be asked for sound", 11),
        ('rates = ["16"]\nlongest = 5.0', 'dialect = "x"', "this is not TOML", 7),
    ],
)
def test_every_mistake_has_its_line(file: Path, was: str, written: str, says: str, line: int) -> None:
    text = WAN.replace(was, written, 1)
    assert text != WAN
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=says) as told:
        services()
    assert told.value.spot is not None and told.value.spot.line == line
    assert "sk-1234" not in str(told.value)


def test_a_server_that_chooses_its_rate_must_have_it_named(file: Path) -> None:
    file.write_text('[sora]\nprotocol = "openai"\nurl = "https://x/v1"\ndoes = ["film"]\n', encoding="utf-8")
    with pytest.raises(UserError, match="say how many it gives"):
        services()


def test_a_price_is_for_one_kind_of_work(file: Path) -> None:
    file.write_text(WAN.replace('does = ["write"]', 'does = ["write", "speak"]'), encoding="utf-8")
    with pytest.raises(UserError, match=r"writer\.dialect: 'deepseek' has no speak"):
        services()
    file.write_text(WAN.replace('model = "theatre"', "price = 1.0"), encoding="utf-8")
    with pytest.raises(UserError, match="a table does one kind of work"):
        services()


def test_lengths_are_rounded_up() -> None:
    assert length_of(4.0, (4.0, 8.0), whole=True) == 4.0 and length_of(4.1, (4.0, 8.0), whole=True) == 8.0
    assert length_of(2.5, (), whole=False) == 2.5 and length_of(2.5, (), whole=True) == 3.0


@pytest.mark.parametrize("page", ["how-to.md", "how-to.zh.md"])
def test_the_tables_of_the_manual_are_read_as_they_stand(page: str, file: Path) -> None:
    text = (Path(__file__).parents[3] / "docs" / page).read_text("utf-8")
    blocks = re.findall(r"(?:^    .*\n|^\n)+", text, re.MULTILINE)
    tables = [block for block in blocks if 'protocol = "openai"' in block or 'protocol = "lampblack"' in block]
    file.write_text(re.sub(r"^    ", "", "".join(tables), flags=re.MULTILINE), encoding="utf-8")
    assert {"wan", "veo", "writer", "box-theatre"} <= {each.name for each in offered()}
