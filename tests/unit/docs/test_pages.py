"""The pages lead somewhere, name commands that exist, and are the same in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lampblack.cli.main import COMMANDS

ROOT = Path(__file__).parents[3]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md"), ROOT / "README.md", ROOT / "README.zh.md"])
TWINS = [
    ("README.md", "README.zh.md"),
    ("docs/tutorial.md", "docs/tutorial.zh.md"),
    ("docs/preview.md", "docs/preview.zh.md"),
    ("docs/how-to.md", "docs/how-to.zh.md"),
    ("docs/voices.md", "docs/voices.zh.md"),
    ("docs/comfyui.md", "docs/comfyui.zh.md"),
    ("docs/clouds.md", "docs/clouds.zh.md"),
    ("docs/clouds-of-china.md", "docs/clouds-of-china.zh.md"),
    ("docs/sheets-and-words.md", "docs/sheets-and-words.zh.md"),
]


def links(text: str) -> list[str]:
    """The targets of links into this repository, pictures left out."""
    return [each for each in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)\)", text) if "://" not in each]


def commands(text: str) -> list[str]:
    """The verbs after `lampblack`, wherever a command is shown."""
    return re.findall(r"(?:^    |`)lampblack ([a-z]+)", text, re.MULTILINE)


def unknown(text: str) -> list[str]:
    """Commands that are shown and do not exist."""
    return [each for each in commands(text) if each not in COMMANDS]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_that_is_there(page: Path) -> None:
    missing = [each for each in links(page.read_text("utf-8")) if not (page.parent / each).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_is_shown_exists(page: Path) -> None:
    assert not unknown(page.read_text("utf-8"))


@pytest.mark.parametrize("pair", TWINS, ids=lambda pair: pair[0])
def test_both_languages_show_the_same_commands_links_and_sections(pair: tuple[str, str]) -> None:
    english, chinese = ((ROOT / each).read_text("utf-8") for each in pair)
    assert sorted(commands(english)) == sorted(commands(chinese))
    assert len(re.findall(r"^#", english, re.MULTILINE)) == len(re.findall(r"^#", chinese, re.MULTILINE))
    own = {Path(each).name for each in pair}
    assert _but(own, links(english)) == _but(own, links(chinese))


def test_a_command_that_does_not_exist_and_a_dead_link_are_found() -> None:
    assert unknown("    lampblack make films/lantern\nand `lampblack bake DIR`") == ["bake"]
    assert links("see [here](nowhere.md), [there](https://example.org) and ![a picture](p.jpg)") == ["nowhere.md"]


def _but(own: set[str], found: list[str]) -> list[str]:
    """Links to other pages than the twins themselves, without the mark of a language."""
    return sorted(each.replace(".zh.md", ".md") for each in found if Path(each).name not in own)
