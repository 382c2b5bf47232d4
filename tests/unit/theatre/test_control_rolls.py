"""Rolls: what the step writes, what engines read, the camera in OpenCV's axes, edges on borders."""

from __future__ import annotations

import io
import json
import math
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.unit.theatre.controlled import HER, HIM, POST, SIZE, on_stage, person, small_set, staged

from lampblack.base.context import Blob, Cancelled
from lampblack.base.digest import Digest, digest_of_file
from lampblack.base.errors import UserError
from lampblack.builtin.theatre.control.camera import camera_frame
from lampblack.builtin.theatre.control.edges import edges_of
from lampblack.builtin.theatre.control.ids import numbers_of
from lampblack.builtin.theatre.control.steps import draw
from lampblack.builtin.theatre.control.survey import Surveyor
from lampblack.engines.controls import RollReader
from lampblack.staging.camera import CameraPose
from lampblack.staging.control import SIGNALS, Signal, signals_named
from lampblack.staging.projection import project
from lampblack.staging.space import Point


@dataclass
class Bench:
    """The context of one step."""

    scratch: Path
    kept: dict[Digest, Path] = field(default_factory=dict)
    stop: bool = False

    def path(self, blob: Blob | Digest) -> Path:
        return self.kept[blob.digest if isinstance(blob, Blob) else blob]

    def put(self, source: bytes | Path) -> Blob:
        assert isinstance(source, Path)
        digest = digest_of_file(source)
        self.kept[digest] = source
        return Blob(digest=digest)

    def progress(self, done: float, note: str = "") -> None:
        pass

    def cancelled(self) -> bool:
        return self.stop


def drawn(folder: Path, *signals: Signal, stop: bool = False) -> dict[str, Path]:
    folder.mkdir()
    bench = Bench(folder, stop=stop)
    stage = staged(person(HIM), person(HER, x=0.9), to=(0.3, 1.5, -1.5), frames=3)
    made = draw(bench, staging=stage, size=SIZE, signals=signals or SIGNALS, detail="draft", theatre=1)
    return {name: bench.path(blob) for name, blob in made.items()}


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(POST))


def test_every_signal_is_read_back_frame_by_frame(tmp_path: Path) -> None:
    rolls = drawn(tmp_path / "a")
    assert tuple(rolls) == SIGNALS
    surveyor = Surveyor(staged(person(HIM), person(HER, x=0.9), to=(0.3, 1.5, -1.5), frames=3), SIZE)
    found = surveyor.survey(1)
    with RollReader(rolls["depth"]) as depth, RollReader(rolls["ids"]) as ids, RollReader(rolls["flow"]) as flow:
        assert depth.roll.frames == 3 and depth.roll.width == 320 and depth.roll.signal == "depth"
        assert np.abs(depth.depth(1) / found.depth - 1).max() < 1e-4
        near = found.depth < 60
        assert np.abs(depth.picture(1)[near] / 1000 - found.depth[near]).max() < 0.002
        assert np.array_equal(ids.picture(1), numbers_of(found, surveyor.things))
        assert {thing.id for thing in ids.roll.things} >= {"him", "him/staff", "her", "place/ground"}
        assert np.abs(flow.flow(0)[0]).max() > 1 and not flow.flow(2).any()
    with RollReader(rolls["pose"]) as pose, RollReader(rolls["edges"]) as edges, RollReader(rolls["camera"]) as camera:
        assert [one.person_id for one in pose.pose(1).people] == ["him", "her"]
        assert pose.picture(2).shape == (180, 320, 3)
        assert set(np.unique(edges.picture(0))) == {0, 255}
        assert len(camera.roll.cameras) == 3
        with pytest.raises(UserError, match="000007"):
            pose.picture(7)


def test_a_roll_is_a_plain_tar_with_its_header_first_and_openpose_s_own_json(tmp_path: Path) -> None:
    rolls = drawn(tmp_path / "a", "pose", "ids")
    with tarfile.open(rolls["pose"]) as tar:
        names = tar.getnames()
        assert names[:3] == ["pose.json", "pose/000000.json", "pose/000000.png"]
        assert {entry.mtime for entry in tar.getmembers()} == {0}
        frame = json.load(tar.extractfile("pose/000001.json"))  # type: ignore[arg-type]
    assert len(frame["people"][0]["pose_keypoints_2d"]) == 54
    with tarfile.open(rolls["ids"]) as tar, Image.open(io.BytesIO(tar.extractfile("ids/000000.png").read())) as image:  # type: ignore[union-attr]
        assert image.mode == "P"


def test_the_same_staging_has_the_same_bytes(tmp_path: Path) -> None:
    one, other = drawn(tmp_path / "a"), drawn(tmp_path / "b")
    assert {name: path.read_bytes() for name, path in one.items()} == {
        name: path.read_bytes() for name, path in other.items()
    }


def test_one_signal_alone_is_as_it_is_among_all(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a", "flow")["flow"].read_bytes() == drawn(tmp_path / "b")["flow"].read_bytes()


def test_a_stop_is_heeded(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        drawn(tmp_path / "a", stop=True)


def test_what_is_no_roll_is_refused_by_name(tmp_path: Path) -> None:
    wrong = tmp_path / "note.txt"
    wrong.write_text("not a roll", "utf-8")
    with pytest.raises(UserError, match=r"note\.txt"):
        RollReader(wrong)


def test_signals_are_named_with_commas_and_a_slip_is_told() -> None:
    assert signals_named("") == SIGNALS
    assert signals_named("pose, depth") == ("depth", "pose")
    with pytest.raises(UserError, match="skeleton"):
        signals_named("depth,skeleton")


def test_the_camera_s_numbers_project_as_the_house_does() -> None:
    pose = CameraPose(position=Point(x=1, y=2, z=-3), yaw=0.4, pitch=-0.2, roll=0.1, focal_length_mm=50)
    told = camera_frame(pose, 0, 640, 360)
    turn = np.array(told.world_to_camera)
    assert np.linalg.det(turn[:, :3]) == pytest.approx(1.0)
    assert np.allclose(turn[:, :3] @ turn[:, :3].T, np.eye(3))
    fx, fy, cx, cy = told.intrinsics
    for x, y, z in ((0.0, 0.0, 4.0), (2.5, 1.0, 9.0), (-1.0, 3.0, 2.0)):
        a, b, c = turn @ np.array([x, -y, z, 1.0])
        seen = project(pose, Point(x=x, y=y, z=z), 640, 360)
        assert (fx * a / c + cx, fy * b / c + cy, c) == pytest.approx((seen.x, seen.y, seen.depth))
    assert np.allclose(-turn[:, :3].T @ turn[:, 3], told.position)


def test_edges_run_round_people_and_cards_and_not_across_the_plain_sky() -> None:
    surveyor = Surveyor(staged(person(HER, yaw=math.pi), turn=(0.0, 0.0)), SIZE)
    found = surveyor.survey(0)
    edges = edges_of(found, surveyor.things)
    own = (found.label == found.keys[("person", 0)]).astype(np.uint8)
    inside = own.copy()
    inside[1:-1, 1:-1] = own[1:-1, 1:-1] & own[:-2, 1:-1] & own[2:, 1:-1] & own[1:-1, :-2] & own[1:-1, 2:]
    rim = (own > 0) & (inside == 0)
    assert (edges[rim] > 0).mean() > 0.7
    assert 0.01 < (edges > 0).mean() < 0.35
