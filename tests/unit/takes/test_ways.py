"""Recipes: every part of a take is a job of its own, and what cannot be asked yet is not asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.unit.shots.stage import TALK, planned

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_roll
from lampblack.engines.controls import RollReader
from lampblack.engines.guides import Footage, Still, bare
from lampblack.engines.requests import Film, Foley, Kind, Paint, Request, Scale, Size, Sync, request_from
from lampblack.graph.job import Ask, Job, Ref
from lampblack.graph.known import Known
from lampblack.media.audio import read_wav, wav_bytes
from lampblack.media.picture import read_picture
from lampblack.media.video import VideoReader, VideoWriter
from lampblack.project.recipes import Recipe
from lampblack.takes.making import way_jobs
from lampblack.takes.model import Words
from lampblack.takes.part_steps import joined, last_frame, sliced
from lampblack.takes.parts import parts_of
from lampblack.takes.steps import fit, said
from lampblack.takes.ways import LAST, Wanted, Way, made_for

SIZE = Size(width=640, height=360)
SHOT = next(shot for shot in planned(TALK).shots if shot.lines)
WANTED = Wanted(size=SIZE, look="ink", detail="draft", words=Words(words="a hill"), still=Words(words="a still hill"))


def engine(name: str, kind: Kind, *controls: str, **more: bool) -> Offer:
    can = Capabilities(kind=kind, controls=frozenset(controls), makes_sound=more.get("makes_sound", False))
    return Offer(name=name, version=1, makes="nowhere:It", capabilities=(can,))


DREAMER = engine("dreamer", "film", "words", "first", "signal:depth", "voice", makes_sound=True)
OTHERS = {
    "first": engine("painter", "paint", "words"), "sync": engine("mouths", "sync"),
    "scale": engine("larger", "scale"), "sound": engine("ears", "foley", "video"),
}  # fmt: skip


def way(recipe: Recipe) -> Way:
    offers = {key: OTHERS[key] for key in recipe.engines() if key != "film"}
    return Way(name="dreamed", recipe=recipe, offers={"film": DREAMER, **offers})


def jobs(recipe: Recipe, *made: str) -> list[Job]:
    """What is planned where these jobs' outputs are there (`job:output`)."""
    outputs: dict[str, dict[str, object]] = {}
    for each in made:
        job, _, output = each.partition(":")
        outputs.setdefault(job, {})[output] = digest_of(each.encode())
    return list(way_jobs(SHOT, way(recipe), 1, WANTED, Known(outputs, lambda digest: b"")))  # pyright: ignore


def asked(job: Job) -> Request:
    assert isinstance(job.work, Ask)
    return request_from(dict(job.work.request))


TAKE = f"{SHOT.id}/dreamed-1"
DEPTH, BOARD, SAID = f"control/{SHOT.id}:depth", f"boards/{TAKE}:picture", f"said/{SHOT.id}:voice"
FILMED, SYNCED, SCALED = f"filmed/{TAKE}:video", f"synced/{TAKE}:video", f"scaled/{TAKE}:video"


def test_what_a_request_shows_is_made_before_it_is_asked() -> None:
    recipe = Recipe(film="dreamer", first="painter", talk=True)
    for made in ((), (DEPTH,), (DEPTH, BOARD)):
        planned_now = [job.id for job in jobs(recipe, *made)]
        assert f"takes/{TAKE}" not in planned_now
        assert set(planned_now) >= {f"control/{SHOT.id}"}
    film = asked(jobs(recipe, DEPTH, BOARD, SAID)[0])
    assert isinstance(film, Film)
    assert film.stills == (Still(picture=digest_of(BOARD.encode())),)
    assert film.voice == digest_of(SAID.encode()) and film.steered[0].signal == "depth"
    assert film.words == "a hill" and film.look == "" and film.staging == bare(SHOT.staging.rate, SHOT.staging.frames)


def test_a_storyboard_frame_is_painted_in_the_engine_s_own_size_with_its_own_words() -> None:
    recipe = Recipe(film="dreamer", first="painter", size=Size(width=320, height=192))
    board = next(job for job in jobs(recipe, DEPTH) if job.id == f"boards/{TAKE}")
    assert asked(board) == Paint(words="a still hill", size=Size(width=320, height=192), look="", at=0)


def test_a_rate_of_its_own_is_asked_for_as_many_frames_as_cover_the_take() -> None:
    recipe = Recipe(film="dreamer", steer=(), rate=Rate(numerator=16), size=Size(width=320, height=180))
    take, filmed = jobs(recipe)
    request = asked(filmed)
    assert isinstance(request, Film)
    assert request.staging.rate == Rate(numerator=16)
    assert request.staging.frames / 16 >= SHOT.staging.frames / 24 > (request.staging.frames - 1) / 16
    assert take.id == f"takes/{TAKE}" and take.inputs["video"] == Ref(job=filmed.id, output="video")


def test_an_engine_that_reads_the_stage_keeps_the_film_s_rate() -> None:
    theatre = engine("theatre", "film", "staging")
    recipe = Recipe(film="theatre", rate=Rate(numerator=12))
    with pytest.raises(UserError, match="rate") as error:
        way_jobs(SHOT, Way(name="slow", recipe=recipe, offers={"film": theatre}), 1, WANTED, Known({}, lambda _: b""))
    assert error.value.possible == ("24",)


def test_each_part_waits_for_the_one_before_and_is_a_job_of_its_own() -> None:
    recipe = Recipe(film="dreamer", steer=(), sync="mouths", scale="larger", sound="ears")
    known: list[str] = [SAID]
    seen: list[Request] = []
    for made in (FILMED, SYNCED, SCALED):
        planned_now = jobs(recipe, *known)
        assert f"takes/{TAKE}" not in [job.id for job in planned_now]
        known.append(made)
        newest = next(job for job in jobs(recipe, *known) if job.id.partition("/")[0] in ("synced", "scaled", "sounded")
                      and f"{job.id}:video" not in known)  # fmt: skip
        seen.append(asked(newest))
    assert [type(each) for each in seen] == [Sync, Scale, Foley]
    assert seen[0] == Sync(video=digest_of(FILMED.encode()), voice=digest_of(SAID.encode()))
    assert seen[1] == Scale(video=digest_of(SYNCED.encode()), size=SIZE)
    take = jobs(recipe, *known)[0]
    assert take.id == f"takes/{TAKE}" and take.inputs["sound"] == Ref(job=f"sounded/{TAKE}", output="sound")


def test_a_shot_in_which_nobody_speaks_needs_no_mouths() -> None:
    silent = replace(SHOT, lines=())
    recipe = Recipe(film="dreamer", steer=(), sync="mouths", talk=True)
    take, filmed = way_jobs(silent, way(recipe), 1, WANTED, Known({}, lambda digest: b""))
    assert take.inputs["video"] == Ref(job=filmed.id, output="video")


def test_a_take_and_its_parts_are_known_as_one() -> None:
    takes = {f"takes/{TAKE}"}
    assert made_for(f"takes/{TAKE}", takes) and made_for(f"filmed/{TAKE}", takes)
    assert not made_for(f"filmed/{SHOT.id}/dreamed-2", takes) and not made_for(f"control/{TAKE}", takes)


def a_film(folder: Path, size: tuple[int, int], rate: Rate, frames: int) -> Path:
    path = folder / "raw.mp4"
    with VideoWriter(path, size=size, rate=rate, crf=8) as writer:
        for number in range(frames):
            picture = np.full((size[1], size[0], 3), 20 + 12 * number, np.uint8)
            picture[:, :4] = picture[:, -4:] = 255
            writer.write(picture)
    return path


def test_what_is_of_another_shape_and_rate_fills_the_film_s_picture_at_its_own_moments(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    raw = bench.put(a_film(bench.scratch, (320, 192), Rate(numerator=16), 16))
    sound = bench.put(wav_bytes(np.full((SAMPLE_RATE, 2), 0.1, np.float32)))
    made = fit(bench, video=raw, rate=Rate(numerator=24), size=Size(width=320, height=180), frames=23, sound=sound)
    with VideoReader(bench.path(made["video"])) as reader:  # pyright: ignore
        assert (reader.contents.width, reader.contents.height, reader.contents.frames) == (320, 180, 23)
        levels = [int(frame[90, 160].mean()) for frame in reader.rgb(0, 23)]
        assert reader.frame(3)[2, 160].mean() > 30, "no black bars"
    for number, level in enumerate(levels):
        assert abs(level - (20 + 12 * int(number * 16 / 24))) <= 3
    assert len(read_wav(bench.path(made["sound"]))) == 23 * 2000  # pyright: ignore
    with pytest.raises(UserError, match="has 24 frames"):
        fit(bench, video=raw, rate=Rate(numerator=24), size=Size(width=320, height=180), frames=26)


def test_lines_are_laid_on_their_samples_and_cut_where_the_take_ends(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    voices: tuple[Blob, ...] = tuple(
        bench.put(wav_bytes(np.full((100, 1), level, np.float32))) for level in (0.25, 0.5, 0.75)
    )
    track = read_wav(bench.path(said(bench, voices=voices, starts=(-40, 200, 450), samples=500)["voice"]))[:, 0]
    assert len(track) == 500
    assert np.allclose(track[:60], 0.25) and not track[60:200].any()
    assert np.allclose(track[200:300], 0.5) and not track[300:450].any() and np.allclose(track[450:], 0.75)


def test_with_a_size_of_its_own_a_take_is_asked_the_same_at_every_quality() -> None:
    recipe = Recipe(film="dreamer", first="painter", size=Size(width=320, height=180))
    known = Known(
        {f"control/{SHOT.id}": {"depth": digest_of(b"d")}, f"boards/{TAKE}": {"picture": digest_of(b"p")}}, bytes
    )
    fine = replace(WANTED, detail="final", size=Size(width=1280, height=720))
    asked_at = [
        {job.id: (job.work, job.inputs, job.settings) for job in way_jobs(SHOT, way(recipe), 1, wanted, known)}
        for wanted in (WANTED, fine)
    ]
    for part in (f"control/{SHOT.id}", f"boards/{TAKE}", f"filmed/{TAKE}"):
        assert asked_at[0][part] == asked_at[1][part]
    assert asked_at[0][f"takes/{TAKE}"] != asked_at[1][f"takes/{TAKE}"]


CHAIN = Capabilities(kind="film", controls=frozenset({"first"}), longest_seconds=5.0)
GOES_ON = replace(CHAIN, controls=frozenset({"extend"}))


@pytest.mark.parametrize("frames", [100, 120, 121, 239, 240, 241, 500])
@pytest.mark.parametrize("limits", [CHAIN, GOES_ON, replace(CHAIN, lengths=(2.0, 5.0))])
def test_parts_cover_a_take_once_and_none_is_longer_than_can_be_filmed(frames: int, limits: Capabilities) -> None:
    parts = parts_of(frames, Rate(numerator=24), limits)
    seen = [n for part in parts for n in range(part.start + part.again, part.start + part.frames)]
    assert seen == list(range(frames))
    assert all(part.frames <= 120 for part in parts)
    assert (len(parts) == 1) == (frames <= 120)
    assert [part.again for part in parts] == [False, *[limits is not GOES_ON] * (len(parts) - 1)]


def test_what_can_neither_begin_with_a_picture_nor_go_on_is_asked_whole() -> None:
    assert len(parts_of(500, Rate(numerator=24), replace(CHAIN, controls=frozenset()))) == 1
    assert len(parts_of(500, Rate(numerator=24), replace(CHAIN, longest_seconds=None))) == 1


def test_a_long_shot_is_filmed_in_parts_that_begin_where_the_last_one_ended() -> None:
    seconds = SHOT.staging.frames / 24 * 0.6
    short = replace(DREAMER, capabilities=(replace(DREAMER.capabilities[0], longest_seconds=seconds),))
    recipe = Recipe(film="dreamer", extend=True, talk=True)
    long = Way(name="dreamed", recipe=recipe, offers={"film": short})
    outputs: dict[str, dict[str, Digest]] = {}
    for _ in range(12):
        planned_now = way_jobs(SHOT, long, 1, WANTED, Known(outputs, lambda digest: b""))
        if planned_now[0].id.startswith("takes/"):
            break
        for job in planned_now:
            names = ("depth",) if job.id.startswith("control/") else ("video", "picture", "roll", "voice")
            outputs.setdefault(job.id, {name: digest_of(f"{job.id}:{name}".encode()) for name in names})
    first, second = (asked(job) for job in sorted(planned_now, key=lambda job: job.id) if job.id.startswith("filmed/")
                     and job.id != f"filmed/{TAKE}")  # fmt: skip
    assert isinstance(first, Film) and isinstance(second, Film)
    assert first.staging.frames + second.staging.frames == SHOT.staging.frames + 1
    assert not first.stills
    assert second.stills == (Still(picture=digest_of(f"ends/{TAKE}/1:picture".encode())),)
    assert first.steered[0].roll != second.steered[0].roll and first.voice != second.voice
    joined_job = next(job for job in planned_now if job.id == f"filmed/{TAKE}")
    assert joined_job.settings["again"] == [False, True]
    assert made_for(f"filmed/{TAKE}/1", {f"takes/{TAKE}"})


def test_rolls_are_cut_to_their_part_at_the_rate_it_is_filmed(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    roll = a_roll(bench, "depth", 24, Rate(numerator=24))
    part = sliced(bench, roll=roll, rate=Rate(numerator=12), start=4, frames=5)["roll"]
    with RollReader(bench.path(roll)) as whole, RollReader(bench.path(part)) as cut:
        assert (cut.roll.frames, cut.roll.rate) == (5, Rate(numerator=12))
        for number in range(5):
            assert np.array_equal(cut.picture(number), whole.picture(8 + 2 * number))


def test_parts_are_joined_without_the_frame_that_is_there_twice(tmp_path: Path) -> None:
    bench, blobs = Bench(folder=tmp_path), list[Blob]()
    for first in (0, 7):
        path = bench.scratch / "part.mp4"
        with VideoWriter(path, size=(64, 64), rate=Rate(numerator=24), crf=8) as writer:
            for number in range(8):
                writer.write(np.full((64, 64, 3), 10 * (first + number), np.uint8))
        blobs.append(bench.put(path))
    assert np.abs(read_picture(bench.path(last_frame(bench, video=blobs[0], frame=7)["picture"])).mean() - 70) < 3
    sounds = tuple(bench.put(wav_bytes(np.full((16_000, 2), level, np.float32))) for level in (0.25, 0.5))
    made = joined(bench, videos=tuple(blobs), frames=(8, 8), again=(False, True), sounds=sounds)
    with VideoReader(bench.path(made["video"])) as reader:
        assert [round(float(frame.mean()) / 10) for frame in reader.rgb(0, 15)] == list(range(15))
        assert reader.contents.frames == 15
    heard = read_wav(bench.path(made["sound"]))
    assert len(heard) == 30_000 and np.allclose(heard[:16_000], 0.25) and np.allclose(heard[16_000:], 0.5)


def test_an_accepted_storyboard_frame_is_the_first_of_whoever_begins_with_a_picture() -> None:
    accepted = replace(WANTED, boards={0: digest_of(b"accepted"), LAST: digest_of(b"end")})
    recipe = Recipe(film="dreamer", steer=(), first="painter")
    (take,) = way_jobs(SHOT, way(recipe), 1, accepted, Known({}, lambda digest: b""))
    film = asked(take)
    assert isinstance(film, Film) and film.stills == (Still(picture=digest_of(b"accepted")),)
    blind = Way(name="blind", recipe=Recipe(film="blind"), offers={"film": engine("blind", "film", "staging")})
    (take,) = way_jobs(SHOT, blind, 1, accepted, Known({}, lambda digest: b""))
    film = asked(take)
    assert isinstance(film, Film) and film.stills == ()


def test_a_last_and_a_middle_frame_fall_where_they_are_in_the_part_they_are_in() -> None:
    both = replace(DREAMER.capabilities[0], controls=frozenset({"first", "last", "middle"}), longest_seconds=2.0)
    taker = replace(DREAMER, capabilities=(both,))
    seconds = SHOT.staging.frames / 24
    assert seconds > 2.0
    boards = {0: digest_of(b"a"), 30: digest_of(b"b"), LAST: digest_of(b"c")}
    way_to = Way(name="dreamed", recipe=Recipe(film="dreamer", extend=True), offers={"film": taker})
    ends = Known({f"ends/{TAKE}/{n}": {"picture": digest_of(b"e")} for n in range(1, 9)}, bytes)
    jobs_now = way_jobs(SHOT, way_to, 1, replace(WANTED, boards=boards), ends)
    films = [
        request for job in jobs_now if job.id.startswith(f"filmed/{TAKE}/") and isinstance(request := asked(job), Film)
    ]
    stills = sorted((still.picture for film in films for still in film.stills), key=str)
    assert set(stills) >= {digest_of(b"a"), digest_of(b"b"), digest_of(b"c")}
    last = max(films, key=lambda film: any(still.picture == digest_of(b"c") for still in film.stills))
    assert last.stills[-1] == Still(picture=digest_of(b"c"), at=last.staging.frames - 1)


def test_another_engine_s_film_is_given_another_look_at_the_rate_it_is_asked_for() -> None:
    restyler = replace(
        DREAMER, capabilities=(replace(DREAMER.capabilities[0], controls=frozenset({"words", "restyle"})),)
    )
    drawer = engine("drawer", "film", "staging")
    recipe = Recipe(film="dreamer", restyle="drawer", strength=0.4, rate=Rate(numerator=16))
    way_to = Way(name="dreamed", recipe=recipe, offers={"film": restyler, "restyle": drawer})
    (shown,) = way_jobs(SHOT, way_to, 1, WANTED, Known({}, bytes))[-1:]
    drawn = asked(shown)
    assert shown.id == f"shown/{TAKE}" and isinstance(drawn, Film) and drawn.staging.people == SHOT.staging.people
    known = Known({f"shown/{TAKE}/fitted": {"video": digest_of(b"v")}}, bytes)
    request = next(asked(job) for job in way_jobs(SHOT, way_to, 1, WANTED, known) if job.id == f"filmed/{TAKE}")
    assert isinstance(request, Film)
    assert request.source == Footage(video=digest_of(b"v"), use="restyle", strength=0.4)
    assert made_for(f"shown/{TAKE}/fitted", {f"takes/{TAKE}"})
