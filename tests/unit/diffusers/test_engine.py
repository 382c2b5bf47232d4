import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from lampblack.base.context import Cancelled
from lampblack.base.errors import JobError, UserError
from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_picture, a_roll, a_video, heard, seen
from lampblack.engines.guides import Footage, Reference, Steer, Still, bare
from lampblack.engines.requests import Film, Paint, Size, Speak, Voice
from lampblack.media.video import VideoReader
from lampblack_engines.diffusers.engine import Diffusion
from lampblack_engines.diffusers.written import WHERE, Model, models

RATE = Rate(numerator=24)
SMALL = Size(width=64, height=40)


class Hearing(Bench):
    """A bench that keeps what it was told in words."""

    def progress(self, done: float, note: str = "") -> None:
        super().progress(done, note)
        if note:
            notes.append(note)


notes: list[str] = []


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    notes.clear()
    return Hearing(folder=tmp_path)


@pytest.fixture
def engine(tiny_models: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Diffusion]:
    def made(name: str, more: str = "") -> Diffusion:
        monkeypatch.setenv(WHERE, str(tiny_models(name, more=more)))
        return Diffusion(f"tiny-{name}")

    return made


def shot(frames: int = 5, **more: Any) -> Film:
    return Film(staging=bare(RATE, frames), size=SMALL, words="a man in the mountains", **more)


def said_to(engine: Diffusion, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the pipeline is called with from now on."""
    pipeline = engine._warm.fitted.pipeline  # type: ignore[union-attr]
    calls: list[dict[str, Any]] = []
    own = type(pipeline).__call__

    def call(self: Any, **named: Any) -> Any:
        calls.append(named)
        return own(self, **named)

    call.__signature__ = None  # type: ignore[attr-defined]
    monkeypatch.setattr(type(pipeline), "__call__", call)
    return calls


def first_frame(bench: Bench, answer: Any) -> np.ndarray:
    with VideoReader(bench.path(answer["video"])) as reader:
        return reader.frame(0)


def test_a_take_is_made_at_the_models_rate_and_shown_at_the_films(
    engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wan = engine("wan")
    answer = wan.run(shot(12), 1, bench)
    calls = said_to(wan, monkeypatch)
    again = wan.run(shot(12), 1, bench)
    assert calls[0]["num_frames"] == 9 and calls[0]["height"] == 48 and calls[0]["width"] == 64
    assert seen(bench.path(answer["video"])).frames == 12
    assert again["video"] == answer["video"]


def test_the_jobs_log_says_how_a_take_came_to_be(
    engine: Callable[..., Diffusion], bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    engine("wan", more="tiling = true").run(shot(12, seed=40), 2, bench)
    said = capsys.readouterr().out.strip().splitlines()[-1]
    assert said.startswith(f"WanPipeline (diffusers {diffusers.__version__}, torch {torch.__version__}): ")
    assert said.endswith("9 frames at 16, 64x48, 2 steps, seed 42; on cpu; float32; tiling")


def test_cogvideox_is_asked_for_an_odd_number_of_latents(
    engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    cog = engine("cogvideox", more='rate = "film"')
    asked = Film(staging=bare(RATE, 5), size=Size(width=80, height=48), words="x")
    cog.run(asked, 1, bench)
    calls = said_to(cog, monkeypatch)
    cog.run(asked, 1, bench)
    assert calls[0]["num_frames"] == 9


@pytest.mark.parametrize(("frames", "made"), [(81, 81), (84, 57)])
def test_a_signal_is_followed_frame_for_frame_as_long_as_the_model_was_taught(
    frames: int, made: int, engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    vace = engine("wan-vace")
    vace.run(shot(), 1, bench)
    calls = said_to(vace, monkeypatch)
    steer = Steer(signal="edges", roll=a_roll(bench, "edges", 10, Rate(numerator=3)).digest)
    answer = vace.run(shot(frames, steered=(steer,)), 1, bench)
    assert calls[0]["num_frames"] == len(calls[0]["video"]) == made
    assert seen(bench.path(answer["video"])).frames == frames


def test_fewer_frames_than_asked_are_no_film(
    engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wan = engine("wan", more='rate = "film"')
    wan.run(shot(), 1, bench)
    pipeline = wan._warm.fitted.pipeline  # type: ignore[union-attr]
    own = pipeline.vae.decode
    monkeypatch.setattr(pipeline.vae, "decode", lambda *given, **named: (own(*given, **named)[0][:, :, :3],))
    with pytest.raises(JobError, match="gave 3 frames, asked were 5"):
        wan.run(shot(), 1, bench)


def test_another_take_and_another_seed_are_other_pictures(engine: Callable[..., Diffusion], bench: Bench) -> None:
    wan = engine("wan")
    digests = [wan.run(shot(), 1, bench)["video"], wan.run(shot(), 2, bench)["video"]]
    digests += [wan.run(shot(seed=7), 1, bench)["video"], wan.run(shot(seed=7), 2, bench)["video"]]
    assert len(set(digests)) == 4
    assert wan.run(shot(seed=8), 1, bench)["video"] == digests[3], "a person's seed has the take added"


def test_one_model_is_steered_shown_people_and_begun_with_a_picture_all_at_once(
    engine: Callable[..., Diffusion], bench: Bench
) -> None:
    steer = Steer(signal="depth", roll=a_roll(bench, "depth", 5, RATE).digest)
    picture = a_picture(bench).digest
    asked = shot(steered=(steer,), references=(Reference(picture=picture, of="Ahe"),), stills=(Still(picture=picture),))
    vace = engine("wan-vace")
    with_all = vace.run(asked, 1, bench)
    assert seen(bench.path(with_all["video"])).frames == 5
    assert with_all["video"] != vace.run(shot(), 1, bench)["video"]


@pytest.mark.parametrize("use", ["extend", "repair"])
def test_footage_is_gone_on_from_and_mended(use: Any, engine: Callable[..., Diffusion], bench: Bench) -> None:
    source = Footage(video=a_video(bench).digest, use=use, first=1, last=3)
    answer = engine("wan-vace").run(shot(source=source), 1, bench)
    assert seen(bench.path(answer["video"])).frames == 5


def test_ltx_goes_on_from_footage_with_its_own_sound(engine: Callable[..., Diffusion], bench: Bench) -> None:
    source = Footage(video=a_video(bench).digest, use="extend")
    answer = engine("ltx2-condition").run(shot(7, source=source, sound=True), 1, bench)
    sound = heard(bench.path(answer["sound"]))
    assert (sound.samples, sound.channels) == (RATE.samples_at(7), 2)
    assert float(np.abs(sound.sound).max()) > 0.001


def test_what_it_cannot_do_is_told(engine: Callable[..., Diffusion], bench: Bench) -> None:
    with pytest.raises(UserError, match="without extend or first"):
        engine("wan-i2v").run(shot(), 1, bench)
    both = Footage(video=a_video(bench).digest, use="extend"), (Still(picture=a_picture(bench).digest),)
    with pytest.raises(UserError, match="extend"):
        engine("wan-i2v").run(shot(source=both[0], stills=both[1]), 1, bench)
    with pytest.raises(UserError, match="first"):
        engine("wan-i2v").run(shot(stills=(Still(picture=both[1][0].picture, at=4),)), 1, bench)
    with pytest.raises(UserError, match="it makes no sound"):
        engine("wan").run(shot(sound=True), 1, bench)
    with pytest.raises(UserError, match="makes pictures"):
        engine("wan").run(Speak(text="hello", language="en", voice=Voice()), 1, bench)
    with pytest.raises(UserError, match=r"takes no wind"):
        engine("hunyuan", more="extra = { wind = 3 }").run(shot(), 1, bench)
    with pytest.raises(UserError, match=r"no device cuda:7.*possible: .*cpu"):
        engine("z-image", more="").run(Paint(words="x", size=SMALL), 1, bench) if torch.cuda.is_available() else fit_on(
            "cuda:7"
        )


def fit_on(device: str) -> None:
    from lampblack_engines.diffusers.loading import device_of

    device_of(Model(device=device))


def test_a_cancel_is_noticed_between_two_steps(engine: Callable[..., Diffusion], bench: Bench) -> None:
    wan = engine("wan")
    wan.run(shot(), 1, bench)

    class Stops(Hearing):
        def cancelled(self) -> bool:
            return bool(self.told)

    stops = Stops(folder=bench.folder)
    with pytest.raises(Cancelled):
        wan.run(shot(), 1, stops)
    assert stops.told[-1] < 0.85, "it stopped while the pictures were made"
    assert wan.run(shot(), 1, bench)["video"], "and can be asked again"


def test_steps_are_watched_where_a_pipeline_calls_nobody_back(
    engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wan = engine("wan")
    wan.run(shot(), 1, bench)
    warm = wan._warm
    assert warm is not None
    object.__setattr__(warm, "takes", warm.takes - {"callback_on_step_end"})
    calls, heard_before = said_to(wan, monkeypatch), len(bench.told)
    wan.run(shot(), 1, bench)
    assert "callback_on_step_end" not in calls[0]
    assert [share for share in bench.told[heard_before:] if 0.05 < share < 0.85] == pytest.approx([0.45])
    assert "step" not in vars(warm.fitted.pipeline.scheduler)


@pytest.mark.parametrize(("value", "says"), [(float("nan"), "no numbers"), (-9.0, "nothing but black")])
def test_pictures_that_are_none_are_no_film(
    value: float, says: str, engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wan = engine("wan")
    wan.run(shot(), 1, bench)
    pipeline = wan._warm.fitted.pipeline  # type: ignore[union-attr]
    own = pipeline.vae.decode

    def decode(latents: Any, **named: Any) -> Any:
        return tuple(torch.full_like(each, value) for each in own(latents, **named))

    monkeypatch.setattr(pipeline.vae, "decode", decode)
    with pytest.raises(JobError, match=says):
        wan.run(shot(), 1, bench)


@pytest.mark.parametrize(
    ("line", "took"),
    [
        ('cache = "taylorseer"', "; cache taylorseer"),
        ('cache = "first-block"', "; cache first-block"),
        ("tiling = true", "; tiling"),
        ('quantise = "float8-storage"', "float8 storage"),
        ('attention = "no-such"', "attention no-such refused (ValueError"),
        ('quantise = "int8"', "weights int8"),
        ('attention = "native"', "; attention native"),
    ],
)
def test_every_means_is_tried_and_what_came_of_it_is_said(
    line: str, took: str, engine: Callable[..., Diffusion], bench: Bench
) -> None:
    wan = engine("wan", more=line)
    first = wan.run(shot(), 1, bench)["video"]
    told = next(note for note in notes if note.startswith("on "))
    assert told.startswith("on cpu; float32") and took in told
    assert wan.run(shot(), 1, bench)["video"] == first, "a cache remembers nothing of the take before"


def test_a_means_that_z_image_has_not_is_refused_and_the_picture_made(
    engine: Callable[..., Diffusion], bench: Bench
) -> None:
    answer = engine("z-image", more='cache = "first-block"').run(Paint(words="x", size=SMALL), 1, bench)
    assert answer["picture"] and any("cache first-block refused" in note for note in notes)


def test_a_means_that_fails_in_a_take_is_let_go(
    engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wan = engine("wan", more='cache = "taylorseer"')
    wan.run(shot(), 1, bench)
    transformer = wan._warm.fitted.pipeline.transformer  # type: ignore[union-attr]
    own = transformer.forward

    def forward(*given: Any, **named: Any) -> Any:
        if transformer.is_cache_enabled:
            raise RuntimeError("the cache does not know this block")
        return own(*given, **named)

    monkeypatch.setattr(transformer, "forward", forward)
    with_none = wan.run(shot(), 1, bench)["video"]
    assert not transformer.is_cache_enabled
    assert any("all means of speed let go" in note for note in notes)
    assert with_none


def test_a_fault_of_the_pipeline_is_one_line(
    engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wan = engine("wan")
    wan.run(shot(), 1, bench)
    transformer = wan._warm.fitted.pipeline.transformer  # type: ignore[union-attr]

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("shapes differ\nand much more")

    monkeypatch.setattr(transformer, "forward", broken)
    with pytest.raises(JobError) as told:
        wan.run(shot(), 1, bench)
    assert str(told.value) == "tiny-wan: RuntimeError: shapes differ"


def test_out_of_memory_says_what_to_write(
    engine: Callable[..., Diffusion], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wan = engine("wan")
    wan.run(shot(), 1, bench)
    transformer = wan._warm.fitted.pipeline.transformer  # type: ignore[union-attr]

    def full(*_: Any, **__: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(transformer, "forward", full)
    with pytest.raises(JobError, match=r'out of memory on cpu.*offload = "auto"'):
        wan.run(shot(), 1, bench)


@pytest.mark.parametrize("download", [True, False])
def test_nothing_is_fetched_without_being_told(
    download: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> None:
    asked: list[str] = []

    def fetch(hub: str, **_: Any) -> None:
        asked.append(hub)
        raise OSError("no way out\nand more")

    monkeypatch.setattr(diffusers.DiffusionPipeline, "download", fetch)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    written = tmp_path / "models.toml"
    told = "download = true\n" if download else ""
    written.write_text(f'[far]\nhub = "Some-One/wan"\npipeline = "WanPipeline"\ndevice = "cpu"\n{told}')
    monkeypatch.setenv(WHERE, str(written))
    with pytest.raises(UserError, match="could not be fetched: OSError: no way out" if download else "download = true"):
        Diffusion("far").run(shot(), 1, bench)
    assert asked == (["Some-One/wan"] if download else [])


def test_low_rank_weights_that_do_not_fit_are_told(
    tmp_path: Path, engine: Callable[..., Diffusion], bench: Bench
) -> None:
    (tmp_path / "style.safetensors").write_bytes(b"rubbish")
    with pytest.raises(UserError, match=r"style\.safetensors cannot be put on this model"):
        engine("wan", more=f'lora = {{ "{tmp_path}/style.safetensors" = 0.5 }}').run(shot(), 1, bench)
    with pytest.raises(UserError, match=r"there is no .*gone"):
        engine("wan", more=f'lora = {{ "{tmp_path}/gone.safetensors" = 0.5 }}').run(shot(), 1, bench)


def test_a_part_comes_from_a_folder_of_its_own(
    tiny_models: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> None:
    name = "tiny-animatediff-control"
    plain_one = tiny_models("animatediff-control")
    control = Path(models(plain_one)[name].folder) / "controlnet"
    own = plain_one.parent / "own"
    shutil.copytree(control, own)
    weights = load_file(own / "diffusion_pytorch_model.safetensors")
    save_file({key: value * 0.0 for key, value in weights.items()}, own / "diffusion_pytorch_model.safetensors")
    asked = shot(steered=(Steer(signal="edges", roll=a_roll(bench, "edges", 5, RATE).digest),))
    monkeypatch.setenv(WHERE, str(plain_one))
    first = Diffusion(name).run(asked, 1, bench)["video"]
    more = f'parts = {{ controlnet = "{own}" }}'
    monkeypatch.setenv(WHERE, str(tiny_models("animatediff-control", more=more)))
    assert Diffusion(name).run(asked, 1, bench)["video"] != first, "a part that says nothing steers nothing"


def test_a_damaged_folder_is_one_line(
    tiny_models: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "model_index.json").write_text(
        '{"_class_name": "WanPipeline", "transformer": ["diffusers", "WanTransformer3DModel"]}'
    )
    written = tmp_path / "models.toml"
    written.write_text(f'[bad]\nfolder = "{broken}"\ndevice = "cpu"\n')
    monkeypatch.setenv(WHERE, str(written))
    with pytest.raises(UserError) as told:
        Diffusion("bad").run(shot(), 1, bench)
    assert "cannot be loaded as WanPipeline" in str(told.value) and "\n" not in str(told.value)
