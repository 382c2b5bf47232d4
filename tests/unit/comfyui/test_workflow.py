"""A workflow's nodes are found by title, class or number, and everything that is not one is told in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.doubles.comfyui_workflows import FILM, node

from lampblack.base.errors import UserError
from lampblack_engines.comfyui.workflow import Inlet, Workflow, read_workflow, workflow_from


def flow(**nodes: object) -> Workflow:
    return workflow_from({name.removeprefix("n"): body for name, body in nodes.items()}, "w.json")


def test_an_input_is_found_by_title_by_class_and_by_number() -> None:
    there = Workflow(nodes=FILM)
    assert there.inlet("Prompt.text") == Inlet(node="2", input="text")
    assert there.inlet("class:Paint.seed") == there.inlet("#5.seed") == Inlet(node="5", input="seed")


def test_titles_and_inputs_may_have_dots_in_them() -> None:
    there = flow(n1=node("v1.5 size", "Size", width=3), n2=node("Pick", "Combo", **{"size.width": 8}))
    assert there.inlet("v1.5 size.width") == Inlet(node="1", input="width")
    assert there.inlet("Pick.size.width") == Inlet(node="2", input="size.width")


def test_a_node_without_a_title_is_called_by_its_class() -> None:
    there = flow(n1={"class_type": "KSampler", "inputs": {"seed": 1}})
    assert there.inlet("KSampler.seed") == Inlet(node="1", input="seed")


def test_a_title_that_several_have_is_refused_with_all_of_them() -> None:
    there = flow(n1=node("Prompt", "CLIPTextEncode", text="a"), n2=node("Prompt", "T5Encode", text="b"))
    with pytest.raises(UserError, match="2 nodes are called 'Prompt'") as told:
        there.inlet("Prompt.text")
    assert told.value.possible == ("#1 (CLIPTextEncode)", "#2 (T5Encode)")
    assert there.inlet("class:T5Encode.text").node == "2"


def test_what_is_not_there_is_told_with_what_is() -> None:
    there = Workflow(nodes=FILM, file="film.json")
    with pytest.raises(UserError, match="no node is called 'Promt'") as told:
        there.inlet("Promt.text")
    assert "Prompt" in told.value.possible and told.value.spot is not None and told.value.spot.file == "film.json"
    with pytest.raises(UserError, match="has no input 'texts'") as told:
        there.inlet("Prompt.texts")
    assert told.value.possible == ("text",)
    with pytest.raises(UserError, match="names no input"):
        there.inlet("Prompt")


def test_an_input_that_another_node_feeds_is_not_overwritten() -> None:
    with pytest.raises(UserError, match="is fed by the node 'Model': name an input of that one"):
        Workflow(nodes=FILM).inlet("Prompt.clip")


def test_which_nodes_lead_to_an_answer_and_which_come_last() -> None:
    there = Workflow(nodes=FILM)
    assert set(there.last()) == {"12", "14"}
    assert "14" not in there.before(["12"]) and {"1", "2", "5", "11", "12"} <= there.before(["12"])


def test_a_circle_has_an_end() -> None:
    there = flow(n1=node("A", "A", x=["2", 0]), n2=node("B", "B", x=["1", 0]))
    assert there.before(["1"]) == {"1", "2"} and there.last() == ()


@pytest.mark.parametrize(
    ("held", "why"),
    [
        ({"nodes": [], "links": [], "version": 0.4}, "in the editor's own form"),
        ({}, "it holds no nodes"),
        ([1], "it holds no nodes"),
        ({"1": {"inputs": {}}}, "its entry '1' is no node"),
        ({"1": {"class_type": "A"}}, "its entry '1' is no node"),
    ],
)
def test_what_is_no_workflow_in_api_form_says_how_one_is_exported(held: object, why: str, tmp_path: Path) -> None:
    file = tmp_path / "w.json"
    file.write_text(json.dumps(held), "utf-8")
    with pytest.raises(UserError, match=why) as told:
        read_workflow(file)
    assert "Workflow > Export (API)" in str(told.value)


def test_no_file_no_json_and_too_much_of_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_workflow(tmp_path / "none.json")
    file = tmp_path / "w.json"
    file.write_text("[" * 100_000, "utf-8")
    with pytest.raises(UserError, match="this is no JSON"):
        read_workflow(file)
    file.write_bytes(b" " * 16_000_001)
    with pytest.raises(UserError, match="a workflow of 16 MB is not read"):
        read_workflow(file)


def test_a_whole_request_to_the_server_is_a_workflow_too() -> None:
    assert workflow_from({"prompt": FILM, "client_id": "x"}, "w.json").nodes == FILM
