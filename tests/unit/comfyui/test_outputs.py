"""Every list of files a save node may give is read, and nothing but files of the job's own is fetched."""

from __future__ import annotations

from typing import Any

import pytest

from lampblack.base.errors import JobError
from lampblack_engines.comfyui.outputs import File, files_of


def row(name: str, **more: Any) -> dict[str, Any]:
    return {"filename": name, "subfolder": "", "type": "output", **more}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"images": [row("a.png"), row("b.png")]}, ["a.png", "b.png"]),
        ({"images": [row("a.mp4")], "animated": [True]}, ["a.mp4"]),
        ({"gifs": [row("a.mp4", format="video/h264-mp4", frame_rate=16.0, fullpath="/x/a.mp4")]}, ["a.mp4"]),
        ({"video": [row("a.webm")]}, ["a.webm"]),
        ({"videos": [row("a.mkv")]}, ["a.mkv"]),
        ({"audio": [row("a.flac", subfolder="audio")]}, ["a.flac"]),
        ({"text": ["words"], "images": [row("a.png"), None, "b.png", row("notes.txt")]}, ["a.png"]),
        ({"images": [row("a.png"), row("a.png")]}, ["a.png"]),
        ({"images": "a.png"}, []),
        ({}, []),
    ],
)
def test_files_are_found_under_every_name_they_come_under(given: dict[str, Any], found: list[str]) -> None:
    assert [file.name for file in files_of({"12": given}, "12", "it")] == found


def test_only_the_output_node_is_asked() -> None:
    outputs = {"1": {"images": [row("preview.png", type="temp")]}, "2": {"images": [row("a.png", subfolder="x\\y")]}}
    assert files_of(outputs, "2", "it") == (File(name="a.png", folder="x\\y", type="output", sort="picture"),)
    assert files_of(outputs, "3", "it") == ()


@pytest.mark.parametrize(
    "given",
    [
        row("../a.png"), row("a/b.png"), row("a\x00.png"), row(7), row("a.png", subfolder="../x"),
        row("a.png", subfolder="/etc"), row("a.png", subfolder="C:\\x"), row("a.png", subfolder="x\\..\\..\\y"),
        row("a.png", subfolder="\\\\host\\share"), row("a.png", subfolder=["x"]), row("a.png", subfolder="a\nb"),
    ],
)  # fmt: skip
def test_names_and_folders_that_lead_elsewhere_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(JobError, match="leads elsewhere"):
        files_of({"1": {"images": [given]}}, "1", "it")


def test_only_results_are_fetched_not_what_was_put_in() -> None:
    with pytest.raises(JobError, match="only its own results are fetched"):
        files_of({"1": {"images": [row("a.png", type="input")]}}, "1", "it")


def test_too_many_files_are_not_fetched() -> None:
    with pytest.raises(JobError, match="named 10001 files"):
        files_of({"1": {"images": [row(f"{number}.png") for number in range(10_001)]}}, "1", "it")
