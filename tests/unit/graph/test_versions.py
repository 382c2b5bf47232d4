"""Results are kept by version: a step or an engine whose source changes is a decision. `tools/fingerprints.py` asks."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]

PAINTING = {
    "painting/plan.py": 'WASH = Step(name="lampblack.painting.steps:wash", version=2)\n'
    '_VERSIONS = {"dry": 1, "frame": 4}\n'
    'def job(step):\n    return Step(name=f"lampblack.painting.steps:{step}", version=_VERSIONS[step])\n',
    "painting/steps.py": "from lampblack.media.paper import soaked\nfrom lampblack.painting import brush\n"
    'def wash(sheet):\n    """Wet it."""\n    return soaked(brush.stroke(sheet))\n'
    "def dry(sheet):\n    return sheet - 1\n"
    "def frame(sheet):\n    return (sheet, brush.WOOD)\n",
    "painting/brush.py": "HAIRS = 40\nWOOD = 3\ndef stroke(sheet):\n    return sheet * HAIRS  # wide\n",
    "media/paper.py": "GRAIN = 7\ndef soaked(sheet):\n    return sheet + GRAIN\ndef torn(sheet):\n    return 0\n",
    "builtin/easel/offer.py": 'OFFER = Offer(name="easel", version=5, summary="paints")\n',
    "builtin/easel/engine.py": 'class Easel:\n    def run(self):\n        return f"{1:02d}"\n',
    "builtin/easel/mixing/pots.py": "VERSION = 7\nRED = 1\n",
}
WASH, DRY, FRAME = (f"lampblack.painting.steps:{name}" for name in ("wash", "dry", "frame"))
EASEL, MIXING = "lampblack.builtin.easel", "lampblack.builtin.easel.mixing"

Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def fingerprints() -> ModuleType:
    spec = spec_from_file_location("fingerprints", ROOT / "tools/fingerprints.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["fingerprints"] = module  # its nouns are dataclasses, which look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def src(tmp_path: Path, fingerprints: ModuleType) -> Path:
    """A small house whose every kind is on record."""
    for name, text in PAINTING.items():
        file = tmp_path / "src/lampblack" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert fingerprints.main([], tmp_path / "src", tmp_path / "record.json") == 0
    return tmp_path / "src"


@pytest.fixture
def edit(src: Path) -> Edit:
    def edited(name: str, before: str, after: str) -> None:
        file = src / "lampblack" / name
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after), "utf-8")

    return edited


@pytest.fixture
def asked(src: Path, fingerprints: ModuleType) -> Callable[[], dict[str, str]]:
    """What a person has to say something about."""

    def undecided() -> dict[str, str]:
        return fingerprints.undecided(fingerprints.kinds(src), fingerprints.recorded(src.parent / "record.json"))

    return undecided


@pytest.fixture
def told(src: Path, fingerprints: ModuleType) -> Callable[..., int]:
    """The command."""
    return lambda *arguments: fingerprints.main(arguments, src, src.parent / "record.json")


@pytest.fixture(scope="module")
def house(fingerprints: ModuleType) -> dict[str, Any]:
    """Every kind there really is."""
    return fingerprints.kinds(ROOT / "src")


def test_every_changed_step_and_engine_of_the_house_is_decided(fingerprints: ModuleType, house: dict[str, Any]) -> None:
    record = fingerprints.recorded(fingerprints.RECORD)
    said = fingerprints.undecided(house, record) | fingerprints.unrecorded(house, record)
    assert not said, "\n\n".join(["", *said.values()])


def test_every_step_of_the_house_and_every_engine_in_the_box_is_looked_at(house: dict[str, Any]) -> None:
    steps = {name.split(".")[1] for name in house if ":" in name}
    assert steps >= {"script", "breakdown", "shots", "takes", "cut", "sound", "film"}
    offers = {".".join(each.parent.relative_to(ROOT / "src").parts) for each in ROOT.glob("src/**/offer.py")}
    assert offers <= house.keys()


def test_a_change_in_a_copy_of_the_house_is_caught_and_concerns_nothing_else(
    fingerprints: ModuleType, house: dict[str, Any], tmp_path: Path
) -> None:
    src = tmp_path / "src"
    for room in ("sound", "media", "staging", "builtin/score", "builtin/effects"):
        shutil.copytree(ROOT / "src/lampblack" / room, src / "lampblack" / room)
    record = {name: vars(house[name]) for name in fingerprints.kinds(src)}
    assert fingerprints.undecided(fingerprints.kinds(src), record) == {}
    for file, before, after in (
        ("sound/duck.py", "\ndef ", "\n_NEW = 1\n\n\ndef "),
        ("builtin/score/harmony.py", "return ", "return 0 or "),
    ):
        text = (src / "lampblack" / file).read_text("utf-8")
        assert before in text
        (src / "lampblack" / file).write_text(text.replace(before, after, 1), "utf-8")
    assert list(fingerprints.undecided(fingerprints.kinds(src), record)) == ["lampblack.builtin.score"]


@pytest.mark.parametrize(
    ("file", "before", "after", "kinds"),
    [
        ("painting/steps.py", "sheet - 1", "sheet - 2", [DRY]),
        ("painting/brush.py", "HAIRS = 40", "HAIRS = 41", [WASH]),
        ("painting/brush.py", "WOOD = 3", "WOOD = 4", [FRAME]),
        ("media/paper.py", "GRAIN = 7", "GRAIN = 8", [WASH]),
        ("media/paper.py", "return 0", "return 1", []),
        ("builtin/easel/engine.py", "02d", "03d", [EASEL]),
        ("builtin/easel/mixing/pots.py", "RED = 1", "RED = 2", [EASEL, MIXING]),
        ("builtin/easel/offer.py", '"paints"', '"paints well"', []),
        ("painting/brush.py", "* HAIRS  # wide", "* (\n        HAIRS\n    )", []),
        ("painting/steps.py", "Wet it.", "Wet it well.", []),
        ("painting/steps.py", "def dry", '"""Words."""\n\n\ndef dry', []),
    ],
)
def test_a_change_is_asked_about_where_it_can_change_a_result(
    edit: Edit, asked: Callable[[], dict[str, str]], file: str, before: str, after: str, kinds: list[str]
) -> None:
    edit(file, before, after)
    assert sorted(asked()) == sorted(kinds)


def test_the_question_says_what_to_do(edit: Edit, asked: Callable[[], dict[str, str]]) -> None:
    edit("painting/steps.py", "sheet - 1", "sheet - 2")
    question = asked()[DRY]
    assert "(lampblack.painting.steps)" in question
    assert f"python tools/fingerprints.py --same {DRY}" in question
    assert "raise its version (1) in src/lampblack/painting/plan.py" in question


def test_the_same_result_is_put_on_record_and_not_asked_about_again(
    edit: Edit, asked: Callable[[], dict[str, str]], told: Callable[..., int]
) -> None:
    edit("painting/steps.py", "sheet - 1", "sheet - 2")
    edit("painting/brush.py", "HAIRS = 40", "HAIRS = 41")
    assert told("--same", DRY) == 1, "the wash is still open"
    assert sorted(asked()) == [WASH]
    assert told("--all") == 0
    assert asked() == {}


def test_a_raised_version_is_put_on_record(
    src: Path, edit: Edit, asked: Callable[[], dict[str, str]], told: Callable[..., int], fingerprints: ModuleType
) -> None:
    edit("painting/steps.py", "sheet - 1", "sheet - 2")
    edit("painting/plan.py", '"dry": 1', '"dry": 2')
    record = fingerprints.recorded(src.parent / "record.json")
    assert list(fingerprints.unrecorded(fingerprints.kinds(src), record)) == [DRY]
    assert told() == 0
    assert asked() == {}
    edit("painting/steps.py", "sheet - 2", "sheet - 3")
    assert sorted(asked()) == [DRY]


def test_a_version_never_goes_back(edit: Edit, asked: Callable[[], dict[str, str]], told: Callable[..., int]) -> None:
    edit("painting/plan.py", '"frame": 4', '"frame": 3')
    assert told("--same", FRAME) == 1
    assert "only goes up" in asked()[FRAME]


def test_a_version_that_cannot_be_read_is_a_mistake(edit: Edit, src: Path, fingerprints: ModuleType) -> None:
    edit("painting/plan.py", "version=2", "version=1 + 1")
    with pytest.raises(fingerprints.UnreadableVersion, match=r"painting/plan\.py:1: .* must be written out"):
        fingerprints.kinds(src)


def test_a_step_that_is_not_there_is_a_mistake(edit: Edit, src: Path, fingerprints: ModuleType) -> None:
    edit("painting/plan.py", "steps:wash", "steps:wish")
    with pytest.raises(fingerprints.UnreadableVersion, match="no such function"):
        fingerprints.kinds(src)


def test_an_unknown_name_is_one_line(told: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert told("--same", "nobody") == 2
    assert "there is no kind 'nobody'" in capsys.readouterr().err
