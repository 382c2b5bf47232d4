from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_picture, a_roll, a_video
from lampblack.engines.guides import Footage, Reference, Steer, Still, bare
from lampblack.engines.requests import Film, Paint, Size
from lampblack.media.picture import png_bytes
from lampblack_engines.diffusers.pace import pace_of, tail
from lampblack_engines.diffusers.shown import fitted, footage, signalled
from lampblack_engines.diffusers.table import FAMILIES
from lampblack_engines.diffusers.ways import Told, arguments
from lampblack_engines.diffusers.written import Model

RATE = Rate(numerator=24)
ASKED, MADE = Size(width=160, height=90), Size(width=160, height=96)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(folder=tmp_path)


def film(bench: Bench, pipeline: str, frames: int = 5, lead: int = 0, model: Model | None = None, **more: Any):
    """What that class is told of a take of so many frames."""
    family = FAMILIES[pipeline]
    request = Film(staging=bare(RATE, frames), size=ASKED, words="a bridge", **more)
    pace = pace_of(frames=frames, rate=RATE, native=0.0, step=family.step, lead=lead)
    return arguments(Told(request=request, model=model or Model(), family=family, size=MADE, pace=pace, context=bench))


def paint(bench: Bench, pipeline: str, model: Model | None = None, **more: Any):
    family, request = FAMILIES[pipeline], Paint(words="a bridge", size=ASKED, **more)
    return arguments(Told(request=request, model=model or Model(), family=family, size=MADE, pace=None, context=bench))


def grey(image: Any) -> set[int]:
    return set(np.unique(np.asarray(image)).tolist())


def test_words_and_their_weight_are_said_where_the_class_hears_them(bench: Bench) -> None:
    said = film(bench, "WanPipeline", without="rain", guidance=4.0, model=Model(steps=8, guidance=2.0))
    assert said["prompt"] == "a bridge" and said["negative_prompt"] == "rain"
    assert said["guidance_scale"] == 4.0, "the film's word before the model's"
    assert said["num_inference_steps"] == 8
    assert film(bench, "WanPipeline", model=Model(guidance=1.0))["guidance_scale"] == 1.0
    assert "guidance_scale" not in film(bench, "WanPipeline")
    assert paint(bench, "QwenImagePipeline", guidance=3.0)["true_cfg_scale"] == 3.0
    assert paint(bench, "QwenImagePipeline")["negative_prompt"] == " "


def test_more_arguments_stand_as_they_are_written(bench: Bench) -> None:
    assert film(bench, "LTX2Pipeline", model=Model(extra={"stg_scale": 0.0}))["stg_scale"] == 0.0


def test_the_films_rate_is_told_to_who_asks_for_it(bench: Bench) -> None:
    said = film(bench, "LTX2Pipeline", frames=10)
    assert said["frame_rate"] == 24.0 and said["num_frames"] == 17


def test_first_and_last_pictures_go_where_they_belong(bench: Bench) -> None:
    picture = a_picture(bench).digest
    said = film(bench, "WanImageToVideoPipeline", stills=(Still(picture=picture), Still(picture=picture, at=4)))
    assert said["image"].size == said["last_image"].size == (160, 96)


def test_vace_keeps_what_is_black_and_makes_what_is_white(bench: Bench) -> None:
    picture = a_picture(bench).digest
    said = film(bench, "WanVACEPipeline", stills=(Still(picture=picture, at=2),))
    assert [grey(each) for each in said["mask"]] == [{255}, {255}, {0}, {255}, {255}]
    assert [grey(each) == {128} for each in said["video"]] == [True, True, False, True, True]


def test_vace_follows_a_signal_and_is_shown_who_is_seen(bench: Bench) -> None:
    steer = Steer(signal="edges", roll=a_roll(bench, "edges", 5, RATE).digest, strength=0.7)
    shown = Reference(picture=a_picture(bench).digest, of="Ahe")
    said = film(bench, "WanVACEPipeline", steered=(steer,), references=(shown,))
    assert said["conditioning_scale"] == 0.7 and len(said["reference_images"]) == 1
    assert all(grey(each) == {255} for each in said["mask"])
    across = [float(np.asarray(each)[..., 0].sum(axis=0).argmax()) for each in said["video"]]
    assert across == sorted(across) and across[0] < across[-1], "the post walks to the right"


def test_vace_makes_a_span_anew_and_keeps_the_rest(bench: Bench) -> None:
    source = Footage(video=a_video(bench).digest, use="repair", first=1, last=3)
    said = film(bench, "WanVACEPipeline", source=source)
    assert [grey(each) for each in said["mask"]] == [{0}, {255}, {255}, {0}, {0}]


def test_vace_goes_on_from_the_last_frames(bench: Bench) -> None:
    source = Footage(video=a_video(bench).digest, use="extend")
    said = film(bench, "WanVACEPipeline", source=source, lead=tail(4))
    assert [grey(each) for each in said["mask"]] == [{0}] * 9 + [{255}] * 8
    light = [float(np.asarray(each).mean()) for each in said["video"][:9]]
    assert light[-1] == pytest.approx(40 + 30 * 5, abs=4), "the last frame shown is the footage's last"
    assert light == sorted(light)


def test_ltx_conditions_lie_on_its_steps_of_time(bench: Bench) -> None:
    picture = a_picture(bench).digest
    stills = tuple(Still(picture=picture, at=at) for at in (0, 12, 24))
    said = film(bench, "LTX2ConditionPipeline", frames=25, stills=stills)
    assert [each["index"] for each in said["conditions"]] == [0, 2, 3]
    assert "conditions" not in film(bench, "LTX2ConditionPipeline")


def test_restyled_footage_is_shown_frame_for_frame(bench: Bench) -> None:
    source = Footage(video=a_video(bench).digest, strength=0.4)
    said = film(bench, "WanVideoToVideoPipeline", source=source)
    assert said["strength"] == 0.4
    light = [float(np.asarray(each).mean()) for each in said["video"]]
    assert light == pytest.approx([40 + 30 * number for number in range(5)], abs=4)


def test_a_still_is_made_from_a_picture_or_a_signal(bench: Bench) -> None:
    again = paint(bench, "ZImageImg2ImgPipeline", source=a_picture(bench).digest, strength=0.3)
    assert again["image"].size == (160, 96) and again["strength"] == 0.3
    steer = Steer(signal="depth", roll=a_roll(bench, "depth", 5, RATE).digest, strength=0.6)
    control = paint(bench, "ZImageControlNetPipeline", steered=(steer,), at=3)
    assert control["controlnet_conditioning_scale"] == 0.6
    assert int(np.asarray(control["control_image"])[..., 0].sum(axis=0).argmax()) in range(49, 64)


def test_an_editor_is_shown_the_picture_it_changes_first(bench: Bench) -> None:
    looks = tuple(Reference(picture=a_picture(bench).digest, of=name) for name in ("Ahe", "Tao"))
    said = paint(bench, "QwenImageEditPlusPipeline", source=a_picture(bench).digest, references=looks)
    assert [each.size for each in said["image"]] == [(160, 90)] * 3
    assert paint(bench, "QwenImageEditPipeline", references=looks[:1])["image"].size == (160, 90)
    assert paint(bench, "Flux2Pipeline").keys() == {"prompt"}


def test_what_is_framed_is_in_the_middle_of_what_is_made() -> None:
    picture = np.arange(90 * 160 * 3, dtype=np.uint32).reshape(90, 160, 3).astype(np.uint8)
    made = fitted(picture, ASKED, Size(width=176, height=96))
    assert made.shape == (96, 176, 3)
    assert (made[3:93, 8:168] == picture).all()


def test_a_roll_of_another_rate_is_read_in_time(bench: Bench) -> None:
    steer = Steer(signal="edges", roll=a_roll(bench, "edges", 5, Rate(numerator=12)).digest)
    found = signalled(steer, pace_of(frames=9, rate=RATE, native=0.0, step=4), 24.0, bench)
    assert [int(each[..., 0].sum(axis=0).argmax()) for each in found] == [20, 20, 30, 30, 40, 40, 50, 50, 60]


def test_footage_that_is_short_stays_on_its_last_frame(bench: Bench) -> None:
    found = footage(Footage(video=a_video(bench).digest), [0.0, 4.0, 5.0, 6.0, 9.0], 24.0, bench)
    assert [round(float(each.mean()) / 10) for each in found] == [4, 16, 19, 19, 19]


def test_a_picture_that_is_none_is_told(bench: Bench) -> None:
    bad = bench.put(b"not a picture").digest
    with pytest.raises(Exception, match="no picture"):
        film(bench, "WanVACEPipeline", references=(Reference(picture=bad, of="x"),))
    good = bench.put(png_bytes(np.zeros((4, 4, 3), np.uint8))).digest
    assert film(bench, "WanVACEPipeline", references=(Reference(picture=good, of="x"),))["reference_images"]
