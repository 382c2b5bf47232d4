"""A fox from two lines of Fountain to a frame and its control maps."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
from tests.unit.shots.stage import FILM, Nobody, said

from lampblack.breakdown.formats import read_bible
from lampblack.breakdown.steps import break_down
from lampblack.builtin.theatre.control.ids import numbers_of
from lampblack.builtin.theatre.control.pose import pose_of
from lampblack.builtin.theatre.control.survey import Surveyor
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.script.formats import read_fountain
from lampblack.shots.model import ScenePlan, Shot
from lampblack.shots.steps import compose
from lampblack.staging.control import SKY_METRES

SCRIPT = "EXT. RIVERBANK - MORNING\n\nFOX\nWhat fine feathers you have.\n\nMEI\nOff with you.\n"
BIBLE = '[cast.fox]\nname = "Fox"\nwords = "a sly red fox"\n'
SIZE = Size(width=320, height=180)


@pytest.fixture(scope="module")
def close() -> Shot:
    """The shot in which the fox speaks."""
    made = break_down(
        cast(Any, None), screenplay=read_fountain(SCRIPT, "script.fountain"), bible=read_bible(BIBLE, "bible.toml"),
        language="en",
    )["value"]  # fmt: skip
    scene = made.scenes[0]
    spoken = tuple(said(beat.line.text) for beat in scene.beats if beat.line is not None)
    plan: ScenePlan = compose(Nobody(), scene=scene, bible=made.bible, spoken=spoken, choices={}, rate=FILM)
    return next(shot for shot in plan.shots if any("fox" in line.line for line in shot.lines))


def _middle(shot: Shot) -> int:
    return shot.range_in_take.start + shot.range_in_take.duration // 2


def test_a_fox_that_speaks_is_in_the_frame(close: Shot) -> None:
    fox = close.staging.person("fox")
    assert fox is not None and fox.figure.kind == "fox" and fox.mouth
    frame = Renderer(close.staging, SIZE, detail="draft").frame(_middle(close)).astype(int)
    red = (frame[..., 0] - frame[..., 2] > 60) & (frame[..., 0] > frame[..., 1] + 30)
    assert red.mean() > 0.02, "no fox's coat is seen"


def test_its_mask_and_depth_are_there_and_its_skeleton_is_left_out(close: Shot) -> None:
    surveyor = Surveyor(close.staging, SIZE)
    survey = surveyor.survey(_middle(close))
    number = next(thing.number for thing in surveyor.things if thing.id == "fox")
    mask = numbers_of(survey, surveyor.things) == number
    assert mask.mean() > 0.02
    depths = survey.depth[mask]
    assert depths.max() < SKY_METRES and np.ptp(depths) > 0.02, "a body is no card"
    assert "fox" not in [person.person_id for person in pose_of(survey).people]
