"""The registry: who is there, who is broken, what is missing, what is beyond them."""

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines import registry
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.checking import check
from lampblack.engines.conformance.trials import staged
from lampblack.engines.registry import GROUP, load, missing, offers, source_entries, survey
from lampblack.engines.requests import Compose, Film, Size, Speak, Voice

LITTLE = Offer(
    name="little",
    version=1,
    makes="nowhere:Little",
    capabilities=(
        Capabilities(
            kind="film",
            sizes=(Size(width=640, height=360),),
            largest=Size(width=640, height=360),
            rates=("24",),
            longest_seconds=2.0,
        ),
        Capabilities(kind="speak", languages=("zh", "en-GB")),
    ),
)


def entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name=name, value=value, group=GROUP)


def test_engines_in_the_box_are_offered_by_name() -> None:
    assert offers()["fake"].can("film") is not None
    assert list(offers()) == sorted(offers())


def test_asking_what_there_is_imports_nothing_heavy() -> None:
    code = (
        "import sys; from lampblack.engines.registry import offers; offers();"
        "print([m for m in ('numpy', 'cv2', 'av', 'numba', 'scipy', 'pypinyin') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_broken_entry_point_is_reported_and_the_others_stay() -> None:
    found = survey(
        [
            entry("gone", "no_such_package.offer:OFFER"),
            entry("fake", "lampblack.builtin.fake.offer:OFFER"),
            entry("fake", "lampblack.builtin.fake.offer:OFFER"),
            entry("notan", "lampblack.builtin.fake.offer:SUMMARY"),
            entry("alias", "lampblack.builtin.fake.offer:OFFER"),
        ]
    )
    assert list(found.offers) == ["fake"]
    said = "\n".join(map(str, found.findings))
    assert "gone is left out: ModuleNotFoundError" in said
    assert "has that name already" in said
    assert "not an Offer" in said
    assert "calls itself 'fake'" in said


def test_unknown_engine_is_refused_with_what_there_is() -> None:
    with pytest.raises(UserError) as caught:
        load("bolex")
    assert "bolex" in str(caught.value)
    assert "fake" in caught.value.possible


def test_missing_part_is_named_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    needy = Offer(name="needy", version=1, makes="nowhere:N", capabilities=(), needs="no_such_module=espeak")
    assert missing(needy) == "engine needy needs: pip install 'lampblack[espeak]'"
    monkeypatch.setattr(registry, "offers", lambda: {"needy": needy})
    with pytest.raises(UserError, match="pip install"):
        load("needy")


def test_engine_that_cannot_be_imported_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "offers", lambda: {"little": LITTLE})
    with pytest.raises(UserError, match="engine little cannot be loaded from nowhere:Little"):
        load("little")


def test_request_within_the_limits_has_no_faults() -> None:
    film = Film(staging=staged(Rate(numerator=24)), size=Size(width=640, height=360))
    assert check(film, LITTLE) == []
    assert check(Speak(text="你好", language="zh-CN", voice=Voice()), LITTLE) == []


def test_all_faults_of_a_request_are_listed_at_once() -> None:
    film = Film(staging=staged(Rate(numerator=25), frames=100), size=Size(width=1280, height=720), references=())
    said = "\n".join(check(film, LITTLE))
    for part in (
        "1280x720 is not offered",
        "larger than 640x360",
        "25 frames a second",
        "4.00 seconds is longer",
    ):
        assert part in said


def test_language_control_and_kind_beyond_an_engine_are_faults() -> None:
    speak = Speak(text="hi", language="en-US", voice=Voice(), pinyin=("hai1",))
    said = "\n".join(check(speak, LITTLE))
    assert "'en-US' is not spoken (possible: zh, en-GB)" in said
    assert "steered by pinyin" in said
    assert check(Compose(samples=1, passages=()), LITTLE) == ["engine little does no compose (it does: film, speak)"]


def test_source_table_is_read_only_from_lampblacks_own_pyproject(tmp_path) -> None:
    file = tmp_path / "pyproject.toml"
    table = f'[project.entry-points."{GROUP}"]\nx = "a:B"\n'
    file.write_text(f'[project]\nname = "other"\n{table}')
    assert source_entries(file) == ()
    file.write_text(f'[project]\nname = "lampblack"\n{table}')
    assert [(each.name, each.value) for each in source_entries(file)] == [("x", "a:B")]
    assert source_entries(tmp_path / "none.toml") == ()
