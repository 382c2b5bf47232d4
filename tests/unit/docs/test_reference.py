"""The reference pages are written from the program; what stands in `docs/reference` is what the program says today."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = spec_from_file_location("reference", ROOT / "tools/reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_pages_are_up_to_date(reference: ModuleType) -> None:
    for name, text in reference.pages().items():
        assert (ROOT / "docs/reference" / name).read_text("utf-8") == text, "run: python tools/reference.py"


def test_a_page_that_was_edited_by_hand_is_found(
    reference: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", ["reference.py"])
    assert reference.main() == 0
    page = tmp_path / "commands.md"
    page.write_text(page.read_text("utf-8").replace("--quality", "--beauty"), "utf-8")
    monkeypatch.setattr(sys, "argv", ["reference.py", "--check"])
    assert reference.main() == 1
    assert "commands.md" in capsys.readouterr().out
    assert "--beauty" in page.read_text("utf-8")
