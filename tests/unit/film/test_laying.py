from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.saved import digest_of_value
from lampblack.base.time import FrameRange, Rate, SampleRange
from lampblack.breakdown.model import Join
from lampblack.cut.model import Clip, Cut
from lampblack.engines.requests import Size
from lampblack.film import plan
from lampblack.film.laying import Laid, pieces_of
from lampblack.film.model import Caption, Encoding
from lampblack.graph.job import Ref, Value

RATE = Rate.parse("30000/1001")
SIZE = Size(width=640, height=360)


def clip(shot: str, start: int, frames: int = 60, join: Join = "cut", join_frames: int = 0) -> Clip:
    return Clip(
        shot=shot,
        scene=shot.split("/")[0],
        take="theatre-1",
        video=Digest(f"blake3:{shot}"),
        take_frames=frames + 24,
        range_in_take=FrameRange(start=12, stop=12 + frames),
        range_in_cut=FrameRange(start=start, stop=start + frames),
        join_out=join,
        join_frames=join_frames,
    )


def cut_of(*clips: Clip, opening: int = 0, closing: int = 0, **more: int) -> Cut:
    placed: list[Clip] = []
    at = opening
    for each in clips:
        span = FrameRange(start=at, stop=at + each.range_in_cut.duration)
        placed.append(replace(each, range_in_cut=span))
        at = span.stop
    return Cut(title="夸父逐日", rate=RATE, size=SIZE, frames=at + closing, clips=tuple(placed), **more)


def said(start: int, stop: int, text: str = "山高水长", **more: str) -> Caption:
    span = SampleRange(start=RATE.samples_at(start), stop=RATE.samples_at(stop))
    return Caption(range=span, text={"zh": text, **more}, speaker="夸父")


def by_shot(laid: tuple[Laid, ...]) -> dict[str, str]:
    return {each.job: digest_of_value(each.piece) for each in laid}


def test_pieces_abut_and_fill_the_cut() -> None:
    cut = cut_of(
        clip("a/1", 0, 60, "dissolve", 15), clip("a/2", 0, 50, "fade", 10), clip("b/1", 0, 40), opening=30, closing=20
    )
    laid = pieces_of(cut)
    assert [each.job.removeprefix("film/piece/") for each in laid] == [
        "opening", "a/1", "a/1/to/a/2", "a/2", "b/1", "closing",
    ]  # fmt: skip
    at = 0
    for each in laid:
        assert each.range_in_cut.start == at and each.range_in_cut.duration == each.piece.frames
        at = each.range_in_cut.stop
    assert at == cut.frames


def test_a_dissolve_takes_its_frames_from_both_handles() -> None:
    laid = pieces_of(cut_of(clip("a/1", 0, 60, "dissolve", 16), clip("a/2", 0, 60)))
    first, dissolve, second = laid
    assert first.piece.sources[0].range_in_take == FrameRange(start=12, stop=64)
    leaving, coming = dissolve.piece.sources
    assert (leaving.range_in_take, coming.range_in_take) == (
        FrameRange(start=64, stop=80),
        FrameRange(start=4, stop=20),
    )
    assert dissolve.takes == (Digest("blake3:a/1"), Digest("blake3:a/2"))
    assert second.piece.sources[0].range_in_take == FrameRange(start=20, stop=72)


def test_a_dissolve_without_handles_is_refused_by_name() -> None:
    short = replace(clip("a/1", 0, 60, "dissolve", 40), take_frames=74)
    with pytest.raises(UserError, match="shot a/1 needs frames 52 to 92"):
        pieces_of(cut_of(short, clip("a/2", 0, 60)))


def test_a_shot_too_short_for_its_dissolves_is_refused() -> None:
    with pytest.raises(UserError, match="a/2 is 10 frames long"):
        pieces_of(cut_of(clip("a/1", 0, 60, "dissolve", 12), clip("a/2", 0, 10, "dissolve", 12), clip("a/3", 0, 60)))


@pytest.mark.parametrize("shift", (1, 2, 3, 7, 50, 1001))
def test_inserting_something_before_changes_no_piece(shift: int) -> None:
    scenes = (clip("a/1", 0, 60, "dissolve", 15), clip("a/2", 0, 51), clip("b/1", 0, 47))
    captions = (said(10, 40), said(44, 70, "此去何时归", en="When?"), said(100, 155))
    before = by_shot(pieces_of(cut_of(*scenes), captions, ("zh", "en")))
    moved = tuple(replace(each, range=each.range) for each in captions)
    span = [(RATE.frame_at(each.range.start), RATE.frames_for(each.range.stop)) for each in captions]
    moved = tuple(
        replace(said(a + shift, b + shift), text=each.text) for (a, b), each in zip(span, captions, strict=True)
    )
    after = by_shot(pieces_of(cut_of(clip("new/1", 0, shift), *scenes), moved, ("zh", "en")))
    assert {job: digest for job, digest in after.items() if "new" not in job} == before


def test_moving_a_scene_changes_no_piece() -> None:
    a, b, c = clip("a/1", 0, 60), clip("b/1", 0, 50), clip("c/1", 0, 40)
    assert by_shot(pieces_of(cut_of(a, b, c))) == by_shot(pieces_of(cut_of(c, a, b)))


def test_a_caption_over_two_pieces_is_drawn_in_both() -> None:
    first, second = pieces_of(cut_of(clip("a/1", 0, 60), clip("a/2", 0, 60)), (said(50, 70),), ("zh",))
    spans = [
        (RATE.frame_at(each.piece.captions[0].range.start), RATE.frames_for(each.piece.captions[0].range.stop))
        for each in (first, second)
    ]
    assert spans == [(50, 60), (0, 10)]


def test_who_speaks_and_unburnt_languages_are_no_part_of_a_piece() -> None:
    cut = cut_of(clip("a/1", 0, 60))
    plain = by_shot(pieces_of(cut, (said(5, 30),), ("zh",)))
    named = by_shot(pieces_of(cut, (replace(said(5, 30, fr="Loin"), speaker="Kuafu"),), ("zh",)))
    assert plain == named
    assert plain != by_shot(pieces_of(cut, (said(5, 31),), ("zh",)))


def test_a_clean_film_has_no_captions_burnt_in() -> None:
    assert not pieces_of(cut_of(clip("a/1", 0, 60)), (said(5, 30),))[0].piece.captions


def test_the_films_fades_may_span_clips() -> None:
    cut = cut_of(clip("a/1", 0, 8), clip("a/2", 0, 60), clip("a/3", 0, 5), fade_in=20, fade_out=12)
    first, second, third = (each.piece for each in pieces_of(cut))
    assert (first.fade_in, first.fade_from) == (20, 0) and (second.fade_in, second.fade_from) == (20, 8)
    assert (second.fade_out, second.fade_to) == (12, 5) and (third.fade_out, third.fade_to) == (12, 0)


def test_a_fade_between_scenes_goes_through_black() -> None:
    first, second = (each.piece for each in pieces_of(cut_of(clip("a/1", 0, 60, "fade", 25), clip("b/1", 0, 60))))
    assert (first.fade_in, first.fade_out, second.fade_in, second.fade_out) == (0, 12, 13, 0)


def test_the_plan_names_steps_that_exist_and_waits_for_the_right_jobs() -> None:
    from lampblack.film import steps

    cut = cut_of(clip("a/1", 0, 60, "dissolve", 16), clip("a/2", 0, 60), opening=24)
    captions = (said(30, 60),)
    encoding = Encoding(size=SIZE, rate=RATE)
    wishes = plan.Wishes(burnt=("zh",), files=("zh",))
    mix = Ref(job="sound/mix", output="mix")
    jobs = {job.id: job for job in plan.film_jobs(cut, captions, encoding=encoding, mix=mix, wishes=wishes)}
    for job in jobs.values():
        module, _, name = job.work.name.partition(":")  # type: ignore[union-attr]
        assert module == "lampblack.film.steps" and callable(getattr(steps, name))
    waits = [ref.job for ref in jobs[plan.JOIN].refs()]
    pieces = [f"film/piece/{each}" for each in ("opening", "a/1", "a/1/to/a/2", "a/2")]
    assert waits == [*pieces, *pieces, plan.SOUND]
    assert jobs[plan.SOUND].settings == {"samples": RATE.samples_at(144)}
    assert jobs["film/piece/a/1"].inputs["takes"] == (Blob(digest=Digest("blake3:a/1")),)
    assert isinstance(jobs["film/piece/a/1"].inputs["piece"], Value)


def test_glyphs_are_asked_for_by_character_so_moving_captions_asks_nothing_new() -> None:
    wishes = plan.Wishes(burnt=("zh",))
    job = plan.glyphs_job((said(0, 9, "龘龘山", en="鱻"),), "夸父", wishes)
    assert job.settings == {"characters": "夸山父龘"}
    assert job == plan.glyphs_job((said(5, 30, "山龘"),), "夸父", wishes)


def test_planning_the_film_loads_nothing_heavy() -> None:
    code = (
        "import sys, lampblack.film.plan, lampblack.film.captions, lampblack.film.deliver;"
        "print([name for name in ('numpy', 'numba', 'cv2', 'av', 'PIL', 'pysubs2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_poster_shows_a_whole_figure_rather_than_the_longest_shot() -> None:
    cut = cut_of(clip("a/1", 0, 90), clip("a/2", 0, 50), clip("a/3", 0, 40))
    job = plan.poster_job(cut, {"a/1": "close", "a/2": "wide", "a/3": "full"})
    assert job is not None and job.inputs["video"] == Blob(digest=Digest("blake3:a/3"))
    assert job.settings["frame"] == 12 + 20
    assert plan.poster_job(cut_of(), {}) is None
