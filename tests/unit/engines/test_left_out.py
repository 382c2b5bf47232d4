"""A mistake in one table of servers.toml or models.toml is that one engine's: the others stay, and all are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.engines import registry

SERVERS = """
[voices]
url = "http://127.0.0.1:9/v1"
[mute]
url = "http://127.0.0.1:9/v1"
speed = 2
[wan]
protocol = "openai"
dialect = "vllm-omni"
url = "http://127.0.0.1:9/v1"
does = ["film"]
rates = ["16"]
[idle]
protocol = "openai"
url = "http://127.0.0.1:9/v1"
[gen]
protocol = "tasks"
provider = "runway"
model = "gen4.5"
[gone]
protocol = "tasks"
provider = "nobody"
[flow]
protocol = "comfyui"
url = "http://127.0.0.1:9"
workflow = "none.json"
[strange]
protocol = "smoke"
[Loud]
url = "http://127.0.0.1:9/v1"
"""
MODELS = '[here]\nfolder = "weights"\n[there]\nfolder = "weights"\nstep = 3\n[nowhere]\n'


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose two files are those in use."""
    for variable, name, text in (("SERVERS", "servers", SERVERS), ("MODELS", "models", MODELS)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv(f"LAMPBLACK_{variable}", str(tmp_path / f"{name}.toml"))
    registry._surveyed.cache_clear()
    yield tmp_path
    registry._surveyed.cache_clear()


def test_every_broken_table_is_a_finding_and_the_others_stay(written: Path) -> None:
    assert {"voices", "wan", "gen", "here", "theatre"} <= set(registry.offers())
    said = [str(each) for each in registry.findings()]
    assert len(said) == 8 and len(set(said)) == 8
    for name, line in (("mute", 6), ("idle", 13), ("gone", 22), ("flow", 23), ("strange", 28), ("Loud", 29)):
        (own,) = (each for each in said if f"engine {name} is left out" in each)
        assert own.startswith(f"{written}/servers.toml:{line}") or name == "flow", own
    assert any(each.startswith(f"{written}/models.toml:5: engine there") for each in said)
    assert not any(name == "cloud" for name in registry.offers()), "who wrote a provider down is not told how"


def test_where_its_engine_is_named_the_mistake_is_told(written: Path) -> None:
    with pytest.raises(UserError, match=r"engine 'mute' cannot be used: .*servers\.toml:6: mute\.speed is not known"):
        registry.offer("mute")
    with pytest.raises(UserError, match=r"there is no engine 'nobody'"):
        registry.offer("nobody")


def test_a_file_that_is_no_toml_is_told_once(written: Path) -> None:
    (written / "servers.toml").write_text("[a\n", encoding="utf-8")
    said = [str(each) for each in registry.findings() if "servers.toml" in str(each)]
    assert len(said) == 1 and said[0].startswith(f"{written}/servers.toml:1") and "not TOML" in said[0]
    assert {"theatre", "here"} <= set(registry.offers())


def test_a_table_with_the_name_of_an_engine_of_the_house_is_told_by_its_name(written: Path) -> None:
    (written / "models.toml").write_text('[theatre]\nfolder = "weights"\n', encoding="utf-8")
    assert registry.offer("theatre").makes.startswith("lampblack.builtin.")
    assert "a second engine called 'theatre' is left out" in "\n".join(map(str, registry.findings()))
