"""The order of a frame and the engine's promises, with a small set and a paper cut-out of the tests' own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.context import Blob, Cancelled
from lampblack.base.digest import Digest, digest_of, digest_of_file
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.builtin.theatre import render
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.engine import Theatre
from lampblack.builtin.theatre.offer import OFFER
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import flat, upright
from lampblack.builtin.theatre.raster.passes import Lens
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.render import Renderer
from lampblack.builtin.theatre.set import Fog, Grade, Set, WaterLevel
from lampblack.engines.requests import Film, Paint, Size, Taken, Write
from lampblack.media.video import VideoReader, probe
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Light, Place
from lampblack.staging.projection import project
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SIZE = Size(width=160, height=90)
PLAIN = Grade(grain=0, paper=0, vignette=0, bloom=0, contrast=0, saturation=1, lift=0)


def sheet(red: int, green: int, blue: int, height: int = 32) -> Texture:
    picture = np.full((height, 32, 4), 255, np.uint8)
    picture[..., :3] = red, green, blue
    return Texture(picture)


SKY = upright(sheet(80, 120, 200), 0, -50, 900.0, 400.0, clamp=(True, True), focus=False)
GROUND = flat(sheet(60, 90, 40), 0, 0, -20.0, 80.0, 60.0)
NEAR_POST = upright(sheet(200, 30, 30, 96), -0.6, 0.0, 1.0, 0.5)
FAR_WALL = upright(sheet(230, 230, 60), 0.0, 0.0, 12.0, 30.0)


def small_set(**more: object) -> Set:
    return Set(**{"sky": (SKY,), "cards": (NEAR_POST, FAR_WALL), "floors": (GROUND,), "grade": PLAIN, **more})  # type: ignore[arg-type]


def cut_out(
    person: Person,
    frame: int,
    staging: Staging,
    camera: CameraPose,
    light: Light,
    width: int,
    height: int,
    lens: Lens | None = None,
) -> Drawn | None:
    """A white card of a person, 0.5 m by 1.7 m."""
    seen = project(camera, person.mark_at(frame).position, width, height)
    if seen.depth < 0.3:
        return None
    scale = camera.focal_pixels(width) / seen.depth
    block = canvas(max(2, round(0.5 * scale)), max(2, round(1.7 * scale)))
    block[:] = 1.0
    x, y = round(seen.x - block.shape[2] / 2), round(seen.y - block.shape[1])
    return Drawn(canvas=block, x=x, y=y, depth=seen.depth, scale=scale, joints={}, feet=(seen.x, seen.y))


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every renderer in these tests plays on the small set with the cut-out."""
    on_stage(monkeypatch, small_set())


def on_stage(monkeypatch: pytest.MonkeyPatch, made: Set) -> None:
    monkeypatch.setattr(render, "build", lambda place, light, detail: made)
    monkeypatch.setattr(render, "draw_person", cut_out)
    render.built.cache_clear()


def staged(*, x: float = 0.0, z: float = 4.0, frames: int = 5, handheld: float = 0.0) -> Staging:
    pose = CameraPose(position=Point(y=1.5, z=-4.0), focal_length_mm=30, focus=8.0, f_number=11)
    person = Person(id="a", figure=Figure(id="a"), marks=(Mark(frame=0, position=Point(x=x, z=z)),))
    return Staging(
        rate=Rate(numerator=24),
        frames=frames,
        place=Place(id="yard", kit="yard", time="noon"),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),), handheld=handheld, seed=1),
        people=(person,),
    )


def where(frame: np.ndarray, colour: tuple[int, int, int], slack: int = 40) -> np.ndarray:
    return (np.abs(frame.astype(int) - np.array(colour)) < slack).all(axis=2)


def test_a_person_hides_the_far_wall_and_is_hidden_by_the_near_post() -> None:
    free, behind = Renderer(staged(x=0.3), SIZE).frame(0), Renderer(staged(x=-0.95), SIZE).frame(0)
    assert where(free, (255, 255, 255), 110).sum() > 150
    assert where(behind, (255, 255, 255), 110).sum() < 0.7 * where(free, (255, 255, 255), 110).sum()
    assert where(behind, (200, 30, 30)).sum() == where(free, (200, 30, 30)).sum()


def test_who_stands_behind_the_wall_is_not_seen() -> None:
    frame = Renderer(staged(z=20.0), SIZE).frame(0)
    assert not where(frame, (255, 255, 255), 60).any()


def test_the_ground_is_darker_where_someone_stands() -> None:
    here, away = Renderer(staged(x=0.5, z=3.0), SIZE).frame(0), Renderer(staged(x=40.0, z=3.0), SIZE).frame(0)
    feet = project(staged().camera.at(0), Point(x=0.5, z=2.98), 160, 90)
    assert here[round(feet.y) + 1, round(feet.x)].sum() < away[round(feet.y) + 1, round(feet.x)].sum() - 10


def test_a_frame_follows_from_its_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(grade=Grade(), water=WaterLevel(height=-0.5)))
    one, other = Renderer(staged(handheld=0.01), SIZE), Renderer(staged(handheld=0.01), SIZE)
    forward = [one.frame(n) for n in range(4)]
    backward = [other.frame(n) for n in reversed(range(4))]
    for a, b in zip(forward, reversed(backward), strict=True):
        assert np.array_equal(a, b)
    assert not np.array_equal(forward[0], forward[3])


def shallow() -> Staging:
    """A close camera with a long fast lens, hardly still: all that is far is soft."""
    pose = CameraPose(position=Point(y=1.4, z=-1.5), focal_length_mm=85, focus=3.0, f_number=2.0)
    path = CameraPath(keys=(CameraKey(frame=0, pose=pose),), handheld=0.01, seed=1)
    return replace(staged(x=0.2, z=1.5), camera=path)


def test_a_soft_background_drawn_at_half_the_size_looks_as_if_drawn_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    far = [upright(sheet(30 * n, 200 - 30 * n, 90), -8.0 + 3 * n, 0.0, 30.0 - 2 * n, 4.0) for n in range(6)]
    on_stage(monkeypatch, small_set(cards=(NEAR_POST, *far)))
    size, asked = Size(width=640, height=360), render.out_of_focus
    counts: list[int] = []
    monkeypatch.setattr(render, "out_of_focus", lambda *a: counts.append(asked(*a)) or counts[-1])
    halved = Renderer(shallow(), size).frame(0).astype(int)
    monkeypatch.setattr(render, "out_of_focus", lambda *a: 0)
    whole = Renderer(shallow(), size).frame(0).astype(int)
    assert counts[0] >= 3
    assert np.abs(halved - whole).max() <= 4
    assert whole.std() > 20


def test_a_frame_with_a_soft_background_follows_from_its_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(sky=(SKY, replace(SKY, glow=0.5), FAR_WALL)))
    size = Size(width=320, height=180)
    one, other = Renderer(shallow(), size), Renderer(shallow(), size)
    forward = [one.frame(n) for n in range(4)]
    backward = [other.frame(n) for n in reversed(range(4))]
    assert all(np.array_equal(a, b) for a, b in zip(forward, reversed(backward), strict=True))


@pytest.mark.parametrize("size", [(400, 225), (401, 233), (34, 18), (1000, 562)])
def test_water_and_soft_backgrounds_are_drawn_at_any_size(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    on_stage(monkeypatch, small_set(sky=(SKY, SKY, FAR_WALL), water=WaterLevel(height=-0.1), floors=()))
    wide, high = size
    for staging in (staged(), shallow()):
        assert Renderer(staging, Size(width=wide, height=high)).frame(0).shape == (high, wide, 3)


def test_water_shows_what_stands_in_it_upside_down(monkeypatch: pytest.MonkeyPatch) -> None:
    water = WaterLevel(height=0.0, ripple=0.0, murk=0.0, colour=(0.0, 0.0, 0.0))
    on_stage(monkeypatch, small_set(floors=(), water=water, cards=(replace(FAR_WALL, origin=(-4.0, 3.0, 12.0)),)))
    frame = Renderer(replace(staged(), people=()), SIZE).frame(0)
    wall = where(frame, (230, 230, 60), 25)
    foot = project(staged().camera.at(0), Point(z=12.0), 160, 90).y
    assert wall[: round(foot) - 1].any()
    image = frame[round(foot) + 3, 80].astype(int)
    assert image[0] > 1.4 * image[2] and image[0] > 100


def test_haze_covers_what_is_far_and_not_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(fog=Fog(colour=(0.0, 0.0, 1.0), density=0.4, start=6.0)))
    frame = Renderer(replace(staged(), people=()), SIZE).frame(0)
    assert where(frame, (200, 30, 30)).any()
    assert not where(frame, (230, 230, 60)).any()


def test_a_draft_has_no_grain_and_everything_in_focus(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(grade=Grade()))
    draft = Renderer(staged(), SIZE, detail="draft")
    assert np.array_equal(draft.frame(0), draft.frame(1))
    final = Renderer(staged(), SIZE)
    assert not np.array_equal(final.frame(0), final.frame(1))


def test_every_size_and_detail_shows_the_same_composition() -> None:
    def seen(width: int, height: int, detail: str) -> np.ndarray:
        frame = Renderer(staged(x=0.5), Size(width=width, height=height), detail=detail).frame(0)
        cell = frame.reshape(45, height // 45, 80, width // 80, 3).astype(float).mean(axis=(1, 3))
        return np.asarray(cell)

    draft = seen(640, 360, "draft")
    assert draft.std() > 30
    for width, height, detail in ((1280, 720, "review"), (1920, 1080, "final"), (3840, 2160, "final")):
        apart = np.abs(seen(width, height, detail) - draft).max(axis=2)
        assert apart.mean() < 4.0 and (apart > 40).mean() < 0.01


def test_a_look_the_theatre_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(UserError, match="paper"):
        Renderer(staged(), SIZE, look="oil")


@dataclass
class Desk:
    """A context over a folder."""

    scratch: Path
    stop_after: int = 10_000
    blobs: dict[Digest, Path] = field(default_factory=dict)
    heard: list[float] = field(default_factory=list)

    def path(self, blob: Blob | Digest) -> Path:
        return self.blobs[blob.digest if isinstance(blob, Blob) else blob]

    def put(self, source: bytes | Path) -> Blob:
        if isinstance(source, Path):
            digest, path = digest_of_file(source), source
        else:
            digest, path = digest_of(source), self.scratch / "put"
            path.write_bytes(source)
        self.blobs[digest] = path
        return Blob(digest=digest)

    def progress(self, done: float, note: str = "") -> None:
        self.heard.append(done)

    def cancelled(self) -> bool:
        return len(self.heard) >= self.stop_after


def film(**more: object) -> Film:
    return Film(**{"staging": staged(), "size": SIZE, **more})  # type: ignore[arg-type]


def test_a_film_is_answered_with_exactly_its_frames(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    answer = Theatre().run(film(), 1, desk)
    assert answer["taken"] == Taken(frames=5, rate=Rate(numerator=24), size=SIZE)
    contents = probe(desk.path(answer["video"]))
    assert (contents.width, contents.height, contents.frames, contents.bt709) == (160, 90, 5, True)
    assert contents.rate == Rate(numerator=24)
    assert desk.heard[-1] == 1.0 and desk.heard == sorted(desk.heard)


def test_the_film_shows_what_the_renderer_drew(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    answer = Theatre().run(film(), 1, desk)
    drawn = Renderer(staged(), SIZE).frame(2)
    with VideoReader(desk.path(answer["video"])) as reader:
        seen = reader.frame(2)
    assert np.abs(seen.astype(int) - drawn).mean() < 4


def test_the_same_request_gives_the_same_bytes_and_another_take_another_hand(tmp_path: Path) -> None:
    request = film(staging=staged(handheld=0.02, frames=3))

    def bytes_of(name: str, take: int) -> Digest:
        folder = tmp_path / name
        folder.mkdir()
        return Theatre().run(request, take, Desk(folder))["video"].digest

    assert bytes_of("a", 1) == bytes_of("b", 1) != bytes_of("c", 2)


def test_a_cancelled_film_stops_at_the_next_frame(tmp_path: Path) -> None:
    desk = Desk(tmp_path, stop_after=2)
    with pytest.raises(Cancelled):
        Theatre().run(film(), 1, desk)
    assert len(desk.heard) == 2 and not desk.blobs


def test_a_still_is_painted_from_the_middle_of_the_shot(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    answer = Theatre().run(Paint(words="", size=SIZE, staging=staged()), 1, desk)
    assert desk.path(answer["picture"]).read_bytes().startswith(b"\x89PNG")
    inked = Theatre().run(Paint(words="", size=SIZE, staging=staged(), look="水墨"), 1, desk)
    assert inked["picture"] != answer["picture"]
    with pytest.raises(UserError, match="staged"):
        Theatre().run(Paint(words="a yard", size=SIZE), 1, desk)


def test_what_the_theatre_cannot_do_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="film, paint"):
        Theatre().run(Write(instruction="a poem"), 1, Desk(tmp_path))
    with pytest.raises(UserError, match="161x90"):
        Theatre().run(film(size=Size(width=161, height=90)), 1, Desk(tmp_path))


def test_a_picture_larger_than_the_offer_says_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="3840x2160"):
        Theatre().run(film(size=Size(width=3842, height=2160)), 1, Desk(tmp_path))
    with pytest.raises(UserError, match="3840x2160"):
        Theatre().run(Paint(words="", size=Size(width=320, height=2162), staging=staged()), 1, Desk(tmp_path))


def test_the_offer_names_the_engine() -> None:
    module, _, name = OFFER.makes.partition(":")
    assert (module, name) == (Theatre.__module__, Theatre.__name__)
    assert OFFER.can("film") and OFFER.can("paint") and OFFER.can("speak") is None
