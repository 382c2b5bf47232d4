"""What comes back is exactly what was asked, from a video, an animated picture or numbered ones; or it is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lampblack.base.errors import JobError
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import seen
from lampblack.engines.controls import RollWriter
from lampblack.engines.guides import bare
from lampblack.engines.requests import Compose, Film, Foley, Paint, Passage, Size, Taken
from lampblack.media.audio import read_wav, wav_bytes
from lampblack.media.picture import grey_png
from lampblack.staging.control import Roll, Thing
from lampblack_engines.comfyui.answers import answer_of, wanted
from lampblack_engines.comfyui.ends import OVERLAP, ambience, effect
from lampblack_engines.comfyui.material import roll_as_picture
from lampblack_engines.comfyui.outputs import File, Sort

RATE = Rate(numerator=24)
SHOT = Film(staging=bare(RATE, 4), size=Size(width=160, height=90))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(folder=tmp_path / "bench")


def pictures(many: int, size: tuple[int, int] = (160, 96)) -> list[Image.Image]:
    return [Image.new("RGB", size, (40 * number, 90, 120)) for number in range(many)]


def file(name: str, sort: Sort) -> File:
    return File(name=name, folder="", type="output", sort=sort)


def filmed(bench: Bench, paths: list[Path], request: Film = SHOT) -> None:
    answer = answer_of(request, request, paths, "it", bench)
    found = seen(bench.path(answer["video"]))
    assert (found.frames, found.width, found.height, found.rate) == (4, 160, 90, 24)
    assert answer["taken"] == Taken(frames=4, rate=RATE, size=SHOT.size)


@pytest.mark.parametrize("ending", ("gif", "webp", "png"))
def test_an_animated_picture_is_a_take(ending: str, bench: Bench) -> None:
    path = bench.scratch / f"a.{ending}"
    first, *rest = pictures(5)
    first.save(path, save_all=True, append_images=rest, duration=40)
    filmed(bench, [path])


def test_numbered_pictures_are_a_take_and_no_more_of_them_are_fetched_than_asked(bench: Bench) -> None:
    there = [file(f"{number}.png", "picture") for number in range(9)]
    assert [each.name for each in wanted(SHOT, SHOT, there, "it")] == ["0.png", "1.png", "2.png", "3.png"]
    paths = [bench.scratch / f"{number}.png" for number in range(4)]
    for path, picture in zip(paths, pictures(4), strict=True):
        picture.save(path)
    filmed(bench, paths)


def test_too_few_frames_another_shape_and_no_picture_are_refused(bench: Bench) -> None:
    short, wide, page = (bench.scratch / name for name in ("a.png", "b.png", "c.png"))
    pictures(1)[0].save(short)
    pictures(1, (320, 90))[0].save(wide)
    page.write_bytes(b"<html>")
    for path, why in (
        (short, "1 frames came, 4 were"),
        (wide, "picture of 320x90, asked was"),
        (page, "is no picture"),
    ):
        with pytest.raises(JobError, match=why):
            answer_of(SHOT, SHOT, [path], "it", bench)


def test_a_take_with_its_sound_is_no_silent_picture(bench: Bench) -> None:
    path = bench.scratch / "a.png"
    pictures(1)[0].save(path)
    asked = Film(staging=SHOT.staging, size=SHOT.size, sound=True)
    with pytest.raises(JobError, match="without their sound"):
        answer_of(asked, asked, [path], "it", bench)


def test_which_files_are_the_answer() -> None:
    film, picture, sound = file("a.mp4", "film"), file("a.png", "picture"), file("a.flac", "sound")
    still, noise = Paint(words="x", size=SHOT.size), Foley(what="rain", samples=9)
    assert wanted(SHOT, SHOT, [picture, film, sound], "it") == (film,)
    assert wanted(still, None, [film, picture], "it") == (picture,)
    assert wanted(noise, None, [picture, sound, film], "it") == (sound,)
    assert wanted(noise, None, [picture, film], "it") == (film,)
    with pytest.raises(JobError, match="gave 2 files"):
        wanted(SHOT, SHOT, [film, file("b.mp4", "film")], "it")
    with pytest.raises(JobError, match=r"gave no picture at its output node \(it gave a.mp4\)"):
        wanted(still, None, [film], "it")
    with pytest.raises(JobError, match="it gave nothing"):
        wanted(SHOT, SHOT, [], "it")


def test_an_effect_ends_softly_and_an_ambience_goes_round() -> None:
    tone = np.repeat(np.sin(np.arange(SAMPLE_RATE * 2) * 0.031)[:, None], 2, axis=1).astype(np.float32)
    cut = effect(tone, 30_000)
    assert cut.shape == (30_000, 2) and abs(cut[0]).max() == 0.0 and abs(cut[-1]).max() == 0.0
    assert np.array_equal(cut[2_000:20_000], tone[2_000:20_000])
    samples = SAMPLE_RATE
    round_ = ambience(tone[: samples + OVERLAP], samples)
    step = float(np.abs(np.diff(tone, axis=0)).max())
    assert round_.shape == (samples, 2) and float(np.abs(round_[0] - round_[-1]).max()) < 1.5 * step
    short = ambience(tone[: samples - 900], samples)
    assert short.shape == (samples, 2) and abs(short[-900:]).max() == 0.0


def test_music_is_as_long_as_the_film_and_too_little_is_refused(bench: Bench) -> None:
    path = bench.scratch / "a.wav"
    path.write_bytes(wav_bytes(0.3 * np.ones((SAMPLE_RATE, 2), np.float32)))
    score = Compose(samples=SAMPLE_RATE - 7, passages=(Passage(start=0, mood="calm"),))
    answer = answer_of(score, None, [path], "it", bench)
    assert read_wav(bench.path(answer["music"])).shape == (SAMPLE_RATE - 7, 2)
    with pytest.raises(JobError, match="sent 48000 samples of sound, asked were 96000"):
        longer = Compose(samples=2 * SAMPLE_RATE, passages=score.passages)
        answer_of(longer, None, [path], "it", bench)


def test_things_are_seen_in_their_own_colours(bench: Bench) -> None:
    path = bench.scratch / "ids.tar"
    thing = Thing(number=3, id="kuafu", kind="person", colour=(200, 30, 60))
    header = Roll(
        signal="ids", width=160, height=90, frames=2, rate=RATE, files=("ids/%06d.png",), words="", things=(thing,)
    )
    numbers = np.zeros((90, 160), np.uint8)
    numbers[:, 80:] = 3
    with RollWriter(path, header) as roll:
        for frame in range(2):
            roll.write(frame, {"png": grey_png(numbers)})
    (sent,) = roll_as_picture(bench.put(path).digest, 1, Size(width=160, height=90), bench).uploads
    (bench.scratch / "ids.png").write_bytes(sent.data)
    shown = np.asarray(Image.open(bench.scratch / "ids.png"))
    assert shown[40, 120].tolist() == [200, 30, 60] and shown[40, 20].tolist() == [0, 0, 0]
