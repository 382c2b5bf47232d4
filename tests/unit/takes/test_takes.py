"""Takes: what an engine is told, which take is kept, and files that people drop in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.unit.shots.stage import TALK, planned

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Film, Size, Taken, request_from
from lampblack.graph.job import Ask, Job
from lampblack.graph.known import Known
from lampblack.media.video import VideoReader, VideoWriter
from lampblack.shots.model import Shot
from lampblack.takes.choice import choose, engine_take
from lampblack.takes.making import way_jobs
from lampblack.takes.model import Take, Words
from lampblack.takes.plan import adopt_job
from lampblack.takes.steps import adopt
from lampblack.takes.ways import Wanted, way_of

SMALL = Size(width=64, height=36)
FILM = Rate(numerator=24)


def offer(*controls: str, price: float = 0.0) -> Offer:
    limits = Capabilities(kind="film", controls=frozenset(controls), price_per_unit=price, unit="second")
    return Offer(name="engine", version=3, makes="m:C", capabilities=(limits,))


def asked(an_offer: Offer, words: str) -> Ask:
    work = filmed(replace(planned(TALK).shots[0], words=words), an_offer).work
    assert isinstance(work, Ask)
    return work


def filmed(shot: Shot, an_offer: Offer, take: int = 1) -> Job:
    wanted = Wanted(size=SMALL, look="paper", detail="draft", words=Words(words=shot.words))
    return way_jobs(shot, way_of(an_offer), take, wanted, Known({}, lambda digest: b""))[0]


def test_an_engine_that_does_not_read_is_told_no_words() -> None:
    assert asked(offer(), "clouds move") == asked(offer(), "cluods move")
    assert asked(offer("words"), "clouds move") != asked(offer("words"), "cluods move")
    request = request_from(dict(asked(offer("words"), "clouds move").request))
    assert isinstance(request, Film) and request.words == "clouds move"


def test_a_take_is_named_by_shot_engine_and_number_and_priced_by_the_second() -> None:
    shot = planned(TALK).shots[0]
    job = filmed(shot, offer(price=0.5), 2)
    assert job.id == f"takes/{shot.id}/engine-2"
    assert isinstance(job.work, Ask) and job.work.take == 2
    assert job.work.price == pytest.approx(0.5 * shot.staging.frames / 24)


def test_an_engine_that_makes_no_pictures_is_refused() -> None:
    silent = Offer(name="voice", version=1, makes="m:C", capabilities=(Capabilities(kind="speak"),))
    with pytest.raises(UserError, match="voice") as error:
        filmed(planned(TALK).shots[0], silent)
    assert error.value.possible == ("speak",)


def take(name: str) -> Take:
    return Take(shot="a/b", name=name, video=Digest("blake3:0"), frames=10, rate=FILM, size=SMALL)


def test_the_pinned_take_is_kept_else_the_first() -> None:
    both = (take("theatre-1"), take("theatre-2"))
    assert choose(both).take.name == "theatre-1" and choose(both).why == "first"
    assert choose(both[:1]).why == "only one"
    pinned = choose(both, "theatre-2")
    assert (pinned.take.name, pinned.why) == ("theatre-2", "pinned")


def test_a_pin_for_a_take_that_is_not_there_lists_the_takes() -> None:
    with pytest.raises(UserError, match="theatre-7") as error:
        choose((take("theatre-1"), take("refs/mine.mp4")), "theatre-7")
    assert error.value.possible == ("theatre-1", "refs/mine.mp4")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("theatre-2", ("theatre", 2)), ("my-engine-10", ("my-engine", 10)), ("refs/a-2", None), ("a-1.mp4", None),
     ("theatre-0", None), ("-1", None)],
)  # fmt: skip
def test_a_takes_name_is_an_engine_and_a_number_or_a_file(name: str, meant: tuple[str, int] | None) -> None:
    assert engine_take(name) == meant


class OneFile:
    """A context with one blob, which keeps what is put."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.scratch, self._source = folder, source
        self.kept = folder / "kept.mp4"

    def path(self, blob: Blob | Digest) -> Path:
        return self._source

    def put(self, source: bytes | Path) -> Blob:
        assert isinstance(source, Path)
        source.rename(self.kept)
        return Blob(digest=digest_of(self.kept.read_bytes()))

    def progress(self, done: float, note: str = "") -> None: ...

    def cancelled(self) -> bool:
        return False


def dropped(path: Path, frames: int, rate: Rate, size: tuple[int, int] = (64, 64)) -> Path:
    """A file whose frame `n` is grey `40 + 4 n`."""
    with VideoWriter(path, size=size, rate=rate, crf=4) as writer:
        for number in range(frames):
            writer.write(np.full((size[1], size[0], 3), 40 + 4 * number, np.uint8))
    return path


def adopted(folder: Path, source: Path, frames: int) -> OneFile:
    context = OneFile(folder, source)
    made = adopt(
        context, source=Blob(digest=Digest("blake3:0")), rate=FILM, size=Size(width=128, height=72), frames=frames,
        name="refs/mine.mp4",
    )  # fmt: skip
    assert made["taken"] == Taken(frames=frames, rate=FILM, size=Size(width=128, height=72))
    return context


def test_a_dropped_in_file_becomes_a_take_of_exactly_the_frames_asked(tmp_path: Path) -> None:
    context = adopted(tmp_path, dropped(tmp_path / "in.mp4", 40, FILM), 30)
    with VideoReader(context.kept) as reader:
        assert (reader.contents.frames, reader.contents.width, reader.contents.height) == (30, 128, 72)
        middle = [int(frame[36, 64].mean()) for frame in reader.rgb(0, 30)]
        assert middle == pytest.approx([40 + 4 * number for number in range(30)], abs=3)
        assert reader.frame(0)[36, 4].mean() < 8, "a square picture is kept whole, black beside it"


def test_a_file_at_another_rate_shows_each_moments_own_frame(tmp_path: Path) -> None:
    context = adopted(tmp_path, dropped(tmp_path / "in.mp4", 36, Rate(numerator=48)), 18)
    with VideoReader(context.kept) as reader:
        greys = [int(frame[36, 64].mean()) for frame in reader.rgb(0, 18)]
    assert greys == pytest.approx([40 + 8 * number for number in range(18)], abs=3)


def test_a_file_that_is_too_short_is_refused_with_both_lengths(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"refs/mine.mp4 has 20 frames .* needs 30"):
        adopted(tmp_path, dropped(tmp_path / "in.mp4", 20, FILM), 30)


def test_adopting_is_a_job_of_its_own_keyed_by_the_files_bytes() -> None:
    shot = planned(TALK).shots[0]
    job = adopt_job(shot, "refs/mine.mp4", Digest("blake3:1"), SMALL)
    assert job.id == f"takes/{shot.id}/refs/mine.mp4"
    assert job.inputs["source"] == Blob(digest=Digest("blake3:1"))
    assert job.settings["frames"] == shot.staging.frames
