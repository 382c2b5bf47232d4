import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lampblack_engines.diffusers.generic import arguments
from lampblack_engines.diffusers.offers import offer_of, offered
from lampblack_engines.diffusers.table import FAMILIES
from lampblack_engines.diffusers.ways import _FILM, _PAINT
from lampblack_engines.diffusers.written import WHERE, Model


def folder(tmp_path: Path, named: str, transformer: dict | None = None, **index) -> Path:
    (tmp_path / "transformer").mkdir(parents=True, exist_ok=True)
    (tmp_path / "model_index.json").write_text(json.dumps({"_class_name": named, **index}))
    (tmp_path / "transformer/config.json").write_text(json.dumps(transformer or {}))
    (tmp_path / "transformer/weights.safetensors").write_bytes(b"12345678")
    return tmp_path


def offer(tmp_path: Path, named: str, transformer: dict | None = None, model: Model | None = None, **index):
    where = folder(tmp_path, named, transformer, **index)
    return offer_of("mine", replace(model or Model(), folder=str(where), device="cpu"))


def test_every_class_in_the_table_is_one_of_diffusers_and_takes_what_its_way_gives() -> None:
    taken_by = {
        "ends": ("image",), "vace": ("video", "mask", "reference_images", "conditioning_scale"),
        "conditions": ("conditions", "frame_rate"), "conditioned": ("conditioning_frames",),
        "control": ("control_image", "controlnet_conditioning_scale"), "edit": ("image",), "references": ("image",),
        "again": ("strength",), "words": (),
    }  # fmt: skip
    for name, family in FAMILIES.items():
        taken = arguments(name)
        assert "prompt" in taken, name
        for each in taken_by[family.way]:
            assert each in taken, (name, each)
        for control, argument in (("without", "negative_prompt"), ("last", "last_image")):
            if control in family.controls and family.way in ("ends", "words"):
                assert argument in taken, (name, control)
        if family.guided and family.guided != "guider":
            assert family.guided in taken, name
        assert family.way in (_FILM if family.kind == "film" else _PAINT), name


def test_what_a_model_can_do_follows_from_its_class(tmp_path: Path) -> None:
    wan = offer(tmp_path / "a", "WanPipeline").capabilities[0]
    assert wan.kind == "film" and wan.longest_seconds == 5.062 and wan.output_licence == "Apache-2.0"
    five = offer(tmp_path / "b", "WanPipeline", expand_timesteps=True).capabilities[0]
    assert five.longest_seconds == pytest.approx(121 / 24, abs=1e-3)
    assert offer(tmp_path / "c", "LTX2Pipeline").capabilities[0].makes_sound
    assert offer(tmp_path / "d", "ZImagePipeline").capabilities[0].kind == "paint"


def test_wan_ends_with_a_picture_only_where_it_was_taught_to(tmp_path: Path) -> None:
    def ends(name: str, transformer: dict, **index) -> bool:
        made = offer(tmp_path / name, "WanImageToVideoPipeline", transformer, **index)
        return "last" in made.capabilities[0].controls

    assert ends("two-two", {"image_dim": None})
    assert not ends("two-one", {"image_dim": 1280, "pos_embed_seq_len": None})
    assert ends("first-last", {"image_dim": 1280, "pos_embed_seq_len": 514})
    assert not ends("five", {}, expand_timesteps=True)


def test_its_owner_knows_better(tmp_path: Path) -> None:
    model = Model(sizes=("832x480",), longest=9.0, licence="mine", guidance=1.0)
    limits = offer(tmp_path, "WanVACEPipeline", model=replace(model, signals=("depth",))).capabilities[0]
    assert [str(each) for each in limits.sizes] == ["832x480"]
    assert limits.longest_seconds == 9.0 and limits.output_licence == "mine"
    assert {each for each in limits.controls if each.startswith("signal:")} == {"signal:depth"}
    assert "without" not in limits.controls, "without guidance, what must not be seen says nothing"


def test_the_version_changes_with_what_is_seen_and_not_with_where_it_runs(tmp_path: Path) -> None:
    first = offer(tmp_path, "WanPipeline").version
    assert offer(tmp_path, "WanPipeline", model=Model(offload="auto", vram_gb=24.0, licence="x")).version == first
    assert offer(tmp_path, "WanPipeline", model=Model(steps=4)).version != first
    assert offer(tmp_path, "WanPipeline", model=Model(cache="taylorseer")).version != first
    (tmp_path / "transformer/more.safetensors").write_bytes(b"1")
    assert offer(tmp_path, "WanPipeline").version != first


def test_a_class_that_is_not_in_the_table_is_read_by_its_signature(tmp_path: Path) -> None:
    assert "AllegroPipeline" not in FAMILIES
    limits = offer(tmp_path / "a", "AllegroPipeline").capabilities[0]
    assert limits.kind == "film" and {"words", "seed", "without", "guidance"} <= limits.controls
    again = offer(tmp_path / "b", "StableDiffusionImg2ImgPipeline").capabilities[0]
    assert again.kind == "paint" and again.demands == {"restyle"}


@pytest.mark.parametrize("named", ["AudioLDM2Pipelineish", "StableUnCLIPImg2ImgPipelineish", "../../evil", 7])
def test_a_class_that_nobody_knows_is_one_clear_line(tmp_path: Path, named: object) -> None:
    lacks = offer(tmp_path, named).lacks  # type: ignore[arg-type]
    assert lacks and "\n" not in lacks and str(named) in lacks


def test_a_modular_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "modular_model_index.json").write_text("{}")
    assert "modular" in offer_of("mine", Model(folder=str(tmp_path))).lacks


def test_a_hub_name_is_looked_for_in_the_cache_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    model = Model(hub="Some-One/wan", device="cpu")
    assert "download = true" in offer_of("mine", model).lacks
    there = tmp_path / "models--Some-One--wan"
    folder(there / "snapshots/abc", "WanPipeline")
    (there / "refs").mkdir()
    (there / "refs/main").write_text("abc")
    assert offer_of("mine", model).lacks == ""
    assert "WanPipeline" in offer_of("mine", model).summary


def test_what_is_to_be_fetched_is_offered_by_the_class_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    model = Model(hub="Some-One/ltx", download=True, device="cpu")
    assert "its class" in offer_of("mine", model).lacks
    told = replace(model, pipeline="LTX2Pipeline")
    before = offer_of("mine", told)
    assert before.lacks == "" and before.capabilities[0].makes_sound
    folder(tmp_path / "models--Some-One--ltx/snapshots/main", "LTX2Pipeline")
    assert offer_of("mine", told).version == before.version, "fetching it makes nothing again"


def test_asking_what_there_is_imports_nothing_heavy(tmp_path: Path) -> None:
    where = tmp_path / "models.toml"
    where.write_text(f'[wan]\nfolder = "{folder(tmp_path / "a", "WanPipeline")}"\n', "utf-8")
    asked = (
        "import sys; from lampblack_engines.diffusers.offers import offered; print([o.name for o in offered()]);"
        "print([m for m in ('torch', 'diffusers', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], env={WHERE: str(where)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["['wan']", "[]"]


def test_without_any_model_one_offer_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHERE, str(tmp_path / "none.toml"))
    (only,) = offered()
    assert only.name == "diffusers" and "models.toml" in only.lacks
