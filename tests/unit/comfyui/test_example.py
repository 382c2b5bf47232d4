"""The example of the manual is an engine as it stands, and is told what the manual says."""

from __future__ import annotations

from pathlib import Path

from lampblack.base.time import Rate
from lampblack.engines.checking import check
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_picture, a_roll
from lampblack.engines.guides import Reference, Steer, bare
from lampblack.engines.requests import Film, Size
from lampblack_engines.comfyui.filling import filled
from lampblack_engines.comfyui.graph import graph_of
from lampblack_engines.comfyui.offer import offer_of
from lampblack_engines.comfyui.reading import studios

DOCS = Path(__file__).parents[3] / "docs"
RATE = Rate(numerator=16)


def test_the_manual_s_workflow_films_a_shot_steered_by_depth(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    studio = studios(DOCS / "comfyui/servers.toml")["my-wan"]
    steer = Steer(signal="depth", roll=a_roll(bench, "depth", 30, RATE).digest)
    shown = Reference(picture=a_picture(bench).digest, of="夸父")
    shot = Film(staging=bare(RATE, 30), size=Size(width=832, height=464), words="夸父", steered=(steer,))
    assert check(shot, offer_of(studio)) == []
    made = graph_of(studio, filled(shot, 1, studio, bench).values)
    assert made["7"]["inputs"]["length"] == 33 and "reference_image" not in made["7"]["inputs"]
    assert made["15"]["inputs"]["file"].endswith(".mp4") and "14" not in made
    told = filled(Film(staging=shot.staging, size=shot.size, words="夸父", references=(shown,)), 1, studio, bench)
    made = graph_of(studio, told.values)
    assert "control_video" not in made["7"]["inputs"] and made["14"]["inputs"]["image"].endswith(".png")
    assert not {"13", "15"} & set(made)


def test_the_page_shows_the_example_s_own_mapping() -> None:
    inputs = studios(DOCS / "comfyui/servers.toml")["my-wan"].inlets
    for page in ("comfyui.md", "comfyui.zh.md"):
        text = (DOCS / page).read_text("utf-8")
        assert 'words = "Prompt.text"' in text and 'references.1 = "Reference.image"' in text
        assert all(f"`{name.partition('.')[0]}" in text or name in text for name in inputs), page
