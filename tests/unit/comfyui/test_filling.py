"""What a request says goes to the nodes it is mapped to; what it does not say leaves no stale file behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.doubles.comfyui_workflows import FILM, FILM_TABLE, studio_named, written

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_picture, a_roll, a_video, a_wav
from lampblack.engines.guides import Footage, Reference, Steer, Still, bare
from lampblack.engines.requests import Film, Paint, Scale, Size, Speak, Voice
from lampblack.media.video import VideoReader
from lampblack_engines.comfyui.engine import ComfyEngine
from lampblack_engines.comfyui.filling import filled
from lampblack_engines.comfyui.graph import cast_as, graph_of
from lampblack_engines.comfyui.reading import studios
from lampblack_engines.comfyui.table import Studio
from lampblack_engines.servers.spool import Spool

RATE = Rate(numerator=24)
SHOT = Film(staging=bare(RATE, 7), size=Size(width=160, height=90), words="夸父追日")
TICKET = "0b1c2d3e-0000-4000-8000-000000000001"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(folder=tmp_path / "bench")


@pytest.fixture
def film(tmp_path: Path) -> Studio:
    return studio_named(tmp_path / "table", "film")


def graph(request: Any, studio: Studio, bench: Bench, take: int = 1) -> dict[str, dict[str, Any]]:
    return graph_of(studio, filled(request, take, studio, bench).values)


def test_words_and_measures_go_to_their_nodes(film: Studio, bench: Bench) -> None:
    made = graph(replace(SHOT, without="text", guidance=4.5), film, bench)
    assert made["2"]["inputs"] == {"text": "夸父追日", "clip": ["1", 1]}
    assert made["3"]["inputs"]["text"] == "text" and made["5"]["inputs"]["cfg"] == 4.5
    assert made["4"]["inputs"] == {"width": 160, "height": 96, "batch_size": 9, "color": 0}
    assert made["11"]["inputs"]["fps"] == 24 and isinstance(made["11"]["inputs"]["fps"], int)


def test_what_is_not_said_leaves_the_workflow_s_own(film: Studio, bench: Bench) -> None:
    made = graph(SHOT, film, bench)
    assert (made["3"]["inputs"]["text"], made["5"]["inputs"]["cfg"]) == ("blurry", 6)


def test_a_rate_that_is_no_whole_number_is_told_as_it_is(film: Studio, bench: Bench) -> None:
    made = graph(replace(SHOT, staging=bare(Rate.parse("30000/1001"), 7)), film, bench)
    assert made["11"]["inputs"]["fps"] == pytest.approx(29.97002997)


def test_files_that_are_not_there_go_with_all_that_only_they_feed(film: Studio, bench: Bench) -> None:
    made = graph(SHOT, film, bench)
    assert set(made) == {"1", "2", "3", "4", "5", "11", "12"}
    assert not {"start", "control", "reference"} & set(made["5"]["inputs"]) and "audio" not in made["11"]["inputs"]


def test_each_file_that_is_there_stays_with_its_own_nodes(film: Studio, bench: Bench) -> None:
    roll = a_roll(bench, "depth", 7, RATE).digest
    asked = replace(
        SHOT,
        stills=(Still(picture=a_picture(bench).digest),),
        steered=(Steer(signal="depth", roll=roll, strength=0.7),),
        references=(Reference(picture=a_picture(bench).digest, of="kuafu"),),
        voice=a_wav(bench).digest,
    )
    told = filled(asked, 1, film, bench)
    made = graph_of(film, told.values)
    assert set(made) == set(FILM) - {"14"}
    assert made["5"]["inputs"]["strength"] == 0.7 and made["7"]["inputs"]["file"].endswith(".mp4")
    names = {each.name for each in told.uploads}
    assert {made[node]["inputs"][entry] for node, entry in (("6", "image"), ("7", "file"), ("13", "audio"))} <= names
    assert made["6"]["inputs"]["image"] == made["10"]["inputs"]["image"] and len(names) == 3


def test_a_signal_is_a_moving_picture_as_long_and_large_as_the_model_s_own(film: Studio, bench: Bench) -> None:
    asked = replace(SHOT, steered=(Steer(signal="depth", roll=a_roll(bench, "depth", 7, RATE).digest),))
    (sent,) = filled(asked, 1, film, bench).uploads
    file = bench.scratch / "sent.mp4"
    file.write_bytes(sent.data)
    with VideoReader(file) as reader:
        there = reader.contents
        assert (there.width, there.height, there.frames, there.rate) == (160, 96, 9, RATE)
        first, last, more = (reader.frame(number) for number in (0, 6, 8))
    assert first[48, 26].min() > 200 > 40 > first[48, 100].max()
    assert last[48, 26].max() < 40 and np.abs(last.astype(int) - more.astype(int)).max() < 12


def test_a_signal_may_be_a_folder_of_numbered_pictures(tmp_path: Path, bench: Bench) -> None:
    nodes = {
        **FILM,
        "7": {"inputs": {"folder": "depth"}, "class_type": "LoadImagesFolder", "_meta": {"title": "Depth"}},
    }
    nodes["9"] = {**FILM["9"], "inputs": {**FILM["9"]["inputs"], "image": ["7", 0]}}
    table = 'sent_as = { depth = "folder" }\n' + FILM_TABLE.replace("Depth.file", "Depth.folder")
    studio = studios(written(tmp_path / "t", "film", nodes, table))["film"]
    asked = replace(SHOT, steered=(Steer(signal="depth", roll=a_roll(bench, "depth", 7, RATE).digest),))
    told = filled(asked, 1, studio, bench)
    assert [each.name for each in told.uploads] == [f"{number:06d}.png" for number in range(9)]
    assert {each.folder for each in told.uploads} == {told.values["depth"]}


def test_nodes_that_are_named_with_a_field_go_with_it(tmp_path: Path, bench: Bench) -> None:
    table = FILM_TABLE.replace('output = "Save"', 'output = "Save"\nunused = { without = ["Negative"] }')
    studio = studios(written(tmp_path / "t", "film", FILM, table))["film"]
    assert "3" in graph(replace(SHOT, without="text"), studio, bench)
    lines = {**FILM, "3": {**FILM["6"], "_meta": {"title": "Negative"}}, "6": FILM["6"]}
    table = FILM_TABLE.replace('without = "Negative.text"\n', "").replace(
        'output = "Save"', 'output = "Save"\nunused = { first = ["Negative"] }'
    )
    studio = studios(written(tmp_path / "u", "film", lines, table))["film"]
    assert "3" not in graph(SHOT, studio, bench)
    assert "3" in graph(replace(SHOT, stills=(Still(picture=a_picture(bench).digest),)), studio, bench)


def test_where_nothing_would_be_left_the_file_is_asked_for(tmp_path: Path, bench: Bench) -> None:
    nodes = {
        "1": FILM["6"],
        "2": {"inputs": {"images": ["1", 0], "fps": 24}, "class_type": "CreateVideo", "_meta": {"title": "Speed"}},
        "3": {
            "inputs": {"video": ["2", 0], "filename_prefix": "x"},
            "class_type": "SaveVideo",
            "_meta": {"title": "S"},
        },
    }
    table = 'sizes = ["160x90"]\nrates = ["24"]\nlongest_seconds = 9.0\n[NAME.inputs]\nfirst = "First frame.image"\n'
    studio = studios(written(tmp_path / "t", "film", nodes, table))["film"]
    with pytest.raises(UserError, match="film makes nothing without first"):
        graph(SHOT, studio, bench)


def test_seeds_follow_from_request_and_take_or_are_a_person_s_own(film: Studio, bench: Bench) -> None:
    def seed(request: Film, take: int) -> int:
        return graph(request, film, bench, take)["5"]["inputs"]["seed"]

    assert seed(SHOT, 1) == seed(SHOT, 1) != seed(SHOT, 2)
    assert seed(replace(SHOT, words="x"), 1) != seed(SHOT, 1)
    assert (seed(replace(SHOT, seed=40), 2), seed(replace(SHOT, seed=2**31 + 5), 1)) == (42, 6)


def test_without_a_seed_there_is_no_second_take(tmp_path: Path, bench: Bench) -> None:
    larger = studio_named(tmp_path / "t", "larger")
    asked = Scale(video=a_video(bench).digest, size=Size(width=320, height=180))
    assert graph(asked, larger, bench)["3"]["inputs"]["width"] == 320
    with pytest.raises(UserError, match="take 2 would be the same as the first"):
        filled(asked, 2, larger, bench)


def test_nothing_is_dropped_in_silence(film: Studio, bench: Bench, tmp_path: Path) -> None:
    engine = ComfyEngine("film", film, Spool(tmp_path / "spool"))
    roll, picture = a_roll(bench, "edges", 7, RATE).digest, a_picture(bench).digest
    refused = {
        "signal:edges": replace(SHOT, steered=(Steer(signal="edges", roll=roll),)),
        "by last": replace(SHOT, stills=(Still(picture=picture, at=6),)),
        "2 references are too many": replace(SHOT, references=tuple(Reference(picture=picture, of=x) for x in "ab")),
        "restyle": replace(SHOT, source=Footage(video=a_video(bench).digest)),
        "makes no sound": replace(SHOT, sound=True),
        "does no paint": Paint(words="x", size=SHOT.size),
    }
    for why, asked in refused.items():
        with pytest.raises(UserError, match=why):
            engine.prepare(asked, 1, TICKET, bench)


def test_a_strength_that_goes_nowhere_is_refused(tmp_path: Path, bench: Bench) -> None:
    table = FILM_TABLE.replace('strength.depth = "#5.strength"\n', "")
    studio = studios(written(tmp_path / "t", "film", FILM, table))["film"]
    roll = a_roll(bench, "depth", 7, RATE).digest
    assert "7" in graph(replace(SHOT, steered=(Steer(signal="depth", roll=roll),)), studio, bench)
    with pytest.raises(UserError, match=r"is not told how strongly depth holds \(0.5\)"):
        filled(replace(SHOT, steered=(Steer(signal="depth", roll=roll, strength=0.5),)), 1, studio, bench)


def test_what_a_request_always_needs_is_asked_for(tmp_path: Path, bench: Bench) -> None:
    studio = studio_named(tmp_path / "t", "film", more='needs = ["first", "voice"]\n')
    with pytest.raises(UserError, match="film needs voice in every request"):
        filled(replace(SHOT, stills=(Still(picture=a_picture(bench).digest),)), 1, studio, bench)


def test_a_size_far_from_the_model_s_blocks_is_refused(tmp_path: Path, bench: Bench) -> None:
    table = FILM_TABLE.replace("block = 16", "block = 64")
    studio = studios(written(tmp_path / "t", "film", FILM, table))["film"]
    with pytest.raises(UserError, match="in blocks of 64: 160x90 is too far from one") as told:
        filled(SHOT, 1, studio, bench)
    assert told.value.possible == ("192x128",)


def test_a_file_of_no_kind_that_is_known_is_refused(film: Studio, bench: Bench) -> None:
    with pytest.raises(UserError, match="the picture is no file that is known"):
        filled(replace(SHOT, stills=(Still(picture=bench.put(b"<html>").digest),)), 1, film, bench)


def test_a_prepared_body_keeps_small_numbers_and_says_everything(film: Studio, bench: Bench, tmp_path: Path) -> None:
    nodes = {**film.workflow.nodes, "1": {**FILM["1"], "inputs": {**FILM["1"]["inputs"], "epsilon": 1e-8}}}
    studio = replace(film, workflow=replace(film.workflow, nodes=nodes))
    engine = ComfyEngine("film", studio, Spool(tmp_path / "spool"))
    body = engine.prepare(SHOT, 1, TICKET, bench)
    assert b'"epsilon":1e-08' in body and body == engine.prepare(SHOT, 1, TICKET, bench)
    assert json.dumps(TICKET).encode() in body and "夸父追日".encode() in body


@pytest.mark.parametrize(
    ("before", "value", "made"),
    [(16, 24.0, 24), (16.0, 24.0, 24), ("16", 24.0, "24"), (1, 23.976, 23.976), (True, False, False), ("a", "b", "b")],
)
def test_values_are_as_the_workflow_s_own(before: object, value: object, made: object) -> None:
    found = cast_as(before, value)
    assert (found, type(found)) == (made, type(made))


def test_who_speaks_is_whom_the_table_names(tmp_path: Path, bench: Bench) -> None:
    nodes = {
        "1": {"inputs": {"text": "", "who": "x", "speed": 1}, "class_type": "Say", "_meta": {"title": "Say"}},
        "2": {"inputs": {"audio": ["1", 0]}, "class_type": "SaveAudio", "_meta": {"title": "Save"}},
    }
    table = (
        'kind = "speak"\n[NAME.inputs]\nwords = "Say.text"\nvoice = "Say.who"\npace = "Say.speed"\n'
        '[NAME.voices]\nman-1 = "uncle"\nman-2 = "boy"\nwoman-1 = "aunt"\n'
    )
    studio = studios(written(tmp_path / "t", "said", nodes, table))["said"]

    def who(timbre: str) -> str:
        line = Speak(text="你好", language="zh", voice=Voice(name="kuafu", timbre=timbre, pace=1.25))
        return str(graph(line, studio, bench)["1"]["inputs"]["who"])

    assert (who("man-2"), who("man-3"), who("woman-7")) == ("boy", "uncle", "aunt")
    assert who("") == who("") and who("") in ("uncle", "boy", "aunt")
